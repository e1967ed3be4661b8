"""A build that keeps what the last one made gives what a clean build gives, byte for byte, whatever was edited."""

import datetime as dt
import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support import edits
from tests.support.edits import Edits
from tests.support.files import contents, copied_region, differing
from tests.support.tiers import exhaustive
from tools.day import TODAY
from tools.made_region import write
from tools.program import PROGRAM
from veiviser.artifacts import Artifact
from veiviser.build.cache import nothing_kept
from veiviser.build.cache_folder import FOLDER
from veiviser.build.loading import Options, load
from veiviser.build.pipeline import artifacts, build
from veiviser.build.publish import MARKER, PublishError
from veiviser.cli.main import main

OFFERS = 8


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("edited") / "region"
    write(root, OFFERS)
    site = root / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("[nb, nn, en]", "[nb, nn]"), "utf-8")
    return root


@pytest.fixture
def root(region: Path, tmp_path: Path) -> Path:
    return copied_region(region, tmp_path / "region")


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


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("no_index")
def test_random_edits_give_what_a_clean_build_gives(root: Path, seed: int) -> None:
    assert a_run(root, seed, 4) > 100


@exhaustive("tests/test_cached_builds.py::test_random_edits_give_what_a_clean_build_gives")
@pytest.mark.parametrize("share", range(4))
@pytest.mark.usefixtures("no_index")
def test_many_random_edits_give_what_a_clean_build_gives(region: Path, tmp_path: Path, share: int) -> None:
    for seed in range(1000 + share * 3, 1003 + share * 3):
        a_run(copied_region(region, tmp_path / str(seed)), seed, 6)


def edited(name: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        for seed in range(99):  # until an edit of this kind is without errors
            editor = Edits(root, random.Random(seed))
            edits.ALL[name](editor)
            if load(options(root)).value is not None:
                return
            editor.undo()
        raise AssertionError(name)

    return edit


def moved_in_history(root: Path) -> None:
    """The same content, committed: pages tell when something was changed."""
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(root))
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    moment = {**os.environ, "GIT_AUTHOR_DATE": "2026-10-01T12:00Z", "GIT_COMMITTER_DATE": "2026-10-01T12:00Z"}
    subprocess.run([*git, "commit", "-q", "-m", "Alt"], check=True, env=moment)


def cache_files(root: Path) -> list[Path]:
    return sorted((root / FOLDER).glob("site-*.json"))


def cache_deleted(root: Path) -> None:
    shutil.rmtree(root / FOLDER)


def cache_cut_off(root: Path) -> None:
    for file in cache_files(root):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def cache_of_another_shape(root: Path) -> None:
    """Whole, as its checksum says, but not what the program writes."""
    body = json.dumps({"index.html": ["x"], "404.html": {"digest": 1}})
    for file in cache_files(root):
        file.write_text(f"{blake2b(body.encode(), digest_size=16).hexdigest()}\n{body}", "utf-8")


def cache_is_a_file(root: Path) -> None:
    shutil.rmtree(root / FOLDER)
    (root / FOLDER).write_text("", "utf-8")


def page_changed_by_hand(root: Path) -> None:
    (root / "site" / "index.html").write_text("x", "utf-8")


def page_deleted_by_hand(root: Path) -> None:
    (root / "site" / "tilbud" / "index.html").unlink()


def page_replaced_by_a_link(root: Path) -> None:
    page = root / "site" / "tilbud" / "index.html"
    page.rename(root / "elsewhere.html")
    page.symlink_to(root / "elsewhere.html")


def site_deleted(root: Path) -> None:
    shutil.rmtree(root / "site")


def site_built_by_another_root(root: Path) -> None:
    """Another region was published into the same folder meanwhile."""
    other = copied_region(root, root.with_name("other"))
    edited("label_of_a_list")(other)
    assert build(options(other, out=root / "site", cache=False)).value is not None


CASES: dict[str, Callable[[Path], None]] = {
    **{name: edited(name) for name in edits.ALL},
    **{
        case.__name__: case
        for case in (
            moved_in_history, cache_deleted, cache_cut_off, cache_of_another_shape, cache_is_a_file, page_changed_by_hand,
            page_deleted_by_hand, page_replaced_by_a_link, site_deleted, site_built_by_another_root,
        )
    },
}  # fmt: skip


@pytest.mark.usefixtures("no_index")
@pytest.mark.parametrize("case", CASES)
def test_after_each_kind_of_change_the_site_is_what_a_clean_build_makes(root: Path, case: str) -> None:
    published(root)
    CASES[case](root)
    expected = clean(root)
    assert expected is not None
    assert differing(published(root), expected) == []


@pytest.mark.usefixtures("no_index")
def test_midnight_passes(root: Path) -> None:
    published(root)
    for days in (1, 400):
        later = TODAY + dt.timedelta(days=days)
        assert differing(published(root, later), clean(root, later) or {}) == []


def inodes(root: Path) -> dict[str, int]:
    return {path: os.lstat(root / "site" / path).st_ino for path in contents(root / "site")}


def made_again(root: Path, edit: Callable[[str], str]) -> tuple[Path, Mapping[str, bool]]:
    """An offer of a region of 80 after an edit of its text, and for each file of the site whether it was made again."""
    write(root, 80)
    published(root)
    before = inodes(root)
    [offer] = root.glob("content/offers/*/tilbud-0005-*.md")
    offer.write_text(edit(offer.read_text("utf-8")), "utf-8")
    published(root)
    after = inodes(root)
    return offer, {path: after[path] != inode for path, inode in before.items()}


@pytest.mark.usefixtures("no_index")
def test_an_edit_of_one_offer_makes_few_pages_of_others_again(tmp_path: Path) -> None:
    offer, again = made_again(tmp_path / "region", lambda text: text + "\nMer.\n")
    pages = [path for path in again if re.fullmatch(r"(\w\w/)?tilbud/.*/index\.html", path)]
    new = [path for path in pages if again[path]]
    assert f"tilbud/{offer.stem}/index.html" in new
    assert len(new) < len(pages) / 4


@pytest.mark.usefixtures("no_index")
def test_an_edit_of_a_summary_makes_few_pages_again(tmp_path: Path) -> None:
    """Of municipalities and needs, and of the guide, only those that list the offer."""
    _offer, again = made_again(tmp_path / "region", lambda text: text.replace("\nsummary: ", "\nsummary: Nytt ", 1))
    for family in (r"kommune/[\w-]+/[\w-]+/index\.html", r"kommune/[\w-]+/for/.*", r"finn/[\w-]+/[\w-]+/index\.html"):
        pages = [path for path in again if re.fullmatch(rf"(\w\w/)?{family}", path)]
        assert pages
        assert len([path for path in pages if again[path]]) < len(pages) / 2, family


def test_long_texts_are_indexed_again_when_one_has_changed(root: Path) -> None:
    published(root)
    offer = next(path for path in Edits(root, random.Random(0)).files("offers") if "status: active" in path.read_text())
    before = inodes(root)
    text = offer.read_text("utf-8")
    offer.write_text(text.replace("\nsummary: ", "\nsummary: Nytt ", 1), "utf-8")
    published(root)
    after = inodes(root)
    index = [path for path in before if path.startswith("pagefind/")]
    assert index
    assert [path for path in index if after[path] != before[path]] == []
    assert after["search/nb.json"] != before["search/nb.json"]
    offer.write_text(text + "\nZuckerkandl.\n", "utf-8")
    assert set(index) != {path for path in published(root) if path.startswith("pagefind/")}


def test_nothing_is_kept_without_the_cache(root: Path) -> None:
    assert build(options(root, cache=False)).value is not None
    assert not (root / ".cache").exists()
    published(root)
    before = inodes(root)
    assert build(options(root, cache=False)).value is not None
    after = inodes(root)
    assert all(after[path] != inode for path, inode in before.items() if path != MARKER)


def test_another_program_keeps_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(root)
    before = inodes(root)
    monkeypatch.setattr("veiviser.build.cache_folder._version", lambda _name: "99")
    published(root)
    after = inodes(root)
    assert all(after[path] != inode for path, inode in before.items() if path.endswith(".html"))


@pytest.mark.usefixtures("no_index")
def test_what_is_withdrawn_is_in_no_file(root: Path) -> None:
    """Text and address of an offer that was only added for a while, beside others of its municipality and needs."""
    other = next(path for path in Edits(root, random.Random(0)).files("offers") if "status: active" in path.read_text())
    offer = other.with_name("qvintessa.md")
    offer.write_text(re.sub("\ntitle: .*", "\ntitle: Qvintessa", other.read_text("utf-8")), "utf-8")
    assert len([path for path, data in published(root).items() if b"qvintessa" in data]) > 20
    offer.unlink()
    found = published(root)
    assert [path for path, data in found.items() if b"vintessa" in data or "qvintessa" in path] == []


def test_the_cache_is_bounded_and_ignored_by_git(settled: Path) -> None:
    for number in range(10):
        (settled / FOLDER).mkdir(parents=True, exist_ok=True)
        for what in ("site", "outcome"):
            (settled / FOLDER / f"{what}-{number}.json").write_text("")
    assert run(settled).exit_code == 0
    assert len(cache_files(settled)) == len(list((settled / FOLDER).glob("outcome-*"))) == 8
    assert (settled / FOLDER / ".gitignore").read_text() == "*\n"


def test_the_site_cannot_be_put_into_the_cache(root: Path) -> None:
    with pytest.raises(PublishError, match="among the sources"):
        build(options(root, out=root / ".cache" / "site"))


def test_two_builds_at_once_leave_a_whole_site(root: Path) -> None:
    command = [*PROGRAM, "build", "--root", str(root), "--today", TODAY.isoformat(), "--quiet"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert differing(published(root), clean(root) or {}) == []


def run(root: Path, *options: str) -> Result:
    arguments = ["build", "--root", str(root), "--today", TODAY.isoformat(), "--jobs", "1", "--lang", "en", *options]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture
def settled(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region whose files were changed long before a build begins, as far as its clock tells."""
    later = dt.datetime.fromtimestamp(root.stat().st_ctime + 3600, dt.UTC)
    monkeypatch.setattr("veiviser.clock.now", lambda: later)
    monkeypatch.chdir(root.parent)  # for the report of a bug
    return root


@pytest.fixture
def finished(settled: Path) -> Path:
    """The same, with its site."""
    assert run(settled).exit_code == 0
    return settled


@pytest.fixture
def no_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_options: object) -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr("veiviser.build.pipeline.load_changed", refused)


def test_nothing_is_done_when_nothing_has_changed(finished: Path, no_loading: None) -> None:
    before = inodes(finished)
    done = run(finished)
    assert done.exit_code == 0
    assert "offers are published in" in done.stdout
    assert inodes(finished) == before


def test_what_was_found_is_said_again_when_nothing_has_changed(settled: Path) -> None:
    first, again = run(settled), run(settled)
    assert "warning" in first.output
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)


def same_size_and_age(root: Path) -> None:
    path = next((root / "content").rglob("*.md"))
    state, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("e", "a", 1), "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def file_more(root: Path) -> None:
    (root / "site" / "mer.html").write_text("", "utf-8")


def outcome_damaged(root: Path) -> None:
    for file in (root / FOLDER).glob("outcome-*"):
        file.write_bytes(file.read_bytes()[:-5])


@pytest.mark.parametrize(
    "change",
    [edited("running_text"), edited("template"), same_size_and_age, page_changed_by_hand, page_deleted_by_hand, file_more,
     site_deleted, moved_in_history, outcome_damaged, cache_deleted],
)  # fmt: skip
def test_a_build_is_made_when_something_is_different(
    finished: Path, no_loading: None, change: Callable[[Path], None]
) -> None:
    change(finished)
    assert run(finished).exit_code == 3


@pytest.mark.parametrize(
    "options",
    [("--today", (TODAY + dt.timedelta(days=1)).isoformat()), ("--strict",), ("--base-url", "https://x.example.org/"),
     ("--no-cache",), ("--timings",), ("--verbose",)],
)  # fmt: skip
def test_a_build_is_made_with_other_options(finished: Path, no_loading: None, options: tuple[str, ...]) -> None:
    assert run(finished, *options).exit_code == 3


def test_what_was_changed_just_before_a_build_is_looked_at_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk may give the next change the same time."""
    newest = max(path.stat().st_ctime for path in (root / "content").rglob("*"))
    monkeypatch.setattr("veiviser.clock.now", lambda: dt.datetime.fromtimestamp(newest + 1, dt.UTC))
    assert run(root).exit_code == 0
    assert list((root / FOLDER).glob("outcome-*")) == []
