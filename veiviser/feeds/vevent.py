"""An event becomes VEVENTs (RFC 5545, section 3.6.1): one for its rule, and one for each date that stands by itself.

- A rule is one VEVENT with RRULE; EXDATE takes out what is skipped and the holidays. Of its dates, those that are moved
  or cancelled have a VEVENT of their own with RECURRENCE-ID. A rule without an end gets an UNTIL: the last date that
  the pages show. So all that read one rule come to the same dates, holidays too, and the calendar of a site that nobody
  looks after ends by itself.
- Listed dates are one VEVENT each, with no RDATE: Outlook drops an event that has RDATE without RRULE ([MS-OXCICAL]
  2.1.3.1.1.20.18), and each can then be moved or cancelled by itself.
- UID: `<event id>@<host>` of a rule, `<event id>-<original start>@<host>` of a listed date. It stays when a date is
  moved, and is the same in every language, so that readers of two calendars see one entry.
- SEQUENCE, LAST-MODIFIED: how often the event's file was changed after it was first committed, and when last; without
  commits 0 and its start. DTSTAMP is the same as LAST-MODIFIED (section 3.8.7.2), and the clock has no say.
- TRANSP: nobody is busy because they follow a calendar. No alarms: those are the reader's own.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import icalendar
from babel.dates import format_date

from veiviser.content.fields import Moment
from veiviser.content.models import Contact, Offer, Organisation
from veiviser.content.models import Event as EventFields
from veiviser.directory import model
from veiviser.directory.calendar import Occurrence, end_of
from veiviser.directory.model import Event, Place
from veiviser.feeds.addresses import Addresses
from veiviser.feeds.rrule import rrule
from veiviser.feeds.texts import plain, say, text_in
from veiviser.languages import LANGUAGES

# What tells the entries of a rule from the event's others in their UID: nothing.
_RULE = ""


def vevents(event: Event, language: str, site: Addresses, zone: str, since: dt.date) -> bytes:
    """The dates of an event that were not over before the day `since`, in the time zone `zone`; of a rule, all."""
    return b"".join(_Entries(event, language, site, ZoneInfo(zone)).written(since))


@dataclass(frozen=True)
class _Entries:
    """The entries of an event in a language; what they share is worked out once."""

    event: Event
    language: str
    site: Addresses
    zone: ZoneInfo

    def written(self, since: dt.date) -> Iterator[bytes]:
        ruled = [o for o in self.event.occurrences if o.by_rule]
        if any(o.last_day >= since for o in ruled):
            yield self._master()
            for one in ruled:
                if one.original or one.state != self.event.facts.status:
                    yield self._entry(_RULE, one.start, one.end, one.state, self._instead_of(one))
        for one in self.event.occurrences:
            if not one.by_rule and one.last_day >= since:
                yield self._entry(_written(one.original or one.start), one.start, one.end, one.state)

    def _master(self) -> bytes:
        event, start = self.event, self.event.facts.starts
        assert event.rule
        shown = [o.original or o.start for o in event.occurrences if o.by_rule]
        last = max(moment.day for moment in (*shown, *event.dropped))
        more: list[tuple[str, object]] = [("rrule", rrule(event.rule, start, last, self.zone))]
        if event.dropped:
            more.append(("exdate", [self._value(moment) for moment in event.dropped]))
        return self._entry(_RULE, start, end_of(event.facts, start), event.facts.status, more)

    def _instead_of(self, occurrence: Occurrence) -> list[tuple[str, object]]:
        return [("recurrence-id", self._value(occurrence.original or occurrence.start))]

    def _entry(
        self, which: str, start: Moment, end: Moment | None, state: str, more: Iterable[tuple[str, object]] = ()
    ) -> bytes:
        """One VEVENT. `which` tells it from the event's other ones in its UID; empty for those of the rule."""
        entry = icalendar.Event()
        entry.add("uid", f"{'-'.join(filter(None, (self.event.id, which)))}@{self.site.host}")
        for name, value in (*self._versions, *more):
            entry.add(name, value)
        entry.add("dtstart", self._value(start))
        if closing := _closing(start, end):
            entry.add(*self._end(start, closing, "rrule" in entry))
        for name, value in self._texts[state].items():
            entry.add(name, value)
        written: bytes = entry.to_ical()
        return written

    def _end(self, start: Moment, closing: Moment, repeats: bool) -> tuple[str, object]:
        """DTEND; but DURATION of a rule whose first date lasts into a change of the clocks: from two ends, readers
        would take the hour that is lost or gained between them for that of all dates."""
        begins, ends = self._value(start), self._value(closing)
        timed = (moment for moment in (begins, ends) if isinstance(moment, dt.datetime))
        offsets = {moment.replace(fold=fold).utcoffset() for moment in timed for fold in (0, 1)}
        return ("duration", ends - begins) if repeats and len(offsets) > 1 else ("dtend", ends)

    @cached_property
    def _texts(self) -> Mapping[str, Mapping[str, object]]:
        states = {self.event.facts.status, *(o.state for o in self.event.occurrences)}
        return {state: dict(_texts(self.event, state, self.language, self.site)) for state in states}

    @cached_property
    def _versions(self) -> tuple[tuple[str, object], ...]:
        revisions = self.event.revisions
        begins = self._value(self.event.facts.starts)
        if revisions:
            last = max(revision.when for revision in revisions)
        elif isinstance(begins, dt.datetime):
            last = begins.astimezone(dt.UTC)
        else:
            last = dt.datetime.combine(begins, dt.time(), dt.UTC)
        return ("dtstamp", last), ("last-modified", last), ("sequence", max(len(revisions) - 1, 0))

    def _value(self, moment: Moment) -> dt.date | dt.datetime:
        return dt.datetime.combine(moment.day, moment.time, self.zone) if moment.time else moment.day


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


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _written(moment: Moment) -> str:
    return f"{_day(moment.day)}T{moment.time:%H%M%S}" if moment.time else _day(moment.day)


def _texts(event: Event, state: str, language: str, site: Addresses) -> Iterator[tuple[str, object]]:
    """What the occurrences of an event in the same state have in common."""
    page = site.absolute(language, f"arrangement/{event.id}/")
    title = text_in(event.title, language)
    if state == "cancelled":
        title = say(language, "Cancelled: {title}", title=title)
    elif state == "full":
        title = say(language, "Full: {title}", title=title)
    yield "summary", plain(title)
    described = _description(event, language, cancelled=state == "cancelled")
    yield "description", plain("\n".join((*described, page)))
    if location := _location(event, language):
        yield "location", plain(location)
    if terms := (*event.formats, *event.needs):
        yield "categories", [plain(text_in(term.name, language)) for term in terms]
    yield "status", "CANCELLED" if state == "cancelled" else "CONFIRMED"
    yield "transp", "TRANSPARENT"
    yield "url", page


def _location(event: Event, language: str) -> str:
    """Names and addresses of the places; of a secret one not even the name, since readers look names up on maps."""
    places = [_address(place) for place in event.places if not place.facts.secret]
    if not places and event.facts.online_url:
        return say(language, "Online")
    return "; ".join(places)


def _address(place: Place) -> str:
    facts = place.facts
    town = " ".join(part for part in (facts.postcode, facts.city) if part)
    return ", ".join(part for part in (place.name, facts.address, town) if part)


def _description(event: Event, language: str, *, cancelled: bool) -> Iterator[str]:
    """What it is, and how one takes part."""
    if summary := text_in(event.summary, language):
        yield summary
    if not cancelled:
        yield from _taking_part(event, language)


def _taking_part(event: Event, language: str) -> Iterator[str]:
    if event.registration == "none":
        yield say(language, "You need not sign up.")
    elif event.registration == "drop-in":
        yield say(language, "Just come.")
    elif event.registration == "required":
        yield say(language, "You must sign up.")
    if event.registration_by:
        known = LANGUAGES[language]
        day = format_date(event.registration_by, known.date, locale=known.locale)
        yield say(language, "Sign up by {date}.", date=day)
    if event.registration == "required" or event.registration_by:
        if ways := ", ".join(_sign_up(event, language)):
            yield say(language, "Sign up here: {ways}", ways=ways)
    elif ways := ", ".join(_questions(event, language)):
        yield say(language, "Questions: {ways}", ways=ways)
    if event.facts.online_url:
        yield say(language, "Take part online: {address}", address=event.facts.online_url)


def _sign_up(event: Event, language: str) -> Iterable[str]:
    """The ways to sign up that are given, else those to ask."""
    contact = event.registration_contact
    given = [event.registration_url] if event.registration_url else []
    if contact:
        given += [_name(contact, language), *_reach(contact.facts)]
    return given or _questions(event, language)


def _questions(event: Event, language: str) -> list[str]:
    """How to reach those who know: the event's own ways, else its offer's, else its first organisation's."""
    offer = event.offer
    for facts, contacts in (
        (event.facts, event.contacts),
        *(((offer.facts, offer.contacts),) if offer else ()),
        *((organisation.facts, ()) for organisation in event.organisations[:1]),
    ):
        if ways := _reach(facts):
            return ways
        for contact in contacts:
            return [_name(contact, language), *_reach(contact.facts)]
    return []


def _name(contact: model.Contact, language: str) -> str:
    return text_in(contact.role, language) or contact.facts.name or contact.organisation.name


def _reach(facts: EventFields | Offer | Organisation | Contact) -> list[str]:
    return [way for way in (facts.phone, facts.email, facts.url) if way]
