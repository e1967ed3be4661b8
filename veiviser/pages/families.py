"""The table of pages: a view function and a template for each route, and the pages that they create."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from veiviser.directory.model import Municipality, Offer, Term
from veiviser.pages.calendar import (
    calendar,
    calendar_months,
    municipality_calendar,
    municipality_calendar_months,
    need_calendar,
    need_calendar_months,
)
from veiviser.pages.children import children
from veiviser.pages.crisis import crisis
from veiviser.pages.editorial import accessibility_page, editorial_page, privacy_page
from veiviser.pages.events import courses, event
from veiviser.pages.filters import term
from veiviser.pages.front import front, missing
from veiviser.pages.glossary import glossary
from veiviser.pages.guided import guide, guide_answers, guide_audience
from veiviser.pages.making import PageContent, page_of
from veiviser.pages.municipalities import merged, merged_title, municipalities, municipality, municipality_term
from veiviser.pages.offers import any_diagnosis, offer, offers, offers_by_letter
from veiviser.pages.organisations import organisation
from veiviser.pages.overview import overview
from veiviser.pages.places import place
from veiviser.pages.print import print_page
from veiviser.pages.redirects import redirect
from veiviser.pages.saved import saved
from veiviser.pages.search import search
from veiviser.web.json_ld import breadcrumbs
from veiviser.web.routes import MONTHS, ROUTES, RouteMatch
from veiviser.web.site import LocalizedSite
from veiviser.web.views import SitePage


@dataclass(frozen=True, slots=True)
class Family:
    """How the pages of a route are created: `content` takes the site and the route's records, in the order of kinds.

    `months` gives the ids of each page if one of them is a month.
    """

    template: str
    content: Callable[..., PageContent]
    months: Callable[[LocalizedSite], Iterable[tuple[str, ...]]] | None = None


# By the name of the route.
FAMILIES: Mapping[str, Family] = {
    "front": Family("pages/front.html", front),
    "offers": Family("pages/offers.html", offers),
    "offers_by_letter": Family("pages/offers_by_letter.html", offers_by_letter),
    "any_diagnosis": Family("pages/offers.html", any_diagnosis),
    "offer": Family("pages/offer.html", offer),
    "municipalities": Family("pages/municipalities.html", municipalities),
    "municipality": Family("pages/municipality.html", municipality),
    "municipality_need": Family("pages/municipality.html", municipality_term),
    "municipality_audience": Family("pages/municipality.html", municipality_term),
    "need": Family("pages/term.html", term),
    "audience": Family("pages/term.html", term),
    "format": Family("pages/term.html", term),
    "arena": Family("pages/term.html", term),
    "calendar": Family("pages/calendar.html", calendar),
    "calendar_part": Family("pages/calendar.html", calendar, calendar_months),
    "municipality_calendar": Family("pages/calendar.html", municipality_calendar),
    "municipality_calendar_part": Family("pages/calendar.html", municipality_calendar, municipality_calendar_months),
    "need_calendar": Family("pages/calendar.html", need_calendar),
    "need_calendar_part": Family("pages/calendar.html", need_calendar, need_calendar_months),
    "courses": Family("pages/courses.html", courses),
    "event": Family("pages/event.html", event),
    "organisation": Family("pages/organisation.html", organisation),
    "place": Family("pages/place.html", place),
    "search": Family("pages/search.html", search),
    "guide": Family("pages/guide.html", guide),
    "guide_audience": Family("pages/guide.html", guide_audience),
    "guide_answers": Family("pages/guide_answers.html", guide_answers),
    "children": Family("pages/children.html", children),
    "saved": Family("pages/saved.html", saved),
    "crisis": Family("pages/crisis.html", crisis),
    "glossary": Family("pages/glossary.html", glossary),
    "privacy": Family("pages/page.html", privacy_page),
    "accessibility": Family("pages/page.html", accessibility_page),
    "page": Family("pages/page.html", editorial_page),
    "overview": Family("pages/overview.html", overview),
    "print": Family("pages/print.html", print_page),
    "not_found": Family("pages/not_found.html", missing),
}


def pages(site: LocalizedSite) -> Iterator[SitePage]:
    """Every page of the site in one language."""
    for name in FAMILIES:
        for ids in _ids(site, name):
            yield page(site, name, *ids)


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
