"""An event's rule becomes its occurrences, in the wall-clock time of the site's zone."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

from dateutil.relativedelta import relativedelta

from veiviser.content.fields import COUNTRY, Moment
from veiviser.content.limits import MOST_DATES
from veiviser.content.models import DatedEvent
from veiviser.directory.facts import EventFacts
from veiviser.directory.rules import days, rule_of

# How far ahead a rule without an end is shown, in months.
_SHOWN = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that something happens, by local wall-clock time.

    `end` is None when it is not known; for whole days it is the last day. `original` is the start it was moved from.
    `by_rule` is True when the rule gives it, and not a date of its own.
    """

    start: Moment
    end: Moment | None
    state: Literal["scheduled", "cancelled", "full"]
    original: Moment | None = None
    by_rule: bool = False

    @property
    def sort_key(self) -> tuple[dt.date, dt.time]:
        """Order of time; what lasts the whole day comes first on its day."""
        return _order(self.start)

    @property
    def last_day(self) -> dt.date:
        return self.end.day if self.end else self.start.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What the fields of an event come to, in order of time: what takes place or was to, and the starts of its rule
    that are left out, by hand or as holidays."""

    occurrences: tuple[Occurrence, ...]
    dropped: tuple[Moment, ...]


def horizon(today: dt.date) -> dt.date:
    """The last day on which a rule without an end is shown."""
    return today + relativedelta(months=_SHOWN) if today.year < dt.MAXYEAR - 1 else dt.date.max


def series(event: DatedEvent, today: dt.date) -> Series:
    """All occurrences of an event. A rule with an end is given whole, one without for 18 months from `today`.

    A holiday that is moved or cancelled by name is told of, also where holidays are left out.
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
    """The starts before anything is skipped or moved; each once, in order of time."""
    return _given(event, horizon(today))


def _given(event: DatedEvent, shown: dt.date) -> tuple[Moment, ...]:
    listed = (like(moment, event.starts) for moment in event.dates)
    return tuple(sorted({event.starts, *listed, *_ruled(event, shown)}, key=_order))


def _ruled(event: DatedEvent, shown: dt.date) -> Iterator[Moment]:
    """The starts that the rule gives until it ends, or until the day `shown`; one more than the limit at most."""
    rule = rule_of(event)
    if rule:
        last = dt.date.max if rule.until or rule.count else shown
        for day in islice(days(rule, event.starts.day, last), MOST_DATES + 1):
            yield Moment(day, event.starts.time)


def _order(moment: Moment) -> tuple[dt.date, dt.time]:
    return moment.day, moment.time or dt.time.min


def like(moment: Moment, first: Moment) -> Moment:
    """A date alone, in a series that has a time of day, means that time."""
    return Moment(moment.day, first.time) if moment.time is None else moment


def _by_day(moments: Iterable[Moment]) -> dict[dt.date, list[Moment]]:
    found: dict[dt.date, list[Moment]] = {}
    for moment in moments:
        found.setdefault(moment.day, []).append(moment)
    return found


def _matching(given: Mapping[dt.date, list[Moment]], moment: Moment) -> Iterator[Moment]:
    """The starts on a day, or at a time of it when one is given."""
    return (start for start in given.get(moment.day, ()) if moment.time in (None, start.time))


def unmatched(event: DatedEvent, today: dt.date) -> Iterator[tuple[str, int, Moment]]:
    """Field, index and moment of every skip, cancellation and move that hits no start, be it ever so far ahead."""
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
    """The start that lies nearest to a moment, as a day alone where the moment is one."""
    found = min(starts(event, today), key=lambda start: (abs(start.day - moment.day), _order(start)))
    return found if moment.time else Moment(found.day)


def end_of(event: DatedEvent | EventFacts, start: Moment) -> Moment | None:
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
    # The library takes as long to import as the rest of this room, and few checks meet an event that skips holidays.
    import holidays  # noqa: PLC0415

    return frozenset(holidays.country_holidays(COUNTRY, years=year))


def is_holiday(day: dt.date) -> bool:
    """A Norwegian public holiday, or one of the two eves on which hardly anything is open."""
    return day in _public_holidays(day.year) or (day.month, day.day) in ((12, 24), (12, 31))
