"""Check the references between records: unknown ids, duplicate ids and numbers, wrong counties, cycles."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from veiviser.content import schema
from veiviser.content.models import KINDS, NATION, Fields
from veiviser.content.records import Content, Record
from veiviser.content.schema import Field
from veiviser.content.several import rewritten
from veiviser.directory.suggestions import (
    KIND_NAMES,
    ONE_ALONE,
    Candidates,
    Lookup,
    Meant,
    partly_known,
    split_ids,
    suggest,
)
from veiviser.problems.problem import Mark, Problem


@dataclass(frozen=True, slots=True)
class Reference:
    """A value of a record that names another record; `index` is its index in a list, None for a single value."""

    record: Record[Fields]
    field: Field
    index: int | None
    id: str

    @property
    def loc(self) -> tuple[str | int, ...]:
        return (self.field.name,) if self.index is None else (self.field.name, self.index)


def check_references(content: Content) -> tuple[Problem, ...]:
    """All problems of ids and of references between records, in no particular order."""
    return tuple(problem for rule in _RULES for problem in rule(content))


def references(content: Content) -> Iterator[Reference]:
    """All references in the content, also in records with faults."""
    for name, kind in KINDS.items():
        fields = [field for field in schema.fields(kind.model) if field.refers_to]
        for record in content.records[name]:
            for field in fields:
                value = record.raw.get(field.name)
                if isinstance(value, str):
                    yield Reference(record, field, None, value.strip())
                elif isinstance(value, list):
                    for index, item in enumerate(value):
                        if isinstance(item, str):
                            yield Reference(record, field, index, item.strip())


def _unknown_ids(content: Content) -> Iterator[Problem]:
    ids = {name: {record.id for record in records} for name, records in content.records.items()}
    # If an id occurs twice in a list, one of the two should be another id, so references to that list cannot be judged.
    doubled = {
        name
        for name, records in content.records.items()
        if KINDS[name].shape == "list" and len(ids[name] - {""}) < sum(bool(record.id) for record in records)
    }
    lookup = Lookup(content)
    reported: set[tuple[str, tuple[int, ...], str]] = set()
    for reference in references(content):
        field, id_ = reference.field, reference.id
        unread = (content.unread[kind] for kind in field.refers_to)
        if not id_ or any(ids_ is None or id_ in ids_ for ids_ in unread) or doubled.intersection(field.refers_to):
            continue
        if id_ not in field.built_in and not any(id_ in ids[kind] for kind in field.refers_to):
            record = reference.record
            place = (record.source.path, record.loc, field.name)
            if whole := _split_list(reference, lookup.of(field.refers_to, field.built_in)):
                if place not in reported:  # one suggestion for the whole list
                    yield _unknown(reference, (field.name,), Meant(suggestion=whole))
                reported.add(place)
            else:
                yield _unknown(
                    reference, reference.loc, _suggestion(reference, lookup.of(field.refers_to, field.built_in))
                )


def _unknown(reference: Reference, loc: tuple[str | int, ...], found: Meant) -> Problem:
    kinds = reference.field.refers_to
    kind = KIND_NAMES[kinds[0]] if len(kinds) == 1 else "municipality or area"
    values = {"kind": kind, "id": reference.id, **found.values}
    mark = reference.record.mark(*loc)
    return Problem(mark=mark, code="unknown-id", values=values, suggestion=found.suggestion, hint=found.hint)


def _split_list(reference: Reference, known: Candidates) -> str | None:
    """The whole value of a list field, corrected, if this item of it holds several ids; else None."""
    record, field = reference.record, reference.field
    if not field.many or not split_ids(reference.id, known):
        return None
    return rewritten(record.raw[field.name], lambda text: () if text in known.ids else split_ids(text, known))


def _suggestion(reference: Reference, known: Candidates) -> Meant:
    if not reference.field.many:
        if split_ids(reference.id, known):
            return Meant(hint=ONE_ALONE)
    elif not known.one(reference.id) and (some := partly_known(reference.id, known)):
        return some
    return suggest(reference.id, known, reference.record, reference.field.name)


def _duplicate_ids(content: Content) -> Iterator[Problem]:
    for records in content.records.values():
        first: dict[str, Record[Fields]] = {}
        for record in records:
            other = first.setdefault(record.id, record)
            if record.id and other is not record:
                at, taken = _own_place(record), _own_place(other)
                place = f"{taken.path}:{taken.line}" if other.loc else taken.path
                yield Problem(mark=at, code="duplicate-id", values={"id": record.id, "other": place})
    for area in content.areas:
        if area.id == NATION:
            yield area.problem("duplicate-id", "id", id=NATION, other="Veiviser")


def _own_place(record: Record[Fields]) -> Mark:
    """The position of a record's id: in its list, or the file that is named after it."""
    return record.mark("id") if record.loc else Mark(record.source.path)


def _duplicate_numbers(content: Content) -> Iterator[Problem]:
    first: dict[str, Record[Any]] = {}
    for record in content.municipalities:
        if number := record.fields.number:
            other = first.setdefault(number, record)
            if other is not record:
                yield record.problem("duplicate-number", "number", number=number, other=other.fields.name or other.id)


def _counties(content: Content) -> Iterator[Problem]:
    areas = {area.id: area for area in content.areas}
    county_of = {m.id: m.fields.county for m in content.municipalities if m.fields.county in areas}
    for municipality in content.municipalities:
        area = areas.get(municipality.fields.county or "")
        if area and area.fields.kind and area.fields.kind != "county":
            yield municipality.problem("not-a-county", "county", area=area.id, kind=area.fields.kind)
    for area in content.areas:
        if area.fields.kind == "county":
            for index, id_ in enumerate(area.fields.municipalities):
                if county_of.get(id_, area.id) != area.id:
                    county = county_of[id_]
                    yield area.problem("wrong-county", "municipalities", index, municipality=id_, county=county)


def _cycles(content: Content) -> Iterator[Problem]:
    for kind, field in (("organisations", "parent"), ("areas", "areas"), ("offers", "replaced_by"),
                        ("conditions", "broader"), ("municipalities", "becomes")):  # fmt: skip
        records = {record.id: record for record in content.records[kind]}
        targets = {id_: _targets(record, field) for id_, record in records.items()}
        for ring in rings(targets):
            record, following = records[ring[0]], ring[1 % len(ring)]
            loc = _loc_of(record, field, following)
            yield record.problem("cycle", *loc, field=field, way=" → ".join((*ring, ring[0])))


def _targets(record: Record[Fields], field: str) -> tuple[str, ...]:
    value = getattr(record.fields, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _loc_of(record: Record[Fields], field: str, id_: str) -> tuple[str | int, ...]:
    value = record.raw[field]
    return (field, value.index(id_)) if isinstance(value, list) else (field,)


def rings(targets: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each cycle once, beginning with its first id in sort order."""
    done: set[str] = set()
    for start in sorted(targets):
        way: list[str] = []
        steps = [(start, iter(targets[start]))] if start not in done else []
        while steps:
            here, onward = steps[-1]
            if not way or way[-1] != here:
                way.append(here)
            following = next((t for t in onward if t in targets and (t in way or t not in done)), None)
            if following is None:
                steps.pop()
                way.pop()
                done.add(here)
            elif following in way:
                ring = way[way.index(following) :]
                least = ring.index(min(ring))
                yield (*ring[least:], *ring[:least])
            else:
                steps.append((following, iter(targets[following])))


_RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    _unknown_ids,
    _duplicate_ids,
    _duplicate_numbers,
    _counties,
    _cycles,
)
