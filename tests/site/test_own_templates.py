"""Templates of a region's own are read correctly, whatever program saved them."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from veiviser.cli import main
from veiviser.render.templates import default_templates

MakeRoot = Callable[..., Path]


def test_a_byte_order_mark_is_no_part_of_a_page(make_root: MakeRoot) -> None:
    page = "pages/missing.html"
    text = (default_templates() / page).read_text("utf-8")
    root = make_root(files={f"templates/{page}": f"\ufeff{text}"})
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--jobs", "1", "--today", "2026-11-21"])
    assert result.exit_code == 0, result.output
    made = (root / "site" / "404.html").read_text("utf-8")
    assert made.startswith("<!doctype")
    assert "\ufeff" not in made
