"""Kills builds at random instants, and checks that each leaves a complete site and does not block the next build.

Run from the repository's root: `python -m benchmarks.kills [--kills 500] [--root DIR] [--seed 1]`.

Each round runs a real `veiviser build` in its own process group and sends SIGKILL, in turn to the whole group and to
the parent alone. The build is forked from this process, which has loaded the program: loading writes nothing.
Then the published site is compared, file by file, with the site before and the site of the killed build; the next build
is run at once; and the parent folder is checked for leftovers. The next build is the whole command in every tenth
round; in the others it is only the publishing (`prepare` and `publish`, the only steps that touch the folder), with the
files of a site made beforehand.
"""

import argparse
import contextlib
import datetime as dt
import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from veiviser.artifacts import Artifact
from veiviser.build.cache import nothing_kept
from veiviser.build.loading import Options, load
from veiviser.build.pipeline import artifacts
from veiviser.build.publish import PublishError, prepare, publish
from veiviser.cli.main import main as veiviser
from veiviser.web.routes import SEARCH_INDEX

REPO = Path(__file__).resolve().parent.parent
DAYS = (dt.date(2026, 11, 21), dt.date(2027, 3, 1))  # far enough apart for the two sites to differ in many files
PATIENCE = 20.0
Manifest = Mapping[str, str]


@dataclass(slots=True)
class Region:
    """A region, and for each of two days its site's files and their manifest; `seconds` is the time of a build."""

    root: Path
    out: Path
    sites: tuple[list[Artifact], ...]
    manifests: tuple[Manifest, ...]
    seconds: float


@dataclass(slots=True)
class Tally:
    """`counts` of outcomes by name, and `faults` as sentences."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def prepared(root: Path, out: Path) -> Region:
    """Makes both sites in memory, then by the whole command, which is timed; the first day's site is left in place."""
    sites = []
    for day in DAYS:
        options = Options(root=root, today=day, jobs=1)
        directory = load(options).value
        assert directory is not None, f"{root} has errors"
        sites.append(
            [made for made in artifacts(directory, options, nothing_kept(out), {}) if isinstance(made, Artifact)]
        )
    region = Region(root, out, tuple(sites), (), 0)
    manifests: list[Manifest] = []
    for index in (1, 0):
        began = time.monotonic()
        assert begun(region, index).wait() == 0
        region.seconds = time.monotonic() - began
        manifests.insert(0, manifest(out))
    region.manifests = tuple(manifests)
    return region


@dataclass(slots=True)
class Build:
    """A running build, the leader of a process group; `status` is None, its exit status, or minus a signal number."""

    pid: int
    status: int | None = None

    def over(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None

    def wait(self, seconds: float = 600) -> int | None:
        """Waits for the build; its exit status, or minus the signal that ended it. None when `seconds` have passed."""
        deadline = time.monotonic() + seconds
        while not self.over() and time.monotonic() < deadline:
            time.sleep(0.001)
        return self.status


def begun(region: Region, index: int) -> Build:
    """Starts a build of the region as of one of its days."""
    arguments = ["build", "--root", region.root, "--out", region.out, "--today", DAYS[index].isoformat()]
    sys.stdout.flush()
    if pid := os.fork():
        with contextlib.suppress(OSError):  # parent and child both try
            os.setpgid(pid, pid)
        return Build(pid)
    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    try:
        veiviser([*map(str, arguments)], standalone_mode=False)
        os._exit(0)
    except SystemExit as ended:
        os._exit(int(ended.code or 0))
    except BaseException:  # noqa: BLE001  # nothing of the parent may run in the child
        os._exit(3)


def manifest(folder: Path) -> Manifest:
    """A hash of each file, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def killed(region: Region, index: int, instant: str, delay: float, target: str) -> str | None:
    """Kills a build `delay` seconds after an instant; its process group, or None when it had ended before."""
    before = os.stat(region.out).st_ino  # noqa: PTH116
    build = begun(region, index)
    staging = region.out.with_name(f".{region.out.name}.staging")
    reached: Mapping[str, Callable[[], bool]] = {
        "anywhere": lambda: True,
        "while it writes": staging.exists,
        "at the end": (staging / SEARCH_INDEX).exists,
        "after the swap": lambda: _inode(region.out) not in (before, None),
    }
    while not reached[instant]() and not build.over():
        time.sleep(0.0005)
    time.sleep(delay)
    if build.over():
        return None
    (os.killpg if target == "group" else os.kill)(build.pid, signal.SIGKILL)  # works for a zombie too
    return str(build.pid) if build.wait() == -signal.SIGKILL else None


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def rounds(region: Region, kills: int, seed: int) -> Iterator[Tally]:
    """Runs rounds until `kills` builds have been killed; yields the tally after each."""
    chance, tally, attempt, old = random.Random(seed), Tally(), 0, 0
    instants = ("after the swap", "anywhere", "while it writes", "anywhere", "at the end", "anywhere")
    # The longest delays in seconds, shortened after each build that ended too early, since machines differ in speed.
    longest = dict.fromkeys(instants, region.seconds) | {"after the swap": 0.05}
    while tally.counts["kills"] < kills:
        attempt, turn = attempt + 1, tally.counts["kills"]
        instant, target = instants[turn % len(instants)], ("group", "parent alone")[(turn + turn // len(instants)) % 2]
        group = killed(region, 1 - old, instant, chance.uniform(0, longest[instant]), target)
        if group is None:
            tally.counts["over before the kill, not counted"] += 1
            longest[instant] *= 0.7
            old = 1 - old
            continue
        tally.counts.update(["kills", f"kills: {instant}", f"kills: {target}"])
        _inspect(region, old, 1 - old, tally)
        tally.counts["kills that left a folder for the next build"] += len(list(region.out.parent.iterdir())) > 1
        old = attempt % 2
        _next_build(region, old, tally, whole=tally.counts["kills"] % 10 == 0)
        if not _gone(group):
            tally.faults.append(f"kill {tally.counts['kills']}: a child lived on")
        yield tally


def _inspect(region: Region, old: int, new: int, tally: Tally) -> None:
    """Checks that the site is exactly the one before, or exactly the one of the killed build."""
    found = manifest(region.out) if region.out.exists() else {}
    if found == region.manifests[old]:
        tally.counts["found the old site"] += 1
    elif found == region.manifests[new]:
        tally.counts["found the new site"] += 1
    else:
        tally.faults.append(f"kill {tally.counts['kills']}: a torn site, {len(found)} files")


def _next_build(region: Region, index: int, tally: Tally, *, whole: bool) -> None:
    """Checks that the next build succeeds, and leaves nothing but the site."""
    try:
        if whole:
            tally.counts["next builds by the whole command"] += 1
            if begun(region, index).wait() != 0:
                raise PublishError("the command failed")
        else:
            prepare(region.out, root=region.root, patience=PATIENCE)
            publish(region.sites[index], region.out, root=region.root, patience=PATIENCE)
    except PublishError as error:
        tally.faults.append(f"kill {tally.counts['kills']}: the next build was blocked: {error}")
        return
    tally.counts["next builds that did their work"] += 1
    if manifest(region.out) != region.manifests[index]:
        tally.faults.append(f"kill {tally.counts['kills']}: the next build left another site")
    beside = sorted(path.name for path in region.out.parent.iterdir() if path != region.out)
    if beside:
        tally.faults.append(f"kill {tally.counts['kills']}: left beside the site: {', '.join(beside)}")


def _gone(group: str) -> bool:
    """True when no process of a group is left within five seconds, zombies not counted."""
    deadline = time.monotonic() + 5
    while any(_alive_in(group)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _alive_in(group: str) -> Iterator[str]:
    for process in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, number = process.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if number == group and state != "Z":
            yield process.parent.name


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--root", type=Path, default=REPO / "examples" / "fjordregionen")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        region = prepared(chosen.root.resolve(), Path(folder) / "site")
        differing = sum(region.manifests[0].get(path) != held for path, held in region.manifests[1].items())
        print(f"{len(region.manifests[0]):,} files, {differing:,} of them differ; a build takes {region.seconds:.1f} s")
        began, tally = time.monotonic(), Tally()
        for tally in rounds(region, chosen.kills, chosen.seed):
            if tally.counts["kills"] % 25 == 0:
                print(f"{tally.counts['kills']} kills, {len(tally.faults)} faults", flush=True)
    for name, count in sorted(tally.counts.items()):
        print(f"{count:5} {name}")
    print(f"{len(tally.faults):5} faults in {(time.monotonic() - began) / 60:.0f} minutes, seed {chosen.seed}")
    print("\n".join(tally.faults))
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
