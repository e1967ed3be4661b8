"""Numbers that count days, school classes or floors, and not the items of a list."""

import re

_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|des|january|february|march|may|june|july|october|december"
)
WEEKDAY_NAMES = (
    "mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
# Only before a digit, since “man” is also a word.
SHORT_WEEKDAYS = "man|mån|tirs?|tys|ons|tors?|fre|lør|laur?|søn|sun|mon|tue|wed|thu|fri|sat"
# Words that are counted without being list items.
_COUNTED = (
    "juledag|romjulsdag|påskedag|pinsedag|nyttårsdag|advent|årstrinn|klassetrinn|trinn|klasse|etasje|etg|plass|premie|"
    "avdeling|utgave|utgåve|gang|gong|time|dag|uke|veke|måned|månad|kvartal|halvår|termin|semester|år|århundre"
)
_ORDINAL = re.compile(
    rf"[*_\[(]*(?:(?:{_MONTHS}|{WEEKDAY_NAMES}|{_COUNTED}|og|eller|til)(?!\w)"
    r"|[-–—/][ ]?[0-9]|[0-9]{1,2}\.[ ]?[0-9]{4}(?!\w))",
    re.IGNORECASE,
)


def is_ordinal(text: str) -> bool:
    """True for the text after a number in a date, a class or a floor, but not after the number of a list item."""
    return _ORDINAL.match(text) is not None
