"""What people call weekdays and months, in the languages of the site, in full and in short."""

from collections.abc import Mapping
from functools import cache

from babel.dates import get_day_names, get_month_names

from veiviser.content.parse import WEEKDAYS
from veiviser.language.languages import LANGUAGES

# Short forms and spellings that CLDR does not have; a point behind them is taken away first.
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
    """Name in lower case → day of the week, 0 is Monday; also what happens on them (tirsdager, tysdagar, Tuesdays)."""
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
    """Name in lower case → month, 1 is January."""
    found = {word: at for at, words in enumerate(_MONTHS, 1) for word in words}
    for language in LANGUAGES.values():
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=language.locale)
            found |= {names[at].lower().rstrip("."): at for at in range(1, 13)}
    # In a Sámi date the name of the month is bent: juovlamánnu, juovlamánu 1. b.
    return found | {word.replace("mánnu", "mánu"): at for word, at in found.items()}
