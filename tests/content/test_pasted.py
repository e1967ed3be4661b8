"""Fields in a text, and files that were pasted twice, are reported once, without problems that follow from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.records import event, offer, record
from tools.day import TODAY
from veiviser.checks import check
from veiviser.content.read import read
from veiviser.directory.references import check_references
from veiviser.problems.problem import Problem, in_order

MakeRoot = Callable[..., Path]
TUR = offer("\nVi går.\n")
TWO_LANGUAGES = "title: V\nbase_url: https://example.org/\nlanguages: [nb, en]\npublisher: fjordby-kommune\n"


def problems(make_root: MakeRoot, files: dict[str, str]) -> list[Problem]:
    reading = read(make_root(files={f"content/{path}": text for path, text in files.items()}))
    found = (*reading.problems, *check_references(reading.value), *check(reading.value, TODAY))
    return [p for p in in_order(found) if p.code != "not-canonical"]


def reported(make_root: MakeRoot, text: str, path: str = "offers/tur.md") -> list[tuple[int, str, str | None]]:
    files = {"site.yaml": TWO_LANGUAGES, path: text}
    return [(p.mark.line, p.code, p.values.get("field")) for p in problems(make_root, files)]


@pytest.mark.parametrize(
    ("text", "line", "code", "field"),
    [
        (offer("schedule: Onsdager\n\nVi går.\n"), 11, "field-in-text", "schedule"),
        (offer("\n\nverified_on: 2026-11-01\nverified_by: Lederen\n\nVi går.\n"), 13, "field-in-text", "verified_on"),
        (offer("\ncontacts:\n  - leder\n"), 12, "field-in-text", "contacts"),
        (offer("Vi går.\n\n---\nphone: 55 00 00 10\n"), 14, "field-in-text", "phone"),
        (offer("Vi går.\n\n---\n\nage_from: 18\n\nMer.\n"), 15, "field-in-text", "age_from"),
        (offer("Vi går.\n\nage_to: 25\n\nMer.\n"), 13, "field-in-text", "age_to"),
        (offer("\nVerified_on:2026-11-01\n\nVi går.\n"), 12, "field-in-text", "verified_on"),
        (offer("Vi går.\n\ncost: free\n"), 13, "field-in-text", "cost"),
        (offer("Vi går.\n\nregistration: drop-in\n\nKom.\n"), 13, "field-in-text", "registration"),
        (offer("Vi går.\n\nneeds: [avlastning, samtale]\n"), 13, "field-in-text", "needs"),
        (offer("Vi går.\n\nplaces:\n  - huset-ved-elva\n- skogen\n\nKom.\n"), 13, "field-in-text", "places"),
        (offer("Vi går.\n\nestablished: 2024-05\n"), 13, "field-in-text", "established"),
        (TUR + TUR, 13, "pasted-twice", None),
        (TUR.rstrip() + TUR, 13, "pasted-twice", None),
        (TUR + "\n" + TUR + "\n" + TUR, 14, "pasted-twice", None),
        (offer() + TUR, 11, "pasted-twice", None),
        (TUR + event(), 13, "pasted-twice", None),
    ],
)
def test_fields_in_a_text_are_told_where_they_begin(
    text: str, line: int, code: str, field: str | None, make_root: MakeRoot
) -> None:
    assert reported(make_root, text) == [(line, code, field)]


def test_a_front_matter_that_ends_too_early_leaves_nothing_missing(make_root: MakeRoot) -> None:
    text = TUR.replace("coverage:", "---\ncoverage:", 1)
    assert reported(make_root, text) == [(7, "field-in-text", "coverage")]


def test_a_front_matter_that_stands_twice(make_root: MakeRoot) -> None:
    front = TUR.partition("\n---\n")[0]
    text = f"{front}\n---\n{front.removeprefix('---')[1:]}\n---\n\nVi går.\n"
    assert reported(make_root, text) == [(11, "pasted-twice", None)]


@pytest.mark.parametrize("path", ["events/tur.md", "pages/om.md", "offers/kafe.en.md"])
def test_fields_are_those_of_the_kind(path: str, make_root: MakeRoot) -> None:
    fields = (
        {"title": "Tur"} if "events" not in path else {"title": "Tur", "offer": "kafe", "starts": "2026-12-01T18:00"}
    )
    name = {"events/tur.md": "skip", "pages/om.md": "menu", "offers/kafe.en.md": "eligibility"}[path]
    text = record(f"{name}: a\n", **fields)
    assert reported(make_root, text, path) == [(text.split("\n").index(f"{name}: a") + 1, "field-in-text", name)]


@pytest.mark.parametrize(
    "body",
    [
        "Pris: 50 kroner\nTid: onsdager\nSted: Huset\n",
        "Status: i gang\nPhone: 55 00 00 10\n",
        "Vi går.\n\nurl: se nederst\n",
        "Kontakt\n---\nemail: a@example.org\n",
        "Vi går.\n\n---\n\nHusk: sekk\n",
        "menu: fisk\n",
        "Note: see below.\n\nphone: 1\nemail: 2\n",
        "- title: nei\n",
        "Vi går.\n\nplaces:\n- Huset\n- Skogen\n",
        "Vi går.\n\nstatus: fullt\n\nformats: [kurs](/ordbok/)\n",
        "Vi går.\ncost: free\nKom.\n",
        "Vi går.\n\nstatus: active\nfor alle\n",
        "`status: active`\n",
    ],
)
def test_text_that_only_looks_like_fields_is_left_alone(body: str, make_root: MakeRoot) -> None:
    assert [code for _, code, _ in reported(make_root, offer(body))] == []


def test_a_file_of_fields_that_was_pasted_twice(make_root: MakeRoot) -> None:
    place = "name: Huset\nmunicipality: fjordby\naddress: Veien 1\n"
    assert reported(make_root, place + place, "places/huset.yaml") == [(4, "pasted-twice", None)]


def test_a_single_key_twice_is_a_key_twice(make_root: MakeRoot) -> None:
    text = "name: Huset\nmunicipality: fjordby\naddress: Veien 1\naddress: Veien 2\n"
    assert reported(make_root, text, "places/huset.yaml") == [(4, "duplicate-key", None)]


def test_a_list_that_was_pasted_twice(make_root: MakeRoot) -> None:
    lines = "- id: huset\n  name: Huset\n- id: skogen\n  name: Skogen\n- id: byen\n  name: Byen\n"
    assert reported(make_root, lines + lines, "vocabulary/arenas.yaml") == [(7, "pasted-twice", None)]


def test_fields_of_a_record_of_a_list_that_were_pasted_twice(make_root: MakeRoot) -> None:
    text = "- id: huset\n  name: Huset\n  id: huset\n  name: Huset\n"
    assert reported(make_root, text, "vocabulary/arenas.yaml") == [(3, "pasted-twice", None)]


@pytest.mark.parametrize(
    ("text", "line", "meant"),
    [
        ("- id: huset\n  name: Huset\n  id: skogen\n  name: Skogen\n", 3, "- id: skogen"),
        ("- id: huset\n  name: Huset\nid: skogen\n  name: Skogen\n", 3, "- id: skogen"),
        ("id: huset\n  name: Huset\n- id: skogen\n  name: Skogen\n", 1, "- id: huset"),
        ("  id: huset\n  name: Huset\n- id: skogen\n  name: Skogen\n", 1, "- id: huset"),
        ("# Hus\n\nid: huset\n  name: Huset\n", 3, "- id: huset"),
        ("-- id: huset\n  name: Huset\n- id: skogen\n  name: Skogen\n", 1, "- id: huset"),
        ("- id: huset\n  name: Huset\n--id: skogen\n  name: Skogen\n", 3, "- id: skogen"),
        ("- id: huset\n  name: Huset\n  - id: skogen\n  name: Skogen\n- id: byen\n  name: Byen\n", 3, "- id: skogen"),
        ("  - id: huset\n    name: Huset\n    - id: skogen\n    name: Skogen\n", 3, "  - id: skogen"),
    ],
)
def test_a_record_of_a_list_that_does_not_begin_as_one(text: str, line: int, meant: str, make_root: MakeRoot) -> None:
    found = problems(make_root, {"vocabulary/arenas.yaml": text})
    assert [(p.mark.line, p.code, p.suggestion) for p in found] == [(line, "yaml-syntax", meant)]


@pytest.mark.parametrize(
    "text",
    [
        "- name: Huset\n  id: huset\n- name: Skogen\n  id: skogen\n",
        "  - id: huset\n    name: Huset\n  - id: skogen\n    name: Skogen\n",
        "- # Hus\n  id: huset\n  name: Huset\n",
        "-\n  id: huset\n  name: Huset\n-\n  name: Skogen\n  id: skogen\n",
        "[{id: huset, name: Huset}]\n",
    ],
)
def test_records_of_a_list_in_other_forms_begin_as_they_should(text: str, make_root: MakeRoot) -> None:
    assert problems(make_root, {"vocabulary/arenas.yaml": text}) == []


def test_an_id_that_stands_twice_is_an_id_that_stands_twice(make_root: MakeRoot) -> None:
    text = "- id: huset\n  name: Huset\n- id: skogen\n  name: Skogen\n- id: huset\n  name: Byen\n"
    assert reported(make_root, text, "vocabulary/arenas.yaml") == [(5, "duplicate-id", None)]
