"""What commands say of a region's own templates."""

from pathlib import Path

from veiviser.cli.console import Console
from veiviser.render.templates import overrides


def explain_templates(root: Path, console: Console) -> None:
    """The folder that is read, and the region's own files that replace those of the program or come on top of them."""
    console.warn("Reads {folder}", folder=root / "content")
    for path, replaces in overrides(root):
        if replaces:
            console.warn("Instead of the program's own: {path}", path=path)
        else:
            console.warn("Of your own: {path}", path=path)
