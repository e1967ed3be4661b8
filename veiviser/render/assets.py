"""Style sheet, scripts and pictures: the program's own, and the region's beside or instead of them."""

from collections.abc import Iterator
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.colours import DEFAULT, for_the_dark
from veiviser.folders import asset_files

_TOKENS, _STYLE, _ICON = "tokens.css", "style.css", "icon.svg"


def assets(root: Path, theme_colour: str) -> Iterator[Artifact]:
    """Every file below `templates/assets`, a region's own first, as `assets/…`.

    The tokens are put before the style, with the region's colour, so that a page has one style sheet to wait for. The
    icon gets that colour too.
    """
    found = asset_files(root)
    colours = f":root {{ --region: {theme_colour}; --region-dark: {for_the_dark(theme_colour)}; }}\n"
    for name, path in sorted(found.items()):
        if name == _STYLE:
            yield Artifact(
                path=f"assets/{name}", data=found[_TOKENS].read_bytes() + colours.encode() + path.read_bytes()
            )
        elif name == _ICON:
            coloured = path.read_bytes().replace(DEFAULT.encode(), theme_colour.encode())
            yield Artifact(path=f"assets/{name}", data=coloured)
        elif name != _TOKENS:
            yield Artifact(path=f"assets/{name}", data=path.read_bytes())
