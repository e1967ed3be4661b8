"""Samples from `veiviser init` that nobody has replaced: records, and an address that no site can have."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlsplit

from veiviser.content.records import Content
from veiviser.content.register import register
from veiviser.problems.problem import Problem

_MOST_NAMED = 5
# Domains that are reserved for examples (RFC 2606, section 3).
_FOR_EXAMPLES = ("example.org", "example.com", "example.net")


def is_sample(id_: str) -> bool:
    """True for a record that came with a new region and is to be replaced."""
    return id_.startswith("eksempel-")


def sample_left(content: Content, today: dt.date) -> Iterator[Problem]:
    """Sample records, reported once: when the first is removed, the next one is reported."""
    left = [record for record in chain.from_iterable(content.records.values()) if is_sample(record.id)]
    if left:
        first = min(left, key=lambda record: record.source.path)
        ids = sorted({record.id for record in left})
        named = ", ".join(ids[:_MOST_NAMED]) + (" …" if len(ids) > _MOST_NAMED else "")
        yield first.problem("sample-left", ids=named)


def sample_address(content: Content, today: dt.date) -> Iterator[Problem]:
    """A region of real municipalities with the address of an example."""
    site = content.site
    if site is None or site.fields.base_url is None:
        return
    host = urlsplit(site.fields.base_url).hostname or ""
    unreal = any(host == domain or host.endswith(f".{domain}") for domain in _FOR_EXAMPLES)
    if unreal and any(each.fields.number in register() for each in content.municipalities):
        yield site.problem("sample-address", "base_url", address=site.fields.base_url)
