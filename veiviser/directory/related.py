"""Related offers: what readers of an offer's page may also want to see."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from veiviser.directory.model import Offer

# A set of offers as bits of a number: bit n is the offer at place n.
Bits = int
# What each kind of likeness counts.
_DISTINCT, _NAMED, _NEED, _AUDIENCE = 10, 4, 3, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedOffers:
    """An index of the listed offers, made once. As bits, since unions and intersections of them take no time."""

    offers: tuple[Offer, ...]
    place: Mapping[str, int]
    covering: Mapping[Hashable, Bits]
    naming: Mapping[Hashable, Bits]
    having: Mapping[Hashable, Bits]

    def of(self, offer: Offer, limit: int = 4) -> tuple[Offer, ...]:
        """The offers most similar to this one by municipality, need and audience; `distinct_from` comes first."""
        named = [self.offers[self.place[id_]] for id_ in offer.facts.distinct_from if id_ in self.place]
        near = [self.offers[place] for place in self._near(offer, limit)]
        scores = {other: _score(offer, other) for other in (*named, *near) if other.id != offer.id}
        found = [other for other, score in scores.items() if score]
        return tuple(sorted(found, key=lambda other: (-scores[other], other.id))[:limit])

    def _near(self, offer: Offer, limit: int) -> Iterator[int]:
        """The places of the `limit` offers with the highest score, and of all others that share the lowest of these
        with a smaller id, without regard to `distinct_from`.
        """
        shared = _union(self.covering, offer.coverage.municipalities) & ~(
            1 << self.place.get(offer.id, len(self.place))
        )
        named = _union(self.naming, offer.coverage.named)
        needs, audiences = _exactly(self.having, offer.needs), _exactly(self.having, offer.audiences)
        by_score: dict[int, Bits] = {}
        for need_count, with_needs in enumerate(needs[1:], 1):
            for audience_count, with_both in enumerate(audiences):
                score = _NEED * need_count + _AUDIENCE * audience_count
                found = shared & with_needs & with_both
                by_score[score + _NAMED] = by_score.get(score + _NAMED, 0) | found & named
                by_score[score] = by_score.get(score, 0) | found & ~named
        for score in sorted(by_score, reverse=True):
            places = by_score[score]
            while places and limit:
                lowest = places & -places
                yield lowest.bit_length() - 1
                places ^= lowest
                limit -= 1


def related_offers(listed: Iterable[Offer]) -> RelatedOffers:
    """The index of these offers."""
    offers = tuple(sorted(listed, key=lambda offer: offer.id))
    return RelatedOffers(
        offers=offers,
        place={offer.id: place for place, offer in enumerate(offers)},
        covering=_bits(offer.coverage.municipalities for offer in offers),
        naming=_bits(offer.coverage.named for offer in offers),
        having=_bits((*offer.needs, *offer.audiences) for offer in offers),
    )


def _bits(keys_of: Iterable[Iterable[Hashable]]) -> dict[Hashable, Bits]:
    """By key, the places of the offers that have it; `keys_of` gives the keys of each offer."""
    places: dict[Hashable, bytearray] = {}
    for place, keys in enumerate(keys_of):
        at, bit = divmod(place, 8)
        for key in keys:
            found = places.setdefault(key, bytearray())
            found.extend(bytes(at + 1 - len(found)))
            found[at] |= 1 << bit
    return {key: int.from_bytes(found, "little") for key, found in places.items()}


def _union(index: Mapping[Hashable, Bits], keys: Iterable[Hashable]) -> Bits:
    found = 0
    for key in keys:
        found |= index.get(key, 0)
    return found


def _exactly(index: Mapping[Hashable, Bits], keys: Iterable[Hashable]) -> list[Bits]:
    """At each place n, the offers that have exactly n of the keys; the first, for none, holds all the others (it is
    negative).
    """
    found = [~0]
    for key in dict.fromkeys(keys):
        has = index.get(key, 0)
        more = [0, *(bits & has for bits in found)]
        found = [bits & ~has | up for bits, up in zip([*found, 0], more, strict=True)]
    return found


def _score(offer: Offer, other: Offer) -> int:
    """How similar two offers are; 0 if they share no need, or no municipality unless the one names the other as distinct
    from itself.
    """
    distinct = other.id in offer.facts.distinct_from
    needs = len(set(offer.needs) & set(other.needs))
    if not needs or not (distinct or set(offer.coverage.municipalities) & set(other.coverage.municipalities)):
        return 0
    named = bool(set(offer.coverage.named) & set(other.coverage.named))
    audiences = len(set(offer.audiences) & set(other.audiences))
    return _DISTINCT * distinct + _NAMED * named + _NEED * needs + _AUDIENCE * audiences
