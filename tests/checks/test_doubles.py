"""Duplicates are reported once for each pair; a series, and records that are marked as distinct, are not reported."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.records import event, offer

Found = Callable[[Mapping[str, str]], list[str]]
REGION = {
    "municipalities.yaml": """\
- {id: fjordby, number: "9901", name: Fjordby, county: fjordland}
- {id: nes, number: "9902", name: Nes, county: fjordland}
""",
    "areas.yaml": "- {id: fjordland, name: Fjordland, kind: county}\n",
    "vocabulary/audiences.yaml": "- {id: partner, name: Partner}\n- {id: barn, name: Barn, children: true}\n",
    "organisations/laget.yaml": "name: Laget\nkind: voluntary\nphone: 22 22 22 23\n",
    "places/huset.yaml": "name: Huset\nmunicipality: fjordby\n",
    "places/hytta.yaml": "name: Hytta\nmunicipality: fjordby\n",
}


def pairs(found: Found, files: Mapping[str, str]) -> list[str]:
    """The places at which pairs are reported; nothing else may be wrong."""
    lines = found({**REGION, **files})
    assert all("possible-duplicate" in line for line in lines), lines
    return [line.partition(" ")[0] for line in lines]


def two(found: Found, one: Mapping[str, str], other: Mapping[str, str]) -> int:
    base = {"title": "Sang i mørket", "phone": "22 22 22 30"}
    return len(pairs(found, {"offers/a.md": offer(**{**base, **one}), "offers/b.md": offer(**{**base, **other})}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"title": "Sang, i mørket!"}),
        ({}, {"title": "SANG I MØRKET"}),
        ({}, {"title": "I mørket – sang"}),
        ({}, {"title": "Sang i mørke"}),
        ({}, {"title": "Sangen i mørket"}),
        ({"title": "Søskenkafé"}, {"title": "Søsken-kafe"}),
        ({"title": "Ettermiddags treff"}, {"title": "Ettermiddagstreff"}),
        ({}, {"title": "Sang i mørket (Fjordby)"}),
        ({}, {"title": "Sang i mørket i Fjordby"}),
        ({}, {"title": "Sang i mørrket"}),
        ({"title": "Pårørendeskolen"}, {"title": "Pårørendskole"}),
        ({}, {"phone": "+47 22 22 22 30", "organisations": "laget"}),
        ({}, {"phone": "22 22 22 31"}),
        ({}, {"phone": "22 22 22 31", "organisations": "laget"}),  # for people in the same place
        ({}, {"coverage": "fjordland"}),
        ({"coverage": "norge"}, {"coverage": "[nes, fjordby]"}),
        ({}, {"status": "pilot"}),
        ({"audiences": "[partner, barn]"}, {}),
    ],
)
def test_two_offers_that_are_one(found: Found, one: Mapping[str, str], other: Mapping[str, str]) -> None:
    assert two(found, one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A series in several municipalities, also by one owner with one number
        ({}, {"coverage": "nes"}),
        ({"title": "Sang i Fjordby", "coverage": "fjordland"}, {"title": "Sang i Nes", "coverage": "fjordland"}),
        # Marked as distinct
        ({"distinct_from": "b"}, {}),
        ({}, {"distinct_from": "[a]"}),
        ({"status": "ended", "ended_on": "2026-01", "replaced_by": "b"}, {}),
        ({"status": "ended", "ended_on": "2026-01"}, {}),
        ({}, {"audiences": "barn"}),
        ({"places": "huset", "phone": "22 22 22 31"}, {"places": "hytta"}),
        # Other names
        ({}, {"title": "Dans i mørket"}),
        ({"title": "Onsdagskafé"}, {"title": "Torsdagskafé"}),
        ({"title": "Kurs våren 2026"}, {"title": "Kurs våren 2027"}),
        ({"title": "Kurs 1"}, {"title": "Kurs 2"}),
        ({"title": "Sorggruppe"}, {"title": "Songgruppe"}),
        ({"title": "Gruppe for mødre"}, {"title": "Gruppe for fedre"}),
        # Nearly the same name, but neither owner nor number in common
        ({}, {"title": "Sang i mørrket", "organisations": "laget", "phone": "22 22 22 31"}),
    ],
)
def test_two_offers_that_are_two(found: Found, one: Mapping[str, str], other: Mapping[str, str]) -> None:
    assert two(found, one, other) == 0


def test_each_pair_is_told_at_the_later_file(found: Found) -> None:
    files = {
        f"offers/{folder}/{name}.md": offer(title="Badstue") for folder, name in (("x", "c"), ("a", "d"), ("b", "a"))
    }
    told = [line.split(":")[0] for line in pairs(found, files)]
    assert told == ["offers/b/a.md", "offers/x/c.md", "offers/x/c.md"]


def test_an_id_in_two_folders_is_told_of_once(found: Found) -> None:
    lines = found({**REGION, "offers/a/kor.md": offer(title="Kor"), "offers/b/kor.md": offer(title="Kor")})
    assert [line.split()[1] for line in lines] == ["duplicate-id"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ({"phone": "22 22 22 40"}, {"phone": "+4722222240"}, 1),
        ({"phone": "22 22 22 40"}, {"phone": "22 22 22 41"}, 0),
        ({"phone": "22 22 22 40", "name": "Kari Nordmann"}, {"phone": "22 22 22 40", "name": "Ola Nordmann"}, 0),
        ({"phone": "22 22 22 40", "areas": "fjordby"}, {"phone": "22 22 22 40", "areas": "nes"}, 0),
        ({"phone": "22 22 22 40", "email": "a@example.org"}, {"phone": "22 22 22 40"}, 1),
        ({"email": "a@example.org"}, {"email": "a@example.org"}, 0),
    ],
)
def test_two_contacts(found: Found, one: Mapping[str, str], other: Mapping[str, str], count: int) -> None:
    def contact(role: str, fields: Mapping[str, str]) -> str:
        return "".join(f"{k}: {v}\n" for k, v in {"role": role, "organisation": "laget", **fields}.items())

    files = {"contacts/a.yaml": contact("Vakttelefon", one), "contacts/b.yaml": contact("VAKTTELEFON", other)}
    assert pairs(found, files) == ["contacts/b.yaml:1:7"] * count


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("name: A\nkind: voluntary\nnumber: 974 760 673\n", "name: B\nkind: voluntary\nnumber: 974760673\n", 1),
        ("name: A\nkind: county\nnumber: 974 760 673\n", "name: B\nkind: county\nnumber: 974760673\nparent: en\n", 0),
        ("name: Sangkoret\nkind: voluntary\n", "name: sangkoret\nkind: user-led\n", 1),
        ("name: Koret\nkind: voluntary\nareas: nes\n", "name: Koret\nkind: voluntary\nareas: fjordby\n", 0),
    ],
)
def test_two_organisations(found: Found, one: str, other: str, count: int) -> None:
    files = {"organisations/en.yaml": one, "organisations/to.yaml": other}
    assert [line.split(":")[0] for line in pairs(found, files)] == ["organisations/to.yaml"] * count


def test_two_houses(found: Found) -> None:
    house = "name: Naustet\nmunicipality: nes\naddress: {}\n"
    streets = {"a": "Sjøgata 1", "b": "sjøgata 1", "c": "Fjellveien 2"}
    files = {f"places/{name}.yaml": house.format(street) for name, street in streets.items()}
    assert pairs(found, files) == ["places/b.yaml:1:7"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ({}, {}, 1),
        ({}, {"starts": "2027-03-02T18:00"}, 0),
        ({"places": "huset"}, {"places": "hytta"}, 0),
        ({"places": "huset"}, {}, 1),
    ],
)
def test_two_events(found: Found, one: Mapping[str, str], other: Mapping[str, str], count: int) -> None:
    base = {"title": "Kveld", "starts": "2027-03-01T18:00"}
    files = {"events/a.md": event(**{**base, **one}), "events/b.md": event(**{**base, **other})}
    assert pairs(found, files) == ["events/b.md:2:8"] * count


def test_two_roles_that_differ_in_small_words_and_signs(found: Found) -> None:
    one, other = "role: Koordinator for frivillige\n", "role: koordinator, frivillige\n"
    rest = "organisation: laget\nphone: 22 22 22 40\n"
    assert len(pairs(found, {"contacts/en.yaml": one + rest, "contacts/to.yaml": other + rest})) == 1
