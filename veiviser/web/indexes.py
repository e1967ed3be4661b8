"""Indexes of the directory that many pages share: offers in lists, by term, by audience and need."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from veiviser.directory.coverage import counted
from veiviser.directory.model import NO_MEMORY, Directory, Memory, Offer, Term
from veiviser.directory.news import news_date
from veiviser.directory.related import RelatedOffers, related_offers
from veiviser.directory.shortlist import ShortList, Situation, short_lists
from veiviser.web.by_municipality import ByMunicipality
from veiviser.web.referring import Referring
from veiviser.web.upcoming import Upcoming

# Words in the names of conditions that say nothing about the condition.
_JOINING = frozenset(["og", "i", "av", "på", "med", "ved", "eller", "and", "of", "in", "the", "or", "with"])


@dataclass(frozen=True)
class Indexes:
    """The directory with its indexes and its memory, the same for every language."""

    directory: Directory
    memory: Memory = NO_MEMORY

    @cached_property
    def by_municipality(self) -> ByMunicipality:
        return ByMunicipality(self.directory, self.all_listed, self.listed, self.counting)

    @cached_property
    def upcoming(self) -> Upcoming:
        return Upcoming(self.directory)

    @cached_property
    def referring(self) -> Referring:
        return Referring(self.directory, self.listed)

    @cached_property
    def related(self) -> RelatedOffers:
        return related_offers(self.directory.listed)

    @cached_property
    def records(self) -> Mapping[str, Mapping[str, object]]:
        """The records that addresses can lead to, by kind and id; for offers by their aliases too, which come after all
        ids.
        """
        directory = self.directory
        kinds: Mapping[str, Iterable[Any]] = {
            **directory.vocabulary,
            "offers": directory.offers,
            "events": directory.events,
            "organisations": directory.organisations,
            "places": directory.places,
            "pages": directory.pages,
            "areas": directory.areas,
            "municipalities": (*directory.municipalities, *directory.merged),
        }
        found = {kind: {record.id: record for record in records} for kind, records in kinds.items()}
        former = {alias: offer for offer in directory.offers for alias in offer.facts.aliases}
        return {**found, "offers": {**found["offers"], **former}}

    @cached_property
    def all_listed(self) -> tuple[Offer, ...]:
        """The offers that belong in lists, also those for professionals only; overdue ones come last."""
        return tuple(sorted(self.directory.listed, key=lambda offer: offer.freshness.state == "overdue"))

    @cached_property
    def listed(self) -> tuple[Offer, ...]:
        """The offers in lists that family and friends can use; these are what the counts for visitors include."""
        return tuple(offer for offer in self.all_listed if not offer.for_professionals)

    @cached_property
    def for_professionals(self) -> tuple[Offer, ...]:
        """The offers in lists for professionals only."""
        return tuple(offer for offer in self.all_listed if offer.for_professionals)

    @cached_property
    def by_term(self) -> Mapping[Term, tuple[Offer, ...]]:
        """The listed offers that count under each need, audience, format and arena."""
        return {term: counted(term, offers) for term, offers in self._of_term.items()}

    @cached_property
    def counting(self) -> Mapping[Term, frozenset[Offer]]:
        """The same as sets, for fast membership tests."""
        return {term: frozenset(offers) for term, offers in self.by_term.items()}

    @cached_property
    def beside_term(self) -> Mapping[Term, frozenset[Offer]]:
        """The offers for professionals only that do not count under a term, but are shown below those that do."""
        return {term: frozenset(offers) - self.counting[term] for term, offers in self._of_term.items()}

    @cached_property
    def _of_term(self) -> Mapping[Term, tuple[Offer, ...]]:
        found: dict[Term, list[Offer]] = {}
        for offer in self.all_listed:
            for term in (*offer.needs, *offer.audiences, *offer.formats, *offer.arenas):
                found.setdefault(term, []).append(offer)
        return {term: tuple(offers) for term, offers in found.items()}

    @cached_property
    def any_diagnosis(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.listed if not offer.conditions)

    @cached_property
    def everywhere(self) -> tuple[Offer, ...]:
        """The listed offers that people of every municipality can use, and that name no municipality."""
        return self._everywhere(self.listed)

    def _everywhere(self, offers: Iterable[Offer]) -> tuple[Offer, ...]:
        every = {municipality.id for municipality in self.directory.municipalities}
        wide = (offer for offer in offers if not offer.coverage.named)
        return tuple(offer for offer in wide if every <= set(offer.coverage.municipalities))

    @cached_property
    def shortlists(self) -> Mapping[Situation, ShortList]:
        """The short list for every pair of an audience and a need."""
        lists = short_lists(self.by_municipality.all_available, self._everywhere(self.all_listed), self.all_listed)
        vocabulary = self.directory.vocabulary
        pairs = product(vocabulary["audiences"], vocabulary["needs"])
        questions = (Situation(audience=audience, need=need) for audience, need in pairs)
        return {question: lists.answering(question) for question in questions}

    def changed(self, offers: Iterable[Offer]) -> dt.date | None:
        """The latest day on which one of the offers that a page shows was news; None if none of them was."""
        days = (news_date(offer, self.directory.today) for offer in offers)
        return max((day for day in days if day), default=None)

    @cached_property
    def _conditions(self) -> re.Pattern[str]:
        """A pattern of the words in names of conditions: long ones anywhere in a word, short ones at its beginning."""
        names = [name for term in self.directory.vocabulary["conditions"] for name in term.name.values()]
        words = {word for name in names for word in re.findall(r"\w+", name.casefold())} - _JOINING
        parts = [re.escape(word) if len(word) > 4 else rf"\b{re.escape(word)}" for word in sorted(words)]
        return re.compile("|".join(parts) or r"(?!)")

    def names_condition(self, text: str) -> bool:
        """True if a text contains a word from the name of a condition, in any language; it may be true too often."""
        return self._conditions.search(text.casefold()) is not None
