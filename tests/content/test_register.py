"""The official municipalities: lookup by any of their names, neighbours, and numbers of fictional regions."""

from pathlib import Path

import pytest

from tests.support.built import REPO
from tools.day import TODAY
from tools.municipalities import table
from veiviser.build.pipeline import Options, load
from veiviser.content.register import called, counties, form_of, misnumbered, register


def test_all_of_norway_is_there_and_neighbours_are_so_both_ways() -> None:
    assert len(register()) == 357
    assert len(counties()) == 16
    for known in register().values():
        assert known.number not in known.neighbours
        for number in known.neighbours:
            assert known.number in register()[number].neighbours


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Lillehammer", "3405", "Lillehammer"),
        ("lillehammer kommune", "3405", "Lillehammer"),
        ("BAERUM", "3201", "Bærum"),
        ("Nord Fron", "3436", "Nord-Fron"),
        ("Evje og Hornnes", "4219", "Evje og Hornnes"),
        ("Voss herad", "4621", "Voss"),
        ("Karasjok", "5610", "Karasjok"),
        ("Kárášjohka", "5610", "Kárášjohka"),
        ("Kaivuono", "5540", "Kaivuono"),
        ("Herøy i Møre og Romsdal", "1515", "Herøy"),
        ("Herøy (Nordland)", "1818", "Herøy"),
        ("våler, innlandet fylke", "3419", "Våler"),
        (" Snåsa ", "5041", "Snåsa"),
        ("Kommune Lom", "3434", "Lom"),
        ("Nore & Uvdal", "3338", "Nore og Uvdal"),
        ("Porsanger / Porsáŋgu", "5622", "Porsanger"),
        ("Kaivuono-Gáivuotna", "5540", "Gáivuotna"),
    ],
)
def test_a_municipality_is_known_by_what_people_call_it(text: str, number: str, name: str) -> None:
    (known,) = called(text)
    assert (known.number, form_of(known, text)) == (number, name)


@pytest.mark.parametrize(
    "text", ["", "Norge", "Ytre Holmen", "Hamar i Akershus", "3403", "i", "(", "Akershus", "x" * 9999]
)
def test_what_is_no_municipality_is_none(text: str) -> None:
    assert called(text) == ()


def test_long_texts_take_no_time() -> None:
    for text in (" i " * 40_000, "a" + " " * 90_000, "(" * 90_000, "a, " * 50_000):
        assert called(text) == ()


@pytest.mark.parametrize(
    ("name", "number", "right"),
    [
        ("Gran", "0534", ["3446"]),
        ("Kongsvinger kommune", "0402", ["3401"]),
        ("Tromsø", "5401", ["5501"]),
        ("Drammen", "3005", ["3301"]),
        ("Stange", "3418", ["3413"]),
        ("Herøy", "1819", ["1515", "1818"]),
        ("Guovdageaidnu", "2011", ["5612"]),
    ],
)
def test_a_number_that_is_not_that_of_the_name_is_told(name: str, number: str, right: list[str]) -> None:
    assert [known.number for known in misnumbered(name, number)] == right


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Gran", "3446"),
        ("Herøy", "1818"),
        ("Gran", "9912"),
        ("Fjordby", "3446"),
        ("Granby", "0534"),
        ("Ny-Ålesund", "2111"),
    ],
)
def test_right_numbers_and_made_up_regions_are_no_matter(name: str, number: str) -> None:
    assert misnumbered(name, number) == ()


def test_regions_that_are_there_have_no_unlikely_number() -> None:
    for root in (REPO, REPO / "examples" / "fjordregionen"):
        codes = {problem.code for problem in load(Options(root=root, today=TODAY)).problems}
        assert codes.isdisjoint({"unlikely-number", "sample-left", "sample-address"})


def test_one_that_is_no_more_keeps_the_number_it_had(tmp_path: Path) -> None:
    lines = (
        "- id: gran\n  number: {number}\n  name: Gran\n  county: innlandet\n",
        "  valid_until: 2023-12-31\n  becomes: [ny]\n- id: ny\n  number: 9902\n  name: Lunnerby\n  county: innlandet\n",
    )
    place = tmp_path / "content" / "municipalities.yaml"
    place.parent.mkdir()
    for number, more, reported in (("0534", "", 1), ("0534", lines[1], 0), ("3446", "", 0)):
        place.write_text(lines[0].format(number=number) + more, "utf-8")
        problems = [
            each for each in load(Options(root=tmp_path, today=TODAY)).problems if each.code == "unlikely-number"
        ]
        assert len(problems) == reported, (number, more)
        assert all((each.suggestion, each.mark.line) == ("3446", 2) for each in problems)


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("Lunnerby", "3446", "number-of-another"),
        ("Oslo", "3301", "unlikely-number"),
        ("Rømskog", "0121", "number-of-nobody"),
        ("Lunnerby", "4899", "number-of-nobody"),
        ("Lunnerby", "9950", None),
        ("Gran kommune", "3446", None),
        ("Snåase-Snåsa", "5041", None),
        ("Barentsburg", "2121", None),
    ],
)
def test_a_number_that_cannot_be_that_of_the_name_is_told_once(
    name: str, number: str, code: str | None, tmp_path: Path
) -> None:
    place = tmp_path / "content" / "municipalities.yaml"
    place.parent.mkdir()
    record = f"- id: lunnerby\n  number: {number}\n  name: {name}\n  county: innlandet\n"
    for gone, reported in (("", [code] if code else []), ("  valid_until: 2019-12-31\n  becomes: [ny]\n", [])):
        place.write_text(f"{record}{gone}- id: ny\n  number: 9902\n  name: Ny\n  county: innlandet\n", "utf-8")
        problems = load(Options(root=tmp_path, today=TODAY)).problems
        assert [each.code for each in problems if "number" in each.code] == reported


def test_the_table_is_as_its_tool_writes_it() -> None:
    text = (REPO / "veiviser" / "content" / "municipalities.csv").read_text("utf-8")
    head, rows = text.split("number,", 1)
    assert "Kartverket" in head
    assert "CC BY 4.0" in head
    assert table(f"number,{rows}", TODAY).split("number,", 1)[1] == rows
    with pytest.raises(SystemExit, match="9999"):
        table("number,name,county_number,county,neighbours\n0301,Oslo,03,Oslo,9999\n", TODAY)
