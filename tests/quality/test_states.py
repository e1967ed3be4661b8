"""Pages of every family, in every language, scheme and width, have no fault that axe or our own measures find."""

import itertools
from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser

from tests.quality.faultless import faultless
from tests.support.built import Site
from tests.support.tiers import exhaustive
from tools.browser import new_page
from tools.quality.browsing import SCHEMES, WIDTHS, Scheme, State, few_states, fewest_states, in_state
from tools.quality.combinations import pairs, pairwise
from tools.quality.samples import Sample
from tools.quality.serving import served

HELD_BY = "tests/quality/test_states.py::test_a_page_of_every_family_has_no_faults"


def look(site: Site, browser: Browser, states: Sequence[tuple[Sample, State]]) -> None:
    assert states
    with served(site.out) as base:
        page = new_page(browser)
        faults = [fault for sample, state in states for fault in in_state(page, base, sample, state)]
        page.close()
    faultless(faults)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_of_every_family_has_no_faults(
    example: Site, pages: tuple[Sample, ...], browser: Browser, scheme: Scheme
) -> None:
    look(example, browser, [(s, state) for s, state in fewest_states(pages) if state.scheme == scheme])


@pytest.mark.parametrize("width", [pytest.param(width, marks=exhaustive(HELD_BY)) for width in WIDTHS])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_have_no_faults(
    example: Site, pages: tuple[Sample, ...], browser: Browser, scheme: Scheme, width: int
) -> None:
    wanted = (scheme, width)
    look(example, browser, [(s, state) for s, state in few_states(pages) if (state.scheme, state.width) == wanted])


def test_the_fewest_states_are_of_all_families_languages_schemes_and_widths(
    example: Site, pages: tuple[Sample, ...]
) -> None:
    states = list(fewest_states(pages))
    assert {s.family for s, _ in states} == {s.family for s in pages}
    assert {state.language for _, state in states} == set(example.directory.languages)
    assert {(state.scheme, state.width) for _, state in states} == set(itertools.product(SCHEMES, WIDTHS))


def test_every_pair_of_values_is_looked_at(example: Site, pages: tuple[Sample, ...]) -> None:
    states = list(few_states(pages))
    seen = {pair for s, state in states for pair in pairs((s.family, state.language, state.scheme, state.width))}
    families = sorted({sample.family for sample in pages} - {"not_found"})
    languages = example.directory.languages
    wanted = {
        pair
        for factors in [
            (families, languages, SCHEMES, tuple(WIDTHS)),
            (["not_found"], languages[:1], SCHEMES, tuple(WIDTHS)),
        ]
        for row in pairwise(*factors)
        for pair in pairs(row)
    }
    assert wanted <= seen
    assert {id(sample) for sample in pages} == {id(sample) for sample, _ in states}


def test_the_states_of_offers_are_among_the_samples(example: Site, pages: tuple[Sample, ...]) -> None:
    shown = {address for sample in pages for address in sample.addresses.values()}
    offers = [offer for offer in example.directory.offers if f"tilbud/{offer.id}/" in shown]
    assert {offer.facts.status for offer in offers} == {offer.facts.status for offer in example.directory.offers}
    assert any(offer.facts.sensitive for offer in offers)
    assert any("#q=" in address for address in shown)
    assert "404.html" in shown
