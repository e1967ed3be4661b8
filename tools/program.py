"""The program with its clock set: `python tools/program.py …` runs as `python cli.py …`, at noon of the set day."""

import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
# A command line to put arguments behind; it works from any folder.
PROGRAM = (sys.executable, str(Path(__file__).resolve()))

if __name__ == "__main__":
    sys.path[0] = str(REPO)  # Python has put this folder there
    from tools.day import NOON
    from veiviser import clock
    from veiviser.cli import main

    clock.now = lambda: NOON
    main()
