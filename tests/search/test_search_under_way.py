"""The messages of the search page while a visitor types, while it works, and when a file cannot be loaded."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.built import Served, Site, build_site, served
from tests.support.records import offer
from tests.support.tiers import exhaustive
from tools.browser import new_page
from tools.reference import lay_out
from veiviser.search import vocabulary

HERE = "tests/search/test_search_under_way.py"
NOTHING, PARTIAL = re.compile("Vi fant ingenting"), "Søket fikk ikke lett overalt. Prøv igjen."
FAILED = "Søket lot seg ikke starte. Du finner alt i listene nedenfor."
# Words that occur in bodies only; each offer has the first one and one of the others.
COMMON, OWN = "tømmerflåte", ("bjelleku", "rødbete", "sildesalat", "teglstein")


def made(folder: Path, *, more: str = "") -> Site:
    """A site whose bodies are all left to Pagefind; with `more`, an offer of that name comes before the others."""
    root = folder / "root"
    lay_out(None, root)
    for number, word in enumerate(OWN):
        text = offer(f"\nVi bygger en {COMMON} av {word}.\n", title=f"Gruppe nummer {number}")
        (root / f"content/offers/gruppe-{number}.md").write_text(text, "utf-8")
    if more:
        (root / f"content/offers/{more}.md").write_text(offer("\nNoe helt annet.\n", title="Nytt"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "BODY_PLACES", 0)
        return build_site(root, folder / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made(tmp_path_factory.mktemp("search"))


@pytest.fixture
def serving(site: Site) -> Iterator[Served]:
    with served(site.out, "/her/") as serving:
        yield serving


@pytest.fixture
def page(browser: Browser, serving: Served) -> Iterator[Page]:
    page = new_page(browser)
    page.goto(serving.address + "sok/")
    yield page
    page.close()


def ask(page: Page, words: str) -> list[str]:
    """The addresses found after typing a query and pressing Enter."""
    field = page.locator("main input[type=search]")
    field.fill(words)
    field.press("Enter")
    page.locator("[data-status]").filter(has_text=re.compile(f"«{words}»|lett overalt|starte")).wait_for()
    return hits(page)


def hits(page: Page) -> list[str]:
    links = page.locator("[data-results] > li > a")
    found: list[str] = links.evaluate_all("(all) => all.map((a) => new URL(a.href).pathname.replace('/her/', ''))")
    return sorted(found)


def groups(*numbers: int) -> list[str]:
    return [f"tilbud/gruppe-{number}/" for number in numbers]


REST_OF_FAILURES = exhaustive(f"{HERE}::test_a_file_that_failed_once_is_asked_for_again")
REST_OF_PARTS = exhaustive(f"{HERE}::test_nothing_is_never_said_of_what_could_not_be_asked")


# While a visitor types


def spoken(page: Page, region: str = "[data-status]") -> None:
    """Records all messages of a live region in `window.said`."""
    page.evaluate(
        """(selector) => {
            window.said = [];
            const region = document.querySelector(selector);
            const keep = () => { if (region.textContent) said.push(region.textContent) };
            new MutationObserver(keep).observe(region, { childList: true, characterData: true, subtree: true });
        }""",
        region,
    )


def test_who_listens_is_told_once_when_the_typing_rests(page: Page) -> None:
    field = page.locator("main input[type=search]")
    field.focus()
    spoken(page)
    field.press_sequentially("hvem har gruppe", delay=170)
    page.locator("[data-results] > li").first.wait_for()
    assert page.evaluate("said") == []
    expect(page.locator("[data-status]")).to_contain_text("treff på «hvem har gruppe»")
    assert len(page.evaluate("said")) == 1


@pytest.mark.parametrize("begun", ["hvem", "grupx", "xq"])
def test_a_word_that_has_begun_is_not_called_nothing_at_once(begun: str, page: Page) -> None:
    field = page.locator("main input[type=search]")
    field.focus()
    spoken(page)
    field.press_sequentially(begun, delay=200)
    page.wait_for_timeout(300)
    assert page.evaluate("said") == []


def test_words_that_only_begin_something_or_say_nothing_ask_for_more(page: Page) -> None:
    field = page.locator("main input[type=search]")
    for words in ("hvem", "hva gjør jeg"):
        field.fill(words)
        expect(page.locator("[data-status]")).to_have_text("Skriv litt mer av det du leter etter.")
    field.fill("xqzwvk")
    expect(page.locator("[data-status]")).to_have_text(NOTHING)


def test_a_list_does_not_come_and_go_with_each_letter(page: Page) -> None:
    field = page.locator("main input[type=search]")
    field.press_sequentially("gruppe", delay=10)
    page.locator("[data-results] > li").first.wait_for()
    field.press_sequentially("xqz", delay=200)
    assert page.locator("[data-results] > li").count() > 0
    expect(page.locator("[data-results] > li")).to_have_count(0)


# While it works


def slowly(route: Route) -> None:
    time.sleep(0.9)
    route.continue_()


@pytest.mark.parametrize("file", ["**/search/nb.json", "**/assets/search/page.js"])
def test_what_takes_a_while_is_said_to_go_on(file: str, page: Page) -> None:
    page.route(file, slowly)
    spoken(page, "[data-searching]")
    ask(page, "gruppe")
    assert page.evaluate("said") == ["Søker …"]
    expect(page.locator("[data-searching]")).to_be_empty()


def test_what_is_quick_is_not(page: Page) -> None:
    ask(page, "gruppe")
    spoken(page, "[data-searching]")
    ask(page, "nummer")
    assert page.evaluate("said") == []


# When a file is missing


class Once:
    """A route handler that refuses the first request that it gets."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, route: Route) -> None:
        self.asked += 1
        route.abort() if self.asked == 1 else route.continue_()


FILES = ("page.js", "rank.js", "words.js", "places.js")


@pytest.mark.parametrize(
    ("file", "again"),
    [
        ("page.js", "key"),
        ("rank.js", "enter"),
        *(pytest.param(file, "focus", marks=REST_OF_FAILURES) for file in FILES),
        *(pytest.param(file, "key", marks=REST_OF_FAILURES) for file in FILES[1:]),
    ],
)
def test_a_file_that_failed_once_is_asked_for_again(file: str, again: str, page: Page) -> None:
    refused = Once()
    page.route(f"**/assets/search/{file}", refused)
    field = page.locator("main input[type=search]")
    field.click()
    expect(page.locator("[data-status]")).to_have_text(FAILED)
    if again == "focus":
        page.locator("h1").click()
        field.click()
        field.press_sequentially("gruppe")
    elif again == "enter":
        field.evaluate("(field) => { field.value = 'gruppe' }")
        field.press("Enter")
    else:
        field.press_sequentially("gruppe")
    expect(page.locator("[data-status]")).to_contain_text("treff på «gruppe»")
    assert refused.asked > 1


def test_a_file_that_is_lost_when_it_is_imported_is_asked_for_by_a_new_page(page: Page) -> None:
    refused: list[str] = []

    def scripts(route: Route) -> None:
        if route.request.resource_type == "script" and len(refused) < 2:  # before it is imported, and then
            refused.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/assets/search/query.js", scripts)
    field = page.locator("main input[type=search]")
    field.click()
    expect(page.locator("[data-status]")).to_have_text(FAILED)
    field.press_sequentially("gruppe", delay=30)
    expect(page.locator("[data-status]")).to_contain_text("treff på «gruppe»")
    assert page.locator("main input[type=search]").input_value() == "gruppe"
    assert refused


def test_every_module_of_the_search_is_asked_for_before_one_is_imported(site: Site) -> None:
    named = re.search(r"const MODULES = \[(.*?)\]", site.text("assets/search.js"))
    assert named
    there = {path.stem for path in (site.out / "assets" / "search").glob("*.js")}
    assert set(re.findall(r'"(\w+)"', named[1])) == there


MISSING: dict[str, Callable[[Route], None]] = {
    "aborted": lambda route: route.abort(),
    "refused by the host": lambda route: route.fulfill(status=404, body="<h1>Ikke her</h1>"),
}
PARTS = ["**/pagefind/index/*", "**/pagefind/pagefind.js*", "**/*.pf_meta", "**/pagefind-entry.json*",
         "**/wasm.*.pagefind", "**/nb-pages.json"]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "how"),
    [
        (PARTS[0], "aborted"),
        (PARTS[1], "refused by the host"),
        *(pytest.param(part, "aborted", marks=REST_OF_PARTS) for part in PARTS[1:]),
        *(pytest.param(part, "refused by the host", marks=REST_OF_PARTS) for part in PARTS if part != PARTS[1]),
    ],
)
def test_nothing_is_never_said_of_what_could_not_be_asked(part: str, how: str, page: Page) -> None:
    page.route(part, MISSING[how])
    assert ask(page, OWN[0]) == []
    expect(page.locator("[data-status]")).to_have_text(PARTIAL)
    page.unroute(part)
    assert ask(page, OWN[1]) == groups(1)
    assert ask(page, OWN[0]) == groups(0)


def test_what_is_known_is_shown_with_a_word_that_there_may_be_more(page: Page) -> None:
    page.route("**/pagefind/index/*", lambda route: route.abort())
    assert groups(1)[0] in ask(page, f"gruppe {OWN[1]}")
    expect(page.locator("[data-notes]")).to_contain_text(PARTIAL)


def test_without_a_network_it_says_so_and_goes_on_when_there_is_one(page: Page) -> None:
    assert ask(page, COMMON) == groups(0, 1, 2, 3)
    page.context.set_offline(True)
    ask(page, OWN[2])
    page.context.set_offline(False)
    assert ask(page, OWN[2]) == groups(2)
    assert ask(page, OWN[3]) == groups(3)


# Two builds


@pytest.mark.parametrize("before", ["", COMMON, OWN[0]])
def test_files_of_two_builds_are_not_mixed(before: str, browser: Browser, site: Site, tmp_path: Path) -> None:
    newer = made(tmp_path, more="aaa-ny")
    here = tmp_path / "here"
    here.symlink_to(site.out)
    with served(here, "/her/") as serving:
        page = new_page(browser)
        page.goto(serving.address + "sok/")
        ask(page, before or "gruppe")
        here.unlink()
        here.symlink_to(newer.out)
        for number in (3, 1):
            assert ask(page, OWN[number]) == groups(number)
        assert ask(page, COMMON) == groups(0, 1, 2, 3)
        page.close()


def test_a_file_of_words_that_the_browser_has_kept_is_replaced(browser: Browser, site: Site, tmp_path: Path) -> None:
    """Simulates a host that lets browsers cache everything for ten minutes."""
    newer = made(tmp_path, more="aaa-ny")
    old, asked = (site.out / "search" / "nb.json").read_bytes(), []
    with served(newer.out, "/her/") as serving:
        page = new_page(browser)

        def first_old(route: Route) -> None:
            asked.append(route.request.headers.get("cache-control", ""))
            route.fulfill(body=old, content_type="application/json") if len(asked) == 1 else route.continue_()

        page.route("**/search/nb.json", first_old)
        page.goto(serving.address + "sok/")
        assert ask(page, OWN[1]) == groups(1)
        assert len(asked) == 2
        page.close()
