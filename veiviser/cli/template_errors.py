"""The lines that --verbose prints about a region's own templates."""

from pathlib import Path

from veiviser.cli.console import Console
from veiviser.render.templates import overrides


def explain_templates(root: Path, console: Console) -> None:
    """Prints the content folder and the region's own templates: those that replace the program's, and new ones."""
    console.warn("Reads {folder}", folder=root / "content")
    for path, replaces in overrides(root):
        if replaces:
            console.warn("Instead of the program's own: {path}", path=path)
        else:
            console.warn("Of your own: {path}", path=path)
