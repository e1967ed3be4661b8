"""Running texts as HTML: each is converted once, for all pages and the search, and kept for the next build."""

import json
import multiprocessing
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from veiviser.build.beside import dies_with_its_parent
from veiviser.build.cache_folder import FOLDER, program_digest
from veiviser.build.parts import Parts
from veiviser.content.html import convert, use_converted
from veiviser.directory.model import Directory
from veiviser.history import is_tracked

# Below this, starting processes costs more than it saves.
_WORTH_POOLING = 500
_CHUNK = 50


def convert_texts(directory: Directory, root: Path, jobs: int, *, cache: bool) -> None:
    """Converts the running texts of a directory that the cache of its root does not have, in `jobs` processes if there
    are many. Neither this process nor those that it starts will convert any of them again.
    """
    texts = {_digest(text): text for text in _running_texts(directory)}
    parts = Parts(root, "texts", program_digest()) if cache and not is_tracked(root, FOLDER) else None
    known = _known(parts) if parts else {}
    new = [digest for digest in texts if digest not in known]
    made = dict(zip(new, _converted([texts[digest] for digest in new], jobs), strict=True))
    ready = {digest: made.get(digest) or known[digest] for digest in texts}
    use_converted({text: ready[digest] for digest, text in texts.items()})
    if parts:
        parts.keep(ready, ready.keys() ^ known.keys(), _body)


def _running_texts(directory: Directory) -> Iterable[str]:
    bodies = chain(
        (offer.body for offer in directory.offers),
        (event.body for event in directory.events),
        (page.body for page in directory.pages),
    )
    return chain.from_iterable(body.values() for body in bodies)


def _converted(texts: Sequence[str], jobs: int) -> Iterable[str]:
    if jobs == 1 or len(texts) < _WORTH_POOLING or "fork" not in multiprocessing.get_all_start_methods():
        return map(convert, texts)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=dies_with_its_parent) as pool:
        return list(pool.map(convert, texts, chunksize=_CHUNK))


def _known(parts: Parts) -> Mapping[str, str]:
    """The HTML that the cache has, by digest of the text; nothing of a part that holds anything else."""
    found: dict[str, str] = {}
    for body in parts.whole():
        with suppress(ValueError, TypeError, AttributeError):
            found |= {str(digest): str(html) for digest, html in json.loads(bytes(body)).items()}
    return found


def _body(rows: Mapping[str, str]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
