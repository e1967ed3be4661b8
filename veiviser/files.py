"""Files on disk, each written whole or not at all: what fails or is broken off leaves everything as it was.

New data first goes into a draft, a hidden file beside the one that it is for, which then takes its place in one step. A
program that is killed between the two leaves a draft, which no build reads and the next writing replaces.
"""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.problems import ExplainedError

# The end of the names of drafts, and the name of the folder in which new files wait for each other.
DRAFT = ".veiviser-new"


class FileError(ExplainedError):
    """Why nothing was written. What was there is unchanged."""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, and the folders around it.

    Raises FileError when there is such a file, or when it cannot be written; then the folders are removed again.
    """
    with _folders(path.parent), _draft(path, data) as draft, _explained(path):
        try:
            os.link(draft, path)
        except FileExistsError as error:
            raise FileError("{path} is there already, and is as it was.", path=str(path)) from error


def replace(path: Path, data: bytes) -> None:
    """Write a file whether it exists or not, in a folder that does. A link stays, and what it leads to is written.

    What is no regular file, such as a pipe, gets the data directly. Raises FileError when it cannot be written.
    """
    with _explained(path):
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        place = path.resolve() if path.is_symlink() else path
    with _draft(place, data) as draft, _explained(path):
        draft.replace(place)


def replace_unchanged(path: Path, held: bytes, data: bytes) -> None:
    """Replace a file that still holds the bytes `held`; its mode stays.

    Raises FileError when it holds something else by now, is a link, or cannot be written.
    """
    _refuse_link(path)
    with _draft(path, data) as draft, _explained(path):
        if path.read_bytes() != held:
            raise FileError("{path} was saved by somebody else meanwhile, and is as they left it.", path=str(path))
        draft.replace(path)


def replace_all(changes: Mapping[Path, bytes | None]) -> None:
    """Write, replace or (None) delete several files, and the folders around them: all or none. Modes stay.

    Every draft is written before the first file changes. Then the files change one by one in the order of `changes`, so
    that a program that is killed leaves the last ones as they were.

    Raises FileError when a file is a link or cannot be written; then all files hold what they held before.
    """
    for path in changes:
        _refuse_link(path)
    held: dict[Path, bytes | None] = {}
    drafts: dict[Path, Path] = {}
    with ExitStack() as stack:
        for path, data in changes.items():
            if data is not None:
                stack.enter_context(_folders(path.parent))
                drafts[path] = stack.enter_context(_draft(path, data))
        try:
            for path in changes:
                with _explained(path):
                    held[path] = path.read_bytes() if path.exists() else None
                    if path in drafts:
                        drafts[path].replace(path)
                    else:
                        path.unlink()
        except BaseException:
            for path, data in held.items():
                _put_back(path, data)
            raise


def lay_out(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Write files into a folder that is empty or does not exist, and the folders around them: all or none.

    Raises FileError when the folder holds something or cannot be written, and what iterating `artifacts` raises.
    """
    refuse_unless_empty(folder)
    waiting, moved = folder / DRAFT, list[Path]()
    with _folders(folder), _explained(folder):
        try:
            waiting.mkdir()
            for artifact in artifacts:
                path = waiting / artifact.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(artifact.data)
            for entry in sorted(waiting.iterdir()):
                moved.append(folder / entry.name)
                entry.rename(folder / entry.name)
            waiting.rmdir()
        except BaseException:
            for path in (waiting, *moved):
                _delete(path)
            raise


def refuse_unless_empty(folder: Path) -> None:
    """Raises FileError when the folder holds something, or is no folder."""
    with _explained(folder):
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if taken:
        raise FileError(
            "{folder} is not empty; give a folder that is, or one that is not there yet.", folder=str(folder)
        )


@contextmanager
def _draft(path: Path, data: bytes) -> Iterator[Path]:
    """A hidden file with the data, beside `path` and with the mode of what is there; gone when the block is over."""
    draft = path.with_name(f".{path.name}{DRAFT}")
    try:
        with _explained(path):
            draft.unlink(missing_ok=True)  # whatever has that name: a link must not lead the data elsewhere
            with draft.open("xb") as file:
                file.write(data)
            if path.exists():
                draft.chmod(stat.S_IMODE(path.stat().st_mode))
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink()


@contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """Makes a folder and those around it; those that it made are removed when the block fails."""
    with _explained(folder):
        made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in made:  # the innermost first
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the system refuses, as a sentence that names the file or folder that was to be written."""
    try:
        yield
    except OSError as error:
        raise FileError(
            "{path} could not be written ({error}), and nothing is changed; make room or get access, and try again.",
            path=str(path),
            error=error.strerror or str(error),
        ) from error


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise FileError("{path} is a link; put the file itself there, and try again.", path=str(path))


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        replace(path, data)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        path.unlink()
