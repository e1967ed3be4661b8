"""Indexes by municipality: the offers that people there can use, their counts, and surveys."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from veiviser.directory.coverage import AvailableOffers, Cell, available_offers, cells
from veiviser.directory.model import Directory, Municipality, Offer, Survey, Term


@dataclass(frozen=True)
class ByMunicipality:
    """Indexes by the id of a municipality.

    `all_listed` are the offers that belong in lists, `listed` those of them that family and friends can use, and
    `counting` those that count under a term.
    """

    directory: Directory
    all_listed: tuple[Offer, ...]
    listed: tuple[Offer, ...]
    counting: Mapping[Term, frozenset[Offer]]

    @cached_property
    def current(self) -> Mapping[str, Municipality]:
        """The current municipalities."""
        return {m.id: m for m in self.directory.municipalities}

    @cached_property
    def available(self) -> Mapping[str, AvailableOffers]:
        """The offers that family and friends there can use."""
        kept = frozenset(self.listed)
        return {id_: found.among(kept) for id_, found in self.all_available.items()}

    @cached_property
    def all_available(self) -> Mapping[str, AvailableOffers]:
        """The offers that anybody there can use, those for professionals included."""
        return available_offers(self.directory.municipalities, self.all_listed)

    @cached_property
    def professionals_in(self) -> Mapping[str, tuple[Offer, ...]]:
        """The offers there for professionals only."""
        return {
            id_: tuple(offer for offer in found.usable if offer.for_professionals)
            for id_, found in self.all_available.items()
        }

    @cached_property
    def term_counts(self) -> Mapping[str, Mapping[Term, int]]:
        """The number of offers that people there can use, by need or audience."""
        return {
            id_: Counter(
                term
                for offer in found.usable
                for term in (*offer.needs, *offer.audiences)
                if offer in self.counting[term]
            )
            for id_, found in self.all_available.items()
        }

    @cached_property
    def surveys(self) -> Mapping[tuple[str, str], Survey]:
        """The newest survey of each municipality and need; surveys of one audience only are left out."""
        whole = (survey for survey in self.directory.surveys if survey.facts.audience is None)
        ordered = sorted(whole, key=lambda survey: survey.facts.checked_on)
        return {(survey.facts.municipality, survey.facts.need): survey for survey in ordered}

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of the overview: how each municipality meets each need."""
        return cells(self.directory)
