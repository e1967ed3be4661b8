"""Possible duplicates: one warning for each pair of records, in the later of the two files."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import Any, TypeAlias

from rapidfuzz.distance import OSA

from veiviser.content.characters import slug
from veiviser.content.likeness import apart, digits, distinctive, same_name, stem, sure
from veiviser.content.models import NATION, ContactDraft, OfferDraft, OrganisationDraft
from veiviser.content.parse import ID
from veiviser.content.records import Content, Record
from veiviser.directory.suggestions import names
from veiviser.problems.message_words import _
from veiviser.problems.problem import Problem

# How many similar records are compared with each other. More than that are a series, for which a few warnings are
# enough.
_MOST = 12
_BESIDE = 5
Pair: TypeAlias = tuple[Record[Any], Record[Any]]


_DISTINCT = _("If they are two, write “{id}” in distinct_from.")
_PHONE = _("they have the same name and phone number")
_OWNER = _("they have the same name and owner")
_COVERAGE = _("they have the same name, and are for people in the same place")
_NEAR_PHONE = _("their names are nearly the same, and so is the phone number")
_NEAR_OWNER = _("their names are nearly the same, and they have the same owner")
_ROLE = _("they have the same role and phone number")
_NUMBER = _("they have the same number")
_NAME = _("they have the same name")
_HOUSE = _("they have the same name and municipality")
_TIME = _("they have the same name and begin at the same time")


def doubles(content: Content, today: dt.date) -> Iterator[Problem]:
    for of_a_kind in (_offers, _events, _contacts, _organisations, _places):
        yield from of_a_kind(content)


@dataclass(frozen=True)
class _Title:
    """The parts of a title that distinguish offers: `text` are the sorted stems of its words, `joined` its words as
    one, and `places` the municipalities and areas in it.
    """

    record: Record[OfferDraft]
    text: str
    joined: str
    places: frozenset[str]

    @cached_property
    def phones(self) -> frozenset[str]:
        """The digits of its phone number, and the ids of its contacts."""
        own = digits(self.record.fields.phone or "")
        return frozenset(filter(None, (own, *self.record.fields.contacts)))

    @property
    def owner(self) -> str | None:
        return next(iter(self.record.fields.organisations), None)


def _offers(content: Content) -> Iterator[Problem]:
    regions = _Regions(content)
    here = [
        _title(offer, offer.fields.title, regions.names)
        for offer in content.offers
        if offer.fields.title and _counts(offer)
    ]
    order = {id(title): at for at, title in enumerate(here)}
    found: dict[tuple[int, int], tuple[_Title, _Title]] = {}
    for pair in chain(_same_names(here), _near_names(here)):
        first, second = sorted(pair, key=lambda title: order[id(title)])
        found[order[id(first)], order[id(second)]] = first, second
    for _at, (one, other) in sorted(found.items(), key=lambda item: item[0]):
        reason = _reason(one, other, regions)
        if reason:
            yield _problem(one.record, other.record, reason, "title", hint=_DISTINCT)


def _counts(offer: Record[OfferDraft]) -> bool:
    return offer.fields.status not in ("ended", None) and ID.fullmatch(offer.id) is not None


def _title(offer: Record[OfferDraft], title: str, places: frozenset[str]) -> _Title:
    words, found = apart(slug(title), places)
    return _Title(offer, "-".join(sorted(map(stem, distinctive(words) or words))), "".join(words), found)


def _same_names(titles: Iterable[_Title]) -> Iterator[tuple[_Title, _Title]]:
    """Pairs of offers with the same name that share an owner, a phone number or contact, or some coverage."""
    named = defaultdict[Hashable, list[_Title]](list)
    for title in titles:
        for name in {title.text, title.joined}:
            named[name].append(title)
    for group in (group for group in named.values() if len(group) > 1):
        shared = defaultdict[Hashable, list[_Title]](list)
        for title in group:
            for key in ({title.owner}, title.phones, title.record.fields.coverage):
                for value in key:
                    shared[value].append(title)
        for some in shared.values():
            yield from combinations(some[:_MOST], 2)


def _near_names(titles: Iterable[_Title]) -> Iterator[tuple[_Title, _Title]]:
    """Pairs of offers with the same owner or phone number whose names differ by one letter.

    Sorted by their letters, forwards or backwards, such names are close to each other.
    """
    owned = defaultdict[Hashable, list[_Title]](list)
    for title in titles:
        for key in filter(None, {title.owner, digits(title.record.fields.phone or "")}):
            owned[key].append(title)
    for group in (group for group in owned.values() if len(group) > 1):
        for order in (_text, _backwards):
            group.sort(key=order)
            for beside in range(1, _BESIDE):
                for one, other in zip(group, group[beside:], strict=False):
                    if OSA.distance(one.text, other.text, score_cutoff=1) == 1:
                        yield one, other


def _text(title: _Title) -> str:
    return title.text


def _backwards(title: _Title) -> str:
    return title.text[::-1]


def _reason(one: _Title, other: _Title, regions: "_Regions") -> str | None:
    """The reason why two offers may be duplicates, None when they are not."""
    a, b = one.record.fields, other.record.fields
    if one.record.id == other.record.id:
        return None  # reported elsewhere
    if one.record.id in (*b.distinct_from, *b.replaced_by) or other.record.id in (*a.distinct_from, *a.replaced_by):
        return None
    if (one.places and other.places and one.places != other.places) or not regions.overlap(a.coverage, b.coverage):
        return None
    phone, owner = bool(one.phones & other.phones), one.owner == other.owner
    if _differ(a.audiences, b.audiences) or (_differ(a.places, b.places) and not phone):
        return None
    if one.text == other.text or one.joined == other.joined:
        shared = set(a.coverage) & set(b.coverage)
        return _PHONE if phone else _OWNER if owner else _COVERAGE if shared else None
    if sure(one.text, other.text):
        return _NEAR_PHONE if phone else _NEAR_OWNER if owner else None
    return None


def _differ(one: Iterable[str | None], other: Iterable[str | None]) -> bool:
    """True if both have values, and none in common."""
    some, others = set(filter(None, one)), set(filter(None, other))
    return bool(some and others) and some.isdisjoint(others)


@dataclass(frozen=True)
class _Regions:
    """The municipalities and areas of the content."""

    content: Content

    @cached_property
    def names(self) -> frozenset[str]:
        """Their ids, and the slugs of their names."""
        records = (*self.content.municipalities, *self.content.areas)
        return frozenset(name for record in records for name in (record.id, *map(same_name, names(record))) if name)

    def overlap(self, one: Iterable[str], other: Iterable[str]) -> bool:
        one, other = set(one), set(other)
        return bool(one & other or NATION in one | other or self._reached(one) & self._reached(other))

    def _reached(self, ids: Iterable[str]) -> set[str]:
        return {m for id_ in ids for m in self._members.get(id_, (id_,))}

    @cached_property
    def _members(self) -> Mapping[str, frozenset[str]]:
        areas = {area.id: area.fields for area in self.content.areas}
        found: dict[str, frozenset[str]] = {}
        in_county = defaultdict[str | None, set[str]](set)
        for municipality in self.content.municipalities:
            in_county[municipality.fields.county].add(municipality.id)

        def members(id_: str, above: frozenset[str]) -> frozenset[str]:
            if id_ in found or id_ not in areas or id_ in above:
                return found.get(id_, frozenset())
            own = in_county[id_] | set(areas[id_].municipalities)
            return frozenset(own).union(*(members(part, above | {id_}) for part in areas[id_].areas))

        for id_ in areas:
            found[id_] = members(id_, frozenset())
        return found


def _events(content: Content) -> Iterator[Problem]:
    for one, other in _pairs(
        content.events, lambda event: [(same_name(event.fields.title or ""), event.fields.starts)]
    ):
        a, b = one.fields, other.fields
        if not _differ(a.places, b.places) and not _differ(_hosts(a), _hosts(b)):
            yield _problem(one, other, _TIME, "title")


def _hosts(event: Any) -> tuple[str, ...]:
    return (event.offer,) if event.offer else tuple(event.organisations)


def _contacts(content: Content) -> Iterator[Problem]:
    def keys(contact: Record[ContactDraft]) -> Iterator[Hashable]:
        roles = contact.raw.get("role")
        texts = roles.values() if isinstance(roles, dict) else (roles,)
        phone = digits(contact.fields.phone or "")
        for role in texts if phone else ():
            if isinstance(role, str):
                words = same_name(role).split("-")
                yield "-".join(distinctive(words) or words), phone

    for one, other in _pairs(content.contacts, keys):
        a, b = one.fields, other.fields
        others = _differ([a.name], [b.name]) or _differ([a.email], [b.email]) or _differ(a.areas, b.areas)
        if not others:
            yield _problem(one, other, _ROLE, "role")


def _organisations(content: Content) -> Iterator[Problem]:
    """Organisations with the same registered number, which parts of one body may share, or with the same name."""

    def kin(record: Record[OrganisationDraft]) -> set[str]:
        return {record.id, *filter(None, (record.fields.parent,))}

    reported = set()
    for one, other in _pairs(content.organisations, lambda each: [each.fields.number] if each.fields.number else []):
        if kin(one).isdisjoint(kin(other)):
            reported.add((one.id, other.id))
            yield _problem(one, other, _NUMBER, "number")
    for one, other in _pairs(content.organisations, lambda each: [same_name(each.fields.name or "")]):
        numbers = {one.fields.number, other.fields.number} - {None}
        if (
            (one.id, other.id) not in reported
            and len(numbers) < 2
            and not _differ(one.fields.areas, other.fields.areas)
        ):
            yield _problem(one, other, _NAME, "name")


def _places(content: Content) -> Iterator[Problem]:
    for one, other in _pairs(
        content.places, lambda place: [(same_name(place.fields.name or ""), place.fields.municipality)]
    ):
        if not _differ(*([slug(each.fields.address)] if each.fields.address else [] for each in (one, other))):
            yield _problem(one, other, _HOUSE, "name")


def _pairs(records: Iterable[Record[Any]], keys: Any) -> Iterator[Pair]:
    """Pairs of records that share a key, each pair once; `keys` gives the keys of a record."""
    found = defaultdict[Hashable, dict[str, Record[Any]]](dict)
    for record in (record for record in records if ID.fullmatch(record.id)):
        for key in keys(record):
            if all(key) if isinstance(key, tuple) else key:
                found[key].setdefault(record.source.path, record)
    seen = set()
    for group in found.values():
        for one, other in combinations(list(group.values())[:_MOST], 2):
            if one.id != other.id and (one.source.path, other.source.path) not in seen:
                seen.add((one.source.path, other.source.path))
                yield one, other


def _problem(one: Record[Any], other: Record[Any], reason: str, field: str, hint: str | None = None) -> Problem:
    """The problem, in the later of the two files."""
    name = next(names(one), one.id)
    return other.problem(
        "possible-duplicate", field, hint=hint, id=one.id, name=name, other=one.source.path, reason=reason
    )
