"""Records that owners have confirmed offers and other records: writes the day into many files, all or none."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from veiviser.build.files import replace_all
from veiviser.content import schema
from veiviser.content.damage import faults
from veiviser.content.models import KINDS, ONE_OF, model_of
from veiviser.content.records import Content, Record
from veiviser.content.source import Source
from veiviser.directory.suggestions import Lookup
from veiviser.editing.edits import with_field
from veiviser.problems.codes import CODES
from veiviser.problems.problem import ExplainedError

# The kinds that have the field `verified_on`, by their singular names.
CONFIRMED = tuple(one for one, kind in ONE_OF.items() if "verified_on" in schema.by_name(KINDS[kind].model))


class ConfirmError(ExplainedError):
    """Why nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A confirmed record. `before` is the `verified_on` that it had, if any; `by` is its `verified_by` now."""

    id: str
    path: str
    before: dt.date | None
    on: dt.date
    by: str | None


def confirm(
    root: Path, content: Content, kind: str, ids: Iterable[str], on: dt.date, by: str | None
) -> tuple[Confirmed, ...]:
    """Set `verified_on` of records of one kind to `on`, and `verified_by` to `by` unless that is None.

    `content` is what was read from the root. An id may also be given as the path of its file or the URL of its page.
    Raises ConfirmError for unknown ids, for records that were confirmed later than `on`, and for a `by` that `check`
    would refuse; EditError and FileError when a file cannot be changed. No file has changed when it raises.
    """
    if by and (fault := next(faults(by, len(by)), None)):
        raise ConfirmError(CODES[fault.code].message, suggestion=fault.meant, **fault.values)
    known = {record.id: record for record in content.records[kind]}
    wanted = list(dict.fromkeys(PurePosixPath(id_).name.partition(".")[0] for id_ in ids))
    if unknown := [id_ for id_ in wanted if id_ not in known]:
        meant = ", ".join(f"{id_} ({near}?)" if (near := _near(content, kind, id_)) else id_ for id_ in unknown)
        raise ConfirmError("Nothing is written, since these ids are not known or cannot be read: {ids}.", ids=meant)
    if later := [id_ for id_ in wanted if (day := _verified(known[id_])) and day > on]:
        raise ConfirmError(
            "Nothing is written, since these were confirmed after {day} already: {ids}.",
            day=on.isoformat(),
            ids=", ".join(later),
        )
    in_file = defaultdict[Source, list[Record[Any]]](list)
    for id_ in wanted:
        in_file[known[id_].source].append(known[id_])
    texts = {source.path: _text(source, kind, records, on, by) for source, records in in_file.items()}
    replace_all({root / path: text.encode() for path, text in texts.items()})
    return tuple(
        Confirmed(id=id_, path=known[id_].source.path, before=_verified(known[id_]), on=on, by=by or _by(known[id_]))
        for id_ in wanted
    )


def _near(content: Content, kind: str, id_: str) -> str | None:
    """The id of the kind that was probably meant, or the `--kind` option of the kind that has this id."""
    if near := Lookup(content).of((kind,)).one(id_):
        return near
    others = (one for one in CONFIRMED if any(record.id == id_ for record in content.records[ONE_OF[one]]))
    return next((f"--kind {one}" for one in others), None)


def _text(source: Source, kind: str, records: Iterable[Record[Any]], on: dt.date, by: str | None) -> str:
    """The text of a file, with these records of it confirmed."""
    model = model_of(source.path, KINDS[kind])
    for record in records:
        source = Source(source.path, with_field(source, model, "verified_on", on.isoformat(), record.loc))
        if by is not None:
            source = Source(source.path, with_field(source, model, "verified_by", by, record.loc))
    return source.text


def _verified(record: Record[Any]) -> dt.date | None:
    day: dt.date | None = getattr(record.fields, "verified_on", None)
    return day


def _by(record: Record[Any]) -> str | None:
    by: str | None = getattr(record.fields, "verified_by", None)
    return by
