"""Finds records outside the content folder, where they would be ignored without notice."""

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from veiviser.content import names
from veiviser.content.models import KINDS
from veiviser.content.source import Source, read_source

_CONTENT = "content"
_FOLDERS = frozenset(kind.path.split("/")[1] for kind in KINDS.values() if kind.path.endswith("/"))
# Bytes; a longer file is not a record.
_LARGEST = 100_000


def strays(root: Path, there: AbstractSet[str]) -> Iterator[tuple[str, names.Misnamed]]:
    """The paths of such files, each with its reason and the right path; `there` are the paths that are read."""
    for path in sorted(_beside(root)):
        source = _source(root, path)
        wrong = names.unread(path, source.text, there) if source else None
        if wrong:
            yield path, replace(wrong, meant=_home(path, wrong.meant, there))


def _beside(root: Path) -> Iterator[str]:
    """Files directly in the root, and in its folders with the name of a content folder."""
    found = list[os.DirEntry[str]]()
    with suppress(OSError), os.scandir(root) as entries:  # a root that cannot be read is reported elsewhere
        found = [entry for entry in entries if not entry.name.startswith(".") and not entry.is_symlink()]
    for entry in found:
        if entry.is_file():
            yield entry.name
        elif entry.name in _FOLDERS or _is_another_content(root, entry):
            for folder, _, files in os.walk(entry.path):
                yield from (Path(folder, name).relative_to(root).as_posix() for name in files)


def _is_another_content(root: Path, entry: os.DirEntry[str]) -> bool:
    """True for `Content` beside `content`, on a file system that tells them apart."""
    own = root / _CONTENT
    is_other = entry.name != _CONTENT and entry.name.lower() == _CONTENT
    return is_other and not (own.is_dir() and own.samefile(entry.path))


def _source(root: Path, path: str) -> Source | None:
    """The file's text if it may be a record; other files of a repository begin differently."""
    file = root / path
    if not names.may_be_record(path) or file.is_symlink() or file.stat().st_size > _LARGEST:
        return None
    source = read_source(root, path).value
    return source if source and (source.text.startswith("---\n") or path.endswith((".yaml", ".yml"))) else None


def _home(path: str, meant: str | None, there: AbstractSet[str]) -> str | None:
    """The same folder below `content/` where that fits the kind and is free, else the folder of the kind."""
    first, _slash, rest = path.partition("/")
    inside = f"{_CONTENT}/{rest if first.lower() == _CONTENT else path}"
    name = (meant or "").rpartition("/")[2]
    same = f"{inside.rpartition('/')[0]}/{name}"
    is_of_the_kind = meant is not None and same.startswith(meant.rpartition("/")[0] + "/")
    return same if is_of_the_kind and same not in there else meant
