"""Selects sample pages from those of a build: a few of each template, so that new families are included."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any
from urllib.parse import quote

from veiviser.directory.model import Directory, Event, Offer
from veiviser.pages.families import FAMILIES, pages
from veiviser.web.site import localized_sites
from veiviser.web.views import Card, Link, SitePage

REDIRECT = "pages/redirect.html"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of a family (its template): its address in each language that it exists in, relative to the site's root.

    `variant` numbers the samples of a family. An address may end in a fragment, on which scripts act.
    """

    family: str
    variant: int
    addresses: dict[str, str]

    @property
    def redirects(self) -> bool:
        return self.family == _family(REDIRECT)

    @property
    def acts(self) -> bool:
        """True when the page's scripts show something because of the fragment."""
        return any("#" in address for address in self.addresses.values())


def samples(directory: Directory) -> tuple[Sample, ...]:
    """Pages that together show each field of their family's view filled and empty, and each status of a record.

    The longest page of each family is included, and some pages again with a fragment for scripts.
    """
    by_place: dict[str, dict[str, SitePage]] = {}
    for site in localized_sites(directory, directory.site.base_url):
        prefix = site.links.address("front")
        for page in pages(site):
            by_place.setdefault(page.address.removeprefix(prefix), {})[site.language] = page
    families: dict[str, list[str]] = {}
    for place, in_languages in by_place.items():
        families.setdefault(next(iter(in_languages.values())).template, []).append(place)
    records: tuple[Offer | Event, ...] = (*directory.offers, *directory.events)
    statuses = {record.id: record.facts.status for record in records}
    found = []
    for template, places in sorted(families.items()):
        views = {place: next(iter(by_place[place].values())).view for place in places}
        shown = {place: _shown(view, statuses) for place, view in views.items()}
        longest = max(places, key=lambda place: (_size(views[place]), place))
        shown[longest] |= {("longest", None)}
        for number, place in enumerate(_cover(shown)):
            addresses = {code: page.address for code, page in by_place[place].items()}
            found.append(Sample(_family(template), number, addresses))
    return (*found, *_acted(directory, found))


def _acted(directory: Directory, found: Sequence[Sample]) -> Iterator[Sample]:
    """Yields pages with a fragment: a search, saved offers, a list filtered to a few offers and to none, the answer for
    a municipality.
    """
    listed, terms = directory.listed, directory.vocabulary
    words = quote(next(iter(listed[0].title.values()))) if listed else "x"
    few = f"behov-{terms['needs'][0].id}"
    none = ",".join((f"behov-{terms['needs'][-1].id}", f"for-{terms['audiences'][0].id}"))
    for family, fragments in {
        "search": (f"q={words}",),
        "saved": (f"lagret={','.join(offer.id for offer in listed[:3])}",),
        "offers": (f"vis={few}", f"vis={none}"),
        "guide_answers": tuple(f"bor-{municipality.id}" for municipality in directory.municipalities[:1]),
    }.items():
        plain = [sample for sample in found if sample.family == family]
        assert family in {_family(each.template) for each in FAMILIES.values()}, f"{family} is no template of a page"
        for number, fragment in enumerate(fragments, len(plain)):
            if plain:
                addresses = {code: f"{address}#{fragment}" for code, address in plain[0].addresses.items()}
                yield Sample(family, number, addresses)


def _family(template: str) -> str:
    return template.removeprefix("pages/").removesuffix(".html")


def _size(part: Any) -> int:
    """The number of parts in a view; cards and links count as one."""
    if isinstance(part, tuple):
        return sum(map(_size, part))
    if not is_dataclass(part) or isinstance(part, Card | Link):
        return 1
    return sum(_size(getattr(part, field.name)) for field in fields(part))


def _shown(view: Any, statuses: Mapping[str, str | None]) -> frozenset[tuple[str, object]]:
    """Which fields of a page's view are filled, and the status of its record."""
    parts: set[tuple[str, object]] = {(field.name, bool(getattr(view, field.name))) for field in fields(view)}
    if "id" in {field.name for field in fields(view)}:
        parts.add(("status", statuses.get(view.id)))
    return frozenset(parts)


def _cover(shown: dict[str, frozenset[tuple[str, object]]]) -> Iterator[str]:
    """Yields few pages that together cover everything in `shown`, the fullest first; the same ones each time."""
    left = frozenset().union(*shown.values())
    fullness = {place: sum(value is True for _, value in parts) for place, parts in shown.items()}
    while left:
        best = max(shown, key=lambda place: (len(shown[place] & left), fullness[place], place))
        left -= shown[best]
        yield best
