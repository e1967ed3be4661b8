"""Generates the table in docs/testing.md: the tests of `make test-all` only, and the tests of `make test` for each."""

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
    """Pytest hook (`-p tools.tiers`): prints the collected tests as JSON, with the `held_by` of their marks or None."""
    marks = {item.nodeid: item.get_closest_marker("exhaustive") for item in session.items}
    print("\n" + _LISTED + json.dumps({test: mark.kwargs["held_by"] if mark else None for test, mark in marks.items()}))


def collected() -> Mapping[str, tuple[str, ...] | None]:
    """All tests by node id: those of `make test-all` only with their `held_by`, the others with None.

    Raises RuntimeError with pytest's output when collecting fails.
    """
    options = ("-p", "tools.tiers", "-p", "no:cacheprovider", "--collect-only", "-m", "exhaustive or not exhaustive")
    command = [sys.executable, "-m", "pytest", *options]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)
    lines = [line.removeprefix(_LISTED) for line in done.stdout.splitlines() if line.startswith(_LISTED)]
    if not lines:
        raise RuntimeError(done.stdout + done.stderr)
    return {test: held_by and tuple(held_by) for test, held_by in json.loads(lines[0]).items()}


def exhaustive(tests: Mapping[str, tuple[str, ...] | None]) -> Tests:
    """The tests of `make test-all` only."""
    return {test: held_by for test, held_by in tests.items() if held_by is not None}


def table(tests: Tests) -> str:
    """A Markdown table with a row for each test function of the second tier; its parameters share the reason."""
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
    """The test's id without the folder, and without `|`, which would end a table cell."""
    return re.sub(r"\s*\|\|?\s*", " or ", test.removeprefix("tests/"))


def document(tests: Tests) -> str:
    """The text of docs/testing.md with an updated table."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table(tests)}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(exhaustive(collected())), "utf-8")
