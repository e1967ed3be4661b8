"""Events as VEVENTs (RFC 5545, section 3.6.1): one for the rule of an event, and one for each other date.

- A rule is one VEVENT with RRULE; EXDATE excludes skipped dates and holidays. Dates of it that are moved or cancelled
  have a VEVENT of their own with RECURRENCE-ID. A rule without an end gets an UNTIL: the last date that the pages show.
  So all programs that read a rule get the same dates, holidays too, and the calendar of a site that is no longer
  maintained ends by itself.
- Listed dates are one VEVENT each, without RDATE: Outlook drops an event that has RDATE without RRULE ([MS-OXCICAL]
  2.1.3.1.1.20.18), and each can then be moved or cancelled by itself.
- UID: `<event id>@<host>` of a rule, and of the start of an event without one; `<event id>.2@<host>` and so on of its
  listed dates, in their order in the file. A UID with a time would change when a date is corrected, and people would
  keep the old entry as well. It is the same in every language, so that readers of two calendars see one entry.
- SEQUENCE, LAST-MODIFIED: how often the event's file was changed after it was first committed, and when last; without
  commits 0, and its start or the day of the build, whichever comes first. DTSTAMP is the same as LAST-MODIFIED
  (section 3.8.7.2); the clock is not read.
- TRANSP: an event does not make subscribers busy. There are no alarms: those are the readers' own.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from veiviser.content.fields import Moment
from veiviser.directory.model import Event
from veiviser.directory.occurrences import Occurrence, end_of, like
from veiviser.feeds.event_text import wording
from veiviser.feeds.ical_text import component, instant, line, moments
from veiviser.feeds.rrule import rrule
from veiviser.web.site import LocalizedSite

# The part of a UID that distinguishes the entries of an event: empty for its rule, or for its start without one.
_FIRST = ""


def vevents(event: Event, site: LocalizedSite, zone: str, since: dt.date) -> bytes:
    """An event's entries that are not over before the day `since`, in the time zone `zone`; of a rule, all."""
    return b"".join(_Entries(event, site, zone).written(since))


@dataclass(frozen=True)
class _Entries:
    """The entries of an event in one language; values that they share are computed once."""

    event: Event
    site: LocalizedSite
    zone: str

    def written(self, since: dt.date) -> Iterator[bytes]:
        ruled = [o for o in self.event.occurrences if o.by_rule]
        if any(o.last_day >= since for o in ruled):
            yield self._master(ruled)
            for one in ruled:
                if one.original or one.state != self.event.facts.status:
                    instead = moments("RECURRENCE-ID", self.zone, one.original or one.start)
                    yield self._entry(_FIRST, one.start, one.end, one.state, instead)
        for one in self.event.occurrences:
            if not one.by_rule and one.last_day >= since:
                yield self._entry(self._numbers[one.original or one.start], one.start, one.end, one.state)

    def _master(self, ruled: list[Occurrence]) -> bytes:
        event, start = self.event, self.event.facts.starts
        assert event.rule
        last = max(moment.day for moment in (*(o.original or o.start for o in ruled), *event.dropped))
        rule = rrule(event.rule, start, last, ZoneInfo(self.zone))
        lines = line("RRULE", rule)
        if event.dropped:
            lines += moments("EXDATE", self.zone, *event.dropped)
        return self._entry(_FIRST, start, end_of(event.facts, start), event.facts.status, lines)

    def _entry(self, which: str, start: Moment, end: Moment | None, state: str, more: bytes = b"") -> bytes:
        """One VEVENT. `which` distinguishes it from the event's other ones in its UID; `more` are lines of the rule."""
        times = [line("UID", f"{self.event.id}{which}@{self.site.urls.host}"), self._version, more]
        times.append(moments("DTSTART", self.zone, start))
        if closing := _closing(start, end):
            times.append(self._end(start, closing, repeats=more.startswith(b"RRULE")))
        return component("VEVENT", *times, self._wordings[state])

    def _end(self, start: Moment, closing: Moment, *, repeats: bool) -> bytes:
        """DTEND; but DURATION for a rule whose first date lasts into a change of the clocks: from two ends, programs
        would apply the lost or gained hour to all dates.
        """
        if repeats and start.time and closing.time:
            begins, ends = self._clock(start), self._clock(closing)
            if len({moment.replace(fold=fold).utcoffset() for moment in (begins, ends) for fold in (0, 1)}) > 1:
                return line("DURATION", f"PT{(ends - begins) // dt.timedelta(minutes=1)}M")
        return moments("DTEND", self.zone, closing)

    @cached_property
    def _wordings(self) -> Mapping[str, bytes]:
        states = {self.event.facts.status, *(o.state for o in self.event.occurrences)}
        return {state: wording(self.event, state, self.site) for state in states}

    @cached_property
    def _numbers(self) -> Mapping[Moment, str]:
        """The part of the UID for each start that is written in the file."""
        facts = self.event.facts
        numbers = {facts.starts: _FIRST}
        for number, moment in enumerate(facts.dates, 2):
            numbers.setdefault(like(moment, facts.starts), f".{number}")
        return numbers

    @cached_property
    def _version(self) -> bytes:
        revisions, start = self.event.revisions, self.event.facts.starts
        if revisions:
            last = max(revision.when for revision in revisions)
        else:
            begins = self._clock(start).astimezone(dt.UTC)
            last = min(begins, dt.datetime.combine(self.site.directory.today, dt.time(), dt.UTC))
        return b"".join(
            (
                instant("DTSTAMP", last),
                instant("LAST-MODIFIED", last),
                line("SEQUENCE", str(max(len(revisions) - 1, 0))),
            )
        )

    def _clock(self, moment: Moment) -> dt.datetime:
        return dt.datetime.combine(moment.day, moment.time or dt.time(), ZoneInfo(self.zone))


def _closing(start: Moment, end: Moment | None) -> Moment | None:
    """The first moment after the date (DTEND is exclusive); None when the content does not give an end.

    An end known only by its day, after a start with a time, is the midnight that closes that day, unless it is the day
    of the start itself.
    """
    if start.time is None:
        return _following(end.day if end else start.day)
    if end is None or (end.time is None and end.day == start.day):
        return None
    if end.time is None:
        following = _following(end.day)
        return following and Moment(following.day, dt.time())
    return end if (end.day, end.time) > (start.day, start.time) else None


def _following(day: dt.date) -> Moment | None:
    return Moment(day + dt.timedelta(days=1)) if day < dt.date.max else None
