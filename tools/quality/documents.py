"""Checks the HTML files of a site without a browser: headings, titles, and clicks from the front page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tools.quality.faults import Fault
from veiviser.directory.model import Directory, Offer
from veiviser.web.routes import SEARCH_INDEX
from veiviser.web.urls import urls_of

CLICKS = 3
_HOST = "https://site.invalid/"


@dataclass(frozen=True, slots=True)
class Document:
    """A page: its address relative to the root, the levels of its headings in order, and the addresses it links to.

    Links that only scripts create or show do not count. `redirects` is true for an immediate redirect.
    """

    address: str
    language: str
    title: str
    headings: tuple[int, ...]
    links: frozenset[str]
    redirects: bool


def documents(site: Path) -> tuple[Document, ...]:
    """Every page of a built site, sorted by path."""
    found = []
    for path in sorted(site.rglob("*.html")):
        relative = path.relative_to(site).as_posix()
        if not relative.startswith(f"{SEARCH_INDEX}/"):
            address = relative.removesuffix("index.html") if path.name == "index.html" else relative
            found.append(document(address, path.read_text(encoding="utf-8")))
    return tuple(found)


def document(address: str, html: str) -> Document:
    """Parses a page; links are relative to its `<base>`, else to its own address."""
    page = LexborHTMLParser(html)
    base = page.css_first("base[href]")
    start = urljoin(_HOST + address, (base.attributes["href"] or "") if base else "")
    hidden = {node.mem_id for node in page.css("[hidden] a[href]")}
    anchors = [node for node in page.css("body a[href]") if node.mem_id not in hidden]
    targets = (urlsplit(urljoin(start, node.attributes["href"] or "")) for node in anchors)
    title, root = page.css_first("head > title"), page.css_first("html")
    return Document(
        address=address,
        language=(root and root.attributes.get("lang")) or "",
        title=title.text().strip() if title else "",
        headings=tuple(int((node.tag or "h0")[1]) for node in page.css("h1, h2, h3, h4, h5, h6")),
        links=frozenset(unquote(to.path[1:]) for to in targets if to.netloc == urlsplit(_HOST).netloc),
        redirects=page.css_first('meta[http-equiv="refresh"]') is not None,
    )


def headings(pages: Iterable[Document]) -> Iterator[Fault]:
    """WCAG 1.3.1 and 2.4.6, for screen readers: one h1, which comes first, and no level is skipped."""
    for page in pages:
        levels = page.headings
        if levels.count(1) != 1:
            yield Fault("1.3.1 headings", page.address, f"{levels.count(1)} h1")
        if levels and levels[0] != 1:
            yield Fault("1.3.1 headings", page.address, f"begins with h{levels[0]}")
        for before, after in pairwise(levels):
            if after > before + 1:
                yield Fault("1.3.1 headings", page.address, f"h{after} follows h{before}")


def titles(pages: Iterable[Document]) -> Iterator[Fault]:
    """WCAG 2.4.2: every page has a title, unique within its language.

    Redirects are left out of the comparison, since they have the title of their target.
    """
    by_title: dict[tuple[str, str], list[str]] = defaultdict(list)
    for page in pages:
        if not page.title:
            yield Fault("2.4.2 titles", page.address, "has no title")
        elif not page.redirects:
            by_title[page.language, page.title].append(page.address)
    for (_, title), addresses in by_title.items():
        for address in addresses[1:]:
            yield Fault("2.4.2 titles", address, f"has the title of {addresses[0] or '/'}: {title}")


def distances(pages: Sequence[Document], start: str) -> dict[str, int]:
    """The number of clicks from the page at `start` to each page that can be reached from it."""
    known = {page.address: page for page in pages}
    clicks, here = {start: 0}, [start]
    while here:
        reached = sorted({link for at in here for link in known[at].links if link in known and link not in clicks})
        clicks.update(dict.fromkeys(reached, clicks[here[0]] + 1))
        here = reached
    return clicks


def reach(pages: Sequence[Document], directory: Directory) -> Iterator[Fault]:
    """Every page is three clicks or fewer from the front page of its language, without scripts.

    Pages that are kept out of lists on purpose do not count (see `excused`).
    """
    not_counted, urls = excused(pages, directory), urls_of(directory, directory.site.base_url)
    for code in directory.languages:
        clicks = distances(pages, urls.to("front", language=code))
        for page in pages:
            if page.language == code and page.address not in not_counted:
                if page.address not in clicks:
                    yield Fault("reach", page.address, "no links lead here")
                elif clicks[page.address] > CLICKS:
                    yield Fault("reach", page.address, f"{clicks[page.address]} clicks from the front page")


def excused(pages: Sequence[Document], directory: Directory) -> dict[str, str]:
    """The addresses that need not be reached by links, each with the reason why."""
    urls = urls_of(directory, directory.site.base_url)
    reasons = {page.address: "leads on at once" for page in pages if page.redirects}
    reasons[urls.to("not_found")] = "shown for addresses that do not exist"
    for code in directory.languages:
        for offer in directory.offers:
            if _over(offer):
                reasons[urls.to("offer", offer.id, language=code)] = "an offer that is over, kept out of lists"
        for route, id_ in _left_behind(directory):
            reasons[urls.to(route, id_, language=code)] = "all that it had is over"
        for event in directory.events:
            if event.abandoned or not event.coming(directory.today):
                reasons[urls.to("event", event.id, language=code)] = "a date that is over, kept out of lists"
    merged = {municipality.id for municipality in directory.merged}
    for page in pages:
        found = urls.find(page.address)
        if found and found.route.kinds[:1] == ("municipalities",) and found.ids[0] in merged:
            reasons[page.address] = "a municipality that is no more"
    return reasons


def _over(offer: Offer) -> bool:
    return offer.facts.status == "ended" or offer.freshness.hidden


def _left_behind(directory: Directory) -> Iterator[tuple[str, str]]:
    """The routes and ids of organisations and places whose offers are all over."""
    offers: dict[tuple[str, str], list[Offer]] = defaultdict(list)
    for offer in directory.offers:
        for organisation in (*offer.organisations, *offer.partners):
            offers["organisation", organisation.id].append(offer)
        for place in offer.places:
            offers["place", place.id].append(offer)
    yield from (record for record, theirs in offers.items() if all(map(_over, theirs)))
