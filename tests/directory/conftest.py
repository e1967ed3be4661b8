"""Fixtures of the tests of the directory: content of a few files, read, and resolved as of a fixed day."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tools.day import TODAY
from veiviser.content.read import read
from veiviser.content.records import Content, sound
from veiviser.directory.model import Directory
from veiviser.directory.references import check_references
from veiviser.directory.resolve import resolve


@pytest.fixture
def content_of(make_root: Callable[..., Path]) -> Callable[[Mapping[str, str]], Content]:
    """A function that reads the good base with some more files; their paths are relative to content/."""
    return lambda files: read(make_root(files={f"content/{path}": text for path, text in files.items()})).value


@pytest.fixture
def directory_of(
    content_of: Callable[[Mapping[str, str]], Content],
) -> Callable[[Mapping[str, str]], Directory]:
    """The same, resolved as of 21 November 2026."""

    def resolved(files: Mapping[str, str]) -> Directory:
        content = content_of(files)
        assert check_references(content) == ()
        whole = sound(content)
        assert whole is not None
        return resolve(whole, TODAY)

    return resolved
