"""Walks from the front page to a phone number with only Tab and Enter: WCAG 2.1.1, 2.4.7 and 2.4.11."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tools.quality.browsing import prepare
from tools.quality.faults import Fault
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.web.routes import find

# The most presses of Tab on one page.
_PATIENCE = 400
_HOST = "https://site.invalid/"


def way(site: Path) -> tuple[str, str, str]:
    """By links alone: the address of a need on the front page, that of an offer there, and a phone number on that."""
    for need in (link for link in _links(site, "", "main a[href]") if _route(link) == "need"):
        for offer in _links(site, need, "[data-offer-card] a"):
            numbers = [node.attributes["href"] or "" for node in _found(site, offer, "main a[href^='tel:']")]
            if numbers:
                return need, offer, numbers[0]
    raise LookupError("no offer with a phone number is two clicks from the front page")


def _route(address: str) -> str:
    found = find(address, SITE_LANGUAGES)
    return found.route.name if found else ""


def _found(site: Path, address: str, selector: str) -> list[LexborNode]:
    return LexborHTMLParser((site / address / "index.html").read_text(encoding="utf-8")).css(selector)


def _links(site: Path, address: str, selector: str) -> Iterator[str]:
    for node in _found(site, address, selector):
        yield urlsplit(urljoin(_HOST + address, node.attributes["href"] or "")).path[1:]


def walk(page: Page, base: str, site: Path) -> tuple[int, list[Fault]]:
    """The number of key presses on the path of `way`, and the stops where the focus cannot be seen; `base` ends in `/`.

    Raises LookupError when Tab does not lead to a link of the path.
    """
    need, offer, number = way(site)
    faults: list[Fault] = []
    presses = 0
    page.goto(base)
    for target in (base + need, base + offer):
        presses += _tab_to(page, target, faults) + 1
        with page.expect_navigation():
            page.keyboard.press("Enter")
    presses += _tab_to(page, number, faults)
    return presses, faults


def _tab_to(page: Page, target: str, faults: list[Fault]) -> int:
    prepare(page)
    for presses in range(1, _PATIENCE):
        page.keyboard.press("Tab")
        faults += [Fault(rule, page.url, what) for rule, what in page.evaluate("veiviserMeasures.here()")]
        if page.evaluate("document.activeElement.href") == target:
            return presses
    raise LookupError(f"Tab does not lead to {target} on {page.url}")
