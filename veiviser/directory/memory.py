"""What earlier versions of the offers tell: what was changed last, and how much was confirmed at each year's end."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

from veiviser.content import cost, models, nodes, schema
from veiviser.content.characters import normalised
from veiviser.content.limits import LARGEST
from veiviser.content.source import Source
from veiviser.directory.confirmed import figures_of, figures_today, latest
from veiviser.directory.model import Change, Directory, Figure, Memory, Offer
from veiviser.history import Revision

Written: TypeAlias = Mapping[str, tuple[object, ...]]

# An offer whose last versions differ in nothing that is told is looked further back at, as far as this.
_VERSIONS = 4
_YEARS = 5


def reported() -> frozenset[str]:
    """The fields of an offer whose changes news report, and `body`, the text below them."""
    fields = schema.fields(models.Offer)
    return frozenset((*(field.name for field in fields if field.news and field.news.report != "never"), "body"))


def wanted(directory: Directory) -> set[str]:
    """The blobs of all versions that `remembered` looks at."""
    offers = directory.offers
    blobs = {one.blob for offer in offers for one in _versions(_revisions(offer, directory)) if one.blob}
    return blobs.union(*(_offers_on(day, directory).values() for day in _year_ends(directory)))


def remembered(directory: Directory, texts: Mapping[str, bytes], kept: Iterable[Figure] = ()) -> Memory:
    """What the texts of those blobs tell; `kept` are figures of years that git has none of."""
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
    """Also those that it had under other ids."""
    return directory.history.of(offer.path, offer.facts.aliases)


def _versions(revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """The last versions since the file came into being, newest first, each text once."""
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
    revisions: tuple[Revision, ...], began: dt.datetime | None, written: Callable[[str], Written | None]
) -> Change | None:
    """The last change that readers are told of; None when nobody knows when it was.

    What came with the first commit may have been there for years: it is not called new.
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
    """The last days of the years before this one, as many as are shown and as git knows of."""
    if not directory.history.whole:
        return
    began = directory.history.began
    first = began.year if began else dt.MAXYEAR
    for year in range(max(first, directory.today.year - _YEARS), directory.today.year):
        yield dt.date(year, 12, 31)


def _offers_on(day: dt.date, directory: Directory) -> Mapping[str, str]:
    """Record → blob of the offers that were there on a day, without their translations."""
    there = directory.history.on(day)
    return {name: blob for name, blob in there.items() if name.startswith("offers/") and name.count(".") == 1}


def written_fields(text: bytes) -> Written | None:
    """The fields of a file as they were written, and its body; None for what cannot be read."""
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
    if isinstance(price := fields.get("cost"), str):  # to say the same in another word is no news
        fields["cost"] = cost.read(price)
    return {name: _values(value) for name, value in {**fields, "body": body.strip()}.items()}


def _values(value: object) -> tuple[object, ...]:
    """A field that takes several values may be written with one; one without a value counts as left out."""
    return tuple(value) if isinstance(value, list) else () if value in (None, "") else (value,)
