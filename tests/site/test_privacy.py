"""The privacy that the site promises, proved: nothing kept, nothing sent elsewhere, nothing run that is not its own."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.built import Site, build_site, served
from tests.support.elements import element
from tools.browser import new_context, new_page
from tools.quality.samples import samples

WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""
KEPT = """async () => ({
  cookies: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}


def test_nothing_is_kept_and_nobody_else_is_asked_below_a_path(example: Site, browser: Browser) -> None:
    """A page of every family, by turns in each language; tests/quality looks at all of them without a path.

    The page for lost visitors knows the path that it was built for.
    """
    all_over = [sample for sample in samples(example.directory) if "404.html" not in sample.addresses.values()]
    first = [sample for sample in all_over if sample.variant == 0 and not sample.redirects]
    by_turns = zip(first, itertools.cycle(example.directory.languages), strict=False)
    pages = [sample.addresses.get(language) or next(iter(sample.addresses.values())) for sample, language in by_turns]
    with served(example.out, "/en/mappe/") as host:
        context = new_context(browser)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        context.add_init_script(WATCH)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        for address in pages:
            page.goto(host.address + address, wait_until="load")
            assert (address, page.evaluate("violations")) == (address, [])
            assert (address, page.evaluate(KEPT)) == (address, NOTHING)
        page.goto(f"{host.address}sok/#q=samtale")
        page.locator("[data-results] > li").first.wait_for()
        assert page.evaluate("violations") == [], "the search may run what the other pages may not"
        assert page.evaluate(KEPT) == NOTHING
        assert context.cookies() == []
        context.close()
    assert [url for url in asked if not url.startswith((host.address, "data:"))] == []
    assert complaints == []
    assert host.faults() == []


def test_only_the_search_may_compile(site: Site) -> None:
    may = {address for address, _ in site.pages() if "'wasm-unsafe-eval'" in policy(site, address)}
    assert may == {f"{site.prefix(language)}sok/" for language in site.directory.languages}


def test_every_page_has_a_strict_policy_and_tells_nobody_where_a_visitor_came_from(site: Site) -> None:
    for address, page in site.pages():
        said = policy(site, address)
        assert said.startswith("default-src 'none'; "), address
        assert not re.search(r"unsafe-inline|'unsafe-eval'|\*|https?:|frame-ancestors", said), address
        assert element(page, 'meta[name="referrer"]').attributes["content"] == "no-referrer"


def policy(site: Site, address: str) -> str:
    page = site.page(address)
    meta = page.css_first('meta[http-equiv="Content-Security-Policy"]')
    return (meta.attributes["content"] or "") if meta else ""


def test_the_browser_holds_a_page_to_its_policy(example: Site, browser: Browser) -> None:
    """What was put into a page, by whatever means, neither runs nor reports home."""
    with served(example.out) as host:
        page = new_page(browser)
        page.add_init_script(WATCH)
        page.goto(host.address)
        page.evaluate("""() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            const image = document.createElement('img');
            image.src = 'https://spor.example/1.gif';
            document.body.append(image);
        }""")
        page.wait_for_function("violations.length >= 2")
        assert page.evaluate("window.ran") is None
        page.close()


def statements(site: Site, name: str, language: str) -> str:
    return element(site.page(f"{site.prefix(language)}{name}/"), "main").text()


def test_the_page_on_privacy_tells_of_what_this_site_has(example: Site, tiny: Site) -> None:
    """A form, a code host and a quick exit are told of where there are any, and the publisher where there is a page."""
    for language in example.directory.languages:
        told = statements(example, "personvern", language)
        assert all(host in told for host in ("skjema.example.org", "git.example.org", "yr.no"))
        assert example.directory.publisher.name in told
    assert not any(host in statements(tiny, "personvern", "nb") for host in ("skjema.", "git."))


@pytest.mark.parametrize(("owner", "duty"), [("public", True), ("voluntary", False)])
def test_the_page_on_accessibility_tells_public_bodies_alone_of_their_duty(
    owner: str, duty: bool, make_root: Callable[..., Path], tmp_path: Path
) -> None:
    root = make_root()
    settings = root / "content" / "site.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}owner_type: {owner}\n", "utf-8")
    built = build_site(root, tmp_path / "out")
    for language in built.directory.languages:
        page = built.page(f"{built.prefix(language)}tilgjengelighet/")
        links = {link.attributes["href"] for link in page.css("main a")}
        assert ("https://uustatus.no/" in links) == duty
        assert not re.search(r"oppfyller kravene|fully conformant|i samsvar med", element(page, "main").text())


def test_an_editorial_page_of_the_same_name_stands_on_top(example: Site) -> None:
    told = statements(example, "personvern", "nb")
    assert told.index("Vi vet ikke hvem du er") < told.index("Hva vi vet om deg") < told.index("Datatilsynet")
