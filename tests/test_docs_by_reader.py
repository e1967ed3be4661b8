"""Every page of the docs is listed by its reader, and every link from the list leads to a page."""

import re
from collections.abc import Iterator

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
    missing = [name for name, path in named_modules(text) if path is None and not (REPO / name).is_file()]
    folders = [each for each in re.findall(r"`((?:[a-z_]+/)+)`", text) if not (
        (REPO / "veiviser" / each).is_dir() or (REPO / each).is_dir()
    )]  # fmt: skip
    assert (missing, folders) == ([], [])


def test_the_architecture_says_where_to_look_in_every_room() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    named = {path for _, path in named_modules(text) if path}
    rooms = {path.parent.name for path in (REPO / "veiviser").glob("*/__init__.py")} - {"translations"}
    assert rooms - {path.partition("/")[0] for path in named} == set()
    # What a save makes anew, and phone numbers for readers: readers looked for these in the files beside.
    assert {"serve/preview.py", "content/phones.py", "web/localizer.py", "feeds/atom.py"} <= named


def named_modules(text: str) -> Iterator[tuple[str, str | None]]:
    """Each module that a text names, and its path below `veiviser/`, or None where there is no such file."""
    folder = ""
    for name in re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", text):
        folder = name.rpartition("/")[0] or folder
        tried = (name, f"{folder}/{name}")
        yield name, next((each for each in tried if (REPO / "veiviser" / each).is_file()), None)
