"""Files are written completely or not at all: a failure, refusal or interruption leaves everything as it was."""

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.support.built import REPO
from veiviser.artifacts import Artifact
from veiviser.build.files import DRAFT, FileError, lay_out, replace, replace_all, replace_unchanged, write_new

OLD, NEW = b"gammel\n", b"ny\n"
LARGE = b"x" * 100_000


def held(folder: Path) -> dict[str, bytes | None]:
    """By path, the bytes of every file, and None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An existing file that its group may read and nobody else."""
    made = tmp_path / "content" / "om.md"
    made.parent.mkdir()
    made.write_bytes(OLD)
    made.chmod(0o640)
    return made


@contextmanager
def small_files() -> Iterator[None]:
    """No file may grow beyond 50 KB, so that a large one fails half way as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


# Each way of writing, with data for a file beside `path`, or for `path` itself if it needs an existing one.

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
        pytest.raises(FileError, match=r"could not be written \(File too large\), and is as it was"),
    ):
        WAYS[way](path, LARGE)
    assert held(path.parent) == before


@pytest.mark.parametrize("way", WAYS)
def test_what_is_broken_off_half_way_changes_nothing(way: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at the worst moment: everything is written, and the last file is about to take its place."""
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
def test_a_draft_under_a_name_that_is_taken_is_not_followed(
    way: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if somebody could predict the name, and had put a link there."""
    (tmp_path / "andres.txt").write_bytes(OLD)
    planted = path.with_name(f".planted{DRAFT}")
    planted.symlink_to(tmp_path / "andres.txt")
    monkeypatch.setattr("veiviser.build.files._hidden", lambda _: planted)
    with pytest.raises(FileError):
        WAYS[way](path, NEW)
    assert path.read_bytes() == OLD
    assert (tmp_path / "andres.txt").read_bytes() == OLD


@pytest.mark.parametrize("way", ["replace", "replace_unchanged", "replace_all"])
def test_a_draft_is_never_open_to_more_than_the_file(way: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound, modes = os.chmod, []

    def watched(draft: Path, mode: int, **options: bool) -> None:
        modes.append(stat.S_IMODE(draft.stat().st_mode))
        sound(draft, mode, **options)

    monkeypatch.setattr(os, "chmod", watched)
    WAYS[way](path, NEW)
    assert modes == [0o600]


def test_a_new_file_has_the_mode_of_any_new_file(path: Path) -> None:
    ordinary = path.with_name("vanlig.md")
    ordinary.write_bytes(NEW)
    write_new(path.with_name("ny.md"), NEW)
    replace(path.with_name("nok.md"), NEW)
    modes = {stat.S_IMODE(path.with_name(name).stat().st_mode) for name in ("vanlig.md", "ny.md", "nok.md")}
    assert len(modes) == 1


def test_a_file_can_have_as_long_a_name_as_the_disk_takes(path: Path) -> None:
    long = path.with_name("x" * 252 + ".md")
    write_new(long, OLD)
    replace(long, NEW)
    replace_all({long: OLD})
    assert held(path.parent) == {"om.md": OLD, long.name: OLD}


def test_two_that_replace_a_file_at_once_leave_what_one_of_them_wrote(path: Path) -> None:
    failed: list[BaseException] = []
    whole = {letter * 2_000_000 for letter in (b"a", b"b")}
    replace(path, min(whole))

    def write(data: bytes) -> None:
        for _ in range(40):
            try:
                replace(path, data)
            except FileError as error:
                failed.append(error)

    threads = [threading.Thread(target=write, args=(data,)) for data in whole]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert path.read_bytes() in whole
    assert failed == []
    assert list(held(path.parent)) == ["om.md"]


def test_of_two_that_write_a_new_file_at_once_one_wins_with_its_own_bytes(path: Path) -> None:
    start = threading.Barrier(2)

    def write(new: Path, data: bytes, winners: list[bytes]) -> None:
        start.wait()
        with suppress(FileError):
            write_new(new, data)
            winners.append(data)

    for number in range(60):
        new, winners = path.with_name(f"{number}.md"), list[bytes]()
        both = [(new, letter * 500_000, winners) for letter in (b"a", b"b")]
        threads = [threading.Thread(target=write, args=given) for given in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [new.read_bytes()] == winners


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


@pytest.mark.parametrize("linked", [True, False])
def test_what_is_put_back_is_the_file_that_was_there_with_its_mode(
    linked: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file system has no hard links, a copy is used."""
    gone, new = path.with_name("bort.md"), path.with_name("ny.md")
    gone.write_bytes(OLD)
    gone.chmod(0o604)
    if not linked:
        monkeypatch.setattr(os, "link", failing)
    fail_at(monkeypatch, "replace", path.name)
    with small_files(), pytest.raises(FileError, match=r"om\.md could not be written .* is as it was"):
        replace_all({gone: None, new: NEW, path: NEW})
    assert held(path.parent) == {"bort.md": OLD, "om.md": OLD}
    assert stat.S_IMODE(gone.stat().st_mode) == 0o604


def test_what_cannot_be_put_back_is_named_and_the_others_are_put_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = path.with_name("a.md"), path.with_name("b.md")
    first.write_bytes(OLD)
    second.write_bytes(OLD)
    sound, calls = os.replace, list[str]()

    def replacing(draft: Path, place: Path) -> None:
        calls.append(Path(place).name)
        if place == path or (calls.count("a.md") == 2 and calls[-1] == "a.md"):
            failing()
        sound(draft, place)

    monkeypatch.setattr(os, "replace", replacing)
    with pytest.raises(FileError, match=r"broken off \(No space left on device\).* could not be put back: ") as told:
        replace_all({first: NEW, second: NEW, path: NEW})
    monkeypatch.undo()
    assert (first.read_bytes(), second.read_bytes(), path.read_bytes()) == (NEW, OLD, OLD)
    (original,) = (each for each in path.parent.iterdir() if each.name.endswith(DRAFT))
    assert f"{first} → {original}" in str(told.value)
    assert str(second) not in str(told.value)
    assert original.read_bytes() == OLD


def failing(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fail_at(monkeypatch: pytest.MonkeyPatch, step: str, name: str) -> None:
    """The system refuses the first time that the step concerns a file of that name."""
    sound, calls = getattr(os, step), list[str]()

    def stepping(draft: Path, place: Path) -> None:
        calls.append(Path(place).name)
        if calls.count(name) == 1 and calls[-1] == name:
            failing()
        sound(draft, place)

    monkeypatch.setattr(os, step, stepping)


def test_an_export_into_a_pipe_that_breaks_says_not_that_all_is_as_it_was() -> None:
    with pytest.raises(FileError, match="could not be written") as told:
        replace(Path("/dev/full"), NEW)
    assert "as it was" not in str(told.value)


def test_a_link_to_itself_is_said(tmp_path: Path) -> None:
    loop = tmp_path / "ring.pdf"
    loop.symlink_to(loop)
    with pytest.raises(FileError, match="symbolic links"):
        replace(loop, NEW)
    assert loop.is_symlink()


def test_what_was_killed_while_it_laid_out_files_blocks_nobody(tmp_path: Path) -> None:
    """As by `kill -9`: without cleaning up."""
    region = tmp_path / "region"
    killed = (
        "import os, signal, sys; from pathlib import Path; from veiviser.artifacts import Artifact\n"
        "from veiviser.build.files import lay_out\n"
        "def files():\n"
        "    yield Artifact(path='a/b.txt', data=b'halv')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "lay_out(files(), Path(sys.argv[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", killed, str(region)], cwd=REPO, check=False)
    assert done.returncode == -signal.SIGKILL
    (region / DRAFT).mkdir()  # the name that it once had
    assert len(list(region.iterdir())) == 2
    lay_out([Artifact(path="c.txt", data=NEW)], region)
    assert held(region) == {"c.txt": NEW}


def test_what_only_looks_like_a_waiting_folder_is_kept(path: Path, tmp_path: Path) -> None:
    region = tmp_path / "region"
    region.mkdir()
    (region / DRAFT).symlink_to(path.parent)
    with pytest.raises(FileError, match="is not empty"):
        lay_out([Artifact(path="a", data=NEW)], region)
    assert held(path.parent) == {"om.md": OLD}


def test_files_that_wait_in_a_folder_that_somebody_deletes_are_not_half_laid_out(tmp_path: Path) -> None:
    region = tmp_path / "region"

    def artifacts() -> Iterator[Artifact]:
        yield Artifact(path="a/b.txt", data=NEW)
        lay_out([Artifact(path="c.txt", data=NEW)], region)
        yield Artifact(path="d/e.txt", data=NEW)

    with pytest.raises(FileError):
        lay_out(artifacts(), region)
    assert held(region) == {"c.txt": NEW}


def test_a_folder_that_holds_something_is_refused(path: Path) -> None:
    with pytest.raises(FileError, match=r"is not empty: om\.md is in it"):
        lay_out([Artifact(path="a", data=NEW)], path.parent)
    assert held(path.parent) == {"om.md": OLD}
