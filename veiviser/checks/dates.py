"""Dates of a record that contradict each other, or that cannot be in the future."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from veiviser.content.fields import LooseDate, Moment
from veiviser.content.models import DatedEvent, EventDraft
from veiviser.content.records import Content, Record, has
from veiviser.directory.occurrences import starts
from veiviser.directory.recurrence import RULE_FIELDS, is_sound
from veiviser.problems.problem import Problem

# Pairs of an offer's dates, the earlier one first. An offer may end before or after its planned end.
_IN_ORDER = (
    ("established", "starts_on"),
    ("established", "ends_on"),
    ("established", "ended_on"),
    ("starts_on", "ends_on"),
    ("starts_on", "ended_on"),
    ("registration_by", "ends_on"),
)
# An end before this time is taken for one in the night.
_MORNING = dt.time(6)
# Fields for what has happened, by kind: their dates cannot be in the future.
_HAPPENED = {
    "offers": ("verified_on", "established", "ended_on"),
    "contacts": ("verified_on",),
    "crisis": ("verified_on",),
    "pages": ("updated_on",),
    "surveys": ("checked_on",),
}


def life_in_order(content: Content, today: dt.date) -> Iterator[Problem]:
    """Dates of an offer in the wrong order. A month or a year contradicts no date that can lie within it."""
    for offer in content.offers:
        for earlier, later in _IN_ORDER:
            start, end = _span(offer, earlier), _span(offer, later)
            if start and end and start[0] > end[1]:
                yield _contradiction(offer, later, earlier)


def event_in_order(content: Content, today: dt.date) -> Iterator[Problem]:
    """An end before the start, or at the same moment, and a registration deadline after the last start."""
    for event in content.events:
        if not has(event, DatedEvent):
            continue
        fields = event.fields
        if fields.ends and fields.ends == fields.starts and fields.ends.time:
            yield _contradiction(event, "ends", "starts")
        elif fields.ends and _before(fields.ends, fields.starts):
            yield _contradiction(event, "ends", "starts", _suggested_end(fields.ends, fields.starts))
        if fields.registration_by and event.knows("dates", *RULE_FIELDS) and is_sound(fields) and not _goes_on(fields):
            last = starts(fields, today)[-1].day
            if fields.registration_by > last:
                yield _contradiction(event, "registration_by", _decides(event, last))


def happened_already(content: Content, today: dt.date) -> Iterator[Problem]:
    for kind, names in _HAPPENED.items():
        for record in content.records[kind]:
            for name in names:
                span = _span(record, name)
                reported = name == "ended_on" and record.raw.get("status") != "ended"  # reported by `ended_is_ended`
                if span and span[0] > today and not reported:
                    yield record.problem("future-date", name, field=name, value=_written(record, name))


def ended_is_ended(content: Content, today: dt.date) -> Iterator[Problem]:
    """An `ended_on` for an offer whose status is not “ended”; the field for a planned end is `ends_on`."""
    for offer in content.offers:
        ended_on = offer.fields.ended_on
        if ended_on and offer.fields.status not in ("ended", None):
            # A date in the future is a plan, which has a field of its own.
            suggestion = "status: ended" if ended_on.first <= today else f"ends_on: {ended_on.text}"
            yield offer.problem(
                "contradictory-fields", "ended_on", key=True, suggestion=suggestion, field="ended_on", other="status"
            )


def _span(record: Record[Any], name: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day that a field's value can mean; None without a valid value."""
    value = getattr(record.fields, name)
    if isinstance(value, LooseDate):
        return value.first, value.last
    return (value, value) if value else None


def _before(one: Moment, other: Moment) -> bool:
    if one.time is None or other.time is None:
        return one.day < other.day
    return (one.day, one.time) < (other.day, other.time)


def _goes_on(event: EventDraft) -> bool:
    """True for a recurrence without an end."""
    return event.repeat is not None and event.repeat_until is None and event.repeat_count is None


def _decides(event: Record[DatedEvent], last: dt.date) -> str:
    """The field that decides the last date."""
    if event.fields.starts.day == last:
        return "starts"
    if any(moment.day == last for moment in event.fields.dates):
        return "dates"
    return "repeat_until" if event.fields.repeat_until else "repeat_count"


def _suggested_end(end: Moment, start: Moment) -> str | None:
    """The suggested end, on the day of the start: somebody copied an event and changed only one of two dates.

    If that is before the start, an early end moves to the night after it, a later one to twelve hours later; None if
    that is before the start too.
    """
    moved = Moment(start.day, end.time)
    if not end.time or not _before(moved, start):
        return str(moved)
    if end.time < _MORNING:
        return str(Moment(start.day + dt.timedelta(days=1), end.time))
    afternoon = Moment(start.day, dt.time((end.time.hour + 12) % 24, end.time.minute))
    return None if _before(afternoon, start) else str(afternoon)


def _contradiction(record: Record[Any], name: str, other: str, suggestion: str | None = None) -> Problem:
    value, other_value = _written(record, name), _written(record, other)
    return record.problem(
        "contradictory-dates",
        name,
        suggestion=suggestion,
        field=name,
        value=value,
        other=other,
        other_value=other_value,
    )


def _written(record: Record[Any], name: str) -> str:
    value = record.raw[name]
    return str(value[-1] if isinstance(value, list) and value else value)
