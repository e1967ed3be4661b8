"""Resolve records without errors into the Directory: ids become objects, areas become municipalities."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from veiviser.content import models, schema
from veiviser.content.models import KINDS, NATION
from veiviser.content.records import Record, SoundContent
from veiviser.directory.facts import (
    ContactFacts,
    CrisisLineFacts,
    EventFacts,
    MunicipalityFacts,
    OfferFacts,
    OrganisationFacts,
    PageFacts,
    PlaceFacts,
    SurveyFacts,
    facts_of,
)
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
from veiviser.directory.namesakes import with_distinctions
from veiviser.directory.occurrences import series
from veiviser.directory.recurrence import rule_of
from veiviser.directory.texts import Translations, maps_of
from veiviser.history import NO_HISTORY, History

T = TypeVar("T")
VOCABULARY = ("needs", "audiences", "formats", "arenas", "focus-areas", "conditions", "accessibility")


def resolve(content: SoundContent, today: dt.date, history: History = NO_HISTORY) -> Directory:
    """The directory as of the day `today`. Precondition: reading and `check_references` found no error."""
    return _Resolver(content, today, history).directory()


@dataclass(frozen=True)
class _Resolver:
    """Each property is computed once, from the ones it depends on, and does not change."""

    sound: SoundContent
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
            crisis=tuple(self._crisis_line(record) for record in self.sound.of(models.CRISIS)),
            vocabulary={kind: tuple(self.terms[kind].values()) for kind in VOCABULARY},
            dictionary=tuple(_word(record) for record in self.sound.of(models.DICTIONARY)),
            organisations=tuple(self.organisations.values()),
            contacts=tuple(self.contacts.values()),
            places=tuple(self.places.values()),
            offers=tuple(self.offers.values()),
            events=tuple(self._event(record) for record in self.sound.of(models.EVENTS)),
            pages=tuple(self._page(record) for record in self.sound.of(models.PAGES)),
            surveys=tuple(
                Survey(facts=facts_of(SurveyFacts, r.fields), note=r.fields.note or {})
                for r in self.sound.of(models.SURVEYS)
            ),
        )

    @cached_property
    def site(self) -> models.Site:
        (site,) = self.sound.of(models.SITE)
        return site.fields

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        records = {record.id: record for record in self.sound.of(models.AREAS)}
        county_of: dict[str, list[str]] = {}
        for municipality in self.sound.of(models.MUNICIPALITIES):
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
    def _municipality_fields(self) -> Mapping[str, models.Municipality]:
        return {record.id: record.fields for record in self.sound.of(models.MUNICIPALITIES)}

    @cached_property
    def _municipality_order(self) -> Mapping[str, int]:
        return {record.id: index for index, record in enumerate(self.sound.of(models.MUNICIPALITIES))}

    def _in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(ids), key=self._municipality_order.__getitem__))

    def _succeeded(self, ids: Iterable[str]) -> Iterator[str]:
        """The ids, with each former municipality replaced by its current successors."""
        for id_ in ids:
            fields = self._municipality_fields[id_]
            if self._is_past(fields):
                yield from self._succeeded(fields.becomes)
            else:
                yield id_

    def _is_past(self, municipality: models.Municipality) -> bool:
        return municipality.valid_until is not None and municipality.valid_until < self.today

    @cached_property
    def municipalities(self) -> Mapping[str, Municipality]:
        both_ways: dict[str, set[str]] = {record.id: set() for record in self.sound.of(models.MUNICIPALITIES)}
        for record in self.sound.of(models.MUNICIPALITIES):
            for here in self._succeeded([record.id]):
                for other in self._succeeded(record.fields.neighbours):
                    if other != here:
                        both_ways[here].add(other)
                        both_ways[other].add(here)
        found = {
            record.id: Municipality(
                id=record.id,
                name=record.fields.name,
                facts=facts_of(MunicipalityFacts, record.fields),
                county=self.areas[record.fields.county],
                neighbours=self._in_order(both_ways[record.id]),
                merged=self._is_past(record.fields),
            )
            for record in self.sound.of(models.MUNICIPALITIES)
        }
        return with_distinctions(found, self.site.languages)

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
        return {kind: {r.id: _term(kind, r) for r in self.sound.content.records[kind]} for kind in VOCABULARY}

    def _terms(self, kind: str, ids: Iterable[str]) -> tuple[Term, ...]:
        """Terms in the order of the vocabulary, regardless of the order in the record."""
        wanted = set(ids)
        return tuple(term for id_, term in self.terms[kind].items() if id_ in wanted)

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        records = {record.id: record for record in self.sound.of(models.ORGANISATIONS)}
        made: dict[str, Organisation] = {}

        def make(id_: str) -> Organisation:
            if id_ not in made:
                fields = records[id_].fields
                made[id_] = Organisation(
                    id=id_,
                    name=fields.name,
                    facts=facts_of(OrganisationFacts, fields),
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
                facts=facts_of(ContactFacts, r.fields),
                role=r.fields.role or {},
                hours=r.fields.hours or {},
                organisation=self.organisations[r.fields.organisation],
                areas=self._coverage(r.fields.areas)
                if r.fields.areas
                else self.organisations[r.fields.organisation].areas,
            )
            for r in self.sound.of(models.CONTACTS)
        }

    @cached_property
    def places(self) -> Mapping[str, Place]:
        return {
            r.id: Place(
                id=r.id,
                name=r.fields.name,
                facts=facts_of(PlaceFacts, r.fields),
                texts=maps_of(r.fields),
                municipality=self.municipalities[r.fields.municipality],
                accessibility=self._terms("accessibility", r.fields.accessibility),
            )
            for r in self.sound.of(models.PLACES)
        }

    @cached_property
    def _translations(self) -> Translations:
        return Translations(self.sound.content.translations, self.site.languages)

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        return {record.id: self._offer(record) for record in self.sound.of(models.OFFERS)}

    def _offer(self, record: Record[models.Offer]) -> Offer:
        fields, texts = record.fields, self._translations.texts(record)
        return Offer(
            id=record.id,
            path=record.source.path,
            facts=facts_of(OfferFacts, fields),
            language=texts.language,
            translated=texts.translated,
            texts=texts.texts,
            free=_free(fields),
            body=texts.body,
            organisations=self._named(self.organisations, fields.organisations),
            partners=self._named(self.organisations, fields.partners),
            coverage=self._coverage(fields.coverage),
            audiences=self._terms("audiences", fields.audiences),
            needs=self._terms("needs", fields.needs),
            formats=self._terms("formats", fields.formats),
            arenas=self._terms("arenas", fields.arenas),
            focus_areas=self._terms("focus-areas", fields.focus_areas),
            conditions=self._terms("conditions", fields.conditions),
            accessibility=self._terms("accessibility", fields.accessibility),
            contacts=self._named(self.contacts, fields.contacts),
            registration_contact=self._contact(fields.registration_contact),
            places=self._named(self.places, fields.places),
            freshness=freshness(fields, self.site, self.today),
        )

    def _named(self, known: Mapping[str, T], ids: Iterable[str]) -> tuple[T, ...]:
        return tuple(known[id_] for id_ in ids)

    def _contact(self, id_: str | None) -> Contact | None:
        return self.contacts[id_] if id_ else None

    def _event(self, record: Record[models.Event]) -> Event:
        """An event; fields that it leaves out come from its offer.

        How to register comes from the offer only if the event does not set `registration`.
        """
        fields, texts = record.fields, self._translations.texts(record)
        offer = self.offers[fields.offer] if fields.offer else None
        fallback = offer if fields.registration is None else None
        contact = self._contact(fields.registration_contact)
        dates = series(fields, self.today)
        return Event(
            id=record.id,
            path=record.source.path,
            facts=facts_of(EventFacts, fields),
            language=texts.language,
            translated=texts.translated,
            offer=offer,
            title=texts.texts["title"],
            summary=texts.texts["summary"] or (offer.summary if offer else {}),
            cost=texts.texts["cost"] or (offer.cost if offer else {}),
            free=_free(fields),
            body=texts.body,
            organisations=self._named(self.organisations, fields.organisations)
            or (offer.organisations if offer else ()),
            coverage=offer.coverage if offer and not fields.coverage else self._coverage(fields.coverage),
            audiences=self._terms("audiences", fields.audiences) or (offer.audiences if offer else ()),
            needs=self._terms("needs", fields.needs) or (offer.needs if offer else ()),
            formats=self._terms("formats", fields.formats) or (offer.formats if offer else ()),
            contacts=self._named(self.contacts, fields.contacts) or (offer.contacts if offer else ()),
            registration=fallback.facts.registration if fallback else fields.registration,
            registration_url=fields.registration_url or (fallback.facts.registration_url if fallback else None),
            registration_contact=contact or (fallback.registration_contact if fallback else None),
            registration_by=fields.registration_by or (fallback.facts.registration_by if fallback else None),
            places=self._named(self.places, fields.places) or (offer.places if offer else ()),
            rule=rule_of(fields),
            occurrences=dates.occurrences,
            dropped=dates.dropped,
            revisions=self.history.of(record.source.path),
        )

    def _page(self, record: Record[models.Page]) -> Page:
        texts = self._translations.texts(record)
        return Page(
            id=record.id,
            path=record.source.path,
            facts=facts_of(PageFacts, record.fields),
            language=texts.language,
            translated=texts.translated,
            title=texts.texts["title"],
            summary=texts.texts["summary"],
            body=texts.body,
        )

    def _crisis_line(self, record: Record[models.CrisisLine]) -> CrisisLine:
        fields = record.fields
        return CrisisLine(
            id=record.id,
            facts=facts_of(CrisisLineFacts, fields),
            name=fields.name,
            when=fields.when,
            hours=fields.hours or {},
            audiences=self._terms("audiences", fields.audiences),
        )


def _free(fields: models.Offer | models.Event) -> bool | None:
    return None if fields.cost is None else fields.cost == "free"


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
