"""Numbers at the beginning of a line: a list only when they go up by one from 1, and else text that keeps its lines.

Markdown takes “24. desember” for the first point of a list, and counts on from there. Dates, years, classes and floors
are what people here write so, one a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|des|january|february|march|may|june|july|october|december"
)
_WEEKDAYS = (
    "mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
# What is counted without being a list.
_COUNTED = (
    "juledag|romjulsdag|påskedag|pinsedag|nyttårsdag|advent|årstrinn|klassetrinn|trinn|klasse|etasje|etg|plass|premie|"
    "avdeling|utgave|utgåve|gang|gong|time|dag|uke|veke|måned|månad|kvartal|halvår|termin|semester|år|århundre"
)
_ORDINAL = re.compile(
    rf"[*_\[(]*(?:(?:{_MONTHS}|{_WEEKDAYS}|{_COUNTED}|og|eller|til)(?!\w)|[-–—/][ ]?[0-9])", re.IGNORECASE
)
# What a line begins with that somebody has put on a line of its own; a tab within it is a column of a spreadsheet.
_BEGINS = re.compile(
    rf"""
    \s*[*_]{{0,3}}(?:
        (?P<number>[0-9]{{1,9}}[.)](?=\s|$))
        | \d | [-–—•·+#§|\u2190-\u2bff\U0001f300-\U0001faff]
        | (?:(?:{_WEEKDAYS})(?:er|ar|s)? | kl | nr | uke | veke)(?!\w)
        | [a-zæøå]{{1,4}}\)\s | (?-i:[A-ZÆØÅ])[.)]\s
        | (?-i:[A-ZÆØÅ])[\w ]{{0,24}}:(?:\s|$)
    )|\s*(?:\*\*[^*]{{1,40}}(?::\*\*|\*\*:)|\*\w[^*]*$)|.*\S\t""",
    re.IGNORECASE | re.VERBOSE,
)


def is_ordinal(text: str) -> bool:
    """True for what follows the number of a date, a class or a floor, and of no point in a list."""
    return _ORDINAL.match(text) is not None


# Lists


@dataclass(slots=True)
class _Point:
    """A point of a list that has numbers; `inner` are the tokens between its first and its last."""

    opening: Token
    closing: Token
    inner: list[Token]

    @property
    def number(self) -> str:
        return self.opening.info

    @property
    def lines(self) -> list[int]:
        """The first line, and the one behind the last."""
        return self.opening.map or [0, 0]

    @property
    def has_text(self) -> bool:
        return bool(self.inner) and self.inner[0].type == "paragraph_open"

    @property
    def content(self) -> str:
        return self.inner[1].content if self.has_text else ""


def numbers_as_written(state: StateCore) -> None:
    """Turns each list whose numbers are not those that Markdown would give it into text."""
    if any(token.type == "ordered_list_open" for token in state.tokens):
        state.tokens[:] = _unfolded(state.tokens, state.src.split("\n"))


def _unfolded(tokens: Sequence[Token], lines: Sequence[str]) -> list[Token]:
    """The tokens without such lists. What is open is kept on a stack, the innermost last."""
    stack: list[tuple[list[Token], list[_Point]]] = [([], [])]
    for token in tokens:
        if token.type in ("ordered_list_open", "list_item_open"):
            stack.append(([token], []))
        elif token.type == "list_item_close":
            (opening, *inner), _ = stack.pop()
            point = _Point(opening, token, _set_tight(inner))
            if opening.info:
                stack[-1][1].append(point)
            else:
                stack[-1][0].extend((opening, *point.inner, token))
        elif token.type == "ordered_list_close":
            (opening,), points = stack.pop()
            stack[-1][0].extend(_as_written(opening, points, token, lines))
        else:
            stack[-1][0].append(token)
    return stack[0][0]


def _set_tight(inner: list[Token]) -> list[Token]:
    """Text that was a list is a paragraph of its point as others are."""
    if any(token.meta.get("unfolded") for token in _paragraphs(inner)):
        _hide_single(inner)
    return inner


def _hide_single(inner: Sequence[Token]) -> None:
    """A single paragraph of a point needs no distance around it, and several do."""
    found = list(_paragraphs(inner))
    for token in found:
        token.hidden = len(found) == 2  # its first token and its last


def _paragraphs(inner: Sequence[Token]) -> Iterator[Token]:
    """The tokens of paragraphs that are not within something else."""
    level = min((token.level for token in inner), default=0)
    return (token for token in inner if token.level == level and token.type.startswith("paragraph_"))


def _as_written(opening: Token, points: list[_Point], closing: Token, lines: Sequence[str]) -> Iterator[Token]:
    """A list, or the text that it is; several of both where one list of Markdown's holds them."""
    texts: list[_Point] = []
    for run in _runs(points):
        if len(run) == 1:
            texts += run
            continue
        yield from _text(texts, opening, lines)
        texts = []
        if len(run) < len(points):
            _close_up(run, lines)
        first = Token("ordered_list_open", "ol", 1, markup=opening.markup, block=True, level=opening.level)
        first.map = [run[0].lines[0], run[-1].lines[1]]
        yield first
        for point in run:
            yield from (point.opening, *point.inner, point.closing)
        yield closing
    yield from _text(texts, opening, lines)


def _close_up(run: list[_Point], lines: Sequence[str]) -> None:
    """Points without an empty line between them stand close, whatever was further down in Markdown's list."""
    first, last = run[0].lines[0], run[-1].lines[1]
    if all(line.strip("> \t") for line in "\n".join(lines[first:last]).rstrip("> \t\n").split("\n")):
        for point in run:
            _hide_single(point.inner)


def _runs(points: list[_Point]) -> Iterator[list[_Point]]:
    """The points, those together that go up by one from 1; but each by itself where most are dates and the like."""
    runs: list[list[_Point]] = []
    for point in points:
        if runs and runs[-1][0].number == "1" and point.number == str(len(runs[-1]) + 1):
            runs[-1].append(point)
        else:
            runs.append([point])
    for run in runs:
        if 2 * sum(is_ordinal(point.content) for point in run) >= len(run):
            yield from ([point] for point in run)
        else:
            yield run


def _text(points: list[_Point], opening: Token, lines: Sequence[str]) -> Iterator[Token]:
    """Points as lines of text with their numbers: one paragraph as long as nothing is between them."""
    paragraph: list[Token] = []
    for point in points:
        line = f"{point.number}{point.opening.markup} {point.content}".rstrip()
        first, last = point.inner[1].map or point.lines if point.has_text else point.lines
        if paragraph and lines[first - 1].strip("> \t"):
            paragraph[1].content += f"\n{line}"
            paragraph[1].map = [(paragraph[1].map or [first])[0], last]
        else:
            yield from paragraph
            paragraph = _paragraph(line, [first, last], opening.level)
        rest = point.inner[3:] if point.has_text else point.inner
        if rest:
            for token in _paragraphs(rest):
                token.hidden = False
            yield from (*paragraph, *rest)
            paragraph = []
    yield from paragraph


def _paragraph(content: str, lines: list[int], level: int) -> list[Token]:
    meta = {"unfolded": True}
    return [
        Token("paragraph_open", "p", 1, map=lines, block=True, level=level, meta=meta),
        Token("inline", "", 0, map=lines, block=True, level=level + 1, content=content, children=[]),
        Token("paragraph_close", "p", -1, block=True, level=level, meta=meta),
    ]


# Lines


def keeps_lines(state: StateInline, silent: bool) -> bool:
    """The end of a line: a space as everywhere in Markdown, or a new line where the next one begins as lists do."""
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        text = state.pending
        state.pending = text.rstrip(" ")
        hard = text.endswith("  ") or state.pos in _kept(state.src)
        state.push("hardbreak" if hard else "softbreak", "br", 0)
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


@lru_cache(maxsize=16)
def _kept(text: str) -> frozenset[int]:
    """Where in a paragraph a line ends that the next one must not be joined to.

    Two lines beside each other that begin with a number, a weekday or the sign of a point are lines on purpose, and so
    is one below a colon. A single one may be a sentence that happens to be broken there.
    """
    lines = text.split("\n")
    begin = [_BEGINS.match(line) for line in lines]
    several = sum(1 for match in begin if match and match["number"]) > 1
    kept: set[int] = set()
    place = was_kept = 0
    for at in range(1, len(lines)):
        place += len(lines[at - 1]) + (at > 1)
        match = begin[at]
        if match:
            beside = begin[at - 1] or (at + 1 < len(lines) and begin[at + 1])
            below_colon = lines[at - 1].rstrip(" *_").endswith(":")
            was_kept = bool(beside or below_colon or (several and match["number"]))
        else:  # a sentence behind such lines is none of them
            was_kept = bool(was_kept and begin[at - 1] and lines[at].lstrip(" *_")[:1].isupper())
        if was_kept:
            kept.add(place)
    return frozenset(kept)
