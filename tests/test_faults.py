"""When disk, folder, another build or clock is in the way, the published site stays whole, and a message says why."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.built import REPO, TINY
from tests.support.files import contents, copied_region
from tests.support.nobody import as_nobody
from tests.support.tiers import exhaustive
from tools.day import NOON, TODAY
from tools.program import PROGRAM
from veiviser.build import pipeline
from veiviser.cli.main import main

Held = dict[str, bytes]
DAY = TODAY.isoformat()
# In CI nothing is skipped: there the tests fail if they cannot have a disk of their own.
IN_CI = "CI" in os.environ
EXPORT = ["export", "pdf", "--root", "root", "--municipality", "fjordby"]
needs_root = pytest.mark.skipif(os.geteuid() != 0 and not IN_CI, reason="only root may mount a file system")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied_region(TINY, tmp_path / "root")


def build(root: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, arguments(root, out, *options), catch_exceptions=False)


def arguments(root: Path, out: Path, *options: str) -> list[str]:
    given = [] if "--today" in options else ["--today", DAY]
    return ["build", "--root", str(root), "--out", str(out), "--jobs", "1", *given, *options]


def start(root: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    command = [*PROGRAM, *arguments(root, out, *options)]
    return subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def said(result: Result) -> str:
    return " ".join((result.output + result.stderr).split())


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A small file system of its own."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], capture_output=True, text=True)
    if made.returncode:
        (pytest.fail if IN_CI else pytest.skip)(f"this system does not let us mount: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# The disk


@needs_root
def test_a_full_disk_leaves_the_old_site_and_says_what_to_do(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "measured")
    size = sum(-(-len(data) // 4096) * 4096 for data in contents(tmp_path / "measured").values())
    with mounted(tmp_path / "disk", "-o", f"size={int(size * 1.1)}") as disk:
        assert build(root, disk / "site").exit_code == 0
        before = contents(disk / "site")
        full = build(root, disk / "site", "--today", "2027-03-01")
        assert full.exit_code == 2
        assert "kunne ikke skrives" in said(full)
        assert "Traceback" not in said(full)
        assert contents(disk / "site") == before
        assert [path.name for path in disk.iterdir()] == ["site"]
        subprocess.run(["mount", "-o", f"remount,size={size * 4}", str(disk)], check=True)
        assert build(root, disk / "site", "--today", "2027-03-01").exit_code == 0
        assert contents(disk / "site") != before


def test_a_file_that_grows_beyond_what_is_allowed_leaves_the_old_site(root: Path, tmp_path: Path) -> None:
    """The limit of a process affects everybody, as a full disk affects root's tests."""
    out = tmp_path / "out" / "site"
    assert build(root, out).exit_code == 0
    before = contents(out)
    limited = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    limited += "; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    limited += f"; import runpy; runpy.run_path({PROGRAM[1]!r}, run_name='__main__')"
    # -B: files compiled by Python would be cut off at the limit too, and every later run would find them so.
    command = [sys.executable, "-B", "-c", limited, *arguments(root, out, "--today", "2027-03-01")]
    ended = subprocess.run(command, cwd=REPO, capture_output=True, text=True)
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    assert contents(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["site"]


@needs_root
def test_a_disk_that_cannot_be_written_to_is_said(root: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk") as disk:
        assert build(root, disk / "site").exit_code == 0
        before = contents(disk / "site")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        refused = build(root, disk / "site", "--today", "2027-03-01")
        assert refused.exit_code == 2
        assert "kunne ikke skrives" in said(refused)
        assert contents(disk / "site") == before


def test_a_folder_that_one_may_not_write_to_is_said(root: Path, tmp_path: Path) -> None:
    """As another user than root, to whom modes do not apply."""
    with tempfile.TemporaryDirectory() as folder:
        open_to_all = Path(folder)
        shutil.copytree(root, open_to_all / "root")
        parent = open_to_all / "shared"
        assert build(root, parent / "site").exit_code == 0
        before = contents(parent / "site")
        for path in (open_to_all, *open_to_all.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        open_to_all.chmod(0o755)
        options = ["build", "--root", str(open_to_all / "root"), "--jobs", "1", "--out", str(parent / "site")]
        ended = as_nobody(options, [*options[:-1], f"{options[-1]}-warm"])
        after = contents(parent / "site")
        for path in (parent, parent / "site"):
            path.chmod(0o755)
    assert ended.returncode == 2, ended.stderr
    assert "kunne ikke skrives" in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr
    assert after == before


OPENED = {
    "build below a folder that is shut": ("shut", ["build", "--root", "root", "--out", "shut/in/site", "--jobs", "1"]),
    "export below a folder that is shut": ("shut", [*EXPORT, "--out", "shut/in/liste.pdf"]),
    "build with templates that are shut": ("root/templates", ["build", "--root", "root", "--out", "s", "--jobs", "1"]),
    "build with some templates that are shut": (
        "root/templates/pages",
        ["build", "--root", "root", "--out", "s", "--jobs", "1"],
    ),
    "export with templates that are shut": ("root/templates", [*EXPORT, "--out", "root/liste.pdf"]),
    "new with content that is shut": ("root/content", ["new", "page", "--root", "root", "--title", "A", "--yes"]),
}


ENTERED = "tests/test_faults.py::test_what_one_may_not_enter_is_a_refusal"
IN_SHORT = (
    "build below a folder that is shut", "export with templates that are shut", "new with content that is shut",
)  # fmt: skip


@pytest.mark.parametrize(
    "what", [what if what in IN_SHORT else pytest.param(what, marks=exhaustive(ENTERED)) for what in OPENED]
)
def test_what_one_may_not_enter_is_a_refusal(what: str, root: Path) -> None:
    shut, command = OPENED[what]
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        shutil.copytree(root, there / "root")
        for made in ("shut/in", "root/templates/pages"):
            (there / made).mkdir(parents=True)
        there.chmod(0o777)
        (there / shut).chmod(0o600)
        absolute = [str(there / word) if word.partition("/")[0] in ("root", "shut", "s") else word for word in command]
        ended = as_nobody(absolute, absolute)
        (there / shut).chmod(0o755)
    assert ended.returncode == 2, ended.stderr
    assert "Permission denied" in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("below", ["", "site"])
def test_a_link_to_itself_is_a_refusal(root: Path, tmp_path: Path, below: str) -> None:
    loop = tmp_path / "ring"
    loop.symlink_to(loop)
    refused = build(root, loop / below)
    assert refused.exit_code == 2
    assert str(loop) in said(refused)
    exported = CliRunner().invoke(main, [*EXPORT[:3], str(root), *EXPORT[4:], "--out", str(loop / below)])
    assert exported.exit_code == 2
    assert str(loop) in said(exported)
    assert loop.is_symlink()


# Folders that are not the program's own


def foreign(folder: Path) -> Path:
    (folder / "avhandling").mkdir()
    (folder / "avhandling" / "kapittel.txt").write_text("ti års arbeid")
    return folder / "avhandling"


def linked(folder: Path) -> Path:
    (folder / "lenke").symlink_to(foreign(folder))
    return folder / "lenke"


def a_file(folder: Path) -> Path:
    (folder / "fil").write_text("tekst")
    return folder / "fil"


@pytest.mark.parametrize(
    ("place", "why"), [(foreign, "ikke har skrevet"), (linked, "er en lenke"), (a_file, "er en fil")]
)
def test_a_folder_of_somebody_elses_is_refused_and_untouched(
    root: Path, tmp_path: Path, place: Callable[[Path], Path], why: str
) -> None:
    out = place(tmp_path)
    before = contents(tmp_path)
    refused = build(root, out)
    assert refused.exit_code == 2
    assert why in said(refused), said(refused)
    assert contents(tmp_path) == before


# Others at the same time


def test_two_builds_at_once_both_finish_and_leave_one_whole_site(root: Path, tmp_path: Path) -> None:
    days = ("2026-11-21", "2027-03-01")
    sites = []
    for day in days:
        assert build(root, tmp_path / day / "site", "--today", day).exit_code == 0
        sites.append(contents(tmp_path / day / "site"))
    out = tmp_path / "out" / "site"
    running = [start(root, out, "--today", day) for day in (*days, *days)]
    for process in running:
        told, _ = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert contents(out) in sites
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_builds_in_threads_of_one_process_wait_for_each_other(root: Path, tmp_path: Path) -> None:
    out, ended = tmp_path / "out" / "site", []
    threads = [threading.Thread(target=lambda: ended.append(build_quietly(root, out))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert ended == [0, 0, 0]
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def build_quietly(root: Path, out: Path) -> int:
    pipeline.build(pipeline.Options(root=root, out=out, jobs=1, today=TODAY))
    return 0


def test_files_that_change_while_they_are_read_give_a_site_or_a_problem(root: Path, tmp_path: Path) -> None:
    """Written as editors do it, over the old file, so that a reader may see half of it or nothing."""
    out = tmp_path / "out" / "site"
    assert build(root, out).exit_code == 0
    page, gone = root / "content" / "pages" / "om.md", root / "content" / "pages" / "kommer-og-gaar.md"
    whole, stop = page.read_text("utf-8"), threading.Event()

    def meddle() -> None:
        while not stop.is_set():
            page.write_text(whole.replace("---\n", "---\nsummary: Ny.\n", 1) + "\nMer.\n" * 2000, "utf-8")
            gone.write_text("---\ntitle: Kommer og går\n---\n", "utf-8")
            page.write_text(whole, "utf-8")
            gone.unlink()

    meddler = threading.Thread(target=meddle)
    meddler.start()
    statuses = set()
    try:
        for _ in range(8):
            result = build(root, out)
            statuses.add(result.exit_code)
            assert result.exit_code in (0, 1), said(result)
            assert (out / "index.html").is_file()
            if result.exit_code:
                assert re.search(r"content/pages/\S+:\d+:\d+: error", said(result)), said(result)
    finally:
        stop.set()
        meddler.join()
    assert build(root, out).exit_code == 0


# The clock


def test_times_of_files_have_no_say(root: Path, tmp_path: Path) -> None:
    """A wrong clock leaves files from the future and from 1970; neither changes a byte of the site."""
    assert build(root, tmp_path / "a" / "site").exit_code == 0
    for number, path in enumerate(sorted(root.rglob("*"))):
        stamp = (0, 4_000_000_000, NOON.timestamp())[number % 3]
        os.utime(path, (stamp, stamp))
    for path in (tmp_path / "a").rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert build(root, tmp_path / "b" / "site").exit_code == 0
    assert contents(tmp_path / "a" / "site") == contents(tmp_path / "b" / "site")
    assert build(root, tmp_path / "a" / "site", "--today", "2027-03-01").exit_code == 0
    assert contents(tmp_path / "a" / "site") != contents(tmp_path / "b" / "site"), "nothing newer keeps the old site"


def test_a_clock_that_is_set_back_ends_no_wait_and_lengthens_none(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waiting for another build counts elapsed time, not the time of the wall clock."""
    clock = iter(range(10**9, 0, -(10**6)))
    monkeypatch.setattr(time, "time", lambda: float(next(clock)))
    assert build(root, tmp_path / "out" / "site").exit_code == 0
