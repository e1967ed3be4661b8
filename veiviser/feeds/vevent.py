"""An event becomes VEVENTs (RFC 5545, section 3.6.1): one for its rule, and one for each date that stands by itself.

- A rule is one VEVENT with RRULE; EXDATE takes out what is skipped and the holidays. Of its dates, those that are moved
  or cancelled have a VEVENT of their own with RECURRENCE-ID. A rule without an end gets an UNTIL: the last date that
  the pages show. So all that read one rule come to the same dates, holidays too, and the calendar of a site that nobody
  looks after ends by itself.
- Listed dates are one VEVENT each, with no RDATE: Outlook drops an event that has RDATE without RRULE ([MS-OXCICAL]
  2.1.3.1.1.20.18), and each can then be moved or cancelled by itself.
- UID: `<event id>@<host>` of a rule, and of the start of an event without one; `<event id>.2@<host>` and so on of its
  listed dates, in their order in the file. A time in it would make another entry of a date that is mended, and who has
  the old one would keep it. It is the same in every language, so that readers of two calendars see one entry.
- SEQUENCE, LAST-MODIFIED: how often the event's file was changed after it was first committed, and when last; without
  commits 0, and its start or the day of the build, whichever comes first. DTSTAMP is the same as LAST-MODIFIED
  (section 3.8.7.2), and the clock has no say.
- TRANSP: nobody is busy because they follow a calendar. No alarms: those are the reader's own.
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

# What tells the entries of a rule, or the one date of an event, from the event's others in their UID: nothing.
_FIRST = ""


def vevents(event: Event, site: LocalizedSite, zone: str, since: dt.date) -> bytes:
    """The dates of an event that were not over before the day `since`, in the time zone `zone`; of a rule, all."""
    return b"".join(_Entries(event, site, zone).written(since))


@dataclass(frozen=True)
class _Entries:
    """The entries of an event in a language; what they share is worked out once."""

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
        """One VEVENT. `which` tells it from the event's other ones in its UID; `more` are lines of the rule."""
        times = [line("UID", f"{self.event.id}{which}@{self.site.urls.host}"), self._version, more]
        times.append(moments("DTSTART", self.zone, start))
        if closing := _closing(start, end):
            times.append(self._end(start, closing, repeats=more.startswith(b"RRULE")))
        return component("VEVENT", *times, self._wordings[state])

    def _end(self, start: Moment, closing: Moment, *, repeats: bool) -> bytes:
        """DTEND; but DURATION of a rule whose first date lasts into a change of the clocks: from two ends, readers
        would take the hour that is lost or gained between them for that of all dates.
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
        """What tells each start that is written in the file from the others."""
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
    """The first moment that no longer belongs to it (DTEND is exclusive); None when the content does not tell.

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
