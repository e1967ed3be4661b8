"""A mail address that nearly contains its owner's name is a slip; one that contains it, or something else, is not."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiviser.checks.people import find_slip


@pytest.mark.parametrize(
    ("name", "local", "corrected"),
    [
        ("Kari Nordmann", "kari.nordman", "kari.nordmann"),  # one letter of a double missing
        ("Kari Nordmann", "kari.norddmann", "kari.nordmann"),  # one letter doubled
        ("Kari Nordmann", "kari.nordann", "kari.nordmann"),  # one letter missing
        ("Kari Nordmann", "kari.nrodmann", "kari.nordmann"),  # two letters swapped
        ("Kari Nordmann", "kari.nordnann", "kari.nordmann"),  # another letter
        ("Kari Nordmann", "Kari.Nordman", "Kari.Nordmann"),  # capitals are kept
        ("Kari Nordmann", "nordman_kari", "nordmann_kari"),
        ("Kari Nordmann", "kari-nordman2", "kari-nordmann2"),
        ("Kari Nordmann", "knordman", "knordmann"),  # after an initial
        ("Kari Nordmann", "karinordman", "karinordmann"),  # all in one word
        ("Kari Nordmannsen", "kari.normansen", "kari.nordmannsen"),  # two slips in a long name
        ("Ola Nordstrøm", "ola.nordstom", "ola.nordstrom"),
        ("Ola Nordstrøm", "ola.nordstroemm", "ola.nordstroem"),
        ("Ola Nordmann Hansen", "ola.hanssen", "ola.hansen"),
    ],
)
def test_a_slip_is_found_and_mended(name: str, local: str, corrected: str) -> None:
    slip = find_slip(name, f"{local}@example.org")
    assert slip
    assert slip.address == f"{corrected}@example.org"


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("Kari Nordmann", "kari.nordmann"),
        ("Kari Nordmann", "nordmann.kari"),
        ("Kari Nordmann", "kno"),
        ("Kari Nordmann", "knordmann"),
        ("Kari Nordmann", "kari.n"),
        ("Kari Nordmann", "karno"),
        ("Kari Nordmann", "karinordmann"),
        ("Kari Nordmann", "kari.nordmann+tur"),
        ("Kari Nordmann", "post"),
        ("Kari Nordmann", "kontoret"),
        ("Kari Nordmann", "kari.hansen"),  # another name altogether
        ("Anne Nordmann", "anna.nordmann"),  # a short name with one other letter is another name
        ("Ola Nordmann Normann", "ola.normann"),  # the other part of the name
        ("Kari-Mari Nordmann", "kari-mari.nordmann"),
        ("Kari-Mari Nordmann", "karimari.nordmann"),
        ("Ola Østensjø", "ola.ostensjo"),
        ("Ola Østensjø", "ola.oestensjoe"),
        ("Pål Skår", "paal.skaar"),
        ("Pål Skår", "pal.skar"),
        ("Ola Nordmann", "ola.nordmann.hansen"),
    ],
)
def test_what_is_right_or_something_else_is_no_slip(name: str, local: str) -> None:
    assert find_slip(name, f"{local}@example.org") is None


NAME = st.text(alphabet=string.ascii_lowercase + "æøå", min_size=1, max_size=12)
SPELLING = st.sampled_from([("ae", "oe", "aa"), ("ae", "o", "a"), ("a", "o", "a"), ("æ", "ø", "å")])


@given(names=st.lists(NAME, min_size=2, max_size=3), spelling=SPELLING, between=st.sampled_from([".", "_", "-", ""]))
def test_the_right_address_is_never_a_slip(names: list[str], spelling: tuple[str, str, str], between: str) -> None:
    written = between.join((names[0], names[-1]))
    for letter, way in zip("æøå", spelling, strict=True):
        written = written.replace(letter, way)
    assert find_slip(" ".join(names).title(), f"{written}@example.org") is None


LETTERS = st.permutations("bcdfghijl").map("".join)


@given(name=LETTERS, at=st.integers(min_value=1, max_value=8))
def test_a_letter_doubled_in_a_surname_is_always_a_slip(name: str, at: int) -> None:
    slip = find_slip(f"Kristin {name}", f"kristin.{name[:at]}{name[at]}{name[at:]}@example.org")
    assert slip
    assert slip.address == f"kristin.{name}@example.org"
