"""What is to be confirmed: the offers that are due, overdue or were never confirmed, and whom to ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from veiviser.directory.model import Contact, Directory, Municipality, Offer, Organisation

# What has begun and has not ended: somebody may go there, or wait for it to open again.
LIVE = ("pilot", "active", "paused")
# In this order those who run the offers are asked.
STATES = ("overdue", "never", "due")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An owner and what they are to confirm. `email` and `phone` are how they are reached, as far as it is known."""

    owner: Organisation
    email: str | None
    phone: str | None
    offers: tuple[Offer, ...]


def unconfirmed(directory: Directory) -> tuple[Offer, ...]:
    """The offers whose confirmation is due, overdue or missing, those that have waited longest first."""
    found = [o for o in directory.offers if o.facts.status in LIVE and o.freshness.state in STATES]
    return tuple(sorted(found, key=lambda o: (STATES.index(o.freshness.state), str(o.freshness.due_on or ""), o.id)))


def by_owner(directory: Directory) -> Iterator[Asked]:
    """Those who own something that is to be confirmed, in the order of the organisations."""
    offers = unconfirmed(directory)
    for owner in directory.organisations:
        own = tuple(offer for offer in offers if offer.organisations[0] is owner)
        if own:
            contacts = [contact for contact in directory.contacts if contact.organisation is owner]
            yield Asked(
                owner=owner, email=_first("email", owner, contacts), phone=_first("phone", owner, contacts), offers=own
            )


def by_municipality(directory: Directory) -> Iterator[tuple[Municipality | None, tuple[Offer, ...]]]:
    """What is to be confirmed in each municipality; last, under None, what covers none of those served."""
    offers = unconfirmed(directory)
    for municipality in directory.municipalities:
        here = tuple(offer for offer in offers if municipality.id in offer.coverage.municipalities)
        if here:
            yield municipality, here
    nowhere = tuple(offer for offer in offers if not offer.coverage.municipalities)
    if nowhere:
        yield None, nowhere


def _first(way: str, owner: Organisation, contacts: Iterable[Contact]) -> str | None:
    """The owner's own way to be reached, else that of the first contact which belongs to it."""
    facts: tuple[object, ...] = (owner.facts, *(contact.facts for contact in contacts))
    return next((found for each in facts if (found := getattr(each, way))), None)
