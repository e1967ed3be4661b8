"""The block parser of running text. Blocks know their lines, so that problems can have a place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown.blockparser import BlockParser
from markdown.extensions.tables import TableProcessor

from veiviser.content.dialect.ordinals import is_ordinal

# Blocks whose lines are running text.
TEXT = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLANK = " \t\u00a0\u2000-\u200a\u202f\u3000"
# Word's bullets, and its second-level “o”. Those up to U+F0FF are from its symbol fonts.
_PASTED = re.compile(
    rf"\s*(?:[•◦‣⁃∙·●○■□▪▫◆◇➢➤\uf0a7\uf0b7\uf0d8\uf0fc](?=[{_BLANK}]+[^\s])|o(?=(?:\t|  |\u00a0)[{_BLANK}]*[^\s]))"
)
_BELOW_PASTED = re.compile(rf"\s*o(?=[{_BLANK}]+[^\s])")
_DASH = re.compile(rf"\s*[–—](?=[{_BLANK}]+[^\s])")
_SENTENCE = re.compile(r"[.!?…][»”\"']?\s*$")
_RANGE = re.compile(r"\s*[0-9]{1,9}[.)][ \t]*[-–—+*/][ \t]*[0-9]")
_MARKER = re.compile(rf"(?P<margin> *)(?P<sign>[-*+]|[0-9]{{1,9}}[.)])(?P<blank>[{_BLANK}]+(?=\S)|[ \t]*$)")
_FENCE = re.compile(r" *(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" *(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_QUOTE = re.compile(r" *>[ \t]?")
_CONTAINERS = re.compile(r"(?:\s*(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?=\s)))*\s*")
# “[^1]: words” is a footnote in other programs.
_DEFINITION = re.compile(
    r" *\[(?!\^)(?P<label>[^\[\]\n]*[^\s\[\]])\]:[ \t]*(?:\n[ \t]*)?(?P<address><[^<>\n]*>|[^\s<]\S*)"
    r"(?:[ \t]*(?:\n[ \t]*|[ \t])(?P<title>\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?=\n|$)"
)
_HTML = re.compile(
    r" {0,3}<(?:(?P<raw>pre|script|style|textarea)\b|(?P<special>!--|\?|!\[|![A-Za-z])|/?[A-Za-z])", re.IGNORECASE
)
# A line that begins with an inline tag or an address is a paragraph of Markdown.
_WITHIN_WORDS = re.compile(
    r"\s*</?(?:a|abbr|b|br|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)[\s/>]"
    r"|\s*</?[A-Za-z][A-Za-z0-9-]*:|\s*<[^\s<>]+[@.]",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*</?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 0 in the text; `text` is without the markers of the items and quotations around it.

    A `lazy` line continues the paragraph of an item or a quotation without their markers.
    """

    number: int
    text: str
    lazy: bool = False

    @property
    def margin(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(slots=True)
class Block:
    """`kind` is the element that it becomes, or `html` or `definition`; `last` is the line after it.

    `marker` is the number and sign of an item, the sign of a list, or the fence of code (after `!` if not closed).
    `unfolded` is true for text that Markdown would have made a list.
    """

    kind: str
    first: int
    last: int
    lines: Sequence[str] = ()
    children: list["Block"] = field(default_factory=list)
    marker: str = ""
    unfolded: bool = False

    @property
    def content(self) -> str:
        return "\n".join(self.lines)

    @property
    def number(self) -> str:
        return self.marker[:-1]

    @property
    def has_words(self) -> bool:
        """True for an item that begins with a paragraph."""
        return bool(self.children) and self.children[0].kind == "p"

    @property
    def words(self) -> str:
        return self.children[0].content if self.has_words else ""

    def walk(self) -> Iterator["Block"]:
        yield self
        for child in self.children:
            yield from child.walk()


def parse(text: str, tables: TableProcessor) -> list[Block]:
    lines = [Line(number, _untabbed(line)) for number, line in enumerate(text.split("\n"))]
    return _Blocks(tables).read(lines)


def table_processor(parser: BlockParser) -> TableProcessor:
    return TableProcessor(parser, {"use_align_attribute": False})


def definition(block: Block) -> re.Match[str] | None:
    return _DEFINITION.match(block.content)


def _untabbed(line: str) -> str:
    """The line with leading tabs as spaces; a tab within it stays, since it separates columns of a spreadsheet."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)].expandtabs(4) + text


def _is_rule(text: str) -> bool:
    signs = "".join(text.split())
    return len(signs) > 2 and signs[0] in "*-_" and signs == signs[0] * len(signs)


class _Blocks:
    """Parses lines into blocks. Decisions about a line are kept, so that no line is examined again and again."""

    def __init__(self, tables: TableProcessor) -> None:
        self.tables = tables
        self.sentences: set[int] = set()
        self.lone: set[int] = set()

    def read(self, lines: list[Line]) -> list[Block]:
        found: list[Block] = []
        at = 0
        while at < len(lines):
            at = at + 1 if lines[at].is_blank else self._read_block(lines, at, found)
        return found

    def _read_block(self, lines: list[Line], at: int, found: list[Block]) -> int:
        for rule in (self._fence, self._rule, self._heading, self._quote, self._list, self._html, self._table,
                     self._definition):  # fmt: skip
            if end := rule(lines, at, found):
                return end
        return self._paragraph(lines, at, found)

    def _starts(self, lines: list[Line], at: int, within: bool) -> bool:
        """True where something other than text begins. `within` a paragraph, a number counts only if it is that of a
        list.
        """
        text = lines[at].text
        if _FENCE.match(text) or _HEADING.match(text) or _QUOTE.match(text) or _is_rule(text) or self._is_html(text):
            return True
        if marker := self._marker(lines, at):
            return not within or (marker.end() < len(text) and not self._is_lone(lines, at, marker))
        return self._table_end(lines, at) > 0

    # Blocks that are not text

    def _fence(self, lines: list[Line], at: int, found: list[Block]) -> int:
        fence = _FENCE.match(lines[at].text)
        if not fence:
            return 0
        margin, end, closed = lines[at].margin, at + 1, ""
        while end < len(lines) and not closed:
            text = lines[end].text.strip()
            closed = fence[1] if len(text) >= len(fence[1]) and text == fence[1][0] * len(text) else ""
            end += 1
        inner = [line.text[min(margin, line.margin) :] for line in lines[at + 1 : end - bool(closed)]]
        found.append(Block("pre", lines[at].number, lines[end - 1].number + 1, inner, marker=closed or f"!{fence[1]}"))
        return end

    def _rule(self, lines: list[Line], at: int, found: list[Block]) -> int:
        if not _is_rule(lines[at].text):
            return 0
        found.append(Block("hr", lines[at].number, lines[at].number + 1))
        return at + 1

    def _heading(self, lines: list[Line], at: int, found: list[Block]) -> int:
        heading = _HEADING.match(lines[at].text)
        if not heading:
            return 0
        text = lines[at].text[heading.end() :].strip()
        bare = text.rstrip("#")
        words = bare.rstrip() if bare != text and (not bare or bare[-1] in " \t") else text
        found.append(Block(f"h{len(heading[1])}", lines[at].number, lines[at].number + 1, [words]))
        return at + 1

    def _is_html(self, text: str) -> bool:
        html = _HTML.match(text)
        return html is not None and not _WITHIN_WORDS.match(text) and bool(html["special"] or _TAG.match(text))

    def _html(self, lines: list[Line], at: int, found: list[Block]) -> int:
        html = _HTML.match(lines[at].text) if self._is_html(lines[at].text) else None
        if not html:
            return 0
        closing = {"!--": "-->", "?": "?>", "![": "]]>"}.get(html["special"] or "", ">" if html["special"] else "")
        if html["raw"]:
            closing = f"</{html['raw'].lower()}>"
        end = at
        if closing:
            while end < len(lines) and closing not in lines[end].text.lower():
                end += 1
            end = min(end + 1, len(lines))
        else:
            while end < len(lines) and not lines[end].is_blank:
                end += 1
        text = [line.text for line in lines[at:end]]
        found.append(Block("html", lines[at].number, lines[end - 1].number + 1, text))
        return end

    def _table_end(self, lines: list[Line], at: int) -> int:
        """The index after the last row of the table that begins here, or 0. A line without a | is not a row."""
        if "|" not in lines[at].text or at + 1 == len(lines) or set(lines[at + 1].text) - set("|:- \t"):
            return 0
        if not self.tables.test(None, f"{lines[at].text.strip()}\n{lines[at + 1].text.strip()}"):  # type: ignore[arg-type]  # it needs no parent
            return 0
        end = at + 2
        while end < len(lines) and "|" in lines[end].text and not self._marker(lines, end):
            end += 1
        return end

    def _table(self, lines: list[Line], at: int, found: list[Block]) -> int:
        end = self._table_end(lines, at)
        if end:
            rows = [line.text.strip() for line in lines[at:end]]
            found.append(Block("table", lines[at].number, lines[end - 1].number + 1, rows))
        return end

    def _definition(self, lines: list[Line], at: int, found: list[Block]) -> int:
        text = "\n".join(line.text for line in lines[at : at + 3])
        match = _DEFINITION.match(text)
        if not match:
            return 0
        end = at + 1 + match[0].count("\n")
        kept = [line.text.strip() for line in lines[at:end]]
        found.append(Block("definition", lines[at].number, lines[end - 1].number + 1, kept))
        return end

    # Text, quotations and lists

    def _paragraph(self, lines: list[Line], at: int, found: list[Block]) -> int:
        end, kind = at + 1, "p"
        while end < len(lines) and not lines[end].is_blank:
            if _UNDERLINE.match(lines[end].text) and not lines[end].lazy:
                kind = "h1" if "=" in lines[end].text else "h2"
                break
            if not lines[end].lazy and self._starts(lines, end, within=True):
                break
            end += 1
        text = [line.text.lstrip() for line in lines[at:end]]
        end += kind != "p"
        found.append(Block(kind, lines[at].number, lines[end - 1].number + 1, text))
        return end

    def _goes_on(self, lines: list[Line], at: int) -> bool:
        """True for text directly below the text of an item or a quotation: it is part of it."""
        above = lines[at - 1].text
        words = above[_CONTAINERS.match(above).end() :]  # type: ignore[union-attr]  # it matches always
        is_text = words and not (_FENCE.match(words) or _HEADING.match(words) or _is_rule(words))
        return bool(is_text) and not self._starts(lines, at, within=False)

    def _quote(self, lines: list[Line], at: int, found: list[Block]) -> int:
        inner: list[Line] = []
        end, fenced = at, False
        while end < len(lines) and not lines[end].is_blank:
            quote = _QUOTE.match(lines[end].text)
            if quote:
                inner.append(Line(lines[end].number, _untabbed(lines[end].text[quote.end() :]), lines[end].lazy))
                fenced ^= _FENCE.match(inner[-1].text) is not None
            elif end > at and not fenced and self._goes_on(lines, end):
                inner.append(replace(lines[end], lazy=True))
            else:
                break
            end += 1
        if inner:
            found.append(Block("blockquote", inner[0].number, inner[-1].number + 1, children=self.read(inner)))
        return end if inner else 0

    def _list(self, lines: list[Line], at: int, found: list[Block]) -> int:
        points: list[Block] = []
        kind = ""
        while at < len(lines):
            marker = None if _is_rule(lines[at].text) else self._marker(lines, at)
            if not marker or (kind and marker["sign"][-1] != kind):
                break
            kind = marker["sign"][-1]
            end = self._point(lines, at, marker, points)
            at = end
            while end < len(lines) and lines[end].is_blank:
                end += 1
            if end < len(lines) and self._marker(lines, end):
                at = end
        if points:
            tag = "ul" if kind in "-*+" else "ol"
            found.append(Block(tag, points[0].first, points[-1].last, children=points, marker=kind))
        return at if points else 0

    def _point(self, lines: list[Line], at: int, marker: re.Match[str], points: list[Block]) -> int:
        """Reads one item. Two spaces of indentation are enough below a number as well as below a bullet."""
        before = len(marker["margin"]) + len(marker["sign"])
        text = _untabbed(" " * before + lines[at].text[before:].replace("\u00a0", " ", 1))
        width = len(text) - len(text[before:].lstrip(" ")) - before
        column = before + (width if 0 < width < 5 and text.strip() else 1)
        column = len(marker["margin"]) + 2 if len(marker["sign"]) > 1 else column
        inner = [Line(lines[at].number, text[before:].lstrip())]
        end, fenced = at + 1, _FENCE.match(inner[0].text) is not None
        while end < len(lines):
            if lines[end].is_blank:
                further = end
                while further < len(lines) and lines[further].is_blank:
                    further += 1
                if further == len(lines) or lines[further].margin < column or (end == at + 1 and inner[0].is_blank):
                    break
                inner += lines[end:further]
                end = further
                continue
            if lines[end].margin >= column:
                inner.append(replace(lines[end], text=lines[end].text[column:]))
                fenced ^= _FENCE.match(inner[-1].text) is not None
            elif not fenced and not lines[end - 1].is_blank and self._goes_on(lines, end):
                inner.append(replace(lines[end], lazy=True))
            else:
                break
            end += 1
        last = max(line.number for line in inner if not line.is_blank or line is inner[0]) + 1
        points.append(Block("li", inner[0].number, last, children=self.read(inner), marker=marker["sign"]))
        return end

    def _marker(self, lines: list[Line], at: int) -> re.Match[str] | None:
        """The list marker at the beginning of a line. Bullets of word processors are first replaced by Markdown's."""
        if lines[at].lazy:
            return None
        if _PASTED.match(lines[at].text) or _are_letters(lines[at : at + 2]):
            self._make_bullets(lines, at)
        elif _DASH.match(lines[at].text) and lines[at].number not in self.sentences:
            self._make_points(lines, at)
        text = lines[at].text
        marker = None if _RANGE.match(text) else _MARKER.match(text)
        if marker and marker["blank"][:1] not in (" ", "\t", "") and is_ordinal(text[marker.end() :]):
            return None
        return marker

    def _make_bullets(self, lines: list[Line], at: int) -> None:
        """Replaces the bullets of this line and those below by Markdown's own sign."""
        for place in range(at, len(lines)):
            text = lines[place].text
            if _FENCE.match(text):
                break
            if _PASTED.match(text) or _BELOW_PASTED.match(text):
                lines[place] = _signed(lines[place], "-")

    def _make_points(self, lines: list[Line], at: int) -> None:
        """Two lines or more that begin with a dash are a list, unless they are sentences: then they are dialogue."""
        points = [place for place in _to_the_end(lines, at) if _DASH.match(lines[place].text)]
        if len(points) > 1 and not any(_SENTENCE.search(lines[place].text) for place in points):
            for place in points:
                lines[place] = _signed(lines[place], "+")
        else:
            self.sentences.update(lines[place].number for place in points)

    def _is_lone(self, lines: list[Line], at: int, marker: re.Match[str]) -> bool:
        """True for a number within a paragraph that does not begin a list: other than 1, without a 2 below, or in a
        date.
        """
        number = marker["sign"]
        if number in "-*+":
            return False
        if number[:-1] != "1" or is_ordinal(lines[at].text[marker.end() :]):
            return True
        if lines[at].number not in self.lone:
            below = list(_to_the_end(lines, at))
            if any(lines[place].text.lstrip().startswith(f"2{number[-1]}") for place in below):
                return False
            self.lone.update(lines[place].number for place in below if lines[place].text.lstrip().startswith(number))
        return True


def _are_letters(pair: Sequence[Line]) -> bool:
    """True for two adjacent lines that begin with Word's “o”; no sentence has that twice."""
    return len(pair) == 2 and all(_BELOW_PASTED.match(line.text) for line in pair)


def _signed(line: Line, sign: str) -> Line:
    margin = len(line.text) - len(line.text.lstrip())
    return replace(line, text=f"{line.text[:margin]}{sign} {line.text[margin + 1 :].lstrip()}")


def _to_the_end(lines: list[Line], at: int) -> Iterator[int]:
    while at < len(lines) and not lines[at].is_blank:
        yield at
        at += 1
