"""Recurrence rules (RFC 5545): from the fields of an event to a rule, and from a rule to its days."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeAlias

from dateutil import rrule

from veiviser.content.fields import WEEKDAYS
from veiviser.content.models import DatedEvent, EventDraft

Unit: TypeAlias = Literal["daily", "weekly", "monthly", "yearly"]
# What repeat_on can name: a weekday (every one), one such weekday of a month, a day of the month.
KindOfDay: TypeAlias = Literal["weekday", "ordinal", "day"]

# The fields of an event that make up its rule, the unit first; and those that decide when it takes place: when one of
# them is faulty, nothing is concluded from the others.
RULE_FIELDS = tuple(name for name in EventDraft.model_fields if name.startswith("repeat"))
DECISIVE_FIELDS = ("starts", "dates", *RULE_FIELDS)
LAST = -1
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": LAST}
_FREQUENCIES: dict[Unit, Literal[0, 1, 2, 3]] = {
    "daily": rrule.DAILY,
    "weekly": rrule.WEEKLY,
    "monthly": rrule.MONTHLY,
    "yearly": rrule.YEARLY,
}
# The kinds of day that are unambiguous in each unit: no weekday of a year, and no 15th of a week.
KINDS_OF_DAY: dict[Unit, tuple[KindOfDay, ...]] = {
    "daily": ("weekday",),
    "weekly": ("weekday",),
    "monthly": ("weekday", "ordinal", "day"),
    "yearly": ("ordinal", "day"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A recurrence rule in the terms of RFC 5545, section 3.3.10, with weeks that start on Monday.

    `weekdays` are pairs: which one in the month (1 to 4, LAST, or 0 for all) and the day (0 is Monday). `days` are days
    of the month; the 29th to 31st are left out in shorter months. `month` is set for yearly rules only. `until` is the
    last day, inclusive; at most one of `until` and `count` is set.
    """

    unit: Unit
    every: int
    weekdays: tuple[tuple[int, int], ...] = ()
    days: tuple[int, ...] = ()
    month: int | None = None
    until: dt.date | None = None
    count: int | None = None


def rule_of(event: DatedEvent) -> Rule | None:
    """The recurrence rule of an event; None if it does not repeat, or is a draft without a start."""
    if event.repeat is None:
        return None
    return Rule(
        unit=event.repeat,
        every=event.repeat_every,
        weekdays=tuple(_weekday(text) for text in event.repeat_on if kind_of_day(text) != "day"),
        days=tuple(int(text) for text in event.repeat_on if kind_of_day(text) == "day"),
        month=event.starts.day.month if event.repeat == "yearly" else None,
        until=event.repeat_until,
        count=event.repeat_count,
    )


def kind_of_day(text: str) -> KindOfDay:
    """The kind of day that a value of `repeat_on` names."""
    if text.isdigit():
        return "day"
    return "ordinal" if " " in text else "weekday"


def _weekday(text: str) -> tuple[int, int]:
    *ordinal, day = text.split()
    return (_ORDINALS[ordinal[0]] if ordinal else 0), WEEKDAYS.index(day)


def fits(rule: Rule, day: dt.date) -> bool:
    """True if the rule can give a day, whatever its interval, month and end."""
    if rule.days:
        return day.day in rule.days
    return not rule.weekdays or any(_is(day, which, weekday) for which, weekday in rule.weekdays)


def _is(day: dt.date, which: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if which == LAST:
        return (day + dt.timedelta(days=7)).month != day.month
    return which in (0, (day.day + 6) // 7)


def is_sound(event: DatedEvent) -> bool:
    """False if the rule of an event contradicts its start or itself. That is a problem of its own, and nothing else
    should be concluded from such a rule.
    """
    rule = rule_of(event)
    if rule is None:
        return True
    fitting_days = all(kind_of_day(text) in KINDS_OF_DAY[rule.unit] for text in event.repeat_on)
    ends_before = rule.until is not None and rule.until < event.starts.day
    return fitting_days and fits(rule, event.starts.day) and not ends_before


def days(rule: Rule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days that the rule gives from its start `first` through `last`, in order; none if `first` does not fit."""
    if fits(rule, first):
        until = min(rule.until or last, last)
        given = (moment.date() for moment in _rrule(rule, first, until))
        yield from takewhile(lambda day: day <= until, given)


def fitting(rule: Rule, first: dt.date) -> dt.date | None:
    """The first day on or after `first` that fits the rule; None if there is none within eight years.

    Eight years always include a leap day.
    """
    coming = (first + dt.timedelta(days=ahead) for ahead in range(8 * 366))
    return next((day for day in coming if fits(rule, day) and rule.month in (None, day.month)), None)


def _rrule(rule: Rule, first: dt.date, until: dt.date) -> rrule.rrule:
    """The rule as dateutil's, which takes either a count or an end."""
    return rrule.rrule(
        _FREQUENCIES[rule.unit],
        dtstart=dt.datetime.combine(first, dt.time()),
        interval=rule.every,
        wkst=rrule.MO,
        count=rule.count,
        until=None if rule.count else dt.datetime.combine(until, dt.time()),
        bymonth=rule.month,
        bymonthday=rule.days or None,
        byweekday=[rrule.weekday(day, which or None) for which, day in rule.weekdays] or None,
    )
