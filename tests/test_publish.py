"""The folder of the site is always complete: replaced in one step, never half, never a folder of somebody else's."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.files import contents
from veiviser.artifacts import Artifact
from veiviser.build import publish as module
from veiviser.build.publish import MARKER, PublishError, prepare, publish

REPO = Path(__file__).parents[1]
FILES = 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "region"
    (folder / "content").mkdir(parents=True)
    return folder


@pytest.fixture(params=["exchange", "two renames"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With and without a system that can exchange two folders."""
    if request.param == "two renames":
        monkeypatch.setattr(module, "_renameat2", None)
    return str(request.param)


def artifacts(version: int) -> Iterator[Artifact]:
    return (Artifact(path=f"tilbud/t{n}/index.html", data=f"{version}".encode() * 500) for n in range(FILES))


def assert_whole(out: Path) -> None:
    """Every file of one build, and all from the same build."""
    held = contents(out)
    assert len(held) == FILES + 1
    assert len(set(held.values())) == 2, "the marker, and one content shared by all pages"


def assert_nothing_beside(out: Path) -> None:
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.usefixtures("system")
def test_a_site_holds_the_files_and_no_others(root: Path) -> None:
    out = root / "new" / "site"
    publish([Artifact(path="index.html", data=b"1"), Artifact(path="a/b/old.html", data=b"1")], out, root=root)
    publish([Artifact(path="a/b/c.html", data=b"2"), Artifact(path="index.html", data=b"3")], out, root=root)

    held = contents(out)
    assert held.pop(MARKER)
    assert held == {"a/b/c.html": b"2", "index.html": b"3"}
    assert_nothing_beside(out)


@pytest.mark.usefixtures("system")
def test_a_build_that_fails_leaves_the_old_site(root: Path) -> None:
    out = root / "site"
    publish(artifacts(1), out, root=root)
    before = contents(out)

    def failing() -> Iterator[Artifact]:
        yield Artifact(path="new.html", data=b"")
        raise RuntimeError("rendering failed")

    with pytest.raises(RuntimeError, match="rendering failed"):
        publish(failing(), out, root=root)
    assert contents(out) == before
    assert_nothing_beside(out)


@pytest.mark.usefixtures("system")
def test_a_disk_that_fails_leaves_the_old_site(root: Path) -> None:
    out = root / "site"
    publish(artifacts(1), out, root=root)
    unwritable = Artifact(path="long" * 100, data=b"")

    with pytest.raises(PublishError, match="could not be written"):
        publish([*artifacts(2), unwritable], out, root=root)
    assert_whole(out)
    assert contents(out)["tilbud/t0/index.html"].startswith(b"1")
    assert_nothing_beside(out)


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../x", "a/./x", "a//x", "a/", "a\\x", "a\0x", MARKER])
def test_a_path_that_no_site_can_hold_is_a_mistake(root: Path, path: str) -> None:
    with pytest.raises(ValueError, match=r"is not a path inside|is claimed twice"):
        publish([Artifact(path=path, data=b"")], root / "site", root=root)
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "paths", [("a/x", "a/x"), ("a", "a/x"), ("a/x", "a"), ("a/b/x", "a/b"), ("a", "a/b/x"), ("a/b/x", "a/b/y", "a")]
)
def test_two_files_that_claim_one_path_are_a_mistake(root: Path, paths: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="is claimed twice"):
        publish([Artifact(path=path, data=b"") for path in paths], root / "site", root=root)


def somebodys_folder(root: Path) -> Path:
    (root / "thesis").mkdir()
    (root / "thesis" / "chapter.txt").write_text("ten years of work")
    return root / "thesis"


def a_link(root: Path) -> Path:
    publish([], root / "real", root=root)
    (root / "link").symlink_to(root / "real")
    return root / "link"


def a_file(root: Path) -> Path:
    (root / "file").write_text("text")
    return root / "file"


def a_repository(root: Path) -> Path:
    publish([], root / "pages", root=root)
    (root / "pages" / ".git").mkdir()
    return root / "pages"


def below_a_file(root: Path) -> Path:
    return a_file(root) / "site"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (somebodys_folder, "files that Veiviser did not write"),
        (a_link, "is a link"),
        (a_file, "is a file"),
        (a_repository, "holds a git repository"),
        (below_a_file, "could not be written"),
        (lambda root: root, "holds the content itself"),
        (lambda root: root.parent, "holds the content itself"),
        (lambda root: Path("/"), "holds the content itself"),
        (lambda root: root / "content" / "site", "among the sources"),
        (lambda root: root / "x" / ".." / "templates", "among the sources"),
        (lambda root: Path("/proc"), "is a mount point"),
    ],
)
def test_a_folder_that_is_not_the_tools_own_is_refused(root: Path, place: Callable[[Path], Path], why: str) -> None:
    out = place(root)
    before = contents(root)

    with pytest.raises(PublishError, match=why) as refused:
        publish(artifacts(1), out, root=root)

    assert contents(root) == before
    assert refused.value.message.format(**refused.value.values) == str(refused.value)
    if why != "could not be written":
        with pytest.raises(PublishError, match=why):
            prepare(out, root=root)


def test_an_empty_folder_and_a_relative_path_are_fine(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "site").mkdir()
    monkeypatch.chdir(root)
    publish(artifacts(1), Path("site"), root=Path())
    assert_whole(root / "site")


def test_a_site_moved_aside_by_a_killed_build_comes_back(root: Path) -> None:
    out = root / "site"
    publish(artifacts(1), out, root=root)
    out.rename(root / ".site.old.staging")
    (root / ".site.staging").mkdir()
    (root / ".site.staging" / "half.html").write_text("<p>ha")

    prepare(out, root=root)
    assert_whole(out)
    assert_nothing_beside(out)


def test_a_second_build_waits_for_the_first_or_says_so(root: Path) -> None:
    out = root / "site"
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[Artifact]:
        begun.set()
        go_on.wait(10)
        yield from artifacts(1)

    first = threading.Thread(target=publish, args=(slow(), out), kwargs={"root": root})
    first.start()
    begun.wait(10)
    with pytest.raises(PublishError, match="Another build is writing"):
        publish(artifacts(2), out, root=root, patience=0.1)

    second = threading.Thread(target=publish, args=(artifacts(2), out), kwargs={"root": root})
    second.start()
    go_on.set()
    first.join(10)
    second.join(10)
    assert (out / "tilbud/t0/index.html").read_bytes().startswith(b"2")
    assert_whole(out)
    assert_nothing_beside(out)


def start(script: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(REPO)}
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)


LOOP = f"""
    import itertools, sys
    from pathlib import Path
    from veiviser import publish
    from veiviser.artifacts import Artifact
    out, root, system = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if system == "two renames":
        publish._renameat2 = None
    print(flush=True)
    for version in itertools.count():
        data = f"{{version}}".encode() * 500
        pages = (Artifact(path=f"tilbud/t{{n}}/index.html", data=data) for n in range({FILES}))
        publish.publish(pages, out, root=root)
"""


def test_a_build_killed_at_any_instant_leaves_a_whole_site(root: Path, system: str) -> None:
    out = root / "site"
    publish(artifacts(0), out, root=root)
    chance = random.Random(system)
    for _ in range(13):
        build = start(LOOP, out, root, system)
        assert build.stdout is not None
        build.stdout.readline()
        time.sleep(chance.uniform(0.001, 0.1))
        build.kill()
        build.communicate()

        if system == "exchange":
            assert_whole(out)
        prepare(out, root=root, patience=1)
        assert_whole(out)
        assert_nothing_beside(out)
        publish(artifacts(99), out, root=root, patience=1)


ORPHAN = """
    import os, signal, sys, time
    from pathlib import Path
    from veiviser.artifacts import Artifact
    from veiviser.build.publish import publish
    def pages():
        child = os.fork()
        if child == 0:
            time.sleep(30)
            os._exit(0)
        print(child, flush=True)
        yield Artifact(path="index.html", data=b"")
        os.kill(os.getpid(), signal.SIGKILL)
    publish(pages(), Path(sys.argv[1]), root=Path(sys.argv[2]))
"""


def test_orphans_of_a_killed_build_block_nobody(root: Path) -> None:
    build = start(ORPHAN, root / "site", root)
    assert build.stdout is not None
    orphan = int(build.stdout.readline())
    assert build.wait(10) == -signal.SIGKILL
    build.stdout.close()

    try:
        publish(artifacts(1), root / "site", root=root, patience=1)
    finally:
        os.kill(orphan, signal.SIGKILL)
    assert_whole(root / "site")
    assert_nothing_beside(root / "site")
