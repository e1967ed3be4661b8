"""Rules for the recurrence of events."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from itertools import islice, pairwise

from dateutil.relativedelta import relativedelta

from veiviser.content.fields import WEEKDAYS, Moment
from veiviser.content.limits import MOST_DATES, MOST_LISTED
from veiviser.content.models import DatedEvent, EventDraft
from veiviser.content.records import Content, Record, has
from veiviser.directory.occurrences import horizon, series, starts
from veiviser.directory.recurrence import (
    DECISIVE_FIELDS,
    KINDS_OF_DAY,
    RULE_FIELDS,
    Rule,
    days,
    fits,
    fitting,
    is_sound,
    kind_of_day,
    rule_of,
)
from veiviser.problems.problem import Problem

# A leap year, so that every day of a year exists.
_LEAP_YEAR = 2028
_MOST_OF_A_YEAR = dt.timedelta(days=310)


def rule_without_unit(content: Content, today: dt.date) -> Iterator[Problem]:
    """Days, an interval or an end of a recurrence without its unit (`repeat`)."""
    for event in content.events:
        written = [name for name in RULE_FIELDS if event.raw.get(name) is not None]
        if written and "repeat" not in written and event.knows("repeat"):
            named = {kind_of_day(text) for text in event.fields.repeat_on}
            meant = "weekly" if named == {"weekday"} else "monthly" if named else None
            yield event.problem("missing-field", written[0], key=True, suggestion=meant, field="repeat")


def unfit_day(content: Content, today: dt.date) -> Iterator[Problem]:
    """Days of a kind that the unit does not allow, and a mix of weekdays and days of the month, which would need two
    rules.
    """
    for event in content.events:
        unit, named = event.fields.repeat, event.fields.repeat_on
        if unit is None or not event.knows("repeat_on"):
            continue
        for index, text in enumerate(named):
            if kind_of_day(text) not in KINDS_OF_DAY[unit]:
                fitting = [
                    other for other in KINDS_OF_DAY if all(kind_of_day(day) in KINDS_OF_DAY[other] for day in named)
                ]
                meant = next(iter(fitting), None)
                yield event.problem("unfit-day", "repeat_on", index, suggestion=meant, value=text, unit=unit)
            elif (kind_of_day(text) == "day") != (kind_of_day(named[0]) == "day"):
                yield event.problem("contradictory-fields", "repeat_on", index, field=text, other=named[0])


def start_off_its_rule(content: Content, today: dt.date) -> Iterator[Problem]:
    """A start that is not a date of its rule, and a rule that ends before the start."""
    for event, rule in _ruled(content):
        start = event.fields.starts
        if not fits(rule, start.day):
            meant = fitting(rule, start.day)
            if meant is None:
                yield event.problem("no-dates", "repeat_on", key=True, suggestion=str(start.day.day))
            else:
                suggestion = _suggested_weekday(event.fields) or str(Moment(meant, start.time))
                yield event.problem("start-off-rule", "starts", suggestion=suggestion, value=str(start))
        if rule.until and rule.until < start.day:
            yield event.problem(
                "contradictory-dates", "repeat_until", suggestion=_next_year(rule.until, start.day),
                field="repeat_until", value=str(rule.until), other="starts", other_value=str(start),
            )  # fmt: skip


def _suggested_weekday(event: DatedEvent) -> str | None:
    """The suggested weekday: that of the start, if all dates changed by hand fall on it too: then the rule is wrong."""
    changed = (*event.skip, *event.cancelled, *(move.from_ for move in event.moved))
    if event.repeat != "weekly" or len(event.repeat_on) != 1 or not changed:
        return None
    weekday = event.starts.day.weekday()
    return f"repeat_on: {WEEKDAYS[weekday]}" if {moment.day.weekday() for moment in changed} == {weekday} else None


def _next_year(day: dt.date, start: dt.date) -> str | None:
    """The same day of the year, the first time that it is not before the start: people forget to change the year.

    None if the recurrence would last nearly a year from there, which is hardly intended.
    """
    same = day + relativedelta(year=start.year)
    meant = same if same >= start else day + relativedelta(year=start.year + 1)
    return str(meant) if meant - start < _MOST_OF_A_YEAR else None


def day_that_never_comes(content: Content, today: dt.date) -> Iterator[Problem]:
    """A day that the month of a yearly rule never has, beside others that it has."""
    for event, rule in _ruled(content):
        if rule.month and fits(rule, event.fields.starts.day):
            for index, text in enumerate(event.fields.repeat_on):
                if kind_of_day(text) == "day" and int(text) > monthrange(_LEAP_YEAR, rule.month)[1]:
                    yield event.problem("no-such-day", "repeat_on", index, value=text)


def too_many_dates(content: Content, today: dt.date) -> Iterator[Problem]:
    """More dates than a page and a calendar can show, and than can be computed quickly."""
    for event in content.events:
        listed = len(event.fields.dates)
        if listed > MOST_LISTED:
            yield _too_much(event, "dates", _rule_of_dates(event.fields), listed, MOST_LISTED)
    for event, rule in _ruled(content):
        if len(starts(event.fields, today)) > MOST_DATES:
            at = "repeat_count" if rule.count else "repeat_until" if rule.until else "starts"
            meant = str(MOST_DATES) if rule.count else None
            yield _too_much(event, at, meant, rule.count or MOST_DATES + 1, MOST_DATES)


def _too_much(event: Record[EventDraft], at: str, meant: str | None, size: int, limit: int) -> Problem:
    return event.problem("too-much", at, suggestion=meant, size=str(size), kind="dates", limit=str(limit))


def endless_every_day(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event that takes place every day without an end: that is not an event."""
    for event, rule in _ruled(content):
        every_day = rule.unit == "daily" and len(set(rule.weekdays)) in (0, len(WEEKDAYS))
        if every_day and rule.until is None and rule.count is None:
            shown = f"repeat_until: {horizon(today)}"
            yield event.problem("endless-daily", "repeat", suggestion=shown)


def no_date(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event without any date once skipped dates and holidays are taken out."""
    for event in content.events:
        if not has(event, DatedEvent) or not event.knows(*DECISIVE_FIELDS, "skip", "skip_holidays"):
            continue
        if is_sound(event.fields) and _is_empty(event.fields, today):
            at = "skip" if "skip" in event.raw else "skip_holidays"
            yield event.problem("no-dates", at, key=True, suggestion="status: cancelled")


def _is_empty(event: DatedEvent, today: dt.date) -> bool:
    return (bool(event.skip) or event.skip_holidays) and not series(event, today).occurrences


def repeats_once(content: Content, today: dt.date) -> Iterator[Problem]:
    """A rule that gives the start only. Nothing is reported when something else is wrong with the rule."""
    for event, rule in _ruled(content):
        first = event.fields.starts.day
        contradictory = (rule.until and (rule.count or rule.until < first)) or (rule.days and rule.weekdays)
        reported_elsewhere = contradictory or not fits(rule, first) or _is_empty(event.fields, today)
        if rule.count != 1 and not reported_elsewhere and len([*islice(days(rule, first, dt.date.max), 2)]) < 2:
            if rule.every > 1:
                yield event.problem("repeats-once", "repeat_every", suggestion="1")
            else:
                yield event.problem("repeats-once", "repeat", key=True)


def _ruled(content: Content) -> Iterator[tuple[Record[DatedEvent], Rule]]:
    """The events whose recurrence is known and has only days that its unit allows, with their rules."""
    for event in content.events:
        if not has(event, DatedEvent):
            continue
        rule = rule_of(event.fields)
        if (
            rule
            and event.knows(*DECISIVE_FIELDS)
            and all(kind_of_day(text) in KINDS_OF_DAY[rule.unit] for text in event.fields.repeat_on)
        ):
            yield event, rule


def _rule_of_dates(event: EventDraft) -> str | None:
    """The suggested rule for listed dates that are a day or a week apart; None for other dates."""
    found = sorted({moment.day for moment in event.dates})
    gaps = {(later - earlier).days for earlier, later in pairwise(found)}
    return {1: "repeat: daily", 7: "repeat: weekly"}.get(gaps.pop()) if len(gaps) == 1 else None
