"""Style sheet, scripts and pictures: the program's own, and the region's beside or instead of them."""

from collections.abc import Iterator
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.colours import for_the_dark
from veiviser.render.templates import folders

_TOKENS, _STYLE = "tokens.css", "style.css"


def assets(root: Path, theme_colour: str) -> Iterator[Artifact]:
    """Every file below `templates/assets`, a region's own first, as `assets/…`.

    The tokens are put before the style, with the region's colour, so that a page has one style sheet to wait for.
    """
    found: dict[str, Path] = {}
    for folder in reversed(folders(root)):
        base = folder / "assets"
        found.update({p.relative_to(base).as_posix(): p for p in base.rglob("*") if p.is_file() and p.name[0] != "."})
    colours = f":root {{ --region: {theme_colour}; --region-dark: {for_the_dark(theme_colour)}; }}\n"
    for name, path in sorted(found.items()):
        if name == _STYLE:
            yield Artifact(
                path=f"assets/{name}", data=found[_TOKENS].read_bytes() + colours.encode() + path.read_bytes()
            )
        elif name != _TOKENS:
            yield Artifact(path=f"assets/{name}", data=path.read_bytes())
