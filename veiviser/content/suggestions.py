"""Suggestions for values that cannot be read, where it is clear what was meant."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from babel import Locale
from pydantic_core import PydanticCustomError
from stdnum.no import orgnr

from veiviser.content import days, hours, mails, phones, urls
from veiviser.content.limits import MOST_DIGITS
from veiviser.content.parse import A_DAY, A_LOOSE_DATE, Moment, language_codes, postcodes, repeat_day
from veiviser.content.recurrences import repeat_day_meant, repeat_meant
from veiviser.language.languages import LANGUAGES

_LONGEST_MONTH = 31
_LONGEST = 200
_YES = frozenset({"ja", "yes", "y", "j", "true", "sann", "sant", "on", "1", "x", "ja takk", "jo"})
_NO = frozenset({"nei", "no", "n", "false", "usann", "usant", "off", "0", "ikke", "ikkje", "nope"})
# Words that may be used with a number of years, people or times without changing it.
_AROUND_A_NUMBER = frozenset(
    {"år", "års", "åring", "åringer", "years", "year", "old", "gammel", "gamal", "ganger", "gonger", "gong", "gang",
     "times", "stk", "stykker", "stykke", "personer", "personar", "person", "people", "plasser", "plassar", "deltakere",
     "deltakarar", "deltagere", "fra", "frå", "til", "from", "to", "opptil", "maks", "max", "inntil", "minutter",
     "minutt", "min", "minutes", "dager", "dagar", "dag", "days", "hver", "kvar", "uker", "veker", "uke", "veke",
     "måneder", "månader", "over", "under"}
)  # fmt: skip
_UP_TO = frozenset({"over", "under"})
_NUMBERS = {
    "en": 1, "ein": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16,
    "sytten": 17, "atten": 18, "nitten": 19, "tjue": 20, "tretti": 30,
}  # fmt: skip
_HOURS = re.compile(
    r"(?:(?P<hours>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?P<half>½|1/2)?\s*(?:timer|timar|time|t|hours|hour|h)\b)?"
    r"(?:\s*(?:og|and)?\s*(?P<minutes>[0-9]{1,3})\s*(?:minutter|minutt|minutes|min|m)\b\.?)?"
)
_SPAN_IN_DAYS = re.compile(r"(?P<number>[0-9]{1,3})\s*(?:(?P<weeks>uker|uke|veker|veke|weeks|week)|dager|dagar|days)")
# Languages by names that CLDR lacks, and by country codes that people write for them.
_TONGUES = {
    "norsk tegnspråk": "nsl", "norsk teiknspråk": "nsl", "tegnspråk": "nsl", "teiknspråk": "nsl", "farsi": "fa",
    "dari": "prs", "kurmanji": "kmr", "kurmandji": "kmr", "kvensk": "fkv", "mandarin": "zh", "engelsk (english)": "en",
    "english": "en", "nordsamisk": "se", "bokmål": "nb", "nynorsk": "nn", "tagalog": "tl", "sorani": "ckb",
    "dk": "da", "ua": "uk", "gb": "en", "us": "en", "cz": "cs", "jp": "ja", "cn": "zh",
}  # fmt: skip

_POSTCODE = re.compile(
    r"(?:(?:postnummer|postnr\.?|post):? *)?(?:N(?:O(?:R)?)?[ -]*)?([0-9]{2}) ?([0-9]{2})(?:[ ,]+[^\W\d_][^\d]*)?",
    re.IGNORECASE,
)
Guess = Callable[[str, Mapping[str, str], str], str | None]


def meant(code: str, given: str, values: Mapping[str, str], field: str = "", *, alone: bool = True) -> str | None:
    """The suggestion for `given`, by the code of its problem, the problem's values and the field's name.

    Several values are in brackets; if `given` is one of several in a list (not `alone`), only commas separate them.
    """
    guess = _GUESSES.get(code)
    found = guess(given, values, field) if guess and len(given) <= _LONGEST else None
    if found and found.startswith("[") and not alone:
        return found.strip("[]")
    return found if found != given else None


def _date(given: str, values: Mapping[str, str], field: str) -> str | None:
    return date_meant(given, values["expected"], ends=field == "ends")


def date_meant(text: str, expected: str, *, ends: bool = False) -> str | None:
    """The date that was written in another form, with its time where the field has one; with `ends`, the end time.

    For a day that its month does not have, the last day of the month. None when there is nothing to suggest.
    """
    found = days.written(text)
    if found is None:
        return None
    if expected == A_LOOSE_DATE and found.day is None:
        meant = f"{found.year}-{found.month:02}" if found.month else str(found.year)
    else:
        moment = found.moment(ends=ends)
        meant = str(moment.day if moment and expected in (A_DAY, A_LOOSE_DATE) else moment or "")
    return meant if meant and meant != text else None


def start_and_end(text: str) -> str | None:
    """Both fields, for a text with the start and the end of an event: “16.12.2026 kl. 18-20”."""
    found = days.written(text)
    start, end = (found.moment(ends=ends) if found and found.until else None for ends in (False, True))
    if not start or not end or not start.time or not end.time:
        return None
    late = dt.timedelta(days=end.time <= start.time)  # after midnight
    return f"starts: {start}, ends: {Moment(end.day + late, end.time)}"


def iso(text: str, expected: str, *, ends: bool = False) -> str:
    """A date as the contract writes it, from the way people write it; any other text unchanged.

    A day that its month does not have stays as written.
    """
    found = days.written(text)
    day = found and found.on()
    if found and found.day and day and day.day != found.day:
        return text
    return date_meant(text, expected, ends=ends) or text


def _boolean(given: str, values: Mapping[str, str], field: str) -> str | None:
    word = given.strip(" .!").lower()
    return "true" if word in _YES else "false" if word in _NO else None


def _number(given: str, values: Mapping[str, str], field: str) -> str | None:
    expected = values["expected"]
    if expected.startswith("degrees"):
        return _degrees(given, 90 if field == "latitude" else 180)
    if expected == "four digits":  # spreadsheets drop the leading zero
        return f"0{given}" if re.fullmatch("[1-9][0-9]{2}", given) else None
    if field == "duration_minutes":
        return _minutes(given)
    if field.startswith("review_every_days") and (span := _SPAN_IN_DAYS.fullmatch(given.lower())):
        return str(int(span["number"]) * (7 if span["weeks"] else 1))
    if re.fullmatch("[-+0 ]*[0-9]+", given) and expected.endswith("from 1"):
        digits = given.lstrip("-+0 ")
        if not digits and field != "repeat_every":
            return None
        return digits if 0 < len(digits) <= MOST_DIGITS else "1"
    return _figure(given, field)


def _figure(given: str, field: str) -> str | None:
    """The only number in a text, if no other word in it changes the number."""
    spaced = re.sub(r"(?<=[0-9]) (?=[0-9]{3}\b)", "", given.lower())
    words = re.findall(r"[0-9]+(?:[.,][0-9]+)?|[^\W\d_]+|[-–/+]", spaced)
    numbers = [word for word in words if word[0].isdigit()]
    others = {word for word in words if (word not in numbers and word not in ("-", "+")) or word in "–/"}
    if not numbers and len(words) == 1:
        return str(_NUMBERS[words[0]]) if words[0] in _NUMBERS else None
    if "+" in given and field.endswith("_to"):
        return None
    odd = others - _AROUND_A_NUMBER or others & _UP_TO or (field.endswith("days") and others & {"måneder", "månader"})
    if len(numbers) != 1 or odd or not numbers[0].isdigit() or len(numbers[0]) > MOST_DIGITS:
        return None
    return str(int(numbers[0]))


def _minutes(given: str) -> str | None:
    """Minutes: 90 for “1,5 time”, “1 time og 30 min” and “90 minutter”."""
    found = _HOURS.fullmatch(given.lower().strip(" ."))
    if not found or not (found["hours"] or found["minutes"]):
        return _figure(given, "duration_minutes")
    length = Fraction((found["hours"] or "0").replace(",", ".")) + (Fraction(1, 2) if found["half"] else 0)
    return str(int(length * 60) + int(found["minutes"] or 0))


def _degrees(given: str, limit: int) -> str | None:
    """Decimal degrees: 59.91 for “59,91”, “59.91° N” and “59° 54' 36'' N”."""
    parts = re.findall(r"[0-9]+(?:[.,][0-9]+)?", given)
    rest = re.sub(r"[0-9.,\s°'’′″\"”-]|\b[nNeEøØ]\b|(?<=[0-9.])[nNeEøØ]\b|\b[nNeEøØ](?=[0-9])", "", given)
    if rest or not 1 <= len(parts) <= 3 or (len(parts) > 1 and "°" not in given):
        return None
    value = sum(float(part.replace(",", ".")) / 60**at for at, part in enumerate(parts))
    exact = parts[0].replace(",", ".") if len(parts) == 1 else f"{value:.5f}"
    return ("-" if given.strip().startswith("-") else "") + exact if value <= limit else None


def _phone(given: str, values: Mapping[str, str], field: str) -> str | None:
    return phones.fault(given)[1]


def _email(given: str, values: Mapping[str, str], field: str) -> str | None:
    return mails.fault(given)[1]


def _url(given: str, values: Mapping[str, str], field: str) -> str | None:
    return urls.base_meant(given) if field == "base_url" else urls.meant(given)


def _hours(given: str, values: Mapping[str, str], field: str) -> str | None:
    return _several(hours.lines(given))


def _postcode(given: str, values: Mapping[str, str], field: str) -> str | None:
    """The postcode without its country or town; a range in the right order and in full; several in brackets."""
    if field != "postcodes":
        found = _POSTCODE.fullmatch(given)
        return found[1] + found[2] if found else None
    spans = [_postcodes(part.strip()) for part in re.split(r"[,;]|\bog\b", given)]
    return _several([span for span in spans if span]) if all(spans) else None


def _postcodes(given: str) -> str | None:
    found = re.fullmatch(r"([0-9]{4})(?:\s*(?:-|–|—|til|to|\.{2,3})\s*([0-9]{1,4}))?", given)
    if not found:
        return None
    first, last = found[1], found[2]
    if last is None:
        return first
    last = first[: 4 - len(last)] + last
    low, high = sorted((first, last))
    try:
        postcodes(f"{low}-{high}")
    except PydanticCustomError:
        return None
    return f"{low}-{high}"


def _organisation_number(given: str, values: Mapping[str, str], field: str) -> str | None:
    digits = re.sub(r"\D", "", given)
    return digits if len(digits) == 9 and orgnr.is_valid(digits) else None


def _language(given: str, values: Mapping[str, str], field: str) -> str | None:
    parts = [part for part in re.split(r"[,;/]|\b(?:og|and)\b", given) if part.strip()]
    found = [_code(part) for part in parts]
    return _several([code for code in found if code]) if all(found) else None


def _code(name: str) -> str | None:
    plain = name.strip(" .").lower()
    return plain if plain in language_codes() and len(plain) <= 3 else _tongues().get(plain)


@cache
def _tongues() -> Mapping[str, str]:
    """Language codes by name in lower case, in the languages of the site."""
    found: dict[str, str] = {}
    for language in reversed([*LANGUAGES.values()]):
        names = Locale.parse(language.locale).languages
        found |= {name.lower(): code for code, name in names.items() if "_" not in code and "-" not in code}
    return found | {"norsk": "no", "norwegian": "no"} | _TONGUES


def _repeat_day(given: str, values: Mapping[str, str], field: str) -> str | None:
    if given.isascii() and given.isdigit() and int(given[:6]) > _LONGEST_MONTH:
        return str(_LONGEST_MONTH)
    if found := repeat_day_meant(given):
        return found
    plain = given.strip(". ")
    try:
        return repeat_day(plain)
    except PydanticCustomError:
        return None


def _repeat(given: str, values: Mapping[str, str], field: str) -> str | None:
    return repeat_meant(given) if field == "repeat" else None


def _colour(given: str, values: Mapping[str, str], field: str) -> str | None:
    """The colour with its `#`; three digits are short for six."""
    found = re.fullmatch(r"#?([0-9a-f]{6}|[0-9a-f]{3})", given.strip().lower())
    return f"#{found[1] if len(found[1]) == 6 else ''.join(digit * 2 for digit in found[1])}" if found else None


def _timezone(given: str, values: Mapping[str, str], field: str) -> str | None:
    """The time zone with this name in any case, or with this city."""
    plain = given.strip().replace(" ", "_").replace("\\", "/").lower()
    zones = zoneinfo.available_timezones()
    found = [zone for zone in zones if zone.lower() == plain] or [
        zone for zone in zones if zone.lower().rpartition("/")[2] == plain and zone.count("/") == 1
    ]
    return found[0] if len(found) == 1 else None


def _several(values: "list[str] | tuple[str, ...]") -> str | None:
    """A single value as it is, several in brackets."""
    if len(values) < 2:
        return values[0] if values else None
    return f"[{', '.join(values)}]"


_GUESSES: Mapping[str, Guess] = MappingProxyType(
    {
        "bad-date": _date,
        "bad-boolean": _boolean,
        "bad-number": _number,
        "bad-phone": _phone,
        "bad-email": _email,
        "bad-url": _url,
        "bad-opening-hours": _hours,
        "bad-postcode": _postcode,
        "bad-organisation-number": _organisation_number,
        "bad-colour": _colour,
        "bad-language": _language,
        "bad-repeat-day": _repeat_day,
        "bad-timezone": _timezone,
        "unknown-value": _repeat,
    }
)
