"""Each problem code has a small broken root, for which `check` prints exactly the expected messages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.said import listed
from tools.reference import BROKEN, EXAMPLE_DAY
from veiviser.cli.main import main
from veiviser.problems.codes import CODES

MakeRoot = Callable[..., Path]
DOCS = Path(__file__).parents[1] / "docs" / "problems"
FIXTURES = sorted(folder.name for folder in BROKEN.iterdir() if folder.name != "_base")


def check(root: Path) -> tuple[str, int]:
    command = ["check", "--root", str(root), "--lang", "en", "--today", str(EXAMPLE_DAY), "--format", "text"]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    return listed(result.output), result.exit_code


def test_the_base_has_no_problem(make_root: MakeRoot) -> None:
    assert check(make_root()) == ("", 0)


@pytest.mark.parametrize("code", FIXTURES)
def test_the_broken_root_gives_exactly_the_problems_of_its_code(code: str, make_root: MakeRoot) -> None:
    said, status = check(make_root(code))
    assert said == (BROKEN / code / "expected.txt").read_text(encoding="utf-8")
    assert all(f" {CODES[code].severity}[{code}]: " in line for line in said.splitlines())
    assert status == (1 if CODES[code].severity == "error" else 0)


def test_every_code_has_a_fixture_and_a_page_in_the_docs() -> None:
    assert set(FIXTURES) == set(CODES)
    assert {page.stem for page in DOCS.glob("*.md")} - {"README"} == set(CODES)
