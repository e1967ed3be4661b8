"""Notices when a file of a region or a template of the program changes; folders may be added and removed meanwhile."""

import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

# How long it must be quiet after a change, the longest wait for that, and the interval at which folders are looked for.
_QUIET_MS = 20
_PATIENCE_MS = 200
_LOOK_MS = 250
_Identity = tuple[int, int]


def watch_folders(folders: Iterable[Path], changed: Event, stop: Event) -> None:
    """Sets `changed` at the start, and after each change below one of the folders, until `stop` is set.

    A folder that is missing, removed or added counts as a change. A watch ends with its folder, so folders are looked
    for at intervals.
    """
    wanted = tuple(folders)
    while not stop.is_set():
        present = _present(wanted)
        if not present:
            changed.set()
            while not stop.wait(_LOOK_MS / 1000) and not _present(wanted):
                pass
            continue
        try:
            _watch_while(present, wanted, changed, stop)
        except FileNotFoundError:  # removed again before it could be watched
            stop.wait(_QUIET_MS / 1000)


def _watch_while(present: dict[Path, _Identity], wanted: Iterable[Path], changed: Event, stop: Event) -> None:
    """Watches these folders for as long as they are the same ones."""
    first, unsure = True, False
    for changes in watch(
        *present,
        watch_filter=None,
        step=_QUIET_MS,
        debounce=_PATIENCE_MS,
        rust_timeout=_QUIET_MS if first else _LOOK_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    ):
        # What is read from now on is watched: it includes what changed before the watch began. What was saved into a
        # new folder before it was watched is noticed by looking again.
        if first or (unsure and not changes) or any(_counts(Path(path), present) for _, path in changes):
            changed.set()
        new_folder = any(change is Change.added and Path(path).is_dir() for change, path in changes)
        first, unsure = False, new_folder or (unsure and bool(changes))
        lost = any(change is Change.deleted and Path(path) in present for change, path in changes)
        if lost or _present(wanted) != present:
            changed.set()
            return


def _counts(path: Path, folders: Iterable[Path]) -> bool:
    """False for hidden files and folders, which belong to other tools such as editors and version control."""
    inside = [path.relative_to(folder) for folder in folders if path.is_relative_to(folder)]
    return any(not any(part.startswith(".") for part in below.parts) for below in inside)


def _present(folders: Iterable[Path]) -> dict[Path, _Identity]:
    """The folders that exist, by the paths that changes are reported with; another folder in the same place is not the
    same.
    """
    found: dict[Path, _Identity] = {}
    for folder in folders:
        with suppress(OSError):
            status = folder.stat()
            if stat.S_ISDIR(status.st_mode):
                found[folder.resolve()] = (status.st_dev, status.st_ino)
    return found
