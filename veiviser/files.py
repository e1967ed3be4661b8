"""Files on disk, each written whole or not at all: what fails or is broken off leaves everything as it was.

New data first goes into a draft, a hidden file beside the one that it is for, which then takes its place in one step.
Every draft has a name of its own, so that two programs that write one file at the same time do not disturb each other:
the file holds what the one or the other wrote, whole. A program that is killed between the two steps leaves its draft.
No build reads it, and nothing deletes it, since nobody can tell it from the draft of a program that still runs.
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
from veiviser.problems import ExplainedError

# The end of the names of drafts, of originals that are kept while others change, and of folders in which new files wait
# for each other.
DRAFT = ".veiviser-new"
_WAITING = re.compile(rf"(\.[0-9a-f]{{16}})?{re.escape(DRAFT)}")  # once it had no number


class FileError(ExplainedError):
    """Why nothing was written. What was there is unchanged, unless the sentence says what is not."""


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

    What is no regular file, such as a pipe, gets the data directly, so that part of them may have gone into it when it
    fails. Raises FileError when it cannot be written.
    """
    with _explained(path):
        direct = path.exists() and not path.is_file()
        place = _led_to(path)
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
    """Replace a file that still holds the bytes `held`; its mode stays.

    It is read right before it is replaced: what somebody saves in the instant between the two is lost. Raises FileError
    when it holds something else by now, is a link, or cannot be written.
    """
    _refuse_link(path)
    with _draft(path, data) as draft, _explained(path):
        if path.read_bytes() != held:
            raise FileError("{path} was saved by somebody else meanwhile, and is as they left it.", path=str(path))
        draft.replace(path)


def replace_all(changes: Mapping[Path, bytes | None]) -> None:
    """Write, replace or (None) delete several files, and the folders around them: all or none. Modes stay.

    Every draft is written before the first file changes. Then the files change one by one in the order of `changes`, so
    that a program that is killed leaves the last ones as they were. The originals are kept beside them until all are
    changed, so that putting them back needs no room.

    Raises FileError when a file is a link or cannot be written; then all files are what they were before, but for those
    that cannot be put back, which the error names with the places where their originals are.
    """
    for path in changes:
        _refuse_link(path)
    drafts: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    with ExitStack() as stack:
        for path, data in changes.items():
            if data is not None:
                stack.enter_context(_folders(path.parent))
                drafts[path] = stack.enter_context(_draft(path, data))
        try:
            for path in changes:
                with _explained(path):
                    kept[path] = _kept(path) if path.exists() else None
                    if path in drafts:
                        drafts[path].replace(path)
                    else:
                        path.unlink()
        except BaseException as error:
            stuck = [left for path in kept if (left := _put_back(path, kept[path], drafts.get(path)))]
            if stuck:
                raise FileError(
                    "Writing several files was broken off ({error}), and these could not be put back: {paths}. "
                    "What is named behind an arrow is the original.",
                    error=_reason(error.__cause__ or error),
                    paths=", ".join(stuck),
                ) from error
            raise
        for original in filter(None, kept.values()):
            with suppress(OSError):
                original.unlink()


def lay_out(
    artifacts: Iterable[Artifact], folder: Path, may_stay: Callable[[Path], bool] = lambda _entry: False
) -> None:
    """Write files into a folder that is empty or does not exist, and the folders around them: all or none.

    What `may_stay` says yes to is no obstacle, and stays, unless it is a file and one of its name is to be written, in
    whatever case: on many machines the two could not lie beside each other.
    The files wait for each other in a hidden folder in there. One that a killed program left is deleted; a program that
    still runs in the same folder then fails, and this one does its work.

    Raises FileError when the folder holds something else or cannot be written, and what iterating `artifacts` raises.
    """
    refuse_unless_empty(folder, may_stay)
    waiting, moved = _hidden(folder), list[Path]()
    kept: dict[Path, Path] = {}
    with _folders(folder), _explained(folder):
        for left in [*folder.iterdir()]:
            if _waits(left):
                shutil.rmtree(left)
            elif not may_stay(left):
                raise _not_empty(folder, left)
        try:
            waiting.mkdir()
            for artifact in artifacts:
                path = waiting / artifact.path
                _make_below(waiting, path.parent)
                path.write_bytes(artifact.data)
            for entry in sorted(waiting.iterdir()):
                place = folder / entry.name
                for namesake in named_alike(folder, entry.name):
                    kept[namesake] = _kept(namesake)
                    namesake.unlink()
                if place.exists():
                    raise _not_empty(folder, place)
                moved.append(place)
                entry.rename(place)
            waiting.rmdir()
        except BaseException:
            for path in (waiting, *moved):
                _delete(path)
            for place, original in kept.items():
                with suppress(OSError):
                    original.replace(place)
            raise
        for original in kept.values():
            with suppress(OSError):
                original.unlink()


def named_alike(folder: Path, name: str) -> tuple[Path, ...]:
    """The files in a folder that have a name, in whatever case; none where the folder is not there."""
    if not folder.is_dir():
        return ()
    found = (entry for entry in folder.iterdir() if entry.name.casefold() == name.casefold())
    return tuple(sorted(entry for entry in found if entry.is_symlink() or not entry.is_dir()))


def refuse_unless_empty(folder: Path, may_stay: Callable[[Path], bool] = lambda _entry: False) -> None:
    """Raises FileError when the folder holds something that no killed `lay_out` left there, or is no folder.

    What `may_stay` says yes to does not count.
    """
    with _explained(folder):
        if folder.exists() and not folder.is_dir():
            raise FileError(
                "{folder} is a file; give a folder that is empty, or one that is not there yet.", folder=str(folder)
            )
        held = sorted(folder.iterdir()) if folder.exists() else []
        taken = [entry for entry in held if not (_waits(entry) or may_stay(entry))]
    if taken:
        raise _not_empty(folder, taken[0])


def _not_empty(folder: Path, held: Path) -> FileError:
    return FileError(
        "{folder} is not empty: {name} is in it. Give a folder that is, or one that is not there yet.",
        folder=str(folder if folder.name else folder.absolute()),
        name=f"{held.name}/" if held.is_dir() else held.name,
    )


def _waits(entry: Path) -> bool:
    """True for a folder in which new files wait for each other, by its name alone."""
    return _WAITING.fullmatch(entry.name) is not None and entry.is_dir() and not entry.is_symlink()


def _make_below(waiting: Path, folder: Path) -> None:
    """Makes a folder and those around it, up to `waiting`: when that is gone somebody else works here."""
    if folder != waiting and not folder.is_dir():
        _make_below(waiting, folder.parent)
        folder.mkdir()


@contextmanager
def _draft(path: Path, data: bytes) -> Iterator[Path]:
    """A hidden file with the data, beside `path` and with the mode of what is there; gone when the block is over.

    Nobody may read it before it has that mode. Where nothing is there it has the mode of any new file.
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
    """A name in a folder that nobody can foresee, and short, so that it fits whatever the files there are called."""
    return folder / f".{os.urandom(8).hex()}{DRAFT}"


def _kept(path: Path) -> Path:
    """A second name for a file, or a copy of it where the system gives it none. Raises OSError when neither can be."""
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
            "{path} could not be written ({error}), and is as it was; make room or get access, and try again.",
            path=str(path),
            error=_reason(error),
        ) from error


def _reason(error: BaseException | None) -> str:
    """What the system says, without the name of the file; the kind of anything else that breaks off the work."""
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__


def _led_to(path: Path) -> Path:
    """What a link leads to at last, be it there or not; any other path itself. Raises OSError for a link to itself."""
    if not path.is_symlink():
        return path
    place = Path(os.path.realpath(path))
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return place


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise FileError("{path} is a link; put the file itself there, and try again.", path=str(path))


def _put_back(path: Path, original: Path | None, draft: Path | None) -> str:
    """Puts an original in its place again, or nothing where nothing was. What cannot be put back, in words; else "".

    A draft that is still there has not taken the place of the file, so that there is nothing to put back.
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
