"""What browsers are shown: the files of the last good site, and what is wrong since."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

_MISSING = "404.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A problem as the panel shows it; `line` 0 when it has no place. `link` leads to where the file can be edited.

    `remedy` says how it is put right, at the first of its kind alone.
    """

    severity: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    suggestion: str = ""
    remedy: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What stands at an address; `mark` changes when its bytes do, or those of an asset, and is empty without any."""

    status: int
    path: str
    data: bytes
    mark: str


@dataclass(slots=True)
class Shown:
    """Shared by all threads. Each change replaces whole values, under the lock, and wakes those who wait."""

    _files: Mapping[str, bytes] = field(default_factory=dict)
    _assets: bytes = b""
    _faults: tuple[Fault, ...] = ()
    _built: bool = False
    _closed: bool = False
    _version: int = 0
    _open: Counter[str] = field(default_factory=Counter)
    _changed: Condition = field(default_factory=Condition)

    def site(self, files: Mapping[str, bytes]) -> None:
        """Another site from now on, whole: nothing of the one before is left."""
        digest = hashlib.sha256()
        for path in sorted(path for path in files if path.startswith("assets/")):
            digest.update(path.encode() + b"\0" + files[path])
        with self._changed:
            self._files, self._assets, self._built = files, digest.digest(), True
            self._tell()

    def early(self, files: Mapping[str, bytes]) -> None:
        """The assets and pages that people have open, when the rest of the site is not made yet."""
        self.site({**self._files, **files})

    def faults(self, faults: tuple[Fault, ...]) -> None:
        with self._changed:
            if faults != self._faults:
                self._faults = faults
                self._tell()

    def close(self) -> None:
        """Lets everyone go who waits."""
        with self._changed:
            self._closed = True
            self._tell()

    def _tell(self) -> None:
        self._version += 1
        self._changed.notify_all()

    def look(self, address: str) -> View:
        """What stands at an address without its query, `/tilbud/x/`; the page for lost visitors when nothing does."""
        with self._changed:
            files, assets, built = self._files, self._assets, self._built
        path = self._path(address)
        if path in files:
            return View(200, path, files[path], _mark(files[path], assets))
        if path + "/index.html" in files:
            return View(301, path, b"", "")
        if not built:
            return View(503, "", b"", "")
        data = files.get(_MISSING, b"")
        return View(404, _MISSING, data, _mark(data, assets))

    @staticmethod
    def _path(address: str) -> str:
        return address.removeprefix("/") + ("index.html" if address.endswith("/") else "")

    @contextmanager
    def watching(self, address: str) -> Iterator[None]:
        """While a page is open: it is built before all others."""
        files = (self._path(address), _MISSING)
        with self._changed:
            self._open.update(files)
        try:
            yield
        finally:
            with self._changed:
                self._open.subtract(files)
                self._open = +self._open

    def open_files(self) -> frozenset[str]:
        """The files of the pages that somebody has open."""
        with self._changed:
            return frozenset(self._open)

    def wait(self, version: int, seconds: float) -> tuple[int, tuple[Fault, ...], bool]:
        """The version, the faults, and whether it is over; at once if there is another version than this, else after a
        change or that many seconds.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._version != version or self._closed, seconds)
            return self._version, self._faults, self._closed


def _mark(data: bytes, assets: bytes) -> str:
    return hashlib.sha256(assets + data).hexdigest()[:16]
