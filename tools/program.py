"""Runs the program with a fixed clock: `python tools/program.py …` is `python cli.py …` at `tools.day.NOON`."""

import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
# The start of a command line, to which arguments are added; it works from any folder.
PROGRAM = (sys.executable, str(Path(__file__).resolve()))

if __name__ == "__main__":
    sys.path[0] = str(REPO)  # Python has put this folder there
    from tools.day import NOON
    from veiviser import clock
    from veiviser.cli.main import main

    clock.now = lambda: NOON
    main()
