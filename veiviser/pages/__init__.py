"""The directory becomes pages: one function a family, one table of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from veiviser.directory.model import NO_MEMORY, Directory, Memory
from veiviser.pages.calendar import calendar_pages
from veiviser.pages.children import children_pages
from veiviser.pages.edition import Edition
from veiviser.pages.editorial import editorial_pages
from veiviser.pages.events import event_pages
from veiviser.pages.filters import filter_pages
from veiviser.pages.front import front_pages, missing_page
from veiviser.pages.guided import guided_pages
from veiviser.pages.help import help_pages
from veiviser.pages.linked import breadcrumbs
from veiviser.pages.model import Page
from veiviser.pages.municipalities import municipality_pages
from veiviser.pages.offers import list_pages, offer_pages
from veiviser.pages.overview import overview_pages
from veiviser.pages.paper import paper_pages
from veiviser.pages.plan import Plan
from veiviser.pages.redirects import redirect_pages
from veiviser.pages.saved import saved_pages
from veiviser.pages.search import search_pages
from veiviser.pages.who import organisation_pages, place_pages

FAMILIES: tuple[Callable[[Edition], Iterator[Page]], ...] = (
    front_pages,
    list_pages,
    offer_pages,
    municipality_pages,
    filter_pages,
    calendar_pages,
    event_pages,
    organisation_pages,
    place_pages,
    search_pages,
    guided_pages,
    children_pages,
    saved_pages,
    help_pages,
    editorial_pages,
    overview_pages,
    paper_pages,
    redirect_pages,
)


def editions(directory: Directory, base_url: str, memory: Memory = NO_MEMORY) -> tuple[Edition, ...]:
    """The site in each of its languages, the first being the default; `base_url` ends in `/`."""
    plan = Plan(directory, memory)
    return tuple(Edition(plan, language, base_url) for language in directory.languages)


def pages(edition: Edition) -> Iterator[Page]:
    """Every page of the site in one language."""
    for family in FAMILIES:
        for page in family(edition):
            yield replace(page, about=(*page.about, *breadcrumbs(edition, page)))


def not_found(edition: Edition, base_url: str) -> Page:
    """The page for addresses that do not exist; it alone must know the site's path at its host."""
    return missing_page(edition, urlsplit(base_url).path.rstrip("/") + "/")
