"""Running text becomes HTML that is safe to publish, or plain words."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from veiviser.content.markup import ALLOWED, ALLOWED_ANYWHERE, SAFE_SCHEMES, new_markdown

Rewrite = Callable[[str], str]
_ATTRIBUTES = {"*": set(ALLOWED_ANYWHERE), **{tag: set(names) for tag, names in ALLOWED.items()}}
_ALIGNMENT = re.compile(r"text-align: (?:left|right|center);")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def to_html(text: str, rewrite: Rewrite = lambda address: address) -> str:
    """Markdown as safe HTML. `rewrite` gets each address that a link or image has and gives the one to use.

    Headings begin at level 2, whatever level the text begins with. An image from another host becomes a link to it.
    """
    html = nh3.clean(
        _converted(text),
        tags=set(ALLOWED),
        attributes=_ATTRIBUTES,
        attribute_filter=lambda _, name, value: _attribute(name, value, rewrite),
        url_schemes=set(SAFE_SCHEMES),
        link_rel="noopener",
    )
    # A wide table is moved sideways in a frame of its own, by keyboard too.
    return html.replace("<table", '<div class="scroll" tabindex="0"><table').replace("</table>", "</table></div>")


def _attribute(name: str, value: str, rewrite: Rewrite) -> str | None:
    """An attribute's value as it is published; of styles only the one that Markdown's tables have."""
    if name in ("href", "src"):
        return rewrite(value)
    return value if name != "style" or _ALIGNMENT.fullmatch(value) else None


@lru_cache(maxsize=1 << 16)
def plain_text(text: str) -> str:
    """A Markdown text without its markup, words separated by single spaces."""
    return " ".join(unescape(nh3.clean(re.sub(r"(?=<)", " ", _converted(text)), tags=set())).split())


@lru_cache(maxsize=4096)
def _converted(text: str) -> str:
    """The same text is shown in every language that it is not translated to."""
    return _markdown().reset().convert(text)


@cache
def _markdown() -> Markdown:
    markdown = new_markdown()
    _Tidy().extendMarkdown(markdown)
    return markdown


class _Tidy(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is the library's
        md.treeprocessors.register(_Headings(md), "headings", 25)
        md.treeprocessors.register(_Images(md), "images", 0)


class _Headings(Treeprocessor):
    """Numbers the levels that occur from 2 on, without gaps: only the page's title stands above."""

    def run(self, root: ET.Element) -> None:
        found = [element for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        levels = sorted({str(element.tag) for element in found})
        for element in found:
            element.tag = f"h{min(6, levels.index(str(element.tag)) + 2)}"


class _Images(Treeprocessor):
    """An image that lies elsewhere would tell its host who reads the page: it becomes a link."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter("img"):
            source, alt = element.get("src", ""), element.get("alt", "")
            if _ELSEWHERE.match(source):
                tail = element.tail
                element.clear()
                element.tag, element.text, element.tail = "a", alt or source, tail
                element.set("href", source)
