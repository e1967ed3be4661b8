"""Changes single values in the text of a file: comments, order and all else stay as they were written."""

import re
from collections.abc import Iterable

from veiviser.content import nodes
from veiviser.content.canonical import canonical, meaning, quoted
from veiviser.content.models import Fields
from veiviser.content.source import Source
from veiviser.problems.problem import ExplainedError

# A value on one line, up to a comment: in quotation marks, or as it is.
_VALUE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#](?:[^#\n]|(?<=\S)#)*?)(?=\s*$|\s+#)""", re.MULTILINE)


class EditError(ExplainedError):
    """Why a file is to be changed by hand."""


def with_field(source: Source, model: type[Fields], name: str, value: str, loc: tuple[int, ...] = ()) -> str:
    """The text of a file with another value of one field of the record at `loc`, or with that field added.

    `model` is that of the file's records. A file in its canonical form is in it afterwards. Raises EditError for a
    file that is written so oddly that only a person can change it.
    """
    tree = nodes.parse(source).value
    record = nodes.at(tree, loc)
    if not isinstance(record, nodes.MappingNode):
        raise _by_hand(source, name, value)
    said = quoted(value)
    if name in record.entries:
        text = _replaced(source, record.entries[name], said)
    else:
        text = _added(source, record, f"{name}: {said}", in_list=bool(loc))
    after = Source(source.path, text)
    _prove(source, after, loc, name, value)
    return canonical(after, model) if canonical(source, model) == source.text else text


def with_item(source: Source, name: str, item: str) -> str:
    """The text of a file with one id more, the first, in a list of its record, or with a list of it alone.

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
    """The text of a file with another id at each of these places: line and column of values that are `old`.

    Raises EditError when one of them is written in another way than as the id alone.
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


def _replaced(source: Source, entry: tuple[nodes.ScalarNode, nodes.Node], said: str) -> str:
    key, value = entry
    lines = source.text.split("\n")
    at = value.line - 1
    found = _VALUE.match(lines[at], value.column - 1)
    if found and isinstance(value, nodes.ScalarNode) and (value.text or found[0] in ("''", '""')):
        lines[at] = lines[at][: found.start()] + said + lines[at][found.end() :]
    else:  # nothing stands behind the key
        at = key.line - 1
        end = lines[at].index(":", key.column - 1) + 1
        lines[at] = f"{lines[at][:end]} {said}{lines[at][end:]}"
    return "\n".join(lines)


def _with_item(source: Source, tree: nodes.MappingNode, name: str, item: str) -> str:
    key, value = tree.entries[name]
    lines = source.text.split("\n")
    row, column = value.line - 1, value.column - 1
    if isinstance(value, nodes.ScalarNode) and not value.text:
        row, column = key.line - 1, lines[key.line - 1].index(":", key.column - 1) + 1
        said = f" [{item}]"
    elif isinstance(value, nodes.SequenceNode) and lines[row][column] == "[":
        column += 1
        said = f"{item}, " if value.items else item
    elif isinstance(value, nodes.SequenceNode):
        said = f"- {item}\n{lines[row][:column]}"
    else:
        found = _VALUE.match(lines[row], column)
        if not found:
            raise _by_hand(source, name, item)
        lines[row] = f"{lines[row][: found.end()]}]{lines[row][found.end() :]}"
        said = f"[{item}, "
    lines[row] = lines[row][:column] + said + lines[row][column:]
    return "\n".join(lines)


def _added(source: Source, record: nodes.MappingNode, line: str, *, in_list: bool = False) -> str:
    """Below the other fields of a file, or above those of a record in a list, where it is known where that begins."""
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
    """Nothing but the one field reads differently; raises EditError when something does."""
    was, is_ = nodes.parse(before), nodes.parse(after)
    expected, found = meaning(was.value), meaning(is_.value)
    record = expected
    for step in loc:
        record = record[step]  # type: ignore[index]  # it was there
    assert isinstance(record, dict)
    record[name] = value
    if is_.problems or found != expected:
        raise _by_hand(before, name, value)
