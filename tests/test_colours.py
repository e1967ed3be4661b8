"""A region chooses one colour, and text in it is readable for everybody, in light and dark schemes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.built import REPO
from veiviser.web.colours import DARK, DEFAULT, EASY, PAPER, READABLE, contrast, for_the_dark, on_paper, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TOKENS = (REPO / "templates" / "assets" / "tokens.css").read_text("utf-8")


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)]
)
def test_the_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@given(COLOURS)
def test_a_shade_that_can_be_read_is_named_and_one_that_can_is_kept(colour: str) -> None:
    shade = readable(colour)
    assert READABLE <= on_paper(shade) <= contrast(shade, PAPER)
    assert (shade == colour) == (on_paper(colour) >= READABLE)


@given(COLOURS)
def test_in_the_dark_every_colour_is_easily_read(colour: str) -> None:
    assert contrast(for_the_dark(colour), DARK) >= EASY


def tokens(scheme: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", scheme))


def test_every_pair_of_tokens_that_meets_can_be_read() -> None:
    day, dark = (tokens(part) for part in TOKENS.split("@media (prefers-color-scheme: dark)"))
    assert day["region"] == DEFAULT
    for scheme, link in ((day, DEFAULT), ({**day, **dark}, for_the_dark(DEFAULT))):
        for ground in ("paper", "raised"):
            for ink in (scheme["ink"], scheme["quiet"], scheme["alarm"], link):
                assert contrast(ink, scheme[ground]) >= READABLE, (ink, ground)
            assert contrast(scheme["edge"], scheme[ground]) >= 3, "1.4.11: what shows where a field is"
        assert contrast(scheme["warm-ink"], scheme["warm"]) >= READABLE
        assert contrast(scheme["on-alarm"], scheme["alarm"]) >= READABLE
        assert contrast(scheme["on-link"], link) >= READABLE


def test_the_tint_is_that_of_the_tokens() -> None:
    assert "--tint: color-mix(in srgb, var(--region) 7%, var(--paper));" in TOKENS
    assert on_paper("#837200") == pytest.approx(4.2, abs=0.01)  # 4.5 on plain paper


def test_the_grounds_are_those_of_the_tokens_with_the_least_contrast() -> None:
    day, dark = (tokens(part) for part in TOKENS.split("@media (prefers-color-scheme: dark)"))
    assert min((day["paper"], day["raised"]), key=lambda ground: contrast(ground, "#000000")) == PAPER
    assert min((dark["paper"], dark["raised"]), key=lambda ground: contrast(ground, "#ffffff")) == DARK
