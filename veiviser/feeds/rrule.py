"""A rule becomes an RRULE (RFC 5545, section 3.3.10)."""

import datetime as dt
from zoneinfo import ZoneInfo

from veiviser.content.fields import Moment
from veiviser.directory.recurrence import Rule
from veiviser.feeds.ical_text import written

# Every month has so many days.
_ALWAYS = 28
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rrule(rule: Rule, start: Moment, last: dt.date, zone: ZoneInfo) -> str:
    """`last` is the last day on which a rule without an end is shown, as its UNTIL.

    Of a day that a yearly rule's month does not have, ical.js 2.2 makes one of the next month. Of the same rule as that
    of every twelfth month it does not.
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
    """The days of the month: those of the rule, or that of the start where only the month says when."""
    return rule.days or (() if rule.weekdays or not rule.month else (start.day.day,))


def _until(day: dt.date, start: Moment, zone: ZoneInfo) -> str:
    """The end of a day, in UTC as the RFC wants it beside a start in a time zone; a day beside a day."""
    if start.time is None:
        return written(Moment(day))
    end = dt.datetime.combine(day, dt.time(23, 59, 59), zone).astimezone(dt.UTC)
    return f"{written(Moment(end.date(), end.time()))}Z"
