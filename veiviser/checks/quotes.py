"""Quotation marks in fields that have lost their partner, as when half of a sentence is copied."""

import datetime as dt
import re
from collections.abc import Iterator

from veiviser.content.records import Content
from veiviser.problems import Problem

_MARKS = re.compile("[«»“”„‟]")
_CURLY = re.compile("[“”„‟]")


def unpaired_quote(content: Content, today: dt.date) -> Iterator[Problem]:
    """Texts in several paragraphs, where each may begin with a mark, are left alone."""
    for record in (*(record for records in content.records.values() for record in records), *content.translations):
        for name, value in record.raw.items():
            for loc, text in _texts(value):
                if mark := alone(text):
                    yield record.problem("unpaired-quote", name, *loc, mark=mark)


def _texts(value: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, list | dict):
        for at, inside in enumerate(value) if isinstance(value, list) else value.items():
            if isinstance(inside, str):
                yield (at,), inside


def alone(text: str) -> str | None:
    """A mark without a partner; some languages close with the sign that opens, so that curly ones are counted."""
    if not _MARKS.search(text) or "\n" in text:
        return None
    if text.count("«") != text.count("»"):
        return "«" if text.count("«") > text.count("»") else "»"
    curly = _CURLY.findall(text)
    return curly[0] if len(curly) % 2 else None
