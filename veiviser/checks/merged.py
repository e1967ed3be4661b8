"""References to municipalities that have been merged or split."""

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

from veiviser.content import models
from veiviser.content.records import Content, Record
from veiviser.directory.references import references
from veiviser.problems.problem import Problem

_Municipality: TypeAlias = Record[models.MunicipalityDraft]

_KINDS = frozenset({"offers", "events", "places", "contacts", "organisations", "surveys"})


def merged_municipality(content: Content, today: dt.date) -> Iterator[Problem]:
    past = {m.id: m for m in content.municipalities if m.fields.valid_until and m.fields.valid_until < today}
    if not past:
        return
    for reference in references(content):
        municipality = past.get(reference.id)
        if municipality and reference.record.kind in _KINDS and "municipalities" in reference.field.refers_to:
            yield reference.record.problem(
                "merged-municipality",
                *reference.loc,
                suggestion=_successor(municipality, past),
                municipality=municipality.fields.name or municipality.id,
                date=str(municipality.fields.valid_until),
            )


def _successor(municipality: _Municipality, past: dict[str, _Municipality]) -> str | None:
    """The id of its successor today; None when it was split, so that only an editor can choose one."""
    seen = {municipality.id}
    while len(municipality.fields.becomes) == 1:
        id_ = municipality.fields.becomes[0]
        if id_ in seen:
            return None
        if id_ not in past:
            return id_
        seen.add(id_)
        municipality = past[id_]
    return None
