"""The guides for editors, copied into a region when the program's source has no public address to link to."""

import re
from collections.abc import Iterator
from pathlib import Path

GUIDES_FOLDER = "veiledning"
GUIDES = ("rediger.md", "felt.md", "lifecycle.md", "personvern.md")
_PACKAGE, _DOCS = Path(__file__).parents[1], Path("docs/")
_LINK = re.compile(r"\[([^\]]*)\]\(([\w/.-]+\.md)(?:#[^)\s]*)?\)")


def sources() -> Iterator[tuple[str, bytes]]:
    """The guides and their pictures by path below docs/: in the package when installed, beside it in a checkout."""
    docs = next(folder / _DOCS for folder in (_PACKAGE, _PACKAGE.parent) if (folder / _DOCS).is_dir())
    for path in (*(docs / name for name in GUIDES), *sorted(docs.glob("pictures/rediger-*.png"))):
        yield path.relative_to(docs).as_posix(), path.read_bytes()


def guides() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file below `GUIDES_FOLDER`. Links to pages that are not copied become plain text."""
    for name, data in sources():
        held = _within(data.decode()).encode() if name in GUIDES else data
        yield f"{GUIDES_FOLDER}/{name}", held


def _within(text: str) -> str:
    return _LINK.sub(lambda link: link[0] if link[2] in GUIDES else link[1], text)
