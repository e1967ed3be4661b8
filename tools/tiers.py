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
    print("\n" + _LISTED + json.dumps({test: mark.kwargs["held_by"] if mark else None for test, mark in marks.items()}))


def collected() -> Mapping[str, tuple[str, ...] | None]:
    """All tests: those of `make test-all` alone with what holds their promise, the others with None."""
    options = ("-p", "tools.tiers", "-p", "no:cacheprovider", "--collect-only", "-m", "exhaustive or not exhaustive")
    command = [sys.executable, "-m", "pytest", *options]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)
    lines = [line.removeprefix(_LISTED) for line in done.stdout.splitlines() if line.startswith(_LISTED)]
    if not lines:
        raise RuntimeError(done.stdout + done.stderr)
    return {test: held_by and tuple(held_by) for test, held_by in json.loads(lines[0]).items()}


def exhaustive(tests: Mapping[str, tuple[str, ...] | None]) -> Tests:
    """Those of `make test-all` alone."""
    return {test: held_by for test, held_by in tests.items() if held_by is not None}


def table(tests: Tests) -> str:
    """A row for each function of the second tier, since its parameters have the same reason."""
    rows: dict[str, dict[str, None]] = {}
    for test, held_by in tests.items():
        rows.setdefault(test.partition("[")[0], {}).update(dict.fromkeys(held_by))
    numbers = {name: sum(test.partition("[")[0] == name for test in tests) for name in rows}
    lines = ["| in `make test-all` alone | tests | what holds its promise in `make test` |", "| --- | --- | --- |"]
    for name, holders in sorted(rows.items()):
        held = "<br>".join(f"`{_short(test)}`" for test in holders)
        lines.append(f"| `{_short(name)}` | {numbers[name]} | {held} |")
    return "\n".join(lines)


def _short(test: str) -> str:
    """Without the folder, and with nothing that a table would take for the end of a cell."""
    return re.sub(r"\s*\|\|?\s*", " or ", test.removeprefix("tests/"))


def document(tests: Tests) -> str:
    """docs/testing.md with the table as it is now."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table(tests)}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(exhaustive(collected())), "utf-8")
