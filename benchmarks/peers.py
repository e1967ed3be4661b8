"""Runs our program, whole and bare, in turns with other generators on the same corpus, and keeps each measurement.

What runs the others is a folder with `run_peers.py` and `adapters.py`, which is used as it is: our adapters are added
to its table. `make bench` calls `python -m benchmarks.peers FOLDER ARGUMENTS`; see docs/performance.md. This process stays
small, since Linux counts the peak of whoever starts a program as one of that program.
"""

import importlib
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import TODAY
from veiviser import __version__

REPO = Path(__file__).resolve().parent.parent
WHOLE, BARE, TUNED, WITH_SEARCH = "ours", "ours-bare", "hugo-tuned", "hugo-tuned-pagefind"
PEERS = (WHOLE, BARE, TUNED, WITH_SEARCH, "pelican-cache", "eleventy", "plainpy")


class Ours:
    """Our program as the runner wants a peer: how a corpus is laid out for it, and the commands that build it."""

    name = WHOLE
    out = "public"
    caches: tuple[str, ...] = (".cache",)
    offers = "content/offers"
    env: Mapping[str, str] = {"PYTHONPATH": str(REPO)}
    rebuild_mode = "its cache"
    watch = None

    def version(self) -> str:
        return __version__

    def layout(self, corpus: Path, site: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.corpus", str(corpus), str(site)]
        subprocess.run(command, cwd=REPO, check=True)

    def build(self, site: Path) -> list[str]:
        command = [sys.executable, str(REPO / "cli.py"), "build", "--root", ".", "--out", self.out]
        return [*command, "--today", TODAY]

    def nochange(self, site: Path) -> list[str]:
        return self.build(site)

    def edited(self, site: Path, path: Path) -> list[str]:
        return self.build(site)

    def clean(self, site: Path) -> None:
        for folder in (self.out, *self.caches):
            shutil.rmtree(site / folder, ignore_errors=True)


class OursBare(Ours):
    """The same pages and cards as the peers and nothing else, by the program's own pieces."""

    name = BARE
    rebuild_mode = "full build again"

    def build(self, site: Path) -> list[str]:
        return [sys.executable, "-m", "benchmarks.bare", ".", self.out]


@dataclass(frozen=True)
class WithSearch:
    """A peer followed by Pagefind on all its pages, as one command."""

    peer: Any
    python: str
    name: str = WITH_SEARCH

    def __getattr__(self, what: str) -> Any:
        return getattr(self.peer, what)

    def version(self) -> str | None:
        found, index = self.peer.version(), [self.python, "-m", "pagefind", "--version"]
        try:
            answer = subprocess.run(index, capture_output=True, text=True, check=True).stdout.split()
        except (OSError, subprocess.CalledProcessError):
            return None
        return f"{found} and Pagefind {answer[-1]}" if found else None

    def build(self, site: Path) -> list[str]:
        both = (self.peer.build(site), [self.python, "-m", "pagefind", "--site", self.peer.out])
        return ["sh", "-c", " && ".join(map(shlex.join, both))]

    def nochange(self, site: Path) -> list[str]:
        return self.build(site)

    def edited(self, site: Path, path: Path) -> list[str]:
        return self.build(site)


def measure(folder: Path, arguments: Sequence[str]) -> None:
    """Run the peers' runner with our adapters; `folder` holds it, `arguments` are its own.

    Raises SystemExit as the runner does, and ImportError when it is not in the folder.
    """
    runner = _runner(folder)
    before, sys.argv = sys.argv, ["run_peers.py", "--peers", ",".join(PEERS), *arguments]
    try:
        runner.main()
    finally:
        sys.argv = before


def _runner(folder: Path) -> Any:
    """The runner's module, with our adapters in its table."""
    sys.path.insert(0, str(folder))
    try:
        adapters, runner = (importlib.import_module(name) for name in ("adapters", "run_peers"))
    finally:
        sys.path.remove(str(folder))
    tuned: Callable[[], Any] = adapters.PEERS[TUNED]
    python = str(adapters.venv_bin("python"))
    adapters.PEERS.update({WHOLE: Ours, BARE: OursBare, WITH_SEARCH: lambda: WithSearch(tuned(), python)})
    return runner


if __name__ == "__main__":
    measure(Path(sys.argv[1]), sys.argv[2:])
