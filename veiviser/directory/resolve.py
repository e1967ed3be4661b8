"""Records without errors become the Directory: ids turn into what they name, areas into their municipalities."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from veiviser.content import models, schema
from veiviser.content.models import KINDS, NATION
from veiviser.content.read import written_in
from veiviser.content.records import Content, Record
from veiviser.directory.calendar import series
from veiviser.directory.freshness import freshness
from veiviser.directory.model import (
    Area,
    Contact,
    Coverage,
    CrisisLine,
    Directory,
    Event,
    Municipality,
    Offer,
    Organisation,
    Page,
    Place,
    Survey,
    Term,
    Word,
)
from veiviser.directory.namesakes import told_by_county
from veiviser.directory.rules import rule_of
from veiviser.history import NO_HISTORY, History

VOCABULARY = ("needs", "audiences", "formats", "arenas", "focus-areas", "conditions", "accessibility")


def resolve(content: Content, today: dt.date, history: History = NO_HISTORY) -> Directory:
    """The directory as it stands on a day. Precondition: reading and `check_references` found no error."""
    return _Resolver(content, today, history).directory()


@dataclass(frozen=True)
class _Resolver:
    """Each property is made once, from those above it; nothing is made twice and nothing changes."""

    content: Content
    today: dt.date
    history: History

    def directory(self) -> Directory:
        return Directory(
            today=self.today,
            history=self.history,
            site=self.site,
            title=self.site.title,
            tagline=self.site.tagline or {},
            publisher=self.organisations[self.site.publisher],
            municipalities=tuple(m for m in self.municipalities.values() if not m.merged),
            merged=tuple(m for m in self.municipalities.values() if m.merged),
            areas=tuple(self.areas.values()),
            crisis=tuple(self._crisis_line(record) for record in self.content.crisis),
            vocabulary={kind: tuple(self.terms[kind].values()) for kind in VOCABULARY},
            dictionary=tuple(_word(record) for record in self.content.dictionary),
            organisations=tuple(self.organisations.values()),
            contacts=tuple(self.contacts.values()),
            places=tuple(self.places.values()),
            offers=tuple(self.offers.values()),
            events=tuple(self._event(record) for record in self.content.events),
            pages=tuple(self._page(record) for record in self.content.pages),
            surveys=tuple(Survey(facts=r.fields, note=r.fields.note or {}) for r in self.content.surveys),
        )

    @cached_property
    def site(self) -> models.Site:
        assert self.content.site is not None
        return self.content.site.fields

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        records = {record.id: record for record in self.content.areas}
        county_of: dict[str, list[str]] = {}
        for municipality in self.content.municipalities:
            county_of.setdefault(municipality.fields.county, []).append(municipality.id)

        def members(id_: str) -> Iterator[str]:
            yield from records[id_].fields.municipalities
            yield from county_of.get(id_, ())
            for part in records[id_].fields.areas:
                yield from members(part)

        return {
            id_: Area(
                id=id_,
                name=record.fields.name,
                kind=record.fields.kind,
                municipalities=self._in_order(self._succeeded(members(id_))),
            )
            for id_, record in records.items()
        }

    @cached_property
    def _municipality_order(self) -> Mapping[str, int]:
        return {record.id: index for index, record in enumerate(self.content.municipalities)}

    def _in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(ids), key=self._municipality_order.__getitem__))

    def _succeeded(self, ids: Iterable[str]) -> Iterator[str]:
        """The municipalities that stand today in the place of those given: what has merged counts as its successor."""
        records = {record.id: record.fields for record in self.content.municipalities}
        for id_ in ids:
            if self._is_past(records[id_]):
                yield from self._succeeded(records[id_].becomes)
            else:
                yield id_

    def _is_past(self, municipality: models.Municipality) -> bool:
        return municipality.valid_until is not None and municipality.valid_until < self.today

    @cached_property
    def municipalities(self) -> Mapping[str, Municipality]:
        both_ways: dict[str, set[str]] = {record.id: set() for record in self.content.municipalities}
        for record in self.content.municipalities:
            for here in self._succeeded([record.id]):
                for other in self._succeeded(record.fields.neighbours):
                    if other != here:
                        both_ways[here].add(other)
                        both_ways[other].add(here)
        found = {
            record.id: Municipality(
                id=record.id,
                name=record.fields.name,
                facts=record.fields,
                county=self.areas[record.fields.county],
                neighbours=self._in_order(both_ways[record.id]),
                merged=self._is_past(record.fields),
            )
            for record in self.content.municipalities
        }
        return told_by_county(found, self.site.languages)

    def _coverage(self, ids: Iterable[str]) -> Coverage:
        ids = tuple(ids)
        named = self._in_order(self._succeeded(id_ for id_ in ids if id_ in self.municipalities))
        areas = tuple(self.areas[id_] for id_ in ids if id_ not in self.municipalities and id_ != NATION)
        nation = NATION in ids
        covered = set(named).union(*(area.municipalities for area in areas))
        if nation:
            covered = {id_ for id_, m in self.municipalities.items() if not m.merged}
        return Coverage(named=named, areas=areas, nation=nation, municipalities=self._in_order(covered))

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        return {kind: {r.id: _term(kind, r) for r in self.content.records[kind]} for kind in VOCABULARY}

    def _terms(self, kind: str, ids: Iterable[str]) -> tuple[Term, ...]:
        """Terms in the order of their list, whatever order a record names them in."""
        wanted = set(ids)
        return tuple(term for id_, term in self.terms[kind].items() if id_ in wanted)

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        records = {record.id: record for record in self.content.organisations}
        made: dict[str, Organisation] = {}

        def make(id_: str) -> Organisation:
            if id_ not in made:
                fields = records[id_].fields
                made[id_] = Organisation(
                    id=id_,
                    name=fields.name,
                    facts=fields,
                    summary=fields.summary or {},
                    parent=make(fields.parent) if fields.parent else None,
                    areas=self._coverage(fields.areas),
                )
            return made[id_]

        return {id_: make(id_) for id_ in records}

    @cached_property
    def contacts(self) -> Mapping[str, Contact]:
        return {
            r.id: Contact(
                id=r.id,
                facts=r.fields,
                role=r.fields.role or {},
                hours=r.fields.hours or {},
                organisation=self.organisations[r.fields.organisation],
                areas=self._coverage(r.fields.areas)
                if r.fields.areas
                else self.organisations[r.fields.organisation].areas,
            )
            for r in self.content.contacts
        }

    @cached_property
    def places(self) -> Mapping[str, Place]:
        return {
            r.id: Place(
                id=r.id,
                name=r.fields.name,
                facts=r.fields,
                directions=r.fields.directions or {},
                municipality=self.municipalities[r.fields.municipality],
                accessibility=self._terms("accessibility", r.fields.accessibility),
            )
            for r in self.content.places
        }

    @cached_property
    def _siblings(self) -> Mapping[tuple[str, PurePosixPath, str], tuple[Record[models.OfferTranslation], ...]]:
        found: dict[tuple[str, PurePosixPath, str], tuple[Record[models.OfferTranslation], ...]] = {}
        for record in self.content.translations:
            if record.language in self.site.languages:
                key = (record.kind, PurePosixPath(record.source.path).parent, record.id)
                found[key] = (*found.get(key, ()), record)
        return found

    def _texts(self, record: Record[Any]) -> dict[str, Any]:
        """The language, the translated languages and, by field, the words of a record that has a body."""
        language = written_in(record, self.site.languages)
        siblings = self._siblings.get((record.kind, PurePosixPath(record.source.path).parent, record.id), ())
        versions = {language: record, **{s.language or "": s for s in siblings}}
        inside = [*self.site.languages, *versions]
        versions = {key: versions[key] for key in dict.fromkeys(inside) if key in versions}
        translated = {
            name: {key: text for key, v in versions.items() if (text := getattr(v.fields, name, None))}
            for name in (field.attribute for field in schema.fields(KINDS[record.kind].model) if field.translatable)
        }
        body = {key: v.body for key, v in versions.items() if v.body.strip()}
        return {
            "id": record.id, "path": record.source.path, "facts": record.fields,
            "language": language, "translated": tuple(versions), "body": body, **translated,
        }  # fmt: skip

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        return {record.id: self._offer(record) for record in self.content.offers}

    def _offer(self, record: Record[models.Offer]) -> Offer:
        fields = record.fields
        return Offer(
            **self._texts(record),
            **self._common(fields),
            partners=tuple(self.organisations[id_] for id_ in fields.partners),
            arenas=self._terms("arenas", fields.arenas),
            focus_areas=self._terms("focus-areas", fields.focus_areas),
            conditions=self._terms("conditions", fields.conditions),
            accessibility=self._terms("accessibility", fields.accessibility),
            registration_contact=self._contact(fields.registration_contact),
            freshness=freshness(fields, self.site, self.today),
        )

    def _common(self, fields: models.Offer | models.Event) -> dict[str, Any]:
        """What offers and events share; all of it may be empty on an event that has an offer."""
        return {
            "organisations": tuple(self.organisations[id_] for id_ in fields.organisations),
            "coverage": self._coverage(fields.coverage),
            "audiences": self._terms("audiences", fields.audiences),
            "needs": self._terms("needs", fields.needs),
            "formats": self._terms("formats", fields.formats),
            "contacts": tuple(self.contacts[id_] for id_ in fields.contacts),
            "places": tuple(self.places[id_] for id_ in fields.places),
        }

    def _contact(self, id_: str | None) -> Contact | None:
        return self.contacts[id_] if id_ else None

    def _event(self, record: Record[models.Event]) -> Event:
        fields, texts = record.fields, self._texts(record)
        common = self._common(fields)
        offer = self.offers[fields.offer] if fields.offer else None
        own: dict[str, Any] = {
            "registration": fields.registration,
            "registration_url": fields.registration_url,
            "registration_by": fields.registration_by,
        }
        contact = self._contact(fields.registration_contact)
        if offer:
            common = {
                name: getattr(offer, name) if not getattr(fields, name) else value for name, value in common.items()
            }
            if fields.registration is None:
                own = {name: value or getattr(offer.facts, name) for name, value in own.items()}
                contact = contact or offer.registration_contact
            texts["summary"] = texts["summary"] or offer.summary
            texts["cost"] = texts["cost"] or offer.cost
        dates = series(fields, self.today)
        return Event(
            **texts,
            **common,
            **own,
            registration_contact=contact,
            offer=offer,
            rule=rule_of(fields),
            occurrences=dates.occurrences,
            dropped=dates.dropped,
            revisions=self.history.of(record.source.path),
        )

    def _page(self, record: Record[models.Page]) -> Page:
        return Page(**self._texts(record))

    def _crisis_line(self, record: Record[models.CrisisLine]) -> CrisisLine:
        fields = record.fields
        return CrisisLine(
            id=record.id,
            facts=fields,
            name=fields.name,
            when=fields.when,
            hours=fields.hours or {},
            audiences=self._terms("audiences", fields.audiences),
        )


def _term(kind: str, record: Record[Any]) -> Term:
    fields = record.fields
    own = schema.names((KINDS[kind].model,)) - schema.names((models.Term,))
    flags = own & {field.name for field in dataclasses.fields(Term)}
    return Term(
        kind=kind,
        id=record.id,
        name=fields.name,
        description=fields.description or {},
        icon=fields.icon,
        **{flag: getattr(fields, flag) for flag in flags},
    )


def _word(record: Record[models.Word]) -> Word:
    fields = record.fields
    return Word(
        id=record.id,
        preferred=fields.preferred,
        explanation=fields.explanation or {},
        also=fields.also,
        avoid=fields.avoid,
    )
