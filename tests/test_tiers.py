"""Tests that have left the first tier are listed, and a test of the first tier holds the same promise with less."""

import re
from collections.abc import Mapping

import pytest

from tests.support.built import REPO
from tools import tiers

Tests = Mapping[str, tuple[str, ...] | None]


@pytest.fixture(scope="module")
def tests() -> Tests:
    return tiers.collected()


def test_what_holds_a_promise_runs_each_time(tests: Tests) -> None:
    exhaustive = tiers.exhaustive(tests)
    first = tests.keys() - exhaustive.keys()
    assert 0 < len(exhaustive) < len(first)
    names = {test.partition("[")[0] for test in first}
    for test, held_by in exhaustive.items():
        assert held_by, test
        for holder in held_by:
            path, _, name = holder.partition(": ")
            if name:
                assert re.search(rf"\btest\(([\"`]){re.escape(name)}", (REPO / path).read_text("utf-8")), holder
            else:
                assert holder in first or (holder in names and "[" not in holder), holder


def test_the_list_in_the_docs_is_current(tests: Tests) -> None:
    assert tiers.DOCUMENT.read_text("utf-8") == tiers.document(tiers.exhaustive(tests)), "run `make reference`"
