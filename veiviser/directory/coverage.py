"""Coverage: which offers each municipality can use, and how it meets each need."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from veiviser.directory.model import Directory, Municipality, Offer, Term

CoverageState = Literal["offered", "wider", "neighbour", "none", "unknown"]
STATES: tuple[CoverageState, ...] = ("offered", "wider", "neighbour", "none", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How a municipality meets a need; `count` is the number of offers for the need that people there can use.

    `state` is `none` if a survey found that nobody offers anything, and `unknown` if there was no survey.
    """

    municipality: Municipality
    need: Term
    state: CoverageState
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailableOffers:
    """The offers that people in a municipality can use, by where they come from, and the offers of its neighbours.

    `own`: the coverage names the municipality. `nearby`: it does, but all places of the offer are in other
    municipalities. `wider`: covered through an area or the whole country. `next_door`: covers a neighbour and, as far
    as the content says, not this municipality, so that people have to ask.
    """

    own: tuple[Offer, ...]
    nearby: tuple[Offer, ...]
    wider: tuple[Offer, ...]
    next_door: tuple[Offer, ...]

    @property
    def usable(self) -> tuple[Offer, ...]:
        return self.own + self.nearby + self.wider

    def among(self, kept: AbstractSet[Offer]) -> "AvailableOffers":
        """The same groups, reduced to the offers in `kept`."""
        return AvailableOffers(
            own=tuple(offer for offer in self.own if offer in kept),
            nearby=tuple(offer for offer in self.nearby if offer in kept),
            wider=tuple(offer for offer in self.wider if offer in kept),
            next_door=tuple(offer for offer in self.next_door if offer in kept),
        )


def available_offers(municipality: Municipality, offers: Iterable[Offer]) -> AvailableOffers:
    """Group the offers that are relevant to a municipality; each is in one group only."""
    own: list[Offer] = []
    nearby: list[Offer] = []
    wider: list[Offer] = []
    next_door: list[Offer] = []
    neighbours = set(municipality.neighbours)
    for offer in offers:
        coverage = offer.coverage
        if municipality.id in coverage.named:
            elsewhere = offer.places and all(p.municipality.id != municipality.id for p in offer.places)
            (nearby if elsewhere else own).append(offer)
        elif municipality.id in coverage.municipalities:
            wider.append(offer)
        elif not neighbours.isdisjoint(coverage.municipalities):
            next_door.append(offer)
    return AvailableOffers(own=tuple(own), nearby=tuple(nearby), wider=tuple(wider), next_door=tuple(next_door))


def counted(term: Term, offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """The offers of a term that its lists and counts include.

    Offers for professionals only are of no use to others. They count only if the term is for professionals, or has no
    other offers.
    """
    found = tuple(offers)
    others = tuple(offer for offer in found if not offer.for_professionals)
    return found if term.professional or not others else others


def cells(directory: Directory) -> tuple[Cell, ...]:
    """One cell for each municipality and need, by municipality, in display order."""
    by_need = {
        need: frozenset(counted(need, (offer for offer in directory.listed if need in offer.needs)))
        for need in directory.vocabulary["needs"]
    }
    surveyed = {(s.facts.municipality, s.facts.need) for s in directory.surveys if s.facts.audience is None}
    found = []
    for municipality in directory.municipalities:
        reached = available_offers(municipality, directory.listed)
        for need, meeting in by_need.items():
            usable = [offer for offer in reached.usable if offer in meeting]
            if any(municipality.id in offer.coverage.named for offer in usable):
                state: CoverageState = "offered"
            elif usable:
                state = "wider"
            elif any(offer in meeting for offer in reached.next_door):
                state = "neighbour"
            else:
                state = "none" if (municipality.id, need.id) in surveyed else "unknown"
            found.append(Cell(municipality=municipality, need=need, state=state, count=len(usable)))
    return tuple(found)
