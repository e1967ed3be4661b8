"""Templates of a region's own are read correctly, whatever program saved them."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from veiviser.cli.main import main
from veiviser.content.folders import STYLE_PARTS, default_templates, published_assets
from veiviser.render.assets import assets
from veiviser.web.routes import ASSETS

MakeRoot = Callable[..., Path]


def test_a_byte_order_mark_is_no_part_of_a_page(make_root: MakeRoot) -> None:
    page = "pages/not_found.html"
    text = (default_templates() / page).read_text("utf-8")
    root = make_root(files={f"templates/{page}": f"\ufeff{text}"})
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--jobs", "1", "--today", "2026-11-21"])
    assert result.exit_code == 0, result.output
    made = (root / "site" / "404.html").read_text("utf-8")
    assert made.startswith("<!doctype")
    assert "\ufeff" not in made


def test_a_feed_of_a_regions_own(make_root: MakeRoot) -> None:
    feed = "feeds/atom.xml"
    text = (default_templates() / feed).read_text("utf-8").replace("<title>", "<rights>{{ '<&' }}</rights>\n<title>", 1)
    root = make_root(files={f"templates/{feed}": text})
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--jobs", "1", "--today", "2026-11-21"])
    assert result.exit_code == 0, result.output
    assert "\n<rights>&lt;&amp;</rights>\n<title>" in (root / "site" / "nytt.xml").read_text("utf-8")


def test_a_fault_in_a_feed_of_a_regions_own_is_told_at_its_line(make_root: MakeRoot) -> None:
    root = make_root(files={"templates/feeds/url_set.xml": "<urlset>\n{{ view.nobody.knows }}</urlset>\n"})
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--jobs", "1", "--today", "2026-11-21"])
    assert result.exit_code == 2
    assert "templates/feeds/url_set.xml" in result.output
    assert "2" in result.output.partition("templates/feeds/url_set.xml")[2]


def test_what_is_published_below_the_assets_is_known_before_it_is_made(make_root: MakeRoot) -> None:
    root = make_root(
        files={"templates/assets/kart.svg": "<svg/>", f"templates/assets/{STYLE_PARTS[0]}": "p { margin: 0 }"}
    )
    made = {artifact.path for artifact in assets(root, "#123456")}
    assert made == {f"{ASSETS}/{name}" for name in published_assets(root)}
    assert {f"{ASSETS}/kart.svg", f"{ASSETS}/style.css"} <= made
