"""Takes pictures of the example region: `python tools/screenshots.py [FOLDER]` (default: those of the README).

With a folder, every family of pages is taken whole, at three widths, light and dark, so that somebody can look at them.
"""

import datetime as dt
import functools
import http.server
import itertools
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from veiviser.pipeline import Options, build

REGION = Path("examples/fjordregionen")
TODAY = dt.date(2026, 11, 21)
README = Path("docs/pictures")
# Name, address, width and height of the pictures in the README.
SHOWN = (("front", "", 1280, 860), ("offer", "tilbud/turgruppa-fjordby/", 360, 860))
FAMILIES = (
    "", "tilbud/", "tilbud/turgruppa-fjordby/", "a-aa/", "kommune/", "kommune/fjordby/", "kommune/elvemo/sorg/",
    "behov/avlastning/", "kalender/", "kurs/", "arrangement/tirsdagskafeen-vinter/", "organisasjon/fjordby-kommune/",
    "sted/mestringshuset-fjordby/", "sok/#q=noen å snakke med", "ordbok/", "hjelp-na/", "personvern/", "oversikt/",
    "utskrift/kommune/fjordby/", "lagret/#lagret=tirsdagskafeen,turgruppa-fjordby", "404.html",
    "en/tilbud/turgruppa-fjordby/", "finn/", "finn/partner/", "finn/partner/avlastning/", "for-barn/",
    "kalender/kommune/fjordby/",
)  # fmt: skip
WIDTHS = (320, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The pictures are all that is asked for."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a server for `site` on this machine, for as long as the block lasts."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def take(page: Page, address: str, file: Path, width: int, height: int | None) -> None:
    """A picture of a page; of all of it when no height is given."""
    page.set_viewport_size({"width": width, "height": height or 800})
    page.goto(address)
    if "#q=" in address:
        page.wait_for_selector("[data-status]:not(:empty)")
    page.screenshot(path=file, full_page=height is None)


def main(folder: Path | None) -> None:
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        build(Options(root=REGION, today=TODAY, out=site))
        with served(site) as base, sync_playwright() as browsers:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            page = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=flags).new_page()
            if folder is None:
                README.mkdir(parents=True, exist_ok=True)
                for name, address, width, height in SHOWN:
                    take(page, base + address, README / f"{name}.png", width, height)
                return
            folder.mkdir(parents=True, exist_ok=True)
            for scheme, address in itertools.product(SCHEMES, FAMILIES):
                page.emulate_media(color_scheme=scheme)
                name = address.strip("/").replace("/", "-").replace("#", "-").replace(" ", "-") or "front"
                for width in WIDTHS:
                    take(page, base + address, folder / f"{name}-{scheme}-{width}.png", width, None)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
