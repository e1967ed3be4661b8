"""What an editor meant by a value that cannot be read, where that can be told."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from babel.dates import get_day_names
from pydantic_core import PydanticCustomError

from veiviser.content.parse import WEEKDAYS, repeat_day
from veiviser.languages import LANGUAGES

_LONGEST_MONTH = 31


def meant(code: str, given: str, values: Mapping[str, str]) -> str | None:
    """What is suggested in place of `given`, by the code of its problem and the values of that."""
    if code == "bad-date":
        return date_meant(given, values["expected"])
    if code == "bad-repeat-day":
        return _repeat_day_meant(given)
    if code == "bad-number" and values["expected"] == "a whole number from 1":
        digits = given.lstrip("-+0 ")
        if re.fullmatch("[-+0 ]*[0-9]+", given):
            return digits if 0 < len(digits) <= 6 else "1"
    return None


def iso(text: str) -> str:
    """A day, with or without a time behind it, typed in the Norwegian way, as the contract writes it; else the text."""
    text = re.sub(
        r"^([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})",
        lambda found: f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}",
        text,
    )
    return re.sub(r"^(\S{10})\s(?:kl\.?|klokka|klokken)?\s?([0-9]{2})[.:]([0-9]{2})$", r"\1T\2:\3", text)


def date_meant(text: str, expected: str) -> str | None:
    """What `bad-date` suggests: the day, or the day and time where one fits, that was typed in another form.

    For a day that its month does not have, the last that it has.
    """
    meant = iso(text)
    if overflow := re.match(r"([0-9]{4})-(0[1-9]|1[0-2])-(29|3[01])", meant):
        year, month = int(overflow[1]), int(overflow[2])
        last = calendar.monthrange(year, month)[1] if 1000 <= year <= 2999 else 31
        meant = f"{meant[:8]}{min(int(overflow[3]), last)}{meant[10:]}"
    with suppress(ValueError):
        dt.datetime.fromisoformat(meant)
        return meant if meant != text and ("T" not in meant or "T" in expected) else None
    return None


@cache
def _days_in_words() -> Mapping[str, str]:
    """The names of weekdays and ordinals in the languages of the site → as the contract writes them."""
    known = {
        "første": "first", "fyrste": "first", "andre": "second", "tredje": "third", "fjerde": "fourth", "siste": "last",
        "1.": "first", "2.": "second", "3.": "third", "4.": "fourth",
        # In a month that has five of a weekday, the fifth is the last.
        "fifth": "last", "femte": "last", "5.": "last",
    }  # fmt: skip
    known |= {word: word for word in (*WEEKDAYS, *known.values())}
    for language in LANGUAGES.values():
        names = get_day_names("wide", locale=language.locale)
        known |= {names[index].lower(): day for index, day in enumerate(WEEKDAYS)}
    return known


def _repeat_day_meant(text: str) -> str | None:
    """What `bad-repeat-day` suggests: the same day in English, and the number of the day alone."""
    if text.isascii() and text.isdigit() and int(text[:6]) > _LONGEST_MONTH:
        return str(_LONGEST_MONTH)
    words = [_days_in_words().get(word) for word in text.lower().split()]
    known = [word for word in words if word]
    meant = " ".join(known) if known and len(known) == len(words) else text.strip(". ")
    try:
        return repeat_day(meant) if meant != text else None
    except PydanticCustomError:
        return None
