"""Numbers at the beginning of lines: a list only if they go up by one from 1, otherwise text that keeps its lines.

Markdown takes “24. desember” for the first item of a list, and counts on from there. People here write dates, years,
school classes and floors like this, one on each line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from veiviser.content.dialect.blocks import Block
from veiviser.content.dialect.ordinals import SHORT_WEEKDAYS, WEEKDAY_NAMES, is_ordinal

# Beginnings of lines that were broken on purpose; a tab within a line separates columns of a spreadsheet.
_BEGINS = re.compile(
    rf"""
    \s*[*_~\[]{{0,3}}(?:
        (?P<number>[0-9]{{1,9}}[.)](?=\s|$))
        | \d | [-\u2010-\u2015\u2212•·+#§|»›\u2190-\u2bff\U0001f300-\U0001faff]
        | (?:{SHORT_WEEKDAYS})\.?\s+\d
        | (?:(?:{WEEKDAY_NAMES})(?:er|ar|s)? | kl | nr | uke | veke)(?!\w)
        | [a-zæøå]{{1,4}}\)\s | \((?:[a-zæøå]|[ivx]{{2,4}}|[0-9]{{1,4}})\)\s | (?:[a-zæøå]|[ivx]{{2,5}})\.\s
        | (?-i:[A-ZÆØÅ])[\w -]{{0,24}}:(?:\s|$)
    )|\s*(?:\*\*[^*]{{1,40}}(?::\*\*|\*\*:)|\*\w[^*]*$)|.*\S\t""",
    re.IGNORECASE | re.VERBOSE,
)


def numbers_as_written(blocks: Iterable[Block]) -> Iterator[Block]:
    """Turns each list into text whose numbers would be others in Markdown."""
    for block in blocks:
        inner = list(numbers_as_written(block.children))
        changed = replace(block, children=inner)
        if block.kind == "ol":
            yield from _as_written(changed)
        else:
            yield changed


def _as_written(block: Block) -> Iterator[Block]:
    """The list, or the text that it really is; several of both where Markdown sees one list."""
    texts: list[Block] = []
    for run in _runs(block.children):
        if len(run) == 1:
            texts += run
            continue
        yield from _text(texts)
        texts = []
        yield replace(block, first=run[0].first, last=run[-1].last, children=run)
    yield from _text(texts)


def _runs(points: Iterable[Block]) -> Iterator[list[Block]]:
    """The items in runs that go up by one from 1; each item by itself where most are dates and the like."""
    runs: list[list[Block]] = []
    for point in points:
        if runs and runs[-1][0].number == "1" and point.number == str(len(runs[-1]) + 1):
            runs[-1].append(point)
        else:
            runs.append([point])
    for run in runs:
        if 2 * sum(is_ordinal(point.words) for point in run) >= len(run):
            yield from ([point] for point in run)
        else:
            yield run


def _text(points: Iterable[Block]) -> Iterator[Block]:
    """Items as lines of text with their numbers, in one paragraph as long as nothing is between them."""
    above: Block | None = None
    for point in points:
        text = point.children[0] if point.has_words else None
        lines = text.lines if text else [""]
        lines = [f"{point.marker} {lines[0]}".rstrip() if not lines[0] else f"{point.marker} {lines[0]}", *lines[1:]]
        last = text.last if text else point.first + 1
        if above and above.last == point.first:
            above.lines, above.last = [*above.lines, *lines], last
        else:
            if above:
                yield above
            above = replace(point, kind="p", last=last, lines=lines, children=[], marker="", unfolded=True)
        rest = point.children[1:] if text else point.children
        if rest:
            yield above
            yield from rest
            above = None
    if above:
        yield above


# Lines


def kept(lines: Sequence[str]) -> Iterator[bool]:
    """For each line of a paragraph but the first, whether it must not be joined to the one above.

    Adjacent lines that begin with a number, a weekday or a bullet are separate on purpose, and so is one below a colon.
    A single one may be a sentence that happens to break there.
    """
    begin = [_BEGINS.match(line) for line in lines]
    several = sum(1 for match in begin if match and match["number"]) > 1
    was_kept = False
    for at in range(1, len(lines)):
        match = begin[at]
        if match:
            beside = begin[at - 1] or (at + 1 < len(lines) and begin[at + 1])
            below_colon = lines[at - 1].rstrip(" *_").endswith(":")
            was_kept = bool(beside or below_colon or (several and match["number"]))
        else:  # a sentence after such lines is not one of them
            was_kept = bool(was_kept and begin[at - 1] and lines[at].lstrip(" *_")[:1].isupper())
        yield was_kept
