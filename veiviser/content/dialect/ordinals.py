"""What is counted without being a list: days, classes, floors. A number before such a word is no point's."""

import re

_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|des|january|february|march|may|june|july|october|december"
)
WEEKDAYS = (
    "mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
# Before a figure; “man” is a word of its own.
SHORT_WEEKDAYS = "man|mån|tirs?|tys|ons|tors?|fre|lør|laur?|søn|sun|mon|tue|wed|thu|fri|sat"
# What is counted without being a list.
_COUNTED = (
    "juledag|romjulsdag|påskedag|pinsedag|nyttårsdag|advent|årstrinn|klassetrinn|trinn|klasse|etasje|etg|plass|premie|"
    "avdeling|utgave|utgåve|gang|gong|time|dag|uke|veke|måned|månad|kvartal|halvår|termin|semester|år|århundre"
)
_ORDINAL = re.compile(
    rf"[*_\[(]*(?:(?:{_MONTHS}|{WEEKDAYS}|{_COUNTED}|og|eller|til)(?!\w)"
    r"|[-–—/][ ]?[0-9]|[0-9]{1,2}\.[ ]?[0-9]{4}(?!\w))",
    re.IGNORECASE,
)


def is_ordinal(text: str) -> bool:
    """True for what follows the number of a date, a class or a floor, and of no point in a list."""
    return _ORDINAL.match(text) is not None
