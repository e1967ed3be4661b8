"""Reminders for owners: offers to confirm (due, overdue, never confirmed), and warnings that only they can resolve."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from veiviser.directory.model import Contact, Directory, Event, Municipality, Offer, Organisation
from veiviser.problems.problem import Problem

# Statuses of offers that have begun and not ended: people may go there, or wait for them to open again.
LIVE = ("pilot", "active", "paused")
# Freshness states that owners are reminded of, in the order of the reminders.
REMINDED = ("overdue", "never", "due")
# Codes of warnings that only the owner of the offer or event can resolve.
FOR_OWNERS = ("dates-passed", "past-end", "past-start", "short-notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerWarning:
    """A warning for the owner of an offer or an event."""

    record: Offer | Event
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A reminder: an owner, the offers to confirm, and the warnings (`warnings`).

    `email` and `phone` are the owner's, as far as they are known.
    """

    owner: Organisation
    email: str | None
    phone: str | None
    offers: tuple[Offer, ...]
    warnings: tuple[OwnerWarning, ...]


def unconfirmed(directory: Directory) -> tuple[Offer, ...]:
    """The offers whose confirmation is overdue, missing or due, in that order, and by the day they were due."""
    found = [o for o in directory.offers if o.facts.status in LIVE and o.freshness.state in REMINDED]
    return tuple(sorted(found, key=lambda o: (REMINDED.index(o.freshness.state), str(o.freshness.due_on or ""), o.id)))


def by_owner(directory: Directory, problems: Iterable[Problem] = ()) -> Iterator[Reminder]:
    """A reminder for each owner with offers to confirm or warnings, in the order of the organisations.

    `problems` are what the checks found in the directory's files. The owner is the first organisation of a record.
    """
    offers, warnings = unconfirmed(directory), tuple(_warnings(directory, problems))
    for owner in directory.organisations:
        own = tuple(offer for offer in offers if offer.organisations[0] is owner)
        own_warnings = tuple(each for each in warnings if each.record.organisations[:1] == (owner,))
        if own or own_warnings:
            contacts = [contact for contact in directory.contacts if contact.organisation is owner]
            yield Reminder(
                owner=owner,
                email=_first("email", owner, contacts),
                phone=_first("phone", owner, contacts),
                offers=own,
                warnings=own_warnings,
            )


def _warnings(directory: Directory, problems: Iterable[Problem]) -> Iterator[OwnerWarning]:
    records: dict[str, Offer | Event] = {offer.path: offer for offer in directory.offers}
    records |= {event.path: event for event in directory.events}
    for problem in problems:
        if problem.code in FOR_OWNERS and problem.mark.path in records:
            yield OwnerWarning(record=records[problem.mark.path], problem=problem)


def by_municipality(directory: Directory) -> Iterator[tuple[Municipality | None, tuple[Offer, ...]]]:
    """The offers to confirm in each municipality; last, under None, offers that cover none of them."""
    offers = unconfirmed(directory)
    for municipality in directory.municipalities:
        here = tuple(offer for offer in offers if municipality.id in offer.coverage.municipalities)
        if here:
            yield municipality, here
    nowhere = tuple(offer for offer in offers if not offer.coverage.municipalities)
    if nowhere:
        yield None, nowhere


def _first(way: str, owner: Organisation, contacts: Iterable[Contact]) -> str | None:
    """The owner's own `way` (`email` or `phone`), else the first one among its contacts."""
    facts: tuple[object, ...] = (owner.facts, *(contact.facts for contact in contacts))
    return next((found for each in facts if (found := getattr(each, way))), None)
