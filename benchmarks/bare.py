"""Builds a bare site from a region: the pages and cards that the compared generators make, and nothing else.

`python -m benchmarks.bare ROOT OUT`. The program's own pieces read the content, connect the records, render the pages
and publish them; there are no checks, search, feeds or calendars. The templates are in `bare_site/`.
"""

import datetime as dt
import multiprocessing
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from benchmarks import TODAY
from veiviser.artifacts import Artifact
from veiviser.build.collector import collector_off
from veiviser.build.pages import sitemap_entry
from veiviser.build.publish import prepare, publish
from veiviser.content.read import read
from veiviser.content.records import sound
from veiviser.directory.model import Directory, Event, Municipality, Offer, Term
from veiviser.directory.resolve import resolve
from veiviser.feeds.conventions import SitemapPage, sitemap
from veiviser.pages.layout import layout_context
from veiviser.problems.problem import has_errors
from veiviser.render.pages import Renderers, renderers
from veiviser.render.xml import xml_files
from veiviser.web.colours import DEFAULT
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite, localized_sites
from veiviser.web.views import Body, Link, SitePage

HERE = Path(__file__).resolve().parent / "bare_site"
_LATEST = 20
_CHUNK = 50
# What a page is made from: the name of its route and the ids of its records.
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BareCard:
    """An offer in a list: its link, summary, municipalities, and organisation, format and cost in one line."""

    id: str
    link: Link
    summary: str
    places: tuple[str, ...]
    facts: str


@dataclass(frozen=True, slots=True)
class OfferView:
    """What a page of an offer shows; `rows` are names and values."""

    organisation: Link
    municipalities: tuple[Link, ...]
    needs: tuple[Link, ...]
    rows: tuple[tuple[str, str], ...]
    verified: str
    contact: str
    phone: str
    email: str
    url: str
    body: Body


@dataclass(frozen=True, slots=True)
class ListView:
    """What a page of cards shows; the `links` lead to narrower lists."""

    cards: tuple[BareCard, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontView:
    """What the front page shows: needs with their descriptions, municipalities, and the offers checked last."""

    needs: tuple[tuple[Link, str], ...]
    municipalities: tuple[Link, ...]
    cards: tuple[BareCard, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One line of the list of events."""

    iso: str
    when: str
    link: Link
    place: str
    municipality: Link
    organisation: str


@dataclass(frozen=True, slots=True)
class EventsView:
    """The list of all events, in the order of their starts."""

    events: tuple[EventView, ...]


@dataclass(frozen=True)
class BareSite:
    """The pages of a region, each made from its key."""

    site: LocalizedSite

    @property
    def directory(self) -> Directory:
        return self.site.directory

    @cached_property
    def needs(self) -> Mapping[str, Term]:
        return {each.id: each for each in self.directory.vocabulary["needs"]}

    @cached_property
    def municipalities(self) -> Mapping[str, Municipality]:
        return {each.id: each for each in self.directory.municipalities}

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        """All offers in the order of their titles."""
        return {each.id: each for each in sorted(self.directory.offers, key=lambda offer: self.text(offer.title))}

    @cached_property
    def lists(self) -> Mapping[tuple[str, str], tuple[BareCard, ...]]:
        """The cards of each municipality, need and pair of the two, by their ids; empty for whichever is not asked."""
        found: dict[tuple[str, str], list[BareCard]] = defaultdict(list)
        for offer in self.offers.values():
            card, needs = self.cards[offer.id], [need.id for need in offer.needs]
            for municipality in (*offer.coverage.municipalities, ""):
                for need in (*needs, ""):
                    found[municipality, need].append(card)
        return {ids: tuple(cards) for ids, cards in found.items()}

    @cached_property
    def cards(self) -> Mapping[str, BareCard]:
        return {id_: self._card(offer) for id_, offer in self.offers.items()}

    def text(self, words: Mapping[str, str]) -> str:
        return self.site.localizer.text(words)

    def keys(self) -> Iterator[Key]:
        """The key of every page."""
        yield ("front",)
        yield ("calendar",)
        yield from (("offer", id_) for id_ in self.offers)
        yield from (("need", id_) for id_ in self.needs)
        for municipality in self.municipalities:
            yield "municipality", municipality
            yield from (("municipality_need", municipality, need) for need in self.needs)

    def page(self, key: Key) -> SitePage:
        """The page with this key. Raises KeyError for a record that does not exist."""
        return self._makers[key[0]](*key)

    @cached_property
    def _makers(self) -> Mapping[str, Callable[..., SitePage]]:
        """By the name of the route; each is called with the parts of a key."""
        return {
            "front": self._front,
            "calendar": self._calendar,
            "offer": self._offer,
            "need": self._need,
            "municipality": self._municipality,
            "municipality_need": self._municipality_need,
        }

    def _front(self, name: str) -> SitePage:
        latest = sorted(self.offers.values(), key=lambda offer: (str(offer.facts.verified_on), offer.id), reverse=True)
        view = FrontView(
            needs=tuple((self._need_link(each), self.text(each.description)) for each in self.needs.values()),
            municipalities=tuple(self._place_link(each) for each in self.municipalities.values()),
            cards=tuple(self.cards[offer.id] for offer in latest[:_LATEST]),
        )
        return self._made("front", (name,), "Forside", self.text(self.directory.tagline), view)

    def _calendar(self, name: str) -> SitePage:
        events = sorted(self.directory.events, key=lambda event: (str(event.facts.starts), event.id))
        view = EventsView(tuple(self._event(event) for event in events))
        return self._made("events", (name,), "Arrangementer", "Arrangementer for pårørende", view)

    def _offer(self, name: str, id_: str) -> SitePage:
        offer = self.offers[id_]
        facts, organisation = offer.facts, offer.organisations[0]
        rows = {
            "Målgruppe": ", ".join(self.text(each.name) for each in offer.audiences),
            "Form": self.text(offer.formats[0].name),
            "Pris": self._cost(offer),
            "Tid": self.text(offer.schedule),
            "Språk": ", ".join(str(self.site.localizer.language_name(code)) for code in facts.languages),
        }
        view = OfferView(
            organisation=_link(organisation.name, organisation.facts.url or ""),
            municipalities=tuple(self._place_link(self.municipalities[one]) for one in offer.coverage.municipalities),
            needs=tuple(self._need_link(need) for need in offer.needs),
            rows=tuple(rows.items()),
            verified=str(facts.verified_on),
            contact=facts.verified_by or "",
            phone=facts.phone or "",
            email=facts.email or "",
            url=facts.url or "",
            body=Body(markdown=self.text(offer.body)),
        )
        return self._made("offer", (name, id_), self.text(offer.title), self.text(offer.summary), view)

    def _need(self, name: str, id_: str) -> SitePage:
        need = self.needs[id_]
        links = (self._pair_link(one, need, one.name) for one in self.municipalities.values())
        view = ListView(self.lists.get(("", id_), ()), tuple(links))
        return self._made("listing", (name, id_), self.text(need.name), self.text(need.description), view)

    def _municipality(self, name: str, id_: str) -> SitePage:
        one = self.municipalities[id_]
        links = (self._pair_link(one, need, self.text(need.name)) for need in self.needs.values())
        view = ListView(self.lists.get((id_, ""), ()), tuple(links))
        title = f"Tilbud i {one.name}"
        return self._made("listing", (name, id_), title, f"Her finner du tilbud til pårørende i {one.name}.", view)

    def _municipality_need(self, name: str, id_: str, need_id: str) -> SitePage:
        need, view = self.needs[need_id], ListView(self.lists.get((id_, need_id), ()))
        title = f"{self.text(need.name)} i {self.municipalities[id_].name}"
        return self._made("listing", (name, id_, need_id), title, self.text(need.description), view)

    def _made(self, template: str, key: Key, title: str, description: str, view: object) -> SitePage:
        address = self.site.links.address(*key)
        offer = self.offers[key[1]] if key[0] == "offer" else None
        return SitePage(
            address=address,
            language=self.site.language,
            template=f"bare/{template}.html",
            title=title,
            description=description,
            crumbs=(),
            canonical=address,
            alternates=(),
            switch=(),
            view=view,
            updated=offer.facts.verified_on if offer else None,
        )

    def _card(self, offer: Offer) -> BareCard:
        facts = (offer.organisations[0].name, self.text(offer.formats[0].name), self._cost(offer))
        return BareCard(
            id=offer.id,
            link=_link(self.text(offer.title), self.site.links.address("offer", offer.id)),
            summary=self.text(offer.summary),
            places=tuple(self.municipalities[one].name for one in offer.coverage.municipalities),
            facts=" · ".join(facts),
        )

    def _event(self, event: Event) -> EventView:
        start = str(event.facts.starts)
        return EventView(
            iso=start,
            when=start.replace("T", " kl. "),
            link=_link(self.text(event.title), self.site.links.address("offer", event.offer.id if event.offer else "")),
            place=self.text(event.summary),
            municipality=self._place_link(self.municipalities[event.coverage.municipalities[0]]),
            organisation=event.organisations[0].name,
        )

    def _cost(self, offer: Offer) -> str:
        return "Gratis" if offer.free else self.text(offer.cost)

    def _place_link(self, one: Municipality) -> Link:
        return _link(one.name, self.site.links.address("municipality", one.id))

    def _need_link(self, need: Term) -> Link:
        return _link(self.text(need.name), self.site.links.address("need", need.id))

    def _pair_link(self, one: Municipality, need: Term, text: str) -> Link:
        return _link(text, self.site.links.address("municipality_need", one.id, need.id))


def _link(text: str, address: str) -> Link:
    return Link(text=Phrase.of(text), address=address)


@collector_off()
def build(root: Path, out: Path, jobs: int) -> None:
    """Write the bare site of a region to `out`, with `jobs` processes.

    Raises ValueError when the content cannot be read, and PublishError when the site cannot be written.
    """
    prepare(out, root=root)
    reading = read(root)
    whole = sound(reading.value)
    if whole is None or has_errors(reading.problems, strict=False):
        raise ValueError(f"{root} has errors: run `veiviser check` on it.")
    directory = resolve(whole, dt.date.fromisoformat(TODAY))
    (site,) = localized_sites(directory, directory.site.base_url)
    maker = _Maker(BareSite(site), renderers({site.language: layout_context(site, DEFAULT)}, HERE))
    entries: list[SitemapPage] = []
    pages = _pages(maker, list(maker.bare.keys()), jobs, entries)
    style = Artifact(path="style.css", data=(HERE / "style.css").read_bytes())
    publish(chain((style,), pages, xml_files(sitemap(_late(entries), site.urls.base), HERE)), out, root=root)


@dataclass(frozen=True, slots=True)
class _Maker:
    bare: BareSite
    renderers: Renderers

    def make(self, keys: list[Key]) -> list[tuple[Artifact, SitemapPage | None]]:
        pages = [self.bare.page(key) for key in keys]
        return [(self.renderers.artifact(page), sitemap_entry(page, self.bare.site.urls.base)) for page in pages]


_worker: list[_Maker] = []  # only in a worker process


def _work(keys: list[Key]) -> list[tuple[Artifact, SitemapPage | None]]:
    return _worker[0].make(keys)


def _pages(maker: _Maker, keys: list[Key], jobs: int, entries: list[SitemapPage]) -> Iterator[Artifact]:
    """The pages as files; their entries in the sitemap are added to `entries`."""
    for artifact, entry in chain.from_iterable(
        _made(maker, [keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK)], jobs)
    ):
        if entry:
            entries.append(entry)
        yield artifact


def _made(maker: _Maker, chunks: list[list[Key]], jobs: int) -> Iterator[list[tuple[Artifact, SitemapPage | None]]]:
    if jobs == 1:
        yield from map(maker.make, chunks)
        return
    maker.bare.lists  # noqa: B018  # made before the processes are forked, which share it then
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_worker.append, initargs=(maker,)) as pool:
        yield from pool.map(_work, chunks)


def _late(entries: list[SitemapPage]) -> Iterator[SitemapPage]:
    """The entries as they are when the first one is asked for."""
    yield from entries


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]), os.cpu_count() or 1)
