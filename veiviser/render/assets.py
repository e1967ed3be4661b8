"""Style sheet, scripts and pictures: the program's own, and the region's beside or instead of them."""

from collections.abc import Iterator
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.render.templates import folders

DEFAULT_COLOUR = "#1f5f4a"


def assets(root: Path, theme_colour: str | None) -> Iterator[Artifact]:
    """Every file below `templates/assets`, a region's own first, as `assets/…`; its colour goes into two of them."""
    found: dict[str, Path] = {}
    for folder in reversed(folders(root)):
        base = folder / "assets"
        found.update({p.relative_to(base).as_posix(): p for p in base.rglob("*") if p.is_file() and p.name[0] != "."})
    for name, path in sorted(found.items()):
        data = path.read_bytes()
        if name == "icon.svg" and theme_colour:
            data = data.replace(DEFAULT_COLOUR.encode(), theme_colour.encode())
        if name == "style.css" and theme_colour:
            data += f"\n:root {{ --region: {theme_colour}; }}\n".encode()
        yield Artifact(path=f"assets/{name}", data=data)
