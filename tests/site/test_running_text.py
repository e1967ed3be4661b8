"""Running text as visitors see it: list numbers as written, lines kept apart, nothing wider than the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.built import Served, Site, built_once, served
from tests.support.records import offer
from tools.browser import new_page
from tools.reference import lay_out

LONG = "Pårørendesamtalegruppekoordineringsmøte" * 4
BODIES = {
    "dager": "Vi har stengt:\n\n17. mai\n16. mai\n\n> 6. desember\n> 4. desember\n\n- 2. juledag\n- 1. juledag\n",
    "liste": "1. Ring oss\n2. Kom\n   - med kake\n   - med kaffe\n3. Spis\n\n31. oktober er siste frist.",
    "bredt": f"\tVi møtes i {LONG} hver onsdag klokka tolv, og du trenger ikke melde deg på.\n\n`{LONG}`\n\n"
    f"```\n{LONG} og enda mer på den samme linja, som er lang\n```\n\n    {LONG}\n\nhttps://example.org/{LONG}\n",
    "lenker": "Meld deg på: https://example.org/tur.\n\nSpør tur@example.org, eller se www.example.org/tur.",
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Site:
    def make() -> Path:
        root = tmp_path_factory.mktemp("texts") / "root"
        lay_out(None, root)
        (root / "content" / "offers").mkdir(parents=True, exist_ok=True)
        for id_, body in BODIES.items():
            text = offer(f"\n{body}\n", title=id_.capitalize(), phone="55 00 00 10")
            (root / "content" / "offers" / f"{id_}.md").write_text(text, "utf-8", newline="")
        return root

    return built_once(make, "running-text", tmp_path_factory)


@pytest.fixture(scope="module")
def serving(texts: Site) -> Iterator[Served]:
    with served(texts.out) as serving:
        yield serving


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = new_page(browser, viewport={"width": 390, "height": 800})
    yield page
    page.close()


def body(page: Page, serving: Served, offer: str) -> list[str]:
    """The lines of an offer's text, as visitors see them."""
    page.goto(f"{serving.address}tilbud/{offer}/")
    return [line.strip() for line in page.locator(".body").inner_text().split("\n") if line.strip()]


def test_dates_have_their_own_numbers_and_lines(page: Page, serving: Served) -> None:
    assert body(page, serving, "dager") == [
        "Vi har stengt:", "17. mai", "16. mai", "6. desember", "4. desember", "2. juledag", "1. juledag",
    ]  # fmt: skip
    assert page.locator(".body ol").count() == 0


def test_a_list_counts_and_holds_the_list_below_its_point(page: Page, serving: Served) -> None:
    lines = body(page, serving, "liste")
    assert lines[0].endswith("Ring oss")
    assert lines[-1] == "31. oktober er siste frist."
    assert page.locator(".body ol > li").count() == 3
    assert page.locator(".body ol ul > li").all_inner_texts() == ["med kake", "med kaffe"]


@pytest.mark.parametrize("width", [320, 390])
def test_neither_indented_text_nor_code_widens_the_page(page: Page, serving: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    body(page, serving, "bredt")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".body p", has_text="Vi møtes i").count() == 1


def test_addresses_are_links(page: Page, serving: Served) -> None:
    body(page, serving, "lenker")
    links = page.locator(".body a")
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://example.org/tur", "mailto:tur@example.org", "https://www.example.org/tur",
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "offer"), [("31. oktober", "Liste"), ("17. mai", "Dager"), ("4. desember", "Dager")])
def test_a_date_at_the_beginning_of_a_line_is_found(page: Page, serving: Served, words: str, offer: str) -> None:
    page.goto(f"{serving.address}sok/#q={words}")
    expect(page.locator("ol[data-results] > li > a", has_text=offer).first).to_be_visible()
