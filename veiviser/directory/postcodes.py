"""Postcodes that several municipalities share: postal areas follow roads, not borders."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")


def shared(spans: Iterable[tuple[str, str, T]]) -> Iterator[tuple[str, str, tuple[T, ...]]]:
    """First and last postcode of each range that several spans cover, with the owners of these spans in input order.

    An owner with several spans over the same range appears once for each.
    """
    given = list(spans)
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for at, (first, last, _owner) in enumerate(given):
        starts.setdefault(int(first), []).append(at)
        ends.setdefault(int(last) + 1, []).append(at)
    here: set[int] = set()
    borders = sorted({*starts, *ends})
    for border, following in pairwise(borders):
        here.difference_update(ends.get(border, ()))
        here.update(starts.get(border, ()))
        if len(here) > 1:
            yield f"{border:04}", f"{following - 1:04}", tuple(given[at][2] for at in sorted(here))
