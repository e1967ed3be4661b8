"""The list of a municipality in print, printed by a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.support.built import Site, build_site, served
from tests.support.pdf import A4, HARD, LONG, codes, sheets, strayed, words
from tools.browser import new_page
from tools.reference import lay_out
from veiviser.language.languages import choose
from veiviser.web.indexes import Indexes

MARGIN, FOLD = 9, 9  # millimetres that stay white


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a region whose content is difficult to print."""
    root = tmp_path_factory.mktemp("hard") / "root"
    lay_out(None, root)
    for path, text in HARD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return build_site(root, root.parent / "site")


def opened(site: Site, browser: Browser, address: str, check: Callable[[Page], object]) -> None:
    with served(site.out) as serving:
        page = new_page(browser, viewport={"width": 320, "height": 640})
        page.goto(serving.address + address)
        check(page)
        page.close()
    assert serving.faults() == []


def printed(site: Site, browser: Browser, address: str) -> bytes:
    made: list[bytes] = []
    opened(site, browser, address, lambda page: made.append(page.pdf(prefer_css_page_size=True)))
    return made[0]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_code_is_read_off_the_paper_and_leads_to_its_offer(
    example: Site, browser: Browser, language: str
) -> None:
    municipality = example.directory.municipalities[0].id
    home = example.base_url + example.prefix(language)
    usable = Indexes(example.directory).by_municipality.available[municipality].usable

    pdf = printed(example, browser, f"{example.prefix(language)}utskrift/kommune/{municipality}/")
    found = list(codes(pdf))

    expected = [f"{home}tilbud/{offer.id}/" for offer in usable] + [f"{home}kommune/{municipality}/"]
    assert sorted(code.text for code in found) == sorted(expected)
    # With four modules of white on each side of at most 45, that makes 18 mm or more.
    assert min(code.side for code in found) >= 15


def test_two_a5_pages_on_each_sheet_and_nothing_on_the_fold(example: Site, browser: Browser) -> None:
    municipality = example.directory.municipalities[0].id
    usable = Indexes(example.directory).by_municipality.available[municipality].usable

    pdf = printed(example, browser, f"utskrift/kommune/{municipality}/")

    assert set(sheets(pdf)) == {(A4[1], A4[0])}
    assert len(sheets(pdf)) <= 1 + len(usable) / 5
    assert strayed(pdf, MARGIN, FOLD) == set()


def test_the_paper_says_whom_to_call_first_and_nothing_of_the_menu(example: Site, browser: Browser) -> None:
    municipality = example.directory.municipalities[0].id
    printed_words = words(printed(example, browser, f"utskrift/kommune/{municipality}/"))

    order = [printed_words.index(text) for text in ("Hjelp nå", "113", "116 117", "Om denne lista", "Vite mer")]
    assert order == sorted(order)
    assert "21. november 2026" in printed_words
    assert example.directory.publisher.name in printed_words
    assert (example.directory.site.feedback_email or "?") in printed_words
    assert "Personvern" not in printed_words
    assert "Kalender" not in printed_words


def test_an_offer_is_listed_once_and_named_under_its_other_needs(example: Site) -> None:
    municipality = example.directory.municipalities[0].id
    page = example.page(f"utskrift/kommune/{municipality}/")
    usable = Indexes(example.directory).by_municipality.available[municipality].usable

    assert sorted(node.attributes["data-offer-card"] or "" for node in page.css("[data-offer-card]")) == sorted(
        offer.id for offer in usable
    )
    for need in example.directory.vocabulary["needs"]:
        others = page.css_first(f"section[aria-labelledby='{need.id}'] .others")
        named = others.text() if others else ""
        for offer in usable:
            if need in offer.needs[1:]:
                assert choose(offer.title, "nb")[0] in named


def test_the_codes_have_names_and_are_for_paper_alone(example: Site, browser: Browser) -> None:
    def check(page: Page) -> None:
        assert page.locator(".qr").count() > 10
        assert page.locator(".qr:visible").count() == 0
        page.emulate_media(media="print")
        assert page.locator(".qr:visible").count() == page.locator(".qr").count()
        assert all(page.locator(".qr").evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))"))

    opened(example, browser, "utskrift/kommune/fjordby/", check)


def test_hard_content_stays_on_its_paper_and_on_a_narrow_screen(hard: Site, browser: Browser) -> None:
    def check(page: Page) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert "+44 20 7946 0958" in page.locator("main").inner_text()

    opened(hard, browser, "utskrift/kommune/fjordby/", check)
    pdf = printed(hard, browser, "utskrift/kommune/fjordby/")
    assert strayed(pdf, MARGIN, FOLD) == set()
    assert len(list(codes(pdf))) == len(hard.directory.listed) + 1
    assert LONG in words(pdf).replace(" ", "")


def test_a_municipality_without_offers_gets_one_sheet_that_says_so(hard: Site, browser: Browser) -> None:
    pdf = printed(hard, browser, "utskrift/kommune/tomvik/")

    assert len(sheets(pdf)) == 1
    assert "Her er det ingenting ennå" in words(pdf)
    assert [code.text for code in codes(pdf)] == [hard.base_url + "kommune/tomvik/"]


def test_an_offer_on_paper_is_black_and_holds_what_paper_can_use(example: Site, browser: Browser) -> None:
    def check(page: Page) -> None:
        page.emulate_media(media="print")
        number = page.locator(".contact a[href^='tel:']").first
        assert number.evaluate("(link) => getComputedStyle(link).color") == "rgb(0, 0, 0)"
        for gone in (
            page.get_by_text("Foreslå en endring"),
            page.get_by_text("Legg i kalenderen"),
            page.get_by_text("Se også"),
        ):
            assert gone.count() > 0
            assert not gone.first.is_visible()
        assert page.get_by_text("Stemmer dette fortsatt?").is_visible()

    opened(example, browser, "tilbud/rusgruppa-fjordby/", check)
