"""Contact points: the contacts and contact details of a record, else of its owner."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from veiviser.directory.model import Contact, Event, Offer, Organisation, Place
from veiviser.web.indexes import Indexes
from veiviser.web.links import LinkTargets
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import Phrase, join
from veiviser.web.responsibilities import named
from veiviser.web.views import ContactPoint, Link


class Direct(Protocol):
    """The contact details of a record itself."""

    @property
    def phone(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...


# The contacts of a record, and its own contact details.
Ways = tuple[tuple[Contact, ...], Direct]


def ways_of_event(event: Event) -> Iterator[Ways]:
    """The contacts and details of the event, then of its offer."""
    yield event.contacts, event.facts
    if event.offer:
        yield event.offer.contacts, event.offer.facts


def is_direct(facts: Direct) -> bool:
    """True if a record has contact details of its own."""
    return bool(facts.phone or facts.email or facts.url)


def contact_name(contact: Contact, localizer: Localizer) -> Phrase:
    """The name to show for a contact: its role if it has one, since named people leave."""
    return localizer.say(contact.role) or Phrase.of(contact.facts.name or contact.organisation.name)


@dataclass(frozen=True, slots=True)
class ContactPoints:
    """Creates contact points with words and links in one language."""

    indexes: Indexes
    localizer: Localizer
    links: LinkTargets

    def of_contact(self, contact: Contact) -> ContactPoint:
        facts = contact.facts
        return ContactPoint(
            heading=contact_name(contact, self.localizer),
            name=facts.name if contact.role else None,
            organisation=self.links.organisation(contact.organisation),
            phone=facts.phone,
            email=facts.email,
            url=facts.url,
            hours=self.localizer.say(contact.hours),
            languages=join(", ", (self.localizer.language_name(code) for code in facts.languages)),
            responsibilities=join(", ", named(facts.responsibilities, self.localizer._)),
        )

    def of(self, owner: Organisation, *ways: Ways) -> tuple[ContactPoint, ...]:
        """Contact points from the first of `ways` that has contacts or contact details, else from the owner.

        An owner without contact details is reached through the contacts that belong to it.
        """
        owners = self.indexes.referring.contacts_of.get(owner, ())
        for contacts, facts in (*ways, ((), owner.facts), (owners, owner.facts)):
            found = [self.of_contact(contact) for contact in contacts]
            if is_direct(facts):
                to = self.links.organisation(owner)
                direct = ContactPoint(
                    heading=to.text, organisation=to, phone=facts.phone, email=facts.email, url=facts.url
                )
                found.insert(0, direct)
            if found:
                return tuple(found)
        return ()

    def of_offer(self, offer: Offer) -> tuple[ContactPoint, ...]:
        """Contact points of an offer, and the contact to sign up with."""
        found = self.of(offer.organisations[0], (offer.contacts, offer.facts))
        return self.with_registration(found, offer.registration_contact)

    def of_event(self, event: Event) -> tuple[ContactPoint, ...]:
        """Contact points of an event, and the contact to sign up with."""
        found = self.of(event.organisations[0], *ways_of_event(event))
        return self.with_registration(found, event.registration_contact)

    def with_registration(self, found: tuple[ContactPoint, ...], contact: Contact | None) -> tuple[ContactPoint, ...]:
        """The contact points, with the one to sign up with last unless it is already included."""
        point = self.of_contact(contact) if contact else None
        return found if point is None or point in found else (*found, point)


def whereabouts(links: LinkTargets, places: Iterable[Place]) -> Iterator[Link | Phrase]:
    """A link to each place, followed by its address unless that is secret."""
    for place in places:
        yield links.place(place)
        if line := address_line(place):
            yield Phrase.of(line)


def address_line(place: Place) -> str:
    """Street, postcode and town on one line; empty if the place has none or if its address is secret."""
    facts = place.facts
    if facts.secret:
        return ""
    town = " ".join(part for part in (facts.postcode, facts.city) if part)
    return ", ".join(part for part in (facts.address, town) if part)


def named_address(place: Place) -> str:
    """The name of a place, and its address unless that is secret."""
    return ", ".join(part for part in (place.name, address_line(place)) if part)
