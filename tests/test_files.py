"""Files are written whole or not at all: what fails, is refused or is broken off leaves everything as it was."""

import os
import resource
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from veiviser.artifacts import Artifact
from veiviser.files import DRAFT, FileError, lay_out, replace, replace_all, replace_unchanged, write_new

OLD, NEW = b"gammel\n", b"ny\n"
LARGE = b"x" * 100_000


def held(folder: Path) -> dict[str, bytes | None]:
    """By path, the bytes of every file, and None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that exists, which its group may read and nobody else."""
    made = tmp_path / "content" / "om.md"
    made.parent.mkdir()
    made.write_bytes(OLD)
    made.chmod(0o640)
    return made


@contextmanager
def small_files() -> Iterator[None]:
    """No file may grow beyond 50 KB, which refuses a large one half way as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


# Each way of writing, with data for a file beside `path`, or for `path` itself where it needs one that is there.

WAYS: dict[str, Callable[[Path, bytes], None]] = {
    "write_new": lambda path, data: write_new(path.with_name("nye") / "ny.md", data),
    "replace": replace,
    "replace_unchanged": lambda path, data: replace_unchanged(path, OLD, data),
    "replace_all": lambda path, data: replace_all({path: NEW, path.with_name("nye") / "ny.md": data}),
    "lay_out": lambda path, data: lay_out(
        [Artifact(path="a/b.txt", data=NEW), Artifact(path="c.txt", data=data)], path.with_name("tom") / "region"
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_written_is_all_that_is_new(way: str, path: Path) -> None:
    WAYS[way](path, NEW)
    found = held(path.parent)
    assert NEW in found.values()
    assert not [name for name in found if name.endswith(DRAFT)]


@pytest.mark.parametrize("way", WAYS)
def test_a_disk_that_is_full_half_way_changes_nothing(way: str, path: Path) -> None:
    before = held(path.parent)
    with (
        small_files(),
        pytest.raises(FileError, match=r"could not be written \(File too large\), and nothing is changed"),
    ):
        WAYS[way](path, LARGE)
    assert held(path.parent) == before


@pytest.mark.parametrize("way", WAYS)
def test_what_is_broken_off_half_way_changes_nothing(way: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at the worst instant: when all is written, and the last file is about to take its place."""
    before, step = held(path.parent), {"write_new": "link", "lay_out": "rename"}.get(way, "replace")
    sound, calls = getattr(os, step), []

    def interrupted(*arguments: object, **options: object) -> None:
        calls.append(arguments)
        if len(calls) == (2 if way in ("replace_all", "lay_out") else 1):
            raise KeyboardInterrupt
        sound(*arguments, **options)

    monkeypatch.setattr(os, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        WAYS[way](path, NEW)
    assert held(path.parent) == before


@pytest.mark.parametrize("way", ["replace", "replace_unchanged", "replace_all"])
def test_the_mode_stays(way: str, path: Path) -> None:
    WAYS[way](path, NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("way", ["replace", "replace_unchanged", "replace_all"])
def test_a_draft_that_somebody_left_is_replaced_and_one_that_leads_elsewhere_is_not_followed(
    way: str, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "andres.txt").write_bytes(OLD)
    path.with_name(f".{path.name}{DRAFT}").symlink_to(tmp_path / "andres.txt")
    WAYS[way](path, NEW)
    assert path.read_bytes() == NEW
    assert (tmp_path / "andres.txt").read_bytes() == OLD
    assert not path.with_name(f".{path.name}{DRAFT}").is_symlink()


def test_a_new_file_never_replaces_one_that_is_there(path: Path) -> None:
    with pytest.raises(FileError, match="is there already"):
        write_new(path, NEW)
    assert held(path.parent) == {"om.md": OLD}


def test_what_somebody_else_saved_meanwhile_is_kept(path: Path) -> None:
    path.write_bytes(b"andres\n")
    with pytest.raises(FileError, match="saved by somebody else"):
        replace_unchanged(path, OLD, NEW)
    assert held(path.parent) == {"om.md": b"andres\n"}


@pytest.mark.parametrize("way", ["replace_unchanged", "replace_all"])
def test_a_link_is_refused(way: str, path: Path) -> None:
    path.rename(path.with_name("ekte.md"))
    path.symlink_to("ekte.md")
    with pytest.raises(FileError, match="is a link"):
        WAYS[way](path, NEW)
    assert path.is_symlink()
    assert path.read_bytes() == OLD


def test_an_export_writes_what_a_link_leads_to_and_keeps_the_link(path: Path) -> None:
    link = path.with_name("lenke.pdf")
    link.symlink_to(path.name)
    replace(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_an_export_can_go_into_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "ror"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        replace(pipe, NEW)
        assert os.read(reader, 100) == NEW
    finally:
        os.close(reader)


def test_files_are_replaced_moved_and_deleted_together(path: Path) -> None:
    other = path.with_name("annen.md")
    other.write_bytes(OLD)
    replace_all({other: None, path.with_name("ny") / "annen.md": OLD, path: NEW})
    assert held(path.parent) == {"ny": None, "ny/annen.md": OLD, "om.md": NEW}


def test_a_folder_that_holds_something_is_refused(path: Path) -> None:
    with pytest.raises(FileError, match="is not empty"):
        lay_out([Artifact(path="a", data=NEW)], path.parent)
    assert held(path.parent) == {"om.md": OLD}
