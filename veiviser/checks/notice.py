"""Offers that have run out of dates, and events that were announced late, or only when they were over."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from veiviser.checks.length import on_day
from veiviser.content.fields import Moment
from veiviser.content.limits import MOST_DATES
from veiviser.content.models import DatedEvent, EventDraft
from veiviser.content.records import Content, Record, has
from veiviser.directory.changes import written_fields
from veiviser.directory.model import OFFERED
from veiviser.directory.occurrences import series
from veiviser.directory.recurrence import DECISIVE_FIELDS, is_sound
from veiviser.history import History, Revision
from veiviser.problems.problem import Problem

# In days. A carer must find a stand-in, and ask for a day off, before they can come.
_NOTICE_DAYS = 14
# For how many days after it was added it is reported that an event was over by then.
_REPORTED_DAYS = 30
_HALF_A_YEAR = relativedelta(months=6)
# How far back a date can lie that was intended for the coming half year, and was written with the year before.
_A_YEAR_OFF = relativedelta(months=18)
# A date further back than this is a mistake, since no directory keeps events for so long.
_OLDER_THAN_ANY = relativedelta(years=20)
# The correction of a past date moves it by less than this.
_NO_CORRECTION = dt.timedelta(days=180)
_DECISIVE = (*DECISIVE_FIELDS, "moved")


def dates_passed(content: Content, today: dt.date, history: History) -> Iterator[Problem]:
    """A current offer that had dates, has none left, and does not say in words when it takes place.

    Events that were over when they were added do not count: they are reported by `already_over`.
    """
    slips = {event.id for event, _last in _over_when_put_in(content, today, history)}
    last: dict[str, dt.date | None] = {}
    for event in content.events:
        offer = event.fields.offer
        if offer and event.id not in slips:
            day = _last_day(event, today)
            known = last.get(offer, dt.date.min)
            last[offer] = max(day, known) if day and known else None
    for record in content.offers:
        day = last.get(record.id)
        explained = "schedule" in record.raw or not record.knows("schedule")
        if day and day < today and record.fields.status in OFFERED and not explained:
            yield record.problem("dates-passed", "schedule", date=str(day))


def short_notice(content: Content, today: dt.date, history: History) -> Iterator[Problem]:
    """A coming event that was first announced less than two weeks ahead.

    It was announced when its file was first committed; a file that is not committed yet is announced today. Events of
    the first commit, or from before the part of the history that is here, are left out: nobody knows when they were
    announced.
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


def already_over(content: Content, today: dt.date, history: History) -> Iterator[Problem]:
    """An event that was over before it was added or moved: its year is probably wrong, and visitors never see it."""
    for event, last in _over_when_put_in(content, today, history):
        suggestion = _suggested_start(event.fields, last, today)
        yield event.problem("already-over", "starts", suggestion=suggestion, date=str(last))


def blobs_of_events(content: Content, today: dt.date, history: History) -> frozenset[str]:
    """The blobs that `already_over` needs: the versions of past events that were replaced during the last month."""
    zone = ZoneInfo(content.timezone)
    return frozenset(
        revision.blob
        for event in content.events
        if has(event, DatedEvent) and event.fields.starts.day < today
        for _day, revision in _replaced(history.of(event.source.path), today, zone)
        if revision.blob
    )


def _over_when_put_in(
    content: Content, today: dt.date, history: History
) -> Iterator[tuple[Record[DatedEvent], dt.date]]:
    """The events whose last day was before their file was added, or before their start was changed to it; with that
    day.
    """
    zone = ZoneInfo(content.timezone)
    for event in content.events:
        if not has(event, DatedEvent) or event.fields.status == "cancelled":
            continue
        starts = event.fields.starts
        if starts.day >= today:
            continue
        last = _last_day(event, today)
        if last is None or last >= today:
            continue
        if _was_new(event, last, today, history, zone) or _was_moved(event, last, today, history, zone):
            yield event, last


def _was_new(event: Record[DatedEvent], last: dt.date, today: dt.date, history: History, zone: ZoneInfo) -> bool:
    """True if the file was added when the event was over.

    In a repository, a file that is not committed was added today. Events of the first commit may be kept for their
    history, and so may events that have been there for a month: whoever has not corrected them by then meant them.
    Without a repository it is unknown when a file was added: then only a date that would be near in another year is
    reported.
    """
    if history.began is None:
        return _is_a_year_off(event.fields.starts, last, today)
    first = min((one.when for one in history.of(event.source.path)), default=None)
    day = first.astimezone(zone).date() if first else today
    return first != history.began and last < day and (today - day).days <= _REPORTED_DAYS


def _was_moved(event: Record[DatedEvent], last: dt.date, today: dt.date, history: History, zone: ZoneInfo) -> bool:
    """True if a coming start was changed to one that had passed, or a past one to another that would be near in another
    year. A correction of a past date is not reported.
    """
    starts = event.fields.starts.day
    for day, revision in _replaced(history.of(event.source.path), today, zone):
        was = _start_in(history.texts.get(revision.blob or ""))
        if was is None:
            return False
        if was != starts:
            off = abs(was - starts) > _NO_CORRECTION and _is_a_year_off(event.fields.starts, last, today)
            return last < day and (was >= day or off)
    return False


def _replaced(revisions: tuple[Revision, ...], today: dt.date, zone: ZoneInfo) -> Iterator[tuple[dt.date, Revision]]:
    """The versions that another one replaced within the last month, newest first, with the day of the replacement.

    The working tree counts as changed today; if it is the last version itself, their starts do not differ.
    """
    day = today
    for revision in revisions:
        if revision.blob is None or (today - day).days > _REPORTED_DAYS:
            return
        yield day, revision
        day = revision.when.astimezone(zone).date()


def _start_in(text: bytes | None) -> dt.date | None:
    """The first day of an event, from the text of its file; None if it cannot be read."""
    fields = written_fields(text) if text else None
    (start, *_) = (fields or {}).get("starts") or ("",)
    try:
        return dt.date.fromisoformat(str(start)[:10])
    except ValueError:
        return None


def _is_a_year_off(starts: Moment, last: dt.date, today: dt.date) -> bool:
    """True if the day would be near in another year, or lies so far back that no directory keeps it."""
    near = today - _A_YEAR_OFF < last < today - _HALF_A_YEAR and _in_coming_half_year(starts, today)
    return bool(near) or last < today - _OLDER_THAN_ANY


def _suggested_start(event: DatedEvent, last: dt.date, today: dt.date) -> str | None:
    """The suggestion for an event with one date: the same day in the coming half year; None without one."""
    if event.repeat or event.dates or (last - event.starts.day).days > 1:
        return None
    day = _in_coming_half_year(event.starts, today)
    return on_day(event, day) if day else None


def _in_coming_half_year(moment: Moment, today: dt.date) -> dt.date | None:
    """The same day of this year or the next, if it lies in the coming half year; else None."""
    day = moment.day + relativedelta(year=today.year)
    day = day if day >= today else moment.day + relativedelta(year=today.year + 1)
    return day if day <= today + _HALF_A_YEAR else None


def _last_day(event: Record[EventDraft], today: dt.date) -> dt.date | None:
    """The last day of an event, cancelled dates included; None when it is unknown.

    An end before the start is reported elsewhere: then the start counts.
    """
    if not has(event, DatedEvent) or not event.knows(*_DECISIVE) or not is_sound(event.fields):
        return None
    found = series(event.fields, today).occurrences
    if len(found) > MOST_DATES:
        return None  # not all of them
    return max((max(o.start.day, o.last_day) for o in found), default=event.fields.starts.day)


def _first_day(event: Record[EventDraft], today: dt.date) -> dt.date | None:
    """The first day on which an event takes place; None if it does not, or if that is unknown."""
    if not has(event, DatedEvent) or event.fields.status == "cancelled" or not event.knows(*_DECISIVE):
        return None
    return min((o.start.day for o in series(event.fields, today).occurrences if o.state != "cancelled"), default=None)
