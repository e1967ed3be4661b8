"""The Markdown dialect of running text: as on code hosts, except that numbers and lines stay as written.

Python-Markdown renders it. Its block parser is replaced by `blocks.py`, which keeps line numbers, nests lists by two
spaces, begins lists and tables directly below a line, and reads indented lines as text. `numbers.py` decides what a
number at the beginning of a line is.
"""

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import RLock
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from veiviser.content.dialect import inline
from veiviser.content.dialect.blocks import TEXT, Block, definition, parse, table_processor
from veiviser.content.dialect.numbers import kept, numbers_as_written
from veiviser.content.dialect.slips import ListSlip, text_below_lists, uneven_lists

# The attribute of a link definition until it is known whether a link uses it.
_DEFINES = "definition"


@dataclass(frozen=True, slots=True)
class Slips:
    """What is wrong with the lists and definitions of a text: uneven numbers, text that runs into an item, and the
    lines (from 0) of unused definitions.
    """

    uneven: tuple[ListSlip, ...]
    below: tuple[ListSlip, ...]
    unused: tuple[int, ...]


class Dialect(Markdown):
    """The Markdown renderer. Addresses stay as written: whether they are safe is decided later, as for HTML.

    It reads one text at a time; threads that share it wait for each other.
    """

    def __init__(self) -> None:
        self._alone = RLock()
        super().__init__(extensions=[TocExtension(slugify=slugify_unicode, marker="")], output_format="html")
        for name in ("normalize_whitespace", "html_block"):
            self.preprocessors.deregister(name)
        self.ESCAPED_CHARS = list(string.punctuation)
        self.blocks = self.parser = _Parser(self)
        inline.extend(self)
        self.treeprocessors.register(_Definitions(self.blocks), "definitions", 15)

    def tree(self, text: str) -> list[Block]:
        with self._alone:
            return parse(_plain(text), self.blocks.tables)

    def shown(self, text: str) -> list[tuple[Block, ET.Element]]:
        """The blocks of a text, each with the element of its inline content; escaped characters and tags are still
        stashed.
        """
        with self._alone:
            self.reset()
            root = self.blocks.read(_plain(text))
            self.treeprocessors["inline"].run(root)
            return self.blocks.made

    def html(self, text: str) -> str:
        """A text as HTML, not yet sanitised."""
        with self._alone:
            return str(self.reset().convert(_plain(text)))

    def slips(self, text: str) -> Slips:
        with self._alone:
            self.html(text)
            blocks = self.tree(text)
            below = text_below_lists(numbers_as_written(blocks), _plain(text).split("\n"))
            return Slips(tuple(uneven_lists(blocks)), tuple(below), tuple(self.blocks.unused))


def _plain(text: str) -> str:
    return text.replace(STX, "").replace(ETX, "")


class References(dict[str, tuple[str, str]]):
    """The link definitions of one text by label, and the labels that a link or image has used."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __getitem__(self, label: str) -> tuple[str, str]:
        self.used.add(label)
        return super().__getitem__(label)


class _Parser(BlockParser):
    """Makes Python-Markdown's elements from our blocks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.tables = table_processor(self)
        self.made: list[tuple[Block, ET.Element]] = []
        self.unused: list[int] = []
        self.references = References()

    def parseDocument(self, lines: Iterable[str]) -> ET.ElementTree:  # noqa: N802 - the library's
        return ET.ElementTree(self.read("\n".join(lines)))

    def read(self, text: str) -> ET.Element:
        self.made, self.unused = [], []
        self.md.references = self.references = References()
        self.root = ET.Element(self.md.doc_tag)
        self._add(self.root, numbers_as_written(parse(text, self.tables)))
        return self.root

    def _add(self, parent: ET.Element, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if block.kind in TEXT:
                self._text(ET.SubElement(parent, block.kind), block)
            elif block.kind in ("ul", "ol"):
                self._list(ET.SubElement(parent, block.kind), block)
            elif block.kind == "table":
                self.tables.test(parent, block.content)
                self.tables.run(parent, [block.content])
                for row in parent[-1].iter("tr"):
                    for cell in row:
                        cell.text = (cell.text or "").replace("\\|", "|")
                    self.made.append((block, row))
            elif block.kind == "pre":
                code = ET.SubElement(ET.SubElement(parent, "pre"), "code")
                code.text = AtomicString("".join(f"{line}\n" for line in block.lines))
            elif block.kind == "html":
                ET.SubElement(parent, "p").text = self.md.htmlStash.store(inline.linked(block.content))
            elif block.kind == "definition":
                self._define(parent, block)
            else:
                self._add(ET.SubElement(parent, block.kind), block.children)

    def _text(self, element: ET.Element, block: Block) -> None:
        lines = [line.rstrip() + ("  " if line.endswith("  ") else "") for line in block.lines]
        lines = [line[:-1] + "  " if _ends_in_escape(line) else line for line in lines]
        for at, keep in enumerate(kept(block.lines)):
            lines[at] = lines[at].rstrip() + ("  " if keep or lines[at].endswith("  ") else "")
        element.text = "\n".join([*lines[:-1], lines[-1].rstrip()]) if lines else ""
        self.made.append((block, element))

    def _list(self, element: ET.Element, block: Block) -> None:
        loose = _has_gap(block.children) or any(_has_gap(point.children) for point in block.children)
        for point in block.children:
            item = ET.SubElement(element, "li")
            texts = [child for child in point.children if child.kind == "p"]
            tight = len(texts) == 1 if any(each.unfolded for each in texts) else not loose
            if tight and texts and texts[0] is point.children[0]:
                self._text(item, texts[0])
                item.text = f"{item.text}\n" if point.children[1:] else item.text
                self._add(item, point.children[1:])
            else:
                self._add(item, point.children)

    def _define(self, parent: ET.Element, block: Block) -> None:
        match = definition(block)
        label = " ".join(match["label"].lower().split()) if match else ""
        again = label in self.md.references
        if match and not again:
            title = match["title"]
            self.md.references[label] = (match["address"].strip("<>"), title[1:-1] if title else "")
        element = ET.SubElement(parent, "p", {_DEFINES: "" if again else label, "line": str(block.first)})
        element.text = AtomicString(block.content)


def _ends_in_escape(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _has_gap(blocks: Sequence[Block]) -> bool:
    return any(block.last < following.first for block, following in pairwise(blocks))


class _Definitions(Treeprocessor):
    """Removes definitions that are used. An unused one would vanish, so it is shown as written."""

    def __init__(self, blocks: _Parser) -> None:
        super().__init__(blocks.md)
        self.blocks = blocks

    def run(self, root: ET.Element) -> None:
        for parent in list(root.iter()):
            for element in [child for child in parent if _DEFINES in child.attrib]:
                label, line = element.attrib.pop(_DEFINES), int(element.attrib.pop("line"))
                if label in self.blocks.references.used:
                    parent.remove(element)
                else:
                    self.blocks.unused.append(line)
