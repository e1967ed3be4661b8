"""Takes screenshots of the example region: `python -m tools.screenshots [FOLDER]` (default: those of the README).

With a folder: full-page screenshots of a page of every template, at three widths, light and dark, for inspection.
"""

import itertools
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tools.browser import browser, new_page
from tools.day import TODAY
from tools.quality.browsing import opened
from tools.quality.samples import samples
from tools.quality.serving import served
from veiviser.build.loading import Options, load
from veiviser.build.pipeline import build
from veiviser.web.routes import path

REGION = Path("examples/fjordregionen")
README = Path("docs/pictures")
# Name, address, width and height of the pictures in the README.
SHOWN = (("front", "", 1280, 860), ("offer", path("offer", "turgruppa-fjordby"), 360, 860))
WIDTHS = (320, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def take(page: Page, address: str, file: Path, width: int, height: int | None = None) -> None:
    """Takes a screenshot of a page, of the full page when no height is given. Width and height are CSS pixels."""
    page.set_viewport_size({"width": width, "height": height or 800})
    opened(page, address)
    page.screenshot(path=file, full_page=height is None)


def main(folder: Path | None) -> None:
    options = Options(root=REGION, today=TODAY)
    directory = load(options).value
    assert directory is not None
    with tempfile.TemporaryDirectory() as made, browser() as chromium:
        site = Path(made) / "site"
        build(Options(root=REGION, today=TODAY, out=site))
        page = new_page(chromium)
        with served(site) as base:
            if folder is None:
                for name, address, width, height in SHOWN:
                    take(page, base + address, README / f"{name}.png", width, height)
                return
            folder.mkdir(parents=True, exist_ok=True)
            shown = [each for each in samples(directory) if (each.variant == 0 or each.acts) and not each.redirects]
            for scheme, sample in itertools.product(SCHEMES, shown):
                page.emulate_media(color_scheme=scheme)
                name = f"{sample.family.replace('/', '-')}-{sample.variant}"
                for width in WIDTHS:
                    first = next(iter(sample.addresses.values()))
                    take(page, base + first, folder / f"{name}-{scheme}-{width}.png", width)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
