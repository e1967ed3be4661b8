"""The tests that run in `make test-all` alone, and what holds their promise in `make test`: a table in docs."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
DOCUMENT = REPO / "docs" / "testing.md"
BEGIN, END = "<!-- made by `make reference` -->", "<!-- until here -->"
_LISTED = "tests collected: "

Tests = Mapping[str, tuple[str, ...]]


def pytest_collection_finish(session: pytest.Session) -> None:
    """As a plugin (`-p tools.tiers`): prints the tests that were collected, each with what holds its promise."""
    marks = {item.nodeid: item.get_closest_marker("exhaustive") for item in session.items}
    print("\n" + _LISTED + json.dumps({test: mark.kwargs["held_by"] if mark else () for test, mark in marks.items()}))


def collected(tier: str) -> Tests:
    """The tests of a tier (`exhaustive` or `not exhaustive`), each with what holds its promise in the first."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tools.tiers",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        "-m",
        tier,
    ]
    done = subprocess.run([*command, "-m", tier], cwd=REPO, capture_output=True, text=True, check=False)
    lines = [line.removeprefix(_LISTED) for line in done.stdout.splitlines() if line.startswith(_LISTED)]
    if not lines:
        raise RuntimeError(done.stdout + done.stderr)
    return {test: tuple(held_by) for test, held_by in json.loads(lines[0]).items()}


def table(exhaustive: Tests) -> str:
    """A row for each function, since its parameters have the same reason."""
    rows: dict[str, dict[str, None]] = {}
    for test, held_by in exhaustive.items():
        rows.setdefault(test.partition("[")[0], {}).update(dict.fromkeys(held_by))
    numbers = {name: sum(test.partition("[")[0] == name for test in exhaustive) for name in rows}
    lines = ["| in `make test-all` alone | tests | what holds its promise in `make test` |", "| --- | --- | --- |"]
    for name, holders in sorted(rows.items()):
        held = "<br>".join(f"`{_short(test)}`" for test in holders)
        lines.append(f"| `{_short(name)}` | {numbers[name]} | {held} |")
    return "\n".join(lines)


def _short(test: str) -> str:
    """Without the folder, and with nothing that a table would take for the end of a cell."""
    return re.sub(r"\s*\|\|?\s*", " or ", test.removeprefix("tests/"))


def document(exhaustive: Tests) -> str:
    """docs/testing.md with the table as it is now."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table(exhaustive)}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(collected("exhaustive")), "utf-8")
