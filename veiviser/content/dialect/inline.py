"""Inline Markdown: bare addresses become links, with limits on what a link, emphasis or a tag may be."""

import re
from html import escape, unescape
from typing import TypeAlias
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.inlinepatterns import (
    HTML_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    AutolinkInlineProcessor,
    HtmlInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
)
from markdown.util import ETX, HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, STX, AtomicString

Made: TypeAlias = tuple[ET.Element | str | None, int | None, int | None]

# `www.` needs a second point after it, and a mail address a point in its host.
_SIGN = rf"[^\s<>|\"“”«»`{STX}{ETX}]"
_BARE = (
    rf"(?<![\w@/.+-])(?:(?P<web>https?://{_SIGN}+|www\.{_SIGN}+\.{_SIGN}+)"
    r"|(?P<mail>(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+))"
)
_AUTOLINK = r"<([A-Za-z][A-Za-z0-9+.-]+:[^<>\s]*)>"
_LINK_IN_HTML = re.compile(
    r"<!--.*?-->|<((?:https?://|mailto:|tel:)[^<>\s]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", re.IGNORECASE | re.DOTALL
)
# Only with its semicolon: “&section=2” is part of an address, not a paragraph sign.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_TRAILING = "?!.,:;*_~'\"’)]}…–—"
_LINK_OF_HTML = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)
# Stars as on code hosts: in “pris*, tid*” no star opens emphasis, though Python-Markdown would take them for a pair.
# Stars between digits multiply them: without them “3*4*5” would be another number.
_TIMES = r"(?!(?<=[0-9])\*+[0-9])"
_OPENS = rf"{_TIMES}(?<!\*)(?:\*+(?=[^\W_])|(?<![^\W_])\*+(?![\s*])(?!$))"
_CLOSES = rf"{_TIMES}(?<!^)(?<![\s*])(?:(?<=[^\W_])\*+(?!\*)|\*+(?![^\W_]|\*))"
_STARS = re.compile(
    rf"(?P<ambiguous>(?={_OPENS})(?={_CLOSES})\*+)|(?P<end>(?={_CLOSES})\*+)|(?P<start>(?={_OPENS})\*+)"
)
# Python-Markdown takes `<www.example.org>` for a tag, which nobody would see.
_HTML = HTML_RE.replace(r"""[^\s"'<>@]*+""", "[a-zA-Z0-9-]*+", 1)
# Word's own tags, such as <o:p>: not HTML to code hosts, but nothing that anybody wants to read either.
_TAG_OF_WORD = r"(</?[A-Za-z][A-Za-z0-9-]*:[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>)"


def extend(md: Markdown) -> None:
    if md.delimiters:
        md.delimiters.add("~", "s", double=True)
        md.delimiters.delimiters["*"].boundary = _STARS
    md.inlinePatterns.register(_Reference(REFERENCE_RE, md), "reference", 170)
    md.inlinePatterns.register(_Link(LINK_RE, md), "link", 160)
    md.inlinePatterns.register(_Image(IMAGE_LINK_RE, md), "image_link", 150)
    md.inlinePatterns.register(_ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 140)
    md.inlinePatterns.register(AutolinkInlineProcessor(_AUTOLINK, md), "autolink", 120)
    md.inlinePatterns.register(HtmlInlineProcessor(_HTML, md), "html", 90)
    md.inlinePatterns.register(HtmlInlineProcessor(_TAG_OF_WORD, md), "tag_of_word", 91)
    md.inlinePatterns.register(_Bare(_BARE, md), "bare", 85)


def linked(html: str) -> str:
    """HTML in which addresses between < and > are links; as tags, nobody would see them."""
    return _LINK_IN_HTML.sub(_as_link, html)


def _as_link(match: re.Match[str]) -> str:
    if not match[1]:
        return match[0]
    shown = escape(_decoded(match[1]))
    return f'<a href="{"" if ":" in shown else "mailto:"}{shown}">{shown}</a>'


def _decoded(address: str) -> str:
    """An address with its HTML entities, such as `&amp;`, decoded."""
    return _ENTITY.sub(lambda entity: unescape(entity[0]), address)


class _Framed(LinkInlineProcessor):
    """An address with a space is one only between < and >."""

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the library's
        href, title, end, handled = super().getLink(data, index)
        framed = data[index:end].lstrip("( \n").startswith("<")
        return href, title, end, handled and (framed or not re.search(r"\s", href))


class _Link(_Framed):
    """A link without text shows its address; on code hosts such a link exists, but nobody can see or follow it."""

    def handleMatch(self, m: re.Match[str], data: str) -> Made:  # type: ignore[override]  # noqa: N802 - the library's
        link, start, end = super().handleMatch(m, data)
        if isinstance(link, ET.Element) and not (link.text or "").strip() and (address := link.get("href")):
            link.text = AtomicString(re.sub("^(?:mailto|tel):", "", _decoded(address)))
        return link, start, end


class _Image(_Framed, ImageInlineProcessor):
    pass


class _Reference(ReferenceInlineProcessor):
    """No space between the text and the label: in “![a][b] [c]” the second label does not belong to the first."""

    RE_LINK = re.compile(r"\[([^\]]*)\]")


class _ImageReference(_Reference, ImageReferenceInlineProcessor):
    pass


class _Bare(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.compiled_re = re.compile(pattern, re.IGNORECASE)
        self.nodes: object = None
        self.known = ("", False)

    def handleMatch(self, m: re.Match[str], data: str) -> Made:  # type: ignore[override]  # noqa: N802 - the library's
        shown = _without_trailing(m[0])
        bare = re.sub(r"^(?:https?://|www\.)", "", shown, flags=re.IGNORECASE)
        if (m["web"] and not re.search(r"[\w\]]", bare)) or self._within_link(data[: m.start()]):
            return None, None, None
        link = ET.Element("a", {"href": _decoded(_address(m, shown))})
        link.text = AtomicString(_decoded(shown))
        return link, m.start(), m.start() + len(shown)

    def _within_link(self, before: str) -> bool:
        """True after a tag `<a>` that is not closed yet. The result for the address before is reused."""
        if not any(_LINK_OF_HTML.match(str(raw)) for raw in self.md.htmlStash.rawHtmlBlocks):
            return False
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]  # of the inline one alone
        known, within = self.known if self.nodes is nodes and before.startswith(self.known[0]) else ("", False)
        for placeholder in INLINE_PLACEHOLDER_RE.finditer(before, len(known)):
            node = nodes.get(placeholder[1])
            stashed = HTML_PLACEHOLDER_RE.fullmatch(node) if isinstance(node, str) else None
            tag = _LINK_OF_HTML.match(str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])])) if stashed else None
            within = not tag[1] if tag else within
        self.nodes, self.known = nodes, (before, within)
        return within


def _address(match: re.Match[str], shown: str) -> str:
    if match["mail"]:
        return shown if shown.lower().startswith("mailto:") else f"mailto:{shown}"
    return shown if re.match("https?:", shown, re.IGNORECASE) else f"https://{shown}"


def _without_trailing(address: str) -> str:
    """An address without the sentence's punctuation; a bracket stays that closes one within the address."""
    while address and address[-1] in _TRAILING:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address
