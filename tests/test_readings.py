"""What was read from files is restored from the cache as it was, only while the files are as they were, and does nothing else."""

import datetime as dt
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.built import REGIONS, TINY
from tests.support.files import copied_region
from tools.reference import BROKEN
from veiviser import clock
from veiviser.build import readings
from veiviser.build.cache_folder import FOLDER
from veiviser.build.readings import kept_readings
from veiviser.content import read_file
from veiviser.content.read import read

OFFER = "content/offers/fjordby/kafe.md"
TRANSLATION = "content/offers/fjordby/kafe.nn.md"  # what it is depends on whether there is an original


@pytest.fixture(autouse=True)
def long_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """All files were changed long ago, as far as the clock tells."""
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2100, 1, 1, tzinfo=dt.UTC))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied_region(TINY, tmp_path / "root")


def parts(root: Path) -> list[Path]:
    return sorted((root / FOLDER).glob("readings-*.bin"))


def remember(root: Path) -> None:
    kept = kept_readings(root)
    read(root, cache=kept.readings)
    kept.keep()


def files_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files whose text is read, when what is remembered is used; the result is that of a first look."""
    found = set()

    def read_text(path: str, *more: Any) -> read_file.Reading:
        found.add(path)
        return read_file.read_text(path, *more)

    with monkeypatch.context() as patch:
        patch.setattr("veiviser.content.read.read_text", read_text)
        cached = read(root, cache=kept_readings(root).readings)
    assert cached == read(root)
    return found


def test_every_reading_is_restored_as_it_was(make_root: Callable[..., Path], tmp_path: Path) -> None:
    def restored(root: Path, name: str) -> None:
        kept = kept_readings(root)
        read(root, cache=kept.readings)
        kept.keep()
        found = {path: each for path, each in kept.readings.files.items() if each.state}
        assert found
        assert kept_readings(root).readings.files == found, name
        shutil.rmtree(root)

    for name, region in REGIONS.items():
        restored(shutil.copytree(region / "content", tmp_path / name / "content").parent, name)
    for fixture in sorted(folder.name for folder in BROKEN.iterdir() if folder.name != "_base"):
        restored(make_root(fixture), fixture)


def test_only_what_has_changed_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(files_read(root, monkeypatch)) > 10
    remember(root)
    assert files_read(root, monkeypatch) == set()
    (root / OFFER).write_text((root / OFFER).read_text("utf-8") + "\nMer.\n", "utf-8")
    assert files_read(root, monkeypatch) == {OFFER}
    (root / OFFER).unlink()
    assert files_read(root, monkeypatch) == {TRANSLATION}


def test_a_text_of_the_same_size_and_age_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(root)
    state, text = (root / OFFER).stat(), (root / OFFER).read_text("utf-8")
    (root / OFFER).write_text(text.replace("e", "a", 1), "utf-8")
    os.utime(root / OFFER, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert files_read(root, monkeypatch) == {OFFER}


def test_the_state_of_a_file_that_was_just_changed_proves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = dt.datetime.fromtimestamp((root / OFFER).stat().st_ctime + 1, dt.UTC)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: changed)
        remember(root)
    assert kept_readings(root).readings.files.get(OFFER) is None
    remember(root)
    assert kept_readings(root).readings.files[OFFER].state is not None


def test_a_file_that_another_one_depends_on_makes_it_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = OFFER.replace(".md", "-nn.md")
    shutil.copyfile(root / OFFER, root / beside)
    (root / OFFER).rename(root / "aside")
    remember(root)
    assert files_read(root, monkeypatch) == set()
    (root / "aside").rename(root / OFFER)
    assert files_read(root, monkeypatch) == {OFFER, TRANSLATION, beside}


def test_one_edit_writes_few_parts(root: Path) -> None:
    remember(root)
    before = {path: path.stat().st_ino for path in parts(root)}
    (root / OFFER).write_text((root / OFFER).read_text("utf-8") + "\nMer.\n", "utf-8")
    remember(root)
    assert len([path for path in parts(root) if before[path] != path.stat().st_ino]) == 1


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9] + b"x" * 9)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [damaged, cut_off, emptied, a_folder, Path.unlink])
def test_a_part_that_is_damaged_counts_as_missing(
    root: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], None]
) -> None:
    remember(root)
    for path in parts(root)[::2]:
        harm(path)
    assert files_read(root, monkeypatch)


def test_another_program_has_nothing_to_restore(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(root)
    monkeypatch.setattr(readings, "program_digest", lambda: b"another")
    assert kept_readings(root).readings.files == {}


class Harm:
    """An object whose pickle calls a function when it is restored."""

    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self) -> tuple[object, ...]:
        function, *arguments = self.call
        return function, tuple(arguments)


@pytest.mark.parametrize("call", [(os.mkdir, "harm"), (shutil.rmtree, "content"), (eval, "1"), (getattr, "a", "title")])
def test_a_part_that_somebody_else_made_does_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[object, ...]
) -> None:
    monkeypatch.chdir(root)
    remember(root)
    kept = kept_readings(root)
    body = pickle.dumps({OFFER: Harm(*call)}, protocol=5)
    kept.parts.keep({OFFER: None}, [OFFER], lambda _rows: body)
    assert files_read(root, monkeypatch) <= set(kept.readings.files)
    assert not (root / "harm").exists()
    assert (root / "content").exists()
