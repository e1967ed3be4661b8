"""The table of all pages, put together from those of the modules, and the pages that its view functions create."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from veiviser.directory.model import Municipality, Offer, Term
from veiviser.pages import (
    calendar,
    children,
    crisis,
    editorial,
    events,
    filters,
    front,
    glossary,
    guided,
    municipalities,
    offers,
    organisations,
    overview,
    places,
    saved,
    search,
)
from veiviser.pages import print as printed
from veiviser.pages.making import Family, PageContent, page_of
from veiviser.pages.municipalities import merged, merged_title
from veiviser.pages.redirects import redirect
from veiviser.web.json_ld import breadcrumbs
from veiviser.web.routes import MONTHS, ROUTES, RouteMatch
from veiviser.web.site import LocalizedSite
from veiviser.web.views import SitePage

# By the name of the route. Each module of pages has those that it makes.
FAMILIES: Mapping[str, Family] = {
    **front.FAMILIES,
    **offers.FAMILIES,
    **municipalities.FAMILIES,
    **filters.FAMILIES,
    **calendar.FAMILIES,
    **events.FAMILIES,
    **organisations.FAMILIES,
    **places.FAMILIES,
    **search.FAMILIES,
    **guided.FAMILIES,
    **children.FAMILIES,
    **saved.FAMILIES,
    **crisis.FAMILIES,
    **glossary.FAMILIES,
    **editorial.FAMILIES,
    **overview.FAMILIES,
    **printed.FAMILIES,
}


def pages(site: LocalizedSite) -> Iterator[SitePage]:
    """Every page of the site in one language."""
    for name, ids in page_ids(site):
        yield page(site, name, *ids)


def page_ids(site: LocalizedSite) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What pages there are, without making any: the name of the route and the ids of each."""
    for name in FAMILIES:
        for ids in _ids(site, name):
            yield name, ids


def page(site: LocalizedSite, name: str, *ids: str) -> SitePage:
    """The page of a route with these ids, and no other. Raises KeyError if a record does not exist."""
    family = FAMILIES[name]
    made = page_of(site, name, ids, family.template, _content(site, name, ids, family))
    way = () if ROUTES[name].once else breadcrumbs(site, made)
    return replace(made, about=(*made.about, *way))


def find_page(site: LocalizedSite, found: RouteMatch) -> SitePage | None:
    """The page at an address; None for files, and for records that do not exist."""
    return page(site, found.route.name, *found.ids) if _is_there(site, found) else None


def _is_there(site: LocalizedSite, found: RouteMatch) -> bool:
    route, family = found.route, FAMILIES.get(found.route.name)
    if family is None or (route.once and found.language != site.urls.languages[0]):
        return False
    if family.months:
        return found.ids in set(family.months(site))
    return all(id_ in site.indexes.records[kind] for kind, id_ in zip(route.kinds, found.ids, strict=True))


def _content(site: LocalizedSite, name: str, ids: tuple[str, ...], family: Family) -> PageContent:
    kinds = ROUTES[name].kinds
    records = [id_ if kind == MONTHS else site.indexes.records[kind][id_] for kind, id_ in zip(kinds, ids, strict=True)]
    match records:
        case [Municipality() as former, *terms] if former.merged:
            return merged(site, former, merged_title(site, name, former, *_terms(terms)))
        case [Offer() as named] if named.id != ids[0]:
            return redirect(site, named)
    return family.content(site, *records)


def _terms(records: Iterable[object]) -> Iterator[Term]:
    return (record for record in records if isinstance(record, Term))


def _ids(site: LocalizedSite, name: str) -> Iterator[tuple[str, ...]]:
    """The ids of every page of a route, except where another route has the same address (`for-barn/`)."""
    route, family = ROUTES[name], FAMILIES[name]
    if route.once and site.language != site.urls.languages[0]:
        return
    all_ids = family.months(site) if family.months else product(*(site.indexes.records[kind] for kind in route.kinds))
    for ids in all_ids:
        found = site.urls.find(site.urls.to(name, *ids))
        if found and found.route is route:
            yield ids
