"""Runs queries on our own search page in Chromium, by setting the URL's fragment."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from tools.browser import new_context, new_page
from tools.day import NOON
from tools.quality.serving import served
from tools.search_quality.metrics import Answer
from tools.search_quality.questions import Question
from veiviser.language.languages import STAND_IN
from veiviser.web.routes import find, path

SHOWN = 20
_PATIENCE = 10_000  # milliseconds until a search counts as hung

# The page fills the list first and sets the status text last. The old status is cleared before the query, so that the
# previous list cannot be taken for the new one.
_ASK = """([words, patience]) => new Promise((resolve, reject) => {
  const status = document.querySelector("[data-status]");
  const list = document.querySelector("ol[data-results]");
  status.textContent = "";
  const began = performance.now();
  const watch = new MutationObserver(() => {
    if (!status.textContent.trim()) return;
    const milliseconds = performance.now() - began;
    watch.disconnect();
    const above = [...document.querySelectorAll('main a[href^="tel:"]')].filter((line) =>
      line.checkVisibility() && list.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_PRECEDING);
    const shown = [...list.children].map((item) => item.querySelector("a")?.href ?? "");
    resolve([shown, above.map((line) => line.getAttribute("href")), milliseconds]);
  });
  watch.observe(document, { subtree: true, childList: true, characterData: true });
  setTimeout(() => reject(new Error("no [data-status] for " + words)), patience);
  location.hash = "q=" + words;
})"""


def answer_id(url: str, base: str, prefixes: Sequence[str]) -> str:
    """The name of a page in the questions: an offer's id, else the address without the language prefix."""
    address = url.removeprefix(base).partition("#")[0].partition("?")[0]
    address = next((address.removeprefix(prefix) for prefix in prefixes if address.startswith(prefix)), address)
    found = find(address, (STAND_IN,))
    return found.ids[0] if found and found.route.name == "offer" else address


def line_number(href: str) -> str:
    """The number of a `tel:` link as in the questions: `tel:+47116123` → `116123`."""
    return "".join(filter(str.isdigit, href.removeprefix("tel:").removeprefix("+47")))


def ask(page: Page, base: str, asked: Iterable[Question], prefixes: Sequence[str]) -> Iterator[Answer]:
    """Yields the answers to questions on the open search page."""
    for question in asked:
        hrefs, lines, milliseconds = page.evaluate(_ASK, [quote(question.ask, safe=""), _PATIENCE])
        found = tuple(dict.fromkeys(answer_id(href, base, prefixes) for href in hrefs[:SHOWN]))
        yield Answer(question, found, tuple(map(line_number, lines)), milliseconds)


# Days between the build of a site and the search: scripts use the visitor's clock to rank overdue offers lower.
AGES = {"the day of the build": 0, "two months later": 60, "half a year later": 182, "two years later": 730}


def answers(
    browser: Browser, site: Path, asked: Sequence[Question], prefixes: Sequence[str], *, on: str = "", age: int = 0
) -> list[Answer]:
    """The answers on the search page of one language; `on` is its prefix (`nn/`), empty for the first language.

    `age` is the number of days since the build.
    """
    with served(site) as base:
        page = new_page(browser, at=NOON + dt.timedelta(days=age))
        page.goto(
            f"{base}{on}{path('search')}#q=familie"
        )  # the first search, which fetches the index, is timed by nobody
        page.locator("[data-status]:not(:empty)").wait_for(state="attached")
        found = list(ask(page, base, asked, prefixes))
        page.close()
    return found


def first_search(browser: Browser, site: Path, words: str) -> tuple[int, int]:
    """Gzipped bytes sent: for the page before anyone types, and in addition for the first search."""
    sent: dict[str, int] = {}
    with served(site, sent=sent) as base:
        context = new_context(browser)
        page = context.new_page()
        page.goto(base + path("search"), wait_until="networkidle")
        before = sum(sent.values())
        page.evaluate(_ASK, [quote(words, safe=""), _PATIENCE])
        page.wait_for_load_state("networkidle")
        context.close()
        return before, sum(sent.values()) - before
