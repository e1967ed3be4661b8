"""Verification history: offers confirmed within their interval, by municipality, at each year's end and today."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from veiviser.content.models import NATION
from veiviser.content.source import Source
from veiviser.directory.model import OFFERED, Directory, Figure
from veiviser.directory.successors import standing
from veiviser.problems.problem import Checked, Mark, Problem

COLUMNS = ("year", "municipality", "confirmed", "offers")
# The file with figures that git does not have, relative to the region's root.
FILE = "history/confirmed.csv"
_LINE = re.compile(r"(\d{4}),([a-z0-9-]+),(\d{1,6}),(\d{1,6})")


def figures_today(directory: Directory) -> tuple[Figure, ...]:
    """The figures of the current year so far."""
    return tuple(
        Figure(
            year=directory.today.year,
            municipality=municipality.id,
            confirmed=sum(offer.freshness.holds for offer in here),
            offers=len(here),
        )
        for municipality in directory.municipalities
        for here in [[o for o in directory.offers if o.offered and municipality.id in o.coverage.municipalities]]
    )


def figures_of(
    versions: Iterable[Mapping[str, tuple[object, ...]]], day: dt.date, directory: Directory
) -> tuple[Figure, ...]:
    """The figures of a past day, from the fields of all offers as they were written then.

    Coverage is resolved with the areas and municipalities of today, so that the years can be compared.
    """
    reached = _reached(directory)
    count = {municipality.id: [0, 0] for municipality in directory.municipalities}
    for fields in versions:
        if _one(fields, "status") in OFFERED:
            covered = {m for id_ in fields.get("coverage", ()) for m in reached.get(str(id_), ())}
            for id_ in covered:
                count[id_][0] += _held(fields, day, directory.site.review_every_days)
                count[id_][1] += 1
    return tuple(
        Figure(year=day.year, municipality=id_, confirmed=confirmed, offers=offers)
        for id_, (confirmed, offers) in count.items()
    )


def latest(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The last given figure of each year and municipality, newest year first."""
    found = {(figure.year, figure.municipality): figure for figure in figures}
    return tuple(sorted(found.values(), key=lambda figure: -figure.year))


def read_figures(source: Source) -> Checked[tuple[Figure, ...]]:
    """The figures in a CSV file, and a warning for each line that is invalid or contradicts an earlier one.

    Values may be separated by commas or semicolons and be quoted, as spreadsheets save them.
    """
    figures, problems = dict[tuple[int, str], Figure](), []
    for number, line in enumerate(source.text.splitlines(), 1):
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=";" if ";" in line else ","), [])]
        while cells and not cells[-1]:
            cells.pop()
        if not cells or tuple(map(str.lower, cells)) == COLUMNS:
            continue
        figure = _figure(cells)
        if figure and figures.setdefault((figure.year, figure.municipality), figure) == figure:
            continue
        problems.append(Problem(mark=Mark(source.path, number), code="unread-figures"))
    return Checked(tuple(figures.values()), tuple(problems))


def _figure(cells: Sequence[str]) -> Figure | None:
    found = _LINE.fullmatch(",".join(cells))
    if not found or int(found[3]) > int(found[4]):
        return None
    year, confirmed, offers = (int(found[group]) for group in (1, 3, 4))
    return Figure(year=year, municipality=found[2], confirmed=confirmed, offers=offers)


def written_figures(figures: Iterable[Figure]) -> str:
    """The CSV text that `read_figures` reads: oldest year first, so that a new year is added at the end."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    ordered = sorted(figures, key=lambda figure: (figure.year, figure.municipality))
    writer.writerows([(f.year, f.municipality, f.confirmed, f.offers) for f in ordered])
    return out.getvalue()


def _reached(directory: Directory) -> dict[str, frozenset[str]]:
    """Each id that `coverage` can name, with the ids of the current municipalities it includes."""
    all_ = (*directory.municipalities, *directory.merged)
    reached = {municipality.id: standing(municipality, directory) for municipality in all_}
    reached |= {area.id: frozenset(area.municipalities) for area in directory.areas}
    return {**reached, NATION: frozenset(m.id for m in directory.municipalities)}


def _held(fields: Mapping[str, tuple[object, ...]], day: dt.date, interval: int) -> bool:
    own = str(_one(fields, "review_every_days"))
    try:
        verified = dt.date.fromisoformat(str(_one(fields, "verified_on")))
        days = int(own) if own.isascii() and own.isdigit() else interval
    except ValueError:
        return False
    return 0 <= (day - verified).days <= days


def _one(fields: Mapping[str, tuple[object, ...]], name: str) -> object:
    return next(iter(fields.get(name, ())), "")
