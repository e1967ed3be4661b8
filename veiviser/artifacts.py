"""A file of the finished site: its path and bytes, the view that a template turns into bytes, or the last site's file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """`path` is relative to the site's root, with `/` and no leading one (`tilbud/x/index.html`)."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file that the last site has too, with the same bytes; `path` as in Artifact."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlFile:
    """An XML file before rendering: `template` (such as `feeds/atom.xml`) gets `view`."""

    path: str
    template: str
    view: object
