"""Parsers of field values: a text becomes a typed value, or an error with the code of its problem."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from babel import Locale
from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError
from stdnum.no import orgnr

from veiviser.content import cost, mails, phones, urls
from veiviser.content.characters import invisible, plain_blanks, slug
from veiviser.content.limits import MOST_DIGITS
from veiviser.language.languages import SITE_LANGUAGES, SOURCE

# An id becomes the name of a folder and of files, which may have 255 bytes on the file systems of servers.
LONGEST_ID = 100
ID = re.compile(rf"[a-z0-9-]{{1,{LONGEST_ID}}}")
_PATH = re.compile(r"https?://|\.{0,2}/|content/|.*(?:\.md|\.ya?ml|/)$")
# The newest version of the content contract: the one that the models describe.
CONTRACT = 1
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, order=True)
class LooseDate:
    """A day, month or year as the editor wrote it (`text`), with its first and last day."""

    first: dt.date
    last: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When something starts or ends, in the site's time zone; `time` is None for a whole day."""

    day: dt.date
    time: dt.time | None = None

    def __str__(self) -> str:
        """The contract's format: `2026-11-24T18:00` or `2026-11-24`."""
        return f"{self.day}T{self.time:%H:%M}" if self.time else str(self.day)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Weekdays (0 is Monday) with one span of opening, or closed when `opens` is None."""

    days: tuple[int, ...]
    opens: dt.time | None
    closes: dt.time | None


def fail(code: str, **values: str) -> NoReturn:
    # The code is the error's type: `typed.py` makes a problem of it, at the key `at` when given.
    raise PydanticCustomError(code, "{code}", {"code": code, **values})


def words(value: object) -> str:
    if not isinstance(value, str):
        fail("wrong-type", expected="text")
    if value.isascii() and value.isprintable():
        return value.strip()
    for _, char in invisible(value):  # written as an escape, so that the file itself has none
        fail("control-character", character=f"U+{ord(char):04X}")
    return plain_blanks(value.strip())


def price(value: object) -> str:
    return cost.read(words(value))


def boolean(value: str) -> bool:
    if value not in ("true", "false"):
        fail("bad-boolean", value=value)
    return value == "true"


def whole(value: str) -> int:
    return int(value) if _are_digits(value) else _no_number(value, "a whole number")


def positive(value: str) -> int:
    found = int(value) if _are_digits(value) else 0
    return found or _no_number(value, "a whole number from 1")


def _no_number(value: str, expected: str) -> NoReturn:
    """Fails with `bad-number`. For a number that is too long, the message says how many digits are allowed."""
    if value.isascii() and value.isdigit() and len(value) > MOST_DIGITS:
        fail("bad-number", value=value, expected="a number of at most six digits")
    fail("bad-number", value=value, expected=expected)


def _are_digits(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS


def degrees(limit: int) -> Callable[[str], float]:
    def degrees(value: str) -> float:
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", value) or abs(float(value)) > limit:
            fail("bad-number", value=value, expected="degrees with a point, such as 59.91")
        return float(value)

    return degrees


def as_id(text: str) -> str:
    """The id meant by a name, a file name or the address of a page; empty when there is none."""
    if _PATH.match(text):
        text = re.sub(r"(?:/index\.html|[?#].*|/+)+$", "", text).rpartition("/")[2]
    return slug(re.sub(r"\.(?:md|ya?ml)$", "", text))[:LONGEST_ID]


def identifier(value: str) -> str:
    if not ID.fullmatch(value):
        fail("bad-id", id=value)
    return value


def _calendar_day(text: str) -> dt.date:
    """A date in ISO format. Raises ValueError for a day that does not exist, or a year outside 1000–2999, surely a
    slip.
    """
    found = dt.date.fromisoformat(text)
    if not 1000 <= found.year <= 2999:
        raise ValueError(text)
    return found


# The expected formats, for messages.
A_DAY = "2026-11-24 (year, month, day)"
A_LOOSE_DATE = "2026-11-24, 2026-11 or 2026"
A_MOMENT = "2026-11-24T18:00 (whole days: 2026-11-24)"
_WRITTEN_OTHERWISE = "it is written in another way"
_NO_DAY = "the day is missing"
_NO_SUCH_DAY = "there is no such day"
_NO_SUCH_TIME = "there is no such time"


def day(value: str) -> dt.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        loose = re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", value)
        fail("bad-date", value=value, expected=A_DAY, reason=_NO_DAY if loose else _WRITTEN_OTHERWISE)
    return _existing_day(value, value, A_DAY)


def _existing_day(text: str, value: str, expected: str) -> dt.date:
    try:
        return _calendar_day(text)
    except ValueError:
        fail("bad-date", value=value, expected=expected, reason=_NO_SUCH_DAY)


def loose(value: str) -> LooseDate:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", value)
    if not match:
        fail("bad-date", value=value, expected=A_LOOSE_DATE, reason=_WRITTEN_OTHERWISE)
    year, month, day = match.groups()
    first = _existing_day(f"{year}-{month or '01'}-{day or '01'}", value, A_LOOSE_DATE)
    if day:
        return LooseDate(first, first, value)
    if month:
        following = (first + dt.timedelta(days=31)).replace(day=1)
        return LooseDate(first, following - dt.timedelta(days=1), value)
    return LooseDate(first, dt.date(first.year, 12, 31), value)


def moment(value: str) -> Moment:
    match = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?", value)
    if not match:
        fail("bad-date", value=value, expected=A_MOMENT, reason=_WRITTEN_OTHERWISE)
    day = _existing_day(match[1], value, A_MOMENT)
    try:
        return Moment(day, dt.time(int(match[2]), int(match[3])) if match[2] else None)
    except ValueError:
        fail("bad-date", value=value, expected=A_MOMENT, reason=_NO_SUCH_TIME)


def phone(value: str) -> str:
    if phones.read(value) is None:
        reason, _meant = phones.fault(value)
        fail("bad-phone", value=value, reason=reason)
    return value


def email(value: str) -> str:
    found = mails.valid(value)
    if found is None:
        reason, _meant = mails.fault(value)
        fail("bad-email", value=value, reason=reason)
    return found


def url(value: str) -> str:
    reason = urls.fault(value)
    if reason is None:
        return value
    scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", value)
    other = scheme and scheme[1].lower() not in ("http", "https") and not re.match(r"[^:]*\.[^:]*:[0-9]", value)
    if scheme and other and urls.meant(value) is None:
        fail("unsafe-url", scheme=scheme[1].lower())
    fail("bad-url", value=value, reason=reason)


def base_url(value: str) -> str:
    """The address of a site. Pages are added to it, so it cannot end in a query, a fragment or a file name."""
    found = url(value)
    if reason := urls.fault_of_a_base(found):
        fail("bad-url", value=value, reason=reason)
    return found


def url_template(value: str) -> str:
    filled = re.sub(r"\{(id|title)\}", "x", value)
    if re.search(r"[{}]", filled):
        fail("bad-url", value=value, reason="in braces there can only be the words id and title")
    url(filled)
    return value


def security_contact(value: str) -> str:
    """A mail address or phone number as a URI, or a web address (RFC 9116, section 2.5.3)."""
    if value.startswith("mailto:"):
        return "mailto:" + email(value.removeprefix("mailto:"))
    if value.startswith("tel:"):
        phone(value.removeprefix("tel:"))
        return value
    return "mailto:" + email(value) if "@" in value and "/" not in value else url(value)


@cache
def language_codes() -> frozenset[str]:
    """The languages that CLDR has a name for, and some spoken in Norway that it lacks."""
    return frozenset(Locale(SOURCE).languages) | {"fkv", "kmr", "no", "nsl", "prs", "sgn"}


def language(value: str) -> str:
    if value not in language_codes() and not re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", value):
        fail("bad-language", value=value)
    return value


_NOWHERE = "0000"


def postcode(value: str) -> str:
    if value == _NOWHERE:
        fail("bad-postcode", value=value, expected="four digits, from 0001")
    if not re.fullmatch(r"[0-9]{4}", value):
        fail("bad-postcode", value=value, expected="four digits")
    return value


def postcodes(value: str) -> tuple[str, str]:
    """First and last of a range; a single postcode is a range of one."""
    if value.startswith(_NOWHERE):
        fail("bad-postcode", value=value, expected="four digits, from 0001")
    match = re.fullmatch(r"([0-9]{4})(?:\s*[-–]\s*([0-9]{4}))?", value)
    if not match or (match[2] and match[2] < match[1]):
        fail("bad-postcode", value=value, expected="four digits, or a range from low to high such as 1300-1369")
    return match[1], match[2] or match[1]


def municipality_number(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", value):
        fail("bad-number", value=value, expected="four digits")
    return value


def organisation_number(value: str) -> str:
    digits = re.sub(r"[ .]", "", value)
    if not re.fullmatch(r"[0-9]{9}", digits) or not orgnr.is_valid(digits):
        fail("bad-organisation-number", value=value)
    return digits


def opening_hours(value: str) -> OpeningHours:
    day = "|".join(WEEKDAYS)
    clock = r"([01][0-9]|2[0-3]):([0-5][0-9])"
    match = re.fullmatch(rf"({day})(?:\s*[-–]\s*({day}))?\s+(?:(closed)|{clock}\s*[-–]\s*({clock}|24:00))", value)
    if not match:
        fail("bad-opening-hours", value=value)
    first, last, closed, hour, minute, until = match.groups()[:6]
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    days = tuple(range(start, end + 1)) if start <= end else (*range(start, 7), *range(end + 1))
    if closed:
        return OpeningHours(days, None, None)
    opens = dt.time(int(hour), int(minute))
    closes = dt.time.max.replace(microsecond=0) if until == "24:00" else dt.time.fromisoformat(until)
    if opens >= closes:
        fail("bad-opening-hours", value=value)
    return OpeningHours(days, opens, closes)


def repeat_day(value: str) -> str:
    day = "|".join(WEEKDAYS)
    if not re.fullmatch(rf"(?:(?:first|second|third|fourth|last)\s+)?(?:{day})|[1-9]|[12][0-9]|3[01]", value):
        fail("bad-repeat-day", value=value)
    return value


def colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        fail("bad-colour", value=value)
    return value.lower()


def timezone(value: str) -> str:
    if value not in zoneinfo.available_timezones():
        fail("bad-timezone", value=value)
    return value


def contract(value: str) -> int:
    if fault := contract_fault(value):
        fail("unsupported-contract", **fault)
    return CONTRACT


def contract_fault(value: str, newest: int = CONTRACT) -> Mapping[str, str] | None:
    """The values of the problem `unsupported-contract`, with its reason; None for the newest contract version."""
    if value == str(newest):
        return None
    number = int(value) if re.fullmatch(r"[1-9][0-9]{0,5}", value) else 0
    reason = "there is no such version"
    if number:
        reason = "run “veiviser migrate”" if number < newest else "a newer version of the program is needed"
    return {"value": value, "newest": str(newest), "reason": reason}


def translated(value: object, info: ValidationInfo) -> Mapping[str, str]:
    first: str = (info.context or {}).get("language", SITE_LANGUAGES[0])
    if isinstance(value, str):
        return {first: words(value)}
    if not isinstance(value, dict):
        fail("wrong-type", expected="text, or a map of language and text")
    for key, text in value.items():
        if key not in SITE_LANGUAGES:
            fail("unknown-key", key=key, at=key)
        if not isinstance(text, str | None):
            fail("wrong-type", expected="text", at=key)
    if not value.get(first):
        fail("missing-translation", language=first)
    return {language: words(value[language]) for language in SITE_LANGUAGES if value.get(language)}


def untyped(value: object) -> Any:
    """A reserved field: accepts any value, and nothing uses it."""
    return value
