"""The assets of a site (style sheet, scripts, pictures): the program's own, extended or overridden by the region's."""

from collections.abc import Iterator
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.content.folders import STYLE, STYLE_PARTS, TOKENS, asset_files
from veiviser.web.colours import DEFAULT, for_the_dark
from veiviser.web.routes import ASSETS

_ICON = "icon.svg"


def assets(root: Path, theme_colour: str) -> Iterator[Artifact]:
    """Every file below `templates/assets`, as `assets/…`; a region's own file overrides the program's.

    Tokens, the region's colour and the style parts are joined into one style sheet, so that a page waits for one
    request; a `style.css` of the region's own replaces the parts. The icon gets the region's colour too.
    """
    found = asset_files(root)
    colours = f":root {{ --region: {theme_colour}; --region-dark: {for_the_dark(theme_colour)}; }}\n"
    style = b"".join(found[part].read_bytes() for part in ([STYLE] if STYLE in found else STYLE_PARTS))
    yield Artifact(path=f"{ASSETS}/{STYLE}", data=found[TOKENS].read_bytes() + colours.encode() + style)
    for name, path in sorted(found.items()):
        if name == _ICON:
            coloured = path.read_bytes().replace(DEFAULT.encode(), theme_colour.encode())
            yield Artifact(path=f"{ASSETS}/{name}", data=coloured)
        elif name not in (TOKENS, STYLE, *STYLE_PARTS):
            yield Artifact(path=f"{ASSETS}/{name}", data=path.read_bytes())
