"""Commands write through one console, and errors become sentences in one place, whichever command they end."""

import ast
import errno
import itertools
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.support.built import REPO, TINY
from tests.support.sources import tree
from tests.support.tiers import exhaustive
from tools import translations
from tools.program import PROGRAM
from veiviser.cli.console import Console
from veiviser.cli.main import main
from veiviser.language.languages import MESSAGE_LANGUAGES, catalogue
from veiviser.problems.problem import ExplainedError, Mark, Problem

MakeRoot = Callable[..., Path]
PACKAGE = REPO / "veiviser"


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), tree(path)


def run(*arguments: str | Path, **options: Any) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)


# One way for errors to become sentences


def refusals(root: Path) -> dict[str, tuple[str | Path, ...]]:
    """For each command that can be refused for a reason outside the content, arguments with which it is."""
    held = root / "holder-noe"
    held.mkdir()
    (held / "fil.txt").write_text("")
    return {
        "build": ("build", "--root", root, "--out", root),
        "export": ("export", "pdf", "--root", root, "--municipality", "fjordbi"),
        "format": ("format", "--root", root, held / "fil.txt"),
        "init": ("init", held),
        "new": ("new", "page", "--root", root, "--title", "Om", "--yes", "--folder", "../ut"),
        "stale": ("stale", "--root", root, "--post", "github"),
    }


@pytest.mark.parametrize("command", ["build", "export", "format", "init", "new", "stale"])
def test_every_command_is_refused_with_status_2_and_a_sentence_in_the_language(
    command: str, make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    arguments = refusals(make_root())[command]
    said = {}
    for language in MESSAGE_LANGUAGES:
        result = run(*arguments, "--lang", language)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: " if language == "en" else "Feil: ")
        said[language] = result.stderr
    assert len(set(said.values())) == 3


def test_an_own_template_that_cannot_be_used_ends_a_build_as_any_other_refusal(make_root: MakeRoot) -> None:
    root = make_root(files={"templates/pages/offers.html": "{% if %}\n"})
    result = run("build", "--root", root, "--lang", "en", "--jobs", "1", "--today", "2026-11-21")
    assert result.exit_code == 2
    assert "The template templates/pages/offers.html cannot be used, line 1: " in result.stderr


def test_nobody_else_turns_an_error_into_a_sentence() -> None:
    """An error translates its own message with its values, on request of the command group and the preview."""
    spoken = [name for name, tree in trees() for node in ast.walk(tree) if _reads_message(node)]
    assert set(spoken) == {"problems/problem.py", "problems/remedies.py"}  # `explain` shows the messages as they are


def _reads_message(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and any(
        isinstance(argument, ast.Attribute)
        and argument.attr == "message"
        and getattr(argument.value, "id", "") != "CODES"
        for argument in node.args
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in ("gettext", "translate")
    )


def test_what_was_meant_is_asked_in_one_place() -> None:
    asked = [
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value == "Did you mean “{suggestion}”?"
    ]
    assert asked == ["problems/problem.py"]


def test_an_error_and_a_problem_say_what_was_meant_in_the_same_words() -> None:
    error = ExplainedError("There is no municipality “{id}” in content/municipalities.yaml.", id="a", suggestion="b")
    problem = Problem(mark=Mark("a.md"), code="unknown-key", values={"key": "a"}, suggestion="b")
    for language in MESSAGE_LANGUAGES:
        translate = catalogue(language).gettext
        question = translate("Did you mean “{suggestion}”?").format(suggestion="b")
        assert error.sentence(translate).endswith(f". {question}")
        assert problem.sentence(translate).endswith(f" {question}")
    assert ExplainedError("Nothing {done}.", done="is").sentence(str) == "Nothing is."


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_what_the_system_refuses_at_a_file_is_a_refusal_wherever_it_happens(
    language: str, make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/et/sted/fil.md")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("veiviser.build.loading.read", refused)
    result = run("check", "--root", make_root(), "--lang", language)
    assert (result.exit_code, result.stdout) == (2, "")
    said = "{path} could not be read or written ({error}); make room or get access, and try again."
    filled = catalogue(language).gettext(said).format(path="/et/sted/fil.md", error="Permission denied")
    assert result.stderr == f"{'Error' if language == 'en' else 'Feil'}: {filled}\n"
    assert list(tmp_path.glob("veiviser-bug-*")) == []


@pytest.mark.parametrize("name", [str(PACKAGE / "templates" / "borte.html"), None])
def test_a_file_of_the_program_that_is_missing_is_a_bug(
    name: str | None, make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """So is an error of the system that names no file, unless there is no room."""

    def missing(*_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("veiviser.build.loading.read", missing)
    assert run("check", "--root", make_root()).exit_code == 3
    assert len(list(tmp_path.glob("veiviser-bug-*"))) == 1


# Output that cannot be written

SAYING = {
    "check": ["check", "--root", str(TINY)],
    "check --format json": ["check", "--root", str(TINY), "--format", "json"],
    "stale": ["stale", "--root", str(TINY)],
    "build": ["build", "--root", str(TINY), "--out", "site", "--jobs", "1"],
    "--help": ["--help"],
    "check --help": ["check", "--help"],
}
CLOSED = (">&-", "2>&-", ">&- 2>&-", "<&-")
_FULL = "tests/test_console.py::test_output_that_finds_no_room_is_said_and_is_no_bug[check]"
_SHUT = "tests/test_console.py::test_a_stream_that_is_closed_changes_nothing_else"
SLOWLY = [pytest.param(saying, marks=exhaustive(_FULL)) for saying in SAYING if saying != "check"]
ALSO_CLOSED = exhaustive(_SHUT)


def started(arguments: Sequence[str], folder: Path, **streams: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*PROGRAM, *arguments], cwd=folder, text=True, check=False, **streams)


def without(streams: str, arguments: Sequence[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """The program with streams closed by the shell, as by “<&-”. No library that moves the clock is loaded: it would
    open a file of its own in their place, and the program's output would be written into it.
    """
    command = f"unset LD_PRELOAD; {shlex.join([*PROGRAM, *arguments])} {streams}"
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("saying", ["check", *SLOWLY])
def test_output_that_finds_no_room_is_said_and_is_no_bug(saying: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = started(SAYING[saying], tmp_path, stdout=full, stderr=subprocess.PIPE)
        quiet = started(SAYING[saying], tmp_path, stdout=full, stderr=full)
    assert (done.returncode, quiet.returncode) == (2, 2)
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert list(tmp_path.glob("veiviser-bug-*")) == []


@pytest.mark.parametrize("arguments", [SAYING["build"], ["finnes-ikke"], ["check", "--root", "finnes-ikke"]])
def test_errors_that_find_no_room_end_as_others(arguments: list[str], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = started(arguments, tmp_path, stdout=subprocess.PIPE, stderr=full)
    assert done.returncode == 2
    assert list(tmp_path.glob("veiviser-bug-*")) == []


@pytest.mark.parametrize(
    ("saying", "closed"),
    [
        *itertools.product((saying for saying in SAYING if saying != "build"), CLOSED),
        *(pytest.param("build", closed, marks=ALSO_CLOSED if at else ()) for at, closed in enumerate(CLOSED)),
    ],
)
def test_a_stream_that_is_closed_changes_nothing_else(saying: str, closed: str, tmp_path: Path) -> None:
    done = without(closed, SAYING[saying], tmp_path)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("veiviser-bug-*")) == []


@pytest.mark.parametrize("asking", [["new", "page", "--root", str(TINY)], ["init", "region"]])
def test_nobody_is_asked_where_nobody_can_answer(asking: list[str], tmp_path: Path) -> None:
    done = without("<&-", asking, tmp_path)
    assert done.returncode == 2
    assert "disse valgene mangler" in done.stderr.lower()


# Words


def test_every_error_that_is_made_of_a_message_is_known_to_the_catalogues() -> None:
    code = "class A(ExplainedError): ...\nclass B(errors.A): ...\nclass C(Exception): ...\n"
    assert translations.explained_errors([code]) == {"ExplainedError", "A", "B"}
    raised = 'raise errors.B("no {x}", x=1)\nraise C("never")'
    assert set(translations.in_python(raised, translations.explained_errors([code]))) == {"no {x}"}
    classes = {type_.__name__ for type_ in _subclasses(ExplainedError)}
    assert classes <= translations.explained_errors(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))


def _subclasses(type_: type[Exception]) -> Iterator[type[Exception]]:
    for inner in type_.__subclasses__():
        yield inner
        yield from _subclasses(inner)


def test_a_message_without_values_is_not_taken_for_a_form() -> None:
    console = Console(language="en")
    assert console.gettext("{path} is taken out") == "{path} is taken out"
    assert console.gettext("{path} is taken out", path="a.md") == "a.md is taken out"
    assert console.ngettext("{count} error", "{count} errors", 2, count=2) == "2 errors"


# Bugs


@pytest.mark.parametrize(
    ("given", "command"),
    [
        (["check", "--root", "ROOT", "--lang", "en", "--strict"], "veiviser check --root ROOT --lang en --strict"),
        (
            ["new", "page", "--root", "ROOT", "--title", "Hemmelig", "--yes"],
            "veiviser new page --root ROOT --title … --yes",
        ),
    ],
)
def test_a_report_names_the_command_as_it_was_understood(
    given: list[str], command: str, make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = str(make_root())
    monkeypatch.chdir(tmp_path)
    for reader in ("veiviser.build.loading.read", "veiviser.cli.new.read"):
        monkeypatch.setattr(reader, lambda *_: 1 // 0)
    result = run(*[root if argument == "ROOT" else argument for argument in given])
    assert result.exit_code == 3, result.output
    (report,) = tmp_path.glob("veiviser-bug-*.txt")
    text = report.read_text("utf-8").replace(root, "ROOT")
    assert f"\ncommand   {command}\n" in text
    assert "Hemmelig" not in text


def test_a_bug_before_there_is_a_console_has_a_report_too(
    make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """While the options are read, the requested language is not known yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("veiviser.cli.options.Day.convert", lambda *_: 1 // 0)
    result = run("check", "--root", make_root(), "--today", "2026-11-21", "--lang", "en")
    assert result.exit_code == 3
    assert "Dette er en feil" in result.stderr
    (report,) = tmp_path.glob("veiviser-bug-*.txt")
    assert "\ncommand   veiviser check\n" in report.read_text("utf-8")


def test_a_command_that_cannot_be_loaded_has_a_report_too(tmp_path: Path) -> None:
    broken = (
        "import sys; sys.modules['veiviser.build.loading'] = None; from veiviser.cli.main import main; main(['check'])"
    )
    place = os.environ | {"PYTHONPATH": str(REPO)}
    command = [sys.executable, "-c", broken]
    done = subprocess.run(command, cwd=tmp_path, env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert len(list(tmp_path.glob("veiviser-bug-*.txt"))) == 1
