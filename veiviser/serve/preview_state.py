"""The state that browsers are shown: the site of the last good save, and the problems since."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

from veiviser.serve.faults import ShownProblem
from veiviser.serve.snapshot import Snapshot
from veiviser.web.routes import path as path_of

_MISSING, _INDEX = path_of("not_found"), "index.html"
# For how many seconds closing waits for pages that are being made.
_LAST_SECONDS = 1


@dataclass(frozen=True, slots=True)
class View:
    """The response for an address; `mark` changes with its bytes or those of an asset, and is empty without any."""

    status: int
    path: str
    data: bytes
    mark: str


@dataclass(slots=True, kw_only=True)
class Shown:
    """State that all threads share. Each change replaces whole values, under the lock, and wakes waiting threads.

    `explain` turns the error of a file that cannot be made into the problem to show.
    """

    explain: Callable[[Exception], ShownProblem]
    _site: Snapshot | None = None
    _faults: tuple[ShownProblem, ...] = ()
    _closed: bool = False
    _being_made: int = 0
    _version: int = 0
    _open: Counter[str] = field(default_factory=Counter)
    _changed: Condition = field(default_factory=Condition)

    def site(self, site: Snapshot, faults: tuple[ShownProblem, ...]) -> None:
        """Replaces the site, and all problems."""
        with self._changed:
            self._site, self._faults = site, faults
            self._notify()

    def faults(self, faults: tuple[ShownProblem, ...]) -> None:
        """Replaces the problems, and keeps the site."""
        with self._changed:
            if faults != self._faults:
                self._faults = faults
                self._notify()

    def fault(self, site: Snapshot, fault: ShownProblem) -> None:
        """Adds a problem of a site, if that is still the one that is shown."""
        with self._changed:
            if site is self._site and fault not in self._faults:
                self._faults = (fault, *self._faults)
                self._notify()

    def close(self) -> None:
        """Ends all waits and makes no more files. Those being made are waited for: a thread that is inside a C or Rust
        library when the program ends can crash it.
        """
        with self._changed:
            self._closed = True
            self._notify()
            self._changed.wait_for(lambda: not self._being_made, _LAST_SECONDS)

    def _notify(self) -> None:
        self._version += 1
        self._changed.notify_all()

    def look(self, address: str) -> View:
        """The response for an address without its query (`/tilbud/x/`), made now; the 404 page if there is no such
        file.

        An error is shown in all open pages.
        """
        path = self._path(address)
        with self._making() as site:
            if site is None:
                return View(503, "", b"", "")
            try:
                return _view(site, path)
            except Exception as error:  # noqa: BLE001  # the browser shows it, and the server goes on
                self.fault(site, self.explain(error))
                return View(500, path, b"", "")

    @contextmanager
    def _making(self) -> Iterator[Snapshot | None]:
        """The site to make a file of, while `close` waits for it; None before the first site, and after `close`."""
        with self._changed:
            site = None if self._closed else self._site
            self._being_made += site is not None
        try:
            yield site
        finally:
            with self._changed:
                self._being_made -= site is not None
                if self._closed:
                    self._changed.notify_all()

    @staticmethod
    def _path(address: str) -> str:
        return address.removeprefix("/") + (_INDEX if address.endswith("/") else "")

    @contextmanager
    def watching(self, address: str) -> Iterator[None]:
        """While a page is open: a new site is shown only if this page of it can be made."""
        files = (self._path(address), _MISSING)
        with self._changed:
            self._open.update(files)
        try:
            yield
        finally:
            with self._changed:
                self._open.subtract(files)
                self._open = +self._open

    def open_files(self) -> tuple[str, ...]:
        """The files of the pages that somebody has open."""
        with self._changed:
            return tuple(sorted(self._open))

    def wait(self, version: int, seconds: float) -> tuple[int, tuple[ShownProblem, ...], bool]:
        """The version, the problems, and whether `close` was called: at once if the version is not `version`, else
        after a change or that many seconds.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._version != version or self._closed, seconds)
            return self._version, self._faults, self._closed


def _view(site: Snapshot, path: str) -> View:
    data, status = site.file(path), 200
    if data is None and not path.endswith(_INDEX) and site.file(f"{path}/{_INDEX}") is not None:
        return View(301, path, b"", "")
    if data is None:
        path, status = _MISSING, 404
        data = site.file(_MISSING) or b""
    return View(status, path, data, hashlib.sha256(site.assets_digest + data).hexdigest()[:16])
