"""A new region: the files that `veiviser init` writes pass check, build, and are published by their own CI files."""

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
from tests.support.tiers import exhaustive
from tools.day import TODAY
from tools.program import PROGRAM
from veiviser.artifacts import Artifact
from veiviser.build.files import FileError, lay_out
from veiviser.build.pipeline import Options, load
from veiviser.cli.main import main
from veiviser.content.models import KINDS
from veiviser.editing.init import may_stay

DAY = TODAY.isoformat()
ANSWERS = {
    "--name": "Fjordregionen",
    "--languages": "nb,nn,en",
    "--municipality": "Ytre Holmen 9904",
    "--publisher": "Ytre Holmen kommune",
    "--base-url": "https://veiviser.example.org/",
    "--host": "github",
}


# The output of `check` for a region that has not been changed.
SAMPLES = "content/contacts/eksempel-vertskapet.yaml: sample-left"
AT_FIRST = {"content/crisis.yaml: stale-crisis-line", SAMPLES}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def init(folder: Path, **other: str | None) -> Result:
    """Runs `veiviser init` with the usual answers; `name="x"` replaces one, None leaves it out."""
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
    assert set(problems(root)) == AT_FIRST
    for path in (root / "content").rglob("eksempel-*"):
        path.unlink()
    crisis = root / "content" / "crisis.yaml"
    crisis.write_text(re.sub(r"(?m)^(  source: .*)$", rf"\1\n  verified_on: {DAY}", crisis.read_text("utf-8")), "utf-8")
    assert listed(run("check", "--root", root, "--today", DAY, "--strict").output) == ""


def test_it_says_that_the_lines_are_not_confirmed_and_what_to_do_next(tmp_path: Path) -> None:
    said = init(tmp_path / "region").output
    assert "verified_on" in said
    assert f"veiviser check --root {tmp_path / 'region'}" in said


def test_where_nobody_is_asked_it_says_which_municipalities_it_took(tmp_path: Path) -> None:
    """There was a Bø in Telemark too, until 2020."""
    result = init(tmp_path / "region", municipality="Bø")
    assert "Bø 1867 (Nordland)" in result.output


def test_a_command_that_it_gives_can_be_pasted_whatever_the_folder_is_called(tmp_path: Path) -> None:
    for name in ("ny region på øya", "fjord'en", "a;b", "$HOME"):
        said = init(tmp_path / name).output
        (command,) = re.findall(r"veiviser (check --root .*)", said)
        words = shlex.split(command)
        assert words == ["check", "--root", str(tmp_path / name)]
        assert run(*words, "--today", DAY).exit_code == 0


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
    assert [each.name for each in directory.municipalities] == ["Oslo", "Norge", "Ytre Holmen"]
    assert directory.site.title["nb"].startswith(name)


@pytest.mark.parametrize("host", ["github", "gitlab", "none"])
def test_a_host_gets_its_own_files_and_no_others(tmp_path: Path, host: str) -> None:
    init(tmp_path / "region", host=host)
    made = holdings(tmp_path / "region")
    assert (".github/workflows/publish.yml" in made, ".gitlab-ci.yml" in made) == (host == "github", host == "gitlab")
    assert (".github/dependabot.yml" in made, "renovate.json" in made) == (host == "github", host == "gitlab")
    assert {".gitattributes", ".gitignore", "CODEOWNERS", "README.md", "REDIGER.md"} <= set(made)


def test_the_guides_lie_in_the_region_where_nobody_has_an_address_of_them(tmp_path: Path) -> None:
    region = tmp_path / "region"
    assert init(region).exit_code == 0
    pages = [region / "REDIGER.md", *(region / "veiledning").glob("*.md")]
    assert {page.name for page in pages} >= {"rediger.md", "felt.md", "personvern.md"}
    for page in pages:
        for address in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if not re.match(r"https?:|mailto:|#|/", address):
                assert (page.parent / address.partition("#")[0]).exists(), f"{page.name}: {address}"
    assert "](veiledning/rediger.md)" in (region / "REDIGER.md").read_text("utf-8")
    assert run("check", "--root", region, "--today", TODAY.isoformat()).exit_code == 0

    source = "https://git.example.org/pusterommet/veiviser"
    elsewhere = tmp_path / "elsewhere"
    assert init(elsewhere, source=f"git+{source}@{'a' * 40}").exit_code == 0
    assert not (elsewhere / "veiledning").exists()
    assert f"]({source}/blob/{'a' * 40}/docs/rediger.md)" in (elsewhere / "REDIGER.md").read_text("utf-8")


def test_the_examples_of_its_help_work(tmp_path: Path) -> None:
    said = re.sub(r"\\\n", " ", run("init", "--help").output)
    examples = [shlex.split(line) for line in re.findall(r"(?m)^ +veiviser (init FOLDER .*)$", said)]
    assert examples
    for words in examples:
        result = run(*words[:1], tmp_path / "region", *words[2:], "--today", DAY)
        assert result.exit_code == 0, result.output
    assert set(problems(tmp_path / "region")) == AT_FIRST


@pytest.mark.parametrize(
    ("publisher", "kind"),
    [
        ("Gran kommune", "municipality"),
        ("Sanitetsforeningen på Gran", "voluntary"),
        ("Sjukehuset Fjord HF", "health-trust"),
    ],
)
def test_a_publisher_whose_name_tells_needs_no_kind(tmp_path: Path, publisher: str, kind: str) -> None:
    assert init(tmp_path / "region", publisher=publisher).exit_code == 0
    (made,) = (
        text
        for path in (tmp_path / "region" / "content" / "organisations").iterdir()
        if publisher in (text := path.read_text("utf-8"))
    )
    assert f"kind: {kind}\n" in made


def test_kinds_are_understood_in_norwegian_and_all_are_named_where_the_name_does_not_tell(tmp_path: Path) -> None:
    for number, (typed, kind) in enumerate(
        [("fylkeskommune", "county"), ("frivillig", "voluntary"), ("state", "state")]
    ):
        root = tmp_path / str(number)
        assert init(root, publisher="Utgiver", publisher_kind=typed).exit_code == 0
        assert f"kind: {kind}\n" in (root / "content" / "organisations" / "utgiver.yaml").read_text("utf-8")
    said = init(tmp_path / "region", publisher="Utgiver").output
    assert "«Utgiver»" in said
    assert "voluntary (en frivillig organisasjon)" in said


def test_a_number_for_made_up_regions_under_a_real_name_is_told_and_taken(tmp_path: Path) -> None:
    result = init(tmp_path / "region", municipality="Tynset 9912")
    assert result.exit_code == 0
    assert "3427" in result.output


def test_a_number_without_quotation_marks_is_no_folder(tmp_path: Path) -> None:
    options = [word for option, value in ANSWERS.items() if option != "--municipality" for word in (option, value)]
    result = run("init", tmp_path / "region", *options, "--municipality", "Ytre", "9904")
    assert result.exit_code == 2
    assert "anførselstegn" in result.output


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
        ("municipality", "Ytre Holmen"),
        ("municipality", "Lillehamer"),
        ("municipality", "Våler"),
        ("municipality", "Herøy kommune"),
        ("municipality", "3403"),
        ("municipality", "Gjøvik 0502"),
        ("municipality", "Gran 3403"),
        ("municipality", "Hamar 340"),
        ("base_url", "veiviser"),
        ("base_url", "javascript:alert(1)"),
        ("base_url", "https://a.no/?<script>"),
        ("host", "sourcehut"),
        ("publisher_kind", "kirke"),
        ("repository", "min region"),
        ("source", "veiviser==0.1.0"),
        ("source", "git+https://git.example.org/eier/veiviser@main"),
        ("source", "git+https://ola:hemmelig@git.example.org/veiviser@" + "a" * 40),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_written(tmp_path: Path, option: str, value: str) -> None:
    result = init(tmp_path / "region", **{option: value})
    assert result.exit_code == 2
    assert f"--{option.replace('_', '-')}" in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_same_municipality_twice_is_refused(tmp_path: Path) -> None:
    options = [word for pair in ANSWERS.items() for word in pair]
    for more in (["Annet navn 9904"], ["Hamar", "Hamar kommune"], ["Hamar, Stange, Hamar"]):
        again = [word for name in more for word in ("--municipality", name)]
        assert run("init", tmp_path / "region", *options, *again).exit_code == 2, more
    two = ["--municipality", "Våler i Østfold", "--municipality", "Våler i Innlandet"]
    assert run("init", tmp_path / "region", *options, *two).exit_code == 0
    assert set(problems(tmp_path / "region")) == {*AT_FIRST, "content/site.yaml: sample-address"}


def test_two_of_one_name_have_their_counties_in_their_ids(tmp_path: Path) -> None:
    options = [word for pair in ANSWERS.items() for word in pair]
    two = ["--municipality", "Herøy i Nordland, Herøy 1515", "--municipality", "Våler (Østfold)"]
    assert run("init", tmp_path / "region", *options, *two).exit_code == 0
    listed = yaml.load((tmp_path / "region" / "content" / "municipalities.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert [each["id"] for each in listed][-3:] == ["heroey-nordland", "heroey-moere-og-romsdal", "vaaler"]


@pytest.mark.parametrize(
    ("value", "meant"), [("Gjovik 3407", "Gjøvik 3407"), ("Lillehamer (3405)", "Lillehammer 3405"), ("Vag 1813", None)]
)
def test_a_misspelt_name_with_the_number_of_the_right_one_is_told(
    tmp_path: Path, value: str, meant: str | None
) -> None:
    result = init(tmp_path / "region", municipality=value)
    assert (result.exit_code, "Mente du" in result.output) == ((2, True) if meant else (0, False))
    assert meant is None or f"Mente du «{meant}»" in result.output


@pytest.mark.parametrize(
    "held",
    [
        "notat.txt", ".gitlab-ci.yml", "content/notat.md", "READMEN", "src/README.md", "README.md/en.md", "license/MIT",
        ".gitignore/a", ".GitHub/workflows/a.yml",
    ],
)  # fmt: skip
def test_what_somebody_made_is_no_empty_folder(tmp_path: Path, held: str) -> None:
    (tmp_path / held).parent.mkdir(exist_ok=True, parents=True)
    (tmp_path / held).write_text("viktig")
    result = init(tmp_path)
    assert result.exit_code == 2
    name, *inside = held.split("/")
    assert f"ligger {name}{'/' if inside else ''}." in result.output
    assert holdings(tmp_path) == [held]


def test_a_path_that_is_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("viktig")
    result = init(tmp_path / "fil")
    assert (result.exit_code, "er en fil" in result.output) == (2, True)


def test_a_clone_of_a_project_that_a_host_has_begun_is_filled_and_loses_nothing(tmp_path: Path) -> None:
    root = tmp_path / "klone"
    root.mkdir()
    theirs = {"README.md": "# Klone\n", "LICENSE": "Fri\n", ".gitignore": "*.log\n", ".vscode/settings.json": "{}\n"}
    for path, text in theirs.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text)
    first = commit(root, DAY)
    result = init(root)
    assert result.exit_code == 0, result.output
    assert "README.old.md" in result.output
    for path, text in theirs.items():
        kept = "README.old.md" if path == "README.md" else path
        assert text in (root / kept).read_text("utf-8")
    assert "/site/" in (root / ".gitignore").read_text("utf-8")
    assert "Fjordregionen" in (root / "README.md").read_text("utf-8")
    assert git(root, "rev-parse", "HEAD") == first
    assert set(problems(root)) == AT_FIRST


def test_a_readme_in_other_letters_is_kept_and_no_two_files_differ_in_case_alone(tmp_path: Path) -> None:
    """Two such files cannot both exist in a clone on macOS or Windows."""
    root = tmp_path / "klone"
    root.mkdir()
    for name in ("readme.md", "Readme.MD", "README.OLD.md", ".GITIGNORE"):
        (root / name).write_text(f"# {name}\n")
    (root / "License").symlink_to("nowhere")
    result = init(root)
    assert result.exit_code == 0, result.output
    names = [entry.name for entry in root.iterdir()]
    assert len({name.casefold() for name in names}) == len(names)
    kept = {name: (root / name).read_text("utf-8") for name in names if name.casefold().startswith("readme.old")}
    assert kept == {
        "README.OLD.md": "# README.OLD.md\n",
        "README.old-2.md": "# Readme.MD\n",
        "README.old-3.md": "# readme.md\n",
    }
    assert re.findall(r"heter nå (\S+)\.\n", result.output) == ["README.old-2.md", "README.old-3.md"]
    assert "Fjordregionen" in (root / "README.md").read_text("utf-8")
    assert (root / ".gitignore").read_text("utf-8").startswith("# .GITIGNORE\n\n")


@pytest.mark.parametrize("name", ["README.md", "ReadMe.md"])
def test_a_clone_is_as_it_was_when_it_cannot_be_filled(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("# Klone\n")

    def artifacts() -> Iterator[Artifact]:
        yield Artifact(path="README.md", data=b"x")
        yield Artifact(path="a/b", data=b"x")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lay_out(artifacts(), tmp_path, may_stay)
    assert holdings(tmp_path) == [name]
    assert (tmp_path / name).read_text() == "# Klone\n"


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
        encoding="utf-8", timeout=30, dimensions=(50, 400), env={**os.environ, "NO_COLOR": "1", "TERM": "dumb"},
    )  # fmt: skip
    yield child
    child.close(force=True)


def answer(terminal: Terminal, *answers: tuple[str, str]) -> None:
    """Waits for each question, by a word of it, and types the answer."""
    for question, typed in answers:
        terminal.expect(question)
        terminal.expect("> ")
        terminal.sendline(typed)


def test_it_asks_for_everything_and_asks_again_where_an_answer_does_not_fit(terminal: Terminal, tmp_path: Path) -> None:
    answer(
        terminal,
        ("regionen", ""),
        ("Dette må være med", "Fjordregionen"),
        ("språk", "svensk"),
        ("«svensk»", "nb en"),
        ("kommune", "Hammar"),
        ("«Hammar».*Mente du «Hamar»", "Hamar kommune"),
        ("Flere", "Ringsaker, Stange"),
        ("Flere", "Våler"),
        ("Våler 3114 .Østfold., Våler 3419 .Innlandet.", "Våler 3419"),
        ("Flere", ""),
        ("organisasjon", "Hamar kommune"),
        ("slags.*Enter for «en kommune»", "kirke"),
        ("«kirke»", ""),
        ("ligge", "gitlab"),
        ("adressen til prosjektet", "gitlab.com/hedmarken/veiviser"),
        ("Mente du «https://gitlab.com", "https://gitlab.com/hedmarken/veiviser"),
        ("publisert.*Enter for «https://hedmarken.gitlab.io/veiviser/»", "www.soroster.no"),
        ("Mente du «https://www.soroster.no»", "https://www.soroster.no"),
        ("hente programmet", ""),
        ("Er alt riktig", ""),
    )
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0
    root = tmp_path / "region"
    assert set(problems(root)) == AT_FIRST
    assert (root / ".gitlab-ci.yml").is_file()
    site = yaml.safe_load((root / "content" / "site.yaml").read_text("utf-8"))
    assert (site["base_url"], site["repository"]) == (
        "https://www.soroster.no",
        "https://gitlab.com/hedmarken/veiviser",
    )
    listed = yaml.load((root / "content" / "municipalities.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert [(each["id"], each["number"], each["county"]) for each in listed] == [
        ("hamar", "3403", "innlandet"),
        ("ringsaker", "3411", "innlandet"),
        ("stange", "3413", "innlandet"),
        ("vaaler", "3419", "innlandet"),
    ]
    assert [each["neighbours"] for each in listed] == [
        ["ringsaker", "stange"],
        ["hamar", "stange"],
        ["hamar", "ringsaker", "vaaler"],
        ["stange"],
    ]


def test_an_earlier_answer_can_be_changed_and_nothing_is_written_before_all_are_right(
    terminal: Terminal, tmp_path: Path
) -> None:
    answer(
        terminal,
        ("regionen", "<"),
        ("Dette er det første spørsmålet", "Hedmark"),
        ("språk", "<"),
        ("regionen", "Hedmarken"),
        ("språk", ""),
        ("kommune", "Hamar"),
        ("Flere", ""),
        ("organisasjon", "Foreningen Pusterommet"),
        ("Enter for «en frivillig organisasjon»", ""),
        ("ligge", ""),
        ("prosjektet", "vet ikke"),
        ("publisert", "vet ikke ennå"),
        ("programmet", ""),
        (r"1\. .*Hedmarken.*8\. .*ikke kjent ennå.*Er alt riktig", "10"),
        ("«10»", "2"),
        ("språk", "nn,nb"),
        (r"2\. .*nn, nb.*Er alt riktig", "3"),
        ("kommune", "<"),  # goes back
    )
    terminal.expect(r"3\. .*Hamar 3403 .Innlandet..*Er alt riktig")
    assert list(tmp_path.iterdir()) == []
    terminal.sendline("")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    site = (tmp_path / "region" / "content" / "site.yaml").read_text("utf-8")
    assert "languages: [nn, nb]" in site
    assert "sample-address" in " ".join(problems(tmp_path / "region"))  # it is reported until the address is known


def test_what_is_pasted_after_a_refusal_takes_the_place_of_what_was_refused(tmp_path: Path) -> None:
    child = pexpect.spawn(
        sys.executable, [*PROGRAM[1:], "init", "region", "--today", DAY, "--name", "Hedmarken", "--languages", "nb"],
        cwd=str(tmp_path), encoding="utf-8", timeout=30, dimensions=(50, 200),
        env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": "1", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )  # fmt: skip
    child.expect("kommune er med")
    child.send("Hamar, Stnge\r")
    child.expect("Mente du «Stange»")
    child.send("\x1b[200~Hamar,\nStange\x1b[201~\r")
    child.expect("Flere")
    child.send("\x03")
    child.expect("Avbrutt")
    child.close(force=True)
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_nothing_behind(terminal: Terminal, tmp_path: Path) -> None:
    terminal.expect("regionen")
    terminal.sendline("Fjordregionen")
    terminal.expect("språk")
    status, said = break_off(terminal)
    assert status == 1
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


# The CI files: their commands are run here, in order, with this program instead of an installed one


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Environment variables with which `veiviser` is this program, and the code host is a server in the test."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "veiviser").write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n')
    (folder / "veiviser").chmod(0o755)
    with code_host() as there:
        variables = {**there.variables("github"), **there.variables("gitlab")}
        yield {**os.environ, **variables, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def repository(folder: Path, host: str) -> Path:
    """A clone of a repository in which everything that git does not ignore is committed."""
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


@exhaustive(
    "tests/editing/test_first_day.py"
    "::test_the_files_install_check_and_publish_as_they_stand_without_any_index[github-commit]"
)
@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_commands_of_its_ci_files_pass_in_a_fresh_clone(
    tmp_path: Path, host: str, programs: dict[str, str]
) -> None:
    clone = repository(tmp_path, host)
    commands = list(steps_of(clone, host))
    installs = [command for _, command in commands if " pip install " in command]
    assert len(installs) > 1  # tests/editing/test_first_day.py runs them
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


def test_a_proposal_carries_the_site_as_it_will_be_and_what_is_published_comes_from_no_cache(tmp_path: Path) -> None:
    init(tmp_path / "github")
    check, publish, stale = (
        (tmp_path / "github" / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")
        for name in ("check", "publish", "stale")
    )
    (job,) = yaml.safe_load(check)["jobs"].values()
    (upload,) = (step for step in job["steps"] if "upload-artifact" in step.get("uses", ""))
    assert upload["with"]["path"] == "site"
    assert {"pull_request", "merge_group"} == set(yaml.safe_load(check)[True])  # YAML 1.1 reads “on” so
    assert ["cache: pip" in text for text in (check, publish, stale)] == [True, False, False]
    assert "workflow_dispatch" in publish

    init(tmp_path / "gitlab", host="gitlab")
    jobs = yaml.safe_load((tmp_path / "gitlab" / ".gitlab-ci.yml").read_text("utf-8"))
    assert jobs["build"]["artifacts"]["paths"] == ["site/"]
    assert {name for name, each in jobs.items() if isinstance(each, dict) and "cache" in each} == {"check", "build"}


def test_a_list_made_for_paper_is_no_part_of_the_history_and_a_published_file_is(tmp_path: Path) -> None:
    root = repository(tmp_path, "github")
    for path in ("tilbud-ytre-holmen.pdf", "content/files/skjema.pdf", ".cache/pip/x", ".venv/bin/python"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x")
    assert git(root, "status", "--porcelain", "--untracked-files=all") == "?? content/files/skjema.pdf"


def test_the_order_of_the_first_day_has_pages_first_and_the_protection_last(tmp_path: Path) -> None:
    for host, first, then in (
        ("github", "Settings → Pages", "Run workflow"),
        ("gitlab", "Send innholdet", "Deploy → Pages"),
    ):
        init(tmp_path / host, host=host)
        points = re.findall(r"(?m)^- \[ \] .*(?:\n {6}.*)*", (tmp_path / host / "README.md").read_text("utf-8"))
        assert first in points[0]
        assert then in points[1]
        assert points[-1].startswith("- [ ] Til slutt: Beskytt grenen `main`")
    assert "beskyttet" in (tmp_path / "gitlab" / ".gitlab-ci.yml").read_text("utf-8")


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path, "github")
    done = subprocess.run([linter("actionlint"), "-no-color"], cwd=root, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path, "github")
    command = [linter("zizmor"), "--offline", "--no-progress", "--persona=pedantic", "--no-config", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
