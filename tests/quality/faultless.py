"""Reports faults in tests: all of them, grouped, where pytest would truncate a comparison."""

from collections.abc import Iterable

import pytest

from tools.quality.faults import Fault, grouped


def faultless(faults: Iterable[Fault]) -> None:
    """Fails when there is any fault."""
    found = list(faults)
    if found:
        pytest.fail(f"{len(found)} faults\n{grouped(found)}", pytrace=False)
