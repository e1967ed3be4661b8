"""Postcodes that more than one municipality has."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content import models
from veiviser.content.records import Content, Record
from veiviser.directory.postcodes import shared
from veiviser.problems.problem import Problem

_Municipality = Record[models.MunicipalityDraft]
# A municipality, and the index of one of its ranges.
_Span = tuple[_Municipality, int]


def shared_postcode(content: Content, today: dt.date) -> Iterator[Problem]:
    """Ranges that overlap with one that begins earlier, each reported once; a municipality and its successor may share
    postcodes.
    """
    found: dict[tuple[int, int], tuple[_Span, list[tuple[str, str, _Municipality]]]] = {}
    order = {id(record): at for at, record in enumerate(content.municipalities)}
    for first, last, owners in shared(_spans(content, today)):
        (other, _index), *later = owners
        for record, index in later:
            if record is not other and not _succeeds(record, other):
                parts = found.setdefault((order[id(record)], index), ((record, index), []))[1]
                parts.append((first, last, other))
    for (record, index), parts in found.values():
        (first, _last, other), (_first, last, _other) = parts[0], parts[-1]
        loc = ("postcodes", index) if isinstance(record.raw.get("postcodes"), list) else ("postcodes",)
        yield record.problem(
            "shared-postcode",
            *loc,
            postcodes=first if first == last else f"{first}-{last}",
            other=f"{other.fields.name or other.id} ({other.id})",
        )


def _spans(content: Content, today: dt.date) -> Iterator[tuple[str, str, _Span]]:
    for record in content.municipalities:
        if record.fields.valid_until is None or record.fields.valid_until >= today:
            for index, (first, last) in enumerate(record.fields.postcodes or ()):
                yield first, last, (record, index)


def _succeeds(one: _Municipality, other: _Municipality) -> bool:
    return other.id in (one.fields.becomes or ()) or one.id in (other.fields.becomes or ())
