"""Changes to the text of a file that leave comments and everything else as it was written: the tools of migrations."""

from veiviser.content import nodes
from veiviser.content.source import Source


def rename_key(path: str, text: str, old: str, new: str) -> str:
    """The text with another name for a field of its records: of the front matter or file, or of each item of a list.

    A record without the field, or with the new one already, stays as it is, and so does a file that is no YAML.
    """
    tree = nodes.parse(Source(path, text)).value
    records = tree.items if isinstance(tree, nodes.Sequence) else [tree]
    lines = text.split("\n")
    for record in records:
        if isinstance(record, nodes.Mapping) and old in record.entries and new not in record.entries:
            key = record.entries[old][0]
            line, start = lines[key.line - 1], key.column - 1
            start += line[start] in "\"'"
            lines[key.line - 1] = line[:start] + new + line[start + len(old) :]
    return "\n".join(lines)
