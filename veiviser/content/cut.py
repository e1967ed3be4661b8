"""Finds values cut off by a `#` that was meant as part of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

# An intended comment has a space after the `#`, and does not begin with a number: “# fast”, but “#2”, “# 2”, “#kor”.
_NO_COMMENT = re.compile(r"(?<![ \t])[ \t]+#(?![ \t]+[^\s\d]|[#\s]*$)[^\n]*")


@dataclass(frozen=True, slots=True)
class Cut:
    """`line` and `column` are the place of the value, from 0 within the text; `written` is all that was typed.

    `lost` is the part that YAML takes for a comment. `field` is the key of the value, as far as its lines show it.
    """

    line: int
    column: int
    written: str
    lost: str
    field: str

    @property
    def meant(self) -> str:
        return json.dumps(self.written, ensure_ascii=False)


def cut_values(text: str) -> Iterator[Cut]:
    """The values without quotation marks that are followed by something that does not look like a comment."""
    if not _NO_COMMENT.search(text):
        return
    lines = text.split("\n")
    try:
        events = list(yaml.parse(text, yaml.CSafeLoader))
    except yaml.YAMLError:
        return
    for event in events:
        if not isinstance(event, yaml.ScalarEvent) or event.style or not event.end_mark or not event.start_mark:
            continue
        start, end = event.start_mark, event.end_mark
        found = _NO_COMMENT.match(lines[end.line], end.column) if end.line < len(lines) else None
        if found and start.line == end.line:
            rest = found[0].strip()
            written = f"{event.value}{found[0].rstrip()}" if event.value else rest
            column = start.column if event.value else found.start() + found[0].index("#")
            yield Cut(start.line, column, written, rest, _field(lines, start.line))


def _field(lines: list[str], at: int) -> str:
    """The key on a line; for a list item, the key above its list."""
    if not re.match(r"\s*- (?!\s*[\w-]+:\s)", lines[at]):
        found = re.match(r"\s*(?:- +)?([\w-]+):\s", lines[at])
        return found[1] if found else ""
    above = (re.match(r"\s*(?:- +)?([\w-]+):\s*$", lines[line]) for line in range(at - 1, -1, -1))
    return next((found[1] for found in above if found), "")
