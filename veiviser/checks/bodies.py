"""Running texts of records and their translations, and problems in them, for the rules that check texts."""

from collections.abc import Callable, Iterator
from typing import Any

from veiviser.content.markup import at_sight
from veiviser.content.records import Content, Record
from veiviser.content.source import position
from veiviser.problems.problem import Problem

WITH_BODIES = ("offers", "events", "pages")


def with_body(content: Content) -> Iterator[Record[Any]]:
    """Every record and translation that has a running text."""
    for record in (*(r for kind in WITH_BODIES for r in content.records[kind]), *content.translations):
        if record.body.strip():
            yield record


def with_address(content: Content, wanted: Callable[[str, Record[Any]], bool]) -> Iterator[Record[Any]]:
    """Records whose text has an address for which `wanted` is true, or addresses that a fast scan cannot find."""
    for record in with_body(content):
        if any(address is None or wanted(address, record) for address in at_sight(record.body)):
            yield record


def problem_in_body(
    record: Record[Any], offset: int, code: str, suggestion: str | None = None, instead_of: str = "", **values: str
) -> Problem:
    """A problem at an offset in a record's running text; the suggestion replaces the text `instead_of` there."""
    mark = position(record.source.path, record.body, offset, line=record.body_line)
    return Problem(mark=mark, code=code, values=values, suggestion=suggestion, instead_of=instead_of)
