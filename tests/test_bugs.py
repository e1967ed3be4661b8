"""When an unexpected error occurs: one sentence, status 3, and a report that reveals nothing of the content."""

import platform
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.built import REPO, TINY
from tests.support.faulty import FALLS, STUMBLES
from tests.support.files import copied_region
from tools.day import TODAY
from tools.program import PROGRAM
from veiviser import __version__
from veiviser.cli.crash_report import report_bug
from veiviser.cli.main import main

FAULTY = REPO / "tests" / "support" / "faulty.py"
SECRET = "Hemmelig setning som bare staar i innholdet"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A region with a page on which the program fails; the exception contains the text of its record."""
    made = copied_region(TINY, tmp_path / "root")
    write(made, STUMBLES)
    return made


def write(root: Path, text: str) -> None:
    (root / "content/pages/om.md").write_text(f"---\ntitle: Om\n---\n\n{text} {SECRET}.\n", encoding="utf-8")


def build(root: Path, *options: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, FAULTY, "build", "--root", root, "--today", TODAY.isoformat(), *options]
    line = [str(part) for part in command]
    return subprocess.run(line, cwd=cwd or root.parent, capture_output=True, text=True, check=False)


def reports(folder: Path) -> list[Path]:
    return sorted(folder.glob("veiviser-bug-*.txt"))


def test_the_report_leads_to_the_fault(root: Path) -> None:
    done = build(root, "--jobs", "1", "--base-url", "https://hemmelig.example/")
    assert done.returncode == 3
    (report,) = reports(root.parent)
    assert re.fullmatch(r"veiviser-bug-\d{4}-\d\d-\d\d\.txt", report.name)
    text = report.read_text(encoding="utf-8")
    assert re.search(rf"^version +{re.escape(__version__)}$", text, re.MULTILINE)
    assert re.search(rf"^python +CPython {re.escape(platform.python_version())}$", text, re.MULTILINE)
    assert re.search(rf"^platform +{re.escape(platform.platform())}$", text, re.MULTILINE)
    assert re.search(
        r"^command +veiviser build --root \S+/root --today 2026-11-21.* --base-url … --jobs 1$", text, re.MULTILINE
    )
    assert "builtins.KeyError\n" in text
    assert re.search(r"^  veiviser/build/pipeline\.py:\d+ build$", text, re.MULTILINE)
    assert re.search(r"templates/pages/page\.html:\d+ \S", text, re.MULTILINE)
    assert re.search(r"^  jinja2/environment\.py:\d+ ", text, re.MULTILINE)


@pytest.mark.parametrize("before", [("--lang", "nn"), ()])
def test_the_command_is_shown_as_it_was_understood(before: tuple[str, ...], root: Path) -> None:
    line = [sys.executable, str(FAULTY), *before, "build", "--root", str(root), "--today", TODAY.isoformat(), "-q"]
    subprocess.run(line, cwd=root.parent, capture_output=True, check=False)
    text = reports(root.parent)[0].read_text(encoding="utf-8")
    assert f"\ncommand   veiviser build --root {root} --today {TODAY} --quiet\n" in text


def test_the_options_of_a_command_that_was_not_read_are_left_out() -> None:
    context = main.make_context("anything", ["--lang", "nn", "build", "--jobs", "2"])
    context.invoked_subcommand = "build"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("veiviser.cli.crash_report._written", lambda text, folder: text)
        assert "\ncommand   veiviser build\n" in report_bug(KeyError(SECRET), context)


def test_neither_the_report_nor_the_sentence_tells_of_the_content(root: Path) -> None:
    done = build(root, "--base-url", "https://hemmelig.example/")
    (report,) = reports(root.parent)
    for text in (done.stdout, done.stderr, report.read_text(encoding="utf-8")):
        for words in (SECRET, "Hemmelig", "snubler", "hemmelig.example", "Traceback"):
            assert words not in text


@pytest.mark.parametrize(("lang", "words"), [("nb", "Dette er en feil"), ("nn", "ein feil"), ("en", "This is a bug")])
def test_one_sentence_in_the_language_names_the_report(lang: str, words: str, root: Path) -> None:
    done = build(root, "--lang", lang)
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert words in line
    assert reports(root.parent)[0].name in line


def test_the_same_bug_has_one_report_and_another_one_its_own(root: Path) -> None:
    build(root)
    build(root)
    assert len(reports(root.parent)) == 1
    write(root, FALLS)
    build(root)
    names = [path.stem for path in reports(root.parent)]
    assert sorted(names) == [min(names, key=len), min(names, key=len) + "-2"]


def test_where_nothing_may_be_written_the_report_lies_with_temporary_files(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, gone = tmp_path / "temporary", tmp_path / "gone"
    temporary.mkdir()
    gone.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.delenv("PYTHONPATH", raising=False)  # a relative one would be wrong in another folder
    # Nobody can write to a deleted folder, though it can still be the working folder.
    build_it = shlex.join([sys.executable, str(FAULTY), "build", "--root", str(root), "--today", TODAY.isoformat()])
    script = f"rmdir {shlex.quote(str(gone))} && exec {build_it}"
    done = subprocess.run(["sh", "-c", script], cwd=gone, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    (report,) = reports(temporary)
    assert str(report) in done.stderr


def test_a_bug_that_cannot_be_said_has_its_report_and_status(root: Path) -> None:
    command = [sys.executable, str(FAULTY), "build", "--root", str(root), "--today", TODAY.isoformat()]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=root.parent, stderr=full, check=False)
    assert done.returncode == 3
    assert len(reports(root.parent)) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("text", ["{% if %}", "{{ page.titel }}", "{{ 1 // 0 }}", "{{ page.title + 1 }}"])
def test_a_template_that_fails_is_the_regions_own_to_mend(
    text: str, jobs: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether jinja2 refuses it or it fails when it is used, in this process or another."""
    monkeypatch.setattr("veiviser.build.pages.WORTH_POOLING", 1)
    monkeypatch.chdir(root.parent)
    template = root / "templates/pages/page.html"
    template.parent.mkdir(parents=True)
    template.write_text(f"<p>\n{text}\n")
    options = ["build", "--root", str(root), "--today", TODAY.isoformat(), "--jobs", jobs]
    done = CliRunner().invoke(main, options)
    assert done.exit_code == 2
    assert "templates/pages/page.html" in done.stderr
    assert "linje 2" in done.stderr
    assert SECRET not in done.stderr
    assert reports(root.parent) == []


def test_a_reader_that_goes_away_is_no_bug(root: Path) -> None:
    command = f"{shlex.join([*PROGRAM, 'check', '--root', str(root)])} | true"
    done = subprocess.run(["sh", "-c", command], cwd=root.parent, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert reports(root.parent) == []
