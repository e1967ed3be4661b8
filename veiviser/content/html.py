"""Running text as HTML that is safe to publish, or as plain words."""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import unescape
from xml.etree import ElementTree as ET

import nh3
from markdown.treeprocessors import Treeprocessor

from veiviser.content.dialect import Dialect
from veiviser.content.markup import ALLOWED, ALLOWED_ANYWHERE, SAFE_SCHEMES

Rewrite = Callable[[str], str]
_ATTRIBUTES = {"*": set(ALLOWED_ANYWHERE), **{tag: set(names) for tag, names in ALLOWED.items()}}
_ALIGNMENT = re.compile(r"text-align: ?(?:left|right|center);?")
_OF_LISTS = re.compile(r'<(/?)(ol|ul|li)\b(?: start="(-?[0-9]{1,9})")?[^>]*>')
# Tags that separate words; all others are within them.
_BLOCK = re.compile(
    r"(?=</?(?:p|li|ul|ol|h[1-6]|t[dhr]|table|br|hr|pre|blockquote|d[ltd]|div|caption|img)\b)", re.IGNORECASE
)
# Tags that are removed, but shown as blocks by browsers: without them, their texts would run together.
_TAKEN_OUT = re.compile(
    r"(?=</?(?:address|article|aside|center|details|dialog|div|fieldset|figcaption|figure|footer|form|h1|header|hgroup|"
    r"legend|main|menu|nav|optgroup|option|search|section|select|summary|template|textarea|title)\b)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def to_html(text: str, rewrite: Rewrite = lambda address: address) -> str:
    """Markdown as safe HTML. `rewrite` maps the address of each link or image to the one to publish.

    Headings begin at level 2, whatever level the text begins with. An image from another host becomes a link to it.
    """
    failures: list[BaseException] = []

    def attribute(_tag: str, name: str, value: str) -> str | None:
        try:
            return _attribute(name, value, rewrite)
        except BaseException as error:  # noqa: BLE001  # nh3 would report it, keep the value and go on: Ctrl-C would be lost
            failures.append(error)
            return None

    html = nh3.clean(
        _converted(text),
        tags=set(ALLOWED),
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=set(SAFE_SCHEMES),
        link_rel="noopener",
    )
    if failures:
        raise failures[0]
    # A wide table scrolls sideways in a frame of its own, by keyboard too.
    return html.replace("<table", '<div class="scroll" tabindex="0"><table').replace("</table>", "</table></div>")


def _attribute(name: str, value: str, rewrite: Rewrite) -> str | None:
    """The value of an attribute as published; of styles, only the alignment that Markdown's tables have."""
    if name in ("href", "src"):
        return rewrite(value)
    return value if name != "style" or _ALIGNMENT.fullmatch(value) else None


@lru_cache(maxsize=1 << 16)
def plain_text(text: str) -> str:
    """A Markdown text without its markup, words separated by single spaces; list items keep their numbers."""
    html = _converted(text)
    if "<ol" in html:
        html = _numbered(nh3.clean(html, tags=set(ALLOWED), attributes={"ol": {"start"}}))
    return " ".join(unescape(nh3.clean(_BLOCK.sub(" ", html), tags=set())).split())


def _numbered(html: str) -> str:
    """Safe HTML in which each item of a numbered list begins with the number that a browser shows."""
    lists: list[int | None] = []  # the next number of each open list, None for bullets

    def number(tag: re.Match[str]) -> str:
        closes, name, start = tag.groups()
        if name == "li":
            if closes or not lists or (here := lists[-1]) is None:
                return tag[0]
            lists[-1] = here + 1
            return f"{tag[0]}{here}. "
        if closes:
            if lists:
                lists.pop()
        else:
            lists.append(int(start or 1) if name == "ol" else None)
        return tag[0]

    return _OF_LISTS.sub(number, html)


# The HTML of texts that somebody has converted before, by text.
_READY: dict[str, str] = {}


def use_converted(texts: Mapping[str, str]) -> None:
    """Uses what `convert` has given for these texts (HTML by text), instead of converting them again; forgets others."""
    _READY.clear()
    _READY.update(texts)


def convert(text: str) -> str:
    """Markdown as HTML that may hold anything: it has to be cleaned before it is published."""
    return _TAKEN_OUT.sub("\n", _dialect().html(text))


def _converted(text: str) -> str:
    return _READY.get(text) or _known(text)


@lru_cache(maxsize=4096)
def _known(text: str) -> str:
    """Cached, since the same text is shown in every language without a translation of it."""
    return convert(text)


@cache
def _dialect() -> Dialect:
    made = Dialect()
    made.treeprocessors.register(_Headings(made), "headings", 25)
    made.treeprocessors.register(_Images(made), "images", 0)
    return made


class _Headings(Treeprocessor):
    """Renumbers heading levels from 2 on, without gaps: level 1 is the page's title."""

    def run(self, root: ET.Element) -> None:
        found = [element for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        levels = sorted({str(element.tag) for element in found})
        for element in found:
            element.tag = f"h{min(6, levels.index(str(element.tag)) + 2)}"


class _Images(Treeprocessor):
    """An image on another host would reveal to it who reads the page, so it becomes a link."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter("img"):
            source, alt = element.get("src", ""), element.get("alt", "")
            if _ELSEWHERE.match(source):
                tail = element.tail
                element.clear()
                element.tag, element.text, element.tail = "a", alt or source, tail
                element.set("href", source)
