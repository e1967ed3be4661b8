"""Style sheet, scripts and pictures: the program's own, and the region's beside or instead of them."""

from collections.abc import Iterator
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.colours import DEFAULT, for_the_dark
from veiviser.render.templates import folders
from veiviser.web.routes import ASSETS

_TOKENS, _STYLE, _ICON = "tokens.css", "style.css", "icon.svg"
# The parts of the style sheet by subject, in the order in which a later one may override an earlier one.
_PARTS = tuple(
    f"style/{part}.css"
    for part in (
        "base", "frame", "forms", "text", "cards", "front", "facts", "calendar", "overview", "paper", "screens",
    )
)  # fmt: skip


def assets(root: Path, theme_colour: str) -> Iterator[Artifact]:
    """Every file below `templates/assets`, a region's own first, as `assets/…`.

    The tokens and the parts of the style are joined into one style sheet, with the region's colour, so that a page has
    one to wait for; a `style.css` of the region's own takes the place of the parts. The icon gets that colour too.
    """
    found: dict[str, Path] = {}
    for folder in reversed(folders(root)):
        base = folder / "assets"
        found.update({p.relative_to(base).as_posix(): p for p in base.rglob("*") if p.is_file() and p.name[0] != "."})
    colours = f":root {{ --region: {theme_colour}; --region-dark: {for_the_dark(theme_colour)}; }}\n"
    style = b"".join(found[part].read_bytes() for part in ([_STYLE] if _STYLE in found else _PARTS))
    yield Artifact(path=f"{ASSETS}/{_STYLE}", data=found[_TOKENS].read_bytes() + colours.encode() + style)
    for name, path in sorted(found.items()):
        if name == _ICON:
            coloured = path.read_bytes().replace(DEFAULT.encode(), theme_colour.encode())
            yield Artifact(path=f"{ASSETS}/{name}", data=coloured)
        elif name not in (_TOKENS, _STYLE, *_PARTS):
            yield Artifact(path=f"{ASSETS}/{name}", data=path.read_bytes())
