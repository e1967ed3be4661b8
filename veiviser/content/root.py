"""Whether a folder is the root of a directory, and which root nearby was probably meant."""

import os
from pathlib import Path

from veiviser.content.models import KINDS

_REQUIRED = tuple(kind.path for kind in KINDS.values() if kind.required)


def is_root(folder: Path) -> bool:
    """True when a required file exists, or may exist: a link or a locked folder is examined later."""
    content = folder / "content"
    if content.is_symlink() or (content.is_dir() and not os.access(content, os.R_OK | os.X_OK)):
        return True
    return any(os.path.lexists(folder / path) for path in _REQUIRED)


def root_near(folder: Path) -> Path | None:
    """The nearest parent folder that is a root, or else the only direct subfolder that is."""
    here = Path(os.path.normpath(folder.absolute()))
    for above in here.parents:
        if is_root(above):
            return above
    try:
        below = [path for path in here.iterdir() if path.is_dir() and is_root(path)]
    except OSError:
        return None
    return below[0] if len(below) == 1 else None
