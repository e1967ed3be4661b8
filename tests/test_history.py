"""What git remembers: real repositories, read in the same way by every user."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import repository
from tests.support.repository import git
from veiviser.history import NO_HISTORY, History, history, texts

Commit = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A region in a folder of a repository, as is common."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "region").mkdir()
    return tmp_path / "region"


@pytest.fixture
def commit(root: Path, tmp_path: Path) -> Commit:
    """A function that commits files (path below content/ → text, None to delete one) on a day, at noon in Oslo."""

    def commit(day: str, **files: str | None) -> str:
        for path, text in files.items():
            file = root / "content" / path.replace("__", "/").replace("_md", ".md")
            file.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                file.unlink()
            else:
                file.write_text(text, encoding="utf-8")
        return repository.commit(tmp_path, f"{day}T12:00:00+01:00")

    return commit


def read(root: Path) -> History:
    found = history(root)
    assert found.problems == ()
    return found.value


def test_the_revisions_of_a_file_newest_first(root: Path, commit: Commit) -> None:
    first = commit("2026-01-01", offers__kafe_md="en", pages__om_md="om")
    second = commit("2026-02-01", offers__kafe_md="to")
    commit("2026-03-01", pages__om_md="mer")
    revisions = read(root).of("content/offers/kafe.md")
    assert [revision.commit for revision in revisions] == [second, first]
    assert revisions[0].when == dt.datetime(2026, 2, 1, 11, tzinfo=dt.UTC)
    assert list(texts(root, [r.blob for r in revisions if r.blob]).values()) in ([b"en", b"to"], [b"to", b"en"])


def test_a_file_keeps_its_history_when_it_is_moved_within_its_kind(root: Path, commit: Commit) -> None:
    commit("2026-01-01", offers__kafe_md="en")
    commit("2026-02-01", offers__kafe_md=None, offers__fjordby__kafe_md="en")
    found = read(root)
    assert len(found.of("content/offers/fjordby/kafe.md")) == 2
    assert all(revision.blob for revision in found.of("content/offers/kafe.md"))
    assert found.of("content/events/kafe.md") == ()


def test_what_was_there_on_a_day(root: Path, commit: Commit) -> None:
    commit("2026-01-01", offers__kafe_md="en", pages__om_md="om")
    commit("2026-02-01", offers__kafe_md="to", pages__om_md=None)
    found = read(root)
    on = {day: found.on(dt.date.fromisoformat(day)) for day in ("2025-12-31", "2026-01-01", "2026-02-01")}
    assert [sorted(records) for records in on.values()] == [[], ["offers/kafe.md", "pages/om.md"], ["offers/kafe.md"]]
    assert texts(root, on["2026-01-01"].values())[on["2026-01-01"]["offers/kafe.md"]] == b"en"


def test_branches_that_were_joined_count_each_commit_once(root: Path, commit: Commit) -> None:
    commit("2026-01-01", offers__kafe_md="en")
    git(root, "checkout", "--quiet", "-b", "gren")
    commit("2026-02-01", offers__kafe_md="to")
    git(root, "checkout", "--quiet", "main")
    commit("2026-02-02", offers__tur_md="tur")
    git(root, "merge", "--quiet", "--no-edit", "gren")
    assert len(read(root).of("content/offers/kafe.md")) == 2


def test_what_was_never_committed_has_no_history(root: Path, commit: Commit) -> None:
    commit("2026-01-01", offers__kafe_md="en")
    (root / "content" / "offers" / "ny.md").write_text("ny", encoding="utf-8")
    (root / "content" / "offers" / "kafe.md").write_text("endret", encoding="utf-8")
    assert read(root).of("content/offers/ny.md") == ()
    assert len(read(root).of("content/offers/kafe.md")) == 1


def test_before_the_first_commit_and_outside_of_any_repository(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert read(root) == NO_HISTORY
    assert read(tmp_path_factory.mktemp("alone")) == NO_HISTORY


def test_without_git_there_is_a_warning_only_where_there_is_a_repository(
    root: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit("2026-01-01", offers__kafe_md="en")
    monkeypatch.setenv("PATH", "/nowhere")
    assert [problem.code for problem in history(root).problems] == ["unread-history"]
    assert history(tmp_path_factory.mktemp("alone")).problems == ()


def test_it_knows_where_in_the_repository_the_root_lies(root: Path, commit: Commit, tmp_path: Path) -> None:
    commit("2026-01-01", offers__kafe_md="en")
    assert read(root).below == f"{root.relative_to(tmp_path).as_posix()}/"
    git(tmp_path, "clone", "--quiet", tmp_path.as_uri(), str(tmp_path / "copy"))
    assert read(tmp_path / "copy").below == ""


def test_a_shallow_clone_is_told_of(root: Path, commit: Commit, tmp_path: Path) -> None:
    commit("2026-01-01", offers__kafe_md="en")
    commit("2026-02-01", offers__kafe_md="to")
    git(tmp_path, "clone", "--quiet", "--depth", "1", tmp_path.as_uri(), str(tmp_path / "copy"))
    found = history(tmp_path / "copy" / "region")
    assert [problem.code for problem in found.problems] == ["shallow-history"]
    assert len(found.value.of("content/offers/kafe.md")) == 1


@pytest.mark.parametrize(
    "setting",
    [
        "log.showSignature=true", "log.showRoot=false", "log.follow=true", "core.quotePath=true", "diff.renames=copies",
        "color.ui=always", "diff.orderFile=gone", "core.abbrev=4", "log.date=relative", "core.pager=false",
    ],
)  # fmt: skip
def test_a_users_settings_change_nothing(
    root: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    commit("2026-01-01", offers__kafe_md="en", offers__blåbær_md="en")
    before = read(root)
    name, _, value = setting.partition("=")
    for variable, text in (("COUNT", "1"), ("KEY_0", name), ("VALUE_0", value)):
        monkeypatch.setenv(f"GIT_CONFIG_{variable}", text)
    assert read(root) == before
    assert len(before.of("content/offers/blåbær.md")) == 1


def test_a_hook_of_another_repository_is_not_listened_to(
    root: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit("2026-01-01", offers__kafe_md="en")
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert len(read(root).of("content/offers/kafe.md")) == 1


def test_a_commit_may_claim_any_date(root: Path, commit: Commit) -> None:
    commit("1970-01-02", offers__kafe_md="en")
    assert read(root).of("content/offers/kafe.md")[0].when.year == 1970


def test_texts_that_git_does_not_have_are_left_out(root: Path, commit: Commit) -> None:
    commit("2026-01-01", offers__kafe_md="en")
    assert texts(root, ["0" * 40]) == {}
    assert texts(root, []) == {}
