"""Publishes the finished site to disk: writes it beside the old one, then swaps the two in one step.

Three folders are involved, all in the same parent: `site`, `.site.staging` (the new site while it is written, the old
one after the swap) and, where two folders cannot be exchanged atomically, `.site.old.staging` (the old site between two
renames). A build may be killed at any point; each build first cleans up after an earlier one.
"""

import ctypes
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from veiviser.artifacts import Artifact, KeptFile
from veiviser.problems.problem import ExplainedError

MARKER = ".veiviser"
_MARK = b"Veiviser wrote this folder, and replaces all of it in each build.\n"
_SOURCES = ("content", "templates", ".cache")
_SECONDS_BETWEEN_TRIES = 0.02


class PublishError(ExplainedError):
    """The site was not published; the message says why."""


def prepare(out: Path, *, root: Path, patience: float = 60) -> None:
    """For the start of a build: refuses early what `publish` would refuse, and cleans up after a killed build.

    Raises PublishError. `patience` as for `publish`.
    """
    out = _checked(out, root)
    if out.parent.is_dir():
        with _alone(out, patience), _as_publish_error(out):
            _clean_up(out)


def publish(
    artifacts: Iterable[Artifact | KeptFile],
    out: Path,
    *,
    root: Path,
    patience: float = 60,
    written: Callable[[int], None] = lambda _count: None,
) -> Mapping[str, os.stat_result]:
    """Makes the folder `out` hold these files and no others, or leaves it as it is.

    `out` may be missing, empty, or a site published earlier; anything else is refused, so that nobody loses a folder
    of their own to a mistyped option. `root` is the folder that holds `content/`; `out` may lie in it. Another build
    that is publishing beside `out` is waited for, at most `patience` seconds. When all files are written beside the old
    site, `written` is told how many they are.

    The result is how each new file was on the disk when it was written, by path.

    Raises PublishError when `out` is refused, the wait is over or writing fails, and ValueError when two files have
    the same path or a path leads out of the site. Exceptions from iterating `artifacts` are passed on.
    """
    out = _checked(out, root)
    with _as_publish_error(out):
        out.parent.mkdir(parents=True, exist_ok=True)
    with _alone(out, patience), _staging(out) as staging:
        count, states = _write(artifacts, staging, out)
        written(count)
        _checked(out, root)
        with _as_publish_error(out):
            _swap(staging, out)
        return states


def _checked(out: Path, root: Path) -> Path:
    """`out` as an absolute path without links, when a build may replace it. Raises PublishError."""
    with _as_publish_error(out):
        return _resolved(out, root)


def _resolved(out: Path, root: Path) -> Path:
    """As `_checked`, but an OSError is passed on as it is."""
    given = {"out": str(out)}
    linked = out.is_symlink()
    out, root = Path(os.path.realpath(out)), root.resolve()  # resolve() fails at a link that leads to itself
    if root.is_relative_to(out):
        raise PublishError("{out} holds the content itself; give the site a folder of its own.", **given)
    if any(out.is_relative_to(root / source) for source in _SOURCES):
        raise PublishError("{out} is among the sources of the site; give the site a folder outside them.", **given)
    if linked:
        raise PublishError("{out} is a link; give the folder that it points to.", **given)
    if os.path.ismount(out):
        raise PublishError("{out} is a mount point, which cannot be replaced; give a folder inside it.", **given)
    if out.exists() and not out.is_dir():
        raise PublishError("{out} is a file; give the site a folder.", **given)
    names = {path.name for path in out.iterdir()} if out.exists() else set()
    if names and MARKER not in names:
        raise PublishError(
            "{out} holds files that Veiviser did not write; give an empty folder, or empty this one yourself.", **given
        )
    if ".git" in names:
        raise PublishError(
            "{out} holds a git repository, which the build would delete; give another folder and copy from there.",
            **given,
        )
    return out


@contextmanager
def _as_publish_error(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishError(
            "The site could not be written to {out} ({error}), and what was there is unchanged; "
            "make room or get access, and build again.",
            out=str(out),
            error=error.strerror or str(error),
        ) from error


# One build at a time. The lock is on the parent folder, which exists anyway and is never swapped; the kernel releases
# it however the process ends. Processes forked meanwhile release it, so that orphans block nobody.

_locks: set[int] = set()


def _release() -> None:
    while _locks:
        os.close(_locks.pop())


if sys.platform != "win32":
    import fcntl

    os.register_at_fork(after_in_child=_release)


@contextmanager
def _alone(out: Path, patience: float) -> Iterator[None]:
    """Holds the lock on the parent of `out`; does nothing where there are no locks (Windows, some network disks)."""
    if sys.platform == "win32":
        yield
        return
    with _as_publish_error(out):
        lock = os.open(out.parent, os.O_RDONLY | os.O_DIRECTORY)
    _locks.add(lock)
    try:
        deadline = time.monotonic() + patience
        while not _locked(lock):
            if time.monotonic() >= deadline:
                raise PublishError(
                    "Another build is writing beside {out}; wait until it is done, or stop it, and build again.",
                    out=str(out),
                )
            time.sleep(_SECONDS_BETWEEN_TRIES)
        yield
    finally:
        if lock in _locks:
            _locks.remove(lock)
            os.close(lock)


def _locked(lock: int) -> bool:
    """Tries to take the lock; False when another process holds it. True where the file system has no locks."""
    if sys.platform != "win32":
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
    return True


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A new folder beside `out` with the marker in it. Afterwards no staging folder is left, whatever happens."""
    staging, _ = _beside(out)
    try:
        with _as_publish_error(out):
            _clean_up(out)
            staging.mkdir()
            (staging / MARKER).write_bytes(_MARK)
        yield staging
    finally:
        # A folder that cannot be deleted does not make a published site a failure: the next build tries again.
        with suppress(OSError):
            _clean_up(out)


def _beside(out: Path) -> tuple[Path, Path]:
    """The paths of the staging folder, and of the old site between two renames."""
    return out.with_name(f".{out.name}.staging"), out.with_name(f".{out.name}.old.staging")


def _clean_up(out: Path) -> None:
    """Restores a site that was moved aside and not replaced, and deletes everything else that a build left behind."""
    staging, old = _beside(out)
    if old.exists() and not out.exists():
        old.rename(out)
    for folder in (staging, old):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)


def _write(
    artifacts: Iterable[Artifact | KeptFile], staging: Path, out: Path
) -> tuple[int, Mapping[str, os.stat_result]]:
    """The number of files, and the state of each new one.

    Plain strings and one `mkdir` a folder: with path objects, thousands of small files take twice the time.
    """
    files, folders = {MARKER}, {""}
    states: dict[str, os.stat_result] = {}
    for artifact in artifacts:
        missing = _claim(artifact.path, files, folders)
        with _as_publish_error(out):
            for folder in missing:
                os.mkdir(f"{staging}/{folder}")  # noqa: PTH102  # a string, see above
            if isinstance(artifact, KeptFile):
                _link(f"{out}/{artifact.path}", f"{staging}/{artifact.path}")
                continue
            with open(f"{staging}/{artifact.path}", "xb") as file:  # noqa: PTH123  # a string, see above
                file.write(artifact.data)
                file.flush()
                states[artifact.path] = os.fstat(file.fileno())
    return len(files) - 1, states


def _link(old: str, new: str) -> None:
    """The same file in both sites; a copy with the same times where the disk knows no second name for a file."""
    try:
        os.link(old, new, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def _claim(path: str, files: set[str], folders: set[str]) -> list[str]:
    """Adds a path to `files` and `folders`; the result is its new folders, outermost first.

    Raises ValueError for a path that is taken, or not inside the site.
    """
    if {"", ".", ".."} & set(path.split("/")) or "\\" in path or "\0" in path:
        raise ValueError(f"{path!r} is not a path inside the site")
    missing: list[str] = []
    folder = path.rpartition("/")[0]
    while folder not in folders:
        missing.insert(0, folder)
        folder = folder.rpartition("/")[0]
    folders.update(missing)
    if path in files or path in folders or not files.isdisjoint(missing):
        raise ValueError(f"{path!r} is claimed twice, as a file or as a folder of one")
    files.add(path)
    return missing


def _swap(staging: Path, out: Path) -> None:
    """Puts the staging folder in the place of `out`; the old site is then one of the folders of `_beside`."""
    if not out.exists():
        staging.rename(out)
    elif not _exchange(staging, out):
        out.rename(_beside(out)[1])
        staging.rename(out)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders atomically; False where the system cannot."""
    if _renameat2 is None:
        return False
    return bool(_renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _find_renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    if sys.platform != "linux":
        return None
    with suppress(OSError, AttributeError):
        function = ctypes.CDLL(None).renameat2
        function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        return function
    return None


# From the kernel's linux/fcntl.h and linux/fs.h.
_HERE, _RENAME_EXCHANGE = -100, 2
_renameat2 = _find_renameat2()
