"""A build that is killed, alone or with its children, leaves a whole site and nothing in the way of the next."""

import shutil
from pathlib import Path

import pytest

from benchmarks import kills
from tests.support.built import TINY

KILLS, SHARES = 40, 2  # each share has a seed of its own


@pytest.mark.parametrize("seed", range(SHARES))
def test_forty_builds_killed_at_random_instants_leave_a_whole_site(seed: int, tmp_path: Path) -> None:
    root = shutil.copytree(TINY, tmp_path / "root")
    (tmp_path / "out").mkdir()
    region = kills.prepared(root, tmp_path / "out" / "site")
    tally = kills.Tally()
    for tally in kills.rounds(region, KILLS // SHARES, seed):
        assert tally.faults == []
    assert tally.counts["kills"] == KILLS // SHARES
    assert tally.counts["next builds that did their work"] == KILLS // SHARES
    assert tally.counts["found the old site"] + tally.counts["found the new site"] == KILLS // SHARES
    for what in ("found the old site", "found the new site", "kills: group", "kills: parent alone"):
        assert tally.counts[what] > 0, "the instants lie on both sides of the swap"
