"""Output of commands while they work: much on a terminal, little in a pipe, less when quiet, more when verbose."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner

from tests.support.built import REGIONS, REPO, TINY, in_bokmaal
from tests.support.files import copied_region
from tools.day import TODAY
from tools.program import PROGRAM
from veiviser.cli.main import main

MakeRoot = Callable[..., Path]
STAGES = [
    "Leser innholdet", "Kontrollerer innholdet", "Kobler postene sammen", "Planlegger sidene", "Skriver sider",
    "Skriver kalendere, nyheter og åpne data", "Lager søkeregisteret", "Publiserer",
]  # fmt: skip
WRONG = "---\ntitle: Om oss\nmenu: kanskje\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied_region(TINY, tmp_path / "root")


@pytest.fixture
def wrong_root(root: Path) -> Path:
    (root / "content/pages/om.md").write_text(WRONG, encoding="utf-8")
    return root


def arguments(command: str, root: Path, *options: str) -> list[str]:
    return [*PROGRAM[1:], command, "--root", str(root), "--today", TODAY.isoformat(), *options]


def piped(command: str, root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, *arguments(command, root, *options)]
    return subprocess.run(line, cwd=root.parent, capture_output=True, text=True, check=False)


def on_a_terminal(command: str, root: Path, *options: str, **environment: str) -> str:
    """All output to a terminal of 120 columns, in order."""
    line = arguments(command, root, *options)
    surroundings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    surroundings |= {"TERM": "xterm", **environment}
    child = pexpect.spawn(
        sys.executable, line, cwd=root.parent, env=surroundings, encoding="utf-8", dimensions=(40, 120)
    )
    child.expect(pexpect.EOF, timeout=120)
    child.close()
    return str(child.before)


def left(text: str) -> list[str]:
    """The lines that remain on the terminal at the end, without those that were overwritten."""
    return [line.rpartition("\r\x1b[K")[2] for line in text.replace("\r\n", "\n").split("\n")]


# Stages


def test_a_long_build_counts_on_a_terminal_and_leaves_no_trace_of_it(tmp_path: Path) -> None:
    root = in_bokmaal(REGIONS["example"], tmp_path / "root")
    said = on_a_terminal("build", root, "--jobs", "1")
    counts = [int(number) for number in re.findall(r"\r\x1b\[KSkriver sider: (\d+)", said)]
    assert len(counts) > 3
    assert counts == sorted(counts)
    assert counts[-1] > 400
    assert not any(line.startswith("Skriver sider") for line in left(said))
    assert any("er publisert i" in line for line in left(said))


def test_nothing_of_it_is_in_a_pipe(root: Path) -> None:
    done = piped("build", root)
    assert done.stdout.splitlines() == [f"2 tilbud er publisert i {root / 'site'}."]
    assert not any(stage in done.stderr for stage in STAGES)
    assert "\r" not in done.stderr
    assert "\x1b" not in done.stderr


def test_a_dumb_terminal_is_like_a_pipe(root: Path) -> None:
    assert "\x1b" not in on_a_terminal("build", root, TERM="dumb")


def test_timings_are_a_line_a_stage_and_their_sum(root: Path) -> None:
    lines = [line for line in piped("build", root, "--timings").stderr.splitlines() if re.match(r" +\d", line)]
    found = [re.fullmatch(r" *(\d+\.\d\d) s  (.+)", line) for line in lines]
    assert [match[2] for match in found if match] == [*STAGES, "Til sammen"]
    *parts, whole = (float(match[1]) for match in found if match)
    assert sum(parts) == pytest.approx(whole, abs=0.06)


# More and less


def test_verbose_says_what_is_read_what_is_replaced_and_how_much_there_is(root: Path) -> None:
    for path in ("pages/offers.html", "assets/vaapen.svg"):
        (root / "templates" / path).parent.mkdir(parents=True)
    shutil.copy(REPO / "templates/pages/offers.html", root / "templates/pages/offers.html")
    (root / "templates/assets/vaapen.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    said = piped("build", root, "--verbose").stderr
    assert f"Leser {root / 'content'}\n" in said
    assert "I stedet for programmets egen: templates/pages/offers.html\n" in said
    assert "Deres egen: templates/assets/vaapen.svg\n" in said
    for stage in STAGES:
        assert re.search(rf"^{stage}: \d+$", said, re.MULTILINE)
    files = sum(path.is_file() and path.name != ".veiviser" for path in (root / "site").rglob("*"))
    assert f"Publiserer: {files}\n" in said


def test_verbose_of_a_check_says_what_it_looks_at(root: Path) -> None:
    done = piped("check", root, "-v")
    assert "Leser innholdet: 26\n" in done.stderr
    assert piped("check", root).stdout == done.stdout


def test_quiet_says_nothing_when_all_is_well(root: Path) -> None:
    done = piped("build", root, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = piped("check", root, "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_still_says_errors(wrong_root: Path) -> None:
    for said in (piped("check", wrong_root, "-q").stdout, piped("build", wrong_root, "-q").stderr):
        assert "content/pages/om.md:3:7: error[bad-boolean]" in said
        assert "warning" not in said
    assert "warning" in piped("check", wrong_root).stdout


def test_quiet_and_strict_say_warnings_since_they_count(root: Path) -> None:
    done = piped("check", root, "-q", "--strict")
    assert done.returncode == 1
    assert "warning[stale]" in done.stdout


@pytest.mark.parametrize("command", ["build", "check", "serve"])
@pytest.mark.parametrize("options", [("-q", "-v"), ("--verbose", "--quiet")])
def test_quiet_and_verbose_exclude_each_other(command: str, options: tuple[str, str], root: Path) -> None:
    assert CliRunner().invoke(main, arguments(command, root, *options)[1:]).exit_code == 2


# Colours


def test_a_terminal_gets_colours(wrong_root: Path) -> None:
    for command in ("check", "build"):
        said = on_a_terminal(command, wrong_root)
        assert "\x1b[1;31merror[bad-boolean]\x1b[0m" in said
        assert "\x1b[1;33mwarning[stale]\x1b[0m" in said


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_none_gets_none(environment: dict[str, str], wrong_root: Path) -> None:
    said = on_a_terminal("check", wrong_root, **environment)
    assert ": error[bad-boolean]: " in said
    assert "\x1b[1" not in said


def test_a_pipe_gets_none(wrong_root: Path) -> None:
    assert "\x1b" not in piped("check", wrong_root).stdout


def test_other_forms_have_no_colours_on_a_terminal_either(wrong_root: Path) -> None:
    for form in ("json", "github", "gitlab"):
        assert "\x1b[1" not in on_a_terminal("check", wrong_root, "--format", form)
