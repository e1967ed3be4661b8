"""Alphabetical order in the languages of sites, which neither the locale nor the libraries can be trusted to know."""

import re
import unicodedata

from veiviser.languages import LANGUAGES

_SAME = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y"})
# Letters without an accent that could be taken off.
_PLAIN = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ŧ": "t"})


def sort_key(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Sorts by letters with æ, ø, å last, accents and case aside; digits come before letters, marks are ignored.

    Language Council of Norway: ä sorts as æ, ö as ø, ü as y. Double a is left as it stands. In Northern Sámi á, č, đ,
    ŋ, š, ŧ and ž are letters that follow those they look like; in other languages they sort as those.
    """
    letters = _alphabet(language)
    return tuple((letters.find(char), char) for char in _folded(text, letters) if char.isalnum() or char == " ")


def letter(text: str, language: str) -> str:
    """The letter a text stands under in an index; `0–9` for digits and all else."""
    letters = _alphabet(language)
    first = next((char for char in _folded(text, letters) if char.isalnum()), "")
    return first.upper() if first in letters and first else "0–9"


def _alphabet(language: str) -> str:
    return LANGUAGES[language].alphabet


def _folded(text: str, letters: str) -> str:
    return "".join(char if char in letters else _bare(char.translate(_SAME), letters) for char in text.lower())


def _bare(char: str, letters: str) -> str:
    """A letter of another alphabet as one that it is taken for."""
    if char in letters:
        return char
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", char.translate(_PLAIN)))
