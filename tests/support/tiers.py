"""The two tiers of tests: what runs each time, and what `make test-all` runs besides."""

import pytest


def exhaustive(*held_by: str) -> pytest.MarkDecorator:
    """Marks a test, or one of its parameters, that runs in `make test-all` alone.

    `held_by` names the tests of the first tier that hold the same promise with fewer examples.
    """
    assert held_by
    return pytest.mark.exhaustive(held_by=held_by)
