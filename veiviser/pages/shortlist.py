"""Which few offers the guided way ends in: those that fit, then what comes close."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from veiviser.directory.coverage import Reach
from veiviser.directory.model import Offer, Term

# Where an offer comes from, as seen from a municipality; `asking` is made for others, who may let one in.
Where = Literal["own", "nearby", "wider", "everywhere", "asking"]
_IN_ONE_PLACE = 4
_EVERYWHERE = 3
_ENOUGH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """An offer of a short list; `fits` is true when it is made for the audience, `meets` when it answers the need."""

    offer: Offer
    where: Where
    fits: bool
    meets: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a visitor has answered: who, and what they need."""

    audience: Term
    need: Term

    def picks(self, offers: Iterable[Offer], where: Where) -> Iterator[Pick]:
        """What may be shown of these: nothing that is neither for the one who asks nor what they need."""
        for offer in offers:
            fits, meets = self.audience in offer.audiences, self.need in offer.needs
            if fits or (meets and self._suits(offer)):
                yield Pick(offer=offer, where=where, fits=fits, meets=meets)

    def _suits(self, offer: Offer) -> bool:
        """Children are never sent to what is for adults alone, nor anybody to what is for professionals."""
        if self.audience.children:
            return any(term.children for term in offer.audiences)
        return any(term.professional is self.audience.professional for term in offer.audiences)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortList:
    """`of` by municipality: what not everybody in the region has. `everywhere` is the same for all."""

    of: Mapping[str, tuple[Pick, ...]]
    everywhere: tuple[Pick, ...]


def short_list(
    question: Question, reaches: Mapping[str, Reach], everywhere: tuple[Offer, ...], listed: tuple[Offer, ...]
) -> ShortList:
    """At most four offers in each municipality, and three that all have; `everywhere` are some of those `listed`."""
    all_over = frozenset(everywhere)
    return ShortList(
        of={id_: _in_municipality(reach, all_over, question) for id_, reach in reaches.items()},
        everywhere=_in_region(everywhere, listed, question),
    )


def _in_municipality(reach: Reach, everywhere: frozenset[Offer], question: Question) -> tuple[Pick, ...]:
    """What fits, then what fits at the neighbours', then what comes close."""
    wider = (offer for offer in reach.wider if offer not in everywhere)
    here = [
        *question.picks(reach.own, "own"),
        *question.picks(reach.nearby, "nearby"),
        *question.picks(wider, "wider"),
    ]
    beside = [pick for pick in question.picks(reach.next_door, "asking") if pick.fits and pick.meets]
    return _first(
        _IN_ONE_PLACE,
        (here, lambda pick: pick.fits and pick.meets),
        (beside, lambda pick: True),
        (here, lambda pick: pick.meets),
        (here, lambda pick: pick.fits),
    )


def _in_region(everywhere: Iterable[Offer], listed: Iterable[Offer], question: Question) -> tuple[Pick, ...]:
    """What people have wherever they live; else what others have, who may know whom to ask."""
    all_over = list(question.picks(everywhere, "everywhere"))
    found = _first(
        _EVERYWHERE,
        (all_over, lambda pick: pick.fits and pick.meets),
        (all_over, lambda pick: pick.meets),
        (all_over, lambda pick: pick.fits and pick.offer.online),
        (all_over, lambda pick: pick.fits),
    )
    others = question.picks(listed, "asking")
    return found or _first(_ENOUGH, (others, lambda pick: pick.fits and pick.meets))


def _first(most: int, *sieves: tuple[Iterable[Pick], Callable[[Pick], bool]]) -> tuple[Pick, ...]:
    """All that the first sieve lets through, up to `most`; the later ones only until there are enough to choose from.

    What has not been confirmed for long comes last.
    """
    found: dict[Offer, Pick] = {}
    for number, (picks, lets_through) in enumerate(sieves):
        for pick in sorted(picks, key=lambda pick: pick.offer.freshness.state == "overdue"):
            if len(found) < (most if number == 0 else _ENOUGH) and lets_through(pick):
                found.setdefault(pick.offer, pick)
    return tuple(sorted(found.values(), key=lambda pick: pick.offer.freshness.state == "overdue"))
