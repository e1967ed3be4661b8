"""Measures the program's start-up time: for its help, a check of a small region, and some more commands.

Each figure is the median of ten runs in separate processes, in seconds of user plus system time; bare Python and click
are included for comparison. The first run of each, which compiles modules, is left out. Run from the repository's root:
`python -m benchmarks.start_up [ROOT OF A CHECKOUT]`.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

RUNS = 10
COMMANDS = {
    "bare Python": ("-c", ""),
    "import click": ("-c", "import click"),
    "--help": ("cli.py", "--help"),
    "check": ("cli.py", "check", "--root", "tests/site/golden_root", "--today", "2026-11-21"),
    "new --help": ("cli.py", "new", "--help"),
    "new offer --help": ("cli.py", "new", "offer", "--help"),
    "format --check": ("cli.py", "format", "--check", "--root", "tests/site/golden_root"),
}


def seconds(arguments: tuple[str, ...], folder: Path) -> float:
    """The processor time of one run in a folder, in seconds."""
    # With this variable, Python would compile every module at each start.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    before = os.times()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=surroundings, stdout=quiet, stderr=quiet, check=False)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    for name, arguments in COMMANDS.items():
        spent = [seconds(arguments, folder) for _ in range(RUNS + 1)][1:]
        print(f"{name:17} {statistics.median(spent):5.2f} s  (from {min(spent):.2f} to {max(spent):.2f})")


if __name__ == "__main__":
    main()
