"""Files for a folder that is missing or empty: all of them land there, or none."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.problems import ExplainedError

_STAGING = ".veiviser-init"


class FolderError(ExplainedError):
    """Why nothing was written."""


def begin(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Writes the files into the folder; whatever happens on the way, a Ctrl-C too, leaves nothing behind.

    Raises FolderError when the folder holds something or cannot be written.
    """
    refuse_unless_empty(folder)
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    staging, moved = folder / _STAGING, list[Path]()
    try:
        for artifact in artifacts:
            path = staging / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.data)
        for entry in sorted(staging.iterdir()):
            moved.append(folder / entry.name)
            entry.rename(folder / entry.name)
        staging.rmdir()
    except OSError as error:
        _undo(staging, moved, made)
        raise _unwritten(folder, error) from error
    except BaseException:
        _undo(staging, moved, made)
        raise


def refuse_unless_empty(folder: Path) -> None:
    """Raises FolderError when the folder holds something, or is no folder."""
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise _unwritten(folder, error) from error
    if taken:
        raise FolderError(
            "{folder} is not empty; give a folder that is, or one that is not there yet.", folder=str(folder)
        )


def _undo(staging: Path, moved: Iterable[Path], made: Iterable[Path]) -> None:
    for path in (staging, *moved):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            path.unlink()
    for folder in made:  # innermost first
        with suppress(OSError):
            folder.rmdir()


def _unwritten(folder: Path, error: OSError) -> FolderError:
    return FolderError(
        "Nothing could be written to {folder} ({error}); make room or get access, and try again.",
        folder=str(folder),
        error=error.strerror or str(error),
    )
