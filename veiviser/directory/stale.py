"""What owners are asked: to confirm offers that are due, overdue or never confirmed, and what passed dates mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from veiviser.directory.model import Contact, Directory, Event, Municipality, Offer, Organisation
from veiviser.problems import Problem

# What has begun and has not ended: somebody may go there, or wait for it to open again.
LIVE = ("pilot", "active", "paused")
# In this order those who run the offers are asked.
STATES = ("overdue", "never", "due")
# Warnings of the checks that only those who run the offer or the event can answer.
FOR_OWNERS = ("dates-passed", "past-end", "past-start", "short-notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A warning for the owner of an offer or an event."""

    record: Offer | Event
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An owner, what they are to confirm, and what they are warned of.

    `email` and `phone` are how they are reached, as far as it is known.
    """

    owner: Organisation
    email: str | None
    phone: str | None
    offers: tuple[Offer, ...]
    noted: tuple[Noted, ...]


def unconfirmed(directory: Directory) -> tuple[Offer, ...]:
    """The offers whose confirmation is due, overdue or missing, those that have waited longest first."""
    found = [o for o in directory.offers if o.facts.status in LIVE and o.freshness.state in STATES]
    return tuple(sorted(found, key=lambda o: (STATES.index(o.freshness.state), str(o.freshness.due_on or ""), o.id)))


def by_owner(directory: Directory, problems: Iterable[Problem] = ()) -> Iterator[Asked]:
    """Those who own something that is to be confirmed or that they are warned of, in the order of the organisations.

    `problems` are what the checks found in the directory's files.
    """
    offers, noted = unconfirmed(directory), tuple(_noted(directory, problems))
    for owner in directory.organisations:
        own = tuple(offer for offer in offers if offer.organisations[0] is owner)
        warned = tuple(each for each in noted if each.record.organisations[:1] == (owner,))
        if own or warned:
            contacts = [contact for contact in directory.contacts if contact.organisation is owner]
            yield Asked(
                owner=owner,
                email=_first("email", owner, contacts),
                phone=_first("phone", owner, contacts),
                offers=own,
                noted=warned,
            )


def _noted(directory: Directory, problems: Iterable[Problem]) -> Iterator[Noted]:
    records: dict[str, Offer | Event] = {offer.path: offer for offer in directory.offers}
    records |= {event.path: event for event in directory.events}
    for problem in problems:
        if problem.code in FOR_OWNERS and problem.mark.path in records:
            yield Noted(record=records[problem.mark.path], problem=problem)


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
