"""Fixtures for the tests of the rules: a root made of a few files, and the problems found in it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.problems.problem import Problem, in_order


@pytest.fixture
def found(make_root: Callable[..., Path]) -> Callable[[Mapping[str, str]], list[str]]:
    """A function that checks the good base with some files added: `path:line:column code suggestion` of each problem.

    A problem without a suggestion has none in its line. Paths are relative to content/. The form of the files, which
    are written here as suits the tests, is not checked.
    """

    def check(files: Mapping[str, str]) -> list[str]:
        root = make_root(files={f"content/{path}": text for path, text in files.items()})
        problems = in_order(load(Options(root=root, today=TODAY)).problems)
        return [_line(problem) for problem in problems if problem.code != "not-canonical"]

    return check


def _line(problem: Problem) -> str:
    mark = problem.mark
    place = f"{mark.path.removeprefix('content/')}:{mark.line}:{mark.column} {problem.code}"
    return f"{place} {problem.suggestion}" if problem.suggestion else place
