"""Quotation marks without a partner, as when half of a sentence is copied."""

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
# After a digit, a straight mark may mean inches or seconds.
_STRAIGHT = re.compile(r'(?<![0-9])"')


def unpaired_quote(content: Content, today: dt.date) -> Iterator[Problem]:
    """Fields with a quotation mark without a partner. Texts in several paragraphs are left out, since each may begin
    with a mark.
    """
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
    """The quotation mark without a partner; None if there is none, or the text has several lines."""
    at = None if "\n" in text else _alone_at(text)
    return None if at is None else text[at]


def _alone_at(text: str) -> int | None:
    """The offset of a mark without a partner."""
    if not _MARKS.search(text):
        return None
    if text.count("«") != text.count("»"):  # Danish turns them round
        return _lone_guillemet(text)
    left = _PAIR.sub(lambda pair: " " * len(pair[0]), text)
    # Some languages close with the mark that others open with, and the other way round.
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
    """Running texts with a mark without a partner. A long quotation may begin each paragraph with a mark, and ends with
    one.
    """
    for record in with_body(content):
        if found := alone_in_text(record.body):
            offset, mark = found
            yield problem_in_body(record, offset, "unpaired-quote", mark=mark)


def alone_in_text(text: str) -> tuple[int, str] | None:
    """The offset of the first mark without a partner in a running text, and the mark; None if all have one."""
    if _alone_at(text) is None:  # a fast test
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
    """The paragraphs, where those in a row that begin with the same mark are one quotation: only the last keeps its
    mark.
    """
    kept = list(parts)
    for at, (one, following) in enumerate(pairwise(parts)):
        if one[:1] in ("«", "“", "”", "„", '"') and one[:1] == following[:1] and _alone_at(one) is not None:
            kept[at] = f" {one[1:]}"
    return kept
