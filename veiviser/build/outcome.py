"""What the last build came to, kept beside the root: when nothing has changed since, there is nothing to do.

Only the states of files are compared (size and times), never their contents, and nothing that builds is imported.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from veiviser import clock
from veiviser.build.cache_folder import FOLDER
from veiviser.build.files import FileError, replace
from veiviser.content.folders import default_templates
from veiviser.problems.problem import Mark, Problem

# Sites of one root (other folders, other addresses) that the cache knows at a time.
_MOST_SITES = 8
_SOURCES = ("content", "templates", "history")
# A file that was changed this short before a build began may be changed again without a trace: clocks of disks are coarse.
_COARSEST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """A build: the problems that it found, and the number of offers that it published."""

    problems: tuple[Problem, ...]
    offers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a build is made from, besides the day: a digest of the states of all files, the commit and the options."""

    file: Path
    out: Path
    digest: str
    settled: bool

    def outcome(self, today: date | None) -> Outcome | None:
        """What the last build came to if it was made from the same on the same day, and the site is as it left it."""
        try:
            kept = json.loads(self.file.read_text(encoding="utf-8"))
            day = (today or clock.today(kept["zone"])).isoformat()
            if (kept["inputs"], kept["day"], kept["site"]) != (self.digest, day, _state(self.out)[0]):
                return None
            return Outcome(tuple(_problem(**each) for each in kept["problems"]), int(kept["offers"]))
        except (OSError, ValueError, TypeError, LookupError):
            return None

    def keep(self, outcome: Outcome, today: date, zone: str) -> None:
        """Remembers the outcome of a build from these inputs; `zone` is the site's time zone."""
        if not self.settled:
            return
        kept = {
            "inputs": self.digest, "day": today.isoformat(), "zone": zone, "site": _state(self.out)[0],
            "offers": outcome.offers, "problems": [asdict(problem) for problem in outcome.problems],
        }  # fmt: skip
        with suppress(OSError, FileError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            replace(self.file, json.dumps(kept, ensure_ascii=False).encode())
            forget_others(self.file)


def inputs(root: Path, out: Path, base_url: str | None, *, strict: bool) -> Inputs:
    """The inputs of a build as they are now: call it before anything is read."""
    began = clock.now().timestamp() * 1e9
    out = Path(os.path.realpath(out))
    states = [_state(folder) for folder in (*(root / name for name in _SOURCES), *_program())]
    options = f"{out}\n{base_url or ''}\n{strict}\n{sys.version}\n{_commit(root)}\n"
    digest = blake2b((options + "\n".join(state for state, _newest in states)).encode(), digest_size=16).hexdigest()
    settled = max(newest for _state, newest in states) + _COARSEST < began
    return Inputs(file=file_about(root, "outcome", out, base_url), out=out, digest=digest, settled=settled)


def file_about(root: Path, what: str, out: Path, base_url: str | None) -> Path:
    """The file in the cache of a root that remembers something of the site in `out`, built with this `--base-url`."""
    name = blake2b(f"{out}\n{base_url or ''}".encode(), digest_size=8).hexdigest()
    return root / FOLDER / f"{what}-{name}.json"


def forget_others(file: Path) -> None:
    """Deletes what files beside this one remember, of all sites but the latest. Raises OSError."""
    beside = file.parent.glob(f"{file.name.partition('-')[0]}-*.json")
    for old in sorted(beside, key=lambda each: each.stat().st_mtime, reverse=True)[_MOST_SITES:]:
        old.unlink(missing_ok=True)


def _program() -> tuple[Path, Path]:
    return Path(__file__).parents[1], default_templates()


def _commit(root: Path) -> str:
    """The commit that the history ends at, and whether it is whole; empty without git."""
    command = ["git", "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix"]
    try:
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""


def _state(folder: Path) -> tuple[str, int]:
    """A digest of the names, sizes and times of all files below a folder, and the latest time, in nanoseconds."""
    found, newest = blake2b(digest_size=16), 0
    for path, state in sorted(_files(str(folder))):
        newest = max(newest, state[-1])
        found.update(f"{path}\0{state}\n".encode(errors="surrogateescape"))
    return found.hexdigest(), newest


def _files(folder: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            state = entry.stat(follow_symlinks=False)
            yield entry.path, (state.st_mode, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            if entry.is_symlink():
                with suppress(OSError):  # a link to nothing
                    yield f"{entry.path} ->", (entry.stat().st_size, entry.stat().st_mtime_ns, entry.stat().st_ctime_ns)


def _problem(mark: dict[str, Any], **more: Any) -> Problem:
    return Problem(mark=Mark(**mark), **more)
