"""Nothing follows the machine's clock: tests, measures, benchmarks and pictures see the day that tools/day.py sets."""

import ast
import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.built import REPO, Served, served
from tests.support.sources import tree as parsed
from tools.browser import new_context, new_page, set_clock
from tools.day import NOON, TODAY
from tools.program import PROGRAM
from veiviser import clock

MakeRoot = Callable[..., Path]
# The functions of Python that read the clock; those that only measure how long something takes are not among them.
READS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"asctime", "ctime", "gmtime", "localtime", "strftime", "time", "time_ns"},
}
IN_SCRIPTS = re.compile(r"\bnew Date(?:\(\s*\)|(?!\s*\())|(?<!new )\bDate\(|\bDate\.now\b|\bTemporal\.Now\b")
# What a module names its own door, and what would start the program with the machine's clock.
DOORS = {"cli.py", "build.py", "veiviser.cli", "veiviser.__main__"}


def sources(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    """The modules below folders of the checkout, each with its path."""
    for folder in folders:
        for path in sorted((REPO / folder).rglob("*.py")):
            yield path.relative_to(REPO).as_posix(), parsed(path)


def calls(tree: ast.AST) -> Iterator[tuple[ast.Attribute, int]]:
    """Every function that is named as an attribute, called or handed on, with its line."""
    yield from ((node, node.lineno) for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def last_name(node: ast.AST) -> str:
    """`datetime` of `dt.datetime`, `context` of `self.context`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def other_names(tree: ast.AST) -> Mapping[str, str]:
    """The other names that a module has for what reads the clock: `Now` → `datetime`."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return {each.asname: each.name for node in imports for each in node.names if each.asname and each.name in READS}


def reads_of_the_clock(modules: Iterable[tuple[str, ast.AST]]) -> Iterator[str]:
    for path, tree in modules:
        names = other_names(tree)
        for node, line in calls(tree):
            name = last_name(node.value)
            name = names.get(name, name)
            if node.attr in READS.get(name, ()):
                yield f"{path}:{line} {name}.{node.attr}"
        for each in ast.walk(tree):
            if isinstance(each, ast.ImportFrom) and each.module == "time":
                yield from (f"{path}:{each.lineno} {name.name}" for name in each.names if name.name in READS["time"])


def test_the_program_reads_the_clock_in_one_place() -> None:
    places = {line.partition(":")[0] for line in reads_of_the_clock(sources("veiviser"))}
    assert places == {"veiviser/clock.py"}


def test_the_clock_is_asked_through_its_module() -> None:
    """A name imported from it would keep the machine's clock when a test sets another one."""
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in sources("veiviser", "tests", "tools", "benchmarks")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "veiviser.clock"
    ]
    assert wrong == []


def test_nothing_else_reads_the_clock() -> None:
    assert list(reads_of_the_clock(sources("tests", "tools", "benchmarks"))) == []


def test_a_reading_of_the_clock_is_seen_however_it_is_written() -> None:
    written = """
import datetime, time
import datetime as dt
from datetime import date as day, datetime as Now
from time import time as clock
day.today(), Now.now(), dt.date.today(), datetime.datetime.now(dt.UTC), time.time(), sorted(key=dt.datetime.utcnow)
time.monotonic(), time.perf_counter(), dt.datetime.fromisoformat("2026-11-21")
"""
    found = [line.partition(" ")[2] for line in reads_of_the_clock([("x.py", ast.parse(written))])]
    twice = ["date.today", "date.today", "datetime.now", "datetime.now"]
    assert sorted(found) == [*twice, "datetime.utcnow", "time", "time.time"]


def test_browsers_contexts_and_pages_are_opened_in_one_place() -> None:
    """Pages of a context have its clock; a context or a page of its own would have the machine's."""
    wrong = [
        f"{path}:{line} {last_name(node.value)}.{node.attr}"
        for path, tree in sources("tests", "tools", "benchmarks")
        for node, line in calls(tree)
        if path != "tools/browser.py"
        and (
            node.attr in ("new_context", "launch", "launch_persistent_context", "connect", "connect_over_cdp")
            or (node.attr == "new_page" and last_name(node.value) != "context")
            or (node.attr == "resume" and last_name(node.value) == "clock")
        )
        and last_name(node.value) not in ("socket", "server")
    ]
    assert wrong == []


def starts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a module names a door of the program, or Python code that opens one and does not set its clock."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            opens = re.search(r"(?m)(^|; *)(from|import) veiviser\.(cli|__main__)\b|(^|\s)-m veiviser\b", text)
            if text in DOORS or (opens and "clock.now = " not in text):
                yield node.lineno, text[:60]
        elif isinstance(node, ast.List | ast.Tuple):
            words = [each.value if isinstance(each, ast.Constant) else None for each in node.elts]
            if any(pair == ("-m", "veiviser") for pair in itertools.pairwise(words)):
                yield node.lineno, "-m veiviser"


def test_the_program_is_started_with_its_clock_set() -> None:
    """By tools/program.py, or by a module that sets the clock itself; the doors have a test of their own."""
    wrong = [
        f"{path}:{line} {what!r}"
        for path, tree in sources("tests", "tools", "benchmarks")
        for line, what in starts(tree)
        if path not in ("tests/test_day.py", *KNOW_DOORS)
    ]
    assert wrong == []


def test_a_start_of_the_program_is_seen_however_it_is_written() -> None:
    for written in (
        'run([sys.executable, REPO / "cli.py"])', 'run([sys.executable, "-m", "veiviser", "check"])',
        'run("python -m veiviser check")', 'run([sys.executable, "-c", "import sys; from veiviser.cli import main"])',
    ):  # fmt: skip
        assert list(starts(ast.parse(written))), written
    for written in ('run([*PROGRAM, "check"])', 'run("from veiviser.cli import main\\nclock.now = noon")'):
        assert not list(starts(ast.parse(written))), written


# What is about the doors themselves. Each passes the day where a door is opened for more than its help.
KNOW_DOORS = (
    "benchmarks/start_up.py", "tests/test_cli.py", "tests/test_console.py", "tests/test_packaging.py",
    "tests/test_start_up.py", "tests/test_structure.py",
)  # fmt: skip


def test_scripts_of_pages_read_the_clock_in_one_place() -> None:
    found = {
        path.relative_to(REPO / "templates").as_posix(): IN_SCRIPTS.findall(path.read_text("utf-8"))
        for path in sorted((REPO / "templates").rglob("*"))
        if path.suffix in (".js", ".html", ".css", ".svg")
    }
    beside = [
        path.relative_to(REPO).as_posix()
        for folder in ("tests", "tools", "benchmarks", "veiviser")
        for path in sorted((REPO / folder).rglob("*.*js"))
        if IN_SCRIPTS.search(path.read_text("utf-8"))
    ]
    assert beside == []
    assert {path: len(reads) for path, reads in found.items() if reads} == {"assets/clock.js": 1}
    for text in ("new Date()", "new Date( )", "Date.now()", "f(new Date)", "x = Date()"):
        assert IN_SCRIPTS.search(text), text
    for text in ("new Date(day)", "Date.parse(day)", "updateDate(x)", "new Date(Date.parse(day))"):
        assert not IN_SCRIPTS.search(text), text


def test_a_page_takes_the_set_day_for_today(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>Dag</title>")
    context = new_context(browser)
    with served(tmp_path) as serving:
        for page in (new_page(browser), context.new_page()):
            assert asked(page.goto, serving, page.evaluate) == NOON.timestamp() * 1000
            page.close()
    context.close()


def test_a_site_takes_the_set_day_for_today_in_a_browser_that_others_start(tmp_path: Path) -> None:
    script = tmp_path / "assets" / "clock.js"
    script.parent.mkdir()
    shutil.copyfile(REPO / "templates" / "assets" / "clock.js", script)
    set_clock(tmp_path)
    text = script.read_text("utf-8")
    assert IN_SCRIPTS.findall(text) == []
    assert f"new Date({NOON.timestamp() * 1000:.0f})" in text
    with pytest.raises(ValueError, match=r"does not read the clock once"):
        set_clock(tmp_path)


def asked(goto: Callable[[str], object], serving: Served, evaluate: Callable[[str], object]) -> object:
    goto(serving.address)
    return evaluate("() => new Promise((tell) => setTimeout(() => tell(new Date().getTime()), 5))")


OFFER = """---
title: Tur
summary: En tur i skogen for deg som trenger luft.
status: active
organisations: fjordby-kommune
coverage: fjordby
audiences: partner
needs: samtale
formats: gruppe
phone: 55 00 00 00
verified_on: {day}
---
"""


def test_the_program_takes_the_set_day_for_today(make_root: MakeRoot) -> None:
    root = make_root()
    offer = root / "content" / "offers" / "tur.md"
    for days, codes in ((0, []), (1, ["future-date"])):
        day = TODAY.fromordinal(TODAY.toordinal() + days)
        offer.write_text(OFFER.format(day=day), "utf-8")
        command = [*PROGRAM, "check", "--root", str(root), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert [problem["code"] for problem in json.loads(done.stdout)] == codes, done.stderr


def test_the_day_is_that_of_the_zone_that_is_asked_for() -> None:
    assert clock.now() == NOON
    assert clock.today("Europe/Oslo") == TODAY
    assert clock.today("Pacific/Kiritimati") == TODAY.fromordinal(TODAY.toordinal() + 1)
