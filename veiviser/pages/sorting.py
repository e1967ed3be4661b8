"""Norwegian alphabetical order, which neither the locale nor the libraries can be trusted to know."""

import re
import unicodedata

_ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
_SAME = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y"})


def sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """Sorts by letters with æ, ø, å last, accents and case aside; digits come before letters, marks are ignored.

    Language Council of Norway: ä sorts as æ, ö as ø, ü as y. Double a is left as it stands.
    """
    return tuple((_ALPHABET.find(char), char) for char in _folded(text) if char.isalnum() or char == " ")


def letter(text: str) -> str:
    """The letter a text stands under in an index; `0–9` for digits and all else."""
    first = next((char for char in _folded(text) if char.isalnum()), "")
    return first.upper() if first in _ALPHABET and first else "0–9"


def _folded(text: str) -> str:
    lower = unicodedata.normalize("NFC", text.lower()).translate(_SAME)
    return "".join(c if c in "æøå" else re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", c)) for c in lower)
