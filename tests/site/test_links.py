"""Every link in every file leads somewhere: as a browser resolves it, wherever the site is mounted."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tests.site.crawl import documents, faults
from tests.support.built import Served, Site, file_of, served
from tools.browser import new_page

PREFIX = "/some/prefix/"
MOUNTS = ("/", PREFIX)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_link_leads_to_a_file_of_the_site(site: Site) -> None:
    assert sum(len(document.references) for document in documents(site).values()) > 10_000
    for mount in MOUNTS:
        assert (mount, list(faults(site, mount))) == (mount, [])


def test_every_link_of_a_site_below_a_path_leads_to_a_file(tiny: Site) -> None:
    assert urlsplit(tiny.base_url).path == "/naer/deg/"
    assert documents(tiny)["404.html"].base == "/naer/deg/"
    for mount in (*MOUNTS, "/naer/deg/"):
        assert (mount, list(faults(tiny, mount))) == (mount, [])


def led_nowhere(site: Site, addresses: Iterable[str]) -> list[str]:
    """The addresses that are not below base_url or have no file."""
    known = {address for address in addresses if address.startswith(site.base_url)}
    missing = {a for a in known if file_of(unquote(urlsplit(a.removeprefix(site.base_url)).path)) not in site.files}
    return sorted({*addresses} - known | missing)


@pytest.mark.parametrize("selector", ['link[rel="canonical"]', 'link[rel="alternate"][hreflang]'])
def test_canonical_and_translations_lead_to_pages(site: Site, selector: str) -> None:
    found = [node.attributes["href"] or "" for _, page in site.pages() for node in page.css(selector)]

    assert len(found) > 1000
    assert led_nowhere(site, found) == []


def test_news_lead_to_pages(site: Site) -> None:
    feeds = [ET.fromstring(site.text(path)) for path in site.files if path.endswith("nytt.xml")]
    links = [link.get("href", "") for feed in feeds for link in feed.iter(f"{ATOM}link")]
    ids = [node.text or "" for feed in feeds for node in feed.iter(f"{ATOM}id")]

    assert links
    assert led_nowhere(site, {*links, *ids}) == []


def test_the_sitemap_leads_to_pages_that_may_be_indexed(site: Site) -> None:
    sitemap = ET.fromstring(site.text("sitemap.xml"))
    listed = [node.text or "" for node in sitemap.iter(f"{SITEMAP}loc")]
    others = {node.get("href", "") for node in sitemap.iter("{http://www.w3.org/1999/xhtml}link")}
    hidden = {
        site.base_url + address
        for address, page in site.pages()
        if page.css_first('meta[name="robots"][content="noindex"], meta[http-equiv="refresh"]')
    }

    assert led_nowhere(site, {*listed, *others}) == []
    assert len(listed) == len(set(listed))
    assert site.base_url in listed
    assert hidden
    assert hidden.isdisjoint(listed)
    assert others <= set(listed)


def test_what_other_files_say_of_the_sites_own_addresses_is_true(site: Site) -> None:
    address = re.compile(re.escape(site.base_url) + r"[^\s\"'<>\\,;()]*")
    texts = [path for path in site.files if re.search(r"\.(ics|json|csv|txt)$", path) and "pagefind" not in path]
    written = {found for path in texts for found in address.findall(unfolded(path, site.text(path)))}
    written |= {found for page in site.pages() for found in address.findall(linked_data(page[1]))}

    assert {site.base_url + "sitemap.xml"} < written
    assert led_nowhere(site, written) == []


def unfolded(path: str, text: str) -> str:
    """Calendars may fold long lines at any character (RFC 5545, section 3.1)."""
    return re.sub(r"\n[ \t]", "", text) if path.endswith(".ics") else text


def linked_data(page: LexborHTMLParser) -> str:
    return " ".join(node.text() for node in page.css('script[type="application/ld+json"]'))


def test_redirects_lead_to_files(example: Site, tiny: Site) -> None:
    for one in (example, tiny):
        mount = urlsplit(one.base_url).path
        rules = [line.split() for line in one.text("_redirects").splitlines() if not line.startswith("#")]
        assert rules
        for old, new, status in rules:
            assert old.startswith(mount)
            assert file_of(new.removeprefix(mount)) in one.files
            assert status == "301"


FAMILIES = (
    "", "tilbud/", "tilbud/kafe/", "kommune/", "kommune/aasvik/", "kommune/aasvik/avlastning/",
    "kommune/nordvik/", "behov/samtale/", "for/barn/", "kalender/", "arrangement/kafekveld/", "sted/naustet/",
    "organisasjon/nattlinja/", "ordbok/", "hjelp-na/", "om/", "oversikt/", "utskrift/kommune/fjordby/", "nn/",
    "nn/tilbud/nattlinja/", "nn/kommune/aasvik/for/barn/",
)  # fmt: skip


@pytest.fixture
def prefixed(tiny: Site) -> Iterator[Served]:
    with served(tiny.out, PREFIX) as serving:
        yield serving


def test_a_browser_finds_every_link_under_a_prefix(tiny: Site, prefixed: Served, browser: Browser) -> None:
    page = new_page(browser)
    seen: set[str] = set()
    for address in FAMILIES:
        page.goto(prefixed.address + address, wait_until="domcontentloaded")
        seen.update(page.evaluate("[...document.links, ...document.querySelectorAll('link')].map((a) => a.href)"))
        seen.update(page.evaluate("[...document.forms].map((form) => form.action)"))
    own = sorted({link.partition("#")[0] for link in seen if link.startswith(prefixed.address.removesuffix(PREFIX))})
    get = "(all) => Promise.all(all.map(async (one) => [one, (await fetch(one, { method: 'HEAD' })).status]))"
    statuses = page.evaluate(get, own)
    page.close()

    assert len(own) > 60
    assert [(link, status) for link, status in statuses if status != 200] == []
    assert prefixed.faults() == []


def test_an_earlier_address_leads_to_the_offer(prefixed: Served, browser: Browser) -> None:
    page = new_page(browser)
    page.goto(prefixed.address + "nn/tilbud/kaffikroken/", wait_until="commit")
    page.wait_for_url(prefixed.address + "nn/tilbud/kafe/")
    assert page.locator("main[data-offer='kafe']").count() == 1
    page.close()
    assert prefixed.faults() == []


def test_a_browser_that_is_lost_finds_its_way_back_below_a_path(tiny: Site, browser: Browser) -> None:
    mount = urlsplit(tiny.base_url).path
    with served(tiny.out, mount) as serving:
        page = new_page(browser)
        lost = page.goto(f"{serving.address}en/side/som/ikke/finnes")
        assert lost is not None
        assert lost.status == 404
        page.locator("main a[href$='tilbud/']").first.click()
        page.wait_for_url(f"{serving.address}tilbud/")
        page.close()
    assert serving.faults() == [f"404 {mount}en/side/som/ikke/finnes"]
