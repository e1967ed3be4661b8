"""The exact range of each key and value in a file, so that it can be replaced."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, TypeAlias

import yaml

from veiviser.content.nodes import front_matter
from veiviser.content.source import Source

Role: TypeAlias = Literal["key", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A key or value as written: `start` and `end` are offsets in the text of the file.

    `style` is the character that it begins with (`"`, `'`, `|`, `>`, or `[` and `-` for a list), or empty. `flow` is
    true inside brackets. `text` is what YAML reads. `of` is the number of the list that it is an item of, or of the map
    that it is a key of. `maps` are the numbers of the maps around it, the outermost first.
    """

    start: int
    end: int
    role: Role
    style: str = ""
    flow: bool = False
    text: str = ""
    of: int | None = None
    maps: tuple[int, ...] = ()


def spans(source: Source) -> Mapping[tuple[int, int], Span]:
    """The keys and values of a file by line and column, up to the first place that YAML cannot read."""
    block = front_matter(source)
    if block is None:
        return {}
    text, first_line, _, _ = block
    return _Walk(text, first_line, offset(source, first_line, 1)).spans()


def offset(source: Source, line: int, column: int) -> int:
    """The offset of a line and column (both from 1) in the text of a file; its end when there is no such line."""
    at = 0
    for _ in range(line - 1):
        at = source.text.find("\n", at) + 1
        if at == 0:
            return len(source.text)
    return at + column - 1


@dataclass(slots=True)
class _Frame:
    """An open list or map: where it began, and whether a map expects a key next."""

    start: tuple[int, int]
    flow: bool
    is_map: bool
    role: Role
    number: int
    expects_key: bool = True


@dataclass(slots=True)
class _Walk:
    """A walk through the parser's events. `text` begins on line `first_line` of the file, at offset `before`."""

    text: str
    first_line: int
    before: int
    starts: list[int] = field(init=False)
    open: list[_Frame] = field(default_factory=list)
    end: tuple[int, int] = (0, 0)
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.starts = [0, *(at + 1 for at, char in enumerate(self.text) if char == "\n")]

    def spans(self) -> dict[tuple[int, int], Span]:
        found: dict[tuple[int, int], Span] = {}
        try:
            for place, span in self._all():
                found.setdefault((place[0] + self.first_line, place[1] + 1), span)
        except yaml.YAMLError:
            pass  # what was read so far is kept
        return found

    def _all(self) -> Iterator[tuple[tuple[int, int], Span]]:
        for event in yaml.parse(self.text, yaml.CSafeLoader):
            first, last = event.start_mark, event.end_mark
            if first is None or last is None:
                continue
            start, end = (first.line, first.column), (last.line, last.column)
            if isinstance(event, yaml.ScalarEvent):
                self.end = end
                yield start, self._span(start, end, self._role(), event.style or "", event.value)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                is_map = isinstance(event, yaml.MappingStartEvent)
                self.open.append(_Frame(start, bool(event.flow_style), is_map, self._role(), next(self.numbers)))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                frame = self.open.pop()
                self.end = end if frame.flow else self.end  # a list with dashes ends with its last item
                if not frame.is_map:
                    yield frame.start, self._span(frame.start, self.end, frame.role, "[" if frame.flow else "-", "")

    def _role(self) -> Role:
        """Whether the next node is a key or a value; alternates in a map."""
        if not self.open or not self.open[-1].is_map:
            return "value"
        frame = self.open[-1]
        role: Role = "key" if frame.expects_key else "value"
        frame.expects_key = not frame.expects_key
        return role

    def _span(self, start: tuple[int, int], end: tuple[int, int], role: Role, style: str, text: str) -> Span:
        around = self.open[-1] if self.open else None
        return Span(
            start=self._at(start),
            end=self._at(end),
            role=role,
            style=style,
            flow=around is not None and around.flow,
            text=text,
            of=around.number if around and (not around.is_map or role == "key") else None,
            maps=tuple(frame.number for frame in self.open if frame.is_map),
        )

    def _at(self, place: tuple[int, int]) -> int:
        """The offset of a position; the parser counts from 0, and puts the end of a text below its last line."""
        line, column = place
        return self.before + (self.starts[line] + column if line < len(self.starts) else len(self.text))
