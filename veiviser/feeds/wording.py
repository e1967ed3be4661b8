"""What a calendar says of an event, besides when it is: its name, where it is and how one takes part."""

from collections.abc import Iterable, Iterator

from veiviser.content import phones
from veiviser.dates import short_date
from veiviser.directory import model
from veiviser.directory.facts import ContactFacts, EventFacts, OfferFacts, OrganisationFacts
from veiviser.directory.model import Event, Place
from veiviser.directory.namesakes import Namesakes
from veiviser.feeds.addresses import Addresses
from veiviser.feeds.lines import line, text
from veiviser.feeds.texts import plain, say, text_in
from veiviser.languages import catalogue


def wording(event: Event, state: str, namesakes: Namesakes, site: Addresses) -> bytes:
    """What the entries of an event in the same state have in common, as lines."""
    return b"".join(line(name, value) for name, value in _texts(event, state, namesakes, site))


def _texts(event: Event, state: str, namesakes: Namesakes, site: Addresses) -> Iterator[tuple[str, str]]:
    language = namesakes.language
    page = site.absolute(language, f"arrangement/{event.id}/")
    title = namesakes.whole(text_in(event.title, language), event)
    if state == "cancelled":
        title = say(language, "Cancelled: {title}", title=title)
    elif state == "full":
        title = say(language, "Full: {title}", title=title)
    yield "SUMMARY", text(plain(title))
    described = _description(event, language, cancelled=state == "cancelled")
    yield "DESCRIPTION", text(plain("\n".join((*described, page))))
    if location := _location(event, language):
        yield "LOCATION", text(plain(location))
    if terms := (*event.formats, *event.needs):
        yield "CATEGORIES", ",".join(text(plain(text_in(term.name, language))) for term in terms)
    yield "STATUS", "CANCELLED" if state == "cancelled" else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"
    yield "URL", page


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
        yield say(language, "Sign up by {date}.", date=short_date(event.registration_by, language))
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
        given += [_name(contact, language), *_reach(contact.facts, language)]
    return given or _questions(event, language)


def _questions(event: Event, language: str) -> list[str]:
    """How to reach those who know: the event's own ways, else its offer's, else its first organisation's."""
    offer = event.offer
    for facts, contacts in (
        (event.facts, event.contacts),
        *(((offer.facts, offer.contacts),) if offer else ()),
        *((organisation.facts, ()) for organisation in event.organisations[:1]),
    ):
        if ways := _reach(facts, language):
            return ways
        for contact in contacts:
            return [_name(contact, language), *_reach(contact.facts, language)]
    return []


def _name(contact: model.Contact, language: str) -> str:
    return text_in(contact.role, language) or contact.facts.name or contact.organisation.name


def _reach(facts: EventFacts | OfferFacts | OrganisationFacts | ContactFacts, language: str) -> list[str]:
    """The number as it was written, but an extension in words."""
    phone = facts.phone
    if phone and phones.known(phone).extension:
        phone = phones.in_words(phone, catalogue(language).gettext)
    return [way for way in (phone, facts.email, facts.url) if way]
