"""The overview for planners: the coverage map, and how much is confirmed and translated."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from veiviser.directory.coverage import STATES
from veiviser.directory.translation_coverage import share_of_norwegian, shares
from veiviser.language.languages import LANGUAGES
from veiviser.pages.making import Family, PageContent
from veiviser.web.dates import percent
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """A cell of the coverage map; `address` is the page that shows the offers behind the count."""

    id: str
    state: str
    word: Phrase
    count: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """Translation coverage of a language; `part` is its share of the Norwegian words, empty for other languages."""

    language: str
    name: str
    offers: Phrase
    pages: Phrase
    word_count: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """`confirmed` has a cell for each of the `years`: as of their last day, or of today for the current year."""

    heading: Phrase
    intro: Phrase
    needs: tuple[Link, ...]
    rows: tuple[tuple[Link, tuple[CountView, ...]], ...]
    key: tuple[tuple[str, Phrase], ...]
    empty: Phrase
    years: tuple[Phrase, ...]
    confirmed: tuple[tuple[Link, tuple[Phrase, ...]], ...]
    forms: tuple[FormView, ...]


def state_words(site: LocalizedSite) -> dict[str, Phrase]:
    """The meaning of each state of the map, in the order of the map's key."""
    _ = site.localizer._
    words = {
        "offered": _("Offered here"),
        "wider": _("Covered by a wider area"),
        "neighbour": _("Only at a neighbour's"),
        "none": _("Nobody offers it; somebody has checked"),
        "unknown": _("We do not know"),
    }
    return {state: words[state] for state in STATES}


def overview(site: LocalizedSite) -> PageContent:
    """The page for planners: the coverage map, and how much is confirmed and translated."""
    _, indexes = site.localizer._, site.indexes
    words = state_words(site)
    by_municipality = {
        municipality: tuple(cells)
        for municipality, cells in groupby(indexes.by_municipality.cells, attrgetter("municipality"))
    }
    rows = tuple(
        (
            site.links.municipality(municipality),
            tuple(
                CountView(
                    id=f"{municipality.id}/{cell.need.id}",
                    state=cell.state,
                    word=words[cell.state],
                    count=cell.count,
                    address=site.links.municipality(municipality, None, "municipality_need", cell.need.id).address,
                )
                for cell in cells
            ),
        )
        for municipality in site.links.municipalities
        if (cells := by_municipality.get(municipality))
    )
    view = OverviewView(
        heading=_("What exists, and what is missing"),
        intro=_("Each cell shows how a municipality meets a need, and how many offers people there can use."),
        needs=tuple(site.links.term(need) for need in site.directory.vocabulary["needs"]),
        rows=rows,
        key=tuple(words.items()),
        empty=EMPTY if rows else _("There are no municipalities here yet."),
        years=tuple(_years(site)),
        confirmed=tuple(_confirmed(site)) if site.memory.figures else (),
        forms=tuple(_forms(site)),
    )
    return PageContent(view=view, title=_("Overview"))


def _years(site: LocalizedSite) -> Iterator[Phrase]:
    """The newest year first; the current one is marked as not over yet."""
    today = site.directory.today
    for year in sorted({figure.year for figure in site.memory.figures}, reverse=True):
        yield site.localizer._("{year} so far", year=year) if year == today.year else Phrase.of(str(year))


def _confirmed(site: LocalizedSite) -> Iterator[tuple[Link, tuple[Phrase, ...]]]:
    """How many offers were confirmed within their interval, by municipality and year; empty if unknown."""
    _, figures = site.localizer._, site.memory.figures
    known = {(figure.year, figure.municipality): figure for figure in figures}
    for municipality in site.links.municipalities:
        cells: list[Phrase] = []
        for year in sorted({figure.year for figure in figures}, reverse=True):
            figure = known.get((year, municipality.id))
            if figure and figure.offers:
                share = percent(figure.confirmed / figure.offers, site.language)
                cells.append(_("{share}: {count} of {all}", share=share, count=figure.confirmed, all=figure.offers))
            else:
                cells.append(EMPTY)
        yield site.links.municipality(municipality), tuple(cells)


def _forms(site: LocalizedSite) -> Iterator[FormView]:
    """The translation coverage of each language; none if the site has only one."""
    _, found = site.localizer._, shares(site.directory)
    for share in found if len(found) > 1 else ():
        part = share_of_norwegian(share, found)
        yield FormView(
            language=share.language,
            name=LANGUAGES[share.language].name,
            offers=_("{count} of {all}", count=share.offers, all=share.all_offers),
            pages=_("{count} of {all}", count=share.pages, all=share.all_pages),
            word_count=str(share.word_count),
            part="" if part is None else percent(part, site.language),
        )


FAMILIES = {
    "overview": Family("pages/overview.html", overview),
}
