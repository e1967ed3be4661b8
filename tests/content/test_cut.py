"""A `#` that cuts off a value is reported, with the value in quotation marks; an intended comment is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.records import offer
from veiviser.content.cut import cut_values
from veiviser.content.read import read

MakeRoot = Callable[..., Path]


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [
        ("title: Sang #kor", (0, 7), '"Sang #kor"'),
        ("title: Tur #1 og #2", (0, 7), '"Tur #1 og #2"'),
        ("cost: 50 kr\t#7", (0, 6), '"50 kr\\t#7"'),
        ("schedule: #3 hver uke", (0, 10), '"#3 hver uke"'),
        ("a: b\nphone: 55 00 00 10 # 12", (1, 7), '"55 00 00 10 # 12"'),
        ("sources:\n  - Rapport #4\n  - Plan", (1, 4), '"Rapport #4"'),
        ("- id: a\n  name: Rom #2", (1, 8), '"Rom #2"'),
    ],
)
def test_a_value_that_ends_too_early(text: str, place: tuple[int, int], meant: str) -> None:
    assert [((cut.line, cut.column), cut.meant) for cut in cut_values(text)] == [(place, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "title: Tur # fast",
        "# 2 turer\ntitle: Tur",
        "title: Tur\n  # 1 kommentar\nsummary: a",
        "title: C# og F#",
        'title: "Tur #2"',
        "title: 'Tur #2' # i anførselstegn",
        "summary: |\n  Tur #2\n  #3",
        "needs: [a] # av og til",
        "status: # kommer",
        "theme_colour: '#aabbcc'",
        "url: https://example.org/#del",
        "title: Tur #",
        "title: Tur ####",
    ],
)
def test_comments_and_values_that_hold_the_sign(text: str) -> None:
    assert [*cut_values(text)] == []


def test_it_is_a_warning_and_a_required_value_that_is_gone_an_error(make_root: MakeRoot) -> None:
    text = offer("Kom.\n", title="'Tur'", schedule="#4 hver uke", summary="#1 av alle turer")
    found = read(make_root(files={"content/offers/tur.md": text})).problems
    assert {(p.mark.line, p.mark.column, p.code, p.suggestion) for p in found if p.code != "not-canonical"} == {
        (10, 11, "value-cut", '"#4 hver uke"'),
        (3, 10, "missing-field", '"#1 av alle turer"'),
    }


@pytest.mark.parametrize(
    ("field", "value", "meant"),
    [
        ("places", "huset #2", None),
        ("registration", "drop-in #fast", None),
        ("notice_until", "2026-12-01 #jul", None),
        ("url", "https://vik.no/ #kart", None),
        ("age_from", "18 #ca", None),
        ("phone", "22 22 22 22 #privat", None),
        ("phone", "22 22 22 22 #7", '"22 22 22 22 #7"'),
        ("funding", "tilskudd #7", '"tilskudd #7"'),
        ("sources", "\n  - Plan #7", '"Plan #7"'),
        ("aliases", "\n  - plan #7", None),
    ],
)
def test_it_is_only_suggested_where_it_can_be(field: str, value: str, meant: str | None, make_root: MakeRoot) -> None:
    found = read(make_root(files={"content/offers/tur.md": offer("Kom.\n", **{field: value})})).problems
    assert [p.suggestion for p in found if p.code == "value-cut"] == [meant]
