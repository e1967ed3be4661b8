"""Recurrence rules as RRULE (RFC 5545, section 3.3.10)."""

import datetime as dt
from zoneinfo import ZoneInfo

from veiviser.content.fields import Moment
from veiviser.directory.recurrence import Rule
from veiviser.feeds.ical_text import written

# Every month has this many days.
_ALWAYS = 28
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rrule(rule: Rule, start: Moment, last: dt.date, zone: ZoneInfo) -> str:
    """The RRULE of a rule; `last` becomes the UNTIL of one without an end: the last day that is shown.

    A yearly rule with a day after the 28th is written as a rule for every twelfth month: from a yearly rule, ical.js
    2.2 moves a day that the month does not have into the next month.
    """
    by_months = rule.unit == "yearly" and any(day > _ALWAYS for day in (*rule.days, start.day.day))
    every = rule.every * (12 if by_months else 1)
    parts = {
        "FREQ": "MONTHLY" if by_months else rule.unit.upper(),
        "UNTIL": "" if rule.count else _until(rule.until or last, start, zone),
        "COUNT": str(rule.count or ""),
        "INTERVAL": str(every) if every > 1 else "",
        "BYDAY": ",".join(f"{which or ''}{_DAYS[day]}" for which, day in rule.weekdays),
        "BYMONTHDAY": ",".join(map(str, _days(rule, start))),
        "BYMONTH": "" if by_months else str(rule.month or ""),
        "WKST": "MO" if rule.unit == "weekly" else "",
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _days(rule: Rule, start: Moment) -> tuple[int, ...]:
    """The days of the month: those of the rule, or the day of the start if the rule gives only the month."""
    return rule.days or (() if rule.weekdays or not rule.month else (start.day.day,))


def _until(day: dt.date, start: Moment, zone: ZoneInfo) -> str:
    """UNTIL: the end of a day in UTC, as the RFC requires for a start in a time zone; for whole days the day itself."""
    if start.time is None:
        return written(Moment(day))
    end = dt.datetime.combine(day, dt.time(23, 59, 59), zone).astimezone(dt.UTC)
    return f"{written(Moment(end.date(), end.time()))}Z"
