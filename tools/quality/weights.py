"""Checks the gzipped size of pages, and the requests that a browser needs before it can show them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, Route
from selectolax.lexbor import LexborHTMLParser

from tools.quality.faults import Fault
from tools.quality.serving import packed

# Limits in bytes. One round trip on a new connection transfers about 14,600 bytes (ten packets, RFC 6928).
OFFER = 14_000
LIST = 30_000
SCRIPTS = 12_000
REQUESTS = 2
_IMPORTED = re.compile(r"""(?m)^(?:import|export)\b[^"'(\n]*["']([^"'\n]+)["'];""")
_FOR_PAPER = "/print.css"
_HOST = "https://site.invalid/"
_PAINT = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""

# What is there is painted by the second frame, and reported soon after that.
_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"
# The whole page has been read, though not what it loads.
_READ = """() => new Promise((done) => {
  const look = () => document.readyState === "loading" || done();
  document.addEventListener("readystatechange", look);
  look();
})"""
_IMAGES = "Promise.all([...document.images].map((image) => image.decode().catch(() => {})))"


@dataclass(frozen=True, slots=True)
class Weight:
    """The size of a page in gzipped bytes: HTML, style sheets, and scripts that it loads at the start.

    `blocking` are its scripts that block rendering.
    """

    address: str
    page: int
    styles: int
    scripts: int
    blocking: tuple[str, ...]

    @property
    def shown(self) -> int:
        return self.page + self.styles


def weight(site: Path, address: str) -> Weight:
    """The weight of the page at an address relative to the site's root."""
    file = site / (address + "index.html" if not address or address.endswith("/") else address)
    html = LexborHTMLParser(file.read_text(encoding="utf-8"))
    styles = [node.attributes["href"] or "" for node in html.css('link[rel~="stylesheet"][href]')]
    scripts = [node for node in html.css("script[src]") if node.attributes["src"]]
    waited_for = [
        node.attributes["src"] or ""
        for node in scripts
        if node.attributes.get("type") != "module" and not {"defer", "async"} & set(node.attributes)
    ]
    modules = _modules(site, [_path(address, node.attributes["src"] or "") for node in scripts])
    return Weight(
        address=address,
        page=len(packed(file)),
        styles=sum(len(packed(site / _path(address, href))) for href in styles),
        scripts=sum(len(packed(site / path)) for path in modules),
        blocking=tuple(waited_for),
    )


def _path(address: str, reference: str) -> str:
    return urlsplit(urljoin(_HOST + address, reference)).path[1:]


def _modules(site: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """The scripts at `paths` and their static imports, each once."""
    found: dict[str, None] = {}
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            text = (site / path).read_text(encoding="utf-8")
            waiting += [_path(path, to) for to in _IMPORTED.findall(text)]
    return tuple(found)


def too_heavy(weights: Iterable[Weight], most: int) -> Iterator[Fault]:
    """Faults of pages with more than `most` bytes of HTML and styles, too large scripts, or blocking scripts."""
    for each in weights:
        if each.shown > most:
            yield Fault("weight of page", each.address, f"{each.page:,} + {each.styles:,} bytes, not {most:,}")
        if each.scripts > SCRIPTS:
            yield Fault("weight of scripts", each.address, f"{each.scripts:,} bytes, not {SCRIPTS:,}")
        for script in each.blocking:
            yield Fault("blocking script", each.address, script)


def before_paint(page: Page, url: str) -> Iterator[Fault]:
    """Checks that the largest paint needs only the page and its style sheets: other requests are held back until then.

    The style sheet for print is held back too.
    """
    let_through: list[str] = []
    held: list[Route] = []

    def gate(route: Route) -> None:
        if route.request.resource_type in ("document", "stylesheet") and not route.request.url.endswith(_FOR_PAPER):
            let_through.append(route.request.url)
            route.continue_()
        else:
            held.append(route)

    page.goto("about:blank")
    page.route("**/*", gate)
    page.goto(url, wait_until="commit")
    page.evaluate(_READ)
    page.evaluate(_FRAMES)
    before: float = page.evaluate(_PAINT)
    page.unroute("**/*", gate)  # lets the held requests through
    page.wait_for_load_state()
    page.evaluate(_IMAGES)
    page.evaluate(_FRAMES)
    if page.evaluate(_PAINT) > before:
        yield Fault("largest paint", url, f"waits for more than {', '.join(let_through)}")
    if len(let_through) > REQUESTS:
        yield Fault("largest paint", url, f"{len(let_through)} requests before it, not {REQUESTS}")
