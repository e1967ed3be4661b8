"""Limits a command to some files of a root: paths as people type them become paths relative to the root."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from veiviser.problems.problem import ExplainedError


class ChosenError(ExplainedError):
    """A path that does not exist, or is not in the root."""


def chosen(root: Path, only: Sequence[Path]) -> Callable[[str], bool]:
    """A predicate of paths relative to the root: true for those in `only` or in a folder there; for all if it is empty.

    `only` has files and folders, absolute or relative to the working directory, else to the root. Raises ChosenError
    for one that does not exist or is outside the root.
    """
    home = _full(root)
    wanted = [_below(home, _found(root, path)) for path in only]
    return lambda path: not wanted or any(Path(path).is_relative_to(named) for named in wanted)


def _found(root: Path, path: Path) -> Path:
    """The existing path, relative to the working directory or to the root; one inside the root is preferred."""
    here, there = _full(path), _full(root / path)
    places = [place for place in (here, there) if os.path.lexists(place)]
    inside = [place for place in places if _lies_in(_full(root), place)]
    if not places:
        raise ChosenError(
            "There is no file or folder {path}, neither here nor in {root}.", path=str(path), root=str(root)
        )
    return (inside or places)[0]


def _below(home: Path, place: Path) -> Path:
    """The path relative to the root; a folder around the root stands for all of it. Raises ChosenError otherwise."""
    for base, path in ((home, place), (home.resolve(), place.resolve())):
        if path.is_relative_to(base):
            return path.relative_to(base)
        if base.is_relative_to(path):
            return Path()
    raise ChosenError("There is no content in {path}: give a file or folder below content/.", path=str(place))


def _lies_in(home: Path, place: Path) -> bool:
    return place.is_relative_to(home) or place.resolve().is_relative_to(home.resolve())


def _full(path: Path) -> Path:
    """The absolute path without `.` and `..`, and without following symbolic links."""
    return Path(os.path.normpath(path.absolute()))
