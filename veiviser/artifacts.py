"""One file of the finished site: where it lies and what it holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """`path` is relative to the site's root, with `/` and no leading one (`tilbud/x/index.html`)."""

    path: str
    data: bytes
