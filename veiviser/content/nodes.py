"""YAML text becomes a tree of scalars, sequences and mappings that know their line and column."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import yaml

from veiviser.content.hyphens import first_slip
from veiviser.content.models import kind_of
from veiviser.content.slips import Slip, SlipError, dropped, lost_backslash, taken_for_text
from veiviser.content.source import Source
from veiviser.content.unreadable import explained
from veiviser.problems.message_words import _
from veiviser.problems.problem import Checked, Mark, Problem

Loc: TypeAlias = Sequence[str | int]

# No record nests deeper than a list of maps of lists; anything deeper is refused before it can exhaust the stack.
_DEEPEST = 20
# Reading stops after this many slips in one file.
_MOST_SLIPS = 20
_LONGEST_FRONT = 200
_DASHES = re.compile(r"[ \t]*(?:[-–—−_=*] ?)+[ \t]*")
# Fences around fields in other programs (+++), and around code in texts.
_OTHER_FENCE = re.compile(r"\+{3}[ \t]*|`{3}(?:yaml|yml)?[ \t]*")
_A_FIELD = re.compile(r"[a-z_]+:(?: |$)")
SECOND_DOCUMENT = "a second document (---)"
_FIELDS_ALONE = _("A file that ends in .yaml has fields alone: take out this line, and any text below it.")
# Values that forms and programs write for an empty field.
NOTHING = frozenset({"null", "Null", "NULL", "~"})


class _Loader(yaml.CSafeLoader):
    """Resolves no types: every scalar stays the text that was written."""


@dataclass(slots=True)
class ScalarNode:
    text: str
    line: int
    column: int


@dataclass(slots=True)
class SequenceNode:
    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class MappingNode:
    line: int
    column: int
    entries: dict[str, tuple[ScalarNode, "Node"]] = field(default_factory=dict)
    pending: ScalarNode | None = None
    doubles: list[ScalarNode] = field(default_factory=list)


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode
# Line (from 0), the text written there, and the suggestion.
Slipped: TypeAlias = tuple[int, str, str] | None


@lru_cache(maxsize=64)
def parse(source: Source) -> Checked[Node | None]:
    """The tree of a file: all of a `.yaml`, the front matter of a `.md`. None when it is empty or cannot be read.

    Each place where YAML cannot be read is a problem `yaml-syntax`; the tree is then made from the other lines.
    """
    block = front_matter(source)
    if block is None:
        return Checked(None, (_without_dashes(source),))
    text, first_line, _, _ = block
    lines = text.split("\n")
    problems: list[Problem] = []
    kind = kind_of(source.path)
    while kind and kind[1].shape == "list" and len(problems) < _MOST_SLIPS and (slip := first_slip(lines)):
        problems.append(_slipped(source.path, first_line, slip, lines[slip.line]))
        lines[slip.line] = slip.meant or ""
    while True:
        builder = _Builder(source.path, first_line, lines)
        slip = builder.build()
        if slip is None:
            return Checked(builder.root, (*problems, *sorted(builder.problems, key=lambda problem: problem.mark)))
        problems.append(_slipped(source.path, first_line, slip, lines[slip.line]))
        rest = dropped(lines, slip)
        if rest == lines or len(problems) >= _MOST_SLIPS:
            return Checked(None, tuple(problems))
        lines = rest


def _without_dashes(source: Source) -> Problem:
    """The problem of front matter that is missing or not closed; where the slip is clear, at its line with a
    suggestion.
    """
    lines = source.text.split("\n")
    at, written, meant = _other_dashes(lines) or _above_the_dashes(lines) or _no_dashes(lines) or (0, "", None)
    values = {"value": written} if written else {}
    return Problem(mark=Mark(source.path, at + 1), code="front-matter", values=values, suggestion=meant)


def _other_dashes(lines: list[str]) -> Slipped:
    """A line of other characters where three hyphens belong."""
    first = lines[0].rstrip() == "---"
    if not first and _OTHER_FENCE.fullmatch(lines[0]) and _A_FIELD.match("".join(lines[1:2])):
        return 0, lines[0], "---"
    fence = next((n for n, line in enumerate(lines) if _OTHER_FENCE.fullmatch(line)), 0)
    if first and fence and _are_fields(lines[1:fence]):
        return fence, lines[fence], "---"
    near = (at for at, line in enumerate(lines[:_LONGEST_FRONT]) if _DASHES.fullmatch(line) and at >= first)
    at = next(near, 0) if first or _DASHES.fullmatch(lines[0]) else 0
    return (at, lines[at], "---") if _DASHES.fullmatch(lines[at]) and lines[at].rstrip() != "---" else None


def _above_the_dashes(lines: list[str]) -> Slipped:
    """Blank lines and comments before the first hyphens, or a fence around the whole file; comments move below."""
    at = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    if at + 1 < len(lines) and _OTHER_FENCE.fullmatch(lines[at]):
        at += 1
    if at == 0 or lines[at].rstrip() != "---" or _closing(lines[at:]) is None:
        return None
    comments = [line for line in lines[:at] if line.lstrip().startswith("#")]
    return 0, "\n".join(lines[: at + 1]), "\n".join(("---", *comments))


def _no_dashes(lines: list[str]) -> Slipped:
    """Fields without hyphens above them, or without hyphens before a text below a blank line."""
    first = lines[0].rstrip() == "---"
    closed = _closing(lines)
    if not first and closed is not None and _A_FIELD.match(lines[0]) and _are_fields(lines[:closed]):
        return 0, lines[0], f"---\n{lines[0]}"
    end = next((n for n, line in enumerate(lines) if not line.strip()), 0)
    if first and closed is None and end > 1 and _are_fields(lines[1:end]) and not any(map(_A_FIELD.match, lines[end:])):
        return end - 1, lines[end - 1], f"{lines[end - 1]}\n---"
    return None


def _are_fields(lines: list[str]) -> bool:
    return all(_A_FIELD.match(line) or re.match(r"\s*- |\s*#|\s*$", line) for line in lines)


def _slipped(path: str, first_line: int, slip: Slip, line: str) -> Problem:
    """The problem of a slip; its mark is where the text to replace begins."""
    column = line.find(slip.written) if slip.written else slip.column
    mark = Mark(path, slip.line + first_line, (column if column >= 0 else slip.column) + 1)
    values = {"reason": slip.reason, **({"value": slip.written} if slip.written else {})}
    return Problem(mark=mark, code="yaml-syntax", values=values, suggestion=slip.meant)


def front_matter(source: Source) -> tuple[str, int, str, int] | None:
    """The YAML, its first line, the body, and its first line (from 1).

    A `.yaml` has no body. None when front matter is missing or not closed.
    """
    if not source.path.endswith(".md"):
        return source.text, 1, "", 1
    lines = source.text.split("\n")
    end = _closing(lines)
    if lines[0].rstrip() != "---" or end is None:
        return None
    return "\n".join(lines[1:end]), 2, "\n".join(lines[end + 1 :]), end + 2


def _closing(lines: list[str]) -> int | None:
    """The index of the first line of three hyphens, except the first line of the file."""
    return next((at for at, line in enumerate(lines) if at and line.rstrip() == "---"), None)


class _Builder:
    """Builds the tree from the events of one document. A fault that leaves the rest readable is recorded on the way."""

    def __init__(self, path: str, first_line: int, lines: list[str]) -> None:
        self.path = path
        self.offset = first_line
        self.lines = lines
        self.text = "\n".join(lines)
        self.escapes = "\\" in self.text
        self.problems: list[Problem] = []
        self.stack: list[SequenceNode | MappingNode] = []
        self.root: Node | None = None

    def build(self) -> Slip | None:
        """The first slip that keeps YAML from being read; without one, `root` is the tree."""
        documents = 0
        try:
            for event in yaml.parse(self.text, _Loader):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    self._report_feature(SECOND_DOCUMENT, event)
                    break
                if not self._take(event):
                    self.root = None
                    break
        except yaml.MarkedYAMLError as error:
            return explained(self.lines, error)
        except SlipError as error:
            return error.slip
        return None

    def _take(self, event: yaml.Event) -> bool:
        """False when the walk cannot continue."""
        match event:
            case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent() | yaml.AliasEvent():
                return self._start(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                closed = self.stack.pop()
                if isinstance(closed, MappingNode):
                    self._report_doubles(closed)
        return True

    def _start(self, event: yaml.NodeEvent) -> bool:
        line, column = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._report_feature("an alias (*)", event)
        elif event.anchor:
            self._report_feature("an anchor (&)", event)
        if getattr(event, "tag", None):
            self._report_feature("a tag (!)", event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._open(SequenceNode(line, column))
        if isinstance(event, yaml.MappingStartEvent):
            return self._open(MappingNode(line, column))
        text = getattr(event, "value", "")
        if isinstance(event, yaml.ScalarEvent):
            parent = self.stack[-1] if self.stack else None
            if event.style:
                slip = lost_backslash(self.lines, event) if self.escapes else None
            elif isinstance(parent, MappingNode) and parent.pending is None:  # a key
                slip = None
            elif text in NOTHING:
                if isinstance(parent, SequenceNode):
                    return True
                slip, text = None, ""
            else:
                slip = taken_for_text(self.lines, event)
            if slip:
                raise SlipError(slip)
        self._add(ScalarNode(text, line, column))
        return True

    def _open(self, node: SequenceNode | MappingNode) -> bool:
        parent = self.stack[-1] if self.stack else None
        if isinstance(parent, MappingNode) and parent.pending is None:
            self._report("yaml-feature", (node.line, node.column), feature="a list or map as a key")
            return False
        if len(self.stack) >= _DEEPEST:
            self._report("yaml-feature", (node.line, node.column), feature="nesting this deep")
            return False
        self._add(node)
        self.stack.append(node)
        return True

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif parent.pending is None:
            assert isinstance(node, ScalarNode)
            parent.pending = node
        else:
            key, parent.pending = parent.pending, None
            if key.text in parent.entries:
                parent.doubles.append(key)
            else:
                parent.entries[key.text] = (key, node)

    def _report_doubles(self, closed: MappingNode) -> None:
        """Reports each key that occurs twice, or one problem for all where the fields start over from the first."""
        again = [key.text for key in closed.doubles[:2]] == list(closed.entries)[:2] and len(closed.doubles) > 1
        if again:
            self._report("pasted-twice", (closed.doubles[0].line, closed.doubles[0].column))
        for key in () if again else closed.doubles:
            first = closed.entries[key.text][0].line
            self._report("duplicate-key", (key.line, key.column), key=key.text, first=str(first))

    def _report_feature(self, feature: str, event: yaml.Event) -> None:
        line, column = self._place(event)
        at = line - self.offset
        rest = self.lines[at][column - 1 :].rstrip() if at < len(self.lines) else ""
        name = "".join(rest[1:].split()[:1])
        used = all(f"{sign}{name}" in self.text for sign in "*&")
        value = rest[:1] in ("*", "&", "!") and not used and self.lines[at][: column - 1].rstrip().endswith((":", "-"))
        meant = json.dumps(rest, ensure_ascii=False) if value else None
        values = {"feature": feature, **({"value": rest} if meant else {})}
        mark = Mark(self.path, line, column)
        hint = _FIELDS_ALONE if feature == SECOND_DOCUMENT and self.path.endswith(".yaml") else None
        self.problems.append(Problem(mark=mark, code="yaml-feature", values=values, suggestion=meant, hint=hint))

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        """Line and column in the file; the parser counts from 0 within the block."""
        mark = event.start_mark
        return (mark.line + self.offset, mark.column + 1) if mark else (1, 1)

    def _report(self, code: str, place: tuple[int, int], **values: str) -> None:
        self.problems.append(Problem(mark=Mark(self.path, *place), code=code, values=values))


def plain(node: Node) -> object:
    """The tree as dicts, lists and texts, with None for empty values."""
    if isinstance(node, ScalarNode):
        return node.text if node.text.strip() else None
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def _follow(node: Node | None, loc: Loc) -> tuple[ScalarNode | None, Node | None, bool]:
    """The key and the value at `loc`, or at the deepest part of it that exists, and whether all of it exists."""
    key: ScalarNode | None = None
    for step in loc:
        if isinstance(node, MappingNode) and step in node.entries:
            key, node = node.entries[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            key, node = None, node.items[step]
        elif isinstance(node, MappingNode) and step == 0:
            continue  # a single map counts as a list of one
        else:
            return key, node, False
    return key, node, True


def at(node: Node | None, loc: Loc) -> Node | None:
    """The value at `loc`; None when nothing is written there."""
    _, value, found = _follow(node, loc)
    return value if found else None


def exists(node: Node | None, loc: Loc) -> bool:
    """True when a key or item is written at `loc`, with or without a value."""
    return _follow(node, loc)[2]


def locate(node: Node | None, loc: Loc, *, key: bool = False) -> tuple[int, int]:
    """Line and column of the value at `loc`, or of its key; of the deepest part that exists, if not all does."""
    name, value, _ = _follow(node, loc)
    here = name if key and name else value
    return (here.line, here.column) if here else (1, 1)


def first_key(node: Node | None, loc: Loc) -> tuple[int, int]:
    """Where to report a field that is missing from the map at `loc`: at that map's first key."""
    _, value, _ = _follow(node, loc)
    if isinstance(value, MappingNode):
        for name, _ in value.entries.values():
            return name.line, name.column
    return (value.line, value.column) if value else (1, 1)


def alone(text: str) -> Node | None:
    """The only item of a list, given as YAML text; None when there is not exactly one, or it has faults."""
    read = parse(Source("item.yaml", text))
    items = read.value.items if isinstance(read.value, SequenceNode) and not read.problems else []
    return items[0] if len(items) == 1 else None


def plain_text(text: str) -> bool:
    """Whether YAML reads a text unchanged as a key or an item."""
    read = alone(f"- {text}")
    return isinstance(read, ScalarNode) and read.text == text
