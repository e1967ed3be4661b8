"""How soon a save is seen, and how much memory is held: an offer is saved 200 times with a page of it open in Chromium.

Run from the repository's root: `python -m benchmarks.serve [SAVES] [ROOT] [OFFER]` (default: the example region). Every
fifth save comes after a rest, in which the server looks at all other pages; then other pages are asked for too. Ends
with status 1 when a page that is loaded anew does not show the newest text.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page

from tools.browser import browser, new_page
from tools.program import PROGRAM
from veiviser.web.routes import SEARCH_FILES, path

REPO = Path(__file__).resolve().parent.parent
REGION = REPO / "examples" / "fjordregionen"
OFFER = "turgruppa-fjordby"
SECONDS_TO_WAIT = 60
SAVES_BETWEEN_RESTS, SECONDS_OF_REST = 5, 2.0
# Pages that somebody opens meanwhile: long lists, the search and a calendar.
OTHERS = (
    *map(path, ("front", "offers", "calendar", "overview", "search", "calendar_feed", "news_feed")),
    f"{SEARCH_FILES}/nb.json",
)
# The number of saves after which memory is compared with that at the end.
EARLY = 20


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address, ending in `/`, and its process."""

    address: str
    pid: int

    @property
    def megabytes(self) -> float:
        """What it holds in memory now (`VmRSS` of Linux, which counts in KiB)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) * 1024 / 1e6

    @property
    def processor_seconds(self) -> float:
        """Time of the processor that it has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """`veiviser serve` for a root, from its first build on."""
    command = [*PROGRAM, "serve", "--root", str(root), "--port", "0", "--lang", "en"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        process.stdout.readline()  # the first build is done
        try:
            yield Served(address, process.pid)
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


def look_around(address: str) -> None:
    for other in OTHERS:
        with urlopen(address + other) as answer:
            answer.read()


def main(saves: int, region: Path, offer: str) -> None:
    took: list[float | None] = []
    memory: list[float] = []
    processor: list[float] = []
    with tempfile.TemporaryDirectory() as made, browser() as chromium:
        root = Path(made) / "root"
        shutil.copytree(region / "content", root / "content")
        (file,) = root.rglob(f"{offer}.md")
        with serving(root) as served:
            page = new_page(chromium)
            page.goto(served.address + path("offer", offer))
            for number in range(1, saves + 1):
                before = served.processor_seconds
                took.append(measured(page, file, number))
                processor.append(served.processor_seconds - before)
                if number % SAVES_BETWEEN_RESTS == 0:
                    look_around(served.address)
                    time.sleep(SECONDS_OF_REST)
                memory.append(served.megabytes)
    right = sorted(seconds for seconds in took if seconds is not None)
    print(f"{saves} saves, {len(right)} loaded the newest text")
    if right:
        slow = right[int(len(right) * 0.95)] if len(right) > 1 else right[0]
        print(f"save to reload: median {statistics.median(right):.3f} s, ", end="")
        print(f"95 % within {slow:.3f} s, slowest {right[-1]:.3f} s")
        print(f"processor of the server, a save: median {statistics.median(processor):.2f} s")
    for number in sorted({min(EARLY, saves), saves}):
        print(f"memory after {number} saves: {memory[number - 1]:.0f} MB")
    if len(right) < saves:
        sys.exit(1)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 200, Path(given[1]) if given[1:] else REGION, given[2] if given[2:] else OFFER)
