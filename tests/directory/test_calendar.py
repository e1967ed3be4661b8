"""The dates of an event: each start once, in order, as the fields say, by the clock on the wall."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiviser.content.models import Event
from veiviser.directory.calendar import is_holiday, occurrences, unmatched


def event(**fields: Any) -> Event:
    return Event.model_validate({"title": "Tur", "starts": "2026-12-01T18:00", **fields})


def told(**fields: Any) -> list[str]:
    """Each occurrence as `start–end state`."""
    return [f"{_clock(o.start)}–{_clock(o.end) if o.end else ''} {o.state}" for o in occurrences(event(**fields))]


def _clock(moment: Any) -> str:
    return f"{moment.day:%d.%m}" + (f" {moment.time:%H:%M}" if moment.time else "")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["01.12 18:00– scheduled"]),
        ({"ends": "2026-12-01T20:00"}, ["01.12 18:00–01.12 20:00 scheduled"]),
        ({"duration_minutes": "90"}, ["01.12 18:00–01.12 19:30 scheduled"]),
        ({"duration_minutes": "420"}, ["01.12 18:00–02.12 01:00 scheduled"]),
        ({"starts": "2026-12-01"}, ["01.12– scheduled"]),
        ({"starts": "2026-12-01", "ends": "2026-12-03"}, ["01.12–03.12 scheduled"]),
        ({"status": "full"}, ["01.12 18:00– full"]),
        # Further dates have the time and the length of the first one.
        (
            {"dates": ["2026-12-08", "2026-12-15T12:00"], "duration_minutes": "60"},
            ["01.12 18:00–01.12 19:00 scheduled", "08.12 18:00–08.12 19:00 scheduled",
             "15.12 12:00–15.12 13:00 scheduled"],
        ),
        ({"starts": "2026-12-01", "ends": "2026-12-02", "dates": "2026-12-08"},
         ["01.12–02.12 scheduled", "08.12–09.12 scheduled"]),
        ({"dates": ["2026-11-24", "2026-12-01"]}, ["24.11 18:00– scheduled", "01.12 18:00– scheduled"]),
        ({"dates": "2026-12-08", "skip": "2026-12-01"}, ["08.12 18:00– scheduled"]),
        ({"dates": "2026-12-25", "skip_holidays": "true"}, ["01.12 18:00– scheduled"]),
        ({"dates": "2026-12-08", "cancelled": "2026-12-08T18:00"},
         ["01.12 18:00– scheduled", "08.12 18:00– cancelled"]),
        ({"moved": [{"from": "2026-12-01", "to": "2026-12-02"}], "duration_minutes": "60"},
         ["02.12 18:00–02.12 19:00 scheduled"]),
        ({"dates": "2026-12-08", "moved": [{"from": "2026-12-01", "to": "2026-12-09T12:00"}]},
         ["08.12 18:00– scheduled", "09.12 12:00– scheduled"]),
    ],
)  # fmt: skip
def test_an_event_takes_place(fields: dict[str, Any], expected: list[str]) -> None:
    assert told(**fields) == expected


def test_what_is_moved_remembers_when_it_was_to_be() -> None:
    (moved,) = occurrences(event(moved=[{"from": "2026-12-01", "to": "2026-12-02"}]))
    assert moved.original == event().starts


def test_the_last_day_of_an_occurrence_is_that_of_its_end() -> None:
    (one,) = occurrences(event(starts="2026-12-01", ends="2026-12-03"))
    assert one.last_day == dt.date(2026, 12, 3)


@pytest.mark.parametrize(
    ("fields", "missed"),
    [
        ({"skip": "2026-12-01"}, []),
        ({"skip": ["2026-12-01T18:00", "2026-12-01T19:00"]}, [("skip", 1)]),
        ({"cancelled": "2026-12-02"}, [("cancelled", 0)]),
        ({"moved": [{"from": "2026-12-02", "to": "2026-12-03"}]}, [("moved", 0)]),
        ({"dates": "2026-12-08", "skip": "2026-12-08"}, []),
    ],
)
def test_what_changes_no_date_is_known(fields: dict[str, Any], missed: list[tuple[str, int]]) -> None:
    assert [(name, index) for name, index, _ in unmatched(event(**fields))] == missed


@pytest.mark.parametrize("day", ["2026-01-01", "2026-05-01", "2026-05-17", "2026-12-24", "2026-12-25", "2026-12-31"])
def test_public_holidays_and_the_two_eves_are_holidays(day: str) -> None:
    assert is_holiday(dt.date.fromisoformat(day))


def test_an_ordinary_day_is_none() -> None:
    assert not is_holiday(dt.date(2026, 11, 21))


MOMENTS = st.builds(
    lambda day, clock: f"2026-12-{day:02}" + (f"T{clock:02}:00" if clock is not None else ""),
    st.integers(min_value=1, max_value=28),
    st.none() | st.integers(min_value=0, max_value=23),
)


@given(
    starts=MOMENTS,
    dates=st.lists(MOMENTS, max_size=5),
    skip=st.lists(MOMENTS, max_size=2),
    cancelled=st.lists(MOMENTS, max_size=2),
    moved=st.lists(st.tuples(MOMENTS, MOMENTS), max_size=2),
)
def test_no_date_is_lost_and_none_is_made_up(
    starts: str, dates: list[str], skip: list[str], cancelled: list[str], moved: list[tuple[str, str]]
) -> None:
    moves = [{"from": one, "to": other} for one, other in moved]
    made = event(starts=starts, dates=dates, skip=skip, cancelled=cancelled, moved=moves)
    found = occurrences(made)
    days = {moment.day for moment in (made.starts, *made.dates)}
    assert {(o.original or o.start).day for o in found} <= days
    assert days - {(o.original or o.start).day for o in found} <= {moment.day for moment in made.skip}
    assert list(found) == sorted(found, key=lambda o: o.sort_key)
