"""Unsafe links and markup in running text, and images without a description or from other hosts."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from veiviser.checks.bodies import problem_in_body, with_address, with_body
from veiviser.checks.links import scheme
from veiviser.content.markup import ALLOWED, ALLOWED_ANYWHERE, SAFE_SCHEMES, Image, LinkInText, Tag, elements
from veiviser.content.records import Content, Record
from veiviser.problems.problem import Problem

# Fast tests: a text without a match has no tags, or no images.
_TAG = re.compile(r"<[A-Za-z]")
_IMAGE = re.compile(r"!\[|<img\b", re.IGNORECASE)


def unsafe_link(content: Content, today: dt.date) -> Iterator[Problem]:
    for record in with_address(content, lambda address, record: _unsafe_scheme(address) is not None):
        for element in elements(record.body):
            found = _unsafe_scheme(element.address) if isinstance(element, LinkInText | Image) else None
            if found:
                yield problem_in_body(record, element.offset, "unsafe-link", scheme=found)


def unsafe_markup(content: Content, today: dt.date) -> Iterator[Problem]:
    """Tags and attributes that are removed from the pages."""
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
