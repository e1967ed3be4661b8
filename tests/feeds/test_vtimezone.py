"""The time zone of a calendar agrees with the zone itself, at every hour."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Component, Timezone

from tests.feeds.entries import instant, offset
from veiviser.feeds.vtimezone import vtimezone

OSLO = """\
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:STANDARD
DTSTART:20260101T000000
TZNAME:CET
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20260329T020000
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20261025T030000
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def test_oslo() -> None:
    assert vtimezone("Europe/Oslo", 2026, 2026).decode() == OSLO.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Oslo",
        "Atlantic/Reykjavik",
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "UTC",
    ],
)
def test_every_hour_has_the_zones_offset(name: str) -> None:
    """Read by RFC 5545, section 3.6.5: the observance with the last onset by its own TZOFFSETFROM applies."""
    zone, hour = ZoneInfo(name), dt.timedelta(hours=1)
    onsets = sorted(_onsets(Timezone.from_ical(vtimezone(name, 2025, 2027))))
    instant = dt.datetime(2025, 1, 2)  # noqa: DTZ001 - UTC without saying so, to compare with onsets
    while instant.year < 2028:
        offset = [after for onset, after in onsets if onset <= instant][-1]
        assert offset == instant.replace(tzinfo=dt.UTC).astimezone(zone).utcoffset(), instant
        instant += hour


def test_no_rdate_which_many_readers_ignore() -> None:
    assert b"RDATE" not in vtimezone("Europe/Oslo", 2016, 2036)


@pytest.mark.parametrize(
    ("name", "year", "offset"),
    [
        ("Europe/Oslo", 2026, "+0200"),
        ("America/St_Johns", 2026, "-0230"),
        ("Africa/Monrovia", 1971, "-004430"),
        ("Europe/Oslo", 1800, "+0043"),
        ("UTC", 2026, "+0000"),
    ],
)
def test_icalendar_writes_the_same_of_what_it_reads(name: str, year: int, offset: str) -> None:
    written = vtimezone(name, year, year)
    assert Timezone.from_ical(written).to_ical() == written
    assert f"TZOFFSETTO:{offset}\r\n".encode() in written


def _onsets(component: Component) -> list[tuple[dt.datetime, dt.timedelta]]:
    """Onsets in UTC, with the offset from then on."""
    return [
        (instant(part, "DTSTART") - offset(part, "TZOFFSETFROM"), offset(part, "TZOFFSETTO"))
        for part in component.subcomponents
    ]
