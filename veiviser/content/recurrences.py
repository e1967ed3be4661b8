"""Recurrence of events as people write it: “annenhver uke”, “hver tirsdag”, “første mandag i måneden”."""

import re
from collections.abc import Mapping
from functools import cache

from veiviser.content.names_of_days import weekdays
from veiviser.content.parse import WEEKDAYS

_LONGEST = 100
# Shorter names of days are also other words: on, to, fr.
_SHORTEST = 3
_ORDINALS = {
    "første": "first", "fyrste": "first", "1.": "first", "first": "first", "1st": "first",
    "andre": "second", "annen": "second", "2.": "second", "second": "second", "2nd": "second",
    "tredje": "third", "3.": "third", "third": "third", "3rd": "third",
    "fjerde": "fourth", "4.": "fourth", "fourth": "fourth", "4th": "fourth",
    "siste": "last", "last": "last",
}  # fmt: skip
_NUMBERS = {
    "annenhver": 2, "annahver": 2, "annankvar": 2, "annakvar": 2, "anna": 2, "annen": 2, "annet": 2, "andre": 2,
    "annethvert": 2, "annankvart": 2, "annakvart": 2, "other": 2, "second": 2, "tredje": 3, "third": 3, "fjerde": 4,
    "fourth": 4, "sjette": 6, "sixth": 6, "two": 2, "tre": 3, "three": 3, "four": 4, "fire": 4,
}  # fmt: skip
_UNITS = {
    "daily": ("dag", "dagen", "døgn", "day", "days"),
    "weekly": ("uke", "uka", "uken", "veke", "veka", "week", "weeks", "uker"),
    "monthly": ("måned", "måneden", "månad", "månaden", "mnd", "month", "months", "måneder"),
    "yearly": ("år", "året", "year", "years"),
}
_ALONE = {
    "daglig": "daily", "dagleg": "daily", "ukentlig": "weekly", "vekentleg": "weekly", "vekevis": "weekly",
    "ukevis": "weekly", "månedlig": "monthly", "månadleg": "monthly", "månedsvis": "monthly", "årlig": "yearly",
    "årleg": "yearly", "annually": "yearly", "annual": "yearly", "weekly": "weekly", "daily": "daily",
    "monthly": "monthly", "yearly": "yearly",
}  # fmt: skip
_RARER = {
    "biweekly": ("weekly", 2), "bi-weekly": ("weekly", 2), "fortnightly": ("weekly", 2), "14-daglig": ("weekly", 2),
    "fjortendaglig": ("weekly", 2), "fjortandagleg": ("weekly", 2), "kvartalsvis": ("monthly", 3),
    "hvert kvartal": ("monthly", 3), "kvart kvartal": ("monthly", 3), "quarterly": ("monthly", 3),
    "halvårlig": ("monthly", 6), "halvårleg": ("monthly", 6), "hvert halvår": ("monthly", 6),
    "kvart halvår": ("monthly", 6), "tomånedlig": ("monthly", 2),
}  # fmt: skip
_FORTNIGHT = re.compile(r"\b(?:14\.?|fjortende|fjortande|fjortendedag)\s*(?:dag|dagen|day)\b")
_EACH = frozenset(
    {"hver", "hvert", "kvar", "kvart", "every", "each", "i", "of", "the", "in", "om", "den", "det", "på", "og", "and",
     "on", "a", "alle", "gang", "en", "ein"}
)  # fmt: skip
_WORKDAYS = frozenset({"hverdag", "hverdager", "kvardag", "kvardagar", "ukedag", "ukedager", "weekday", "weekdays"})


def repeat_meant(text: str) -> str | None:
    """The value of `repeat` that a text means, or all the fields that it takes: `repeat: weekly, repeat_every: 2`."""
    fields = _fields(text) if len(text) <= _LONGEST else None
    if not fields:
        return None
    return fields["repeat"] if len(fields) == 1 else ", ".join(f"{name}: {value}" for name, value in fields.items())


def repeat_day_meant(text: str) -> str | None:
    """The value of `repeat_on` that a text means; several are in brackets."""
    fields = _fields(text) if len(text) <= _LONGEST else None
    return fields.get("repeat_on") if fields and fields.get("repeat_every") is None else None


def _fields(text: str) -> Mapping[str, str] | None:
    """The recurrence fields that a text means, if every word in it is understood."""
    plain = " ".join(text.lower().replace(",", " ").replace("/", " ").split()).strip(" .!")
    if plain in _ALONE:
        return {"repeat": _ALONE[plain]}
    if plain in _RARER:
        unit, every = _RARER[plain]
        return {"repeat": unit, "repeat_every": str(every)}
    if _FORTNIGHT.search(plain) and not set(_FORTNIGHT.sub("", plain).split()) - _EACH:
        return {"repeat": "weekly", "repeat_every": "2"}
    return _word_by_word(plain.split())


def _word_by_word(words: list[str]) -> Mapping[str, str] | None:
    unit, every, days, ordinals, dates = "", 0, list[int](), list[str](), list[str]()
    for at, word in enumerate(words):
        bare = word.strip(".")
        following = words[at + 1].strip(".") if at + 1 < len(words) else ""
        number = re.fullmatch(r"([0-9]{1,2})\.?", word)
        is_of_a_unit = following in _units()
        if len(bare) >= _SHORTEST and bare in weekdays():
            days.append(weekdays()[bare])
        elif bare in _WORKDAYS:
            days += range(5)
        elif bare in _units():
            unit = _units()[bare]
        elif bare in _ALONE:
            unit = _ALONE[bare]
        elif word in _ORDINALS and _leads_to_a_day(words[at + 1 :]) and not _is_every(words, at):
            ordinals.append(_ORDINALS[word])
        elif bare in _NUMBERS:
            every = _NUMBERS[bare]
        elif number and is_of_a_unit:
            every = int(number[1])
        elif number and 1 <= int(number[1]) <= 31:
            dates.append(number[1])
        elif bare not in _EACH:
            return None
    return _rule(unit, every, [*dict.fromkeys(days)], ordinals, dates)


def _leads_to_a_day(words: list[str]) -> bool:
    """True when only other ordinals come before a weekday: “første og tredje onsdag”."""
    rest = (word.strip(".") for word in words if word not in _ORDINALS and word not in ("og", "and"))
    return next(rest, "") in weekdays()


def _is_every(words: list[str], at: int) -> bool:
    """True in “hver andre tirsdag”, every other one; False in “andre tirsdag i måneden”, the second one."""
    return at > 0 and words[at - 1] in ("hver", "kvar", "every") and not set(words) & _units_of_a_month()


def _rule(unit: str, every: int, days: list[int], ordinals: list[str], dates: list[str]) -> Mapping[str, str] | None:
    names = [WEEKDAYS[day] for day in sorted(days)]
    if ordinals:
        if len(names) != 1 or unit not in ("", "monthly"):
            return None
        unit, names = "monthly", [f"{ordinal} {names[0]}" for ordinal in ordinals]
    elif dates:
        if names or unit not in ("", "monthly"):
            return None
        unit, names = "monthly", dates
    elif names:
        if unit not in ("", "weekly"):
            return None
        unit = "weekly"
    if not unit:
        return None
    found = {"repeat": unit}
    if every > 1:
        found["repeat_every"] = str(every)
    if names:
        found["repeat_on"] = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
    return found


@cache
def _units() -> Mapping[str, str]:
    return {word: unit for unit, words in _UNITS.items() for word in words}


@cache
def _units_of_a_month() -> frozenset[str]:
    return frozenset(_UNITS["monthly"])
