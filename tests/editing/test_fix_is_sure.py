"""`veiviser check --fix` splits values that should be several, and leaves to people what can be wrong in two ways."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.editing.test_fix import OFFER, offer, run
from tests.support.files import contents
from tools.reference import EXAMPLE_DAY
from veiviser.build.loading import Options, load

MakeRoot = Callable[..., Path]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n  - ons og fre 12-14 # vinter\n", "\n  - wednesday 12:00-14:00\n  - friday 12:00-14:00 # vinter\n"),
        (" [ons og fre 12-14, sunday closed]\n", " [wednesday 12:00-14:00, friday 12:00-14:00, sunday closed]\n"),
        ("\n  - ons 12-14, fre 9-11\n", "\n  - wednesday 12:00-14:00\n  - friday 09:00-11:00\n"),
        ("\n  - onsdag: 12-14\n", "\n  - wednesday 12:00-14:00\n"),
    ],
)
def test_several_values_in_one_item_become_items(before: str, after: str, make_root: MakeRoot) -> None:
    path, head = "content/places/huset.yaml", "name: Huset\nmunicipality: fjordby\nopening_hours:"
    root = make_root(files={path: head + before})
    assert run(root).exit_code == 0
    assert (root / path).read_text("utf-8") == head + after


# What may be wrong in two ways: the date or the rule, the day or the month, the number or the name.
EVENT = """\
---
title: Tur
starts: 2026-12-01T18:00
repeat: weekly
{}
organisations: fjordby-kommune
coverage: fjordby
---
"""


@pytest.mark.parametrize(
    "line",
    [
        "repeat_on: friday",
        "skip: 2026-12-07",
        "repeat_until: 2026-01-31",
        "cancelled: 2026-11-31",
        "skip: 31. november 2026",
    ],
)
def test_what_may_be_wrong_in_two_ways_is_left_to_people(line: str, make_root: MakeRoot) -> None:
    root = make_root(files={"content/events/tur.md": EVENT.format(line)})
    before = contents(root)
    assert any(problem.suggestion for problem in load(Options(root=root, today=EXAMPLE_DAY)).problems)
    run(root)
    assert contents(root) == before


def test_an_offer_is_not_ended_by_a_fix(make_root: MakeRoot) -> None:
    root = make_root(files={OFFER: offer(ended_on="'2026-02-01'")})
    run(root)
    assert "status: active" in (root / OFFER).read_text("utf-8")


@pytest.mark.parametrize(("before", "after"), [("Eldre Tur", "eldre-tur"), ("[Tur på ski]", "[tur-paa-ski]")])
def test_an_id_that_stands_in_a_field_is_replaced_there(before: str, after: str, make_root: MakeRoot) -> None:
    root = make_root(files={OFFER: offer(aliases=before)})
    assert run(root).exit_code == 0
    assert (root / OFFER).read_text("utf-8") == offer(aliases=after)


CONTACT = "name: Telefonen\norganisation: fjordby-kommune\n{}\n"


@pytest.mark.parametrize(
    "line",
    [
        'phone: "33 12 34 56 (tirsdag kveld)"',
        'phone: "33 12 34 56, be om Solveig"',
        "phone: Solveig 33 12 34 56",
        'email: "vakt@example.org (skriv kommune)"',
        'url: "https://example.org/kurs (velg høst)"',
        'url: "https://example.org/kurs og mer"',
    ],
)
def test_words_beside_a_number_or_an_address_are_not_thrown_away(line: str, make_root: MakeRoot) -> None:
    """The suggestion is shown, and a person finds a place for the words."""
    root = make_root(files={"content/contacts/telefonen.yaml": CONTACT.format(line)})
    before = contents(root)
    (problem,) = load(Options(root=root, today=EXAMPLE_DAY)).problems
    assert problem.suggestion
    run(root)
    assert contents(root) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('phone: "Mobil: 33 12 34 56"', "phone: 33 12 34 56"),
        ('phone: "33 12 34 56 (sentralbord)"', "phone: 33 12 34 56"),
        ("phone: ring oss på 33 12 34 56", "phone: 33 12 34 56"),
        ('email: "Vakta i Vik <vakt@example.org>"', "email: vakt@example.org"),
        ('email: "E-post: vakt@example.org"', "email: vakt@example.org"),
        ('url: "Nettside: www.example.org/kurs"', "url: https://www.example.org/kurs"),
        ("url: https://example.org/kurs 2027.pdf", "url: https://example.org/kurs%202027.pdf"),
    ],
)
def test_words_that_say_only_what_it_is_go(before: str, after: str, make_root: MakeRoot) -> None:
    path = "content/contacts/telefonen.yaml"
    root = make_root(files={path: CONTACT.format(before)})
    assert run(root).exit_code == 0
    assert (root / path).read_text("utf-8") == CONTACT.format(after)
