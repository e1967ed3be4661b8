"""The types of fields: how a text is validated, and how the type is described in the reference."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints

from veiviser.content import parse
from veiviser.content.parse import WEEKDAYS, LooseDate, Moment, OpeningHours, language_codes
from veiviser.language.languages import SITE_LANGUAGES

__all__ = ["WEEKDAYS", "LooseDate", "Moment", "OpeningHours", "language_codes"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that takes the id of a record of one of these kinds, or a built-in word."""

    kinds: tuple[str, ...]
    built_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeDescription:
    """A type: its name in plain words, an example value in YAML, and its JSON Schema.

    Every scalar is read as text. Programs that apply YAML's own types make numbers of some, so `json` allows those too;
    its `pattern` applies to text alone. The schema may accept what the type refuses, but never the reverse.
    """

    type_name: str
    example: str = ""
    json: Mapping[str, object] = field(default_factory=dict, hash=False)


Topic: TypeAlias = Literal["audience", "contact", "registration", "organiser", "text"]


@dataclass(frozen=True, slots=True)
class News:
    """Marks whether news report a change of the field: with its new value, by its topic only (`named`), or never."""

    report: Literal["value", "named", "never"]
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Personal:
    """Marks what a value may reveal: who a person is or how to reach them (`person`), the whereabouts of somebody who
    must not be found (`whereabouts`), or neither (`nothing`).
    """

    reveals: Literal["person", "whereabouts", "nothing"]


NEWS_VALUE, NEWS_NEVER = News("value"), News("never")
NEWS_OF_AUDIENCE, NEWS_OF_CONTACT = News("named", "audience"), News("named", "contact")
NEWS_OF_REGISTRATION, NEWS_OF_ORGANISER = News("named", "registration"), News("named", "organiser")
NEWS_OF_TEXT = News("named", "text")
PERSON, WHEREABOUTS, NOT_PERSONAL = Personal("person"), Personal("whereabouts"), Personal("nothing")


def _typed(read: Callable[[str], T]) -> PlainValidator:
    """A validator that parses text, and refuses lists and maps."""
    return PlainValidator(lambda value: read(parse.words(value)))


def _short(limit: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > limit:
            parse.fail("too-long", length=str(len(value)), limit=str(limit))
        return value

    return AfterValidator(check)


def _each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    """The values without duplicates, which `check` warns about."""
    return tuple(dict.fromkeys(values))


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


_NOT_EMPTY = StringConstraints(min_length=1)


def _only(pattern: str) -> str:
    """The pattern of a whole text, with blanks around it, which are no part of a value."""
    return rf"^\s*(?:{pattern})\s*$"


def _whole_from(least: int) -> Mapping[str, object]:
    return {**_DIGITS, "minimum": least, "pattern": _only("[0-9]{1,6}")}


def _degrees_to(most: int) -> Mapping[str, object]:
    return {
        "type": ["string", "number"],
        "minimum": -most,
        "maximum": most,
        "pattern": _only("-?[0-9]{1,3}([.][0-9]{1,12})?"),
    }


# What counts as not written: nothing, or blanks alone.
LEFT_EMPTY = {"type": ["string", "null"], "pattern": r"^\s*$"}
_STRING: Mapping[str, object] = {"type": "string"}
# JSON Schema cannot see that a number has lost its leading zeros; only the program can.
_DIGITS: Mapping[str, object] = {"type": ["string", "integer"]}
# A number with its country code, or a short one; how many digits it has is for the program to say.
_CALLED: Mapping[str, object] = {**_DIGITS, "pattern": r"^\s*[+(]?[0-9(]"}
_LINK_START = "[Hh][Tt][Tt][Pp][Ss]?://"
_LINK: Mapping[str, object] = {**_STRING, "format": "iri", "pattern": rf"^\s*{_LINK_START}"}
_YEAR, _MONTH, _MONTH_DAY = "[12][0-9]{3}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_ISO_DAY = f"{_YEAR}-{_MONTH}-{_MONTH_DAY}"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
_WEEKDAY = f"({'|'.join(parse.WEEKDAYS)})"
_FOUR: Mapping[str, object] = {**_DIGITS, "pattern": _only("[0-9]{4}")}
_TEXT: Mapping[str, object] = {"type": ["string", "number", "boolean"], "minLength": 1, "pattern": r"\S"}
_LANGUAGES = {
    "type": "object",
    "properties": {language: {"anyOf": [_TEXT, LEFT_EMPTY]} for language in SITE_LANGUAGES},
    "additionalProperties": False,
    "minProperties": 1,
}
_TRANSLATED = TypeDescription(
    "text, or a map of language and text", "{nb: Avlastning, en: Respite}", {"anyOf": [_TEXT, _LANGUAGES]}
)

Text: TypeAlias = Annotated[str, BeforeValidator(parse.words), _NOT_EMPTY, TypeDescription("text", "", _TEXT)]
Title: TypeAlias = Annotated[
    Text, _short(90), TypeDescription("text, at most 90 characters", "", {**_TEXT, "maxLength": 90})
]
Summary: TypeAlias = Annotated[
    Text, _short(240), TypeDescription("text, at most 240 characters", "", {**_TEXT, "maxLength": 240})
]
Cost: TypeAlias = Annotated[
    str, BeforeValidator(parse.price), _NOT_EMPTY, TypeDescription("`free`, or text", "", _TEXT)
]
Translated: TypeAlias = Annotated[Mapping[str, str], PlainValidator(parse.translated), _TRANSLATED]
Boolean: TypeAlias = Annotated[
    bool, _typed(parse.boolean), TypeDescription("`true` or `false`", "", {"enum": [True, False, "true", "false"]})
]
Whole: TypeAlias = Annotated[int, _typed(parse.whole), TypeDescription("whole number", "18", _whole_from(0))]
Positive: TypeAlias = Annotated[
    int, _typed(parse.positive), TypeDescription("whole number from 1", "12", _whole_from(1))
]
Latitude: TypeAlias = Annotated[
    float, _typed(parse.degrees(90)), TypeDescription("degrees with a point", "59.89", _degrees_to(90))
]
Longitude: TypeAlias = Annotated[
    float, _typed(parse.degrees(180)), TypeDescription("degrees with a point", "10.52", _degrees_to(180))
]
Identifier: TypeAlias = Annotated[
    str,
    _typed(parse.identifier),
    TypeDescription("id: a–z, 0–9 and hyphens", "turgruppe", {**_DIGITS, "pattern": _only(parse.ID.pattern)}),
]
Date: TypeAlias = Annotated[
    dt.date,
    _typed(parse.day),
    TypeDescription("day", "2026-11-21", {**_STRING, "format": "date", "pattern": _only(_ISO_DAY)}),
]
DateOrLess: TypeAlias = Annotated[
    LooseDate,
    _typed(parse.loose),
    TypeDescription(
        "day, month or year", "2026-11", {**_DIGITS, "pattern": _only(f"{_YEAR}(-{_MONTH}(-{_MONTH_DAY})?)?")}
    ),
]
When: TypeAlias = Annotated[
    Moment,
    _typed(parse.moment),
    TypeDescription(
        "day and time, or a whole day",
        "2026-11-21T18:00",
        {**_STRING, "pattern": _only(f"{_ISO_DAY}(T{_CLOCK})?")},
    ),
]
Phone: TypeAlias = Annotated[str, _typed(parse.phone), TypeDescription("phone number", "22 22 22 22", _CALLED)]
Email: TypeAlias = Annotated[
    str, _typed(parse.email), TypeDescription("mail address", "post@example.org", {**_STRING, "format": "email"})
]
Url: TypeAlias = Annotated[str, _typed(parse.url), TypeDescription("web address", "https://example.org/", _LINK)]
BaseUrl: TypeAlias = Annotated[
    str,
    _typed(parse.base_url),
    TypeDescription("web address, perhaps with a path", "https://example.org/", _LINK),
]
UrlTemplate: TypeAlias = Annotated[
    str,
    _typed(parse.url_template),
    TypeDescription("web address", "https://example.org/?offer={id}", {**_STRING, "pattern": _LINK["pattern"]}),
]
SecurityContact: TypeAlias = Annotated[
    str,
    _typed(parse.security_contact),
    TypeDescription(
        "`mailto:`, `tel:` or web address",
        "mailto:security@example.org",
        {**_STRING, "pattern": rf"^\s*(mailto:|tel:|{_LINK_START})|@"},
    ),
]
LanguageCode: TypeAlias = Annotated[
    str,
    _typed(parse.language),
    TypeDescription(
        "language code of ISO 639", "nb", {**_STRING, "pattern": _only("[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")}
    ),
]
Postcode: TypeAlias = Annotated[str, _typed(parse.postcode), TypeDescription("four digits", "1337", _FOUR)]
Postcodes: TypeAlias = Annotated[
    tuple[str, str],
    _typed(parse.postcodes),
    TypeDescription(
        "postcode, or a range of them", "1300-1369", {**_DIGITS, "pattern": _only(r"[0-9]{4}(\s*[-–]\s*[0-9]{4})?")}
    ),
]
MunicipalityNumber: TypeAlias = Annotated[
    str, _typed(parse.municipality_number), TypeDescription("four digits, unlike those of the others", "0301", _FOUR)
]
OrganisationNumber: TypeAlias = Annotated[
    str,
    _typed(parse.organisation_number),
    TypeDescription(
        "nine digits, the last of which checks the others",
        "974 760 673",
        {**_DIGITS, "pattern": r"^([\s.]*[0-9]){9}[\s.]*$"},
    ),
]
Hours: TypeAlias = Annotated[
    OpeningHours,
    _typed(parse.opening_hours),
    TypeDescription(
        "day or days, and hours or `closed`",
        "monday-friday 08:00-15:30",
        {
            **_STRING,
            "pattern": _only(rf"{_WEEKDAY}(\s*[-–]\s*{_WEEKDAY})?\s+(closed|{_CLOCK}\s*[-–]\s*({_CLOCK}|24:00))"),
        },
    ),
]
RepeatDay: TypeAlias = Annotated[
    str,
    _typed(parse.repeat_day),
    TypeDescription(
        "weekday, such a day of the month, or its number",
        "first tuesday",
        {
            **_DIGITS,
            "pattern": _only(rf"((first|second|third|fourth|last)\s+)?{_WEEKDAY}|[1-9]|[12][0-9]|3[01]"),
        },
    ),
]
Colour: TypeAlias = Annotated[
    str,
    _typed(parse.colour),
    TypeDescription("# and six hexadecimal digits", '"#1f5f4a"', {**_STRING, "pattern": _only("#[0-9A-Fa-f]{6}")}),
]
TimeZone: TypeAlias = Annotated[
    str, _typed(parse.timezone), TypeDescription("name of the IANA list", "Europe/Oslo", _STRING)
]
Contract: TypeAlias = Annotated[
    int, _typed(parse.contract), TypeDescription("`1`", "", {"enum": [parse.CONTRACT, str(parse.CONTRACT)]})
]
Untyped: TypeAlias = Annotated[Any, PlainValidator(parse.untyped), TypeDescription("anything")]
Many: TypeAlias = Annotated[tuple[T, ...], BeforeValidator(_as_list), AfterValidator(_each_once)]
