"""What is made in a process of its own is what this process would make, and so is what goes wrong."""

import os
from collections.abc import Iterator

import pytest

from veiviser.build.beside import begun
from veiviser.search.index import SearchError


def processes() -> Iterator[int]:
    yield os.getpid()


@pytest.mark.parametrize("alone", [True, False])
def test_things_are_made_here_or_in_a_process_of_their_own(alone: bool) -> None:
    with begun(processes, alone=alone) as made:
        assert (list(made()) == [os.getpid()]) == alone


def failing() -> Iterator[int]:
    yield 1
    raise SearchError("The index {name} failed.", name="{x}", suggestion="y")


@pytest.mark.parametrize("alone", [True, False])
def test_an_error_comes_with_its_message_values_and_suggestion(alone: bool) -> None:
    with begun(failing, alone=alone) as made, pytest.raises(SearchError) as raised:
        list(made())
    error = raised.value
    assert (error.message, error.values, error.suggestion) == ("The index {name} failed.", {"name": "{x}"}, "y")
    assert str(error) == "The index {x} failed."


def test_what_is_not_waited_for_is_no_fault() -> None:
    with begun(failing, alone=False):
        pass
