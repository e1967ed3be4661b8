"""Slips in lists that only the structure of a text shows: uneven numbers, and text that runs into a point."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from veiviser.content.dialect.numbers import is_ordinal

_NUMBERED = re.compile(r"([0-9]{1,9})([.)])[ \t]+(.*)")
_NEW_SENTENCE = re.compile(r"[*_]{0,3}[«\"“(]?(?:[0-9]|[^\W\d_])")
_END = re.compile(r"[.!?:…][*_»”\")]*\s*$")
# A line shorter than this was not broken because it was full.
_FULL = 60
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Slip:
    """`line` counts from 0 in the text; `numbers` are those of a list that is none, as they are written."""

    line: int
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class _Numbered:
    line: int
    number: str
    sign: str
    content: str


def note_uneven_lists(state: StateCore) -> None:
    """Before lists become text: those that nearly count from 1, in `env["uneven"]` where that is asked for."""
    found = state.env.get("uneven")
    if found is not None:
        found.extend(slip for points in _numbered(state.tokens) if (slip := _uneven(points)))


def note_text_below_lists(state: StateCore) -> None:
    """Lines right below a point or a quotation that go on with it although nothing says so, in `env["below"]`."""
    found = state.env.get("below")
    if found is None:
        return
    lines = state.src.split("\n")
    margins: list[int] = []
    for token in state.tokens:
        if token.type == "list_item_open":
            margins.append(_margin(lines[token.map[0]]) if token.map else 0)
        elif token.type == "list_item_close":
            margins.pop()
        elif token.type == "inline" and token.map:
            found.extend(Slip(line) for line in _run_in(lines, token.map, margins[-1] if margins else -1))


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


def _numbered(tokens: Sequence[Token]) -> Iterator[list[_Numbered]]:
    """The points of each list, and lines of a paragraph that look like such."""
    open_lists: list[list[_Numbered]] = []
    for at, token in enumerate(tokens):
        if token.type == "ordered_list_open":
            open_lists.append([])
        elif token.type == "list_item_open" and token.info:
            content = tokens[at + 2].content if tokens[at + 1].type == "paragraph_open" else ""
            open_lists[-1].append(_Numbered((token.map or [0])[0], token.info, token.markup, content))
        elif token.type == "ordered_list_close":
            yield open_lists.pop()
        elif token.type == "inline" and token.map:
            yield from _in_paragraph(token.content.split("\n"), token.map[0])


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


def _uneven(points: Sequence[_Numbered]) -> Slip | None:
    if len(points) < 2 or any(is_ordinal(point.content) for point in points):
        return None
    words = {point.content.split(" ", 1)[0].casefold() for point in points}
    if len(words) == 1:  # “8. trinn”, “10. trinn”: what is counted has a name
        return None
    place = _deviation([int(point.number) for point in points])
    if place is None:
        return None
    named = [point.number + point.sign for point in points[:_MOST_NAMED]]
    return Slip(points[place].line, ", ".join(named) + (" …" if len(points) > _MOST_NAMED else ""))


def _deviation(numbers: Sequence[int]) -> int | None:
    """Where numbers that were meant to count from 1 first do not; None for dates, years and what counts anew from 1."""
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
