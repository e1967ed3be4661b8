"""Coverage: named, wider, next door, none according to a survey, or unknown."""

from collections.abc import Callable, Mapping

import pytest

from tests.support import records
from veiviser.directory.coverage import available_offers, cells
from veiviser.directory.model import Directory

DirectoryOf = Callable[[Mapping[str, str]], Directory]
MUNICIPALITIES = """\
- {id: fjordby, number: "9901", name: Fjordby, county: fjordland, neighbours: vik}
- {id: vik, number: "9902", name: Vik, county: fjordland}
- {id: nes, number: "9903", name: Nes, county: fjordland}
"""
AREAS = """\
- {id: fjordland, name: Fjordland, kind: county}
- {id: kysten, name: Kysten, kind: region, municipalities: nes}
"""


def offer(**fields: str) -> str:
    return records.offer(**{"coverage": "vik", "needs": "avlastning", **fields})


def state(directory: Directory, municipality: str, need: str) -> str:
    (cell,) = (c for c in cells(directory) if (c.municipality.id, c.need.id) == (municipality, need))
    return f"{cell.state} {cell.count}"


@pytest.mark.parametrize(
    ("fields", "fjordby", "vik", "nes"),
    [
        ({"coverage": "vik"}, "neighbour 0", "offered 1", "unknown 0"),
        ({"coverage": "[vik, fjordby]"}, "offered 1", "offered 1", "unknown 0"),
        ({"coverage": "fjordland"}, "wider 1", "wider 1", "wider 1"),
        ({"coverage": "norge"}, "wider 1", "wider 1", "wider 1"),
        ({"coverage": "kysten"}, "unknown 0", "unknown 0", "wider 1"),
        ({"coverage": "[vik, norge]"}, "wider 1", "offered 1", "wider 1"),
        ({"status": "pilot"}, "neighbour 0", "offered 1", "unknown 0"),
        ({"status": "planned"}, "unknown 0", "unknown 0", "unknown 0"),
        ({"status": "paused"}, "unknown 0", "unknown 0", "unknown 0"),
        ({"status": "ended", "ended_on": "2025"}, "unknown 0", "unknown 0", "unknown 0"),
    ],
)
def test_a_cell_of_the_map(directory_of: DirectoryOf, fields: dict[str, str], fjordby: str, vik: str, nes: str) -> None:
    files = {"municipalities.yaml": MUNICIPALITIES, "areas.yaml": AREAS, "offers/tur.md": offer(**fields)}
    directory = directory_of(files)
    assert [state(directory, m, "avlastning") for m in ("fjordby", "vik", "nes")] == [fjordby, vik, nes]


@pytest.mark.parametrize(("audience", "expected"), [("", "none 0"), ("audience: partner\n", "unknown 0")])
def test_only_a_survey_for_everybody_says_that_there_is_none(
    directory_of: DirectoryOf, audience: str, expected: str
) -> None:
    survey = f"municipality: nes\nneed: avlastning\nchecked_on: 2026-01-01\nchecked_by: Redaksjonen\n{audience}"
    files = {"municipalities.yaml": MUNICIPALITIES, "areas.yaml": AREAS, "surveys/nes.yaml": survey}
    assert state(directory_of(files), "nes", "avlastning") == expected


def test_there_is_a_cell_for_every_municipality_and_need_in_their_order(directory_of: DirectoryOf) -> None:
    directory = directory_of({"municipalities.yaml": MUNICIPALITIES, "areas.yaml": AREAS})
    expected = [(m, n) for m in ("fjordby", "vik", "nes") for n in ("avlastning", "samtale")]
    assert [(cell.municipality.id, cell.need.id) for cell in cells(directory)] == expected


def test_each_relevant_offer_is_in_one_group(directory_of: DirectoryOf) -> None:
    files = {
        "municipalities.yaml": MUNICIPALITIES,
        "areas.yaml": AREAS,
        "places/viksalen.yaml": "name: Viksalen\nmunicipality: vik\n",
        "offers/her.md": offer(coverage="fjordby"),
        "offers/der.md": offer(coverage="[fjordby, vik]", places="viksalen"),
        "offers/alle.md": offer(coverage="norge"),
        "offers/nabo.md": offer(coverage="vik"),
        "offers/langt.md": offer(coverage="nes"),
    }
    directory = directory_of(files)
    municipality = directory.municipalities[0]
    found = available_offers([municipality], directory.listed)[municipality.id]
    groups = [[offer.id for offer in group] for group in (found.own, found.nearby, found.wider, found.next_door)]
    assert groups == [["her", "kafe"], ["der"], ["alle"], ["nabo"]]
