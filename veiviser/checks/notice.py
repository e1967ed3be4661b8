"""What people need to know in good time: that an offer has no more dates, and that an event is coming."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from veiviser.content.limits import MOST_DATES
from veiviser.content.models import Event
from veiviser.content.records import Content, Record
from veiviser.directory.calendar import series
from veiviser.directory.model import OFFERED
from veiviser.history import History
from veiviser.problems import Problem

# Somebody who cares for another must find a stand-in, and ask for a day off, before they can come.
_NOTICE_DAYS = 14
_DECISIVE = ("starts", "dates", "repeat", "repeat_every", "repeat_on", "repeat_until", "repeat_count", "moved")


def dates_passed(content: Content, today: dt.date) -> Iterator[Problem]:
    """An offer that had dates and has none left, and does not say in words when it takes place."""
    last: dict[str, dt.date | None] = {}
    for event in content.events:
        offer = event.fields.offer
        if offer:
            day = _last_day(event, today)
            known = last.get(offer, dt.date.min)
            last[offer] = max(day, known) if day and known else None
    for record in content.offers:
        day = last.get(record.id)
        told = "schedule" in record.raw or not record.knows("schedule")
        if day and day < today and record.fields.status in OFFERED and not told:
            yield record.problem("dates-passed", "schedule", date=str(day))


def short_notice(content: Content, today: dt.date, history: History) -> Iterator[Problem]:
    """An event that is coming, and was first announced less than two weeks ahead.

    It was announced when its file came into the repository; a file that is not there yet is announced today. Nobody
    knows since when that was known which came with the repository itself, or before the part of it that is here.
    """
    began = history.began
    if began is None or content.site is None or not content.site.knows("timezone"):
        return
    zone = ZoneInfo(content.site.fields.timezone)
    for event in content.events:
        revisions = history.of(event.source.path)
        if revisions and revisions[-1].when <= began:
            continue
        announced = min((one.when for one in revisions), default=None)
        day = announced.astimezone(zone).date() if announced else today
        first = _first_day(event, today)
        if first and first >= today and (first - day).days < _NOTICE_DAYS:
            yield event.problem("short-notice", "starts", days=str(max((first - day).days, 0)), announced=str(day))


def _last_day(event: Record[Event], today: dt.date) -> dt.date | None:
    """The last day of an event, cancelled dates among them; None when it is not known.

    An end before the start is a fault that has been told of, and no day that has passed.
    """
    fields = event.fields
    if fields.starts is None or not event.knows(*_DECISIVE):
        return None
    found = series(fields, today).occurrences
    if len(found) > MOST_DATES:
        return None  # they were cut off
    return max((max(o.start.day, o.last_day) for o in found), default=fields.starts.day)


def _first_day(event: Record[Event], today: dt.date) -> dt.date | None:
    """The first day that an event takes place; None when it does not, or it is not known."""
    fields = event.fields
    if fields.starts is None or fields.status == "cancelled" or not event.knows(*_DECISIVE):
        return None
    return min((o.start.day for o in series(fields, today).occurrences if o.state != "cancelled"), default=None)
