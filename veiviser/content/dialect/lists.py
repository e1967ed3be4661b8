"""Lists and paragraphs as blocks: where a list begins below a line of text, and bullets that a word processor made."""

import re
from collections.abc import Iterator
from itertools import takewhile

from markdown_it.rules_block import StateBlock, list_block

from veiviser.content.dialect.numbers import is_ordinal

_BLANK = " \t\u00a0\u2000-\u200a\u202f\u3000"
# Bullets of Word, and its second-level “o”. Those below U+F0FF are of its fonts of symbols.
_PASTED = re.compile(
    rf"[•◦‣⁃∙·●○■□▪▫◆◇➢➤\uf0a7\uf0b7\uf0d8\uf0fc](?=[{_BLANK}]+[^\s])|o(?=(?:\t|  |\u00a0)[{_BLANK}]*[^\s])"
)
_BELOW_PASTED = re.compile(rf"o(?=[{_BLANK}]+[^\s])")
_DASH = re.compile(rf"[–—](?=[{_BLANK}]+[^\s])")
_MARKER = re.compile(rf"(?:[-*+]|[0-9]{{1,9}}[.)])(?=[{_BLANK}])")
_SENTENCE = re.compile(r"[.!?…][»”\"']?\s*$")
_NUMBER = re.compile(r"[0-9]{1,9}[.)](?:[ ]{1,4}|\t|$)")
_FIRST = re.compile(r"1[.)](?=[ \t])")
_RANGE = re.compile(r"[0-9]{1,9}[.)][ \t]*[-–—+*/][ \t]*[0-9]")


def list_or_pasted(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Markdown's own rule, but for pasted signs, and for numbers that are none of a list."""
    begins = _line(state, start)
    if _PASTED.match(begins):
        _plain_bullets(state, start, end)
    elif _DASH.match(begins):
        _plain_dashes(state, start)
    elif _MARKER.match(begins):
        _plain_blank(state, start)
    begins = _line(state, start)
    if _RANGE.match(begins):
        return False
    if silent and state.parentType == "paragraph" and state.sCount[start] >= state.blkIndent and _is_lone(state, start):
        return False
    margin = state.blkIndent
    if (
        not silent and state.sCount[start] - margin >= 4
    ):  # far in, as mail programs have it: to Markdown this would be code
        state.blkIndent = state.sCount[start]
    if not silent and _NUMBER.match(begins):
        _nest_by_two(state, start)
    found = list_block(state, start, end, silent)
    state.blkIndent = margin
    return found


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines up to an empty one or to what begins something else, however far in that is."""
    interrupting = state.md.block.ruler.getRules("paragraph")
    outside, state.parentType = state.parentType, "paragraph"
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        if state.sCount[line] >= 0 and any(rule(state, line, state.lineMax, True) for rule in interrupting):
            break
        line += 1
    state.parentType = outside
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, line, state.blkIndent, False).strip()
    inline.map = [start, line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _nest_by_two(state: StateBlock, start: int) -> None:
    """What is two spaces in from a number belongs to its point, as below a bullet. Markdown asks for three or four."""
    margin, below = state.sCount[start], list[int]()
    text = margin
    for line in range(start, state.lineMax + 1):
        is_further_in = line < state.lineMax and (state.isEmpty(line) or state.sCount[line] >= margin + 2)
        if line > start and is_further_in:
            below += [] if state.isEmpty(line) else [line]
            continue
        missing = text - min((state.sCount[each] for each in below), default=text)
        for each in below if missing > 0 else ():
            state.sCount[each] += missing
        number = _NUMBER.match(_line(state, line)) if line < state.lineMax and not state.isEmpty(line) else None
        if number is None or state.sCount[line] < state.blkIndent:
            return
        margin, below = state.sCount[line], []
        text = margin + len(number[0].expandtabs(4))


def _plain_bullets(state: StateBlock, start: int, end: int) -> None:
    """Gives this line and those below their bullets in Markdown's own sign."""
    for line in range(start, end):
        begins = _line(state, line)
        if begins.startswith(("```", "~~~")) or (begins and state.sCount[line] < state.blkIndent):
            break
        if _PASTED.match(begins) or _BELOW_PASTED.match(begins):
            _replace(state, line, 0, "-")
            _plain_blank(state, line)


def _plain_dashes(state: StateBlock, start: int) -> None:
    """Two lines or more that begin with a dash are a list, but not sentences: they are what somebody says."""
    sentences: set[int] = state.env.setdefault("sentences", set())
    if start in sentences:
        return
    lines = [line for line in _to_the_end(state, start) if _DASH.match(_line(state, line))]
    if len(lines) > 1 and not any(_SENTENCE.search(_line(state, line)) for line in lines):
        for line in lines:
            _replace(state, line, 0, "+")
            _plain_blank(state, line)
    else:
        sentences.update(lines)


def _plain_blank(state: StateBlock, line: int) -> None:
    """A hard blank behind a marker is a blank, but not in a date."""
    begins = _line(state, line)
    marker = _MARKER.match(begins)
    if marker and begins[marker.end()] not in " \t" and not is_ordinal(begins[marker.end() :].lstrip()):
        _replace(state, line, marker.end(), " ")


def _replace(state: StateBlock, line: int, offset: int, character: str) -> None:
    at = state.bMarks[line] + state.tShift[line] + offset
    state.src = state.src[:at] + character + state.src[at + 1 :]


def _is_lone(state: StateBlock, start: int) -> bool:
    """A number 1 within a paragraph that no 2 follows, or that is a date: the sentence goes on with it."""
    begins = _line(state, start)
    first = _FIRST.match(begins)
    if not first:
        return begins[:1].isdigit()
    if is_ordinal(begins[first.end() :].lstrip()):
        return True
    lone: set[int] = state.env.setdefault("lone", set())
    second = tuple(f"2{begins[1]}{blank}" for blank in " \t\u00a0")
    if start not in lone:
        if any(_line(state, line).startswith(second) for line in _to_the_end(state, start)):
            return False
        lone.update(line for line in _to_the_end(state, start) if _line(state, line).startswith(begins[:2]))
    return True


def _to_the_end(state: StateBlock, start: int) -> Iterator[int]:
    """The lines from this one to the next empty one, within the point or the quotation that it is in."""
    within = range(start, state.lineMax)
    return takewhile(lambda line: not state.isEmpty(line) and state.sCount[line] >= state.blkIndent, within)
