"""The numbers and words of any running text are on the page and in the search in the same order."""

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.support.tiers import exhaustive
from veiviser.content.html import plain_text, to_html

DAYS = st.integers(1, 31)
MONTHS = st.sampled_from(["januar", "mai", "desember", "sept.", "Juni"])
YEARS = st.integers(1990, 2035)
SMALL = st.integers(0, 12)
# Everyday texts with a number in them.
PHRASES = st.one_of(
    st.builds("{}. {}".format, DAYS, MONTHS),
    st.builds("{}. {} {}".format, DAYS, MONTHS, YEARS),
    st.builds("{}.{}.{}".format, DAYS, SMALL, YEARS),
    st.builds("{}.–{}. {}".format, DAYS, DAYS, MONTHS),
    st.builds("{}. - {}. {}".format, DAYS, DAYS, MONTHS),
    st.builds("{}. og {}. {}".format, DAYS, DAYS, MONTHS),
    st.builds("{}. klasse".format, SMALL),
    st.builds("{}. etasje er kontor".format, SMALL),
    st.builds("{}. Vi flyttet".format, YEARS),
    st.builds("{}) {} kr".format, SMALL, YEARS),
    st.builds("{}. Ring oss".format, SMALL),
    st.builds("{}. **Kom** til {}. etasje".format, SMALL, SMALL),
    st.builds("{}.".format, SMALL),
    st.builds(r"{}\. {}".format, DAYS, MONTHS),
    st.builds("**{}. {}**: stengt".format, DAYS, MONTHS),
    st.builds("kl. {:02}.{:02} kaffe".format, SMALL, DAYS),
    st.builds("tirsdag {}. {}".format, DAYS, MONTHS),
    st.builds("0{} {}".format, SMALL, DAYS),
    st.builds("{}*{}*{} m".format, SMALL, DAYS, SMALL),
    st.builds("({}) {} kr".format, SMALL, DAYS),
    st.sampled_from(
        ["22 22 22 22", "+47 22 22 22 22", "Vi møtes her.", "kaffe", "Ta med:", "uke 28, 29 og 30", "007. Bond"]
    ),
)
MARKS = st.sampled_from(
    [
        "",
        "",
        "",
        "",
        " ",
        "  ",
        "   ",
        "    ",
        "\t",
        "- ",
        "* ",
        "+ ",
        "• ",
        "– ",
        "·\t",
        "-   ",
        "> ",
        ">",
        "> > ",
        "a) ",
        "## ",
    ]
)
LINES = st.one_of(
    st.sampled_from(["", "", "", ">", "> ", "   "]),
    st.builds("{}{}{}{}".format, MARKS, MARKS, PHRASES, st.sampled_from(["", "", "", "  ", " og", ":"])),
)
# A list that counts from 1, with what may be below an item.
LISTS = st.builds(
    lambda number, sign, below, margin: "\n".join(
        f"{margin}{at}{sign} punkt{below if at == 1 else ''}" for at in range(1, number + 1)
    ),
    st.integers(1, 12),
    st.sampled_from([".", ")"]),
    st.sampled_from(["", "\n   - 3. mai\n   - 10. mai", "\n\n   8. klasse", "\n   1. a\n   2. b", "\n  - kaffe"]),
    st.sampled_from(["", "> ", "  ", "    "]),
)
TEXTS = st.lists(st.one_of(LINES, LINES, LINES, LISTS), min_size=1, max_size=12).map("\n".join)

HELD = "tests/content/test_numbers_kept.py::test_the_numbers_of_a_text_are_those_of_the_page_and_of_the_search"


def holds(text: str) -> None:
    """Numbers are compared first, so that a failure says which."""
    for what in ("[0-9]+", r"\w+"):
        written = re.findall(what, text)
        assert re.findall(what, " ".join(shown(to_html(text)))) == written
        assert re.findall(what, plain_text(text)) == written


def shown(html: str) -> Iterator[str]:
    """What a browser shows for HTML, including the numbers that it gives to list items."""
    body = LexborHTMLParser(html).body
    assert body is not None
    yield from _shown(body)


def _shown(node: LexborNode) -> Iterator[str]:
    number = int(node.attributes.get("start") or 1) if node.tag == "ol" else None
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text(deep=False)
            continue
        if child.tag == "li" and number is not None:
            yield f" {number}. "
            number += 1
        yield from _shown(child)
        yield "" if child.tag in ("strong", "em", "a", "code") else " "


@settings(max_examples=300)
@given(TEXTS)
def test_the_numbers_of_a_text_are_those_of_the_page_and_of_the_search(text: str) -> None:
    holds(text)


@exhaustive(HELD)
@settings(max_examples=10_000)
@given(TEXTS)
def test_the_numbers_of_ten_thousand_texts_are_those_of_the_page_and_of_the_search(text: str) -> None:
    holds(text)
