"""Real repositories for tests, whose commits have the days they are given, whoever runs the tests."""

import os
import shutil
import subprocess
from pathlib import Path

_ME = ("-c", "user.name=Ola Nordmann", "-c", "user.email=ola@example.org", "-c", "commit.gpgSign=false")


def git(root: Path, *arguments: str, **variables: str) -> str:
    """What git says, without the settings of whoever runs the tests."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere", **variables}
    command = ["git", *_ME, *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()


def commit(root: Path, when: str, *, authored: str | None = None) -> str:
    """Commits all that lies in a root, which becomes a repository at first; the hash of the commit.

    `when` is a day, or a day and a time; `authored` is another day for who wrote it.
    """
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    days = {"GIT_COMMITTER_DATE": _time(when), "GIT_AUTHOR_DATE": _time(authored or when)}
    git(root, "commit", "--quiet", "--message=x", "--allow-empty", **days)
    return git(root, "rev-parse", "HEAD")


def _time(when: str) -> str:
    return when if "T" in when else f"{when}T12:00:00Z"


def held(root: Path) -> list[str]:
    """The files that git holds or would hold, in a repository of whoever runs the tests."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(listed, cwd=root, capture_output=True, text=True, check=True).stdout
    return [name for name in said.split("\0") if name]


def copied(root: Path, into: Path) -> Path:
    """A folder of these files as they are on disk: what a fresh checkout would be."""
    for name in held(root):
        if os.path.lexists(root / name):
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, into / name, follow_symlinks=False)
    return into
