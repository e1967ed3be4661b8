"""Changes single values in the text of a file; comments, order and everything else stay as they are."""

import re
from collections.abc import Iterable

from veiviser.content import nodes
from veiviser.content.canonical import canonical, meaning, quoted
from veiviser.content.models import Fields
from veiviser.content.source import Source
from veiviser.problems.problem import ExplainedError

# A value on one line, up to a comment: quoted or plain.
_VALUE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#](?:[^#\n]|(?<=\S)#)*?)(?=\s*$|\s+#)""", re.MULTILINE)


class EditError(ExplainedError):
    """Why a file must be changed by hand."""


def with_field(source: Source, model: type[Fields], name: str, value: str, loc: tuple[int, ...] = ()) -> str:
    """The text of a file in which one field of the record at `loc` has this value; the field is added when missing.

    `model` is the model of the file's records. A file in canonical form stays in it. Raises EditError when the file is
    written in a way that this cannot change safely.
    """
    tree = nodes.parse(source).value
    record = nodes.at(tree, loc)
    if not isinstance(record, nodes.MappingNode):
        raise _by_hand(source, name, value)
    written = quoted(value)
    if name in record.entries:
        text = _replaced(source, record.entries[name], written)
    else:
        text = _added(source, record, f"{name}: {written}", in_list=bool(loc))
    after = Source(source.path, text)
    _prove(source, after, loc, name, value)
    return canonical(after, model) if canonical(source, model) == source.text else text


def with_item(source: Source, name: str, item: str) -> str:
    """The text of a file with an id put first in a list of its record; the list is added when missing.

    Raises EditError as `with_field` does.
    """
    tree = nodes.parse(source).value
    if not isinstance(tree, nodes.MappingNode):
        raise _by_hand(source, name, item)
    text = _with_item(source, tree, name, item) if name in tree.entries else _added(source, tree, f"{name}: [{item}]")
    found, expected = meaning(nodes.parse(Source(source.path, text)).value), meaning(tree)
    assert isinstance(expected, dict)
    held = expected.get(name) or []
    expected[name] = [item, *(held if isinstance(held, list) else [held])]
    if found != expected:
        raise _by_hand(source, name, item)
    return text


def swapped(source: Source, places: Iterable[tuple[int, int]], old: str, new: str) -> str:
    """The text of a file with `new` instead of `old` at each of these places (line and column, from 1).

    Raises EditError when the text at a place is not the plain or quoted id.
    """
    lines = source.text.split("\n")
    for line, column in sorted(places, reverse=True):
        here = lines[line - 1]
        start = column - 1 + (here[column - 1 : column] in ("'", '"'))
        if not here.startswith(old, start):
            raise _by_hand(source, old, new)
        lines[line - 1] = here[:start] + new + here[start + len(old) :]
    return "\n".join(lines)


def _by_hand(source: Source, what: str, value: str) -> EditError:
    return EditError(
        "{path} is written in a way that only a person can change: put in “{value}” for “{what}” by hand.",
        path=source.path,
        value=value,
        what=what,
    )


def _replaced(source: Source, entry: tuple[nodes.ScalarNode, nodes.Node], written: str) -> str:
    key, value = entry
    lines = source.text.split("\n")
    at = value.line - 1
    found = _VALUE.match(lines[at], value.column - 1)
    if found and isinstance(value, nodes.ScalarNode) and (value.text or found[0] in ("''", '""')):
        lines[at] = lines[at][: found.start()] + written + lines[at][found.end() :]
    else:  # the key has no value
        at = key.line - 1
        end = lines[at].index(":", key.column - 1) + 1
        lines[at] = f"{lines[at][:end]} {written}{lines[at][end:]}"
    return "\n".join(lines)


def _with_item(source: Source, tree: nodes.MappingNode, name: str, item: str) -> str:
    key, value = tree.entries[name]
    lines = source.text.split("\n")
    row, column = value.line - 1, value.column - 1
    if isinstance(value, nodes.ScalarNode) and not value.text:
        row, column = key.line - 1, lines[key.line - 1].index(":", key.column - 1) + 1
        written = f" [{item}]"
    elif isinstance(value, nodes.SequenceNode) and lines[row][column] == "[":
        column += 1
        written = f"{item}, " if value.items else item
    elif isinstance(value, nodes.SequenceNode):
        written = f"- {item}\n{lines[row][:column]}"
    else:
        found = _VALUE.match(lines[row], column)
        if not found:
            raise _by_hand(source, name, item)
        lines[row] = f"{lines[row][: found.end()]}]{lines[row][found.end() :]}"
        written = f"[{item}, "
    lines[row] = lines[row][:column] + written + lines[row][column:]
    return "\n".join(lines)


def _added(source: Source, record: nodes.MappingNode, line: str, *, in_list: bool = False) -> str:
    """The line is added below the fields of a file, or above those of a record in a list (where its start is known)."""
    lines = source.text.split("\n")
    if not in_list and source.path.endswith(".md"):
        _, _, _, body_line = nodes.front_matter(source) or ("", 1, "", 2)
        return "\n".join([*lines[: body_line - 2], line, *lines[body_line - 2 :]])
    if not in_list:
        return f"{source.text.rstrip()}\n{line}\n"
    row, column = nodes.first_key(record, ())
    before = lines[row - 1][: column - 1]
    lines[row - 1 : row] = [before + line, " " * len(before) + lines[row - 1][column - 1 :]]
    return "\n".join(lines)


def _prove(before: Source, after: Source, loc: tuple[int, ...], name: str, value: str) -> None:
    """Raises EditError unless the two texts differ in meaning in this one field only."""
    was, is_ = nodes.parse(before), nodes.parse(after)
    expected, found = meaning(was.value), meaning(is_.value)
    record = expected
    for step in loc:
        record = record[step]  # type: ignore[index]  # `loc` exists in `before`
    assert isinstance(record, dict)
    record[name] = value
    if is_.problems or found != expected:
        raise _by_hand(before, name, value)
