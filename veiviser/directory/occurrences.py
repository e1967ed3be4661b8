"""Occurrences of events, from their dates and recurrence rules, in the wall-clock time of the site's time zone."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from dateutil.relativedelta import relativedelta

from veiviser.content.fields import Moment
from veiviser.content.limits import MOST_DATES
from veiviser.content.models import DatedEvent
from veiviser.directory.facts import EventFacts
from veiviser.directory.holidays import is_holiday
from veiviser.directory.recurrence import days, rule_of

# How far ahead a rule without an end is expanded, in months.
_SHOWN = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An occurrence of an event, in local wall-clock time.

    `end` is None if it is unknown; for whole days it is the last day. `original` is the start before a move. `by_rule`
    is True if the recurrence rule gives this occurrence, and not a date of its own.
    """

    start: Moment
    end: Moment | None
    state: Literal["scheduled", "cancelled", "full"]
    original: Moment | None = None
    by_rule: bool = False

    @property
    def sort_key(self) -> tuple[dt.date, dt.time]:
        """Chronological order; whole days come before times on the same day."""
        return _order(self.start)

    @property
    def last_day(self) -> dt.date:
        return self.end.day if self.end else self.start.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The occurrences of an event, cancelled ones included, and the starts of its rule that are left out, as skipped or
    as holidays. Both are in chronological order.
    """

    occurrences: tuple[Occurrence, ...]
    dropped: tuple[Moment, ...]


def horizon(today: dt.date) -> dt.date:
    """The last day to which a rule without an end is expanded."""
    return today + relativedelta(months=_SHOWN) if today.year < dt.MAXYEAR - 1 else dt.date.max


def series(event: DatedEvent, today: dt.date) -> Series:
    """All occurrences of an event. A rule with an end is expanded in full, one without for 18 months from `today`.

    Holidays that are moved or cancelled explicitly are kept even with `skip_holidays`.
    """
    ruled = frozenset(_ruled(event, horizon(today)))
    given = _by_day(starts(event, today))
    moves = {start: like(move.to, event.starts) for move in event.moved for start in _matching(given, move.from_)}
    skipped = {start for day in event.skip for start in _matching(given, day)}
    off = {start for day in event.cancelled for start in _matching(given, day)}
    found, dropped = [], []
    for start in (start for on_day in given.values() for start in on_day):
        named = start in moves or start in off
        if start in skipped or (event.skip_holidays and is_holiday(start.day) and not named):
            dropped.append(start)
            continue
        state = "cancelled" if start in off else event.status
        at = moves.get(start, start)
        original = start if start in moves else None
        found.append(
            Occurrence(start=at, end=end_of(event, at), state=state, original=original, by_rule=start in ruled)
        )
    return Series(
        occurrences=tuple(sorted(found, key=lambda o: o.sort_key)),
        dropped=tuple(start for start in dropped if start in ruled),
    )


def starts(event: DatedEvent, today: dt.date) -> tuple[Moment, ...]:
    """All starts before skips and moves are applied, without duplicates, in chronological order."""
    return _given(event, horizon(today))


def _given(event: DatedEvent, shown: dt.date) -> tuple[Moment, ...]:
    listed = (like(moment, event.starts) for moment in event.dates)
    return tuple(sorted({event.starts, *listed, *_ruled(event, shown)}, key=_order))


def _ruled(event: DatedEvent, shown: dt.date) -> Iterator[Moment]:
    """The starts from the rule until its end, or else through the day `shown`; at most `MOST_DATES` + 1."""
    rule = rule_of(event)
    if rule:
        last = dt.date.max if rule.until or rule.count else shown
        for day in islice(days(rule, event.starts.day, last), MOST_DATES + 1):
            yield Moment(day, event.starts.time)


def _order(moment: Moment) -> tuple[dt.date, dt.time]:
    return moment.day, moment.time or dt.time.min


def like(moment: Moment, first: Moment) -> Moment:
    """The moment; if it has no time of day, with the time of `first`, if any."""
    return Moment(moment.day, first.time) if moment.time is None else moment


def _by_day(moments: Iterable[Moment]) -> dict[dt.date, list[Moment]]:
    found: dict[dt.date, list[Moment]] = {}
    for moment in moments:
        found.setdefault(moment.day, []).append(moment)
    return found


def _matching(given: Mapping[dt.date, list[Moment]], moment: Moment) -> Iterator[Moment]:
    """The starts on the day of the moment, and at its time of day if it has one."""
    return (start for start in given.get(moment.day, ()) if moment.time in (None, start.time))


def unmatched(event: DatedEvent, today: dt.date) -> Iterator[tuple[str, int, Moment]]:
    """Field, index and moment of each skip, cancellation or move that matches no start, however far ahead."""
    changes = (
        ("skip", event.skip),
        ("cancelled", event.cancelled),
        ("moved", tuple(move.from_ for move in event.moved)),
    )
    ahead = max((moment.day for _name, moments in changes for moment in moments), default=today)
    given = _by_day(_given(event, max(ahead, horizon(today))))
    for name, moments in changes:
        for index, moment in enumerate(moments):
            if not any(_matching(given, moment)):
                yield name, index, moment


def nearest(event: DatedEvent, today: dt.date, moment: Moment) -> Moment:
    """The start closest to a moment; only its day if the moment has no time of day."""
    found = min(starts(event, today), key=lambda start: (abs(start.day - moment.day), _order(start)))
    return found if moment.time else Moment(found.day)


def end_of(event: DatedEvent | EventFacts, start: Moment) -> Moment | None:
    """The end of an occurrence that starts at `start`: by `duration_minutes`, else by the time between the event's own
    start and end. None if the event has neither.
    """
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
