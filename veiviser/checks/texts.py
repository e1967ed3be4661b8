"""Running text as it is written: what is taken out of it, what it lacks, and lists that do not become lists."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from veiviser.checks.bodies import problem_in_body, with_address, with_body
from veiviser.checks.links import scheme
from veiviser.content.markup import ALLOWED, ALLOWED_ANYWHERE, SAFE_SCHEMES, Image, Link, Tag, elements
from veiviser.content.records import Content, Record
from veiviser.problems import Problem

_QUOTE = re.compile(r"^(?: {0,3}> ?)+")
# Without one of these a text has no tags, or no images.
_TAG = re.compile(r"<[A-Za-z]")
_IMAGE = re.compile(r"!\[|<img\b", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BULLET = re.compile(r" {0,3}[-*+]\s+\S")
_NUMBER = re.compile(r" {0,3}([0-9]{1,3})\.\s+(\S)")
_RULE = re.compile(r" {0,3}([-*_]) *(?:\1 *){2,}$")
# Lines after which a block begins anew: headings, the line below a heading, rows of a table.
_APART = re.compile(r" {0,3}(#{1,6}|=+ *$|-+ *$|\|)")


def unsafe_link(content: Content, today: dt.date) -> Iterator[Problem]:
    for record in with_address(content, lambda address, record: _unsafe_scheme(address) is not None):
        for element in elements(record.body):
            found = _unsafe_scheme(element.address) if isinstance(element, Link | Image) else None
            if found:
                yield problem_in_body(record, element.offset, "unsafe-link", scheme=found)


def unsafe_markup(content: Content, today: dt.date) -> Iterator[Problem]:
    """Tags, and attributes of them, that are taken out of what visitors get."""
    for record in with_body(content):
        for element in elements(record.body) if _TAG.search(record.body) else ():
            taken = _taken_out(element) if isinstance(element, Tag) else None
            if taken:
                yield problem_in_body(record, element.offset, "unsafe-markup", markup=taken)


def missing_alt(content: Content, today: dt.date) -> Iterator[Problem]:
    for record, image in _images(content):
        if image.alt is None:
            yield problem_in_body(record, image.start, "missing-alt")


def foreign_image(content: Content, today: dt.date) -> Iterator[Problem]:
    for record, image in _images(content):
        if re.match(r"\s*(https?:)?//", image.address, re.IGNORECASE):
            yield problem_in_body(record, image.offset, "foreign-image")


def list_without_blank_line(content: Content, today: dt.date) -> Iterator[Problem]:
    for record in with_body(content):
        for offset in lists_in_paragraphs(record.body):
            yield problem_in_body(record, offset, "list-without-blank-line")


def lists_in_paragraphs(text: str) -> Iterator[int]:
    """Where a list begins on the line after a paragraph's, so that Markdown makes it a part of that paragraph."""
    fence = ""
    above = ""  # the line before this one, while that is a paragraph's
    settled = False  # within a list or a piece of code, which goes on until a blank line
    depth = offset = 0
    lines = text.split("\n")
    for index, whole in enumerate(lines):
        line = _QUOTE.sub("", whole, count=1)
        outside, depth = depth, whole[: len(whole) - len(line)].count(">")
        above = "" if depth > outside else above
        marker = _FENCE.match(line)
        if fence or marker:
            fence = _fence_after(line, fence)
            above, settled = "", False
        elif not line.strip():
            above, settled = "", False
        elif settled:
            pass
        elif _APART.match(line) or _RULE.fullmatch(line):
            above = ""
        elif above and _is_list(line, above, lines[index + 1 :]):
            yield offset + len(whole) - len(line.lstrip())
            settled = True
        elif not above and re.match(r" {4}|\t| {0,3}([-*+]|[0-9]+\.)\s", line):
            settled = True
        else:
            above = line
        offset += len(whole) + 1


def _fence_after(line: str, fence: str) -> str:
    """What closes the code after this line; empty when the line is outside or closes it."""
    marker = _FENCE.match(line)
    if not fence:
        return marker[1] if marker else ""
    closes = marker and marker[1].startswith(fence) and not line[marker.end() :].strip()
    return "" if closes else fence


def _is_list(line: str, above: str, below: list[str]) -> bool:
    """True for a bullet, and for a number when the text leaves no doubt: a line can also go on with “3. mai”."""
    if _BULLET.match(line):
        return True
    number = _NUMBER.match(line)
    if not number:
        return False
    following = rf" {{0,3}}{int(number[1]) + 1}\.\s+\S"
    goes_on = any(re.match(following, other) for other in takewhile(str.strip, below))
    return goes_on or above.rstrip(" *_").endswith(":") or (number[1] == "1" and number[2].isupper())


def _images(content: Content) -> Iterator[tuple[Record[Any], Image]]:
    for record in with_body(content):
        for element in elements(record.body) if _IMAGE.search(record.body) else ():
            if isinstance(element, Image):
                yield record, element


def _unsafe_scheme(address: str) -> str | None:
    found = scheme(address)
    return found if found not in SAFE_SCHEMES else None


def _taken_out(tag: Tag) -> str | None:
    if tag.name not in ALLOWED:
        return f"<{tag.name}>"
    allowed = ALLOWED[tag.name] | ALLOWED_ANYWHERE
    return next((f"<{tag.name} {name}>" for name in tag.attributes if name not in allowed), None)
