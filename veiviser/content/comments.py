"""The comments of a YAML text, each with the key or item that it belongs to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from veiviser.content.nodes import MappingNode, Node, SequenceNode


@dataclass(slots=True)
class Comments:
    """Comments by the `id()` of a key or item: above it, at the end of its line, and below all its content.

    `gaps` are the keys and items of the outermost level with a blank line before them. `head` is at the top of the
    file, separated from the first key by a blank line; `tail` is at the end.
    """

    above: dict[int, list[str]] = field(default_factory=dict)
    beside: dict[int, list[str]] = field(default_factory=dict)
    below: dict[int, list[str]] = field(default_factory=dict)
    gaps: set[int] = field(default_factory=set)
    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def touch(self, node: Node) -> bool:
        """Whether a comment belongs to this item itself."""
        return any(id(node) in kept for kept in (self.above, self.beside, self.below))


@dataclass(slots=True)
class _Entry:
    """A key or item: its position, and the entry that contains it."""

    node: Node
    line: int
    column: int
    indent: int
    parent: "_Entry | None"


def find_comments(text: str, tree: Node | None, first_line: int) -> Comments:
    """The comments of a text that was parsed as `tree`; its first line is line `first_line` of the file."""
    if "#" not in text and not _BLANK_LINE.search(text):
        return Comments()
    return _Finder(text, tree, first_line).find()


_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def _entries(node: Node | None, parent: _Entry | None, above: int) -> Iterator[_Entry]:
    """All keys and items in the order of the text, which begins below line `above` of the file."""
    if isinstance(node, MappingNode):
        for key, value in node.entries.values():
            entry = _Entry(key, key.line - above, key.column, key.column, parent)
            yield entry
            yield from _entries(value, entry, above)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            entry = _Entry(item, item.line - above, item.column, node.column, parent)
            yield entry
            yield from _entries(item, entry, above)


class _Finder:
    """Assigns the comments of one text in order; lines count from 1 within it."""

    def __init__(self, text: str, tree: Node | None, first_line: int) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.tree = tree
        self.entries = list(_entries(tree, None, first_line - 1))
        self.places = [(entry.line, entry.column) for entry in self.entries]
        self.found = Comments()

    def find(self) -> Comments:
        if "#" in self.text:
            begins = self.places[0][0] if self.places else self.tree.line if self.tree else 0
            above = (number for number in range(begins - 1, 0, -1) if not self.lines[number - 1].strip())
            apart = next(above, 0)  # the last blank line above the first key
            for offset, after, comment in self._scan():
                self._place(offset, after, comment, apart if self.entries else begins)
        for entry in self.entries[1:]:
            above_it = entry.line - 1 - len(self.found.above.get(id(entry.node), ()))
            if entry.parent is None and above_it > 0 and not self.lines[above_it - 1].strip():
                self.found.gaps.add(id(entry.node))
        return self.found

    def _scan(self) -> Iterator[tuple[int, int, str]]:
        """The offset of every comment, where the value before it ends, and its text: outside values, only comments
        begin with `#`.
        """
        end = 0
        for first, last in [*self._values(), (len(self.text), len(self.text))]:
            for match in re.finditer(r"#[^\n]*", self.text[end:first]):
                yield end + match.start(), end, match[0].rstrip()
            # The line of a | or > belongs to the text for the parser, with its comment.
            if self.text[first : first + 1] in ("|", ">"):
                heading = re.match(r"[^\n#]*(#[^\n]*)", self.text[first:last])
                if heading:
                    yield first + heading.start(1), first, heading[1].rstrip()
            end = last

    def _values(self) -> Iterator[tuple[int, int]]:
        for event in yaml.parse(self.text, yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                start, end = event.start_mark, event.end_mark
                yield self._offset(start.line, start.column), self._offset(end.line, end.column)

    def _offset(self, line: int, column: int) -> int:
        """The offset of a position; the parser counts from 0, and puts the end of a text below its last line."""
        return self.starts[line] + column if line < len(self.starts) else len(self.text)

    def _place(self, offset: int, after: int, comment: str, apart: int) -> None:
        """Assigns a comment to a key or item; before the first key, one above line `apart` belongs to the top of the
        file.
        """
        found, line = self.found, bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        at = bisect_left(self.places, (line, column))
        previous = self.entries[at - 1] if at else None
        following = self.entries[at] if at < len(self.entries) else None
        before = self.lines[line - 1][: column - 1]
        if previous and before.strip(" \t-") and (closed := self._open(previous, after, offset)):
            found.beside.setdefault(id(closed.node), []).append(comment)
        elif not before.strip() and (holder := _holder(previous, following, column)):
            found.below.setdefault(id(holder.node), []).append(comment)
        elif previous is None and line < apart:
            found.head.append(comment)
        elif following is None:
            found.tail.append(comment)
        else:
            found.above.setdefault(id(following.node), []).append(comment)

    def _open(self, entry: _Entry, after: int, offset: int) -> _Entry | None:
        """The entry itself, or the one around it whose brackets were closed before a comment at `offset`."""
        begins = max(after, self._offset(entry.line - 1, entry.column - 1))
        between = re.sub(r"#[^\n]*", "", self.text[begins:offset])
        level = 0
        for bracket in re.findall(r"[\[\]{}]", between):
            level += 1 if bracket in "[{" else -1
        outer: _Entry | None = entry
        for _ in range(-level):
            outer = outer and outer.parent
        return outer


def _holder(previous: _Entry | None, following: _Entry | None, column: int) -> _Entry | None:
    """The entry that a comment on its own line ends: indented as far as the comment, while the next entry is indented
    less.
    """
    level = following.indent if following else 1
    entry = previous
    while entry and entry.indent > column:
        entry = entry.parent
    beside = entry and following and entry.parent is following.parent  # in braces, with any indentation
    return entry if entry and not beside and column > level and entry.indent > level else None
