"""The assets of a site (style sheet, scripts, pictures): the program's own, extended or overridden by the region's."""

from collections.abc import Iterator
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.colours import DEFAULT, for_the_dark
from veiviser.render.templates import folders

_TOKENS, _STYLE, _ICON = "tokens.css", "style.css", "icon.svg"
# The parts of the style sheet in cascade order: later ones override earlier ones.
_PARTS = tuple(
    f"style/{part}.css"
    for part in (
        "base", "frame", "forms", "text", "cards", "front", "facts", "calendar", "overview", "paper", "screens",
    )
)  # fmt: skip


def assets(root: Path, theme_colour: str) -> Iterator[Artifact]:
    """Every file below `templates/assets`, as `assets/…`; a region's own file overrides the program's.

    Tokens, the region's colour and the style parts are joined into one style sheet, so that a page waits for one
    request; a `style.css` of the region's own replaces the parts. The icon gets the region's colour too.
    """
    found: dict[str, Path] = {}
    for folder in reversed(folders(root)):
        base = folder / "assets"
        found.update({p.relative_to(base).as_posix(): p for p in base.rglob("*") if p.is_file() and p.name[0] != "."})
    colours = f":root {{ --region: {theme_colour}; --region-dark: {for_the_dark(theme_colour)}; }}\n"
    style = b"".join(found[part].read_bytes() for part in ([_STYLE] if _STYLE in found else _PARTS))
    yield Artifact(path=f"assets/{_STYLE}", data=found[_TOKENS].read_bytes() + colours.encode() + style)
    for name, path in sorted(found.items()):
        if name == _ICON:
            coloured = path.read_bytes().replace(DEFAULT.encode(), theme_colour.encode())
            yield Artifact(path=f"assets/{name}", data=coloured)
        elif name not in (_TOKENS, _STYLE, *_PARTS):
            yield Artifact(path=f"assets/{name}", data=path.read_bytes())
