"""Atomic file writes: a file is written completely or not at all, and a failure leaves everything as it was.

New data first goes into a draft, a hidden file beside the target, which then replaces the target in one step. Every
draft has a unique name, so that two programs that write one file at the same time do not disturb each other: the file
holds what one or the other wrote, complete. A program that is killed between the two steps leaves its draft behind. No
build reads it, and nothing deletes it, since it cannot be distinguished from the draft of a running program.
"""

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.problems.problem import ExplainedError

# Suffix of drafts, of backups that are kept while other files change, and of the staging folders of `lay_out`.
DRAFT = ".veiviser-new"
_STAGING = re.compile(rf"(\.[0-9a-f]{{16}})?{re.escape(DRAFT)}")  # earlier versions used no random number


class FileError(ExplainedError):
    """Nothing was written; the message says why. Files are unchanged, except those that the message names."""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, and its parent folders.

    Raises FileError when the file exists or cannot be written; new folders are then removed again.
    """
    with _folders(path.parent), _draft(path, data) as draft, _explained(path):
        try:
            os.link(draft, path)
        except FileExistsError as error:
            raise FileError("{path} is there already, and is as it was.", path=str(path)) from error


def replace(path: Path, data: bytes) -> None:
    """Write a file, new or existing, in an existing folder. A symbolic link is kept, and its target is written.

    A special file such as a pipe is written directly, so that part of the data may have gone into it when writing
    fails. Raises FileError when it cannot be written.
    """
    with _explained(path):
        direct = path.exists() and not path.is_file()
        place = _link_target(path)
    if direct:
        try:
            path.write_bytes(data)
        except OSError as error:
            raise FileError(
                "{path} could not be written ({error}); make room or get access, and try again.",
                path=str(path),
                error=_reason(error),
            ) from error
        return
    with _draft(place, data) as draft, _explained(path):
        draft.replace(place)


def replace_unchanged(path: Path, held: bytes, data: bytes) -> None:
    """Replace a file that still holds the bytes `held`; its mode is kept.

    It is read right before it is replaced: a change saved between the two is lost. Raises FileError when the file holds
    something else, is a link, or cannot be written.
    """
    _refuse_link(path)
    with _draft(path, data) as draft, _explained(path):
        if path.read_bytes() != held:
            raise FileError("{path} was saved by somebody else meanwhile, and is as they left it.", path=str(path))
        draft.replace(path)


def replace_all(changes: Mapping[Path, bytes | None]) -> None:
    """Write, replace or (None) delete several files, and create their parent folders: all or none. Modes are kept.

    Every draft is written before the first file changes. Then the files change one by one in the order of `changes`, so
    that a program that is killed leaves the last ones as they were. Backups are kept beside the files until all are
    changed, so that restoring them needs no disk space.

    Raises FileError when a file is a link or cannot be written; all files are then restored, except those that cannot
    be, which the error names together with the paths of their backups.
    """
    for path in changes:
        _refuse_link(path)
    drafts: dict[Path, Path] = {}
    backups: dict[Path, Path | None] = {}
    with ExitStack() as stack:
        for path, data in changes.items():
            if data is not None:
                stack.enter_context(_folders(path.parent))
                drafts[path] = stack.enter_context(_draft(path, data))
        try:
            for path in changes:
                with _explained(path):
                    backups[path] = _backup(path) if path.exists() else None
                    if path in drafts:
                        drafts[path].replace(path)
                    else:
                        path.unlink()
        except BaseException as error:
            stuck = [left for path in backups if (left := _restore(path, backups[path], drafts.get(path)))]
            if stuck:
                raise FileError(
                    "Writing several files was broken off ({error}), and these could not be put back: {paths}. "
                    "What is named behind an arrow is the original.",
                    error=_reason(error.__cause__ or error),
                    paths=", ".join(stuck),
                ) from error
            raise
        for original in filter(None, backups.values()):
            with suppress(OSError):
                original.unlink()


def lay_out(
    artifacts: Iterable[Artifact], folder: Path, may_stay: Callable[[Path], bool] = lambda _entry: False
) -> None:
    """Write files into a folder that is empty or does not exist, and create their parent folders: all or none.

    Entries for which `may_stay` is true are allowed and kept, except a file whose name differs from a new one at most
    in case, which is replaced: on many machines the two cannot exist in one folder.
    The files are collected in a hidden staging folder inside `folder`. A staging folder left by a killed program is
    deleted; if that program is still running, it fails and this one succeeds.

    Raises FileError when the folder holds other entries or cannot be written; passes on exceptions of `artifacts`.
    """
    refuse_unless_empty(folder, may_stay)
    staging, moved = _hidden(folder), list[Path]()
    backups: dict[Path, Path] = {}
    with _folders(folder), _explained(folder):
        for left in [*folder.iterdir()]:
            if _is_staging(left):
                shutil.rmtree(left)
            elif not may_stay(left):
                raise _not_empty(folder, left)
        try:
            staging.mkdir()
            for artifact in artifacts:
                path = staging / artifact.path
                _make_below(staging, path.parent)
                path.write_bytes(artifact.data)
            for entry in sorted(staging.iterdir()):
                place = folder / entry.name
                for namesake in named_alike(folder, entry.name):
                    backups[namesake] = _backup(namesake)
                    namesake.unlink()
                if place.exists():
                    raise _not_empty(folder, place)
                moved.append(place)
                entry.rename(place)
            staging.rmdir()
        except BaseException:
            for path in (staging, *moved):
                _delete(path)
            for place, original in backups.items():
                with suppress(OSError):
                    original.replace(place)
            raise
        for original in backups.values():
            with suppress(OSError):
                original.unlink()


def named_alike(folder: Path, name: str) -> tuple[Path, ...]:
    """The files and links in a folder with a name, ignoring case; empty when the folder does not exist."""
    if not folder.is_dir():
        return ()
    found = (entry for entry in folder.iterdir() if entry.name.casefold() == name.casefold())
    return tuple(sorted(entry for entry in found if entry.is_symlink() or not entry.is_dir()))


def refuse_unless_empty(folder: Path, may_stay: Callable[[Path], bool] = lambda _entry: False) -> None:
    """Raises FileError when `folder` is a file, or a folder that is not empty.

    Entries for which `may_stay` is true, and staging folders left by a killed `lay_out`, do not count.
    """
    with _explained(folder):
        if folder.exists() and not folder.is_dir():
            raise FileError(
                "{folder} is a file; give a folder that is empty, or one that is not there yet.", folder=str(folder)
            )
        held = sorted(folder.iterdir()) if folder.exists() else []
        taken = [entry for entry in held if not (_is_staging(entry) or may_stay(entry))]
    if taken:
        raise _not_empty(folder, taken[0])


def _not_empty(folder: Path, held: Path) -> FileError:
    return FileError(
        "{folder} is not empty: {name} is in it. Give a folder that is, or one that is not there yet.",
        folder=str(folder if folder.name else folder.absolute()),
        name=f"{held.name}/" if held.is_dir() else held.name,
    )


def _is_staging(entry: Path) -> bool:
    """True for a staging folder of `lay_out`, judged by its name."""
    return _STAGING.fullmatch(entry.name) is not None and entry.is_dir() and not entry.is_symlink()


def _make_below(staging: Path, folder: Path) -> None:
    """Makes a folder and its parents below `staging`. Fails when `staging` is gone: another program then took over."""
    if folder != staging and not folder.is_dir():
        _make_below(staging, folder.parent)
        folder.mkdir()


@contextmanager
def _draft(path: Path, data: bytes) -> Iterator[Path]:
    """A hidden file with the data, beside `path` and with its mode; deleted after the block.

    Until it has that mode, only its owner can read it. When `path` does not exist, it has the default mode.
    """
    draft = _hidden(path.parent)
    try:
        with _explained(path):
            mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
            with open(draft, "xb", opener=partial(os.open, mode=0o666 if mode is None else 0o600)) as file:
                file.write(data)
            if mode is not None:
                draft.chmod(mode)
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink()


def _hidden(folder: Path) -> Path:
    """An unpredictable path in a folder; short, so that its name fits whatever the target is called."""
    return folder / f".{os.urandom(8).hex()}{DRAFT}"


def _backup(path: Path) -> Path:
    """A backup of a file: a hard link, or a copy where the system allows none. Raises OSError when neither works."""
    original = _hidden(path.parent)
    try:
        os.link(path, original)
    except OSError:
        try:
            shutil.copy2(path, original)
        except BaseException:
            with suppress(OSError):
                original.unlink()
            raise
    return original


@contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """Makes a folder and its parents; removes the new ones when the block fails."""
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
    """Turns an OSError into a FileError that names the file or folder."""
    try:
        yield
    except OSError as error:
        raise FileError(
            "{path} could not be written ({error}), and is as it was; make room or get access, and try again.",
            path=str(path),
            error=_reason(error),
        ) from error


def _reason(error: BaseException | None) -> str:
    """The system's message without the file name; for other exceptions the name of their type."""
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__


def _link_target(path: Path) -> Path:
    """The final target of a link, existing or not; any other path itself. Raises OSError for a circular link."""
    if not path.is_symlink():
        return path
    place = Path(os.path.realpath(path))
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return place


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise FileError("{path} is a link; put the file itself there, and try again.", path=str(path))


def _restore(path: Path, original: Path | None, draft: Path | None) -> str:
    """Restores a file from its backup, or deletes it when it is new. A description of what failed, else "".

    When the draft still exists, the file has not been replaced, so that nothing needs to be restored.
    """
    try:
        if draft.exists() if draft else path.exists():
            if original:
                original.unlink()
        elif original:
            original.replace(path)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return f"{path} → {original}" if original else str(path)
    return ""


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        path.unlink()
