"""A killed build, alone or with its children, leaves a whole site and nothing that hinders the next build."""

import re
import subprocess
import sys

import pytest

from tests.support.built import REPO, TINY
from tests.support.tiers import exhaustive

SOME, SHARE = 6, 10  # the first ones cover each of the instants
HELD_BY = "tests/test_kills.py::test_builds_killed_at_each_instant_leave_a_whole_site"


def counts(kills: int, seed: int) -> dict[str, int]:
    """The counts of the benchmark, which runs in a process of its own since it forks."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.kills",
        "--root",
        str(TINY),
        "--kills",
        str(kills),
        "--seed",
        str(seed),
    ]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = {what: int(number) for number, what in re.findall(r"(?m)^ *(\d+) (.+)$", done.stdout)}
    assert found["kills"] == found["next builds that did their work"] == kills
    assert found.get("found the old site", 0) + found.get("found the new site", 0) == kills
    return found


def test_builds_killed_at_each_instant_leave_a_whole_site() -> None:
    counts(SOME, seed=0)


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=exhaustive(HELD_BY)) for seed in range(1, 5)])
def test_forty_builds_killed_at_random_instants_leave_a_whole_site(seed: int) -> None:
    found = counts(SHARE, seed)
    for what in ("found the old site", "found the new site", "kills: group", "kills: parent alone"):
        assert found[what] > 0, "the instants are on both sides of the swap"
