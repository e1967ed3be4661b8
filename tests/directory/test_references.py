"""References: each leads to a record, each id belongs to one record, and there are no cycles."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiviser.content.records import Content
from veiviser.directory.references import check_references, references, rings

ContentOf = Callable[[Mapping[str, str]], Content]


@pytest.fixture
def found(content_of: ContentOf) -> Callable[[Mapping[str, str]], list[str]]:
    """A function that lists the problems of references in some files: `path:line:column code`, sorted."""

    def check(files: Mapping[str, str]) -> list[str]:
        problems = sorted(check_references(content_of(files)), key=lambda p: p.mark)
        return [
            f"{p.mark.path.removeprefix('content/')}:{p.mark.line}:{p.mark.column} {p.code}"
            + (f" {p.suggestion}" if p.suggestion else "")
            for p in problems
        ]

    return check


def area(id_: str, *parts: str) -> str:
    return f"- {{id: {id_}, name: {id_}, kind: region, areas: [{', '.join(parts)}]}}\n"


BASE = "- {id: fjordland, name: Fjordland, kind: county}\n"


@pytest.mark.parametrize(
    ("areas", "way"),
    [
        ([("a", "a")], "a → a"),
        ([("a", "b"), ("b", "a")], "a → b → a"),
        ([("b", "c"), ("c", "a"), ("a", "b")], "a → b → c → a"),
        ([("x", "c"), ("c", "d"), ("d", "c")], "c → d → c"),  # a path into the cycle is not part of it
        ([("x", "fjordland", "c"), ("c", "fjordland", "d"), ("d", "c")], "c → d → c"),
    ],
)
def test_a_ring_is_reported_once_from_its_first_id(
    content_of: ContentOf, areas: list[tuple[str, ...]], way: str
) -> None:
    text = BASE + "".join(area(id_, *parts) for id_, *parts in areas)
    problems = check_references(content_of({"areas.yaml": text}))
    assert [(p.code, p.values["way"]) for p in problems] == [("cycle", way)]


def test_two_rings_are_two_problems(found: Callable[[Mapping[str, str]], list[str]]) -> None:
    text = BASE + area("a", "b", "c") + area("b", "a") + area("c", "a") + area("d", "d")
    assert found({"areas.yaml": text}) == ["areas.yaml:2:42 cycle", "areas.yaml:2:45 cycle", "areas.yaml:5:42 cycle"]


def test_a_diamond_is_no_ring(found: Callable[[Mapping[str, str]], list[str]]) -> None:
    text = BASE + area("a", "b", "c") + area("b", "d") + area("c", "d") + area("d")
    assert found({"areas.yaml": text}) == []


GRAPHS = st.integers(min_value=1, max_value=5).flatmap(
    lambda size: st.fixed_dictionaries(
        {str(i): st.lists(st.sampled_from([str(j) for j in range(size)]), unique=True).map(tuple) for i in range(size)}
    )
)


@given(GRAPHS)
def test_a_ring_is_found_exactly_when_there_is_one(graph: dict[str, tuple[str, ...]]) -> None:
    found = list(rings(graph))
    for ring in found:
        assert all(following in graph[here] for here, following in zip(ring, ring[1:] + ring[:1], strict=True))
        assert ring[0] == min(ring)
        assert len(set(ring)) == len(ring)
    assert len(set(found)) == len(found)
    assert bool(found) == _has_ring(graph)


def _has_ring(graph: dict[str, tuple[str, ...]]) -> bool:
    """True if removing nodes without targets, again and again, never leaves an empty graph."""
    left = dict(graph)
    while left:
        ends = [id_ for id_, targets in left.items() if not any(target in left for target in targets)]
        if not ends:
            return True
        for id_ in ends:
            del left[id_]
    return False


def test_every_reference_is_seen_in_faulty_records_too(content_of: ContentOf) -> None:
    text = "---\ntitle: [a]\nneeds: [samtale, x]\norganisations: fjordby-kommune\n---\n"
    content = content_of({"offers/tur.md": text})
    seen = [(r.field.name, r.index, r.id) for r in references(content) if r.record.id == "tur"]
    assert seen == [("organisations", None, "fjordby-kommune"), ("needs", 0, "samtale"), ("needs", 1, "x")]


def test_an_unknown_id_comes_with_the_one_that_was_probably_meant(
    found: Callable[[Mapping[str, str]], list[str]],
) -> None:
    text = "name: Huset\nmunicipality: fjorby\naccessibility: [rullestol]\n"
    assert found({"places/huset.yaml": text}) == [
        "places/huset.yaml:2:15 unknown-id fjordby",
        "places/huset.yaml:3:17 unknown-id",
    ]


def test_a_record_that_cannot_be_read_is_there_all_the_same(found: Callable[[Mapping[str, str]], list[str]]) -> None:
    place = "name: Huset\nmunicipality: fjordby\n"
    offer = "---\nplaces: [huset, hytta]\n---\n"
    files = {"places/huset.yaml": f"{place}x: [", "offers/tur.md": offer}
    assert found(files) == ["offers/tur.md:2:17 unknown-id"]


def test_an_id_that_two_records_have_names_the_first_of_them(content_of: ContentOf) -> None:
    place = "name: Huset\nmunicipality: fjordby\n"
    (problem,) = check_references(content_of({"places/a/huset.yaml": place, "places/b/huset.yaml": place}))
    assert (problem.code, problem.mark.path) == ("duplicate-id", "content/places/b/huset.yaml")
    assert problem.values["other"] == "content/places/a/huset.yaml"


def test_no_area_takes_the_name_of_the_nation(found: Callable[[Mapping[str, str]], list[str]]) -> None:
    text = BASE + "- {id: norge, name: Norge, kind: region}\n"
    assert found({"areas.yaml": text}) == ["areas.yaml:2:8 duplicate-id"]


def test_a_county_holds_the_municipalities_that_say_so(found: Callable[[Mapping[str, str]], list[str]]) -> None:
    text = BASE.replace("county}", "county, municipalities: fjordby}")
    assert found({"areas.yaml": text}) == []
