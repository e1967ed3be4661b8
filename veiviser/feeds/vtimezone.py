"""Time zones in calendars: a VTIMEZONE with every change of the clocks (RFC 5545, section 3.6.5).

An onset is written in the local time before it (TZOFFSETFROM), and each change has an observance of its own: ical.js
2.2 (Thunderbird, Nextcloud) ignores the RDATE with which others group changes, and shows events in summer an hour late.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from veiviser.content.fields import Moment
from veiviser.feeds.ical_text import component, line, offset, text, written


@dataclass(frozen=True, slots=True)
class _Clock:
    """The setting of a zone's clocks at an instant."""

    offset: dt.timedelta
    name: str
    summer: bool


@cache
def vtimezone(name: str, first: int, last: int) -> bytes:
    """The zone `name` of the IANA list, correct from the first day of the year `first` to the last day of `last`."""
    zone = ZoneInfo(name)
    start = dt.datetime(first, 1, 1, tzinfo=zone).astimezone(dt.UTC)
    before = _clock(zone, start)
    observances = [_observance(start, before, before)]
    for instant, after in _changes(zone, start, dt.datetime(last + 1, 1, 1, tzinfo=dt.UTC)):
        observances.append(_observance(instant, before, after))
        before = after
    return component("VTIMEZONE", line("TZID", text(name)), *observances)


def _changes(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> Iterator[tuple[dt.datetime, _Clock]]:
    """The instants (UTC, to the minute) at which the clocks change, and their setting from then on."""
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


def _observance(instant: dt.datetime, before: _Clock, after: _Clock) -> bytes:
    """The clocks from an instant on, which is written in the local time before it."""
    onset = instant.replace(tzinfo=None) + before.offset
    return component(
        "DAYLIGHT" if after.summer else "STANDARD",
        line("DTSTART", written(Moment(onset.date(), onset.time()))),
        line("TZNAME", text(after.name)),
        line("TZOFFSETFROM", offset(before.offset)),
        line("TZOFFSETTO", offset(after.offset)),
    )
