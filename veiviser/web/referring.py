"""Indexes of references: the offers and contacts of an organisation, the offers at a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from veiviser.directory.model import Contact, Directory, Offer, Organisation, Place
from veiviser.web.responsibilities import CHILDREN


@dataclass(frozen=True)
class Referring:
    """`listed` are the offers in lists that family and friends can use."""

    directory: Directory
    listed: tuple[Offer, ...]

    @cached_property
    def offers_of(self) -> Mapping[Organisation, tuple[Offer, ...]]:
        """All offers that an organisation owns or takes part in, ended ones too."""
        found: dict[Organisation, list[Offer]] = {}
        for offer in self.directory.offers:
            for organisation in dict.fromkeys((*offer.organisations, *offer.partners)):
                found.setdefault(organisation, []).append(offer)
        return {organisation: tuple(offers) for organisation, offers in found.items()}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {offer.id: place for place, offer in enumerate(self.directory.offers)}

    def replacing(self, offer: Offer) -> tuple[Offer, ...]:
        """The offers that replace an ended one, in the order of the directory."""
        places = {self._places[id_] for id_ in offer.facts.replaced_by if id_ in self._places}
        return tuple(self.directory.offers[place] for place in sorted(places))

    @cached_property
    def contacts_of(self) -> Mapping[Organisation, tuple[Contact, ...]]:
        found: dict[Organisation, list[Contact]] = {}
        for contact in self.directory.contacts:
            found.setdefault(contact.organisation, []).append(contact)
        return {organisation: tuple(contacts) for organisation, contacts in found.items()}

    @cached_property
    def parts_of(self) -> Mapping[Organisation, tuple[Organisation, ...]]:
        """The organisations that are part of another."""
        found: dict[Organisation, list[Organisation]] = {}
        for organisation in self.directory.organisations:
            if organisation.parent:
                found.setdefault(organisation.parent, []).append(organisation)
        return {parent: tuple(parts) for parent, parts in found.items()}

    @cached_property
    def contacts_for_children(self) -> tuple[Contact, ...]:
        """The contacts who make sure that children are not forgotten when an adult is ill."""
        return tuple(c for c in self.directory.contacts if CHILDREN in c.facts.responsibilities)

    @cached_property
    def offers_at(self) -> Mapping[Place, tuple[Offer, ...]]:
        found: dict[Place, list[Offer]] = {}
        for offer in self.listed:
            for place in offer.places:
                found.setdefault(place, []).append(offer)
        return {place: tuple(offers) for place, offers in found.items()}
