"""All search files of a site: the vocabulary of each index, the Pagefind index, and the link between the two."""

import json
from collections.abc import Iterable, Iterator, Sequence
from gzip import decompress

from veiviser.artifacts import Artifact
from veiviser.directory.model import Directory
from veiviser.search import index as pagefind
from veiviser.search.documents import Document, build_of, documents, indexes, pagefind_documents
from veiviser.search.vocabulary import vocabulary
from veiviser.web.routes import SEARCH_FILES, SEARCH_INDEX

_FRAGMENT = f"{SEARCH_INDEX}/fragment/"
_SIGNATURE = b"pagefind_dcd"


def search_files(directory: Directory) -> Iterator[Artifact]:
    """All search files. Raises SearchError."""
    found = tuple(documents(directory))
    yield from word_files(directory, found)
    yield from text_files(directory, found)


def word_files(directory: Directory, found: Sequence[Document]) -> Iterator[Artifact]:
    """The vocabulary of each index."""
    for index, shown in indexes(directory):
        yield vocabulary(directory, index, shown, found)


def text_files(directory: Directory, found: Sequence[Document]) -> Iterator[Artifact]:
    """The Pagefind index of the long texts, and its name for each document. Raises SearchError."""
    pages = [page for index, shown in indexes(directory) for page in pagefind_documents(index, shown, found)]
    made = pagefind.index(pages)
    yield from made
    addresses = _addresses(made)
    for index, _shown in indexes(directory):
        yield _numbers(index, found, addresses)


def long_texts(directory: Directory, found: Iterable[Document]) -> list[object]:
    """All that `text_files` depends on."""
    return [*indexes(directory), *((document.address, document.title, document.body) for document in found)]


def _addresses(made: Sequence[Artifact]) -> dict[str, str]:
    """Maps the address of each page to Pagefind's name for it, read from Pagefind's fragment files."""
    found = {}
    for artifact in made:
        if artifact.path.startswith(_FRAGMENT):
            name = artifact.path.removeprefix(_FRAGMENT).removesuffix(".pf_fragment")
            found[json.loads(decompress(artifact.data).removeprefix(_SIGNATURE))["url"].strip("/")] = name
    return found


def _numbers(index: str, found: Sequence[Document], addresses: dict[str, str]) -> Artifact:
    """The file with Pagefind's name for each document, in document order, so that a hit needs no fragment."""
    names = [addresses.get(f"{index}/{document.address}".strip("/"), "") for document in found]
    data = {"build": build_of(found), "pages": names}
    return Artifact(path=f"{SEARCH_FILES}/{index}-pages.json", data=json.dumps(data, separators=(",", ":")).encode())
