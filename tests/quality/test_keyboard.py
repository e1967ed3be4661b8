"""Tab and Enter lead from the front page to a phone number, and the focus is always visible."""

from playwright.sync_api import Browser

from tests.quality.faultless import faultless
from tests.support.built import Site
from tools.browser import new_page
from tools.quality.browsing import State, put
from tools.quality.keyboard import walk
from tools.quality.serving import served


def test_the_keys_lead_to_a_phone_number(example: Site, browser: Browser) -> None:
    with served(example.out) as base:
        page = new_page(browser)
        put(page, State("nb", "light", 320))
        presses, faults = walk(page, base, example.out)
        page.close()
    assert presses > 3
    faultless(faults)
