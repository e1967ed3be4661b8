"""Related offers, and the offers of a municipality: what the indexes answer is what comparing all with all gives."""

import random
from collections.abc import Callable, Mapping

import pytest

from tests.support import records
from veiviser.directory.coverage import available_offers
from veiviser.directory.model import Directory, Municipality, Offer
from veiviser.directory.related import related_offers

DirectoryOf = Callable[[Mapping[str, str]], Directory]
NAMES = ("fjordby", "vik", "nes", "lia", "dal")
MUNICIPALITIES = "".join(
    f'- {{id: {id_}, number: "{9901 + at}", name: {id_.capitalize()}, county: fjordland, '
    f"neighbours: [{', '.join(NAMES[max(at - 2, 0) : at])}]}}\n"
    for at, id_ in enumerate(NAMES)
)
AREAS = """\
- {id: fjordland, name: Fjordland, kind: county}
- {id: kysten, name: Kysten, kind: region, municipalities: [nes, vik]}
"""
PLACES = {f"places/{id_}.yaml": f"name: Salen i {id_.capitalize()}\nmunicipality: {id_}\n" for id_ in NAMES}
TERMS = {
    f"vocabulary/{kind}.yaml": "".join(f"- {{id: {kind[0]}{n}, name: {kind} {n}}}\n" for n in range(4))
    for kind in ("needs", "audiences")
}

BASE = {"offers/kafe.md": records.offer(coverage="vik", needs="n0", audiences="a0")}


@pytest.fixture(params=range(6))
def directory(directory_of: DirectoryOf, request: pytest.FixtureRequest) -> Directory:
    """Sixty offers put together at random."""
    chance = random.Random(request.param)
    ids = [f"t{n:02}" for n in range(60)]
    chance.shuffle(ids)

    def some(among: tuple[str, ...], most: int, least: int = 1) -> str:
        return f"[{', '.join(chance.sample(among, chance.randint(least, most)))}]"

    offers = {
        f"offers/{chance.choice(NAMES)}/{id_}.md": records.offer(
            coverage=chance.choice([some(NAMES, 3), some(NAMES, 1), "kysten", "fjordland", "[vik, norge]"]),
            needs=some(tuple(f"n{n}" for n in range(4)), 3),
            audiences=some(tuple(f"a{n}" for n in range(4)), 3),
            places=some(NAMES, 2, 0),
            distinct_from=some(tuple(other for other in ids if other != id_), 2, 0),
            **chance.choice([{}, {}, {}, {"status": "paused"}]),
        )
        for id_ in ids
    }
    return directory_of(
        {"municipalities.yaml": MUNICIPALITIES, "areas.yaml": AREAS, **PLACES, **TERMS, **offers, **BASE}
    )


def likeness(one: Offer, other: Offer) -> int:
    """The rule as it is meant, for two offers."""
    distinct = other.id in one.facts.distinct_from
    needs = set(one.needs) & set(other.needs)
    near = distinct or set(one.coverage.municipalities) & set(other.coverage.municipalities)
    named = bool(set(one.coverage.named) & set(other.coverage.named))
    audiences = set(one.audiences) & set(other.audiences)
    return 10 * distinct + 4 * named + 3 * len(needs) + len(audiences) if needs and near else 0


@pytest.mark.parametrize("limit", [1, 4, 9])
def test_related_offers_are_the_most_similar_of_all(directory: Directory, limit: int) -> None:
    index = related_offers(directory.listed)
    for one in directory.offers:
        others = [other for other in directory.listed if other is not one and likeness(one, other)]
        expected = sorted(others, key=lambda other: (-likeness(one, other), other.id))[:limit]
        assert [other.id for other in index.of(one, limit)] == [other.id for other in expected]


def test_each_municipality_has_the_offers_that_cover_it_or_a_neighbour(directory: Directory) -> None:
    found = available_offers(directory.municipalities, directory.listed)
    assert list(found) == list(NAMES)
    for municipality in directory.municipalities:
        groups = found[municipality.id]
        assert [groups.own, groups.nearby, groups.wider, groups.next_door] == [
            tuple(offer for offer in directory.listed if group(municipality, offer) == name)
            for name in ("own", "nearby", "wider", "next_door")
        ]


def group(municipality: Municipality, offer: Offer) -> str:
    """Where an offer comes from, seen from a municipality."""
    if municipality.id in offer.coverage.named:
        return "own" if municipality in {p.municipality for p in offer.places} or not offer.places else "nearby"
    if municipality.id in offer.coverage.municipalities:
        return "wider"
    return "next_door" if set(municipality.neighbours) & set(offer.coverage.municipalities) else ""
