"""Quotation marks that have lost their partner, as when half of a sentence is copied."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from veiviser.checks.bodies import problem_in_body, with_body
from veiviser.checks.signs import Finder, visible_lines
from veiviser.content.markup import dialect
from veiviser.content.records import Content
from veiviser.problems.problem import Problem

_MARKS = re.compile('[«»“”„‟"]')
_PAIR = re.compile("[“„‟][^“”„‟]*[“”]")
# Behind a figure the straight one may be an inch, or seconds.
_STRAIGHT = re.compile(r'(?<![0-9])"')


def unpaired_quote(content: Content, today: dt.date) -> Iterator[Problem]:
    """Texts in several paragraphs, where each may begin with a mark, are left alone."""
    for record in (*(record for records in content.records.values() for record in records), *content.translations):
        for name, value in record.raw.items():
            for loc, text in texts_of(value):
                if mark := alone(text):
                    yield record.problem("unpaired-quote", name, *loc, mark=mark)


def texts_of(value: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of a value, each with where it stands in it: an index of a list, or a key of a map."""
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, list | dict):
        for at, inside in enumerate(value) if isinstance(value, list) else value.items():
            if isinstance(inside, str):
                yield (at,), inside


def alone(text: str) -> str | None:
    """A mark without a partner."""
    at = None if "\n" in text else _alone_at(text)
    return None if at is None else text[at]


def _alone_at(text: str) -> int | None:
    """Where a mark without a partner stands."""
    if not _MARKS.search(text):
        return None
    if text.count("«") != text.count("»"):  # Danes turn them round
        return _lone_guillemet(text)
    left = _PAIR.sub(lambda pair: " " * len(pair[0]), text)
    # Some languages close with the sign that opens, and some open with the one that closes.
    if len(curly := [mark.start() for mark in re.finditer("[“”„‟]", left)]) % 2:
        return curly[0]
    straight = [mark.start() for mark in re.finditer('"', text)]
    return straight[-1] if len(straight) % 2 and len(_STRAIGHT.findall(text)) % 2 else None


def _lone_guillemet(text: str) -> int | None:
    opened: list[int] = []
    for mark in re.finditer("[«»]", text):
        if mark[0] == "«":
            opened.append(mark.start())
        elif not opened:
            return mark.start()
        else:
            opened.pop()
    return opened[-1] if opened else None


def unpaired_quote_in_text(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is quoted at length begins each paragraph with a mark and ends with the last one."""
    for record in with_body(content):
        if found := alone_in_text(record.body):
            offset, mark = found
            yield problem_in_body(record, offset, "unpaired-quote", mark=mark)


def alone_in_text(text: str) -> tuple[int, str] | None:
    """The first mark without a partner in a running text, and its offset; None where the whole text has them all."""
    if _alone_at(text) is None:  # at first sight
        return None
    blocks = [(block, "\n".join(block.plain)) for block in visible_lines(dialect().shown(text))]
    whole = "\n".join(_without_repeated([part for _, part in blocks]))
    at = _alone_at(whole)
    if at is None:
        return None
    mark = whole[at]
    for block, part in blocks:
        if at <= len(part):
            return Finder(text).offset_within(block, part[:at], mark), mark
        at -= len(part) + 1
    return None


def _without_repeated(parts: Sequence[str]) -> list[str]:
    """Paragraphs in a row that begin with the same mark are one quotation: it counts in the last of them alone."""
    told = list(parts)
    for at, (one, following) in enumerate(pairwise(parts)):
        if one[:1] in ("«", "“", "”", "„", '"') and one[:1] == following[:1] and _alone_at(one) is not None:
            told[at] = f" {one[1:]}"
    return told
