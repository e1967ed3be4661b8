"""Whether a folder holds the content of a directory, and where the one lies that was probably meant."""

import os
from pathlib import Path

from veiviser.content.models import KINDS

_REQUIRED = tuple(kind.path for kind in KINDS.values() if kind.required)


def is_root(folder: Path) -> bool:
    """True when one of the required files is there, or may be: a link and a locked folder are looked into later."""
    content = folder / "content"
    if content.is_symlink() or (content.is_dir() and not os.access(content, os.R_OK | os.X_OK)):
        return True
    return any(os.path.lexists(folder / path) for path in _REQUIRED)


def root_near(folder: Path) -> Path | None:
    """The nearest folder above that is a root, or else the only one right below."""
    here = Path(os.path.normpath(folder.absolute()))
    for above in here.parents:
        if is_root(above):
            return above
    try:
        below = [path for path in here.iterdir() if path.is_dir() and is_root(path)]
    except OSError:
        return None
    return below[0] if len(below) == 1 else None
