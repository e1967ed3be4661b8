"""Create a Page from what a view function returns: add its address, template, canonical address and translations."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from veiviser.language.languages import LANGUAGES
from veiviser.web.phrase import EMPTY, AnyText
from veiviser.web.routes import ROUTES
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link, SitePage


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """What a view function returns: the view of a page, and its metadata except the address.

    An empty `description` becomes the site's. `crumbs` lead to the page from the front page, which they leave out. The
    page of a record has the `original_language` of its text and all languages it is `translated` into, including the
    original; generated pages have neither. `canonical` and `template` are set if they differ from the route's.
    """

    view: object
    title: AnyText
    description: AnyText = EMPTY
    crumbs: tuple[Link, ...] = ()
    original_language: str = ""
    translated: tuple[str, ...] = ()
    updated: dt.date | None = None
    indexed: bool = True
    discreet: bool = False
    about: tuple[Mapping[str, Any], ...] = ()
    for_children: bool = False
    canonical: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """How the pages of a route are created: `content` takes the site and the route's records, in the order of kinds.

    `months` gives the ids of each page if one of them is a month.
    """

    template: str
    content: Callable[..., PageContent]
    months: Callable[[LocalizedSite], Iterable[tuple[str, ...]]] | None = None


def page_of(site: LocalizedSite, name: str, ids: tuple[str, ...], template: str, content: PageContent) -> SitePage:
    """The page of a route.

    The canonical address of an untranslated text is the original; in a language with an incomplete catalogue, it is the
    first language that is complete. A page is discreet if its content says so, or if its title or description names a
    condition.
    """
    title, description = str(content.title), str(content.description or site.tagline())
    address = site.links.address(name, *ids)
    languages = content.translated or tuple(code for code in site.urls.languages if LANGUAGES[code].complete)
    real = site.language in languages or not languages
    original = content.original_language or (languages[0] if languages else site.language)
    canonical = content.canonical or (address if real else site.links.address(name, *ids, language=original))
    return SitePage(
        address=address,
        language=site.language,
        template=content.template or template,
        title=title,
        description=description,
        crumbs=(site.links.home(), *content.crumbs) if name != "front" else (),
        canonical=canonical,
        alternates=_alternates(site, name, ids, languages) if real and not content.canonical else (),
        switch=_switch(site, name, ids),
        view=content.view,
        updated=content.updated,
        indexed=content.indexed,
        discreet=content.discreet or site.indexes.names_condition(f"{title} {description}"),
        about=content.about,
        for_children=content.for_children,
    )


def _switch(site: LocalizedSite, name: str, ids: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The addresses of the same page in each language; of the front page if the route exists only once."""
    to, of = ("front", ()) if ROUTES[name].once else (name, ids)
    return tuple((code, site.links.address(to, *of, language=code)) for code in site.urls.languages)


def _alternates(
    site: LocalizedSite, name: str, ids: tuple[str, ...], languages: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """The addresses of real translations, and the one for readers of any other language (`x-default`)."""
    if len(languages) < 2 or ROUTES[name].once:
        return ()
    others = ("x-default", site.links.address(name, *ids, language=languages[0]))
    return (*((code, site.links.address(name, *ids, language=code)) for code in languages), others)
