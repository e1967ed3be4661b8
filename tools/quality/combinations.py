"""Which states of pages to look at: every combination, or few of them that hold every pair of values."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, product
from typing import Any

# Two values, each with the place it has in a row.
Pair = tuple[int, Hashable, int, Hashable]


def pairs(row: Sequence[Hashable]) -> frozenset[Pair]:
    """Every two values of a row, each with its place."""
    return frozenset((i, row[i], j, row[j]) for i, j in combinations(range(len(row)), 2))


def pairwise(*factors: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Few rows that between them hold every pair of values of any two factors; the same rows each time.

    Greedy: each row takes a pair that is missing, then, place by place, the value that brings most of what is missing;
    of several such values the one that was used least.
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
