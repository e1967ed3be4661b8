"""The canonical form of files: order of keys, quotation marks, lists and maps. Meaning and comments stay."""

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile

from veiviser.content import schema
from veiviser.content.characters import CONTROL
from veiviser.content.comments import Comments, find_comments
from veiviser.content.models import Fields
from veiviser.content.nodes import NOTHING, MappingNode, Node, ScalarNode, SequenceNode, front_matter, parse
from veiviser.content.source import Source
from veiviser.language.languages import SITE_LANGUAGES

_WIDTH = 120
_SHORT = 50
# How a text without quotation marks may begin, and what would end it or begin a comment within.
_PLAIN_START = re.compile(r"(?:[^\s,\[\]{}#&*!|>'\"%@`?:-]|[?:-](?=[^\s]))")
_PLAIN_END = re.compile(rf":(?=[ ]|$)|[ ]#|[ ]$|[\t\n\r\ufeff]|{CONTROL.pattern}")
# Items for brackets: words, or one word with digits. Sentences with dates and opening hours get a line each.
_FLOW = re.compile(r"(?!.*:\?)[\w«(+./~](?:[^,\[\]{}\"'\s]*|[^,\[\]{}\"'\d]*)")


def canonical(source: Source, model: type[Fields]) -> str:
    """The canonical form of a file without faults: it means the same, and its own canonical form is itself.

    `model` is the model of its records. Keys are in the order of the model, texts in quotation marks only where YAML
    needs them, short lists in brackets, and every text on one line. Comments stay with their key or item; in a Markdown
    body only blanks at the end change.
    """
    written = rewritten(source, model)
    if written == source.text:
        return written
    before, after = parse(source), parse(Source(source.path, written))
    # If the writer missed something, no word may be lost: a result that reads differently is not used.
    return source.text if after.problems or meaning(before.value) != meaning(after.value) else written


def first_difference(source: Source, model: type[Fields]) -> tuple[int, int] | None:
    """Line and column where a file first differs from its canonical form; None when it does not."""
    written = canonical(source, model)
    if written == source.text:
        return None
    here, there = source.text.split("\n"), written.split("\n")
    same = _alike(here, there)
    if same >= min(len(here), len(there)):  # one of the two ends where the other continues
        return min(same + 1, len(here)), 1
    line = here[same]
    column = _alike(line, there[same])
    if ":" not in line[:column]:  # two different keys: the place is where this one begins
        column = len(line) - len(line.lstrip(" -"))
    return same + 1, column + 1


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of lines or characters that are equal at the beginning of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def meaning(node: Node | None) -> object:
    """The content of a tree, regardless of the order of its keys and of blanks around its texts."""
    match node:
        case None:
            return None
        case ScalarNode():
            return node.text.strip()
        case SequenceNode():
            return [meaning(item) for item in node.items]
    return {key: meaning(value) for key, (_, value) in node.entries.items()}


def rewritten(source: Source, model: type[Fields]) -> str:
    """The canonical form as the writer makes it; `canonical` uses it only if it means the same."""
    block = front_matter(source)
    tree = parse(source).value
    if block is None or isinstance(tree, ScalarNode):
        return source.text
    text, first_line, body, _ = block
    if tree is None and not text.strip() and source.path.endswith(".yaml"):
        return ""
    lines = _Writer(find_comments(text, tree, first_line)).document(tree, model)
    if source.path.endswith(".md"):
        lines = ["---", *lines, "---", *body.rstrip(" \t\n").split("\n")]
    return "".join(f"{line}\n" for line in lines).rstrip("\n") + "\n"


class _Writer:
    """Turns a tree into lines, with each comment where it belongs."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def document(self, tree: SequenceNode | MappingNode | None, model: type[Fields]) -> list[str]:
        lines = list(self.comments.head)
        if lines and tree is not None:
            lines.append("")
        first = len(lines)
        if isinstance(tree, MappingNode) and tree.entries:
            lines += self._map(tree, "", model)
        elif isinstance(tree, SequenceNode) and tree.items:
            lines += self._list(tree, "", model)
        elif tree is not None:
            lines.append(_empty(tree))
        if lines[first : first + 1] == [""]:
            del lines[first]
        return [*lines, *self.comments.tail]

    def _map(self, tree: MappingNode, pad: str, model: type[Fields] | None) -> list[str]:
        lines: list[str] = []
        for name, (key, value) in _sorted(tree, model):
            inner = schema.by_name(model)[name].model if model and name in schema.by_name(model) else None
            lines += self._above(key, pad)
            lines += self._value(f"{pad}{quoted(name)}:", value, pad, inner, self.comments.beside.get(id(key), ()))
            lines += self._below(key, pad)
        return lines

    def _list(self, tree: SequenceNode, pad: str, model: type[Fields] | None) -> list[str]:
        lines: list[str] = []
        for item in tree.items:
            beside = self.comments.beside.get(id(item), ())
            lines += self._above(item, pad)
            inside: list[str] = []
            if isinstance(item, MappingNode) and item.entries:
                inside = self._map(item, pad + "  ", model)
            elif isinstance(item, SequenceNode) and item.items and not self._flow(item, len(pad) + 1):
                inside = self._list(item, pad + "  ", None)
            if inside:
                lines += [*(f"{pad}{comment}" for comment in beside), *_dashed(inside, pad)]
            else:
                lines += self._value(f"{pad}-", item, pad, None, beside)
            lines += self._below(item, pad)
        return lines

    def _value(self, head: str, value: Node, pad: str, model: type[Fields] | None, beside: Sequence[str]) -> list[str]:
        """A key or a dash with its value. A line holds one comment, so all but the last go above."""
        *above, comment = beside or ("",)
        lines = [f"{pad}{earlier}" for earlier in above]
        tail = f" {comment}" if comment else ""
        match value:
            case ScalarNode():
                text = value.text.strip()
                if _fits_a_block(text):
                    inside = [f"{pad}  {line}" if line else "" for line in text.split("\n")]
                    return [*lines, f"{head} |{tail}", *inside]
                written = quoted(text) if text or head.endswith("-") else ""
                return [*lines, f"{head} {written}".rstrip() + tail]
            case SequenceNode(items=[]) | MappingNode(entries={}) if not _has_any(value):
                return [*lines, f"{head} {_empty(value)}{tail}"]
            case SequenceNode():
                if flow := self._flow(value, len(head)):
                    return [*lines, f"{head} {flow}{tail}"]
                return [*lines, head + tail, *self._list(value, pad + "  ", model)]
        return [*lines, head + tail, *self._map(value, pad + "  ", model)]

    def _flow(self, tree: SequenceNode, column: int) -> str:
        """A list on one line, if its items are short, need no quotation marks and have no comments; else empty."""
        texts = [item.text.strip() for item in tree.items if isinstance(item, ScalarNode)]
        if len(texts) < len(tree.items) or any(self.comments.touch(item) for item in tree.items):
            return ""
        if not all(len(text) <= _SHORT and _FLOW.fullmatch(text) and _is_plain(text) for text in texts):
            return ""
        written = f"[{', '.join(texts)}]"
        return written if column + 1 + len(written) <= _WIDTH else ""

    def _above(self, node: Node, pad: str) -> list[str]:
        gap = [""] if id(node) in self.comments.gaps else []
        return [*gap, *(f"{pad}{comment}" for comment in self.comments.above.get(id(node), ()))]

    def _below(self, node: Node, pad: str) -> list[str]:
        return [f"{pad}{comment}" for comment in self.comments.below.get(id(node), ())]


def _dashed(lines: list[str], pad: str) -> list[str]:
    """A map or list as an item: the dash before its first line, comments above that line above the dash."""
    first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
    above = [f"{pad}{line.lstrip()}" for line in lines[:first]]
    return [*above, f"{pad}- {lines[first].lstrip()}", *lines[first + 1 :]]


def _has_any(node: SequenceNode | MappingNode) -> bool:
    return bool(node.items if isinstance(node, SequenceNode) else node.entries)


def _empty(node: SequenceNode | MappingNode) -> str:
    return "[]" if isinstance(node, SequenceNode) else "{}"


def _sorted(tree: MappingNode, model: type[Fields] | None) -> Iterable[tuple[str, tuple[ScalarNode, Node]]]:
    """The entries of a map in the order of its model, or of a translated text in the order of languages.

    Unchanged when there is an unknown key.
    """
    order = _order(model) if model else _LANGUAGES
    if not tree.entries.keys() <= order.keys():
        return tree.entries.items()
    return sorted(tree.entries.items(), key=lambda entry: order[entry[0]])


_LANGUAGES = {language: at for at, language in enumerate(SITE_LANGUAGES)}


@cache
def _order(model: type[Fields]) -> dict[str, int]:
    return {name: at for at, name in enumerate(schema.by_name(model))}


def _is_plain(text: str) -> bool:
    """Whether YAML reads a text unchanged without quotation marks, outside brackets."""
    return bool(_PLAIN_START.match(text)) and not _PLAIN_END.search(text) and text not in NOTHING


def quoted(text: str) -> str:
    """A text as a value on a line of its own, in quotation marks only where YAML needs them."""
    return text if _is_plain(text) else in_quotes(text)


def in_quotes(text: str) -> str:
    """A text as a value in quotation marks, whatever it holds."""
    # The escapes of JSON are also escapes of YAML, which refuses some characters that JSON leaves as they are.
    written = json.dumps(text, ensure_ascii=False)
    return re.sub(f"{CONTROL.pattern}|\ufeff", lambda found: f"\\u{ord(found[0]):04x}", written)


def _fits_a_block(text: str) -> bool:
    """Whether a text of several lines can be written below a `|` without losing a blank."""
    if "\n" not in text or CONTROL.search(text) or "\t" in text or "\r" in text:
        return False
    return all(line == line.rstrip() for line in text.split("\n"))
