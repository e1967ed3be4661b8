"""A rule becomes an RRULE (RFC 5545, section 3.3.10)."""

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import vRecur

from veiviser.content.fields import Moment
from veiviser.directory.rules import Rule

# Every month has so many days.
_ALWAYS = 28
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rrule(rule: Rule, start: Moment, last: dt.date, zone: ZoneInfo) -> str:
    """`last` is the last day on which a rule without an end is shown, as its UNTIL.

    Of a day that a yearly rule's month does not have, ical.js 2.2 makes one of the next month. Of the same rule as that
    of every twelfth month it does not.
    """
    by_months = rule.unit == "yearly" and any(day > _ALWAYS for day in (*rule.days, start.day.day))
    recur = vRecur(freq="MONTHLY" if by_months else rule.unit.upper())
    every = rule.every * (12 if by_months else 1)
    if every > 1:
        recur["interval"] = every
    if rule.month and not by_months:
        recur["bymonth"] = rule.month
    if rule.days:
        recur["bymonthday"] = list(rule.days)
    elif rule.weekdays:
        recur["byday"] = [f"{which or ''}{_DAYS[day]}" for which, day in rule.weekdays]
    elif rule.month:
        recur["bymonthday"] = start.day.day
    if rule.unit == "weekly":
        recur["wkst"] = "MO"
    if rule.count:
        recur["count"] = rule.count
    else:
        recur["until"] = _until(rule.until or last, start, zone)
    written: bytes = recur.to_ical()  # type: ignore[no-untyped-call]
    return written.decode()


def _until(day: dt.date, start: Moment, zone: ZoneInfo) -> dt.date | dt.datetime:
    """The end of a day, in UTC as the RFC wants it beside a start in a time zone; a day beside a day."""
    if start.time is None:
        return day
    return dt.datetime.combine(day, dt.time(23, 59, 59), zone).astimezone(dt.UTC)
