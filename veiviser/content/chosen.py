"""Which files of a root are meant: paths as people type them become paths relative to the root."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from veiviser.problems.problem import ExplainedError


class ChosenError(ExplainedError):
    """Why a path names nothing that can be looked at."""


def chosen(root: Path, only: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a path below the root, relative to it, is one of `only` or lies in one; without any, all do.

    `only` are files and folders, whole or relative to where the program runs, else to the root. Raises ChosenError for
    one that is not there, or that lies outside of the root.
    """
    home = _full(root)
    wanted = [_below(home, _found(root, path)) for path in only]
    return lambda path: not wanted or any(Path(path).is_relative_to(named) for named in wanted)


def _found(root: Path, path: Path) -> Path:
    """Where there is such a file: from here, or else from the root."""
    here, there = _full(path), _full(root / path)
    places = [place for place in (here, there) if os.path.lexists(place)]
    inside = [place for place in places if _lies_in(_full(root), place)]
    if not places:
        raise ChosenError(
            "There is no file or folder {path}, neither here nor in {root}.", path=str(path), root=str(root)
        )
    return (inside or places)[0]


def _below(home: Path, place: Path) -> Path:
    """Relative to the root; a folder around it stands for all of it."""
    for base, path in ((home, place), (home.resolve(), place.resolve())):
        if path.is_relative_to(base):
            return path.relative_to(base)
        if base.is_relative_to(path):
            return Path()
    raise ChosenError("There is no content in {path}: give a file or folder below content/.", path=str(place))


def _lies_in(home: Path, place: Path) -> bool:
    return place.is_relative_to(home) or place.resolve().is_relative_to(home.resolve())


def _full(path: Path) -> Path:
    """Without the dots in it, and without following a link that the file itself may be."""
    return Path(os.path.normpath(path.absolute()))
