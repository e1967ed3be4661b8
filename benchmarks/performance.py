"""`python -m benchmarks.performance PEERS` compares our builds with other generators and updates docs/performance.md.

PEERS is the folder of their runner. Ratios are taken round by round, in which all take turns, and medians are given.
"""

import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import peers, stages
from tools.quality.report import put_into

DOCUMENT = Path("docs/performance.md")
BEGIN = "<!-- made by `make bench` -->"
STEPS = {"clean": "Clean build", "edited": "One offer edited", "nochange": "Nothing changed"}
BASES = {peers.TUNED: "hugo tuned", peers.WITH_SEARCH: "hugo tuned + Pagefind"}
_SEED = 1


@dataclass(frozen=True, slots=True)
class Build:
    """One measured build: seconds of wall and processor time, and MiB of its largest process."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Results:
    """All measurements of one run.

    `builds` are by peer, size and step, and then by round; `made` says by peer and size what was written, `right` on how
    many pages of how many an edit showed; `stopped` are sentences on peers that failed.
    """

    builds: dict[tuple[str, int, str], dict[int, Build]] = field(default_factory=dict)
    made: dict[tuple[str, int], Mapping[str, int]] = field(default_factory=dict)
    right: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)

    @property
    def sizes(self) -> list[int]:
        return sorted({size for _peer, size, _step in self.builds})

    def median(self, peer: str, size: int, step: str, what: str) -> float | None:
        """The median of `wall`, `cpu` or `peak`, None without measurements."""
        rounds = self.builds.get((peer, size, step))
        return statistics.median(getattr(each, what) for each in rounds.values()) if rounds else None

    def ratio(self, peer: str, base: str, size: int, step: str, what: str) -> float | None:
        """The median of the ratios to another peer's build in the same round."""
        ours, theirs = (self.builds.get((name, size, step), {}) for name in (peer, base))
        both = [getattr(ours[each], what) / getattr(theirs[each], what) for each in ours if each in theirs]
        return statistics.median(both) if both else None


def results(lines: Iterable[str]) -> Results:
    """The measurements that the runner has kept, a line of JSON each."""
    found = Results()
    for each in map(json.loads, lines):
        peer, size, step = each["peer"], each.get("size", 0), each["step"]
        if step in STEPS and not each["rc"]:
            rounds = found.builds.setdefault((peer, size, step), {})
            rounds[each["round"]] = Build(each["wall"], each["cpu"], each["rss"])
        elif step == "census":
            found.made[peer, size] = each
        elif step == "fresh":
            shown, of = each["own"] + each["lists"], each["of"] + 1
            before = found.right.get((peer, size), (shown, of))
            found.right[peer, size] = min(before, (shown, of))
        elif step == "version":
            found.versions[peer] = each["version"]
        elif step == "absent":
            found.stopped.append(f"{peer} was not installed.")
        elif step == "stopped":
            found.stopped.append(f"{peer} stopped: {each['why'].splitlines()[0]}")
    return found


def report(found: Results, date: str) -> str:
    """All tables as Markdown; `date` is the day of the measurement, in words."""
    rounds = {size: len(found.builds.get((peers.WHOLE, size, "clean"), {})) for size in found.sizes}
    counted = ", ".join(f"{count} at {size:,} offers" for size, count in rounds.items())
    versions = "; ".join(f"{name} {version}" for name, version in found.versions.items())
    intro = f"Measured on {date} with {os.cpu_count()} cores and Python {platform.python_version()}; rounds: {counted}. {versions}."
    parts = [intro, *found.stopped]
    for step, title in STEPS.items():
        parts += [f"### {title}", "\n".join(_times(found, step))]
    parts += ["### How it grows", "\n".join(_growth(found)), "### What was made", "\n".join(_made(found))]
    return "\n\n".join(parts)


def _times(found: Results, step: str) -> Iterator[str]:
    head = ["offers", "program", "time", "processor time", "peak"]
    head += [f"{what} ÷ {base}" for base in BASES.values() for what in ("time", "processor time")]
    yield _row(head)
    yield "| --: | --- |" + " --: |" * (len(head) - 2)
    for size in found.sizes:
        for peer in found.versions:
            if (peer, size, step) not in found.builds:
                continue
            wall, cpu, peak = (found.median(peer, size, step, what) for what in ("wall", "cpu", "peak"))
            ratios = [found.ratio(peer, base, size, step, what) for base in BASES for what in ("wall", "cpu")]
            yield _row([f"{size:,}", peer, _figure(wall, "s"), _figure(cpu, "s"), _figure(peak, "MiB", 0),
                        *map(_figure, ratios)])  # fmt: skip


def _growth(found: Results) -> Iterator[str]:
    """The exponents of processor time from the smallest size that a peer was measured at to its largest."""
    yield _row(["program", "sizes", *(title.lower() for title in STEPS.values())])
    yield "| --- | --- |" + " --: |" * len(STEPS)
    for peer in found.versions:
        sizes = [size for size in found.sizes if (peer, size, "clean") in found.builds]
        if len(sizes) > 1:
            ends = (sizes[0], sizes[-1])
            yield _row([peer, "{:,} → {:,}".format(*ends), *(_exponent(found, peer, step, ends) for step in STEPS)])


def _exponent(found: Results, peer: str, step: str, ends: tuple[int, int]) -> str:
    small, large = (found.median(peer, size, step, "cpu") for size in ends)
    return f"{math.log(large / small) / math.log(ends[1] / ends[0]):.2f}" if small and large else "–"


def _made(found: Results) -> Iterator[str]:
    yield _row(
        ["offers", "program", "pages", "cards", "addresses in the sitemap", "files", "MB", "right after an edit"]
    )
    yield "| --: | --- |" + " --: |" * 6
    for size in found.sizes:
        for peer in found.versions:
            if made := found.made.get((peer, size)):
                counts = [f"{made[what]:,}" for what in ("pages", "cards", "urls", "files")]
                shown = "{} of {} pages".format(*found.right[peer, size]) if (peer, size) in found.right else "–"
                yield _row([f"{size:,}", peer, *counts, f"{made['bytes'] / 1e6:.1f}", shown])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None, unit: str = "", digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f} {unit}".strip()


def by_stage(folder: Path, sizes: Iterable[int], work: Path) -> str:
    """The table of stages for regions of these sizes, laid out in `work`; `folder` has the maker of the corpus."""
    roots = []
    for size in sizes:
        corpus, root = work / f"corpus-{size}-{_SEED}", work / f"stages-{size}"
        if not corpus.exists():
            make = [sys.executable, str(folder / "gen_corpus.py"), "--offers", str(size), "--seed", str(_SEED)]
            subprocess.run([*make, "--out", str(corpus)], check=True)
        _run("benchmarks.corpus", corpus, root)
        roots.append(root)
    return stages.table([stages.spent(root) for root in roots])


def _run(module: str, *arguments: object) -> None:
    """Runs a module in a process of its own, so that its memory is not taken for that of what is measured later."""
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], cwd=peers.REPO, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.performance", description=__doc__)
    parser.add_argument("peers", type=Path, help="folder of the peers' runner")
    parser.add_argument("--sizes", default="200,2000,10000", help="offers")
    parser.add_argument("--rounds", default="5", help="one number, or one for each size")
    parser.add_argument("--stages", default="1000,2000,10000", help="offers of the regions measured by stage")
    parser.add_argument("--timeout", default="900", help="seconds; what takes longer is left out of larger sizes")
    parser.add_argument("--date", required=True, help="the day of the measurement, in words")
    parser.add_argument("--work", type=Path, required=True, help="scratch folder, best one in memory")
    given = parser.parse_args()
    folder, work = given.peers.resolve(), given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    kept = work / "measured.jsonl"
    kept.unlink(missing_ok=True)
    options = {"sizes": given.sizes, "rounds": given.rounds, "timeout": given.timeout, "work": work, "json": kept}
    _run("benchmarks.peers", folder, *[f"--{name}={value}" for name, value in options.items()])
    text = report(results(kept.read_text("utf-8").splitlines()), given.date)
    text += "\n\n### Where our time goes\n\n" + by_stage(folder, map(int, given.stages.split(",")), work)
    put_into(DOCUMENT, text, BEGIN)


if __name__ == "__main__":
    main()
