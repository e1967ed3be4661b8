"""The privacy that the site promises, proved: nothing stored, nothing sent elsewhere, nothing run but its own scripts."""

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
    """A page of every family, in each language in turn; tests/quality covers all pages without a path.

    The 404 page knows the path that it was built for.
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


def test_every_page_has_a_strict_policy_and_sends_no_referrer(site: Site) -> None:
    for address, page in site.pages():
        found = policy(site, address)
        assert found.startswith("default-src 'none'; "), address
        assert not re.search(r"unsafe-inline|'unsafe-eval'|\*|https?:|frame-ancestors", found), address
        assert element(page, 'meta[name="referrer"]').attributes["content"] == "no-referrer"


def policy(site: Site, address: str) -> str:
    page = site.page(address)
    meta = page.css_first('meta[http-equiv="Content-Security-Policy"]')
    return (meta.attributes["content"] or "") if meta else ""


def test_the_browser_holds_a_page_to_its_policy(example: Site, browser: Browser) -> None:
    """Anything inserted into a page, by whatever means, neither runs nor reports home."""
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


def test_the_page_on_privacy_describes_what_this_site_has(example: Site, tiny: Site) -> None:
    """A form, a code host and a quick exit are mentioned if there are any, and the publisher always."""
    for language in example.directory.languages:
        text = statements(example, "personvern", language)
        assert all(host in text for host in ("skjema.example.org", "git.example.org", "yr.no"))
        assert example.directory.publisher.name in text
    assert not any(host in statements(tiny, "personvern", "nb") for host in ("skjema.", "git."))


@pytest.mark.parametrize(("owner", "duty"), [("public", True), ("voluntary", False)])
def test_the_page_on_accessibility_mentions_the_duty_of_public_bodies_only(
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


def test_an_editorial_page_of_the_same_name_comes_first(example: Site) -> None:
    text = statements(example, "personvern", "nb")
    assert text.index("Vi vet ikke hvem du er") < text.index("Hva vi vet om deg") < text.index("Datatilsynet")
