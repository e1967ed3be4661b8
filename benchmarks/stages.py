"""Measures where the time of a whole, clean build goes: processor time by stage, and how it grows with the offers.

`python -m benchmarks.stages ROOT…`, regions from the smallest to the largest, as laid out by `benchmarks.corpus`. Each is
built in a process of its own, into its `site`, without the cache of an earlier build.
"""

import argparse
import datetime as dt
import json
import math
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import TODAY
from veiviser.build.pipeline import Options, build

REPO = Path(__file__).resolve().parent.parent
STARTING = "Starting"


@dataclass(frozen=True, slots=True)
class Spent:
    """What one build took: processor seconds by stage, in order, and the peak of its largest process in MiB."""

    offers: int
    stages: dict[str, float]
    peak: float

    @property
    def whole(self) -> float:
        return sum(self.stages.values())


class Clock:
    """Adds up processor time by stage, that of finished child processes too; it is a build's report function."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._stage, self._since = STARTING, 0.0

    def __call__(self, stage: str, _count: int = 0) -> None:
        if stage == self._stage:
            return
        spent = sum(os.times()[:4])
        self.stages[self._stage] = self.stages.get(self._stage, 0) + spent - self._since
        self._stage, self._since = stage, spent


def spent_here(root: Path) -> Spent:
    """Builds a region in this process. Raises SystemExit when its content has errors."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    clock = Clock()
    directory = build(Options(root=root, today=dt.date.fromisoformat(TODAY)), clock).value
    clock("")
    if directory is None:
        sys.exit(f"{root} has errors: run `veiviser check` on it.")
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Spent(len(directory.offers), clock.stages, peak / 1024)


def spent(root: Path) -> Spent:
    """Builds a region in a process of its own. Raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", "benchmarks.stages", "--here", str(root.resolve())]
    done = subprocess.run(command, cwd=REPO, stdout=subprocess.PIPE, check=True)
    return Spent(**json.loads(done.stdout))


def table(every: Sequence[Spent]) -> str:
    """As Markdown, a row each stage; with several regions, the exponents from the first to the last."""
    first, last = every[0], every[-1]
    several = last.offers > first.offers
    head = ["stage", *(f"{each.offers:,} offers" for each in every), *(["exponent"] if several else [])]
    lines = [f"| {' | '.join(head)} |", "| --- |" + " --: |" * (len(head) - 1)]
    names = list(dict.fromkeys(name for each in every for name in each.stages))
    rows = {name: [each.stages.get(name, 0) for each in every] for name in names}
    rows["all"] = [each.whole for each in every]
    for name, seconds in rows.items():
        cells = [f"{each:.2f} s" for each in seconds]
        if several:
            cells.append(exponent(seconds[0], seconds[-1], last.offers / first.offers))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    peaks = [f"{each.peak:.0f} MiB" for each in every] + [""] * several
    return "\n".join([*lines, f"| peak of the largest process | {' | '.join(peaks)} |"])


def exponent(small: float, large: float, times: float) -> str:
    """The k of time ~ offers^k, when there are `times` as many offers; a dash when the smaller time is no figure."""
    return f"{math.log(large / small) / math.log(times):.2f}" if min(small, large) >= 0.05 else "–"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("roots", nargs="+", type=Path, metavar="ROOT")
    parser.add_argument("--here", action="store_true", help="build one region in this process, and answer in JSON")
    given = parser.parse_args()
    if given.here:
        print(json.dumps(asdict(spent_here(given.roots[0]))))
    else:
        print(table([spent(root) for root in given.roots]))


if __name__ == "__main__":
    main()
