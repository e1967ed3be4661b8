"""Every family of pages, in every language, scheme and width: no fault that axe or our own measures can find."""

import pytest
from playwright.sync_api import Browser

from tests.quality.faultless import faultless
from tests.support.built import Site
from tools.browser import new_page
from tools.quality.browsing import SCHEMES, WIDTHS, Scheme, few_states, in_state
from tools.quality.combinations import pairs, pairwise
from tools.quality.samples import Sample
from tools.quality.serving import served


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_have_no_faults(
    example: Site, pages: tuple[Sample, ...], browser: Browser, scheme: Scheme, width: int
) -> None:
    looked_at = [(s, state) for s, state in few_states(pages) if (state.scheme, state.width) == (scheme, width)]
    assert looked_at
    with served(example.out) as base:
        page = new_page(browser)
        faults = [fault for sample, state in looked_at for fault in in_state(page, base, sample, state)]
        page.close()
    faultless(faults)


def test_every_pair_of_values_is_looked_at(example: Site, pages: tuple[Sample, ...]) -> None:
    states = list(few_states(pages))
    seen = {pair for s, state in states for pair in pairs((s.family, state.language, state.scheme, state.width))}
    families = sorted({sample.family for sample in pages} - {"missing"})
    languages = example.directory.languages
    wanted = {
        pair
        for factors in [
            (families, languages, SCHEMES, tuple(WIDTHS)),
            (["missing"], languages[:1], SCHEMES, tuple(WIDTHS)),
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
