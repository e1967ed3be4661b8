"""Related offers: what readers of an offer's page may also want to see."""

from veiviser.directory.model import Directory, Offer


def related(offer: Offer, directory: Directory, limit: int = 4) -> tuple[Offer, ...]:
    """The listed offers most similar to this one by municipality, need and audience; `distinct_from` comes first."""
    scores = {other.id: _score(offer, other) for other in directory.listed if other.id != offer.id}
    near = [other for other in directory.listed if scores.get(other.id, 0) > 0]
    return tuple(sorted(near, key=lambda other: (-scores[other.id], other.id))[:limit])


def _score(offer: Offer, other: Offer) -> int:
    shared_coverage = len(set(offer.coverage.municipalities) & set(other.coverage.municipalities))
    if not shared_coverage and other.id not in offer.facts.distinct_from:
        return 0
    needs = len(set(offer.needs) & set(other.needs))
    audiences = len(set(offer.audiences) & set(other.audiences))
    if not needs:
        return 0
    named = len(set(offer.coverage.named) & set(other.coverage.named))
    return 10 * (other.id in offer.facts.distinct_from) + 4 * min(named, 1) + 3 * needs + audiences
