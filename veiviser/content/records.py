"""The result of reading: records that know their place in a file, and the content of a root as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeGuard, TypeVar, cast

from veiviser.content import models, nodes
from veiviser.content.labels import label
from veiviser.content.source import Source
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.problems.problem import Mark, Problem

D = TypeVar("D", bound=models.Fields)
M = TypeVar("M", bound=models.Fields)
M_co = TypeVar("M_co", bound=models.Fields, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Generic[M_co]):
    """One record as its file has it.

    `loc` is its place within the file: empty, or its index in a list. `raw` holds the texts as written. `faulty` names
    the fields that could not be typed; in `fields` those are None or empty, so a rule asks `knows` before it concludes
    anything from their absence. A rule that needs required fields asks `has`; mypy reports where it forgets to. `body`
    begins on line `body_line` of the file. `language` is set on a translation only.
    """

    kind: str
    id: str
    source: Source
    fields: M_co
    raw: Mapping[str, object]
    loc: tuple[int, ...] = ()
    faulty: frozenset[str] = frozenset()
    body: str = ""
    body_line: int = 1
    language: str | None = None

    def knows(self, *names: str) -> bool:
        """True when none of these fields is faulty."""
        return self.faulty.isdisjoint(names)

    def mark(self, *loc: str | int, key: bool = False) -> Mark:
        """The place of a value of this record, or of its key; the record's first key when the field is not written."""
        node = nodes.parse(self.source).value
        if loc and loc[0] not in self.raw:
            return Mark(self.source.path, *nodes.first_key(node, self.loc))
        return Mark(self.source.path, *nodes.locate(node, (*self.loc, *loc), key=key))

    def problem(
        self,
        code: str,
        *loc: str | int,
        key: bool = False,
        suggestion: str | None = None,
        hint: str | None = None,
        **values: str,
    ) -> Problem:
        """A problem at a value of this record."""
        if code == "missing-field":
            values["called"] = label(values["field"])
        return Problem(mark=self.mark(*loc, key=key), code=code, values=values, suggestion=suggestion, hint=hint)


def has(record: Record[models.Fields], model: type[M]) -> TypeGuard[Record[M]]:
    """True when a record has all fields that `model` requires: the sound model of its kind, or one that requires only
    some.
    """
    return isinstance(record.fields, model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All records of a root by kind, in order of their paths, and their translations.

    `unread` holds, by kind, the ids of records that exist but could not be read; None where they cannot be known.
    `assets` are the names of the files published below `/assets/`.
    """

    records: Mapping[str, tuple[Record[models.Fields], ...]]
    translations: tuple[Record[models.OfferTranslation], ...]
    unread: Mapping[str, frozenset[str] | None]
    assets: frozenset[str]

    def of(self, kind: models.Kind[D, M]) -> tuple[Record[D], ...]:
        """The records of a kind, any of which may have faults."""
        return cast(tuple[Record[D], ...], self.records[kind.name])

    @property
    def site(self) -> Record[models.SiteDraft] | None:
        return next(iter(self.of(models.SITE)), None)

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages, the default first; only the program's first while site.yaml cannot be read."""
        return (self.site and self.site.fields.languages) or SITE_LANGUAGES[:1]

    @property
    def timezone(self) -> str:
        """The site's time zone as an IANA name; the contract's default while site.yaml cannot be read."""
        default: str = models.SiteDraft.model_fields["timezone"].default
        return (self.site and self.site.fields.timezone) or default

    @property
    def municipalities(self) -> tuple[Record[models.MunicipalityDraft], ...]:
        return self.of(models.MUNICIPALITIES)

    @property
    def areas(self) -> tuple[Record[models.AreaDraft], ...]:
        return self.of(models.AREAS)

    @property
    def crisis(self) -> tuple[Record[models.CrisisLineDraft], ...]:
        return self.of(models.CRISIS)

    @property
    def dictionary(self) -> tuple[Record[models.WordDraft], ...]:
        return self.of(models.DICTIONARY)

    @property
    def organisations(self) -> tuple[Record[models.OrganisationDraft], ...]:
        return self.of(models.ORGANISATIONS)

    @property
    def contacts(self) -> tuple[Record[models.ContactDraft], ...]:
        return self.of(models.CONTACTS)

    @property
    def places(self) -> tuple[Record[models.PlaceDraft], ...]:
        return self.of(models.PLACES)

    @property
    def offers(self) -> tuple[Record[models.OfferDraft], ...]:
        return self.of(models.OFFERS)

    @property
    def events(self) -> tuple[Record[models.EventDraft], ...]:
        return self.of(models.EVENTS)

    @property
    def pages(self) -> tuple[Record[models.PageDraft], ...]:
        return self.of(models.PAGES)

    @property
    def surveys(self) -> tuple[Record[models.SurveyDraft], ...]:
        return self.of(models.SURVEYS)


@dataclass(frozen=True, slots=True)
class SoundContent:
    """Content in which every record has all fields that its kind requires. Only `sound` makes it."""

    content: Content

    def of(self, kind: models.Kind[D, M]) -> tuple[Record[M], ...]:
        """The records of a kind."""
        return tuple(record for record in self.content.of(kind) if has(record, kind.model))


def sound(content: Content) -> SoundContent | None:
    """The content as SoundContent; None when a record lacks a required field."""
    kinds = models.KINDS.values()
    return SoundContent(content) if all(has(r, kind.model) for kind in kinds for r in content.of(kind)) else None
