"""One file of the finished site: where it lies and what it holds, or what a template makes of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """`path` is relative to the site's root, with `/` and no leading one (`tilbud/x/index.html`)."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlFile:
    """An artifact before its template (`feeds/atom.xml`) is filled in with `view`."""

    path: str
    template: str
    view: object
