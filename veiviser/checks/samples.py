"""What `veiviser init` left to be replaced, and is published all the same."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlsplit

from veiviser.content.records import Content
from veiviser.content.register import register
from veiviser.problems.problem import Problem

_MOST_NAMED = 5
# Domains that belong to nobody, for examples alone (RFC 2606, section 3).
_FOR_EXAMPLES = ("example.org", "example.com", "example.net")


def is_sample(id_: str) -> bool:
    """Whether a record came with a new region, to be replaced by one of its own."""
    return id_.startswith("eksempel-")


def sample_left(content: Content, today: dt.date) -> Iterator[Problem]:
    """Once, however many there are: whoever takes the first one out sees the next."""
    left = [record for record in chain.from_iterable(content.records.values()) if is_sample(record.id)]
    if left:
        first = min(left, key=lambda record: record.source.path)
        ids = sorted({record.id for record in left})
        named = ", ".join(ids[:_MOST_NAMED]) + (" …" if len(ids) > _MOST_NAMED else "")
        yield first.problem("sample-left", ids=named)


def sample_address(content: Content, today: dt.date) -> Iterator[Problem]:
    """A region of real municipalities whose site is said to be where no site can be."""
    site = content.site
    if site is None or site.fields.base_url is None:
        return
    host = urlsplit(site.fields.base_url).hostname or ""
    unreal = any(host == domain or host.endswith(f".{domain}") for domain in _FOR_EXAMPLES)
    if unreal and any(each.fields.number in register() for each in content.municipalities):
        yield site.problem("sample-address", "base_url", address=site.fields.base_url)
