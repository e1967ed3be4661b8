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
    localizer = site.localizer
    page = site.links.absolute("event", event.id)
    title = site.links.namesakes.whole(localizer.text(event.title), event)
    if state == "cancelled":
        title = localizer.tell("Cancelled: {title}", title=title)
    elif state == "full":
        title = localizer.tell("Full: {title}", title=title)
    yield "SUMMARY", text(plain(title))
    described = _description(event, localizer, cancelled=state == "cancelled")
    yield "DESCRIPTION", text(plain("\n".join((*described, page))))
    if location := _location(event, localizer):
        yield "LOCATION", text(plain(location))
    if terms := (*event.formats, *event.needs):
        yield "CATEGORIES", ",".join(text(plain(localizer.text(term.name))) for term in terms)
    yield "STATUS", "CANCELLED" if state == "cancelled" else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"
    yield "URL", page


def _location(event: Event, localizer: Localizer) -> str:
    """Names and addresses of the places; of a secret one not even the name, since people look names up on maps."""
    places = [named_address(place) for place in event.places if not place.facts.secret]
    if not places and event.facts.online_url:
        return localizer.tell("Online")
    return "; ".join(places)


def _description(event: Event, localizer: Localizer, *, cancelled: bool) -> Iterator[str]:
    """What the event is, and how to take part."""
    if summary := localizer.text(event.summary):
        yield summary
    if not cancelled:
        yield from _taking_part(event, localizer)


def _taking_part(event: Event, localizer: Localizer) -> Iterator[str]:
    registration = registration_of(event)
    if phrase := registration.said(localizer):
        yield f"{phrase}."
    if registration.by:
        yield localizer.tell("Sign up by {date}.", date=short_date(registration.by, localizer.language))
    if registration.needed:
        if ways := ", ".join(_sign_up(event, localizer)):
            yield localizer.tell("Sign up here: {ways}", ways=ways)
    elif ways := ", ".join(_questions(event, localizer)):
        yield localizer.tell("Questions: {ways}", ways=ways)
    if event.facts.online_url:
        yield localizer.tell("Take part online: {address}", address=event.facts.online_url)


def _sign_up(event: Event, localizer: Localizer) -> Iterable[str]:
    """The ways to register that are given, else those to ask."""
    contact = event.registration_contact
    given = [event.registration_url] if event.registration_url else []
    return [*given, *(_of_contact(contact, localizer) if contact else ())] or _questions(event, localizer)


def _questions(event: Event, localizer: Localizer) -> list[str]:
    """How to ask questions: the event's own ways, else its offer's, else its first organisation's."""
    for contacts, facts in (*ways_of_event(event), *(((), owner.facts) for owner in event.organisations[:1])):
        if ways := _ways(facts, localizer):
            return ways
        for contact in contacts:
            return _of_contact(contact, localizer)
    return []


def _of_contact(contact: Contact, localizer: Localizer) -> list[str]:
    return [str(contact_name(contact, localizer)), *_ways(contact.facts, localizer)]


def _ways(facts: Direct, localizer: Localizer) -> list[str]:
    """The ways as texts: the number as it was written, but with its extension in words."""
    phone = str(localizer.number_as_written(facts.phone)) if facts.phone else None
    return [way for way in (phone, facts.email, facts.url) if way]
