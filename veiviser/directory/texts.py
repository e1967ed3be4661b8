"""What records say in words, in every language that they can be read in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from veiviser.content import models, schema
from veiviser.content.models import KINDS
from veiviser.content.read import written_in
from veiviser.content.records import Record
from veiviser.directory.model import LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What a record says in words: `texts` by the name of a translatable field, `body` the text below the fields.

    `language` is that of the record's own text, `translated` all languages it can be read in.
    """

    language: str
    translated: tuple[str, ...]
    body: LocalizedText
    texts: Mapping[str, LocalizedText]


def maps_of(fields: models.Fields) -> Mapping[str, LocalizedText]:
    """The fields that are maps of languages, by name; one that is left out is empty."""
    return {
        field.name: getattr(fields, field.attribute) or {}
        for field in schema.fields(type(fields))
        if field.translatable
    }


@dataclass(frozen=True)
class Translations:
    """The translations of records into the languages of the site; those into others are left out."""

    records: tuple[Record[models.OfferTranslation], ...]
    languages: tuple[str, ...]

    @cached_property
    def _siblings(self) -> Mapping[tuple[str, PurePosixPath, str], tuple[Record[models.OfferTranslation], ...]]:
        found: dict[tuple[str, PurePosixPath, str], tuple[Record[models.OfferTranslation], ...]] = {}
        for record in self.records:
            if record.language in self.languages:
                key = (record.kind, PurePosixPath(record.source.path).parent, record.id)
                found[key] = (*found.get(key, ()), record)
        return found

    def texts(self, record: Record[models.Offer | models.Event | models.Page]) -> Texts:
        """The texts of a record and of its translations."""
        language = written_in(record, self.languages)
        siblings = self._siblings.get((record.kind, PurePosixPath(record.source.path).parent, record.id), ())
        versions: dict[str, Record[Any]] = {language: record, **{s.language or "": s for s in siblings}}
        inside = [*self.languages, *versions]
        versions = {key: versions[key] for key in dict.fromkeys(inside) if key in versions}
        texts = {
            field.name: {key: text for key, v in versions.items() if (text := getattr(v.fields, field.attribute, None))}
            for field in schema.fields(KINDS[record.kind].model)
            if field.translatable
        }
        body = {key: v.body for key, v in versions.items() if v.body.strip()}
        return Texts(language=language, translated=tuple(versions), body=body, texts=texts)
