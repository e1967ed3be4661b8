"""The workflows of this repository are valid, and run what .ci/ does."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.support.built import REPO
from tests.support.linters import linter

WORKFLOWS = sorted((REPO / ".github" / "workflows").glob("*.yml"))
SCRIPTS = sorted(path for path in (REPO / ".ci").iterdir() if path.is_file())


def test_workflows_are_sound() -> None:
    for command in (
        [linter("actionlint"), "-no-color", *map(str, WORKFLOWS)],
        [linter("zizmor"), "--offline", "--no-progress", "--persona=pedantic", "--no-config", str(REPO / ".github")],
    ):
        done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_each_change_and_each_night_runs_both_tiers_and_the_night_another_year_too() -> None:
    held = {path.name: path.read_text("utf-8") for path in (*WORKFLOWS, *SCRIPTS)}
    assert "make nginx test test-all" in held["run"]
    assert re.search(r"\.ci/ahead \+365d make test-all$", held["nightly"], re.MULTILINE)
    steps = {
        name: [
            step["run"] for job in yaml.safe_load(held[name])["jobs"].values() for step in job["steps"] if "run" in step
        ]
        for name in ("test.yml", "nightly.yml")
    }
    assert steps == {"test.yml": ["bash .ci/run"], "nightly.yml": ["bash .ci/run", "bash .ci/nightly"]}
    assert "schedule:" in held["nightly.yml"]


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_scripts_can_be_run_and_can_be_read_by_a_shell(script: Path) -> None:
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", script], check=True)
