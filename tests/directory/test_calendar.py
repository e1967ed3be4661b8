"""The occurrences of an event: each start once, in order, as its fields say, in wall-clock time."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.day import TODAY
from veiviser.content.limits import MOST_DATES
from veiviser.content.models import Event
from veiviser.directory.occurrences import Occurrence, series, unmatched


def occurrences(event: Event) -> tuple[Occurrence, ...]:
    return series(event, TODAY).occurrences


def event(**fields: Any) -> Event:
    return Event.model_validate({"title": "Tur", "starts": "2026-12-01T18:00", **fields})


def described(**fields: Any) -> list[str]:
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
        # Explicit changes to a holiday take precedence over `skip_holidays`.
        ({"dates": "2026-12-24", "skip_holidays": "true", "moved": [{"from": "2026-12-24", "to": "2026-12-23"}]},
         ["01.12 18:00– scheduled", "23.12 18:00– scheduled"]),
        ({"dates": "2026-12-24", "skip_holidays": "true", "cancelled": "2026-12-24"},
         ["01.12 18:00– scheduled", "24.12 18:00– cancelled"]),
        ({"dates": "2026-12-24", "skip": "2026-12-24", "cancelled": "2026-12-24"}, ["01.12 18:00– scheduled"]),
        ({"dates": "2026-12-08", "cancelled": "2026-12-08T18:00"},
         ["01.12 18:00– scheduled", "08.12 18:00– cancelled"]),
        ({"moved": [{"from": "2026-12-01", "to": "2026-12-02"}], "duration_minutes": "60"},
         ["02.12 18:00–02.12 19:00 scheduled"]),
        ({"dates": "2026-12-08", "moved": [{"from": "2026-12-01", "to": "2026-12-09T12:00"}]},
         ["08.12 18:00– scheduled", "09.12 12:00– scheduled"]),
    ],
)  # fmt: skip
def test_an_event_takes_place(fields: dict[str, Any], expected: list[str]) -> None:
    assert described(**fields) == expected


def test_a_moved_occurrence_keeps_its_original_start() -> None:
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
def test_changes_that_match_no_start_are_found(fields: dict[str, Any], missed: list[tuple[str, int]]) -> None:
    assert [(name, index) for name, index, _ in unmatched(event(**fields), TODAY)] == missed


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"repeat": "daily", "repeat_count": "3"}, ["01.12", "02.12", "03.12"]),
        ({"repeat": "daily", "repeat_every": "2", "repeat_until": "2026-12-05"}, ["01.12", "03.12", "05.12"]),
        ({"repeat": "daily", "repeat_on": ["tuesday", "friday"], "repeat_until": "2026-12-08"},
         ["01.12", "04.12", "08.12"]),
        ({"repeat": "weekly", "repeat_until": "2026-12-15"}, ["01.12", "08.12", "15.12"]),
        ({"repeat": "weekly", "repeat_until": "2026-12-14"}, ["01.12", "08.12"]),
        # A week begins on Monday: the Sunday belongs to the week of the start, not to the one after it.
        ({"repeat": "weekly", "repeat_every": "2", "repeat_on": ["tuesday", "sunday"], "repeat_count": "4"},
         ["01.12", "06.12", "15.12", "20.12"]),
        ({"repeat": "monthly", "repeat_on": "first tuesday", "repeat_count": "3"}, ["01.12", "05.01", "02.02"]),
        ({"starts": "2026-12-29T18:00", "repeat": "monthly", "repeat_on": "last tuesday", "repeat_count": "3"},
         ["29.12", "26.01", "23.02"]),
        ({"starts": "2026-12-08T18:00", "repeat": "monthly", "repeat_on": ["second tuesday", "fourth tuesday"],
          "repeat_count": "3"}, ["08.12", "22.12", "12.01"]),
        ({"repeat": "monthly", "repeat_on": "tuesday", "repeat_every": "2", "repeat_count": "6"},
         ["01.12", "08.12", "15.12", "22.12", "29.12", "02.02"]),
        ({"repeat": "monthly", "repeat_on": ["1", "15"], "repeat_count": "3"}, ["01.12", "15.12", "01.01"]),
        # Shorter months are left out, and do not count towards `repeat_count`.
        ({"starts": "2026-12-31T18:00", "repeat": "monthly", "repeat_count": "3"}, ["31.12", "31.01", "31.03"]),
        ({"starts": "2026-12-30T18:00", "repeat": "monthly", "repeat_count": "3"}, ["30.12", "30.01", "30.03"]),
        ({"starts": "2028-02-29T18:00", "repeat": "yearly", "repeat_until": "2036-12-31"}, ["29.02"] * 3),
        ({"repeat": "yearly", "repeat_on": "first tuesday", "repeat_count": "3"}, ["01.12", "07.12", "05.12"]),
        ({"repeat": "yearly", "repeat_on": "1", "repeat_every": "2", "repeat_count": "2"}, ["01.12", "01.12"]),
        # Skipped dates count towards `repeat_count`, additional dates do not.
        ({"repeat": "weekly", "repeat_count": "3", "skip": "2026-12-08"}, ["01.12", "15.12"]),
        ({"repeat": "weekly", "repeat_count": "2", "dates": "2026-12-03"}, ["01.12", "03.12", "08.12"]),
        ({"repeat": "weekly", "repeat_count": "6", "starts": "2026-12-10T18:00", "skip_holidays": "true"},
         ["10.12", "17.12", "07.01", "14.01"]),
        # Movable and fixed public holidays.
        ({"repeat": "daily", "starts": "2027-03-24T18:00", "repeat_until": "2027-03-30", "skip_holidays": "true"},
         ["24.03", "27.03", "30.03"]),
    ],
)  # fmt: skip
def test_a_rule_gives_its_days(fields: dict[str, Any], expected: list[str]) -> None:
    assert [f"{o.start.day:%d.%m}" for o in occurrences(event(**fields))] == expected


def test_a_rule_without_an_end_is_shown_for_18_months_from_today() -> None:
    found = occurrences(event(starts="2026-01-06T18:00", repeat="weekly"))
    assert (found[0].start.day, found[-1].start.day) == (dt.date(2026, 1, 6), dt.date(2028, 5, 16))


def test_a_rule_with_an_end_is_shown_whole() -> None:
    assert occurrences(event(repeat="monthly", repeat_until="2030-12-01"))[-1].start.day == dt.date(2030, 12, 1)


def test_an_event_far_ahead_is_shown_with_its_start() -> None:
    assert [o.start.day for o in occurrences(event(starts="2030-01-01", repeat="weekly"))] == [dt.date(2030, 1, 1)]


def test_dates_of_a_rule_are_moved_and_cancelled_one_by_one() -> None:
    fields = {"repeat": "weekly", "repeat_count": "4", "cancelled": "2026-12-15", "skip": "2026-12-22"}
    found = series(event(**fields, moved=[{"from": "2026-12-08", "to": "2026-12-09T12:00"}]), TODAY)
    assert [(str(o.start), o.state, o.original and str(o.original)) for o in found.occurrences] == [
        ("2026-12-01T18:00", "scheduled", None),
        ("2026-12-09T12:00", "scheduled", "2026-12-08T18:00"),
        ("2026-12-15T18:00", "cancelled", None),
    ]
    assert [str(moment) for moment in found.dropped] == ["2026-12-22T18:00"]


@pytest.mark.parametrize("first", ["2027-03-14T02:30", "2026-10-18T02:30"])
def test_the_clock_on_the_wall_stays_on_both_nights_of_the_year(first: str) -> None:
    found = occurrences(event(starts=first, repeat="weekly", repeat_count="4"))
    assert {f"{o.start.time:%H:%M}" for o in found} == {"02:30"}


def test_what_is_too_much_is_cut_off_in_no_time() -> None:
    assert len(occurrences(event(starts="1000-01-01", repeat="daily"))) == MOST_DATES + 1
    assert len(occurrences(event(starts="1000-01-01", repeat="daily", repeat_until="2999-12-31"))) == MOST_DATES + 1
    assert len(occurrences(event(repeat="yearly", repeat_every="999999"))) == 1


@pytest.mark.parametrize("today", ["0001-01-01", "9998-12-31", "9999-12-31"])
def test_any_day_can_be_today(today: str) -> None:
    assert series(event(repeat="weekly"), dt.date.fromisoformat(today)).occurrences


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
