"""An event's rule becomes its occurrences, in the wall-clock time of the site's zone."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import holidays

from veiviser.content.fields import COUNTRY, Moment
from veiviser.content.models import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that something happens, by local wall-clock time.

    `end` is None when it is not known; for whole days it is the last day. `original` is the start it was moved from.
    """

    start: Moment
    end: Moment | None
    state: Literal["scheduled", "cancelled", "full"]
    original: Moment | None = None

    @property
    def sort_key(self) -> tuple[dt.date, dt.time]:
        """Order of time; what lasts the whole day comes first on its day."""
        return self.start.day, self.start.time or dt.time.min

    @property
    def last_day(self) -> dt.date:
        return self.end.day if self.end else self.start.day


def occurrences(event: Event) -> tuple[Occurrence, ...]:
    """All occurrences of an event without a repeating rule, in order of time."""
    moves = {start: move.to for move in event.moved for start in _matching(event, move.from_)}
    dropped = {start for day in event.skip for start in _matching(event, day)}
    off = {start for day in event.cancelled for start in _matching(event, day)}
    found = []
    for start in starts(event):
        if start in dropped or (event.skip_holidays and is_holiday(start.day)):
            continue
        moved = _like(moves[start], event.starts) if start in moves else None
        state = "cancelled" if start in off else event.status
        at = moved or start
        found.append(Occurrence(start=at, end=_end(event, at), state=state, original=start if moved else None))
    return tuple(sorted(found, key=lambda o: o.sort_key))


def starts(event: Event) -> tuple[Moment, ...]:
    """The starts as the rule gives them, before anything is skipped or moved; each once, in order of time."""
    given = {event.starts, *(_like(moment, event.starts) for moment in event.dates)}
    return tuple(sorted(given, key=lambda m: (m.day, m.time or dt.time.min)))


def _like(moment: Moment, first: Moment) -> Moment:
    """A date alone, in a series that has a time of day, means that time."""
    return Moment(moment.day, first.time) if moment.time is None else moment


def _matching(event: Event, moment: Moment) -> Iterator[Moment]:
    """The starts on a day, or at a time of it when one is given."""
    return (s for s in starts(event) if s.day == moment.day and moment.time in (None, s.time))


def unmatched(event: Event) -> Iterator[tuple[str, int, Moment]]:
    """Field, index and moment of every skip, cancellation and move that hits no occurrence."""
    for name, moments in (
        ("skip", event.skip),
        ("cancelled", event.cancelled),
        ("moved", tuple(move.from_ for move in event.moved)),
    ):
        for index, moment in enumerate(moments):
            if not any(_matching(event, moment)):
                yield name, index, moment


def _end(event: Event, start: Moment) -> Moment | None:
    """The end of an occurrence that starts at `start`: as long after it as the event's own end is after its start."""
    if event.duration_minutes and start.time:
        return _shift(start, dt.timedelta(minutes=event.duration_minutes))
    if event.ends is None:
        return None
    if start.time is None or event.starts.time is None or event.ends.time is None:
        return Moment(start.day + (event.ends.day - event.starts.day), event.ends.time if start.time else None)
    return _shift(start, _clock(event.ends) - _clock(event.starts))


def _clock(moment: Moment) -> dt.datetime:
    return dt.datetime.combine(moment.day, moment.time or dt.time.min)


def _shift(start: Moment, length: dt.timedelta) -> Moment:
    end = _clock(start) + length
    return Moment(end.date(), end.time())


@cache
def _public_holidays(year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays(COUNTRY, years=year))


def is_holiday(day: dt.date) -> bool:
    """A Norwegian public holiday, or one of the two eves on which hardly anything is open."""
    return day in _public_holidays(day.year) or (day.month, day.day) in ((12, 24), (12, 31))
