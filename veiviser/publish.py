"""The finished site on disk: written beside the old one, then put in its place in one step.

Three folders take part, all in the same parent: `site`, `.site.staging` (the new site while it is written, the old one
after the swap) and, where two folders cannot change places at once, `.site.old.staging` (the old site between two
renames). A build may be killed at any point: each build begins by putting right what the one before it left.
"""

import ctypes
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from veiviser.artifacts import Artifact

MARKER = ".veiviser"
_MARK = b"Veiviser wrote this folder, and replaces all of it in each build.\n"
_SOURCES = ("content", "templates")
_SECONDS_BETWEEN_TRIES = 0.02


class PublishError(Exception):
    """Why nothing was published. `message` is a message id of the translations, with `{…}` for `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


def prepare(out: Path, *, root: Path, patience: float = 60) -> None:
    """Refuses early what `publish` would refuse, and puts right what a killed build left. For the start of a build.

    Raises PublishError. `patience` as in `publish`.
    """
    _check(out, root)
    out = out.resolve()
    with _errors_of(out):
        if out.parent.is_dir():
            with _alone(out, patience):
                _put_right(out)


def publish(artifacts: Iterable[Artifact], out: Path, *, root: Path, patience: float = 60) -> None:
    """Makes the folder `out` hold these files and no others, or leaves it as it is.

    `out` may be missing, empty, or a site published earlier; anything else is refused, so that nobody loses a folder
    of their own to a mistyped option. `root` is the folder that holds `content/`; `out` may lie in it. Another build
    that is publishing beside `out` is waited for, at most `patience` seconds.

    Raises PublishError when `out` is refused, the wait is over or the disk fails, and ValueError for paths that no site
    can hold. What iterating `artifacts` raises is passed on; the old site then stands.
    """
    _check(out, root)
    out = out.resolve()
    with _errors_of(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        lock = _alone(out, patience)
        lock.__enter__()
