"""Fields that contradict each other."""

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from veiviser.content.fields import Moment, OpeningHours
from veiviser.content.records import Content, Record
from veiviser.problems.message_words import _
from veiviser.problems.problem import Problem

_WHOLE_DAY = _("“starts” is a whole day: write when it begins there too, as in 2026-11-24T18:00.")


def ages(content: Content, today: dt.date) -> Iterator[Problem]:
    for offer in content.offers:
        for name, other in (("age_from", "age_to"), ("cared_for_age_from", "cared_for_age_to")):
            low, high = getattr(offer.fields, name), getattr(offer.fields, other)
            if low is not None and high is not None and low > high:
                yield offer.problem(
                    "contradictory-ages", name, field=name, value=str(low), other=other, other_value=str(high)
                )


def length_of_an_event(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event with both an end and a duration, or with a time of day for its end but not for its start; also one with
    both `repeat_count` and `repeat_until`.
    """
    for event in content.events:
        fields = event.fields
        if fields.duration_minutes and event.raw.get("ends") is not None:
            yield _contradiction(event, "duration_minutes", "ends")
        elif fields.duration_minutes and fields.starts and fields.starts.time is None:
            yield _contradiction(event, "duration_minutes", "starts", _WHOLE_DAY)
        if fields.ends and fields.ends.time and fields.starts and fields.starts.time is None:
            yield _contradiction(event, "ends", "starts", _WHOLE_DAY)
        if fields.repeat_count and event.raw.get("repeat_until") is not None:
            yield _contradiction(event, "repeat_count", "repeat_until")


def dropped_and_changed(content: Content, today: dt.date) -> Iterator[Problem]:
    """A skipped date that is cancelled or moved as well, and a date that is moved twice."""
    for event in content.events:
        skipped = set(event.fields.skip)
        changed: list[tuple[str, tuple[Moment, ...]]] = [
            ("cancelled", event.fields.cancelled),
            ("moved", tuple(move.from_ for move in event.fields.moved)),
        ]
        for name, moments in changed:
            for index, moment in enumerate(moments):
                if moment in skipped or Moment(moment.day) in skipped:
                    yield event.problem("contradictory-fields", name, index, field=name, other="skip")
        moved = [move.from_ for move in event.fields.moved]
        for index, moment in enumerate(moved):
            other = next((other for other in moved[:index] if _same(moment, other)), None)
            if other:
                yield event.problem("contradictory-fields", "moved", index, "from", field=str(moment), other=str(other))


def registration(content: Content, today: dt.date) -> Iterator[Problem]:
    """A registration deadline where there is no registration."""
    records: tuple[Record[Any], ...] = (*content.offers, *content.events)
    for record in records:
        if record.fields.registration in ("none", "drop-in") and record.fields.registration_by:
            yield _contradiction(record, "registration_by", "registration")


def opening_hours(content: Content, today: dt.date) -> Iterator[Problem]:
    """Two lines for the same day whose hours overlap, or one of which says closed."""
    for place in content.places:
        if not place.knows("opening_hours"):
            continue
        raw = place.raw.get("opening_hours")
        texts = raw if isinstance(raw, list) else [raw]
        lines = list(enumerate(place.fields.opening_hours))
        for (first, one), (index, other) in combinations(lines, 2):
            if texts[first] != texts[index] and _overlap(one, other):
                yield place.problem(
                    "contradictory-fields", "opening_hours", index, field=str(texts[index]), other=str(texts[first])
                )


def itself(content: Content, today: dt.date) -> Iterator[Problem]:
    """A record that lists itself among its neighbours, or among the offers that it is distinct from."""
    for kind, name in (("municipalities", "neighbours"), ("offers", "distinct_from")):
        for record in content.records[kind]:
            for index, id_ in enumerate(getattr(record.fields, name)):
                if id_ == record.id:
                    yield record.problem("refers-to-itself", name, index, field=name, id=id_)


def _same(one: Moment, other: Moment) -> bool:
    """True if both can be the same date; a day without a time means any time on that day."""
    return one.day == other.day and (one.time == other.time or None in (one.time, other.time))


def _overlap(one: OpeningHours, other: OpeningHours) -> bool:
    if set(one.days).isdisjoint(other.days):
        return False
    if one.opens is None or one.closes is None or other.opens is None or other.closes is None:
        return True
    return one.opens < other.closes and other.opens < one.closes


def _contradiction(record: Record[Any], name: str, other: str, hint: str | None = None) -> Problem:
    return record.problem("contradictory-fields", name, key=True, hint=hint, field=name, other=other)
