"""Short lists for the guided questions: the few offers that fit, then close alternatives."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Literal

from veiviser.directory.coverage import AvailableOffers
from veiviser.directory.model import Offer, Term

# Where an offer comes from, seen from a municipality; `asking`: made for people elsewhere, so that one has to ask.
Where = Literal["own", "nearby", "wider", "everywhere", "asking"]
_IN_ONE_PLACE = 4
_EVERYWHERE = 3
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Pick:
    """An offer in a short list; `fits` is True if it is for the audience, `meets` if it meets the need."""

    offer: Offer
    where: Where
    fits: bool
    meets: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The answers of a visitor: the audience they belong to, and what they need."""

    audience: Term
    need: Term

    def answer(self, offer: Offer) -> tuple[bool, bool] | None:
        """(fits, meets) as in `Pick`; None if neither is True, or if the offer is only for other people."""
        fits, meets = self.audience in offer.audiences, self.need in offer.needs
        return (fits, meets) if fits or (meets and self._suits(offer)) else None

    def _suits(self, offer: Offer) -> bool:
        """Children are never sent to offers for adults only, and others never to offers for professionals only."""
        if self.audience.children:
            return any(term.children for term in offer.audiences)
        return any(term.professional is self.audience.professional for term in offer.audiences)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortList:
    """`of`: by municipality id, the offers that are not available everywhere. `everywhere` is the same for all."""

    of: Mapping[str, tuple[Pick, ...]]
    everywhere: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class ShortLists:
    """Creates short lists; where each offer comes from is computed once for all questions. Overdue offers come last in
    each list.
    """

    local: Mapping[str, tuple[tuple[Offer, Where], ...]]
    everywhere: tuple[Offer, ...]
    listed: tuple[Offer, ...]
    having: Mapping[Term, tuple[Offer, ...]]

    def answering(self, question: Situation) -> ShortList:
        """At most four offers in each municipality, and three that are available in all of them."""
        candidates = {*self.having.get(question.audience, ()), *self.having.get(question.need, ())}
        answers = {offer: answer for offer in candidates if (answer := question.answer(offer))}

        def picks(offers: Iterable[tuple[Offer, Where]]) -> Iterator[Pick]:
            return (Pick(offer, where, *answers[offer]) for offer, where in offers if offer in answers)

        def everywhere(where: Where, offers: Iterable[Offer]) -> list[Pick]:
            return list(picks((offer, where) for offer in offers))

        return ShortList(
            of={id_: _in_municipality(partial(picks, offers)) for id_, offers in self.local.items()},
            everywhere=_in_region(everywhere("everywhere", self.everywhere))
            or _in_another(everywhere("asking", self.listed)),
        )


def short_lists(
    available_offers: Mapping[str, AvailableOffers], everywhere: tuple[Offer, ...], listed: tuple[Offer, ...]
) -> ShortLists:
    """`available_offers` are by municipality id; `everywhere` are the offers among `listed` that all municipalities can
    use.
    """
    all_over = frozenset(everywhere)
    local = {
        id_: tuple(sorted(_local(available, all_over), key=lambda found: _overdue(found[0])))
        for id_, available in available_offers.items()
    }
    having: dict[Term, list[Offer]] = {}
    for offer in listed:
        for term in (*offer.audiences, *offer.needs):
            having.setdefault(term, []).append(offer)
    return ShortLists(
        local,
        tuple(sorted(everywhere, key=_overdue)),
        tuple(sorted(listed, key=_overdue)),
        {term: tuple(offers) for term, offers in having.items()},
    )


def _local(available: AvailableOffers, all_over: frozenset[Offer]) -> Iterator[tuple[Offer, Where]]:
    yield from ((offer, "own") for offer in available.own)
    yield from ((offer, "nearby") for offer in available.nearby)
    yield from ((offer, "wider") for offer in available.wider if offer not in all_over)
    yield from ((offer, "asking") for offer in available.next_door)


def _in_municipality(picks: Callable[[], Iterator[Pick]]) -> tuple[Pick, ...]:
    """Offers that match both answers, here and then at the neighbours, and then close alternatives.

    Few of the `picks` are needed, so each look at them begins anew and ends early.
    """

    def here() -> Iterator[Pick]:
        return (pick for pick in picks() if pick.where != "asking")

    return _first(
        _IN_ONE_PLACE,
        (pick for pick in here() if pick.fits and pick.meets),
        (pick for pick in picks() if pick.fits and pick.meets),
        (pick for pick in here() if pick.meets),
        here(),
    )


def _in_region(everywhere: list[Pick]) -> tuple[Pick, ...]:
    """Offers that are available everywhere."""
    return _first(
        _EVERYWHERE,
        (pick for pick in everywhere if pick.fits and pick.meets),
        (pick for pick in everywhere if pick.meets),
        (pick for pick in everywhere if pick.offer.online),
        everywhere,
    )


def _in_another(others: list[Pick]) -> tuple[Pick, ...]:
    """Offers for others, who may know whom to ask."""
    return _first(_ENOUGH, (pick for pick in others if pick.fits and pick.meets))


def _first(most: int, best: Iterable[Pick], *close: Iterable[Pick]) -> tuple[Pick, ...]:
    """Up to `most` of `best`; offers of `close` only until there are `_ENOUGH` to choose from. Overdue offers last."""
    found = {pick.offer: pick for pick in islice(best, most)}
    for pick in chain(*close):
        if len(found) >= _ENOUGH:
            break
        found.setdefault(pick.offer, pick)
    return tuple(sorted(found.values(), key=lambda pick: _overdue(pick.offer)))


def _overdue(offer: Offer) -> bool:
    return offer.freshness.state == "overdue"
