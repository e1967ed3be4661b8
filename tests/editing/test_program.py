"""Where a region's host installs the program from: always a source that nobody else can change."""

import hashlib
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from tests.support.repository import commit, git
from veiviser.editing import program
from veiviser.editing.program import ProgramError, at_commit, from_wheel, running

SHA = "89abcdef" * 5


@pytest.mark.parametrize(
    ("text", "requirement", "source"),
    [
        (f"git+https://github.com/a/b@{SHA}", "https://github.com/a/b", "https://github.com/a/b/blob/{}/"),
        (
            f" veiviser @ git+https://github.com/a/b.git@{SHA}",
            "https://github.com/a/b",
            "https://github.com/a/b/blob/{}/",
        ),
        (f"https://gitlab.com/a/b/c/-/commit/{SHA}", "https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/blob/{}/"),
        (f"https://github.com/a/b/tree/{SHA}/", "https://github.com/a/b", "https://github.com/a/b/blob/{}/"),
        (
            f"https://codeberg.org/a/b/src/commit/{SHA}",
            "https://codeberg.org/a/b",
            "https://codeberg.org/a/b/src/commit/{}/",
        ),
        (
            f"https://git.fylket.no:8443/a@{SHA}",
            "https://git.fylket.no:8443/a",
            "https://git.fylket.no:8443/a/blob/{}/",
        ),
    ],
)
def test_a_commit_is_known_as_pip_writes_it_and_as_browsers_show_it(text: str, requirement: str, source: str) -> None:
    found = at_commit(text)
    assert found.requirement == f"veiviser @ git+{requirement}@{SHA}"
    assert found.source == source.format(SHA)


@pytest.mark.parametrize(
    "text",
    [
        "", "veiviser", "veiviser==1.0", "git+https://github.com/a/b", "git+https://github.com/a/b@v1.0",
        f"git+https://github.com/a/b@{SHA[:12]}", f"git+https://github.com/a/b@{SHA.upper()}", f"git+http://x.no/b@{SHA}",
        f"git+ssh://git@github.com/a/b@{SHA}", f"git+https://me:secret@github.com/a/b@{SHA}", f"git+file:/srv/b@{SHA}",
        f"git+https://github.com/a/b@{SHA}\n--pre", f"git+https://github.com/a/b@{SHA} --pre",
        f"git+https://github.com/a/b@{SHA}#egg=x", f"https://github.com/{'a/' * 9000}@{SHA[1:]}",
    ],
)  # fmt: skip
def test_what_moves_or_lets_others_in_is_refused_at_once(text: str) -> None:
    began = time.monotonic()
    with pytest.raises(ProgramError):
        at_commit(text)
    assert time.monotonic() - began < 2


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Replaces what pip has recorded about the installation (direct_url.json)."""
    recorded: dict[str, object] = {}
    monkeypatch.setattr(program, "installed_from", lambda: recorded)
    monkeypatch.setattr(program, "_installed_from", program._installed_from.__wrapped__)
    return recorded


def test_the_commit_that_pip_installed_is_the_one_that_the_host_gets(installed: dict[str, object]) -> None:
    installed |= {"url": "https://git.example.org/a/veiviser.git", "vcs_info": {"vcs": "git", "commit_id": SHA}}
    assert running().requirement == f"veiviser @ git+https://git.example.org/a/veiviser@{SHA}"


@pytest.mark.parametrize("url", ["ssh://git@git.example.org/a/b", "https://me:secret@git.example.org/a/b"])
def test_an_address_that_only_one_person_may_use_is_not_handed_on(installed: dict[str, object], url: str) -> None:
    installed |= {"url": url, "vcs_info": {"vcs": "git", "commit_id": SHA}}
    assert running().wheel


def test_a_folder_of_sources_counts_when_its_commit_is_at_a_host(installed: dict[str, object], tmp_path: Path) -> None:
    sources = tmp_path / "kilde kode"
    sources.mkdir()
    (sources / "a.py").write_text("x = 1\n")
    last = commit(sources, "2026-11-21")
    installed |= {"url": sources.as_uri(), "dir_info": {}}
    assert running().wheel  # the commit is at no public host
    git(tmp_path, "clone", "--quiet", "--bare", str(sources), "host.git")
    git(sources, "remote", "add", "origin", "https://git.example.org/a/veiviser")
    git(sources, "fetch", "--quiet", str(tmp_path / "host.git"), "main:refs/remotes/origin/main")
    assert running().requirement.endswith(f"git+https://git.example.org/a/veiviser@{last}")
    (sources / "a.py").write_text("x = 2\n")
    assert running().wheel  # the running code differs from the commit


def test_a_wheel_is_taken_with_its_digest_and_what_is_none_is_refused(tmp_path: Path) -> None:
    name, data = running().wheel or program._built()
    (tmp_path / name).write_bytes(data)
    found = from_wheel(tmp_path / name)
    assert found.requirement == f"./{name} --hash=sha256:{hashlib.sha256(data).hexdigest()}"
    (tmp_path / "annet.whl").write_bytes(data)
    (tmp_path / "veiviser-1.0-py3-none-any.whl").write_bytes(b"tull")
    with zipfile.ZipFile(tmp_path / "veiviser-2.0-py3-none-any.whl", "w") as archive:
        archive.writestr("annet-2.0.dist-info/WHEEL", "x")
    for wrong in ("annet.whl", "veiviser-1.0-py3-none-any.whl", "veiviser-2.0-py3-none-any.whl", "borte.whl"):
        with pytest.raises(ProgramError):
            from_wheel(tmp_path / wrong)


def test_git_that_is_not_there_is_no_obstacle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError("git")

    monkeypatch.setattr(subprocess, "run", missing)
    assert program._of_checkout(tmp_path) is None
