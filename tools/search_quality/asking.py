"""Our own search as visitors meet it: words in the address of the search page, a list that comes, in real Chromium."""

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
from veiviser.web.routes import path

SHOWN = 20
_PATIENCE = 10_000  # milliseconds until a search counts as hung

# The contract: the list is filled, and only then the status gets its sentence. The old sentence is wiped first, so that
# no list of the question before is taken for the new one.
_ASK = """([words, patience]) => new Promise((told, failed) => {
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
    told([shown, above.map((line) => line.getAttribute("href")), milliseconds]);
  });
  watch.observe(document, { subtree: true, childList: true, characterData: true });
  setTimeout(() => failed(new Error("no [data-status] for " + words)), patience);
  location.hash = "q=" + words;
})"""


def answer_id(url: str, base: str, prefixes: Sequence[str]) -> str:
    """What the questions call the page at a URL: an offer by its id, others by the address without the language."""
    address = url.removeprefix(base).partition("#")[0].partition("?")[0]
    address = next((address.removeprefix(prefix) for prefix in prefixes if address.startswith(prefix)), address)
    kind, _, rest = address.partition("/")
    return rest.rstrip("/") if kind == "tilbud" and rest else address


def line_number(href: str) -> str:
    """`tel:+47116123` as the questions write it: `116123`."""
    return "".join(filter(str.isdigit, href.removeprefix("tel:").removeprefix("+47")))


def ask(page: Page, base: str, asked: Iterable[Question], prefixes: Sequence[str]) -> Iterator[Answer]:
    """The answers to questions on the search page that is open."""
    for question in asked:
        hrefs, lines, milliseconds = page.evaluate(_ASK, [quote(question.ask, safe=""), _PATIENCE])
        found = tuple(dict.fromkeys(answer_id(href, base, prefixes) for href in hrefs[:SHOWN]))
        yield Answer(question, found, tuple(map(line_number, lines)), milliseconds)


# How many days after its build a site is asked: pages tell by the visitor's clock what is no longer confirmed.
AGES = {"the day of the build": 0, "two months later": 60, "half a year later": 182, "two years later": 730}


def answers(
    browser: Browser, site: Path, asked: Sequence[Question], prefixes: Sequence[str], *, on: str = "", age: int = 0
) -> list[Answer]:
    """The answers on the search page of one language; `on` is its prefix (`nn/`), empty for the first language.

    `age` is in days since the build.
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
    """Bytes over the wire, packed: of the page before anyone has typed, and of all that the first search adds to it."""
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
