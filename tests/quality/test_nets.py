"""Tests of the quality measures: each finds its fault on a page that has it, and nothing on a good page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tools.browser import new_context, new_page
from tools.quality.browsing import State, measured, opened, put
from tools.quality.combinations import pairs, pairwise
from tools.quality.documents import Document, document, headings, titles
from tools.quality.documents import distances as clicks_to
from tools.quality.privacy import Log
from tools.quality.serving import served
from tools.quality.validity import invalid
from tools.quality.weights import before_paint, too_heavy, weight

STYLE = """
body { margin: 0; color: #222; background: #fff; }
main, .room { padding: 16px; }
a, button { display: inline-block; padding: 12px; }
button { font-size: 16px; min-block-size: 44px; }
:focus-visible { outline: 3px solid #000; outline-offset: 2px; }
"""
GOOD = "<h1>Tittel</h1><p>Tekst.</p><ul><li><a href='#a'>En lenke</a></li></ul><button>En knapp</button>"
# The rule that must find a fault, and the HTML that has it.
BAD = {
    "1.4.10 reflow": "<p style='width: 400px'>Bredt</p>",
    "1.4.12 text spacing": "<p style='height: 20px; overflow: hidden; line-height: 1; margin: 0'>Tekst</p>",
    "2.5.8 target size": "<ul style='line-height: 1; margin: 0'><li><a href='#b' style='padding: 0'>b</a></li>"
    "<li><a href='#c' style='padding: 0'>c</a></li></ul>",
    "2.5.5 main action": "<p><a class='button' href='#b' style='padding: 2px'>En knapp</a></p>",
    "2.4.13 focus ring": "<p><a href='#b' style='outline: none'>En lenke</a></p>",
    "1.4.11 focus ring": "<p><a href='#b' style='outline-color: #eee'>En lenke</a></p>",
    "2.4.11 focus covered": "<div style='position: fixed; inset: 0; background: #fff'></div>",
    "2.4.3 focus order": "<p><a href='#b' tabindex='2'>En lenke</a></p>",
    "axe color-contrast": "<p style='color: #aaa'>Svakt</p>",
    "axe heading-order": "<h4>Et hopp</h4>",
    "axe image-alt": "<img src='x.svg'>",
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = new_page(browser)
    yield page
    page.close()


def laid_out(folder: Path, inside: str, head: str = "") -> Path:
    """Creates a site of a single page."""
    (folder / "style.css").write_text(STYLE)
    (folder / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    html = (
        f"<!DOCTYPE html><html lang='nb'><head><meta charset='utf-8'><title>Side</title>"
        f"<meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>"
        f"<link rel='stylesheet' href='style.css'>{head}</head><body><main>{inside}</main></body></html>"
    )
    (folder / "index.html").write_text(html, encoding="utf-8")
    (folder / "404.html").write_text(html, encoding="utf-8")
    return folder


def rules(page: Page, site: Path, width: int = 320) -> set[str]:
    with served(site) as base:
        put(page, State("nb", "light", width))
        opened(page, base)
        return {fault.rule for fault in measured(page, "")}


def test_a_good_page_has_no_faults(page: Page, tmp_path: Path) -> None:
    assert rules(page, laid_out(tmp_path, GOOD)) == set()


@pytest.mark.parametrize("rule", BAD)
def test_a_fault_is_found(page: Page, tmp_path: Path, rule: str) -> None:
    assert rule in rules(page, laid_out(tmp_path, GOOD + BAD[rule]))


def test_a_ring_around_the_card_of_a_link_will_do(page: Page, tmp_path: Path) -> None:
    ring = "<link rel='stylesheet' href='ring.css'>"
    (tmp_path / "ring.css").write_text("p a:focus-visible { outline: none } p:focus-within { outline: 3px solid #000 }")
    assert rules(page, laid_out(tmp_path, GOOD + "<p><a href='#b'>En lenke</a></p>", ring)) == set()
    (tmp_path / "ring.css").write_text("p a:focus-visible { outline: none } p { outline: 3px solid #000 }")
    assert rules(page, laid_out(tmp_path, GOOD + "<p><a href='#b'>En lenke</a></p>", ring)) == {"2.4.13 focus ring"}


def test_links_in_a_sentence_and_links_with_room_around_them_may_be_small(page: Page, tmp_path: Path) -> None:
    sentence = "<p>Du kan lese mer i <a href='#b' style='display: inline; padding: 0'>ordboka</a> vår.</p>"
    alone = "<p style='margin: 40px'><a href='#b' style='padding: 0'>ordboka</a></p>"
    assert rules(page, laid_out(tmp_path, GOOD + sentence + alone)) == set()


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        ("document.cookie = 'a=b'", "privacy: cookies"),
        ("localStorage.a = 'b'", "privacy: storage"),
        ("sessionStorage.a = 'b'", "privacy: storage"),
        ("await new Promise((done) => { indexedDB.open('a').onsuccess = done })", "privacy: storage"),
        ("await caches.open('a')", "privacy: storage"),
        ("await fetch('http://127.0.0.1:9/').catch(() => 0)", "privacy: requests"),
        ("throw new Error('a')", "privacy: complaints"),
    ],
)
def test_what_is_sent_or_kept_is_found(browser: Browser, tmp_path: Path, script: str, rule: str) -> None:
    site = laid_out(tmp_path, GOOD, f"<script type='module'>{script}; document.title = 'Ferdig'</script>")
    with served(site) as base:
        context = new_context(browser)
        page, log = context.new_page(), Log(context, base)
        page.goto(base)
        if rule != "privacy: complaints":
            page.wait_for_function("document.title === 'Ferdig'")
        assert rule in {fault.rule for fault in log.faults(page, "")}
        context.close()


def test_headings_and_titles_are_judged() -> None:
    def of(address: str, inside: str) -> Document:
        return document(address, f"<html lang='nb'><head><title>Side</title></head><body>{inside}</body></html>")

    good = of("", "<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>")
    assert list(headings([good])) == []
    for bad in ("", "<h1>a</h1><h1>b</h1>", "<h2>a</h2><h1>b</h1>", "<h1>a</h1><h3>b</h3>"):
        assert list(headings([of("", bad)])) != []
    assert list(titles([good])) == []
    assert [fault.page for fault in titles([good, of("a/", "")])] == ["a/"]


def test_clicks_are_counted_along_links_that_are_there_without_scripts() -> None:
    pages = [
        document("", "<a href='a/'>a</a><div hidden><a href='c/'>c</a></div>"),
        document("a/", "<a href='../b/?x#y'>b</a> <a href='https://elsewhere.invalid/c/'>c</a>"),
        document("b/", ""),
        document("c/", ""),
    ]
    assert clicks_to(pages, "") == {"": 0, "a/": 1, "b/": 2}


def test_weight_is_that_of_all_that_comes_along(browser: Browser, tmp_path: Path) -> None:
    site = laid_out(tmp_path, GOOD, "<script src='a.js'></script><script type='module' src='b.js'></script>")
    (site / "a.js").write_text("let a = 1;")
    (site / "b.js").write_text("import { c } from './c.js';\nc();\nimport('./d.js');")
    (site / "c.js").write_text("export function c() {}")
    found = weight(site, "")
    assert found.blocking == ("a.js",)
    assert found.styles > 50
    assert found.scripts > weight(laid_out(tmp_path, GOOD), "").scripts == 0
    assert {fault.rule for fault in too_heavy([found], found.shown - 1)} == {"weight of page", "blocking script"}
    assert {fault.rule for fault in too_heavy([found], found.shown)} == {"blocking script"}


@pytest.mark.parametrize(
    ("head", "inside", "right"),
    [
        ("<script type='module' src='a.js'></script>", GOOD, True),
        ("<link rel='stylesheet' href='more.css'>", GOOD, False),
        ("", GOOD + "<p><img src='big.svg' alt='Et bilde' width='300' height='300'></p>", False),
    ],
)
def test_what_the_largest_paint_waits_for_is_found(
    browser: Browser, tmp_path: Path, head: str, inside: str, right: bool
) -> None:
    site = laid_out(tmp_path, inside, head)
    (site / "a.js").write_text("")
    (site / "more.css").write_text("p { margin: 0 }")
    circles = "".join(f"<circle r='{r}' cx='150' cy='150' fill='#{r:03}'/>" for r in range(149, 100, -1))
    (site / "big.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 300 300'>{circles}</svg>")
    with served(site) as base:
        page = new_page(browser)
        assert (list(before_paint(page, base)) == []) == right
        page.close()


def test_html_that_is_not_valid_is_found(tmp_path: Path) -> None:
    site = laid_out(tmp_path, GOOD + "<ul><p>Ikke i en liste</p></ul><p id='a'></p><p id='a'></p>")
    found = {fault.rule for fault in invalid(site, [site / "index.html"])}
    assert {"html element-permitted-content", "html no-dup-id"} <= found


def test_few_rows_hold_every_pair() -> None:
    factors = (tuple("abcdefg"), (1, 2, 3, 4), ("x", "y", "z"), (True, False))
    rows = list(pairwise(*factors))
    wanted = {
        pair
        for a in factors[0]
        for b in factors[1]
        for c in factors[2]
        for d in factors[3]
        for pair in pairs((a, b, c, d))
    }
    assert {pair for row in rows for pair in pairs(row)} == wanted
    assert len(rows) < 40
    assert rows == list(pairwise(*factors))
