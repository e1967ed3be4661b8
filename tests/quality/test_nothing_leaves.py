"""Pages of every family send no requests to others, and store nothing in the browser."""

from playwright.sync_api import Browser

from tests.quality.faultless import faultless
from tests.support.built import Site
from tools.browser import new_context
from tools.quality.browsing import opened
from tools.quality.faults import Fault
from tools.quality.privacy import Log
from tools.quality.samples import Sample
from tools.quality.serving import served


def test_nothing_is_sent_elsewhere_or_kept(example: Site, pages: tuple[Sample, ...], browser: Browser) -> None:
    faults: list[Fault] = []
    with served(example.out) as base:
        context = new_context(browser)
        page, log = context.new_page(), Log(context, base)
        for sample in pages:
            address = next(iter(sample.addresses.values()))
            opened(page, base + address, stay=sample.redirects)
            faults.extend(log.faults(page, address))
        context.close()
    faultless(faults)
