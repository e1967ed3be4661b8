"""Forty faults in twenty files are forty problems, each at its place, from one run that publishes nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from tests.support.said import listed
from veiviser.cli.main import main

MakeRoot = Callable[..., Path]
FAULTS = Path(__file__).parent / "broken_many"
OPTIONS = ["--lang", "en", "--today", "2026-11-21"]


def test_one_run_tells_every_fault_and_no_echo_of_any(make_root: MakeRoot) -> None:
    root = make_root()
    shutil.copytree(FAULTS / "content", root / "content", dirs_exist_ok=True)
    result = CliRunner().invoke(main, ["check", "--root", str(root), *OPTIONS])
    expected = (FAULTS / "expected.txt").read_text(encoding="utf-8")
    assert listed(result.output) == expected
    assert "\n32 errors and 8 warnings in 20 files." in result.output
    assert result.exit_code == 1
    assert len(expected.splitlines()) == 40
    assert len({line.split(":")[0] for line in expected.splitlines()}) == 20


def test_what_is_published_stays_as_it_is(make_root: MakeRoot) -> None:
    root = make_root()
    build = ["build", "--root", str(root), "--jobs", "1", *OPTIONS]
    assert CliRunner().invoke(main, build, catch_exceptions=False).exit_code == 0
    published = _files(root / "site")
    shutil.copytree(FAULTS / "content", root / "content", dirs_exist_ok=True)
    result = CliRunner().invoke(main, build)
    assert result.exit_code == 1
    assert (FAULTS / "expected.txt").read_text(encoding="utf-8") in result.output
    assert _files(root / "site") == published
    assert sorted(path.name for path in root.iterdir()) == [".cache", "content", "site"]


def _files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The contents and modification time of each file."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}
