"""An unknown id gets a suggestion if it is certain, else a hint on what to write instead; a guess is worse."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.records import event, offer
from veiviser.content.records import Content
from veiviser.directory.references import check_references
from veiviser.problems.problem import Problem, in_order

LISTS = {
    "municipalities.yaml": """\
- {id: fjordby, number: "9901", name: Fjordby, county: fjordland}
- {id: ytre-vik, number: "9902", name: Ytre Vik, county: fjordland}
- {id: aas, number: "9903", name: Ås, county: fjordland}
""",
    "areas.yaml": """\
- {id: fjordland, name: Fjordland, kind: county}
- {id: kysten, name: {nb: Kysten, en: The coast}, kind: region, municipalities: [fjordby, ytre-vik]}
""",
    "vocabulary/audiences.yaml": """\
- {id: partner, name: {nb: Kjæreste eller ektefelle, nn: Kjærast eller ektefelle, en: Partner or spouse}}
- {id: soesken, name: {nb: Bror eller søster, en: Sibling}}
- {id: fagperson, name: {nb: Fagfolk, en: Professional}, professional: true}
""",
    "vocabulary/needs.yaml": """\
- {id: samtale, name: {nb: Noen å snakke med, en: Someone to talk to}}
- {id: rus, name: {nb: Rus og avhengighet, en: Addiction}}
- {id: hvile, name: {nb: Hvile (avlastning), en: A break}}
""",
    "vocabulary/conditions.yaml": "- {id: demens, name: Demens}\n",
    "organisations/fjordby.yaml": "name: Sentralen\nkind: voluntary\nphone: 22 22 22 44\n",
    "organisations/turlaget-fjordby.yaml": "name: Turlaget\nkind: voluntary\nphone: 22 22 22 45\n",
    "organisations/frivillige/baatlaget.yaml": """\
name: Båtlaget i Ytre Vik
kind: voluntary
number: "974760673"
phone: 22 22 22 41
""",
    "contacts/vakt-fjordby.yaml": "role: {nb: Vakta, en: On call}\norganisation: fjordby-kommune\nphone: 22 22 22 42\n",
    "contacts/vakt-aas.yaml": "role: Vakta\norganisation: fjordby-kommune\nphone: 22 22 22 43\n",
    "contacts/anne-lie.yaml": "name: Anne Lie\nrole: Vert\norganisation: baatlaget\nemail: anne@example.org\n",
    "places/naustet.yaml": "name: Naustet\nmunicipality: ytre-vik\naddress: Sjøgata 4\n",
    "offers/rusgruppa-fjordby.md": offer(title="Rusgruppa", aliases="stoettegruppa"),
    "offers/torsdagskafe-aas.md": offer(title="Torsdagskafé", coverage="aas"),
}

Found = Callable[[Mapping[str, str]], list[Problem]]


@pytest.fixture
def found(content_of: Callable[[Mapping[str, str]], Content]) -> Found:
    return lambda files: list(in_order(check_references(content_of({**LISTS, **files}))))


def suggested(found: Found, field: str, value: str) -> list[str | None]:
    problems = found({"offers/tur.md": offer(**{field: value})})
    assert {problem.code for problem in problems} == {"unknown-id"}
    return [problem.suggestion for problem in problems]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        # Displayed names, in every language and case, with and without what is in brackets
        ("audiences", "Kjærast eller ektefelle", "partner"),
        ("audiences", "[partner or SPOUSE]", "partner"),
        ("audiences", "bror eller søster", "soesken"),
        ("needs", "Hvile", "hvile"),
        ("needs", "hvile (Avlastning)", "hvile"),
        ("needs", "A break", "hvile"),
        ("needs", "Rus og avhengighet", "rus"),
        ("organisations", "båtlaget i ytre vik", "baatlaget"),
        ("contacts", "Anne Lie", "anne-lie"),
        ("places", "NAUSTET", "naustet"),
        ("coverage", "Ytre Vik kommune", "ytre-vik"),
        ("coverage", "Ytre Vik herad", "ytre-vik"),
        ("coverage", "Fjordland fylke", "fjordland"),
        ("coverage", "Fjordland fylkeskommune", "fjordland"),
        ("coverage", "The coast", "kysten"),
        ("coverage", "ås", "aas"),
        ("coverage", "landsdekkende", "norge"),
        ("coverage", "Heile landet", "norge"),
        ("distinct_from", "Rusgruppa", "rusgruppa-fjordby"),
        ("replaced_by", "stoettegruppa", "rusgruppa-fjordby"),
        # Names of files, paths and addresses
        ("organisations", "baatlaget.yaml", "baatlaget"),
        ("organisations", "frivillige/baatlaget", "baatlaget"),
        ("places", "content/places/naustet.yml", "naustet"),
        ("distinct_from", "rusgruppa-fjordby.en.md", "rusgruppa-fjordby"),
        ("distinct_from", "/tilbud/rusgruppa-fjordby/", "rusgruppa-fjordby"),
        ("distinct_from", "https://fjord.example.org/tilbud/rusgruppa-fjordby/", "rusgruppa-fjordby"),
        # Numbers that one record has
        ("organisations", "974 760 673", "baatlaget"),
        ("contacts", "+47 22222242", "vakt-fjordby"),
        ("contacts", "anne@example.org", "anne-lie"),
        ("coverage", '"9902"', "ytre-vik"),
        # Typing errors
        ("audiences", "søskn", "soesken"),
        ("needs", "samtaler", "samtale"),
        ("needs", "smatale", "samtale"),
        ("coverage", "ytrevik", "ytre-vik"),
        ("distinct_from", "rusgruppe-fjordby", "rusgruppa-fjordby"),
        ("distinct_from", "fjordby-rusgruppa", "rusgruppa-fjordby"),
        ("distinct_from", "rus-gruppa-fjordby", "rusgruppa-fjordby"),
        ("distinct_from", "rusgruppa-fjorby", "rusgruppa-fjordby"),
        ("distinct_from", "rusgruppa", "rusgruppa-fjordby"),
        ("distinct_from", "Torsdagskafeen i Ås", "torsdagskafe-aas"),
        ("audiences", "ektefelle", "partner"),
        ("needs", "avhengighet", "rus"),
        ("formats", "grupper", "gruppe"),
        # Similarities that are not enough: an ending, another weekday, another place, another word
        ("distinct_from", "turgruppa-fjordby", None),
        ("distinct_from", "kreftgruppa-fjordby", None),
        ("distinct_from", "rusgruppa-aas", None),
        ("distinct_from", "tirsdagskafe-aas", None),
        ("distinct_from", "naerhuset-fjordby", None),
        ("contacts", "vakt-ytre-vik", None),
        ("distinct_from", "Torsdagskafeen", None),
        ("contacts", "Vakta", None),
        ("needs", "sorg", None),
    ],
)
def test_what_is_suggested(found: Found, field: str, value: str, expected: str | None) -> None:
    assert suggested(found, field, value) == [expected]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("audiences", "partner, soesken", "[partner, soesken]"),
        # One of them is a place as well, and the other has it in its id
        ("organisations", "fjordby, turlaget", "[fjordby, turlaget-fjordby]"),
        ("organisations", "[fjordby og turlaget-fjordby]", "[fjordby, turlaget-fjordby]"),
        ("organisations", "Turlaget; fjordby", "[turlaget-fjordby, fjordby]"),
        ("audiences", "[partner; soesken]", "[partner, soesken]"),
        ("audiences", "[fagperson, partner/Søsken]", "[fagperson, partner, soesken]"),
        ("audiences", "Kjæreste eller ektefelle og søsken", "[partner, soesken]"),
        ("audiences", "partner soesken", "[partner, soesken]"),
        ("needs", "Rus og avhengighet, hvile og samtale", "[rus, hvile, samtale]"),
        ("coverage", "Fjordby, Ås og Ytre Vik", "[fjordby, aas, ytre-vik]"),
        ("coverage", "fjordby & kysten", "[fjordby, kysten]"),
    ],
)
def test_several_in_one_come_apart(found: Found, field: str, value: str, expected: str) -> None:
    (problem,) = found({"offers/tur.md": offer(**{field: value})})
    assert problem.suggestion == expected


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        # Short lists are shown, with the names that people know
        ("needs", "sorg", ["samtale (Noen å snakke med)", "rus (Rus og avhengighet)", "hvile"]),
        ("needs", "hvile, sorg", ["[hvile]", "sorg"]),
        ("coverage", "Storevik", ["fjordby", "ytre-vik", "aas", "kysten", "norge"]),
        # Everybody
        ("audiences", "alle", ["each", "partner", "soesken"]),
        ("conditions", "Alle", ["conditions", "out"]),
        ("coverage", "alle", ["norge", "fjordland"]),
        ("coverage", "Alle kommuner", ["norge", "fjordland"]),
        ("coverage", "alle kommunene", ["norge", "fjordland"]),
        # Values that belong in another field
        ("contacts", "22 33 44 55", ["phone"]),
        ("contacts", "tlf. 22 33 44 55", ["phone"]),
        ("contacts", "post@baat.example.org", ["email"]),
        ("organisations", "www.baat.example.org", ["url"]),
        ("registration_contact", "https://baat.example.org/paamelding", ["registration_url"]),
        ("places", "Storgata 12", ["content/places/"]),
        ("needs", "gruppe", ["content/vocabulary/formats.yaml", "“formats”"]),
        ("contacts", "Båtlaget i Ytre Vik", ["“Båtlaget i Ytre Vik”", "“baatlaget”", "“organisations”"]),
        ("organisations", "anne-lie", ["anne-lie", "“contacts”"]),
        # Two records with the same name
        ("contacts", "Vakta", ["vakt-aas", "vakt-fjordby"]),
        # One record of that name, in another municipality
        ("distinct_from", "Torsdagskafé", ["torsdagskafe-aas", "another place"]),
    ],
)
def test_a_hint_says_what_to_do_where_nothing_can_be_suggested(
    found: Found, field: str, value: str, words: list[str]
) -> None:
    (problem,) = found({"offers/tur.md": offer(**{field: value})})
    assert problem.suggestion is None
    assert [word for word in words if word not in problem.message(str)] == []


def test_a_municipality_in_an_unknown_county_is_reported_once(found: Found) -> None:
    text = LISTS["areas.yaml"].replace("kind: county", "kind: county, municipalities: [fjordby, aas]")
    files = {
        "areas.yaml": text,
        "municipalities.yaml": LISTS["municipalities.yaml"].replace("fjordland", "fjordlandet", 1),
    }
    (problem,) = found(files)
    assert (problem.code, problem.suggestion) == ("unknown-id", "fjordland")


def test_one_value_takes_no_list(found: Found) -> None:
    (problem,) = found({"places/hytta.yaml": "name: Hytta\nmunicipality: Fjordby og Ås\n"})
    assert problem.suggestion is None
    assert "Only one" in problem.message(str)


def test_a_long_list_of_records_is_not_read_out(found: Found) -> None:
    (problem,) = found({"events/kveld.md": event(offer="noe-helt-annet")})
    assert problem.message(str) == "There is no offer “noe-helt-annet”."


def test_each_reference_to_a_deleted_record_is_reported(found: Found) -> None:
    gone = {"offers/a.md": offer(organisations="sanglaget"), "offers/b.md": offer(partners="[sanglaget, sanglaget]")}
    assert [p.mark.path for p in found(gone)] == ["content/offers/a.md", *["content/offers/b.md"] * 2]


def test_a_record_that_cannot_be_read_is_not_missed(found: Found) -> None:
    used = {"offers/a.md": offer(organisations="sanglaget"), "organisations/sanglaget.yaml": "name: [\n"}
    assert found(used) == []


def test_all_of_the_region_and_all_people_have_no_word_of_their_own(found: Found) -> None:
    one, other = found({"offers/tur.md": offer(coverage="heile området", audiences="alle som vil")})
    hints = {problem.values.get("whole"): problem.hint or "" for problem in (one, other)}
    assert "fjordland" in hints
    assert hints[None].startswith("No word means everybody")


def test_an_area_of_all_need_not_have_former_municipalities(found: Found) -> None:
    gone = '- {id: vik, number: "9904", name: Vik, county: innland, valid_until: 2023-12-31, becomes: aas}\n'
    files = {
        "municipalities.yaml": LISTS["municipalities.yaml"] + gone,
        "areas.yaml": LISTS["areas.yaml"] + "- {id: innland, name: Innland, kind: county}\n",
        "offers/tur.md": offer(coverage="alle"),
    }
    assert [p.values["whole"] for p in found(files) if p.code == "unknown-id"] == ["fjordland"]


def test_a_doubled_consonant_belongs_to_the_ending(found: Found) -> None:
    files = {"vocabulary/audiences.yaml": "- {id: venn, name: Venn}\n- {id: ungdom, name: Unge}\n"}
    problems = found({**files, "offers/tur.md": offer(audiences="[ungdommene]")})
    assert "ungdom" in [problem.suggestion for problem in problems]


def test_where_an_id_of_a_list_is_written_twice_references_to_the_list_are_not_reported(found: Found) -> None:
    needs = "- {id: samtale, name: Samtale}\n- {id: samtale, name: Rus}\n- {id: hvile, name: Hvile}\n"
    problems = found({"vocabulary/needs.yaml": needs, "offers/tur.md": offer(needs="[rus, samtale]")})
    assert [problem.code for problem in problems] == ["duplicate-id"]
