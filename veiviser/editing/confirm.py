"""Puts the day on which owners confirmed them into records, many at once: all are written, or none."""

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

# The kinds whose records say when they were confirmed, as people name them.
CONFIRMED = tuple(one for one, kind in ONE_OF.items() if "verified_on" in schema.by_name(KINDS[kind].model))


class ConfirmError(ExplainedError):
    """Why nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a record says now. `before` is the day it said until now, None when it said none; `by` is who is named."""

    id: str
    path: str
    before: dt.date | None
    on: dt.date
    by: str | None


def confirm(
    root: Path, content: Content, kind: str, ids: Iterable[str], on: dt.date, by: str | None
) -> tuple[Confirmed, ...]:
    """Write `on` as `verified_on`, and `by`, where it is not None, as `verified_by`, of records of one kind.

    `content` is what was read from the root. An id may also be the path of its file, or the address of its page.
    Raises ConfirmError for ids that are none, for records that were confirmed later than `on`, and for a `by` that
    `check` would refuse; EditError and FileError when a file cannot be changed. Then all files are what they were.
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
    """The id of the kind that was probably meant, or the option for the kind that has this id."""
    if near := Lookup(content).of((kind,)).one(id_):
        return near
    others = (one for one in CONFIRMED if any(record.id == id_ for record in content.records[ONE_OF[one]]))
    return next((f"--kind {one}" for one in others), None)


def _text(source: Source, kind: str, records: Iterable[Record[Any]], on: dt.date, by: str | None) -> str:
    """The text of a file in which these records are confirmed."""
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
