"""The folder beside a root in which the program keeps what it knows, and the digest of the program that knew it."""

import os
import platform
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from veiviser.build.files import replace

# The folder, in each root. Git ignores it, and it may be deleted at any time.
FOLDER = ".cache/veiviser"
_LIBRARIES = (
    "Babel", "email-validator", "Jinja2", "Markdown", "MarkupSafe", "nh3", "pagefind", "pagefind-bin", "phonenumberslite",
    "pydantic", "python-dateutil", "python-stdnum", "PyYAML", "rapidfuzz", "segno", "typst", "tzdata",
)  # fmt: skip


def prepare_cache(folder: Path) -> None:
    """Makes the folder of the cache, which git ignores. Raises OSError and FileError."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".gitignore").exists():
        replace(folder / ".gitignore", b"*\n")


def program_digest(*more: Path) -> bytes:
    """The digest of the program, of the libraries that it reads and makes pages with, and of `more` folders."""
    found = blake2b(digest_size=16)
    found.update(f"{platform.python_version()} {' '.join(map(_version, _LIBRARIES))}".encode())
    for folder in (Path(__file__).parents[1], *more):
        for path in _files(folder):
            found.update(f"\0{path[len(str(folder)) :]}\0".encode())
            with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123  # os.walk gives strings
                found.update(file.read())
    return found.digest()


def _files(folder: Path) -> list[str]:
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [f"{where}/{name}" for name in sorted(names)]
    return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
