"""Splits Norwegian compounds at words that the site and its dictionary know."""

from collections.abc import Collection
from dataclasses import dataclass

from veiviser.search.words import key

# Word endings and fragments that are never accepted as a part of a compound.
_NO_PARTS_TEXT = """
ende ande ene ane else elsen het heten heit ing inga ingen inger lig lige leg lege som sam isk iske dom skap nad løs
løse bar bare tid tids for fra med under over opp inn ved til ikke enn eller hel helt vis full ane les lest tel
"""
_NO_PARTS = frozenset(_NO_PARTS_TEXT.split())
_SHORTEST, _LONG = 3, 5
_VOWELS = frozenset("aeiouyæøå")


@dataclass(frozen=True, slots=True)
class CompoundParts:
    """The words that may be parts of compounds; `keys` are search keys of the longer ones, so that any form matches."""

    words: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, words: Collection[str]) -> "CompoundParts":
        whole = frozenset(word for word in words if len(word) >= _SHORTEST and word not in _NO_PARTS)
        return cls(whole, frozenset(key(word) for word in whole if len(word) >= _LONG))

    def has(self, part: str) -> bool:
        return part in self.words or (len(part) >= _LONG and part not in _NO_PARTS and key(part) in self.keys)


def halves(word: str, known: CompoundParts) -> tuple[str, str] | None:
    """The two parts of a compound, the first with its linking letter (s or e); None when the word cannot be split.

    Either both parts are known, or a long part is and the other looks like a word. Two known parts win over one, then
    the most even split, since short parts are the least certain.
    """
    if len(word) < 2 * _SHORTEST or any(letter.isdigit() for letter in word):
        return None
    best: tuple[int, int, int] | None = None
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        first, last = word[:at], word[at:]
        before = known.has(first) or (len(first) > _SHORTEST and first[-1] in "se" and known.has(first[:-1]))
        after = known.has(last)
        likely = before + after
        if likely == 1:
            sure, other = (first, last) if before else (last, first)
            likely = int(len(sure) >= _LONG and other not in _NO_PARTS and len(other) > _SHORTEST and _sounds(other))
        if likely and (best is None or (likely, min(at, len(word) - at)) > best[:2]):
            best = (likely, min(at, len(word) - at), at)
    return (word[: best[2]], word[best[2] :]) if best else None


def _sounds(part: str) -> bool:
    """Rough test for a part that can be pronounced: an early vowel, and no improbable first letter."""
    return not _VOWELS.isdisjoint(part) and not _VOWELS.isdisjoint(part[:4]) and part[0] not in "nx"
