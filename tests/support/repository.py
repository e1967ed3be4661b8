"""Real git repositories for tests: commits on given days, and copies of a checkout."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.day import NOON

_ME = ("-c", "user.name=Ola Nordmann", "-c", "user.email=ola@example.org", "-c", "commit.gpgSign=false")


def git(root: Path, *arguments: str, **variables: str) -> str:
    """The output of a git command, with the fixed test date and without the user's settings."""
    day = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), NOON.isoformat())
    environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere", **day, **variables}
    command = ["git", *_ME, *arguments]
    return subprocess.run(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()


def commit(root: Path, when: str, *, authored: str | None = None) -> str:
    """Commits everything in a root, after creating a repository if needed; returns the hash of the commit.

    `when` is the committer date: a day (noon in UTC), or a date-time. `authored` is the author date, if different.
    """
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    days = {"GIT_COMMITTER_DATE": _time(when), "GIT_AUTHOR_DATE": _time(authored or when)}
    git(root, "commit", "--quiet", "--message=x", "--allow-empty", **days)
    return git(root, "rev-parse", "HEAD")


def _time(when: str) -> str:
    return when if "T" in when else f"{when}T12:00:00Z"


def checkout_files(root: Path) -> list[str]:
    """The files of a checkout that git tracks, and new ones that it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return [name for name in names.split("\0") if name]


def copied(root: Path, into: Path) -> Path:
    """Copies a checkout, including uncommitted changes; returns `into`."""
    for name in checkout_files(root):
        if os.path.lexists(root / name):
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, into / name, follow_symlinks=False)
    return into
