"""Dates that cannot all be right."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from veiviser.content.fields import LooseDate, Moment
from veiviser.content.models import DatedEvent, EventDraft
from veiviser.content.records import Content, Record, has
from veiviser.directory.occurrences import starts
from veiviser.directory.recurrence import is_sound
from veiviser.problems.problem import Problem

_OF_A_RULE = ("repeat", "repeat_every", "repeat_on", "repeat_until", "repeat_count")
# What an offer's life passes through in this order. An offer may end before or after the day that was planned.
_IN_ORDER = (
    ("established", "starts_on"),
    ("established", "ends_on"),
    ("established", "ended_on"),
    ("starts_on", "ends_on"),
    ("starts_on", "ended_on"),
    ("registration_by", "ends_on"),
)
# What ends before this ends at night.
_MORNING = dt.time(6)
# What has happened, by kind: none of these dates can lie ahead.
_HAPPENED = {
    "offers": ("verified_on", "established", "ended_on"),
    "contacts": ("verified_on",),
    "crisis": ("verified_on",),
    "pages": ("updated_on",),
    "surveys": ("checked_on",),
}


def life_in_order(content: Content, today: dt.date) -> Iterator[Problem]:
    """What begins comes before what ends; a month or a year contradicts nothing that can lie within it."""
    for offer in content.offers:
        for earlier, later in _IN_ORDER:
            start, end = _span(offer, earlier), _span(offer, later)
            if start and end and start[0] > end[1]:
                yield _contradiction(offer, later, earlier)


def event_in_order(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event ends after it starts, never at that moment, and people register before its last start."""
    for event in content.events:
        if not has(event, DatedEvent):
            continue
        fields = event.fields
        if fields.ends and fields.ends == fields.starts and fields.ends.time:
            yield _contradiction(event, "ends", "starts")
        elif fields.ends and _before(fields.ends, fields.starts):
            yield _contradiction(event, "ends", "starts", _end_meant(fields.ends, fields.starts))
        if fields.registration_by and event.knows("dates", *_OF_A_RULE) and is_sound(fields) and not _goes_on(fields):
            last = starts(fields, today)[-1].day
            if fields.registration_by > last:
                yield _contradiction(event, "registration_by", _decides(event, last))


def happened_already(content: Content, today: dt.date) -> Iterator[Problem]:
    for kind, names in _HAPPENED.items():
        for record in content.records[kind]:
            for name in names:
                span = _span(record, name)
                told = name == "ended_on" and record.raw.get("status") != "ended"  # as a contradiction
                if span and span[0] > today and not told:
                    yield record.problem("future-date", name, field=name, value=_written(record, name))


def ended_is_ended(content: Content, today: dt.date) -> Iterator[Problem]:
    """Only what has ended has a day on which it did; a plan to end is `ends_on`."""
    for offer in content.offers:
        ended_on = offer.fields.ended_on
        if ended_on and offer.fields.status not in ("ended", None):
            # What lies ahead is a plan, and has a field of its own.
            meant = "status: ended" if ended_on.first <= today else f"ends_on: {ended_on.text}"
            yield offer.problem(
                "contradictory-fields", "ended_on", key=True, suggestion=meant, field="ended_on", other="status"
            )


def _span(record: Record[Any], name: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of what is written in a field; None where nothing sound is."""
    value = getattr(record.fields, name)
    if isinstance(value, LooseDate):
        return value.first, value.last
    return (value, value) if value else None


def _before(one: Moment, other: Moment) -> bool:
    if one.time is None or other.time is None:
        return one.day < other.day
    return (one.day, one.time) < (other.day, other.time)


def _goes_on(event: EventDraft) -> bool:
    """True when there is no last date."""
    return event.repeat is not None and event.repeat_until is None and event.repeat_count is None


def _decides(event: Record[DatedEvent], last: dt.date) -> str:
    """The field that says which date is the last."""
    if event.fields.starts.day == last:
        return "starts"
    if any(moment.day == last for moment in event.fields.dates):
        return "dates"
    return "repeat_until" if event.fields.repeat_until else "repeat_count"


def _end_meant(end: Moment, start: Moment) -> str | None:
    """The end on the day of the start, for those who copied an event and forgot one of two dates.

    Where it would be too early there too: after midnight, or in the afternoon, if that is after the start.
    """
    moved = Moment(start.day, end.time)
    if not end.time or not _before(moved, start):
        return str(moved)
    if end.time < _MORNING:
        return str(Moment(start.day + dt.timedelta(days=1), end.time))
    afternoon = Moment(start.day, dt.time((end.time.hour + 12) % 24, end.time.minute))
    return None if _before(afternoon, start) else str(afternoon)


def _contradiction(record: Record[Any], name: str, other: str, meant: str | None = None) -> Problem:
    value, other_value = _written(record, name), _written(record, other)
    return record.problem(
        "contradictory-dates", name, suggestion=meant, field=name, value=value, other=other, other_value=other_value
    )


def _written(record: Record[Any], name: str) -> str:
    value = record.raw[name]
    return str(value[-1] if isinstance(value, list) and value else value)
