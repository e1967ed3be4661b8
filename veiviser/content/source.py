"""Find the files of a content root and read their text."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from veiviser.content.limits import LARGEST
from veiviser.problems import Checked, Mark, Problem

# What YAML refuses, the three characters that YAML counts as line ends though editors do not, and those that turn the
# direction of what follows them: with those a text reads differently from what it says, in a review as on a page.
CONTROL = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufeff\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SOURCES = ("content", "templates")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text and its path relative to the root, with `/`."""

    path: str
    text: str


def find(root: Path) -> tuple[str, ...]:
    """The files below `root/content`, sorted; hidden files and folders, which belong to other tools, are left out."""
    if leads_out(root, "content"):
        return ()
    return tuple(sorted(path.relative_to(root).as_posix() for path in _walk(root / "content")))


def links_out(root: Path) -> tuple[str, ...]:
    """The links among the sources that lead out of the folder they lie in: what they lead to is nobody's to publish."""
    found = [folder for folder in _SOURCES if leads_out(root, folder)]
    for folder in set(_SOURCES) - set(found):
        for where, folders, files in os.walk(root / folder):
            entries = (Path(where, name).relative_to(root).as_posix() for name in (*folders, *files))
            found += [entry for entry in entries if leads_out(root, entry)]
    return tuple(sorted(found))


def leads_out(root: Path, path: str) -> bool:
    """True for a link that leads out of `content` or `templates`; for one of these two, out of the root."""
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


def _first_bytes(path: Path) -> bytes:
    """A file's bytes, at most one more than may be read; raises OSError for what is no file, such as a pipe."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(f"{path} is not a file")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def position(path: str, text: str, offset: int, *, line: int = 1) -> Mark:
    """The mark of a character of `text`, whose first line is line `line` of the file."""
    return Mark(path, line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))
