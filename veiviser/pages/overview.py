"""For planners: the coverage map, of what exists where and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from veiviser.dates import percent
from veiviser.directory.coverage import STATES
from veiviser.directory.forms import share_of_norwegian, shares
from veiviser.languages import LANGUAGES
from veiviser.pages.edition import Edition
from veiviser.pages.model import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """`address` is the page that shows the offers behind the count."""

    id: str
    state: str
    word: str
    count: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A language of the site, and how much of the texts there is in it; `part` is that of the Norwegian ones."""

    language: str
    name: str
    offers: str
    pages: str
    words: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """`confirmed` has a cell for each of the `years`, which stand for their last day, and this one for today."""

    heading: str
    intro: str
    needs: tuple[Link, ...]
    rows: tuple[tuple[Link, tuple[CellView, ...]], ...]
    key: tuple[tuple[str, str], ...]
    empty: str
    years: tuple[str, ...]
    confirmed: tuple[tuple[Link, tuple[str, ...]], ...]
    forms: tuple[FormView, ...]


def state_words(edition: Edition) -> dict[str, str]:
    """What each state of the map means, in the order of the map's key."""
    _ = edition._
    words = {
        "offered": _("Offered here"),
        "wider": _("Covered by a wider area"),
        "neighbour": _("Only at a neighbour's"),
        "none": _("Nobody offers it; somebody has checked"),
        "unknown": _("We do not know"),
    }
    return {state: words[state] for state in STATES}


def overview_pages(edition: Edition) -> Iterator[Page]:
    """`/oversikt/`"""
    _, plan = edition._, edition.plan
    words = state_words(edition)
    by_municipality = {
        municipality: tuple(cells) for municipality, cells in groupby(plan.cells, attrgetter("municipality"))
    }
    rows = tuple(
        (
            edition.to_municipality(municipality),
            tuple(
                CellView(
                    id=f"{municipality.id}/{cell.need.id}",
                    state=cell.state,
                    word=words[cell.state],
                    count=cell.count,
                    address=edition.to_municipality(municipality, below=f"{cell.need.id}/").address,
                )
                for cell in cells
            ),
        )
        for municipality in edition.municipalities
        if (cells := by_municipality.get(municipality))
    )
    view = OverviewView(
        heading=_("What exists, and what is missing"),
        intro=_("Each cell shows how a municipality meets a need, and how many offers people there can use."),
        needs=tuple(edition.to_term(need) for need in plan.directory.vocabulary["needs"]),
        rows=rows,
        key=tuple(words.items()),
        empty="" if rows else _("There are no municipalities here yet."),
        years=tuple(_years(edition)),
        confirmed=tuple(_confirmed(edition)) if plan.memory.figures else (),
        forms=tuple(_forms(edition)),
    )
    yield edition.page("oversikt/", "pages/overview.html", view, title=_("Overview"))


def _years(edition: Edition) -> Iterator[str]:
    """The newest first; what is not over yet says so."""
    today = edition.plan.directory.today
    for year in sorted({figure.year for figure in edition.plan.memory.figures}, reverse=True):
        yield edition._("{year} so far", year=year) if year == today.year else str(year)


def _confirmed(edition: Edition) -> Iterator[tuple[Link, tuple[str, ...]]]:
    """How much of what is offered was confirmed within its interval; empty where it is not known."""
    _, figures = edition._, edition.plan.memory.figures
    known = {(figure.year, figure.municipality): figure for figure in figures}
    for municipality in edition.municipalities:
        cells = []
        for year in sorted({figure.year for figure in figures}, reverse=True):
            figure = known.get((year, municipality.id))
            if figure and figure.offers:
                share = percent(figure.confirmed / figure.offers, edition.language)
                cells.append(_("{share}: {count} of {all}", share=share, count=figure.confirmed, all=figure.offers))
            else:
                cells.append("")
        yield edition.to_municipality(municipality), tuple(cells)


def _forms(edition: Edition) -> Iterator[FormView]:
    """How much of the texts can be read in each language; nothing to tell where there is but one."""
    _, found = edition._, shares(edition.plan.directory)
    for share in found if len(found) > 1 else ():
        part = share_of_norwegian(share, found)
        yield FormView(
            language=share.language,
            name=LANGUAGES[share.language].name,
            offers=_("{count} of {all}", count=share.offers, all=share.all_offers),
            pages=_("{count} of {all}", count=share.pages, all=share.all_pages),
            words=str(share.words),
            part="" if part is None else percent(part, edition.language),
        )
