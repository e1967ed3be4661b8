"""Running text: the HTML allowed in it, and the offsets of its links, images and tags."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import TypeAlias

from veiviser.content.dialect import Dialect, Slips

_WITHOUT_ATTRIBUTES = (
    "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt", "em", "hr", "i", "ins", "kbd",
    "li", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "tfoot", "thead", "tr", "u",
    "ul",
)  # fmt: skip
# The elements that Markdown makes, and a few more tags that text needs; level 1 is the title of the page. All others
# are removed.
ALLOWED: dict[str, frozenset[str]] = {
    **{f"h{level}": frozenset({"id"}) for level in range(2, 7)},
    **dict.fromkeys(_WITHOUT_ATTRIBUTES, frozenset[str]()),
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title", "width", "height"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"style", "colspan", "rowspan"}),
    "th": frozenset({"style", "colspan", "rowspan", "scope"}),
}
ALLOWED_ANYWHERE = frozenset({"lang", "dir", "title"})
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class LinkInText:
    """`offset` is where the address begins in the text."""

    offset: int
    address: str


@dataclass(frozen=True, slots=True)
class Image:
    """`offset` is where the address begins, `start` where the image does. `alt` is None without alternative text."""

    offset: int
    address: str
    start: int
    alt: str | None


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML tag in the text; `offset` is the place of its `<`."""

    offset: int
    name: str
    attributes: tuple[str, ...]


Element: TypeAlias = LinkInText | Image | Tag

# A private-use character cannot be mistaken for content: it has no meaning in Markdown, in HTML or in an address.
_SIGN = "\uf8ff"
_SIGNED = re.compile(f"{_SIGN}([0-9]+){_SIGN}")
# An attribute that nobody writes, with a name that HTML allows; it holds the number of its tag.
_MARK = "_"
# Candidates for an element. Each match ends where the address begins, or after a tag's name.
_CANDIDATE = re.compile(
    r"""
    (?P<inline> \]\( [ \t\n>]* <? )
    | (?P<definition> \]:[ \t]*(?:\n[ \t>]*)?<?(?=[^\s]) )
    | (?P<auto> < (?=[A-Za-z][A-Za-z0-9+.-]+:) )
    | (?P<alt> !\[ (?=\s*\]) )
    | (?P<tag> < [A-Za-z][^\s"'/<>@]* (?=[\s/>]) )
    """,
    re.VERBOSE,
)
# An address with a clear end: `[text](address)` or `[name]: address`, without a title and without brackets in it.
_PLAIN = re.compile(r"\]\(([^\s()<>\"'\\&]*)\)|\]:[ ]+([^\s()<>\"'\\&]+)[ ]*$", re.MULTILINE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?://)?")
_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


@cache
def dialect() -> Dialect:
    """The shared renderer, which is reset before each text."""
    return Dialect()


@lru_cache(maxsize=8192)
def at_sight(text: str) -> tuple[str | None, ...]:
    """The addresses in a text, as far as a pattern shows: never too few, None for each that needs to be parsed.

    Markdown takes a hundred times as long, and most texts have only plain links to existing pages.
    """
    found: list[str | None] = []
    for match in _CANDIDATE.finditer(text):
        plain = _PLAIN.match(text, match.start())
        found.append((plain[1] or plain[2] or "") if plain else None)
    return tuple(found)


@lru_cache(maxsize=8192)
def elements(text: str) -> tuple[Element, ...]:
    """The links, images and tags of a text, with their offsets.

    Markdown itself decides what they are: each candidate gets a number, and the numbers that come out in an address or
    tag show where it is. Links that plainly lead to another site are left out, unless the text has an image.
    """
    text = text.replace(_SIGN, " ")
    boring = re.compile("(?!)") if "![" in text else _OUTSIDE
    places = [m for m in _CANDIDATE.finditer(text) if m["tag"] or not boring.match(text, m.end())]
    if not places:
        return ()
    parts, done = [], 0
    for number, match in enumerate(places):
        sign = f"{_SIGN}{number}{_SIGN}"
        # An address written as `<scheme:…>` must begin with its scheme; what follows that is part of it.
        scheme = _SCHEME.match(text, match.end()) if match["auto"] else None
        end = scheme.end() if scheme else match.end()
        parts += [text[done:end], f' {_MARK}="{sign}"' if match["tag"] else sign]
        done = end
    reader = _Reader(text, places)
    reader.feed(dialect().html("".join([*parts, text[done:]])))
    reader.close()
    return tuple(dict.fromkeys(reader.found))


@lru_cache(maxsize=8192)
def heading_ids(text: str) -> frozenset[str]:
    """The ids of a text's headings, which links can lead to."""
    if not text.strip():
        return frozenset()
    reader = _Headings()
    reader.feed(dialect().html(text))
    reader.close()
    return frozenset(reader.found)


@lru_cache(maxsize=1024)
def slips(text: str) -> Slips:
    """What is wrong with the lists and definitions of a text."""
    return dialect().slips(text)


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.extend(value for name, value in attrs if name == "id" and value)


class _Reader(HTMLParser):
    """Finds the numbers in the HTML that Markdown made."""

    def __init__(self, text: str, places: list[re.Match[str]]) -> None:
        super().__init__()
        self.text = text
        self.places = places
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = next((m for name, value in attrs if name == _MARK and (m := self._signed(value or ""))), None)
        values = {name: value or "" for name, value in attrs if name != _MARK or not own}
        start = self.places[int(own[1])].start() if own else None
        if start is not None:
            self.found.append(Tag(start, tag, tuple(values)))
        if tag == "a" and "href" in values and (place := self._address(values["href"], start)):
            self.found.append(LinkInText(*place))
        if tag == "img" and (place := self._address(values.get("src", ""), start)):
            alt, at = self._alt(values.get("alt"), place[0] if start is None else start)
            self.found.append(Image(*place, start=at, alt=alt))

    def _address(self, value: str, tag: int | None) -> tuple[int, str] | None:
        """The offset of an address, and the address; in a tag that was written, it is searched for."""
        if signed := self._signed(value):
            match = self.places[int(signed[1])]
            return match.end(), value.replace(signed[0], "", 1)
        if tag is None:
            return None
        within = self.text[tag : self.text.find(">", tag) + 1]
        return tag + max(within.find(value), 0) if value else tag, value

    def _alt(self, value: str | None, start: int) -> tuple[str | None, int]:
        """The alternative text, None without one, and where the image begins."""
        signed = self._signed(value or "")
        if value is None:
            return None, start
        return (None, self.places[int(signed[1])].start()) if signed else (value, start)

    def _signed(self, text: str) -> re.Match[str] | None:
        """One of our numbers in a text; None for what an entity such as `&#xf8ff;` makes of somebody else's."""
        signed = _SIGNED.search(text)
        return signed if signed and int(signed[1][:9]) < len(self.places) else None
