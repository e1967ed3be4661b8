"""Runs a command of the program as the user nobody, for tests of file permissions, which do not apply to root."""

import json
import subprocess
import sys
from collections.abc import Sequence

from tests.support.built import REPO

_SCRIPT = """
import click, contextlib, json, os, sys
from tools.day import NOON
from veiviser import clock
from veiviser.cli.main import main
clock.now = lambda: NOON
command, rehearsal = map(json.loads, sys.argv[1:])
with contextlib.suppress(SystemExit, click.ClickException):
    main(rehearsal, standalone_mode=False)  # imports modules that the user nobody may not read
if os.geteuid() == 0:
    os.setgroups([])
    os.setresuid(65534, 65534, 65534)
main(command)
"""


def as_nobody(command: Sequence[str], rehearsal: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Runs the command `rehearsal` with full permissions, then `command` as nobody, and returns the process."""
    given = [json.dumps(list(arguments)) for arguments in (command, rehearsal)]
    return subprocess.run(
        [sys.executable, "-c", _SCRIPT, *given], cwd=REPO, capture_output=True, text=True, check=False
    )
