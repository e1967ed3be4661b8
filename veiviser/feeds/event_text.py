"""The text of an event in calendars: its name, its location and how to take part."""

from collections.abc import Iterable, Iterator

from veiviser.directory.model import Contact, Event
from veiviser.feeds.ical_text import line, text
from veiviser.language.plain_text import plain
from veiviser.web.contact_points import Direct, contact_name, named_address, ways_of_event
from veiviser.web.dates import short_date
from veiviser.web.localizer import Localizer
from veiviser.web.registration import registration_of
from veiviser.web.site import LocalizedSite


def wording(event: Event, state: str, site: LocalizedSite) -> bytes:
    """The lines that all entries of an event in the same state share."""
    return b"".join(line(name, value) for name, value in _texts(event, state, site))


def _texts(event: Event, state: str, site: LocalizedSite) -> Iterator[tuple[str, str]]:
    words = site.words
    page = site.links.absolute("event", event.id)
    title = site.links.namesakes.whole(words.text(event.title), event)
    if state == "cancelled":
        title = words.tell("Cancelled: {title}", title=title)
    elif state == "full":
        title = words.tell("Full: {title}", title=title)
    yield "SUMMARY", text(plain(title))
    described = _description(event, words, cancelled=state == "cancelled")
    yield "DESCRIPTION", text(plain("\n".join((*described, page))))
    if location := _location(event, words):
        yield "LOCATION", text(plain(location))
    if terms := (*event.formats, *event.needs):
        yield "CATEGORIES", ",".join(text(plain(words.text(term.name))) for term in terms)
    yield "STATUS", "CANCELLED" if state == "cancelled" else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"
    yield "URL", page


def _location(event: Event, words: Localizer) -> str:
    """Names and addresses of the places; of a secret one not even the name, since people look names up on maps."""
    places = [named_address(place) for place in event.places if not place.facts.secret]
    if not places and event.facts.online_url:
        return words.tell("Online")
    return "; ".join(places)


def _description(event: Event, words: Localizer, *, cancelled: bool) -> Iterator[str]:
    """What the event is, and how to take part."""
    if summary := words.text(event.summary):
        yield summary
    if not cancelled:
        yield from _taking_part(event, words)


def _taking_part(event: Event, words: Localizer) -> Iterator[str]:
    registration = registration_of(event)
    if phrase := registration.said(words):
        yield f"{phrase}."
    if registration.by:
        yield words.tell("Sign up by {date}.", date=short_date(registration.by, words.language))
    if registration.needed:
        if ways := ", ".join(_sign_up(event, words)):
            yield words.tell("Sign up here: {ways}", ways=ways)
    elif ways := ", ".join(_questions(event, words)):
        yield words.tell("Questions: {ways}", ways=ways)
    if event.facts.online_url:
        yield words.tell("Take part online: {address}", address=event.facts.online_url)


def _sign_up(event: Event, words: Localizer) -> Iterable[str]:
    """The ways to register that are given, else those to ask."""
    contact = event.registration_contact
    given = [event.registration_url] if event.registration_url else []
    return [*given, *(_of_contact(contact, words) if contact else ())] or _questions(event, words)


def _questions(event: Event, words: Localizer) -> list[str]:
    """How to ask questions: the event's own ways, else its offer's, else its first organisation's."""
    for contacts, facts in (*ways_of_event(event), *(((), owner.facts) for owner in event.organisations[:1])):
        if ways := _ways(facts, words):
            return ways
        for contact in contacts:
            return _of_contact(contact, words)
    return []


def _of_contact(contact: Contact, words: Localizer) -> list[str]:
    return [str(contact_name(contact, words)), *_ways(contact.facts, words)]


def _ways(facts: Direct, words: Localizer) -> list[str]:
    """The ways as texts: the number as it was written, but with its extension in words."""
    phone = str(words.number_as_written(facts.phone)) if facts.phone else None
    return [way for way in (phone, facts.email, facts.url) if way]
