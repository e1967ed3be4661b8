"""Names of weekdays and months in the languages of the site, full and short."""

from collections.abc import Mapping
from functools import cache

from babel.dates import get_day_names, get_month_names

from veiviser.content.parse import WEEKDAYS
from veiviser.language.languages import LANGUAGES

# Short forms and spellings that CLDR lacks; a point at the end is removed before a name is looked up.
_DAYS = (
    ("ma", "man", "mån", "mond", "må"),
    ("ti", "tir", "tirs", "ty", "tys", "tues", "tue"),
    ("on", "ons", "onsd", "wednes", "wed"),
    ("to", "tor", "tors", "thurs", "thur", "thu"),
    ("fr", "fre", "fred", "fri"),
    ("lø", "lør", "lørd", "la", "lau", "sat"),
    ("sø", "søn", "sønd", "su", "sun", "sund", "sundag"),
)
_MONTHS = (
    ("jan",), ("feb", "febr"), ("mar", "mrs"), ("apr",), ("may",), ("jun", "june"), ("jul", "july"), ("aug",),
    ("sep", "sept"), ("okt", "oct"), ("nov",), ("des", "dec"),
)  # fmt: skip


@cache
def weekdays() -> Mapping[str, int]:
    """Weekday (0 is Monday) by name in lower case, also by forms for what recurs (tirsdager, tysdagar, Tuesdays)."""
    found = {word: at for at, words in enumerate(_DAYS) for word in words}
    for language in LANGUAGES.values():
        for width in ("wide", "abbreviated"):
            names = get_day_names(width, locale=language.locale)
            found |= {names[at].lower().rstrip("."): at for at in range(7)}
    whole = {word: at for word, at in found.items() if word.endswith(("dag", "day"))}
    found |= {word + plural: at for word, at in whole.items() for plural in ("er", "ar", "s", "ene", "ane", "en")}
    return found | {day: at for at, day in enumerate(WEEKDAYS)}


@cache
def months() -> Mapping[str, int]:
    """Month (1 is January) by name in lower case."""
    found = {word: at for at, words in enumerate(_MONTHS, 1) for word in words}
    for language in LANGUAGES.values():
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=language.locale)
            found |= {names[at].lower().rstrip("."): at for at in range(1, 13)}
    # A Sámi date has the month in the genitive: juovlamánnu, juovlamánu 1. b.
    return found | {word.replace("mánnu", "mánu"): at for word, at in found.items()}
