"""What left the first tier of tests is listed, and a test of the first tier holds the same promise with less."""

import re

import pytest

from tests.support.built import REPO
from tools import tiers


@pytest.fixture(scope="module")
def first() -> tiers.Tests:
    return tiers.collected("not exhaustive")


@pytest.fixture(scope="module")
def exhaustive() -> tiers.Tests:
    return tiers.collected("exhaustive")


def test_what_holds_a_promise_runs_each_time(first: tiers.Tests, exhaustive: tiers.Tests) -> None:
    assert exhaustive
    names = {test.partition("[")[0] for test in first}
    for test, held_by in exhaustive.items():
        assert held_by, test
        for holder in held_by:
            path, _, name = holder.partition(": ")
            if name:
                assert re.search(rf"\btest\(([\"`]){re.escape(name)}", (REPO / path).read_text("utf-8")), holder
            else:
                assert holder in first or (holder in names and "[" not in holder), holder


def test_no_test_is_in_both_tiers_or_in_none(first: tiers.Tests, exhaustive: tiers.Tests) -> None:
    assert set(first).isdisjoint(exhaustive)
    assert len(first) > len(exhaustive)


def test_the_list_in_the_docs_is_current(exhaustive: tiers.Tests) -> None:
    assert tiers.DOCUMENT.read_text("utf-8") == tiers.document(exhaustive), "run `make reference`"
