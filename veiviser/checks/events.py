"""Rules for skipped, cancelled and moved dates of events, and for times in the nights when the clocks change."""

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterator
from functools import cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from veiviser.content.fields import Moment
from veiviser.content.models import DatedEvent
from veiviser.content.records import Content, Record, has
from veiviser.directory.occurrences import like, nearest, series, starts, unmatched
from veiviser.directory.recurrence import DECISIVE_FIELDS, RULE_FIELDS, is_sound
from veiviser.problems.problem import Problem

FieldPath: TypeAlias = tuple[str | int, ...]

_DECISIVE = (*DECISIVE_FIELDS, "moved")
_HOUR = dt.timedelta(hours=1)
# A date further away than this is not suggested for another.
_NEAR = dt.timedelta(days=3)


def change_of_nothing(content: Content, today: dt.date) -> Iterator[Problem]:
    """A date that is skipped, cancelled or moved, but that the event does not have."""
    for event in _known(content):
        if not is_sound(event.fields) or _rule_is_reported(event, today):
            continue
        ends = _last_day(event.fields, today)
        found = [*unmatched(event.fields, today)]
        within = [each for each in found if ends is None or each[2].day <= ends]
        beyond = [each for each in found if each not in within]
        # When none of several dates is right, the start or the rule is wrong: that is reported once. So are all dates
        # after the end of the rule.
        none_fits = len(within) > 1 and len(within) == _changed(event.fields)
        for each in (*within[: 1 if none_fits else None], *beyond[:1]):
            name, index, moment = each
            step = ("from",) if name == "moved" else ()
            suggestion = None if none_fits or each in beyond else _suggested_date(event.fields, today, name, moment)
            yield event.problem("no-such-date", name, index, *step, suggestion=suggestion, field=name, date=str(moment))


def _rule_is_reported(event: Record[DatedEvent], today: dt.date) -> bool:
    """True if another rule reports the recurrence, so that its dates are not those that were intended."""
    fields, raw = event.fields, event.raw
    if fields.repeat is None:
        return any(raw.get(name) is not None for name in RULE_FIELDS if name != "repeat")
    if fields.repeat_count and raw.get("repeat_until") is not None:
        return True
    return fields.repeat_count != 1 and not fields.dates and len(starts(fields, today)) < 2


def _changed(event: DatedEvent) -> int:
    return len(event.skip) + len(event.cancelled) + len(event.moved)


def _last_day(event: DatedEvent, today: dt.date) -> dt.date | None:
    """The last day of a recurrence with an end; None for other events."""
    bounded = event.repeat and (event.repeat_until or event.repeat_count)
    return starts(event, today)[-1].day if bounded else None


def _suggested_date(event: DatedEvent, today: dt.date, name: str, moment: Moment) -> str | None:
    """The suggested date: the same day a year earlier or later, else the nearest date within `_NEAR`; None without one.

    The first date of an event is suggested only for a move: no guess should skip or cancel it.
    """
    given = {start.day for start in starts(event, today)}
    years = (moment.day + relativedelta(years=1), moment.day - relativedelta(years=1))
    if same := next((day for day in years if day in given and day != event.starts.day), None):
        return str(Moment(same, moment.time))
    found = nearest(event, today, moment)
    is_first = found.day == event.starts.day and found.day != moment.day
    far = abs(found.day - moment.day) > _NEAR
    return None if far or (is_first and name != "moved") else str(found)


def moved_onto_another(content: Content, today: dt.date) -> Iterator[Problem]:
    """A date that is moved to a time when the event takes place already: one of the two would be lost."""
    for event in _known(content):
        fields = event.fields
        if fields.moved:
            taken = Counter(o.start for o in series(fields, today).occurrences if o.state != "cancelled")
            for index, move in enumerate(fields.moved):
                target = like(move.to, fields.starts)
                if taken[target] > 1:
                    free = str(_free(target, taken))
                    yield event.problem("moved-onto-another", "moved", index, "to", suggestion=free, date=str(target))


def _free(moment: Moment, taken: Container[Moment]) -> Moment:
    """The next day on which the event does not take place at that time."""
    while moment in taken:
        moment = Moment(moment.day + dt.timedelta(days=1), moment.time)
    return moment


def clock_change(content: Content, today: dt.date) -> Iterator[Problem]:
    """A time that does not exist in the night when summer time begins, or comes twice when it ends.

    For a date of a recurrence, the suggestion moves only that date: another start would move all of them.
    """
    site = content.site
    if site is None or not site.knows("timezone"):
        return
    zone = site.fields.timezone
    for event in _known(content):
        reported: set[Moment] = set()
        for place, moment in (*_times_written(event.fields), *_times_of_the_rule(event.fields, today)):
            reason = _strange(moment, zone)
            if reason and moment not in reported:
                reported.add(moment)
                later = Moment(moment.day, (dt.datetime.combine(moment.day, moment.time or dt.time()) + _HOUR).time())
                alone = place != ("starts",) or not (event.fields.repeat or event.fields.dates)
                suggestion = str(later) if alone else f"moved: {{from: {moment.day}, to: {later}}}"
                yield event.problem("clock-change", *place, suggestion=suggestion, value=str(moment), reason=reason)


def _known(content: Content) -> Iterator[Record[DatedEvent]]:
    """The events whose dates are known."""
    return (event for event in content.events if has(event, DatedEvent) and event.knows(*_DECISIVE))


def _times_written(event: DatedEvent) -> Iterator[tuple[FieldPath, Moment]]:
    if not any(move.from_.day == event.starts.day for move in event.moved):
        yield ("starts",), event.starts
    if event.ends:
        yield ("ends",), event.ends
    yield from ((("dates", index), like(moment, event.starts)) for index, moment in enumerate(event.dates))
    yield from ((("moved", index, "to"), like(move.to, event.starts)) for index, move in enumerate(event.moved))


def _times_of_the_rule(event: DatedEvent, today: dt.date) -> Iterator[tuple[FieldPath, Moment]]:
    """The coming starts that a rule gives. Their place is that of `starts`, where the time is written."""
    if event.repeat:
        for occurrence in series(event, today).occurrences:
            if occurrence.by_rule and occurrence.original is None and occurrence.start.day >= today:
                yield ("starts",), occurrence.start


def _strange(moment: Moment, zone: str) -> str | None:
    if moment.time is None or not _has_a_change(moment.day, zone):
        return None
    local = dt.datetime.combine(moment.day, moment.time, ZoneInfo(zone))
    if local.astimezone(dt.UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        return "there is no such time, since the clocks go forward"
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return "that time comes twice, since the clocks go back"
    return None


@cache
def _has_a_change(day: dt.date, zone: str) -> bool:
    midnight = dt.datetime.combine(day, dt.time(), ZoneInfo(zone))
    return midnight.utcoffset() != (midnight + dt.timedelta(days=1)).utcoffset()
