"""The types a field can have: how its text is checked, and how it is told in the reference."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints

from veiviser.content import parse
from veiviser.content.parse import WEEKDAYS, LooseDate, Moment, OpeningHours, language_codes

__all__ = ["WEEKDAYS", "LooseDate", "Moment", "OpeningHours", "language_codes"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose value is the id of a record of one of these kinds, or a word that is built in."""

    kinds: tuple[str, ...]
    built_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A type in plain words, and a value of it as YAML has it."""

    words: str
    example: str = ""


def _typed(read: Callable[[str], T]) -> PlainValidator:
    """A validator that reads text, and refuses lists and maps."""
    return PlainValidator(lambda value: read(parse.words(value)))


def _short(limit: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > limit:
            parse.fail("too-long", length=str(len(value)), limit=str(limit))
        return value

    return AfterValidator(check)


def _each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    """What stands twice, which is warned of, counts once."""
    return tuple(dict.fromkeys(values))


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


_NOT_EMPTY = StringConstraints(min_length=1)
_TRANSLATED = Said("text, or a map of language and text", "{nb: Avlastning, en: Respite}")

Text: TypeAlias = Annotated[str, BeforeValidator(parse.words), _NOT_EMPTY, Said("text")]
Title: TypeAlias = Annotated[Text, _short(90), Said("text, at most 90 characters")]
Summary: TypeAlias = Annotated[Text, _short(240), Said("text, at most 240 characters")]
Cost: TypeAlias = Annotated[str, BeforeValidator(parse.price), _NOT_EMPTY, Said("`free`, or text")]
Translated: TypeAlias = Annotated[Mapping[str, str], PlainValidator(parse.translated), _TRANSLATED]
Boolean: TypeAlias = Annotated[bool, _typed(parse.boolean), Said("`true` or `false`")]
Whole: TypeAlias = Annotated[int, _typed(parse.whole), Said("whole number", "18")]
Positive: TypeAlias = Annotated[int, _typed(parse.positive), Said("whole number from 1", "12")]
Latitude: TypeAlias = Annotated[float, _typed(parse.degrees(90)), Said("degrees with a point", "59.89")]
Longitude: TypeAlias = Annotated[float, _typed(parse.degrees(180)), Said("degrees with a point", "10.52")]
Identifier: TypeAlias = Annotated[str, _typed(parse.identifier), Said("id: a–z, 0–9 and hyphens", "turgruppe")]
Date: TypeAlias = Annotated[dt.date, _typed(parse.day), Said("day", "2026-11-21")]
DateOrLess: TypeAlias = Annotated[LooseDate, _typed(parse.loose), Said("day, month or year", "2026-11")]
When: TypeAlias = Annotated[Moment, _typed(parse.moment), Said("day and time, or a whole day", "2026-11-21T18:00")]
Phone: TypeAlias = Annotated[str, _typed(parse.phone), Said("phone number", "22 22 22 22")]
Email: TypeAlias = Annotated[str, _typed(parse.email), Said("mail address", "post@example.org")]
Url: TypeAlias = Annotated[str, _typed(parse.url), Said("web address", "https://example.org/")]
BaseUrl: TypeAlias = Annotated[
    str, _typed(parse.base_url), Said("web address, perhaps with a path", "https://example.org/")
]
UrlTemplate: TypeAlias = Annotated[
    str, _typed(parse.url_template), Said("web address", "https://example.org/?offer={id}")
]
SecurityContact: TypeAlias = Annotated[
    str, _typed(parse.security_contact), Said("`mailto:`, `tel:` or web address", "mailto:security@example.org")
]
Language: TypeAlias = Annotated[str, _typed(parse.language), Said("language code of ISO 639", "nb")]
Postcode: TypeAlias = Annotated[str, _typed(parse.postcode), Said("four digits", "1337")]
Postcodes: TypeAlias = Annotated[
    tuple[str, str], _typed(parse.postcodes), Said("postcode, or a range of them", "1300-1369")
]
MunicipalityNumber: TypeAlias = Annotated[
    str, _typed(parse.municipality_number), Said("four digits, unlike those of the others", "0301")
]
OrganisationNumber: TypeAlias = Annotated[
    str, _typed(parse.organisation_number), Said("nine digits, the last of which checks the others", "974 760 673")
]
Hours: TypeAlias = Annotated[
    OpeningHours, _typed(parse.opening_hours), Said("day or days, and hours or `closed`", "monday-friday 08:00-15:30")
]
RepeatDay: TypeAlias = Annotated[
    str, _typed(parse.repeat_day), Said("weekday, such a day of the month, or its number", "first tuesday")
]
Colour: TypeAlias = Annotated[str, _typed(parse.colour), Said("# and six hexadecimal digits", '"#1f5f4a"')]
TimeZone: TypeAlias = Annotated[str, _typed(parse.timezone), Said("name of the IANA list", "Europe/Oslo")]
Contract: TypeAlias = Annotated[int, _typed(parse.contract), Said("`1`")]
Untyped: TypeAlias = Annotated[Any, PlainValidator(parse.untyped), Said("anything")]
Many: TypeAlias = Annotated[tuple[T, ...], BeforeValidator(_as_list), AfterValidator(_each_once)]
