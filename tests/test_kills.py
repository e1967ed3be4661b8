"""A build that is killed, alone or with its children, leaves a whole site and nothing in the way of the next."""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
from built import REPO, TINY

KILLS, SHARES = 40, 2  # each share is a test, so that two workers do them side by side


def kills() -> ModuleType:
    """The program that kills the builds of the example region 500 times."""
    spec = importlib.util.spec_from_file_location("kills", REPO / "benchmarks" / "kills.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kills"] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(SHARES))
def test_forty_builds_killed_at_random_instants_leave_a_whole_site(seed: int, tmp_path: Path) -> None:
    module = kills()
    root = shutil.copytree(TINY, tmp_path / "root")
    (tmp_path / "out").mkdir()
    region = module.prepared(root, tmp_path / "out" / "site")
    tally = module.Tally()
    for tally in module.rounds(region, KILLS // SHARES, seed):
        assert tally.faults == []
    assert tally.counts["kills"] == KILLS // SHARES
    assert tally.counts["next builds that did their work"] == KILLS // SHARES
    assert tally.counts["found the old site"] + tally.counts["found the new site"] == KILLS // SHARES
    for what in ("found the old site", "found the new site", "kills: group", "kills: parent alone"):
        assert tally.counts[what] > 0, "the instants lie on both sides of the swap"
