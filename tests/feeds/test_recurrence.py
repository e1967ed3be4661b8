"""All readers of a rule get the same dates: our pages, our calendar in two independent readers, and dateutil.

`python -m benchmarks.recurrence` does the same with 10,000 rules.
"""

import random
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import vRecur

from benchmarks.recurrence import (
    LAST,
    Rule,
    by_ical_js,
    by_recurring_ical_events,
    differences,
    either_hour,
    made,
    random_rule,
    shown,
)
from tests.feeds.small_region import BASE_URL
from veiviser.directory.model import Directory
from veiviser.feeds.ical import calendars
from veiviser.feeds.rrule import rrule
from veiviser.web.site import localized_sites

REPO = Path(__file__).resolve().parents[2]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=3)
@given(chance=st.randoms(use_true_random=False))
def test_random_rules(example: Directory, chance: random.Random) -> None:
    rules = {f"e{number}": random_rule(chance) for number in range(25)}
    assert list(differences(rules, made(rules, example))) == []


RARE: dict[str, Rule] = {
    "leap": {"title": "x", "starts": "2024-02-29T18:00", "repeat": "yearly"},
    "long": {"title": "x", "starts": "2026-06-04T12:00", "repeat": "yearly", "repeat_on": ["4", "31"]},
    "february": {"title": "x", "starts": "2027-02-16T02:30", "repeat": "yearly", "repeat_on": ["16", "29", "28"]},
    "night": {"title": "x", "starts": "2027-03-27T23:59", "duration_minutes": "480", "repeat": "weekly"},
    "twice": {"title": "x", "starts": "2026-10-24T18:00", "duration_minutes": "480", "repeat": "weekly"},
    "short": {"title": "x", "starts": "2026-12-31", "repeat": "monthly", "repeat_on": ["29", "30", "31"]},
    "week": {"title": "x", "starts": "2026-12-01", "repeat": "weekly", "repeat_every": "2",
             "repeat_on": ["tuesday", "sunday"]},
    "spring": {"title": "x", "starts": "2027-03-07T02:30", "duration_minutes": "30", "repeat": "weekly"},
    "autumn": {"title": "x", "starts": "2026-10-04T02:30", "duration_minutes": "30", "repeat": "weekly"},
}  # fmt: skip


def test_rare_rules(example: Directory) -> None:
    assert list(differences(RARE, made(RARE, example))) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
@given(chance=st.randoms(use_true_random=False))
def test_icalendar_writes_the_same_rule_of_what_it_reads(example: Directory, chance: random.Random) -> None:
    directory = made({f"e{number}": random_rule(chance) for number in range(25)} | RARE, example)
    written = [
        rrule(event.rule, event.facts.starts, LAST, ZoneInfo("Europe/Oslo")) for event in directory.events if event.rule
    ]
    assert written == [vRecur.from_ical(rule).to_ical().decode() for rule in written]


def test_a_difference_would_be_found(example: Directory) -> None:
    directory = made(RARE, example)
    data = next(iter(calendars(localized_sites(directory, BASE_URL)))).data.replace(b"FREQ=WEEKLY", b"FREQ=DAILY")
    weekly = next(event for event in directory.events if event.id == "week")
    for read in (by_recurring_ical_events, by_ical_js):
        assert read(data)["week"] != shown(weekly)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kolkata"])
def test_the_reader_is_the_same_wherever_it_runs(
    example: Directory, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    directory = made(RARE, example)
    read = by_ical_js(next(iter(calendars(localized_sites(directory, BASE_URL)))).data)
    assert {event.id: either_hour(shown(event)) for event in directory.events} == {
        id_: either_hour(dates) for id_, dates in read.items()
    }


def test_ical_js_reads_every_calendar_of_the_example(example_feeds: dict[str, bytes]) -> None:
    """A calendar that it cannot read ends the program; a warning counts as an error."""
    for path in ("kalender.ics", "en/kalender.ics"):
        assert by_ical_js(example_feeds[path])
    with pytest.raises(subprocess.CalledProcessError):
        by_ical_js(b"BEGIN:VCALENDAR\r\n")
