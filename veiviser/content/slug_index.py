"""Finds the slugs that are surely meant by a misspelt one, without comparing it with each of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from veiviser.content.likeness import apart, distinctive, same_word, squeezed, stems, sure, with_signs_for_days


class SlugIndex:
    """Slugs by their words, and by their words as one.

    `places` are as the `endings` of `sure`. Finding takes a time that depends on how many slugs are nearly alike, not on
    how many there are.
    """

    def __init__(self, slugs: Iterable[str], places: frozenset[str]) -> None:
        self._slugs, self._places = frozenset(slugs), places
        self._by_word = defaultdict[str, set[str]](set)
        self._by_key = defaultdict[tuple[object, ...], set[str]](set)
        self._by_joined = defaultdict[tuple[object, ...], set[str]](set)
        for each in self._slugs:
            for word in each.split("-"):
                self._by_word[word].add(each)
            for joined in _joined(each, places):
                for key in _keys(joined):
                    self._by_joined[key].add(each)
        for word in self._by_word:
            for key in _keys(word):
                self._by_key[key].add(word)
        self._alike: dict[str, frozenset[str]] = {}

    def meant_by(self, text: str) -> frozenset[str]:
        """All slugs for which the slug `text` is surely a slip: those for which `sure` is true."""
        if text not in self._alike:
            self._alike[text] = frozenset(each for each in self._candidates(text) if sure(text, each, self._places))
        return self._alike[text]

    def _candidates(self, text: str) -> Iterable[str]:
        words = distinctive(apart(text, self._places)[0])
        if not words:  # places and light words alone
            return self._slugs
        found = {each for joined in _joined(text, self._places) for key in _probes(joined)
                 for each in self._by_joined.get(key, ())}  # fmt: skip
        some = sorted(([*map(self._by_word.__getitem__, self._words_alike(word))] for word in set(words)), key=_size)
        with_all = set[str]().union(*some[0])
        for sets in some[1:]:
            with_all = {each for each in with_all if any(each in those for those in sets)}
        return {*found, *with_all, *self._slugs & {text}}

    def _words_alike(self, word: str) -> set[str]:
        near = {each for key in _probes(word) for each in self._by_key.get(key, ())}
        return {each for each in near if same_word(word, each)}


def _size(sets: list[set[str]]) -> int:
    return sum(map(len, sets))


def _joined(text: str, places: frozenset[str]) -> set[str]:
    """The words of a slug as one, with and without places and light words."""
    words, without = text.split("-"), apart(text, places)[0]
    return {"".join(some) for some in (words, without, distinctive(words), distinctive(without))} - {""}


def _keys(word: str) -> Iterator[tuple[object, ...]]:
    """The keys of a word: a word that `same_word` takes for it has one of them among its probes."""
    yield from _whole(word)
    signs = with_signs_for_days(word)
    yield from _halves(signs, len(signs), _digits(word))


@cache
def _probes(word: str) -> frozenset[tuple[object, ...]]:
    signs = with_signs_for_days(word)
    lengths = (len(signs) - 1, len(signs), len(signs) + 1)
    return frozenset((*_whole(word), *(key for n in lengths for key in _halves(signs, n, _digits(word)))))


def _whole(word: str) -> Iterator[tuple[object, ...]]:
    """The keys of words that differ in their ending or in a doubled letter."""
    digits = _digits(word)
    yield digits, "word", squeezed(word)
    for stem in stems(word):
        yield digits, "stem", stem


def _halves(signs: str, length: int, digits: str) -> Iterator[tuple[object, ...]]:
    """The keys of words of `length` characters that differ in one: that leaves the beginning or the end as it is."""
    half = max((length - 2) // 2, 0)
    yield digits, length, "begins", signs[:half]
    yield digits, length, "ends", signs[len(signs) - half :]


def _digits(word: str) -> str:
    return re.sub("[^0-9]", "", word)
