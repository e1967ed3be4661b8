"""Running text: the Markdown it is written in, the HTML that may stand in it, and where its links and tags are."""

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
# What Markdown makes, and the few tags more that text is ever in need of; the first heading is the title of the page.
# Whatever is not here is taken out.
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
    """`offset` is where in the text the address begins."""

    offset: int
    address: str


@dataclass(frozen=True, slots=True)
class Image:
    """`offset` is where the address begins; `start` the image itself. `alt` is None when nothing is said of one."""

    offset: int
    address: str
    start: int
    alt: str | None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of HTML that somebody wrote; `offset` is that of its `<`."""

    offset: int
    name: str
    attributes: tuple[str, ...]


Element: TypeAlias = LinkInText | Image | Tag

# A private character cannot be mistaken for content: it has no meaning in Markdown, in HTML or in an address.
_SIGN = "\uf8ff"
_SIGNED = re.compile(f"{_SIGN}([0-9]+){_SIGN}")
# An attribute that nobody writes: it has a name that HTML allows, and holds the number of its tag.
_MARK = "_"
# Everything that Markdown might make an element of. Each ends where its address begins, or after a tag's name.
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
# An address that ends plainly: `[text](address)` or `[name]: address`, without a title and without brackets in it.
_PLAIN = re.compile(r"\]\(([^\s()<>\"'\\&]*)\)|\]:[ ]+([^\s()<>\"'\\&]+)[ ]*$", re.MULTILINE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?://)?")
_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


@cache
def dialect() -> Dialect:
    """It is reset before each text."""
    return Dialect()


@lru_cache(maxsize=8192)
def at_sight(text: str) -> tuple[str | None, ...]:
    """The addresses in a text as they seem to be: never fewer than there are, None for each that needs a closer look.

    Markdown takes a hundred times as long, and most texts hold nothing but plain links to what is there.
    """
    found: list[str | None] = []
    for match in _CANDIDATE.finditer(text):
        plain = _PLAIN.match(text, match.start())
        found.append((plain[1] or plain[2] or "") if plain else None)
    return tuple(found)


@lru_cache(maxsize=8192)
def elements(text: str) -> tuple[Element, ...]:
    """The links, images and tags that a text makes, with their places in it.

    Markdown itself decides what they are: each place that could become one is given a number, and the numbers that come
    out in an address or a tag tell where it stands. Links that plainly lead to another site are left out.
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
    """The ids of a text's headings, which a link can lead to."""
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
    """Reads the numbers back from the HTML that Markdown made."""

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
        """Where an address begins, and the address itself; that of a written tag is looked for within it."""
        if signed := self._signed(value):
            match = self.places[int(signed[1])]
            return match.end(), value.replace(signed[0], "", 1)
        if tag is None:
            return None
        within = self.text[tag : self.text.find(">", tag) + 1]
        return tag + max(within.find(value), 0) if value else tag, value

    def _alt(self, value: str | None, start: int) -> tuple[str | None, int]:
        """The alternative text, None where there is none, and where the image begins."""
        signed = self._signed(value or "")
        if value is None:
            return None, start
        return (None, self.places[int(signed[1])].start()) if signed else (value, start)

    def _signed(self, text: str) -> re.Match[str] | None:
        """One of our numbers in a text; what an entity such as `&#xf8ff;` makes of somebody else's is none of ours."""
        signed = _SIGNED.search(text)
        return signed if signed and int(signed[1][:9]) < len(self.places) else None
