"""In a region of 200 offers every page is light, and is shown after two requests."""

from playwright.sync_api import Browser

from tests.quality.faultless import faultless
from tests.support.built import Site
from tools.browser import new_page
from tools.quality.samples import samples
from tools.quality.serving import served
from tools.quality.weights import LIST, OFFER, before_paint, too_heavy, weight


def test_pages_of_offers_come_in_one_round_trip(large: Site) -> None:
    offers = [
        f"{large.prefix(code)}tilbud/{o.id}/" for code in large.directory.languages for o in large.directory.offers
    ]
    assert len(offers) == 600
    faultless(too_heavy((weight(large.out, address) for address in offers), OFFER))


def test_other_pages_are_light(large: Site) -> None:
    addresses = [address for address, page in large.pages() if "/tilbud/" not in address]
    faultless(too_heavy((weight(large.out, address) for address in addresses), LIST))


def test_the_largest_paint_waits_for_two_requests(large: Site, browser: Browser) -> None:
    with served(large.out) as base:
        page = new_page(browser)
        plain = [sample for sample in samples(large.directory) if not sample.redirects and not sample.acts]
        addresses = [next(iter(sample.addresses.values())) for sample in plain]
        faults = [fault for address in addresses for fault in before_paint(page, base + address)]
        page.close()
    faultless(faults)
