"""Markdown signs that visitors would see as they are written: of links, headings, tables and bold text."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias
from xml.etree import ElementTree as ET

from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER_RE, STX, AtomicString

from veiviser.checks.bodies import problem_in_body, with_body
from veiviser.content import mails, phones, urls
from veiviser.content.dialect.blocks import Block
from veiviser.content.markup import dialect
from veiviser.content.records import Content
from veiviser.problems.problem import Problem

# Placeholder in a line for what is not text: code, tags, escaped signs.
_HIDDEN = "\0"
_STASHED = re.compile(f"{STX}[0-9]+{ETX}")
_LETTER = re.compile(f"{AMP_SUBSTITUTE}#([0-9]{{1,4}});")
_WITHIN_LINES = ("a", "code", "em", "img", "s", "strong")
# A fast test: what is well-formed is removed, then the rest is searched.
_WELL = re.compile(
    r"!?\[[^\[\]\n]+\]\([^\s()]+\)|(?<![*\w])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?![*\w])|^ {0,3}#{1,6}[ \t]", re.MULTILINE
)
_SUSPECT = re.compile(
    r"\]\s*\(|[)}]\s*[\[(]|\]\s*\[|\][ :<]*(?:https?:|www\.)|!\[|\[\^|\[[ xX]\]|\[\[|\[TOC|<www\.|\*\*|__|~"
    r"|[ ][*_](?![\w*_])|=\s*$|==|\|"
    r"|^[> \t]*-+[ \t]*$|\S\t\S[^\t\n]*\t\S"
    r"|```|~~~|<!--|^[ \t>]*(?:[-*+•][ \t]+|[0-9]{1,9}[.)][ \t]+)*(?:#|:::|[-*+•·–—][^\W\d_])|\{[#.:]",
    re.MULTILINE,
)
_LONGEST_HEADING = 100
_SENTENCE = re.compile(r"\w{2}\w(?<!osv)\.\s*$")
# A heading has a capital letter or several words; “#metoo” does not.
_IS_TITLE = re.compile(r"[^\W\d_a-zæøå]|[^\W\d_]+\s+\w")
_POINT = re.compile(r"([-*+•·–—])([^\W\d_]\w*)")
_ADDRESS = r"(?:https?://|www\.|mailto:|tel:|/|#)"
# Words before an address; “[1]” is a note.
_LABEL = r"\[([^\[\]]*[^\W\d_][^\[\]]*)\]"
_REST = r"[^\s()<>]*[^\s()<>.,]"


@dataclass(frozen=True, slots=True)
class Raw:
    """Markdown that is shown as it is `written`, at an offset in the text; the rest is the code, suggestion and values
    of its problem.
    """

    offset: int
    code: str
    written: str
    meant: str | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a paragraph, heading or cell as visitors see them, from line `first` of the text; `plain` is without
    bare addresses.
    """

    first: int
    last: int
    lines: Sequence[str]
    plain: Sequence[str]
    kind: str


def raw_signs(content: Content, today: dt.date) -> Iterator[Problem]:
    for record in with_body(content):
        for raw in signs_shown(record.body):
            yield problem_in_body(record, raw.offset, raw.code, raw.meant, written=raw.written, **dict(raw.values))


@lru_cache(maxsize=1024)
def signs_shown(text: str) -> tuple[Raw, ...]:
    """All Markdown signs that a text would show as they are written, in order."""
    if not _SUSPECT.search(_WELL.sub(_HIDDEN, text)):
        return ()
    shown = dialect().shown(text)
    finder = Finder(text)
    found = [raw for top in dialect().tree(text) for block in top.walk() for raw in _in_block(block, finder)]
    found += [raw for block, element in shown for raw in _halves(block, element, finder)]
    found += [raw for block in visible_lines(shown) for look in _LOOKS for raw in look(block, finder)]
    by_place = {raw.offset: raw for raw in reversed(found)}  # of several at one offset, the first look wins
    links = [(raw.offset, raw.offset + len(raw.written)) for raw in by_place.values() if raw.code == "raw-link"]
    return tuple(
        by_place[offset]
        for offset in sorted(by_place)
        if not any(start < offset < end for start, end in links)  # a part of a link is not reported again
    )


class Finder:
    """Finds the offsets of lines, and of pieces of lines, in a text."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def offset(self, line: int, piece: str, last: int = 0, column: int = 0) -> int:
        """The offset of a piece from a line on; of the line's first character if the piece is not found as it is.

        `column` is where visitors see the piece: in the text it is there or further on.
        """
        piece = re.split(f"[{_HIDDEN}\n]", piece, maxsplit=1)[0]
        for each in range(line, min(max(last, line + 1), len(self.lines))):
            whole = self.lines[each]
            if (found := whole.find(piece, column if each == line else 0)) >= 0 or (found := whole.find(piece)) >= 0:
                return self.starts[each] + found
        return self.starts[line] + len(self.lines[line]) - len(self.lines[line].lstrip("> \t"))

    def offset_within(self, block: "Lines", before: str, piece: str) -> int:
        """The offset of a piece that comes after `before` in the joined lines of a block."""
        column = len(before) - before.rfind("\n") - 1
        return self.offset(block.first + before.count("\n"), piece, block.last, column)


Look: TypeAlias = Callable[[Lines, Finder], Iterator[Raw]]


def visible_lines(shown: Sequence[tuple[Block, ET.Element]]) -> Iterator[Lines]:
    """Each paragraph, heading, list item and cell that is shown, as visitors see it, without code."""
    for block, element in shown:
        cells = element if block.kind == "table" else (element,)
        for cell in cells:
            lines, plain = (_visible("".join(_seen(cell, links))).split("\n") for links in (True, False))
            yield Lines(block.first, block.last, lines, plain, block.kind)


def _visible(text: str) -> str:
    """The text without escaped signs and tags. Mail addresses, which are encoded against robots, are decoded."""
    plain = _LETTER.sub(lambda number: chr(int(number[1])), text)
    return _STASHED.sub(_HIDDEN, HTML_PLACEHOLDER_RE.sub(_HIDDEN, plain))


def _seen(element: ET.Element, with_links: bool) -> Iterator[str]:
    """The text of an element as visitors see it; bare addresses only `with_links`: signs in them are not Markdown."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag in _WITHIN_LINES:
            hidden = child.tag in ("code", "img") or (isinstance(child.text, AtomicString) and not with_links)
            yield from (_HIDDEN,) if hidden else _seen(child, with_links)
        else:  # a list within an item has lines of its own
            return
        yield (child.tail or "").removeprefix("\n") if child.tag == "br" else child.tail or ""


def _pattern(pattern: str, code: str, meant: str | None = None) -> Look:
    """A look for a pattern; `meant` is a template of the suggestion, with the groups of the pattern."""
    compiled = re.compile(pattern, re.MULTILINE)

    def look(block: Lines, finder: Finder) -> Iterator[Raw]:
        lone: set[str] = set()  # the other half of a pair is not reported again
        text = "\n".join(block.lines if code == "raw-link" else block.plain)
        for match in compiled.finditer(text):
            written = match[0].strip()
            if written in lone:
                continue
            if compiled.groups and match[1] is None:
                lone.add(written)
            offset = finder.offset_within(block, text[: match.start()], written)
            yield Raw(offset, code, " ".join(_shown(written).split()), _filled(match, meant))

    return look


def _shown(piece: str) -> str:
    return piece.replace(_HIDDEN, "…")


def _filled(match: re.Match[str], meant: str | None) -> str | None:
    if not meant or None in match.groups():
        return None
    filled = match.expand(meant)
    return filled if _HIDDEN not in filled and filled != match[0] else None


def _torn_links(block: Lines, finder: Finder) -> Iterator[Raw]:
    """A link with spaces in its address, or without its end; the suggestion has no spaces in numbers or addresses."""
    text = "\n".join(block.lines)
    for match in re.finditer(r"(\[[^\[\]]*\])\(([^()]*)\)?", text):
        offset = finder.offset_within(block, text[: match.start()], match[0])
        written = " ".join(_shown(match[0]).split())
        address = _suggested_address(match[2].strip()) if match[0].endswith(")") and _HIDDEN not in match[0] else None
        yield Raw(offset, "raw-link", written, f"{match[1]}({address})" if address else None)


def _suggested_address(text: str) -> str | None:
    scheme, colon, rest = text.rpartition(":")
    if scheme.lower() in ("", "tel", "tlf") and (phone := phones.read(rest.strip())):
        return f"tel:{phone.dialled}"
    mail = re.sub(r"\s?@\s?", "@", rest.strip())
    if scheme.lower() in ("", "mailto") and mails.valid(mail):
        return f"mailto:{mail}"
    return urls.meant(text) if colon else None


def _headings(block: Lines, finder: Finder) -> Iterator[Raw]:
    """A heading without a space after #; not a tag as in social media, and not “#1”."""
    for at, line in enumerate(block.lines if block.kind == "p" else ()):
        match = re.match(r"(#{1,})[\u00a0\u2000-\u200a\u202f]?(?![\s#])([^#]*)(.*)$", line)
        several = match is not None and len(match[1]) > 1
        if match and match[2] and (several or (at == 0 and not match[3] and _IS_TITLE.match(match[2]))):
            offset = finder.offset(block.first + at, line, block.last)
            level = min(6, max(2, len(match[1])))
            yield Raw(offset, "raw-heading", _shown(line.strip()), f"{'#' * level} {match[2].strip()}")


def _points(block: Lines, finder: Finder) -> Iterator[Raw]:
    """List markers without a space after them, on two lines in a row or more."""
    points = [_POINT.match(line) for line in (block.plain if block.kind == "p" else ())]
    for at, (match, following) in enumerate(pairwise(points)):
        if match and following and match[1] == following[1]:
            offset = finder.offset(block.first + at, match[0], block.last)
            yield Raw(offset, "raw-signs", match[0])  # no suggestion, since each line would need its own
            return


def _tables(block: Lines, finder: Finder) -> Iterator[Raw]:
    """A table without a line of dashes below its first line."""
    if block.kind != "p":
        return
    cells = [len(re.findall(r"\|", line)) for line in block.plain]
    for at, (line, number) in enumerate(zip(block.plain, cells, strict=True)):
        framed = number > 1 and line.strip().startswith("|")
        following = number > 0 and at + 1 < len(cells) and cells[at + 1] == number
        if framed or following:
            columns = number - line.strip().startswith("|") - line.strip().endswith("|") + 1
            offset = finder.offset(block.first + at, line.strip(), block.last)
            dashes = "|" + "---|" * max(1, columns)
            written = _shown(line.strip())
            yield Raw(offset, "raw-table", written, values=(("dashes", dashes),))
            return


def _columns(block: Lines, finder: Finder) -> Iterator[Raw]:
    """A table copied from Word or a spreadsheet: rows of three cells or more with tabs between them. Rows of two cells
    are readable as text.
    """
    cells = [line.strip().split("\t") if block.kind == "p" else [] for line in block.plain]
    for at, (row, below) in enumerate(pairwise(cells)):
        if len(row) == len(below) > 2 and all(each.strip() for each in (*row, *below)):
            offset = finder.offset(block.first + at, row[0], block.last)
            dashes = "|" + "---|" * len(row)
            yield Raw(offset, "raw-table", _shown(" ".join(row)), values=(("dashes", dashes),))
            return


def _in_block(block: Block, finder: Finder) -> Iterator[Raw]:
    """Code or a comment without an end, which takes in all that follows; text that the line below turns into a heading;
    cells without a column.
    """
    if block.kind == "pre" and block.marker.startswith("!"):
        yield Raw(finder.offset(block.first, block.marker[1:]), "not-closed", block.marker[1:])
    elif block.kind == "html" and _open_comment(block.content):
        yield Raw(finder.offset(block.first, "<!--", block.last), "not-closed", "<!--")
    elif block.kind in ("h1", "h2") and block.last - block.first > 1 and _is_no_heading(block.lines):
        line = finder.lines[block.last - 1].strip("> \t")
        across = f"\n{line}" if re.fullmatch("-{3,}", finder.lines[block.last - 1].rstrip()) else None
        yield Raw(finder.offset(block.last - 1, line), "underlined-text", line, across)
    elif block.kind == "table":
        columns = len(_cells(block.lines[1]))
        for at, row in enumerate(block.lines):
            if len(cells := _cells(row)) > columns:
                lost = "|".join(cells[columns:]).strip()
                yield Raw(finder.offset(block.first + at, lost), "lost-cell", lost)


def _is_no_heading(lines: Sequence[str]) -> bool:
    """True for several lines, a sentence, or a line that is too long for a heading."""
    return len(lines) > 1 or len(lines[0]) > _LONGEST_HEADING or _SENTENCE.search(lines[0]) is not None


def _cells(row: str) -> list[str]:
    return re.split(r"(?<!\\)\|", re.sub(r"^[> \t]*\||\|[ \t]*$", "", row))


def _halves(block: Block, element: ET.Element, finder: Finder) -> Iterator[Raw]:
    """A star left over where one side of the words has one more than the other."""
    before = element.text
    for child in element:
        if (child.tag in ("em", "strong") and (before or "").endswith("*")) or (
            child.tag == "em" and (child.tail or "").startswith("*")
        ):
            yield Raw(finder.offset(block.first, "**", block.last), "raw-signs", "**")
            return
        before = child.tail


def _open_comment(html: str) -> bool:
    _, begins, comment = html.rpartition("<!--")
    return bool(begins) and "-->" not in comment


_LOOKS: tuple[Look, ...] = (
    _pattern(rf"\[([^\[\]]+)\]\s+\(({_ADDRESS}[^\s()]*)\)", "raw-link", r"[\1](\2)"),
    _pattern(rf"\(([^()]+)\)(?:[ ]?\[|\()({_ADDRESS}[^\s\[\]()]*)[\])]", "raw-link", r"[\1](\2)"),
    _pattern(rf"\{{([^{{}}]+)\}}\(({_ADDRESS}[^\s()]*)\)", "raw-link", r"[\1](\2)"),
    _pattern(rf"\[([^\[\]]+)\]\s*\[({_ADDRESS}[^\s\[\]]*)\]", "raw-link", r"[\1](\2)"),
    _torn_links,
    _pattern(rf"(?<=\w)\]\({_ADDRESS}[^()]*\)", "raw-link"),
    _pattern(rf"{_LABEL}[ ]*:?[ ]*<?(https?://{_REST})>?", "raw-link", r"[\1](\2)"),
    _pattern(rf"{_LABEL}[ ]*:?[ ]*<?(www\.{_REST})>?", "raw-link", r"[\1](https://\2)"),
    _pattern(r"\[[^\[\]]+\]\[(?![0-9])[^\[\]]*\]", "raw-link"),
    _pattern(r"!?\[\[(?!_?TOC)[^\[\]]+\]\]", "raw-link"),
    _pattern(r"(?<!\S)!\[[^\[\]]*\](?![\[(])", "raw-link"),
    _pattern(r"<(www\.[^\s<>]+)>", "raw-link", r"<https://\1>"),
    _pattern(r"\*\*[ \u00a0]*([^*\n]+?)[ \u00a0]*\*\*|(?<!\*)\*{2,}(?!\*)", "raw-signs", r"**\1**"),
    _pattern(
        r"(?<![\w_])__[ \u00a0]*([^_\n]+?)[ \u00a0]*__(?![\w_])|(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_])",
        "raw-signs",
        r"**\1**",
    ),
    _pattern(r"~~[ \u00a0]*([^~\n]+?)[ \u00a0]*~~", "raw-signs", r"~~\1~~"),
    _pattern(r"(?<![\w~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\w~])", "raw-signs", r"~~\1~~"),
    _pattern(r"(?<!\S)(?P<sign>[*_])(?=[^\s*_])([^*_\n.!?]+?)[ ]+(?P=sign)(?=[\s.,;:!?]|$)", "raw-signs", r"\1\2\1"),
    _pattern(r"(?<!=)==(?=[^\s=])[^=\n]+==(?!=)", "raw-signs"),
    _pattern(
        r"\[\^[^\]\s]+\]|\[\[?_?TOC_?\]\]?|^\[[ xX]\](?= )|^:::[ ]?\w.*|<!--.*|\{:?[ ]?[#.][\w-]+[^{}\n]*\}$",
        "raw-signs",
    ),
    _pattern(r"^={3,}$", "raw-signs"),
    _pattern(r"^={1,6}[ ]*([^\s=][^=\n]*?)[ ]*={1,6}$", "raw-heading", r"## \1"),
    _pattern(r"^#{7,}[ \t]+(.*)$", "raw-heading", r"###### \1"),
    _headings,
    _points,
    _tables,
    _columns,
)
