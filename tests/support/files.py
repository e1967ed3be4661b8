"""Reads all files of a folder, and writes files below content/."""

import shutil
from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """The contents of every file below a folder, by path relative to it, but for what the program keeps in `.cache`."""
    paths = {path.relative_to(folder): path for path in folder.rglob("*")}
    return {
        at.as_posix(): path.read_bytes() for at, path in paths.items() if path.is_file() and ".cache" not in at.parts
    }


def copied_region(root: Path, to: Path) -> Path:
    """A copy of a region without what builds and checks have left in it."""
    return shutil.copytree(root, to, ignore=shutil.ignore_patterns(".cache", "site"))


def write(root: Path, path: str, text: str) -> None:
    """Writes a file below the content/ of a root."""
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths of files that only one of two folders has, or that differ."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))
