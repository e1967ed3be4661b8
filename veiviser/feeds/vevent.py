"""An event becomes VEVENTs, one for each of its occurrences (RFC 5545, section 3.6.1).

One each, and no RDATE: Outlook drops an event that has RDATE without RRULE ([MS-OXCICAL] 2.1.3.1.1.20.18), and a single
date can then be moved or cancelled by itself. What follows from that:

- UID: `<event id>-<original start>@<host>`. It stays when an occurrence is moved, and is the same in every language, so
  that readers of two calendars see one entry.
- SEQUENCE: 1 for a moved, 2 for a cancelled occurrence, so that readers that keep the newest version take the change.
- DTSTAMP: the day the event's offer was last confirmed, or else 1 January two years before the event's first start; at
  midnight UTC. The content knows no other day of revision, and the clock has no say.
- TRANSP: nobody is busy because they follow a calendar.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

import icalendar
from babel.dates import format_date

from veiviser.content.fields import Moment
from veiviser.content.models import Contact, Offer, Organisation
from veiviser.content.models import Event as EventFields
from veiviser.directory import model
from veiviser.directory.calendar import Occurrence
from veiviser.directory.model import Event, Place
from veiviser.feeds.addresses import Addresses
from veiviser.feeds.texts import plain, say, text_in
from veiviser.languages import LANGUAGES

_SEQUENCE_MOVED, _SEQUENCE_CANCELLED = 1, 2


def vevents(event: Event, language: str, site: Addresses, zone: str, since: dt.date) -> bytes:
    """The occurrences of an event that were not over before the day `since`, in the time zone `zone`."""
    texts: dict[str, Mapping[str, object]] = {}
    entries = []
    for occurrence in event.occurrences:
        if occurrence.last_day >= since:
            if occurrence.state not in texts:
                texts[occurrence.state] = dict(_texts(event, occurrence.state, language, site))
            entry = icalendar.Event()
            for name, value in (*_times(event, occurrence, site, zone), *texts[occurrence.state].items()):
                entry.add(name, value)
            entries.append(entry.to_ical())
    return b"".join(entries)


def _revised(event: Event) -> dt.date:
    if event.offer and event.offer.facts.verified_on:
        return event.offer.facts.verified_on
    return dt.date(max(event.facts.starts.day.year - 2, 1), 1, 1)


def _times(event: Event, occurrence: Occurrence, site: Addresses, zone: str) -> Iterator[tuple[str, object]]:
    yield "uid", f"{event.id}-{_written(occurrence.original or occurrence.start)}@{site.host}"
    yield "dtstamp", dt.datetime.combine(_revised(event), dt.time(), dt.UTC)
    moved = _SEQUENCE_MOVED if occurrence.original else 0
    yield "sequence", _SEQUENCE_CANCELLED if occurrence.state == "cancelled" else moved
    yield "dtstart", _value(occurrence.start, zone)
    if end := _end(occurrence):
        yield "dtend", _value(end, zone)


def _value(moment: Moment, zone: str) -> dt.date | dt.datetime:
    return dt.datetime.combine(moment.day, moment.time, ZoneInfo(zone)) if moment.time else moment.day


def _end(occurrence: Occurrence) -> Moment | None:
    """The first moment that no longer belongs to it (DTEND is exclusive); None when the content does not tell.

    An end known only by its day, after a start with a time, is the midnight that closes that day, unless it is the day
    of the start itself.
    """
    start, end = occurrence.start, occurrence.end
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
