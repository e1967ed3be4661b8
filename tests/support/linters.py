"""Finds the linters of CI workflows, which the extra `test` installs."""

import os
import shutil
import sys
from pathlib import Path


def linter(name: str) -> str:
    """The path of a linter: beside the running Python, or in PATH."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert found, f"{name} belongs to the test extra"
    return found
