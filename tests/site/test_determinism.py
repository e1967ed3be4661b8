"""The same content gives the same bytes, regardless of the machine's language, clock, folder and number of processes."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.built import REGIONS, REPO, TINY, build_site
from tests.support.files import copied_region
from tools.day import TODAY
from tools.program import PROGRAM

# The command in another year, and with a pool of processes however few the pages; prints how many processes it got.
POOLED = """
import sys
from tools.day import NOON
from veiviser import clock
from veiviser.cli.main import main
from veiviser.build import pages
clock.now = lambda: NOON.replace(year=2031, hour=2)
class Pool(pages.ProcessPoolExecutor):
    def __init__(self, jobs, **settings):
        print("pool of", jobs, file=sys.stderr)
        super().__init__(jobs, **settings)
assert pages.WORTH_POOLING > 1
pages.WORTH_POOLING = 1
pages.ProcessPoolExecutor = Pool
main(prog_name="veiviser")
"""
HERE = {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LANGUAGE": "en"}
THERE = {"LC_ALL": "nb_NO.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "2", "LANGUAGE": "nb"}


def start(program: tuple[str, ...], *options: str, cwd: Path, env: Mapping[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, *program, "build", "--today", TODAY.isoformat(), *options]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHON"))}
    environment = {**clean, "PYTHONPATH": str(REPO), **env}
    return subprocess.Popen(
        command, cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def output(process: "subprocess.Popen[str]") -> str:
    """The output of a build that must succeed."""
    _, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    return errors


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def test_two_builds_far_apart_give_the_same_bytes(tmp_path: Path) -> None:
    """Everything that may differ between two machines does, and only the second build renders in several processes."""
    here, there = tmp_path / "here", tmp_path / "elsewhere" / "Ærlig talt"
    for root in (here, there):
        shutil.copytree(REGIONS["own"] / "content", root / "content")
    first = start(
        PROGRAM[1:], "--root", str(here), "--out", str(tmp_path / "first"), "--jobs", "1",
        cwd=tmp_path, env=HERE,
    )  # fmt: skip
    second = start(("-c", POOLED), "--root", ".", "--out", "../second", "--jobs", "2", cwd=there, env=THERE)

    assert "pool of" not in output(first)
    assert "pool of 2" in output(second)
    assert len(digests(tmp_path / "first")) > 500
    assert differing(digests(tmp_path / "first"), digests(there.parent / "second")) == []


def test_neither_the_order_of_files_nor_an_older_site_changes_anything(tmp_path: Path) -> None:
    """The same files in the opposite order give the same site, built over an existing one; neither has a history."""
    copied_region(TINY, tmp_path / "in-order")
    root = tmp_path / "root"
    for path in sorted((TINY / "content").rglob("*.*"), reverse=True):
        target = root / path.relative_to(TINY)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    offer = root / "content" / "offers" / "nattlinja.md"
    text = offer.read_text(encoding="utf-8")

    expected = digests(build_site(tmp_path / "in-order", tmp_path / "one").out)
    offer.unlink()
    assert digests(build_site(root, tmp_path / "other").out) != expected
    offer.write_text(text, encoding="utf-8")
    assert differing(digests(build_site(root, tmp_path / "other").out), expected) == []
