"""Alphabetical order in the languages of sites: neither the system's locale nor libraries are reliable for it."""

import re
import unicodedata

from veiviser.language.languages import LANGUAGES

_SAME = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y"})
# Letters that Unicode cannot take apart into a base letter and an accent.
_PLAIN = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ŧ": "t"})


def sort_key(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Key for sorting by letters with æ, ø, å last; accents, case and punctuation are ignored, digits come first.

    Language Council of Norway: ä sorts as æ, ö as ø, ü as y. Double a is not sorted as å. In Northern Sámi á, č, đ, ŋ,
    š, ŧ and ž are letters that follow their base letters; in other languages they sort as these.
    """
    letters = _alphabet(language)
    return tuple((letters.find(char), char) for char in _folded(text, letters) if char.isalnum() or char == " ")


def letter(text: str, language: str) -> str:
    """The letter of an index that lists a text; `0–9` for digits and anything else."""
    letters = _alphabet(language)
    first = next((char for char in _folded(text, letters) if char.isalnum()), "")
    return first.upper() if first in letters and first else "0–9"


def _alphabet(language: str) -> str:
    return LANGUAGES[language].alphabet


def _folded(text: str, letters: str) -> str:
    return "".join(char if char in letters else _bare(char.translate(_SAME), letters) for char in text.lower())


def _bare(char: str, letters: str) -> str:
    """The letter of the alphabet that a foreign letter sorts as: without its accent."""
    if char in letters:
        return char
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", char.translate(_PLAIN)))
