"""The clock of the program: replacing one function moves the whole program to another day."""

import datetime as dt
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner

from veiviser import clock
from veiviser.cli.main import main

NEW_YEAR = dt.datetime(2027, 12, 31, 23, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Oslo", dt.date(2028, 1, 1)), ("UTC", dt.date(2027, 12, 31)), ("America/Lima", dt.date(2027, 12, 31))],
)
def test_the_day_is_that_of_the_zone(zone: str, day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NEW_YEAR)
    assert clock.today(zone) == day


def test_the_moment_is_the_machines_and_aware(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the module itself, whose function the other tests have replaced."""
    spec = importlib.util.spec_from_file_location("clock_as_it_is", clock.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    class Machine(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Self:
            return cls(2027, 12, 31, 23, 30, tzinfo=dt.UTC)

    monkeypatch.setattr(dt, "datetime", Machine)
    assert module.now() == NEW_YEAR
    assert module.now().tzinfo is not None
    assert module.today("Europe/Oslo") == dt.date(2028, 1, 1)
    assert module.today() == module.now().date()


def test_replacing_it_moves_a_check(make_root: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A confirmation of 2026 is stale in 2028, and the day is that of the site's time zone, not the machine's."""
    root = make_root()
    said = {}
    for moment in (dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC), NEW_YEAR):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        said[moment] = CliRunner().invoke(main, ["check", "--root", str(root)]).stdout
    asked = CliRunner().invoke(main, ["check", "--root", str(root), "--today", "2028-01-01"]).stdout
    assert said[NEW_YEAR] == asked
    assert "stale" in asked
    assert next(iter(said.values())) != asked
