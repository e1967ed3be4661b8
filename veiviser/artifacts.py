"""A file of the finished site: its path and bytes, or the view that a template turns into bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """`path` is relative to the site's root, with `/` and no leading one (`tilbud/x/index.html`)."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlFile:
    """An XML file before rendering: `template` (such as `feeds/atom.xml`) gets `view`."""

    path: str
    template: str
    view: object
