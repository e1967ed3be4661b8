"""Where templates and assets lie: a region's own folder before the program's."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
TOKENS, STYLE = "tokens.css", "style.css"
# The parts of the style sheet by subject, in the order in which a later one may override an earlier one.
STYLE_PARTS = tuple(
    f"style/{part}.css"
    for part in (
        "base", "frame", "forms", "text", "cards", "front", "facts", "calendar", "overview", "paper", "screens",
    )
)  # fmt: skip


def default_templates() -> Path:
    """The templates that come with the program: in the package when installed, beside it in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def folders(root: Path) -> tuple[Path, ...]:
    """Where a template or asset is looked for: the region's own folder first."""
    return (root / "templates", default_templates())


def asset_files(root: Path) -> dict[str, Path]:
    """What pages load, by its name: the files below `assets` that are not hidden.

    A file of the region's own replaces the program's of the same name.
    """
    found: dict[str, Path] = {}
    for folder in reversed(folders(root)):
        base = folder / "assets"
        found.update({p.relative_to(base).as_posix(): p for p in base.rglob("*") if p.is_file() and p.name[0] != "."})
    return found


def published_assets(root: Path) -> frozenset[str]:
    """The names of what is published below `/assets/`: the same, but that the style sheet is one file."""
    return frozenset(asset_files(root).keys() - {TOKENS, *STYLE_PARTS} | {STYLE})
