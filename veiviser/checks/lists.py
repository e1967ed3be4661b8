"""Lists and link definitions in running text that Markdown does not show as they look."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

from veiviser.checks.bodies import problem_in_body, with_body
from veiviser.content.dialect import Slips
from veiviser.content.markup import slips
from veiviser.content.records import Content, Record
from veiviser.problems.problem import Problem

_MARKER = r"(?:[-*+•◦·–—]|[0-9]{1,9}[.)])[ \t\u00a0]"
# Fast tests: a text without a match has no such mistake.
_NUMBERS = re.compile(rf"^[ \t>]*(?:{_MARKER}+)?[0-9]{{1,9}}[.)]\s", re.MULTILINE)
_BELOW = re.compile(
    r"^[ \t]*(?:>|[-*+\u2010-\u25ff·]\s|[0-9]{1,9}[.)]\s).*\n[ \t>]*[*_«\"“(]*[^\W_a-zæøå]", re.MULTILINE
)
_DEFINITION = re.compile(r"\[(?P<label>[^\[\]]+)\]:\s*<?(?P<address>[^\s<>]+)>?")
_ADDRESS = re.compile(r"https?:|www\.|mailto:|tel:|/|#", re.IGNORECASE)


def uneven_list(content: Content, today: dt.date) -> Iterator[Problem]:
    """Lines that look like a numbered list, but whose numbers do not go up by one from 1."""
    for record, found in _with_slips(content, lambda body: len(_NUMBERS.findall(body)) > 1):
        for slip in found.uneven:
            yield problem_in_body(record, _offset(record.body, slip.line), "uneven-list", numbers=slip.numbers)


def text_below_list(content: Content, today: dt.date) -> Iterator[Problem]:
    """Text right below a list item or a quotation, which Markdown shows as part of it."""
    for record, found in _with_slips(content, lambda body: _BELOW.search(body) is not None):
        for slip in found.below:
            yield problem_in_body(record, _offset(record.body, slip.line), "text-below-list")


def unused_definition(content: Content, today: dt.date) -> Iterator[Problem]:
    """A link definition (`[label]: address`) that no link uses: it is not shown, and was probably meant as a link."""
    for record, found in _with_slips(content, lambda body: "]:" in body):
        for line in found.unused:
            offset = record.body.index("[", _offset(record.body, line))
            match = _DEFINITION.match(record.body, offset)
            written = record.body[offset:].partition("\n")[0] if not match else match[0].strip()
            yield problem_in_body(record, offset, "unused-definition", _suggestion(match), written=written)


def _suggestion(match: re.Match[str] | None) -> str | None:
    if not match:
        return None
    address = match["address"].strip("()")
    if _ADDRESS.match(address):
        return f"[{match['label']}]({address})"
    return f"{match['label']}: {match['address']}"


def _with_slips(content: Content, likely: Callable[[str], bool]) -> Iterator[tuple[Record[Any], Slips]]:
    for record in with_body(content):
        if likely(record.body):
            yield record, slips(record.body)


def _offset(text: str, line: int) -> int:
    """The offset of the first character of a line, after the marks of a quotation."""
    lines = text.split("\n")
    return sum(len(each) + 1 for each in lines[:line]) + len(lines[line]) - len(lines[line].lstrip("> \t"))
