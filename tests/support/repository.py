"""Real repositories for tests, whose commits have the days they are given."""

import os
import subprocess
from pathlib import Path

_ME = ("-c", "user.name=Ola Nordmann", "-c", "user.email=ola@example.org", "-c", "commit.gpgSign=false")


def commit(root: Path, when: str) -> None:
    """Commits all that lies in a root, which becomes a repository at first; `when` is a day, or a day and a time."""
    if not (root / ".git").exists():
        _git(root, when, "init", "--quiet", "--initial-branch=main")
    _git(root, when, "add", "--all")
    _git(root, when, "commit", "--quiet", "--message=x", "--allow-empty")


def _git(root: Path, when: str, *arguments: str) -> None:
    time = when if "T" in when else f"{when}T12:00:00Z"
    environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "GIT_COMMITTER_DATE": time, "GIT_AUTHOR_DATE": time}
    subprocess.run(["git", *_ME, *arguments], cwd=root, env=environment, check=True)
