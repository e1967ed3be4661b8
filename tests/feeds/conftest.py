"""The regions whose feeds are tested."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.feeds.small_region import EXAMPLE, FILES, Region, loaded, written
from tests.support.files import write
from veiviser.directory.model import Directory


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """Makes a directory of the small region and the given files, as of TODAY."""

    def make(files: Mapping[str, str]) -> Directory:
        for path, text in {**FILES, **files}.items():
            write(tmp_path, path, text)
        return loaded(tmp_path)

    return make


@pytest.fixture(scope="session")
def example() -> Directory:
    return loaded(EXAMPLE)


@pytest.fixture(scope="session")
def example_feeds(example: Directory) -> dict[str, bytes]:
    return written(example)
