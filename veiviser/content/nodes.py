"""YAML text becomes a tree of texts, lists and maps that knows where each of them stands."""

from collections.abc import Sequence as Path_
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import yaml

from veiviser.content.source import Source
from veiviser.problems import Checked, Mark, Problem

Loc: TypeAlias = Path_[str | int]

# What an editor opened and did not close is found where it begins; the parser gives up far below.
_OPENED = ("while scanning a quoted scalar", "while parsing a flow sequence", "while parsing a flow mapping")
# No record nests deeper than a list of maps of lists; whatever does is refused before it can exhaust the stack.
_DEEPEST = 20


class _Loader(yaml.CSafeLoader):
    """Resolves nothing: every scalar stays the text that was written."""


@dataclass(slots=True)
class Scalar:
    text: str
    line: int
    column: int


@dataclass(slots=True)
class Sequence:
    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    line: int
    column: int
    entries: dict[str, tuple[Scalar, "Node"]] = field(default_factory=dict)
    pending: Scalar | None = None


Node: TypeAlias = Scalar | Sequence | Mapping


@lru_cache(maxsize=64)
def parse(source: Source) -> Checked[Node | None]:
    """The tree of a file: all of a `.yaml`, the front matter of a `.md`. None when it is empty or cannot be read."""
    block = front_matter(source)
    if block is None:
        return Checked(None, (Problem(mark=Mark(source.path), code="front-matter"),))
    text, first_line, _, _ = block
    return _Builder(source.path, first_line).build(text)


def front_matter(source: Source) -> tuple[str, int, str, int] | None:
    """YAML, its first line, body, its first line. A `.yaml` has no body; None when front matter is not closed."""
    if not source.path.endswith(".md"):
        return source.text, 1, "", 1
    lines = source.text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), 2, "\n".join(lines[number + 1 :]), number + 2
    return None


class _Builder:
    """Walks the events of one document once; a fault that leaves the rest readable is noted and the walk goes on."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.offset = first_line
        self.problems: list[Problem] = []
        self.stack: list[Sequence | Mapping] = []
        self.root: Node | None = None

    def build(self, text: str) -> Checked[Node | None]:
        documents = 0
        try:
            for event in yaml.parse(text, _Loader):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    self._feature("a second document (---)", event)
                    break
                if not self._take(event):
                    return Checked(None, tuple(self.problems))
        except yaml.MarkedYAMLError as error:
            mark = error.context_mark if error.context in _OPENED else error.problem_mark
            place = (mark.line + self.offset, mark.column + 1) if mark else (1, 1)
            if mark and mark.line > text.count("\n"):  # the parser's end of a text lies below its last line
                place = (text.count("\n") + self.offset, len(text.rpartition("\n")[2]) + 1)
            # In a message to translate, a brace would begin or end the name of a value.
            self._note("yaml-syntax", place, reason=(error.problem or "").replace("'}'", "a closing brace"))
            return Checked(None, tuple(self.problems))
        return Checked(self.root, tuple(self.problems))

    def _take(self, event: yaml.Event) -> bool:
        """False when the walk cannot go on."""
        match event:
            case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent() | yaml.AliasEvent():
                return self._start(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.stack.pop()
        return True

    def _start(self, event: yaml.NodeEvent) -> bool:
        line, column = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._feature("an alias (*)", event)
        elif event.anchor:
            self._feature("an anchor (&)", event)
        if getattr(event, "tag", None):
            self._feature("a tag (!)", event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._open(Sequence(line, column))
        if isinstance(event, yaml.MappingStartEvent):
            return self._open(Mapping(line, column))
        self._add(Scalar(getattr(event, "value", ""), line, column))
        return True

    def _open(self, node: Sequence | Mapping) -> bool:
        parent = self.stack[-1] if self.stack else None
        if isinstance(parent, Mapping) and parent.pending is None:
            self._note("yaml-feature", (node.line, node.column), feature="a list or map as a key")
            return False
        if len(self.stack) >= _DEEPEST:
            self._note("yaml-feature", (node.line, node.column), feature="nesting this deep")
            return False
        self._add(node)
        self.stack.append(node)
        return True

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif parent.pending is None:
            assert isinstance(node, Scalar)
            parent.pending = node
        else:
            key, parent.pending = parent.pending, None
            if key.text in parent.entries:
                first = parent.entries[key.text][0].line
                self._note("duplicate-key", (key.line, key.column), key=key.text, first=str(first))
            else:
                parent.entries[key.text] = (key, node)

    def _feature(self, feature: str, event: yaml.Event) -> None:
        self._note("yaml-feature", self._place(event), feature=feature)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        """Line and column in the file; the parser counts from 0 within the block."""
        mark = event.start_mark
        return (mark.line + self.offset, mark.column + 1) if mark else (1, 1)

    def _note(self, code: str, place: tuple[int, int], **values: str) -> None:
        self.problems.append(Problem(mark=Mark(self.path, *place), code=code, values=values))


def plain(node: Node) -> object:
    """The tree as dicts, lists and texts; None where nothing is written."""
    if isinstance(node, Scalar):
        return node.text if node.text.strip() else None
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def _follow(node: Node | None, loc: Loc) -> tuple[Scalar | None, Node | None, bool]:
    """The key and the value at `loc`, or at the deepest part of it that exists; and whether all of it does."""
    key: Scalar | None = None
    for step in loc:
        if isinstance(node, Mapping) and step in node.entries:
            key, node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            key, node = None, node.items[step]
        else:
            return key, node, False
    return key, node, True


def at(node: Node | None, loc: Loc) -> Node | None:
    """The value at `loc`; None when nothing is written there."""
    _, value, found = _follow(node, loc)
    return value if found else None


def exists(node: Node | None, loc: Loc) -> bool:
    """True when a key or item is written at `loc`, with a value or without."""
    return _follow(node, loc)[2]


def locate(node: Node | None, loc: Loc, *, key: bool = False) -> tuple[int, int]:
    """Line and column of the value at `loc`, or of its key; of the deepest part that exists when it does not."""
    name, value, _ = _follow(node, loc)
    here = name if key and name else value
    return (here.line, here.column) if here else (1, 1)


def first_key(node: Node | None, loc: Loc) -> tuple[int, int]:
    """Where a field that is missing from the map at `loc` is reported: at that map's first key."""
    _, value, _ = _follow(node, loc)
    if isinstance(value, Mapping):
        for name, _ in value.entries.values():
            return name.line, name.column
    return (value.line, value.column) if value else (1, 1)
