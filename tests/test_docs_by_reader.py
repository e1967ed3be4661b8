"""Every page of the docs is listed by its reader, and every link from the list leads to a page."""

import re

from tests.support.built import REPO

DOCS = REPO / "docs"


def test_every_page_is_listed_and_nothing_else_is() -> None:
    linked = set(re.findall(r"\]\(([\w/.-]+\.md)\)", (DOCS / "README.md").read_text("utf-8")))
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.glob("*.md")} - {"README.md"}
    assert {path for path in linked if not path.startswith("../")} == pages | {"problems/README.md"}
    assert all((DOCS / path).is_file() for path in linked)


def test_the_architecture_names_only_what_is_there() -> None:
    """A module by its path within the package; one without a folder is in the folder of the one named before it."""
    text = (DOCS / "architecture.md").read_text("utf-8")
    folder, missing = "", list[str]()
    for name in re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", text):
        folder = name.rpartition("/")[0] or folder
        tried = (name, f"{folder}/{name}")
        if not any((REPO / "veiviser" / each).is_file() for each in tried) and not (REPO / name).is_file():
            missing.append(name)
    folders = [each for each in re.findall(r"`((?:[a-z_]+/)+)`", text) if not (
        (REPO / "veiviser" / each).is_dir() or (REPO / each).is_dir()
    )]  # fmt: skip
    assert (missing, folders) == ([], [])
