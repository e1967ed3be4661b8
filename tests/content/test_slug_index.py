"""Finding the slugs that a misspelt one surely means gives what comparing it with each of them gives."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiviser.content import slug_index
from veiviser.content.likeness import sure
from veiviser.content.slug_index import SlugIndex

PLACES = frozenset({"fjordby", "nord-fjordby", "steindal", "bygd-2"})
WORDS = (
    "turgruppa", "gruppe", "gruppene", "kafe", "kaffe", "tirsdag", "torsdag", "tur", "turer", "for", "i", "og",
    "ungdom", "ungdommer", "sorg", "song", "fjordby", "nord", "steindal", "bygd", "2", "12", "t1", "samtale", "sammtale",
)  # fmt: skip
slugs = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("-".join)


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A slug in which up to two characters are left out, added, replaced or exchanged."""
    text = draw(slugs)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        letter = draw(st.sampled_from("aestk-1"))
        ways = (
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            text[:at] + text[max(at - 1, 0) : at] + text[at:],
        )
        text = draw(st.sampled_from(ways))
    return text


@given(st.lists(slips(), max_size=12), slips())
def test_it_finds_all_that_are_surely_meant(known: list[str], text: str) -> None:
    assert SlugIndex(known, PLACES).meant_by(text) == {each for each in known if sure(text, each, PLACES)}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("turgrupa-fjordby", "turgruppa-fjordby"),  # a letter left out
        ("tur-gruppa-fjordby", "turgruppa-fjordby"),  # as two words
        ("samtalene-for-ungdommer", "ungdom-samtale"),  # other endings, another order
        ("asmtalegruppe", "samtalegruppe"),  # exchanged at the beginning
        ("fjordby-og-steindal", "steindal-fjordby"),  # places alone
    ],
)
def test_each_way_to_misspell_a_slug_is_found(text: str, meant: str) -> None:
    assert sure(text, meant, PLACES)
    assert SlugIndex([meant, "noe-annet"], PLACES).meant_by(text) == {meant}


def test_a_slug_is_compared_with_few_others() -> None:
    many = [f"kafe-{word}-{number}" for word in ("bergen", "oslo", "hamar") for number in range(200)]
    with patch.object(slug_index, "sure", wraps=sure) as compared:
        assert SlugIndex(many, PLACES).meant_by("kafe-bergenn-17") == {"kafe-bergen-17"}
    assert compared.call_count < 5
