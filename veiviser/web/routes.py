"""Every address of the site in one table: the name of a route, its pattern, and the kinds of records in it.

Nobody else spells an address. `path` goes from a route to an address, `find` from an address back to its route.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Route:
    """An address, or a family of them.

    `pattern` is relative to the root of a language, without a leading `/`. Each `{…}` in it is the id of a record of
    the kind at the same place in `kinds`, or a month (`2026-12`) where that is `months`. `about` says what is
    there, for the docs. A route that is `once` has one address for all languages. `page` is true of web pages for
    visitors; the others are files.
    """

    name: str
    pattern: str
    kinds: tuple[str, ...] = ()
    about: str
    once: bool = False
    page: bool = True

    @cached_property
    def template(self) -> str:
        """The pattern with `{}` for each id."""
        return re.sub(r"\{\w+\}", "{}", self.pattern)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Matches the addresses of the route; one group for each id."""
        ids = (r"(\d{4}-\d{2})" if kind == MONTHS else "([a-z0-9-]+)" for kind in self.kinds)
        return re.compile(re.escape(self.template).replace(r"\{\}", "{}").format(*ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteMatch:
    """What an address leads to: the route and the ids of its records, in the order of the route's kinds."""

    route: Route
    ids: tuple[str, ...]
    language: str


MONTHS = "months"


def _page(name: str, pattern: str, about: str, *kinds: str) -> Route:
    return Route(name=name, pattern=pattern, kinds=kinds, about=about)


def _feed(name: str, pattern: str, about: str, *kinds: str) -> Route:
    return Route(name=name, pattern=pattern, kinds=kinds, about=about, page=False)


def _file(name: str, pattern: str, about: str) -> Route:
    return Route(name=name, pattern=pattern, about=about, once=True, page=False)


_ROUTES = (
    _page("front", "", "front page"),
    _page("offers", "tilbud/", "all offers"),
    _page("offers_by_letter", "a-aa/", "alphabetical index"),
    _page("any_diagnosis", "uansett-diagnose/", "everything open whatever the diagnosis"),
    _page("offer", "tilbud/{offer}/", "one offer", "offers"),
    _page("municipalities", "kommune/", "municipalities and postcodes"),
    _page("municipality", "kommune/{municipality}/", "what people of a municipality can use", "municipalities"),
    _page("municipality_need", "kommune/{municipality}/{need}/", "of that, what meets a need",
          "municipalities", "needs"),
    _page("municipality_audience", "kommune/{municipality}/for/{audience}/", "of that, what is for an audience",
          "municipalities", "audiences"),
    _page("need", "behov/{need}/", "what meets a need", "needs"),
    _page("audience", "for/{audience}/", "what is for an audience", "audiences"),
    _page("format", "form/{format}/", "what is given in a format", "formats"),
    _page("arena", "arena/{arena}/", "what is given in an arena of life", "arenas"),
    _page("calendar", "kalender/", "calendar"),
    _page("calendar_part", "kalender/{month}/", "the calendar from a month on, where one page cannot hold it", MONTHS),
    _page("municipality_calendar", "kalender/kommune/{municipality}/", "calendar of a municipality", "municipalities"),
    _page("municipality_calendar_part", "kalender/kommune/{municipality}/{month}/", "the same from a month on",
          "municipalities", MONTHS),
    _page("need_calendar", "kalender/behov/{need}/", "calendar of a need", "needs"),
    _page("need_calendar_part", "kalender/behov/{need}/{month}/", "the same from a month on", "needs", MONTHS),
    _page("courses", "kurs/", "courses with dates and deadlines"),
    _page("event", "arrangement/{event}/", "one event", "events"),
    _page("organisation", "organisasjon/{organisation}/", "one organisation", "organisations"),
    _page("place", "sted/{place}/", "one place", "places"),
    _page("search", "sok/", "search"),
    _page("guide", "finn/", "the guided way: who are you?"),
    _page("guide_audience", "finn/{audience}/", "the guided way: what do you need?", "audiences"),
    _page("guide_answers", "finn/{audience}/{need}/", "the guided way: a short list", "audiences", "needs"),
    _page("children", "for-barn/", "children's entrance"),
    _page("saved", "lagret/", "saved list"),
    _page("crisis", "hjelp-na/", "crisis lines"),
    _page("glossary", "ordbok/", "glossary"),
    _page("privacy", "personvern/", "privacy"),
    _page("accessibility", "tilgjengelighet/", "accessibility"),
    _page("overview", "oversikt/", "the coverage map for planners"),
    _page("print", "utskrift/kommune/{municipality}/", "the printable list of a municipality", "municipalities"),
    _page("page", "{page}/", "editorial page", "pages"),
    Route(name="not_found", pattern="404.html", about="shown at addresses that do not exist", once=True),
    _feed("calendar_feed", "kalender.ics", "calendar of all events"),
    _feed("municipality_calendar_feed", "kommune/{municipality}/kalender.ics", "calendar of a municipality",
          "municipalities"),
    _feed("need_calendar_feed", "behov/{need}/kalender.ics", "calendar of a need", "needs"),
    _feed("audience_calendar_feed", "for/{audience}/kalender.ics", "calendar of an audience", "audiences"),
    _feed("offer_calendar_feed", "tilbud/{offer}/kalender.ics", "calendar of an offer", "offers"),
    _feed("event_calendar_feed", "arrangement/{event}.ics", "one event", "events"),
    _feed("news_feed", "nytt.xml", "new and changed offers (Atom)"),
    _feed("municipality_news_feed", "kommune/{municipality}/nytt.xml", "new and changed in a municipality",
          "municipalities"),
    _feed("need_news_feed", "behov/{need}/nytt.xml", "new and changed of a need", "needs"),
    _file("offers_json", "data/offers.json", "open data"),
    _file("offers_csv", "data/offers.csv", "open data"),
    _file("events_json", "data/events.json", "open data"),
    _file("organisations_json", "data/organisations.json", "open data"),
    _file("manifest", "assets/manifest.webmanifest", "the site's name and picture on a phone"),
    _file("nojekyll", ".nojekyll", "for GitHub Pages"),
    _file("headers", "_headers", "for Netlify and Cloudflare"),
    _file("redirects", "_redirects", "earlier addresses, for Netlify and Cloudflare"),
    _file("redirects_nginx", "_redirects.nginx", "the same for nginx"),
    _file("sitemap", "sitemap.xml", "all pages, for search engines"),
    _file("robots", "robots.txt", "for crawlers"),
    _file("security", ".well-known/security.txt", "whom to tell of a hole"),
)  # fmt: skip

ROUTES: Mapping[str, Route] = {route.name: route for route in _ROUTES}
# Routes with ids of records in them, and no month: the addresses that records have.
OF_RECORDS: tuple[Route, ...] = tuple(route for route in _ROUTES if route.kinds and MONTHS not in route.kinds)
# Routes without ids come first: `tilbud/` is the list, not an editorial page.
_IN_ORDER = sorted(_ROUTES, key=lambda route: len(route.kinds))
# First segments of addresses that are not routes: files beside the pages, the same in all languages.
ASSETS, SEARCH_INDEX, SEARCH_FILES, DATA = "assets", "pagefind", "search", "data"
# The route of the page of one record, by its kind.
OF_A_RECORD: Mapping[str, str] = {
    "offers": "offer", "events": "event", "organisations": "organisation", "places": "place", "pages": "page",
    "municipalities": "municipality", "needs": "need", "audiences": "audience", "formats": "format", "arenas": "arena",
}  # fmt: skip

# The ids of editorial pages whose text is shown at the top of a generated page, by its route.
EDITORIAL: Mapping[str, str] = {
    name: ROUTES[name].pattern.strip("/") for name in ("children", "privacy", "accessibility")
}


def path(name: str, *ids: str) -> str:
    """The address of a route, relative to the root of a language. Raises KeyError for an unknown route."""
    route = ROUTES[name]
    if len(ids) != len(route.kinds):
        raise ValueError(f"{name} takes {len(route.kinds)} ids, not {len(ids)}")
    return route.template.format(*ids)


def find(address: str, languages: tuple[str, ...]) -> RouteMatch | None:
    """The route of an address relative to the site's root, its ids and its language, or None.

    The first of `languages` is at the root, the others below their codes; a route that is `once` is at the root only.
    """
    first, _, rest = address.partition("/")
    if _ and first in languages[1:]:
        found = _matching(rest, first)
        return None if found and found.route.once else found
    return _matching(address, languages[0])


def _matching(path: str, language: str) -> RouteMatch | None:
    for route in _IN_ORDER:
        if match := route.regex.fullmatch(path):
            return RouteMatch(route=route, ids=match.groups(), language=language)
    return None
