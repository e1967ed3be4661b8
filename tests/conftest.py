"""Content roots for tests: the good one of tests/broken/_base, with files of a test's own on top."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

BROKEN = Path(__file__).parent / "broken"
MakeRoot = Callable[..., Path]


@pytest.fixture
def make_root(tmp_path: Path) -> MakeRoot:
    """A function that lays out a root: the good base, a fixture folder of tests/broken, then single files."""

    def make(fixture: str | None = None, files: Mapping[str, str] | None = None) -> Path:
        root = tmp_path / "root"
        shutil.copytree(BROKEN / "_base", root)
        if fixture:
            shutil.copytree(BROKEN / fixture, root, symlinks=True, dirs_exist_ok=True)
            absent = root / "absent.txt"
            for path in absent.read_text().split() if absent.exists() else ():
                (root / path).unlink()
        for path, text in (files or {}).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="")
        return root

    return make
