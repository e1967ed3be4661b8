"""Find the files of a content root and read their text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from veiviser.problems import Checked, Mark, Problem

# What YAML refuses, and the three characters that YAML counts as line ends though editors do not.
CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufeff\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text and its path relative to the root, with `/`."""

    path: str
    text: str


def find(root: Path) -> tuple[str, ...]:
    """The files below `root/content`, sorted; hidden files and folders, which belong to other tools, are left out."""
    return tuple(sorted(path.relative_to(root).as_posix() for path in _walk(root / "content")))


def _walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    try:
        entries = tuple(folder.iterdir())
    except OSError:
        yield folder  # reading it says that it cannot be opened
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        else:
            yield entry


def read_source(root: Path, path: str) -> Checked[Source | None]:
    """The text of one file with line ends as LF; None when it cannot be read as text."""
    try:
        raw = (root / path).read_bytes()
    except OSError:
        return Checked(None, (Problem(mark=Mark(path), code="unreadable-file"),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return Checked(None, (Problem(mark=Mark(path, line, column), code="not-utf8"),))
    problems = []
    if "\r" in text:
        problems.append(Problem(mark=Mark(path), code="line-endings"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        mark = position(path, text, found.start())
        return Checked(
            None,
            (*problems, Problem(mark=mark, code="control-character", values={"character": f"U+{ord(found[0]):04X}"})),
        )
    return Checked(Source(path, text), tuple(problems))


def position(path: str, text: str, offset: int, *, line: int = 1) -> Mark:
    """The mark of a character of `text`, whose first line is line `line` of the file."""
    return Mark(path, line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))
