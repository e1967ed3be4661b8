"""The history of the offers in git: the last change of each, and how many were confirmed at each year's end."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

from veiviser.content import cost, models, nodes, schema
from veiviser.content.characters import normalised
from veiviser.content.limits import LARGEST
from veiviser.content.source import Source
from veiviser.directory.model import Change, Directory, Figure, Memory, Offer
from veiviser.directory.verification_history import figures_of, figures_today, latest
from veiviser.history import Revision

WrittenFields: TypeAlias = Mapping[str, tuple[object, ...]]

# How many versions to look back for a change that readers can see.
_VERSIONS = 4
_YEARS = 5


def reported() -> frozenset[str]:
    """The names of the offer fields whose changes news reports, and `body` for the text below them."""
    fields = schema.fields(models.Offer)
    return frozenset((*(field.name for field in fields if field.news.report != "never"), "body"))


def wanted(directory: Directory) -> set[str]:
    """The ids of the git blobs that `remembered` reads: all versions it looks at."""
    offers = directory.offers
    blobs = {one.blob for offer in offers for one in _versions(_revisions(offer, directory)) if one.blob}
    return blobs.union(*(_offers_on(day, directory).values() for day in _year_ends(directory)))


def remembered(directory: Directory, texts: Mapping[str, bytes], kept: Iterable[Figure] = ()) -> Memory:
    """The changes and figures, from the text of each blob in `wanted`.

    `kept` are figures of years that the git history lacks; where it has them, its own figures are used.
    """
    written = cache(lambda blob: written_fields(texts[blob]) if blob in texts else None)
    began = directory.history.began
    known = ((offer.id, _change(_revisions(offer, directory), began, written)) for offer in directory.offers)
    changes = {id_: change for id_, change in known if change}
    figures = list(kept)
    for day in _year_ends(directory):
        there = (written(blob) for blob in _offers_on(day, directory).values())
        figures += figures_of((each for each in there if each), day, directory)
    return Memory(changes=changes, figures=latest([*figures, *figures_today(directory)]))


def _revisions(offer: Offer, directory: Directory) -> tuple[Revision, ...]:
    """Revisions of the offer, including those under its aliases."""
    return directory.history.of(offer.path, offer.facts.aliases)


def _versions(revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """The latest versions since the file was created, newest first, each text once; at most `_VERSIONS` + 1."""
    found: list[Revision] = []
    for revision in revisions:
        if revision.blob is None or len(found) > _VERSIONS:
            break
        if found and found[-1].blob == revision.blob:
            found[-1] = revision  # a commit that moved the file; the one before it wrote the text
        else:
            found.append(revision)
    return tuple(found)


def _change(
    revisions: tuple[Revision, ...], began: dt.datetime | None, written: Callable[[str], WrittenFields | None]
) -> Change | None:
    """The last change that news reports; None if its date is unknown.

    Offers in the first commit may have existed for years, so they are not reported as new.
    """
    versions, names = _versions(revisions), reported()
    for revision, older in zip(versions, (*versions[1:], None), strict=False):
        after = written(revision.blob or "")
        if older is None:
            first = revision is revisions[-1] or len(versions) <= _VERSIONS
            known = first and after is not None and revision.when != began
            return Change(when=revision.when, before=None, after=after or {}) if known else None
        before = written(older.blob or "")
        if before is None or after is None:
            continue
        if any(before.get(name) != after.get(name) for name in names if name != "notice" or after.get(name)):
            return Change(when=revision.when, before=before, after=after)
    return None


def _year_ends(directory: Directory) -> Iterator[dt.date]:
    """The last day of each earlier year that is shown and that the git history covers, oldest first."""
    if not directory.history.whole:
        return
    began = directory.history.began
    first = began.year if began else dt.MAXYEAR
    for year in range(max(first, directory.today.year - _YEARS), directory.today.year):
        yield dt.date(year, 12, 31)


def _offers_on(day: dt.date, directory: Directory) -> Mapping[str, str]:
    """Record → blob of the offers that existed on a day, without their translations."""
    there = directory.history.on(day)
    return {name: blob for name, blob in there.items() if name.startswith("offers/") and name.count(".") == 1}


def written_fields(text: bytes) -> WrittenFields | None:
    """The fields of a file as written, each with its values, and its body; None if the file cannot be read."""
    if len(text) > LARGEST:
        return None
    try:
        read = text.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        source = Source("offer.md", normalised(read))
    except UnicodeDecodeError:
        return None
    tree = nodes.parse(source).value
    fields = nodes.plain(tree) if tree else None
    if not isinstance(fields, dict):
        return None
    _front, _line, body, _ = nodes.front_matter(source) or ("", 1, "", 1)
    if isinstance(price := fields.get("cost"), str):  # a synonym for the same price is no news
        fields["cost"] = cost.read(price)
    return {name: _values(value) for name, value in {**fields, "body": body.strip()}.items()}


def _values(value: object) -> tuple[object, ...]:
    """The values of a field as a tuple: a single value counts as a list of one, an empty value as left out."""
    return tuple(value) if isinstance(value, list) else () if value in (None, "") else (value,)
