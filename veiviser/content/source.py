"""Finds the files of a content root and reads their text."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from veiviser.content import characters
from veiviser.content.damage import faults
from veiviser.content.limits import LARGEST
from veiviser.problems.problem import Checked, Mark, Problem

# Faults reported in one file; editors do not fix more than this one by one.
_MOST_FAULTS = 500
_SOURCES = ("content", "templates")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text and its path relative to the root, with `/`.

    `damaged` are the lines (from 1) reported as damaged: nothing else is reported on them.
    """

    path: str
    text: str
    damaged: frozenset[int] = frozenset()


def find(root: Path) -> tuple[str, ...]:
    """The files below `root/content`, sorted; hidden files and folders, which belong to other tools, are left out."""
    if leads_out(root, "content"):
        return ()
    return tuple(sorted(path.relative_to(root).as_posix() for path in _walk(root / "content")))


def links_out(root: Path) -> tuple[str, ...]:
    """The links in `content` and `templates` that lead out of their folder: their targets must not be published."""
    found = [folder for folder in _SOURCES if leads_out(root, folder)]
    for folder in set(_SOURCES) - set(found):
        for where, folders, files in os.walk(root / folder):
            entries = (Path(where, name).relative_to(root).as_posix() for name in (*folders, *files))
            found += [entry for entry in entries if leads_out(root, entry)]
    return tuple(sorted(found))


def leads_out(root: Path, path: str) -> bool:
    """True for a link that leads out of `content` or `templates`; for these two themselves, out of the root."""
    if not (root / path).is_symlink():
        return False
    home = root / path.split("/", maxsplit=1)[0] if "/" in path else root
    return not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(home))


def _walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    try:
        entries = tuple(folder.iterdir())
    except OSError:
        yield folder  # reading it reports that it cannot be opened
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        else:
            yield entry


def read_source(root: Path, path: str) -> Checked[Source | None]:
    """The text of one file, normalised as in `examined`; None when it cannot be read as text."""
    try:
        raw = _first_bytes(root / path)
    except OSError:
        return Checked(None, (Problem(mark=Mark(path), code="unreadable-file"),))
    if len(raw) > LARGEST:
        values = {"size": str((root / path).stat().st_size), "kind": "bytes in the file", "limit": str(LARGEST)}
        return Checked(None, (Problem(mark=Mark(path), code="too-much", values=values),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return Checked(None, (Problem(mark=Mark(path, line, column), code="not-utf8"),))
    if raw.count(0) * 4 > len(raw):  # in UTF-16 every second byte of our letters is zero
        return Checked(None, (Problem(mark=Mark(path), code="not-utf8"),))
    found = examined(path, text)
    if "\r" not in text:
        return found
    return Checked(found.value, (Problem(mark=Mark(path), code="line-endings"), *found.problems))


def examined(path: str, text: str) -> Checked[Source | None]:
    """A text normalised as files are: NFC, with LF. None when it has conflict marks or control characters."""
    text = characters.normalised(text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = []
    for fault in islice(faults(text, _fields(path, text)), _MOST_FAULTS):
        mark = position(path, text, fault.offset)
        problems.append(Problem(mark=mark, code=fault.code, values=fault.values, suggestion=fault.meant))
    if any(problem.code == "merge-conflict" for problem in problems) or characters.CONTROL.search(text):
        return Checked(None, tuple(problems))
    return Checked(Source(path, text, frozenset(problem.mark.line for problem in problems)), tuple(problems))


def _fields(path: str, text: str) -> int:
    """The number of characters at the beginning of a file that are YAML."""
    end = text.find("\n---", 3) if path.endswith(".md") else -1
    return len(text) if end < 0 else end


def _first_bytes(path: Path) -> bytes:
    """A file's bytes, at most one more than allowed; raises OSError for anything but a regular file, such as a pipe."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(f"{path} is not a file")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def position(path: str, text: str, offset: int, *, line: int = 1) -> Mark:
    """The mark of the character at `offset` in `text`, which begins on line `line` of the file."""
    return Mark(path, line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))
