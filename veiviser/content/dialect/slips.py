"""Slips in lists that only the structure of a text shows: uneven numbers, and text that runs into an item."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from veiviser.content.dialect.blocks import TEXT, Block
from veiviser.content.dialect.ordinals import is_ordinal

_NUMBERED = re.compile(r"([0-9]{1,9})([.)])[ \t]+(.*)")
_NEW_SENTENCE = re.compile(r"[*_]{0,3}[«\"“(]?(?:[0-9]|[^\W\d_])")
_END = re.compile(r"[.!?:…][*_»”\")]*\s*$")
# Characters; a shorter line was not broken because it was full.
_FULL = 60
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ListSlip:
    """`line` counts from 0 in the text; `numbers` are the numbers as written, where they do not make a list."""

    line: int
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class _Numbered:
    line: int
    number: str
    sign: str
    content: str


def uneven_lists(blocks: Iterable[Block]) -> Iterator[ListSlip]:
    """Lists that nearly count from 1, looked for before they become text."""
    lists = (points for block in blocks for each in block.walk() for points in _numbered(each))
    return (slip for points in lists if (slip := _uneven(points)))


def text_below_lists(blocks: Iterable[Block], lines: Sequence[str], margin: int = -1) -> Iterator[ListSlip]:
    """Lines directly below an item or a quotation that continue it although nothing shows that."""
    for block in blocks:
        inner = _margin(lines[block.first]) if block.kind == "li" else margin
        yield from text_below_lists(block.children, lines, inner)
        if block.lines and block.kind in TEXT:
            yield from (ListSlip(line) for line in _run_in(lines, (block.first, block.last), margin))


def _run_in(lines: Sequence[str], place: Sequence[int], margin: int) -> Iterator[int]:
    for line in range(place[0] + 1, place[1]):
        above, text = lines[line - 1], lines[line].lstrip("> \t")
        begins = _NEW_SENTENCE.match(text)
        is_outside = _margin(lines[line]) <= margin or _quotations(lines[line]) < _quotations(lines[place[0]])
        if begins and not begins[0][-1].islower() and is_outside and (len(above) < _FULL or _END.search(above)):
            yield line
            return


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip("> \t"))


def _quotations(line: str) -> int:
    return line[: _margin(line)].count(">")


def _numbered(block: Block) -> Iterator[list[_Numbered]]:
    """The items of a numbered list, or the lines of a paragraph that look like such items."""
    if block.kind == "ol":
        yield [_Numbered(each.first, each.number, each.marker[-1], each.words) for each in block.children]
    elif block.kind == "p":
        yield from _in_paragraph(block.lines, block.first)


def _in_paragraph(lines: Sequence[str], first: int) -> Iterator[list[_Numbered]]:
    run: list[_Numbered] = []
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line.strip())
        if match:
            run.append(_Numbered(first + at, match[1], match[2], match[3]))
        elif run:
            yield run
            run = []
    yield run


def _uneven(points: Sequence[_Numbered]) -> ListSlip | None:
    if len(points) < 2 or any(is_ordinal(point.content) for point in points):
        return None
    words = {point.content.split(" ", 1)[0].casefold() for point in points}
    if len(words) == 1:  # “8. trinn”, “10. trinn”: the numbers belong to a word
        return None
    place = _deviation([int(point.number) for point in points])
    if place is None:
        return None
    named = [point.number + point.sign for point in points[:_MOST_NAMED]]
    return ListSlip(points[place].line, ", ".join(named) + (" …" if len(points) > _MOST_NAMED else ""))


def _deviation(numbers: Sequence[int]) -> int | None:
    """The index of the first number that breaks a count from 1.

    None for dates, years, and lists that start again at 1.
    """
    if set(numbers) <= {0} or set(numbers) == {1}:
        return 1
    if numbers[0] in (0, *range(2, 10)) and all(after - before == 1 for before, after in pairwise(numbers)):
        return 0
    expected = 1
    for at, number in enumerate(numbers):
        if number == 1:
            expected = 1
        if number != expected:
            return at if numbers[0] == 1 and abs(number - expected) <= 2 else None
        expected += 1
    return None
