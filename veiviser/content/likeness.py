"""Fuzzy comparison of ids, words and names: whether one is surely a slip for the other."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from babel.dates import get_day_names
from rapidfuzz.distance import OSA

from veiviser.content.characters import slug
from veiviser.language.languages import LANGUAGES

# Words that do not help to identify a record.
_LIGHT = frozenset((
    "a", "and", "av", "county", "de", "den", "det", "ei", "ein", "eit", "en", "et", "for", "fra", "fylke",
    "fylkeskommune", "herad", "i", "in", "kommune", "kommunen", "med", "of", "og", "om", "paa", "the", "til", "to",
    "ved",
))  # fmt: skip
# Endings of nouns in bokmål, nynorsk and English: “gruppe”, “gruppa” and “gruppene” are one word.
_ENDINGS = frozenset(("", "a", "ane", "ar", "e", "en", "ene", "er", "et", "n", "ne", "r", "s", "t"))
_LONGEST_ENDING = max(map(len, _ENDINGS))
_STEM = 4
# A word with one letter replaced is often another word (“sorg”, “song”), unless it is long and the two letters are
# beside each other on the keyboard or sound alike.
_LONG = 6
_KEYBOARD = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = frozenset(map(frozenset, ("ae", "dt", "gk", "bp", "iy", "ou", "ck", "vw", "sz", "ei")))
_LONGEST = 100
_DOUBLED = re.compile(r"([a-z])\1")


def same_name(text: str) -> str:
    """A slug that is equal for names that differ only in case, punctuation or text in brackets."""
    return slug(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)) or slug(text)


def sure(one: str, other: str, endings: frozenset[str] = frozenset()) -> bool:
    """True when one slug is surely a slip for the other: a wrong letter in a long word, another ending or order.

    `endings` are ids of places. Slugs with different places are never alike, and a place in common is not enough:
    “turgruppa-fjordby” is not “rusgruppa-fjordby”, nor “turgruppa-steindal”.
    """
    if not one or not other or max(len(one), len(other)) > _LONGEST:
        return False
    if one == other:
        return True
    (words, places), (others, other_places) = (apart(text, endings) for text in (one, other))
    if places and other_places and places != other_places:
        return False
    return _same_words(words, others) or _same_words(one.split("-"), other.split("-"))


@lru_cache(maxsize=8)
def _first_words(endings: frozenset[str]) -> frozenset[str]:
    return frozenset(ending.partition("-")[0] for ending in endings)


def apart(text: str, endings: frozenset[str]) -> tuple[list[str], frozenset[str]]:
    """The words of a slug without the places in it, and these places."""
    words, first = text.split("-"), _first_words(endings)
    if first.isdisjoint(words):
        return words, frozenset()
    found, at, rest = set(), 0, list[str]()
    while at < len(words):
        lengths = (3, 2, 1) if words[at] in first else ()
        place = next((place for n in lengths if (place := "-".join(words[at : at + n])) in endings), None)
        if place is None:
            rest.append(words[at])
            at += 1
        else:
            found.add(place)
            at += place.count("-") + 1
    return rest, frozenset(found)


def _same_words(words: list[str], others: list[str]) -> bool:
    """True for the same words in any order and with slips; words that do not identify a record may be left out."""
    return _pair(words, others) or _pair(distinctive(words), distinctive(others))


def distinctive(words: list[str]) -> list[str]:
    """The words that help to identify a record."""
    return [word for word in words if word not in _LIGHT]


def stem(word: str) -> str:
    """A word without its ending: equal for “gruppe”, “gruppa” and “gruppene”."""
    for length in (3, 2, 1):
        if len(word) - length >= _STEM and word[-length:] in _ENDINGS:
            return word[:-length]
    return word


def stems(word: str) -> Iterator[str]:
    """A word without each of its possible endings, and without a doubled letter before them.

    Words that differ only in these have one of these stems in common.
    """
    for at in range(max(len(word) - _LONGEST_ENDING, 0), len(word) + 1):
        if word[at:] in _ENDINGS:
            yield word[:at]
            if word[at - 2 : at - 1] == word[at - 1 : at]:
                yield word[: at - 1]


def squeezed(word: str) -> str:
    """A word with single letters for doubled ones."""
    return _DOUBLED.sub(r"\1", word)


def digits(text: str) -> str:
    """The digits to dial for a phone number within Norway."""
    found = re.sub("[^0-9]", "", text)
    return re.sub(r"^(?:00)?47(?=[0-9]{8}$)", "", found)


def _pair(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    left = list(other)
    for word in one:
        match = word if word in left else next((each for each in left if same_word(word, each)), None)
        if match is not None:
            left.remove(match)
    if not left and len(one) == len(other):
        return True
    # Written as one word or as two.
    return (len(one) > 1 or len(other) > 1) and same_word("".join(one), "".join(other))


def same_word(one: str, other: str) -> bool:
    """True when two words differ only in their ending, or in one typing slip."""
    if one == other:
        return True
    if re.sub("[^0-9]", "", one) != re.sub("[^0-9]", "", other):
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    whole = start == min(len(one), len(other)) == _STEM - 1  # “tur” and “turer”
    if (start >= _STEM or whole) and one[start:] in _ENDINGS and other[start:] in _ENDINGS:
        return True
    if squeezed(one) == squeezed(other) and abs(len(one) - len(other)) == 1:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _STEM and long.startswith(short + short[-1]) and long[len(short) + 1 :] in _ENDINGS:
        return True  # “ungdom” and “ungdommer”
    one, other = with_signs_for_days(one), with_signs_for_days(other)
    shorter = min(len(one), len(other))
    if shorter < _STEM or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    if len(one) == len(other) and sorted(one) != sorted(other):
        a, b = next((a, b) for a, b in zip(one, other, strict=True) if a != b)
        return shorter >= _LONG and start > 0 and _easily_exchanged(a, b)
    return one[0] == other[0] or shorter > _LONG


@cache
def _days() -> tuple[tuple[str, str], ...]:
    """Weekday names as slugs, each with a symbol of its own, so that “tirsdag” is not a slip for “torsdag”."""
    names = {
        slug(name): chr(0x2460 + day)
        for language in LANGUAGES.values()
        for day, name in get_day_names("wide", locale=language.locale).items()
    }
    return tuple(sorted(names.items(), key=lambda name: (-len(name[0]), name[0])))


def with_signs_for_days(word: str) -> str:
    """A word with a sign for the name of each weekday in it."""
    for name, sign in _days():
        word = word.replace(name, sign)
    return word


def _easily_exchanged(one: str, other: str) -> bool:
    if frozenset(one + other) in _SOUNDS:
        return True
    places = {letter: (row, at) for row, letters in enumerate(_KEYBOARD) for at, letter in enumerate(letters)}
    if one not in places or other not in places:
        return False
    (row, at), (other_row, other_at) = places[one], places[other]
    return abs(row - other_row) <= 1 and abs(at - other_at) <= 1
