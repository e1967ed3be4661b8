"""A list on the line after a paragraph is found where Markdown makes none, and ordinary text is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiviser.checks.texts import lists_in_paragraphs
from veiviser.content.markup import new_markdown


def found(text: str) -> list[str]:
    """What follows each place that is reported, to the end of its line."""
    return [text[offset:].partition("\n")[0] for offset in lists_in_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ta med:\n- matpakke\n- kopp", ["- matpakke"]),
        ("Ta med\n* matpakke", ["* matpakke"]),
        ("Ta med\n+ matpakke", ["+ matpakke"]),
        ("Slik gjør du:\n1. ring\n2. kom", ["1. ring"]),
        ("**Slik gjør du:**\n1. ring", ["1. ring"]),
        ("Slik gjør du\n1. Ring", ["1. Ring"]),
        ("Ta med\n  - matpakke", ["- matpakke"]),
        ("> Ta med\n> - matpakke", ["- matpakke"]),
        ("En linje\nto linjer\n- a\n\nTre\n- b", ["- a", "- b"]),
        ("## Ta med\nDette:\n- matpakke", ["- matpakke"]),
        ("```\n- kode\n```\nTa med\n- matpakke", ["- matpakke"]),
    ],
)
def test_a_list_in_a_paragraph_is_reported_at_its_first_marker(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Ta med:\n\n- matpakke\n- kopp",
        "- matpakke\n- kopp\n  og skje\n- hansker",
        "1. Ring\n2. Kom\n\n   Dette er nytt.\n3. Gå",
        "## Ta med\n- matpakke",
        "Ta med\n======\n- matpakke",
        "Vi møtes i uke\n28. Kom gjerne",
        "Vi møtes den\n3. mai og hver\nmåned etter det",
        "Temperaturen var\n-5 grader",
        "Her er\n*viktig* tekst",
        "Før\n\n---\n\nEtter",
        "Før\n* * *\nEtter",
        "```\nTa med\n- matpakke\n```",
        "~~~\nTa med\n- matpakke\n~~~",
        "    kode\n    - kode",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Ring +47\n22 22 22 22",
        "",
    ],
)
def test_ordinary_text_is_left_in_peace(text: str) -> None:
    assert found(text) == []


LINES = st.lists(
    st.sampled_from(["", "Tekst her", "- punkt", "* punkt", "1. Punkt", "2. Punkt", "## Tittel", "> sitat", "  mer"]),
    max_size=8,
)


@given(LINES)
def test_what_is_reported_is_no_list_in_the_page(lines: list[str]) -> None:
    text = "\n".join(lines)
    for place in lists_in_paragraphs(text):
        before, after = text[:place].rstrip(" "), text[place:]
        mended = before + "\n" + after if not before.endswith("> ") else text
        assert _items(mended) >= _items(text)
        assert _items(text) < text.count("- punkt") + text.count("* punkt") + text.count(". Punkt")


def _items(text: str) -> int:
    return new_markdown().convert(text).count("<li>")
