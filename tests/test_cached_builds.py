"""A build that keeps what the last one made gives what a clean build gives, byte for byte, whatever was edited."""

import datetime as dt
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.edits import Edits, copied
from tests.support.files import contents
from tests.support.tiers import exhaustive
from tools.day import TODAY
from tools.made_region import write
from veiviser.artifacts import Artifact, KeptFile
from veiviser.build import pipeline
from veiviser.build.cache import FOLDER, nothing_kept
from veiviser.build.loading import Options, load
from veiviser.build.pipeline import artifacts, build
from veiviser.build.publish import MARKER
from veiviser.history import history

OFFERS = 14


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("edited") / "region"
    write(root, OFFERS)
    site = root / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("[nb, nn, en]", "[nb, nn]"), "utf-8")
    return root


@pytest.fixture
def root(region: Path, tmp_path: Path) -> Path:
    return copied(region, tmp_path / "region")


def options(root: Path, today: dt.date = TODAY, **more: object) -> Options:
    return Options(root=root, today=today, jobs=1, **more)  # type: ignore[arg-type]


def clean(root: Path, today: dt.date = TODAY) -> dict[str, bytes] | None:
    """Every file of a clean build; None if the content has errors."""
    directory = load(options(root, today)).value
    if directory is None:
        return None
    made = artifacts(directory, options(root, today), nothing_kept(root / "site"), {})
    return {each.path: each.data for each in made if isinstance(each, Artifact)}


def published(root: Path, today: dt.date = TODAY) -> dict[str, bytes]:
    """Every file of a build over the last one."""
    assert build(options(root, today)).value is not None
    found = contents(root / "site")
    del found[MARKER]
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def a_run(root: Path, seed: int, edits: int) -> int:
    """Builds after each of some random edits; the number of files that were kept from one build to the next."""
    chance, today, kept = random.Random(seed), TODAY, 0
    editor, done = Edits(root, chance), list[str]()
    published(root)
    while len(done) < edits:
        name = editor.one()
        if chance.random() < 0.1:
            today += dt.timedelta(days=chance.choice((1, 30, 200)))
        expected = clean(root, today)
        if expected is None:
            editor.undo()
            continue
        before = {path: os.lstat(root / "site" / path).st_ino for path in contents(root / "site")}
        assert differing(published(root, today), expected) == [], (seed, [*done, name])
        kept += sum(
            os.lstat(root / "site" / path).st_ino == inode for path, inode in before.items() if path in expected
        )
        done.append(name)
    return kept


@pytest.fixture
def no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pagefind's index, which takes longer than all else of a small region; the file of words stays."""
    monkeypatch.setattr("veiviser.search.index.index", lambda _pages: ())


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_give_what_a_clean_build_gives(root: Path, seed: int, no_index: None) -> None:
    assert a_run(root, seed, 6) > 100
