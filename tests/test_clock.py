"""One function reads the machine's clock, and whoever replaces it moves the whole program to another day."""

import ast
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from veiviser import clock
from veiviser.cli import main

PACKAGE = Path(__file__).parents[1] / "veiviser"
# Where it is known by these names, the clock on the wall is read; `time.monotonic` measures durations alone.
READERS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime"},
}
NEW_YEAR = dt.datetime(2027, 12, 31, 23, 30, tzinfo=dt.UTC)


def readings(path: Path) -> Iterator[str]:
    """The places of a module that read the clock: an attribute of a class or module of the standard library."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "attr", getattr(node.value, "id", ""))
            if node.attr in READERS.get(owner, ()):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno} {owner}.{node.attr}"


def test_one_module_reads_the_clock() -> None:
    found = {place.partition(":")[0] for path in PACKAGE.rglob("*.py") for place in readings(path)}
    assert found == {"clock.py"}


def test_nobody_keeps_a_function_of_the_clock_under_a_name_of_its_own() -> None:
    """Else replacing `veiviser.clock.now` would not reach it."""
    wrong = [
        str(path)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in ("veiviser.clock", "time")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Oslo", dt.date(2028, 1, 1)), ("UTC", dt.date(2027, 12, 31)), ("America/Lima", dt.date(2027, 12, 31))],
)
def test_the_day_is_that_of_the_zone(zone: str, day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NEW_YEAR)
    assert clock.today(zone) == day


def test_the_moment_is_aware_and_its_day_is_that_of_the_machine() -> None:
    assert clock.now().tzinfo is not None
    assert clock.today() in {clock.now().date() - dt.timedelta(days=1), clock.now().date()}


def test_replacing_it_moves_a_check(make_root: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was confirmed in 2026 is stale in 2028, and the day is that of the site and not of the machine."""
    root = make_root()
    said = {}
    for moment in (dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC), NEW_YEAR):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        said[moment] = CliRunner().invoke(main, ["check", "--root", str(root)]).stdout
    asked = CliRunner().invoke(main, ["check", "--root", str(root), "--today", "2028-01-01"]).stdout
    assert said[NEW_YEAR] == asked
    assert "stale" in asked
    assert next(iter(said.values())) != asked
