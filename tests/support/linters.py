"""The linters of workflows, which the test extra brings."""

import os
import shutil
import sys
from pathlib import Path


def linter(name: str) -> str:
    """The program of a linter: beside the Python that runs, or in the path."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert found, f"{name} belongs to the test extra"
    return found
