"""Digests of pages are the same in every process, whatever order its sets are in."""

import os
import subprocess
import sys

from tests.support.built import REPO
from tools.day import TODAY

SCRIPT = f"""
import datetime as dt
from pathlib import Path
from veiviser.build.digests import PageDigests
from veiviser.build.loading import Options, load
from veiviser.build.pages import page_keys
from veiviser.build.pipeline import website
options = Options(root=Path("examples/fjordregionen"), today=dt.date.fromisoformat("{TODAY}"))
site = website(load(options).value, options)
digests = PageDigests(b"", {{each.language: each for each in site.sites}}, site.frames)
print(*(digests.of(key).hex() for key in page_keys(site.sites)), digests.everything.hex())
"""


def test_another_process_finds_the_same_digests() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=REPO,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert len(next(iter(said)).split()) > 1000
