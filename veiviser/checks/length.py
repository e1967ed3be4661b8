"""Rules for dates of events that overlap, last very long, or are years away."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from veiviser.content.fields import Moment
from veiviser.content.limits import MOST_DATES, MOST_LISTED
from veiviser.content.models import DatedEvent, EventDraft
from veiviser.content.records import Content, Record, has
from veiviser.directory.occurrences import Occurrence, end_of, series, starts
from veiviser.directory.recurrence import DECISIVE_FIELDS, is_sound
from veiviser.problems.problem import Problem

_DECISIVE = (*DECISIVE_FIELDS, "moved", "ends")
# A date with a time of day seldom lasts longer than the first, and whole days seldom longer than the second.
_LONG, _LONG_IN_DAYS = dt.timedelta(days=31), dt.timedelta(days=366)
# Events are hardly ever announced further ahead, in years; a recurrence may be planned for longer, but hardly this
# long.
_FAR, _FAR_FOR_A_RULE = 2, 10


def overlapping_dates(content: Content, today: dt.date) -> Iterator[Problem]:
    """A date that lasts into the next one: often the end of the whole series is given as the end of one date."""
    for event in _known(content):
        fields = event.fields
        length = _length(fields)
        if length is None or (length < dt.timedelta(days=1) and not fields.dates):
            continue
        taking_place = [o for o in series(fields, today).occurrences if o.state != "cancelled"]
        pair = next((pair for pair in pairwise(taking_place) if _overlap(*pair)), None)
        if pair:
            first, second = pair
            yield event.problem(
                "overlapping-dates", _field(fields), suggestion=_suggested_end(fields),
                date=str(first.start), end=str(first.end), next=str(second.start),
            )  # fmt: skip


def lasts_long(content: Content, today: dt.date) -> Iterator[Problem]:
    """One date that lasts for more than 31 days with times of day, or for more than a year in whole days."""
    for event in _known(content):
        fields, length = event.fields, _length(event.fields)
        most = _LONG if fields.starts.time else _LONG_IN_DAYS
        if length is None or length <= most or fields.repeat or fields.dates:
            continue
        year = fields.ends and Moment(fields.ends.day + relativedelta(year=fields.starts.day.year), fields.ends.time)
        meant = str(year) if year and year.day == fields.starts.day else None
        yield event.problem("lasts-long", _field(fields), suggestion=meant, days=str(length.days))


def far_off(content: Content, today: dt.date) -> Iterator[Problem]:
    """A date that is years ahead: often two digits of the year are swapped."""
    latest, latest_of_a_rule = (today + relativedelta(years=years) for years in (_FAR, _FAR_FOR_A_RULE))
    for event in content.events:
        if has(event, DatedEvent) and event.fields.starts.day > latest:
            start = event.fields.starts
            meant = _suggested_day(start, today)
            suggestion = on_day(event.fields, meant) if meant else None
            yield event.problem("far-off", "starts", suggestion=suggestion, field="starts", value=str(start))
            continue  # the other dates follow it
        far = [at for at, further in enumerate(event.fields.dates) if further.day > latest]
        if far and len(event.fields.dates) <= MOST_LISTED:
            value = str(event.fields.dates[far[0]])
            yield event.problem("far-off", "dates", far[0], field="dates", value=value)
        until = event.fields.repeat_until
        if until and until > latest_of_a_rule and _can_be_shown(event, today):
            yield event.problem("far-off", "repeat_until", field="repeat_until", value=until.isoformat())


def _can_be_shown(event: Record[EventDraft], today: dt.date) -> bool:
    """False for a recurrence that another rule reports, because its start is faulty or it has too many dates."""
    return has(event, DatedEvent) and is_sound(event.fields) and len(starts(event.fields, today)) <= MOST_DATES


def on_day(event: DatedEvent, day: dt.date) -> str:
    """The suggestion that moves an event with one date to another day: its start, or start and end."""
    start = Moment(day, event.starts.time)
    if event.ends is None:
        return str(start)
    return f"starts: {start}, ends: {Moment(day + (event.ends.day - event.starts.day), event.ends.time)}"


def _known(content: Content) -> Iterator[Record[DatedEvent]]:
    for event in content.events:
        if has(event, DatedEvent) and event.knows(*_DECISIVE, "duration_minutes") and is_sound(event.fields):
            yield event


def _length(event: DatedEvent) -> dt.timedelta | None:
    """The length of one date, whole days counted in full; None when its end is unknown or before its start."""
    end = end_of(event, event.starts)
    if end is None:
        return None
    length = _clock(end) - _clock(event.starts)
    if event.starts.time is None:
        length += dt.timedelta(days=1)
    return length if length > dt.timedelta() else None


def _clock(moment: Moment) -> dt.datetime:
    return dt.datetime.combine(moment.day, moment.time or dt.time())


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    if one.end is None:
        return False
    if one.start.time is None or one.end.time is None or other.start.time is None:
        return one.end.day > other.start.day or (one.start.time is None and one.end.day == other.start.day)
    return _clock(one.end) > _clock(other.start)


def _field(event: DatedEvent) -> str:
    return "ends" if event.ends else "duration_minutes"


def _suggested_end(event: DatedEvent) -> str | None:
    """The suggested end: on the day of the start, and the old end as the last day of a recurrence that has none."""
    if event.ends is None:
        return None
    day = event.starts.day
    if event.ends.time and event.starts.time and event.ends.time <= event.starts.time:
        day += dt.timedelta(days=1)
    end = Moment(day, event.ends.time)
    if event.repeat and event.repeat_until is None and event.repeat_count is None:
        return f"ends: {end}, repeat_until: {event.ends.day}"
    return str(end) if end != event.ends else None  # dates on one day: it is unknown which of them is wrong


def _suggested_day(start: Moment, today: dt.date) -> dt.date | None:
    """The same day in this year or the next, if the digits of that year are those that were written; else None."""
    for year in (today.year, today.year + 1):
        day = start.day + relativedelta(year=year)
        if sorted(str(year)) == sorted(str(start.day.year)) and day >= today:
            return day
    return None
