"""How soon a save is seen: an offer of a region is saved 100 times with a page of it open in Chromium.

Run from the repository's root: `python -m benchmarks.serve [SAVES] [ROOT] [OFFER]` (default: the example region). Ends
with status 1 when a page that is loaded anew does not show the newest text.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tools.browser import browser, new_page
from tools.program import PROGRAM
from veiviser.web.routes import path

REPO = Path(__file__).resolve().parent.parent
REGION = REPO / "examples" / "fjordregionen"
OFFER = "turgruppa-fjordby"
SECONDS_TO_WAIT = 60


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The address of `veiviser serve` for a root."""
    command = [*PROGRAM, "serve", "--root", str(root), "--port", "0", "--lang", "en"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        process.stdout.readline()  # the first build is done
        try:
            yield address
        finally:
            process.terminate()


def save(file: Path, title: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [f"title: {title}\n" if line.startswith("title:") else line for line in lines]
    file.write_text("".join(changed), encoding="utf-8")


def measured(page: Page, file: Path, number: int) -> float | None:
    """Seconds from a save to the page that shows it; None when what was loaded is not the newest."""
    title = f"Lagret {number}"
    began = time.perf_counter()
    with page.expect_navigation(timeout=SECONDS_TO_WAIT * 1000, wait_until="domcontentloaded"):
        save(file, title)
    seconds = time.perf_counter() - began
    return seconds if page.locator("h1").text_content() == title else None


def main(saves: int, region: Path, offer: str) -> None:
    with tempfile.TemporaryDirectory() as made, browser() as chromium:
        root = Path(made) / "root"
        shutil.copytree(region / "content", root / "content")
        (file,) = root.rglob(f"{offer}.md")
        with serving(root) as address:
            page = new_page(chromium)
            page.goto(address + path("offer", offer))
            took = [measured(page, file, number) for number in range(saves)]
    right = sorted(seconds for seconds in took if seconds is not None)
    print(f"{saves} saves, {len(right)} loaded the newest text")
    if right:
        slow = right[int(len(right) * 0.95)] if len(right) > 1 else right[0]
        print(f"save to reload: median {statistics.median(right):.2f} s, ", end="")
        print(f"95 % within {slow:.2f} s, slowest {right[-1]:.2f} s")
    if len(right) < saves:
        sys.exit(1)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 100, Path(given[1]) if given[1:] else REGION, given[2] if given[2:] else OFFER)
