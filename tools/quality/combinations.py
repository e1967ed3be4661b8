"""Pairwise testing: a small set of combinations that covers every pair of values."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, product
from typing import Any

# Two values of a row, each after its index.
Pair = tuple[int, Hashable, int, Hashable]


def pairs(row: Sequence[Hashable]) -> frozenset[Pair]:
    """Every pair of values of a row."""
    return frozenset((i, row[i], j, row[j]) for i, j in combinations(range(len(row)), 2))


def pairwise(*factors: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Yields few rows that together contain every pair of values of any two factors; the same rows each time.

    Greedy: each row starts with a missing pair, then takes, factor by factor, the value that adds most missing pairs;
    of several such values the one used least so far.
    """
    used: Counter[tuple[int, Hashable]] = Counter()
    missing = dict.fromkeys(
        (i, a, j, b) for i, j in combinations(range(len(factors)), 2) for a, b in product(factors[i], factors[j])
    )
    while missing:
        i, a, j, b = next(iter(missing))
        row: dict[int, Hashable] = {i: a, j: b}
        for place, values in enumerate(factors):
            if place not in row:
                gains = [(_gain(row, place, value, missing), -used[place, value]) for value in values]
                row[place] = values[gains.index(max(gains))]
        whole = tuple(row[place] for place in range(len(factors)))
        used.update(enumerate(whole))
        for pair in pairs(whole):
            missing.pop(pair, None)
        yield whole


def _gain(row: dict[int, Hashable], place: int, value: Hashable, missing: dict[Pair, None]) -> int:
    found = 0
    for other, chosen in row.items():
        pair = (other, chosen, place, value) if other < place else (place, value, other, chosen)
        found += pair in missing
    return found
