"""Coverage: which offers each municipality can use, and how it meets each need."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Groups:
    """The groups of `AvailableOffers` while they are collected."""

    own: list[Offer] = field(default_factory=list)
    nearby: list[Offer] = field(default_factory=list)
    wider: list[Offer] = field(default_factory=list)
    next_door: list[Offer] = field(default_factory=list)


def available_offers(municipalities: Iterable[Municipality], offers: Iterable[Offer]) -> Mapping[str, AvailableOffers]:
    """The offers that are relevant to each municipality, by its id; each is in one group only."""
    found = {municipality.id: _Groups() for municipality in municipalities}
    beside: dict[str, list[str]] = {}
    for municipality in municipalities:
        for neighbour in municipality.neighbours:
            beside.setdefault(neighbour, []).append(municipality.id)
    for offer in offers:
        coverage, places = offer.coverage, {place.municipality.id for place in offer.places}
        covered = {*coverage.named, *coverage.municipalities}
        for id_ in covered & found.keys():
            groups = found[id_]
            if id_ in coverage.named:
                (groups.nearby if places and id_ not in places else groups.own).append(offer)
            else:
                groups.wider.append(offer)
        for id_ in {near for neighbour in coverage.municipalities for near in beside.get(neighbour, ())} - covered:
            found[id_].next_door.append(offer)
    return {
        id_: AvailableOffers(
            own=tuple(groups.own),
            nearby=tuple(groups.nearby),
            wider=tuple(groups.wider),
            next_door=tuple(groups.next_door),
        )
        for id_, groups in found.items()
    }


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
    available = available_offers(directory.municipalities, directory.listed)
    for municipality in directory.municipalities:
        reached = available[municipality.id]
        named, wider, next_door = (
            Counter(need for offer in offers for need in offer.needs if offer in by_need[need])
            for offers in (reached.own + reached.nearby, reached.wider, reached.next_door)
        )
        for need in by_need:
            if named[need]:
                state: CoverageState = "offered"
            elif wider[need]:
                state = "wider"
            elif next_door[need]:
                state = "neighbour"
            else:
                state = "none" if (municipality.id, need.id) in surveyed else "unknown"
            count = named[need] + wider[need]
            found.append(Cell(municipality=municipality, need=need, state=state, count=count))
    return tuple(found)
