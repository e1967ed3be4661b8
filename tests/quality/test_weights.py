"""In a region of 200 offers, every page is small, and is shown after two requests."""

import pytest
from playwright.sync_api import Browser

from tests.quality.faultless import faultless
from tests.support.built import Site
from tests.support.tiers import exhaustive
from tools.browser import new_page
from tools.quality.samples import samples
from tools.quality.serving import served
from tools.quality.weights import LIST, OFFER, before_paint, too_heavy, weight

FIFTH = "tests/quality/test_weights.py::test_pages_of_offers_come_in_one_round_trip[every fifth]"


@pytest.mark.parametrize(
    "step", [pytest.param(5, id="every fifth"), pytest.param(1, marks=exhaustive(FIFTH), id="every one")]
)
def test_pages_of_offers_come_in_one_round_trip(large: Site, step: int) -> None:
    languages, ids = large.directory.languages, [offer.id for offer in large.directory.offers[::step]]
    offers = [f"{large.prefix(code)}tilbud/{id_}/" for code in languages for id_ in ids]
    assert len(offers) == 600 // step
    faultless(too_heavy((weight(large.out, address) for address in offers), OFFER))


def test_other_pages_are_light(large: Site) -> None:
    addresses = [address for address, page in large.pages() if "/tilbud/" not in address]
    faultless(too_heavy((weight(large.out, address) for address in addresses), LIST))


OTHERS = exhaustive("tests/quality/test_weights.py::test_the_largest_paint_waits_for_two_requests[first of a family]")


@pytest.mark.parametrize("first", [pytest.param(True, id="first of a family"), pytest.param(False, marks=OTHERS)])
def test_the_largest_paint_waits_for_two_requests(large: Site, browser: Browser, first: bool) -> None:
    with served(large.out) as base:
        page = new_page(browser)
        plain = [sample for sample in samples(large.directory) if not sample.redirects and not sample.acts]
        plain = [sample for sample in plain if (sample.variant == 0) == first]
        addresses = [next(iter(sample.addresses.values())) for sample in plain]
        faults = [fault for address in addresses for fault in before_paint(page, base + address)]
        page.close()
    faultless(faults)
