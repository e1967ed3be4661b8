"""Where templates and assets are found: the region's own folder before the program's."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
TOKENS, STYLE = "tokens.css", "style.css"
# The parts of the style sheet by subject, in the order in which a later one may override an earlier one.
STYLE_PARTS = tuple(
    f"style/{part}.css"
    for part in (
        "base", "frame", "forms", "text", "cards", "front", "facts", "calendar", "overview", "lists", "screens",
    )
)  # fmt: skip


def default_templates() -> Path:
    """The templates that come with the program: in the package when installed, beside it in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def folders(root: Path) -> tuple[Path, ...]:
    """The folders in which a template or asset is looked up, the region's own first."""
    return (root / "templates", default_templates())


def asset_files(root: Path) -> dict[str, Path]:
    """The files that pages load, by name: all below `assets` that are not hidden.

    A region's file replaces the program's file of the same name.
    """
    found: dict[str, Path] = {}
    for folder in reversed(folders(root)):
        base = folder / "assets"
        found.update({p.relative_to(base).as_posix(): p for p in base.rglob("*") if p.is_file() and p.name[0] != "."})
    return found


def published_assets(root: Path) -> frozenset[str]:
    """The names of the files published below `/assets/`: as in `asset_files`, but with one joined style sheet."""
    return frozenset(asset_files(root).keys() - {TOKENS, *STYLE_PARTS} | {STYLE})
