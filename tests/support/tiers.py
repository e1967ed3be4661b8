"""The two tiers of tests: `make test`, and the additional tests of `make test-all`."""

import pytest


def exhaustive(*held_by: str) -> pytest.MarkDecorator:
    """Marks a test, or one of its parameters, that runs in `make test-all` only.

    `held_by` are the tests of the first tier that check the same rule with fewer examples.
    """
    assert held_by
    return pytest.mark.exhaustive(held_by=held_by)
