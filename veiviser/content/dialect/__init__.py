"""The Markdown of running texts: what the code hosts show, but that numbers and lines stay as they are written.

Nobody here writes code, so what is indented is text. Bullets from a word processor are bullets, and an address without
brackets is a link. What a number at the beginning of a line is, is said in `numbers.py`.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from veiviser.content.dialect.bare import link_bare_addresses
from veiviser.content.dialect.definitions import Definitions, show_unused_definitions
from veiviser.content.dialect.lists import list_or_pasted, paragraph
from veiviser.content.dialect.numbers import keeps_lines, numbers_as_written
from veiviser.content.dialect.slips import Slip, note_text_below_lists, note_uneven_lists

# Deeper than limits.py lets through: what lies below would be left out.
_DEEPEST = 200
_WORDS = ("text", "text_special", "code_inline", "softbreak", "hardbreak")
_COUNTED = re.compile(r"(.*)_([0-9]+)")
# Word's own tags, such as <o:p>: no HTML to the hosts, but nothing that anybody wants to read either.
_TAG_WITHIN_WORDS = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)[\s/>]", re.IGNORECASE
)
_TAG_OF_WORD = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*:[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")


@dataclass(frozen=True, slots=True)
class Slips:
    """What is wrong with the lists and definitions of a text; `unused` are lines, counted from 0."""

    uneven: tuple[Slip, ...]
    below: tuple[Slip, ...]
    unused: tuple[int, ...]


class Dialect(MarkdownIt):
    """Takes addresses as they are written: whether they are safe is decided later, as it is for HTML."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": _DEEPEST, "xhtmlOut": False, "inline_definitions": True})
        self.enable(["table", "strikethrough"]).disable("code")
        self.block.ruler.at("list", list_or_pasted, {"alt": ["paragraph", "reference", "blockquote"]})
        self.block.ruler.at("paragraph", paragraph)
        self.block.ruler.before("paragraph", "below_table", _below_table, {"alt": ["blockquote"]})
        self.block.ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
        self.inline.ruler.at("newline", keeps_lines)
        self.inline.ruler.before("html_inline", "tag_of_word", _tag_of_word)
        self.core.ruler.after("block", "uneven", note_uneven_lists)
        self.core.ruler.after("uneven", "numbers", numbers_as_written)
        self.core.ruler.after("numbers", "below", note_text_below_lists)
        self.core.ruler.after("inline", "definitions", show_unused_definitions)
        self.core.ruler.after("text_join", "bare", link_bare_addresses)
        self.core.ruler.push("ids", _heading_ids)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the names are the library's
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def tokens(self, text: str) -> list[Token]:
        return self.parse(text, {"references": Definitions()})

    def convert(self, text: str) -> str:
        """A text as HTML, not yet safe."""
        return str(self.renderer.render(self.tokens(text), self.options, {})).rstrip("\n")

    def slips(self, text: str) -> Slips:
        uneven: list[Slip] = []
        below: list[Slip] = []
        env = {"references": Definitions(), "uneven": uneven, "below": below, "unused": (unused := list[int]())}
        self.parse(text, env)
        return Slips(tuple(uneven), tuple(below), tuple(unused))


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What begins with a tag that stands within words is a paragraph, and Markdown."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return _TAG_WITHIN_WORDS.match(line) is None and html_block(state, start, end, silent)


def _below_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line without a | is no row of the table above it."""
    line = state.src[state.bMarks[start] : state.eMarks[start]]
    return silent and state.parentType == "table" and "|" not in line


def _tag_of_word(state: StateInline, silent: bool) -> bool:
    tag = _TAG_OF_WORD.match(state.src, state.pos) if state.src[state.pos] == "<" else None
    if not tag:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = tag[0]
    state.pos = tag.end()
    return True


def _heading_ids(state: StateCore) -> None:
    """Gives headings ids that keep æ, ø and å; the second of the same words ends in _1."""
    used: set[str] = set()
    for heading, inline in pairwise(state.tokens):
        if heading.type == "heading_open":
            words = "".join(part.content or " " for part in inline.children or () if part.type in _WORDS)
            id_ = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())
            while not id_ or id_ in used:
                counted = _COUNTED.fullmatch(id_)
                id_ = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{id_}_1"
            used.add(id_)
            heading.attrSet("id", id_)
