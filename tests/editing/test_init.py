"""A new region: what `veiviser init` leaves behind checks, builds, and is published by its own CI files."""

import datetime as dt
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
import yaml
from click.testing import CliRunner, Result

from tests.support.breaking import Terminal, break_off
from tests.support.codehost import code_host
from tests.support.linters import linter
from tests.support.repository import commit, git
from tests.support.said import listed
from tools.day import TODAY
from tools.program import PROGRAM
from veiviser.artifacts import Artifact
from veiviser.cli import main
from veiviser.content.models import KINDS
from veiviser.files import FileError, lay_out
from veiviser.pipeline import Options, load

DAY = TODAY.isoformat()
ANSWERS = {
    "--name": "Fjordregionen",
    "--languages": "nb,nn,en",
    "--municipality": "Ytre Holmen 9904",
    "--publisher": "Ytre Holmen kommune",
    "--base-url": "https://veiviser.example.org/",
    "--host": "github",
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def init(folder: Path, **other: str | None) -> Result:
    """`veiviser init` with the usual answers; `name="x"` gives another one, None leaves it out."""
    answers = ANSWERS | {f"--{key.replace('_', '-')}": value for key, value in other.items()}
    options = [word for option, value in answers.items() if value is not None for word in (option, value)]
    return run("init", folder, "--today", DAY, *options)


def problems(root: Path) -> list[str]:
    return [f"{p.mark.path}: {p.code}" for p in load(Options(root=root, today=TODAY)).problems]


def holdings(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("languages", "base_url"),
    [
        ("nb,nn,en", "https://veiviser.example.org/"),
        ("nn", "https://example.org/vegvisar"),
        ("en,se,nb", "http://a.no"),
    ],
)
def test_it_checks_without_a_word_but_on_lines_that_nobody_has_called(
    tmp_path: Path, languages: str, base_url: str
) -> None:
    root = tmp_path / "region"
    assert init(root, languages=languages, base_url=base_url).exit_code == 0
    assert set(problems(root)) == {"content/crisis.yaml: stale-crisis-line"}

    crisis = root / "content" / "crisis.yaml"
    crisis.write_text(re.sub(r"(?m)^(  source: .*)$", rf"\1\n  verified_on: {DAY}", crisis.read_text("utf-8")), "utf-8")
    assert listed(run("check", "--root", root, "--today", DAY, "--strict").output) == ""


def test_it_says_that_the_lines_are_not_confirmed_and_what_to_do_next(tmp_path: Path) -> None:
    said = init(tmp_path / "region").output
    assert "verified_on" in said
    assert f"veiviser check --root {tmp_path / 'region'}" in said


def test_it_holds_a_sample_of_each_kind_of_record_marked_as_one(tmp_path: Path) -> None:
    root = tmp_path / "region"
    init(root)
    for name, kind in KINDS.items():
        if kind.shape in ("yaml", "md"):
            samples = sorted((root / kind.path).rglob(f"eksempel-*.{kind.shape}"))
            assert samples, name
            for path in samples:
                own = "." not in path.stem
                assert not own or "# EKSEMPEL" in path.read_text("utf-8"), path
                assert "ksempel" in path.read_text("utf-8") or "xample" in path.read_text("utf-8"), path


def test_without_its_samples_it_still_checks_and_builds(tmp_path: Path) -> None:
    root = tmp_path / "region"
    init(root)
    for path in (root / "content").rglob("eksempel-*"):
        path.unlink()
    assert set(problems(root)) == {"content/crisis.yaml: stale-crisis-line"}
    assert run("build", "--root", root, "--today", DAY, "--jobs", "1").exit_code == 0


def test_its_event_lies_two_to_three_weeks_ahead_whatever_the_day(tmp_path: Path) -> None:
    for days in range(7):
        today = dt.date(2026, 12, 25) + dt.timedelta(days=days)
        root = tmp_path / str(days)
        options = [word for pair in ANSWERS.items() for word in pair]
        assert run("init", root, "--today", today.isoformat(), *options).exit_code == 0
        text = (root / "content" / "events" / "eksempel-kveld.md").read_text("utf-8")
        event = dt.datetime.fromisoformat(re.findall(r"starts: (\S+)", text)[0]).date()
        assert 14 <= (event - today).days <= 20
        assert event.weekday() == 1


def test_names_that_yaml_would_misread_or_that_collide_come_through(tmp_path: Path) -> None:
    root = tmp_path / "region"
    name = 'Øst & "vest": #1 <b>'
    answers = {**ANSWERS, "--name": name, "--publisher": "- null: kommune"}
    options = [word for pair in answers.items() for word in pair]
    result = run("init", root, "--today", DAY, "--municipality", "Oslo 0301", "--municipality", "Norge 9901", *options)
    assert result.exit_code == 0, result.output
    directory = load(Options(root=root, today=TODAY)).value
    assert directory is not None
    assert [each.facts.name for each in directory.municipalities] == ["Oslo", "Norge", "Ytre Holmen"]
    assert directory.site.title["nb"].startswith(name)


def test_the_packages_version_is_pinned(tmp_path: Path) -> None:
    init(tmp_path / "region")
    text = (tmp_path / "region" / "requirements.txt").read_text("utf-8")
    assert re.search(r"(?m)^veiviser==\d+\.\d+\.\d+$", text)


@pytest.mark.parametrize("host", ["github", "gitlab", "none"])
def test_a_host_gets_its_own_files_and_no_others(tmp_path: Path, host: str) -> None:
    init(tmp_path / "region", host=host)
    made = holdings(tmp_path / "region")
    assert (".github/workflows/publish.yml" in made, ".gitlab-ci.yml" in made) == (host == "github", host == "gitlab")
    assert {".gitattributes", ".gitignore", "CODEOWNERS", "README.md", "REDIGER.md"} <= set(made)


# Refusals


def test_what_is_missing_is_named_where_nobody_can_be_asked(tmp_path: Path) -> None:
    result = init(tmp_path / "region", name=None, base_url=None, publisher="Pusterommet")
    assert result.exit_code == 2
    assert "--name, --publisher-kind, --base-url" in result.output
    assert not (tmp_path / "region").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("name", " "),
        ("name", "!!!"),
        ("name", "a" * 81),
        ("name", "a\x00b"),
        ("languages", "nb,sv"),
        ("languages", "se,nb"),
        ("languages", ""),
        ("municipality", "Hamar"),
        ("municipality", "3403"),
        ("municipality", "Hamar 340"),
        ("base_url", "veiviser"),
        ("base_url", "javascript:alert(1)"),
        ("base_url", "https://a.no/?<script>"),
        ("host", "sourcehut"),
        ("publisher_kind", "kirke"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_written(tmp_path: Path, option: str, value: str) -> None:
    result = init(tmp_path / "region", **{option: value})
    assert result.exit_code == 2
    assert f"--{option.replace('_', '-')}" in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_same_municipality_twice_is_refused(tmp_path: Path) -> None:
    options = [word for pair in ANSWERS.items() for word in pair]
    result = run("init", tmp_path / "region", *options, "--municipality", "Annet navn 9904")
    assert result.exit_code == 2
    assert "9904" in result.output


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notat.txt").write_text("viktig")
    result = init(tmp_path)
    assert result.exit_code == 2
    assert str(tmp_path) in result.output
    assert holdings(tmp_path) == ["notat.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "region").mkdir()
    assert init(tmp_path / "region").exit_code == 0
    assert "content/site.yaml" in holdings(tmp_path / "region")


@pytest.mark.parametrize("there", [True, False])
def test_what_is_broken_off_while_it_writes_leaves_nothing(tmp_path: Path, there: bool) -> None:
    def artifacts() -> Iterator[Artifact]:
        yield Artifact(path="content/site.yaml", data=b"contract: 1\n")
        raise KeyboardInterrupt

    folder = tmp_path / "a" / "b"
    if there:
        folder.mkdir(parents=True)
    with pytest.raises(KeyboardInterrupt):
        lay_out(artifacts(), folder)
    assert [path.name for path in tmp_path.rglob("*")] == (["a", "b"] if there else [])


def test_a_file_in_the_way_of_its_folder_is_told_not_thrown(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(FileError):
        lay_out([Artifact(path="a", data=b"")], tmp_path / "fil" / "region")


# The dialogue, on a terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    child = pexpect.spawn(
        sys.executable, [*PROGRAM[1:], "init", "region", "--today", DAY], cwd=str(tmp_path),
        encoding="utf-8", timeout=30, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    yield child
    child.close(force=True)


def test_it_asks_for_everything_and_asks_again_where_an_answer_does_not_fit(terminal: Terminal, tmp_path: Path) -> None:
    for question, answer in (
        ("regionen", "Fjordregionen"),
        ("språk", "svensk"),
        ("«svensk» .*språk", "nb en"),
        ("kommune", "Hamar"),
        ("«Hamar» .*kommune", "Hamar 3403"),
        ("flere|til", "Ringsaker 3411"),
        ("flere|til", ""),
        ("organisasjon", "Hamar kommune"),
        (r"\[municipality\]", ""),
        ("publisert", "https://veiviser.example.org/"),
        ("github", "gitlab"),
    ):
        terminal.expect(question)
        terminal.sendline(answer)
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0
    assert set(problems(tmp_path / "region")) == {"content/crisis.yaml: stale-crisis-line"}
    assert (tmp_path / "region" / ".gitlab-ci.yml").is_file()


def test_ctrl_c_leaves_nothing_behind(terminal: Terminal, tmp_path: Path) -> None:
    terminal.expect("regionen")
    terminal.sendline("Fjordregionen")
    terminal.expect("språk")
    status, said = break_off(terminal)
    assert status == 1
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


# The CI files: what they say is run here, in order, with this program instead of one from a registry


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment in which `veiviser` is this program, and the code host is here."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "veiviser").write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n')
    (folder / "veiviser").chmod(0o755)
    with code_host() as there:
        variables = {**there.variables("github"), **there.variables("gitlab")}
        yield {**os.environ, **variables, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def repository(folder: Path, host: str) -> Path:
    """A real one, with everything that git would hold committed and checked out afresh."""
    assert init(folder / "region", host=host).exit_code == 0
    commit(folder / "region", "2026-11-21")
    git(folder, "clone", "--quiet", "region", "clone")
    return folder / "clone"


def steps_of(root: Path, host: str) -> Iterator[tuple[str, str]]:
    """Each command with the job that it belongs to, in order of the files."""
    if host == "github":
        for path in sorted((root / ".github" / "workflows").iterdir()):
            for name, job in yaml.safe_load(path.read_text("utf-8"))["jobs"].items():
                yield from ((f"{path.stem}/{name}", step["run"]) for step in job["steps"] if "run" in step)
        return
    jobs = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))
    shared = jobs["default"]["before_script"]
    for name, job in jobs.items():
        if "script" in job:
            yield from ((name, line) for line in [*shared, *job["script"]])


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_commands_of_its_ci_files_pass_in_a_fresh_clone(
    tmp_path: Path, host: str, programs: dict[str, str]
) -> None:
    clone = repository(tmp_path, host)
    commands = list(steps_of(clone, host))
    installs = [command for _, command in commands if " pip install " in command]
    assert set(installs) == {"python -m pip install --requirement requirements.txt"}
    ours = [command for _, command in commands if command not in installs]
    assert any("veiviser check" in command for command in ours)
    for command in ours:
        done = subprocess.run(["bash", "-e", "-c", command], cwd=clone, env=programs, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"

    site = clone / ("site" if host == "github" else "public")
    assert (site / "index.html").is_file()
    assert (site / ".nojekyll").is_file()
    assert git(clone, "status", "--porcelain") == ""


def test_github_gets_annotations_and_the_log_gets_words_when_something_is_wrong(
    tmp_path: Path, programs: dict[str, str]
) -> None:
    """GitHub shows ten annotations of each severity, and leaves the path out of its log."""
    clone = repository(tmp_path, "github")
    (clone / "content" / "offers" / "eksempel-pusterommet.md").write_text("uten felt\n", "utf-8")
    (command,) = (line for _, line in steps_of(clone, "github") if "--format github" in line)
    done = subprocess.run(["bash", "-e", "-c", command], cwd=clone, env=programs, capture_output=True, text=True)
    assert done.returncode == 1
    assert "::error file=content/offers/eksempel-pusterommet.md,line=1," in done.stdout
    assert "\ncontent/offers/eksempel-pusterommet.md:1:1: error[front-matter]" in done.stdout


def test_gitlab_gets_a_report_and_the_log_gets_words_when_something_is_wrong(
    tmp_path: Path, programs: dict[str, str]
) -> None:
    clone = repository(tmp_path, "gitlab")
    (clone / "content" / "offers" / "eksempel-pusterommet.md").write_text("uten felt\n", "utf-8")
    (command,) = (line for job, line in steps_of(clone, "gitlab") if job == "check" and "pip" not in line)
    done = subprocess.run(["bash", "-e", "-c", command], cwd=clone, env=programs, capture_output=True, text=True)
    assert done.returncode == 1
    assert "eksempel-pusterommet.md:1:1: error[front-matter]" in done.stdout
    assert '"check_name": "front-matter"' in (clone / "gl-code-quality-report.json").read_text("utf-8")


def test_every_action_is_pinned_by_its_commit_and_gets_no_more_than_it_needs(tmp_path: Path) -> None:
    init(tmp_path / "region")
    granted: dict[str, dict[str, str]] = {}
    for path in (tmp_path / "region" / ".github" / "workflows").iterdir():
        text = path.read_text("utf-8")
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        granted |= {f"{path.stem}/{name}": job["permissions"] for name, job in workflow["jobs"].items()}
        for line in re.findall(r"uses: (.*)", text):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    assert granted == {
        "check/check": {"contents": "read"},
        "publish/build": {"contents": "read"},
        "publish/publish": {"pages": "write", "id-token": "write"},
        "stale/stale": {"contents": "read", "issues": "write"},
    }


def test_hidden_files_are_published(tmp_path: Path) -> None:
    """security.txt lies in .well-known, which actions/upload-pages-artifact leaves out since its version 4."""
    init(tmp_path / "region")
    jobs = yaml.safe_load((tmp_path / "region" / ".github" / "workflows" / "publish.yml").read_text("utf-8"))["jobs"]
    (upload,) = (step for step in jobs["build"]["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["with"] == {"path": "site", "include-hidden-files": True}


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path, "github")
    done = subprocess.run([linter("actionlint"), "-no-color"], cwd=root, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path, "github")
    command = [linter("zizmor"), "--offline", "--no-progress", "--persona=pedantic", "--no-config", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
