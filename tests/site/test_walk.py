"""A walk through the site in a real browser: by links, by search, without scripts, below a path."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.built import Served, Site, served
from tools.browser import new_context
from veiviser.language.languages import choose

PREFIX = "/en/annen/mappe/"
WORDS = "noen å snakke med"


@dataclass(frozen=True)
class Walk:
    """A browser at a served site, and all its requests and errors."""

    serving: Served
    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.serving.address + address)
        return page

    def at(self, page: Page) -> str:
        """The page's address relative to the root of the site, without the fragment."""
        return page.url.partition("#")[0].removeprefix(self.serving.address)

    def search(self, prefix: str, *queries: str) -> list[list[str]]:
        """The records that each query finds on a language's search page, in rank order, relative to the site's root."""
        page, found = self.open(f"{prefix}sok/"), []
        for words in queries:
            results(page)
            page.evaluate("document.querySelector('[data-status]').textContent = ''")
            page.evaluate("(words) => { location.hash = `q=${encodeURIComponent(words)}` }", words)
            found.append([link.removeprefix(self.serving.address) for link in results(page)])
        page.close()
        return found


def results(page: Page) -> list[str]:
    """The addresses in the list of results, once the status is set."""
    page.locator("[data-status]:not(:empty)").wait_for()
    links: list[str] = page.eval_on_selector_all("ol[data-results] > li > a", "(all) => all.map((a) => a.href)")
    return links


def walks(site: Site, browser: Browser, prefix: str, *, scripts: bool = True) -> Iterator[Walk]:
    with served(site.out, prefix) as serving:
        context = new_context(browser, java_script_enabled=scripts, locale="nb-NO")
        context.set_default_timeout(60_000)
        walk = Walk(serving, context)
        context.on("request", lambda request: walk.requests.append(request.url))
        yield walk
        context.close()
    assert walk.complaints == []
    assert serving.faults() == []
    assert {address for address in walk.requests if not address.startswith(serving.address)} == set()


@pytest.fixture
def walk(example: Site, browser: Browser) -> Iterator[Walk]:
    """A walk below a path; fails at the end if a file was missing, an error was logged, or a request left the host."""
    yield from walks(example, browser, PREFIX)


@pytest.fixture
def walk_at_the_root(example: Site, browser: Browser) -> Iterator[Walk]:
    yield from walks(example, browser, "/")


@pytest.fixture
def without_scripts(example: Site, browser: Browser) -> Iterator[Walk]:
    yield from walks(example, browser, PREFIX, scripts=False)


def test_from_the_front_page_to_an_offer_and_on_to_the_search(walk: Walk, example: Site) -> None:
    by_links_and_search(walk, example)


def test_the_same_at_the_root_of_a_host(walk_at_the_root: Walk, example: Site) -> None:
    by_links_and_search(walk_at_the_root, example)


def by_links_and_search(walk: Walk, example: Site) -> None:
    municipality = example.directory.municipalities[0]
    page = walk.open("")
    page.locator(f"main a[href$='kommune/{municipality.id}/']").click()
    assert walk.at(page) == f"kommune/{municipality.id}/"

    page.locator("[data-offer-card] a").first.click()
    offer = page.locator("main").get_attribute("data-offer")
    assert walk.at(page) == f"tilbud/{offer}/"

    page.locator("header input[type='search']").fill(WORDS)
    page.locator("header input[type='search']").press("Enter")
    found = results(page)
    assert walk.at(page) == "sok/"
    assert unquote(urlsplit(page.url).fragment) == f"q={WORDS}"
    assert found

    page.locator("[data-results] a").first.click()
    page.wait_for_url(found[0])
    page.go_back()
    assert results(page) == found


def test_the_search_of_the_front_page_keeps_the_words_from_the_host(walk: Walk) -> None:
    page = walk.open("nn/")
    page.locator("main input[type='search']").fill("søsken & sorg #1 100%")
    page.locator("main input[type='search']").press("Enter")
    results(page)

    assert walk.at(page) == "nn/sok/"
    assert page.locator("main input[type='search']").input_value() == "søsken & sorg #1 100%"
    assert not any("q=" in line or "sorg" in line for line in walk.serving.asked)
    assert not any("sorg" in request.partition("#")[0] for request in walk.requests)


def test_words_in_the_query_are_moved_into_the_fragment(walk: Walk) -> None:
    page = walk.open(f"sok/?q={quote(WORDS)}")
    found = results(page)

    assert found
    assert urlsplit(page.url).query == ""
    assert unquote(urlsplit(page.url).fragment) == f"q={WORDS}"
    assert [link.removeprefix(walk.serving.address) for link in found] == walk.search("", WORDS)[0]


def test_the_status_is_announced_when_the_results_are_there_and_not_before(walk: Walk) -> None:
    page = walk.open("sok/")
    page.evaluate(
        """() => {
            const status = document.querySelector("[data-status]");
            window.said = [];
            new MutationObserver(() => window.said.push(
                [status.textContent, document.querySelectorAll("[data-results] > li > a").length]
            )).observe(status, { childList: true, characterData: true, subtree: true });
            location.hash = "q=samtale";
        }"""
    )
    page.locator("[data-status]", has_text="samtale").wait_for()
    messages = page.evaluate("window.said.filter(([text]) => /\\d/.test(text))")

    assert messages
    assert all(shown > 0 for _, shown in messages)


def test_twenty_results_or_more_in_an_order_that_stays(walk: Walk) -> None:
    found = walk.search("", "familie", WORDS)

    assert all(len(records) >= 20 for records in found)
    assert all(len(set(records)) == len(records) for records in found)
    assert walk.search("", "familie", WORDS) == found


def test_the_same_words_find_the_same_in_bokmaal_and_nynorsk(walk: Walk) -> None:
    queries = ("søsken", "sysken", "avlastning", "ikkje sove", "pårørande", "når pappa er syk")
    bokmaal = walk.search("", *queries)

    assert all(bokmaal)
    assert [[f"nn/{address}" for address in found] for found in bokmaal] == walk.search("nn/", *queries)


def test_results_are_named_in_the_language_of_the_page(walk: Walk, example: Site) -> None:
    titles = {offer.id: offer.title for offer in example.directory.listed}
    for language in example.directory.languages:
        page = walk.open(f"{example.prefix(language)}sok/#q=caf%C3%A9")
        shown = {
            link.rstrip("/").rpartition("/")[2]: text
            for link, text in zip(results(page), page.locator("[data-results] > li > a").all_inner_texts(), strict=True)
            if "/tilbud/" in link
        }
        page.close()
        assert shown
        assert shown == {id_: choose(titles[id_], language)[0] for id_ in shown}


def test_nonsense_and_nothing_are_answered_kindly(walk: Walk) -> None:
    assert walk.search("", "xqzwvk", "", "   ") == [[], [], []]
    page = walk.open("sok/#q=xqzwvk")
    assert results(page) == []
    assert page.locator("main nav a:visible").count() >= 3


def test_without_scripts_the_search_page_leads_to_the_lists(without_scripts: Walk, example: Site) -> None:
    walk = without_scripts
    page = walk.open("")
    page.locator("main input[type='search']").fill("avlastning")
    page.locator("main form.large button").click()
    page.wait_for_url(lambda url: "/sok/" in url)
    assert not any("avlastning" in line for line in walk.serving.asked)
    assert page.locator("main noscript, main .note").first.is_visible()
    assert not page.locator("main form").is_visible()

    page.locator("main a[href$='/tilbud/']").first.click()
    assert page.locator("[data-offer-card]").count() >= len(example.directory.listed)
    page.locator("[data-offer-card] a").first.click()
    assert page.locator("main[data-offer]").count() == 1


def test_the_first_key_leads_past_the_menu(walk: Walk) -> None:
    page = walk.open("tilbud/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


@pytest.mark.parametrize("width", [320, 1280])
def test_without_a_style_sheet_the_first_number_is_at_hand(example: Site, browser: Browser, width: int) -> None:
    with served(example.out) as serving:
        context = new_context(browser, java_script_enabled=False, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.route("**/*.css", lambda route: route.abort())
        page.goto(serving.address + "hjelp-na/")
        first = page.locator("main a[href^='tel:']").first.bounding_box()
        assert first
        assert first["y"] + first["height"] < 800
        context.close()
