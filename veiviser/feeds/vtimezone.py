"""A time zone as calendars carry it with them: a VTIMEZONE of every change of the clocks (RFC 5545, section 3.6.5).

The changes are found here, since icalendar 7.3 puts the change to summer time one hour late: it writes the onset by the
new clock, where the RFC wants it by the old one (TZOFFSETFROM). It also gathers onsets in RDATE, of which ical.js 2.2
(Thunderbird, Nextcloud) makes nothing, so that summer's events came an hour late; here each change stands by itself.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard


@dataclass(frozen=True, slots=True)
class _Clock:
    """How a zone's clocks are set at an instant."""

    offset: dt.timedelta
    name: str
    summer: bool


@cache
def vtimezone(name: str, first: int, last: int) -> Timezone:
    """The zone `name` of the IANA list, right from the first day of the year `first` to the last day of `last`."""
    zone = ZoneInfo(name)
    start = dt.datetime(first, 1, 1, tzinfo=zone).astimezone(dt.UTC)
    before = _clock(zone, start)
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_observance(start, before, before))
    for instant, after in _changes(zone, start, dt.datetime(last + 1, 1, 1, tzinfo=dt.UTC)):
        component.add_component(_observance(instant, before, after))
        before = after
    return component


def _changes(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> Iterator[tuple[dt.datetime, _Clock]]:
    """The instants (UTC, to the minute) at which clocks are set anew, and how they stand from then on."""
    day, minute = dt.timedelta(days=1), dt.timedelta(minutes=1)
    before = _clock(zone, start)
    while start < end:
        after = _clock(zone, start + day)
        if after != before:
            low, high = 0, 24 * 60
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _clock(zone, start + middle * minute) == before else (low, middle)
            yield start + high * minute, after
            before = after
        start += day


def _clock(zone: ZoneInfo, instant: dt.datetime) -> _Clock:
    local = instant.astimezone(zone)
    return _Clock(local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst()))


def _observance(instant: dt.datetime, before: _Clock, after: _Clock) -> TimezoneDaylight | TimezoneStandard:
    """The clocks as set from an instant on, which is written by the time they showed until then."""
    component = TimezoneDaylight() if after.summer else TimezoneStandard()
    component.add("dtstart", instant.replace(tzinfo=None) + before.offset)
    component.add("tzoffsetfrom", before.offset)
    component.add("tzoffsetto", after.offset)
    component.add("tzname", after.name)
    return component
