"""The search index: one run of Pagefind over the search documents, from values in memory to values in memory.

Pagefind is driven as its own wrappers drive it, by messages over standard input and output, and not by a folder: over a
folder it numbers the pages in the order the file system lists them, which differs from one machine to the next. So no
documents touch the disk, and the process, which ends when its input closes, cannot outlive a build that is killed.
"""

import json
import os
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from threading import Thread
from typing import IO, Any

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types

from veiviser.artifacts import Artifact
from veiviser.languages import LANGUAGES
from veiviser.problems import ExplainedError
from veiviser.web.routes import SEARCH_INDEX

_ENTRY = "pagefind-entry.json"
# Ready-made interfaces, 400 kB together. Our own front end loads pagefind.js alone, which loads the rest.
_UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
# Pagefind reads the index of the page's own language, else the largest one; these have none, and share another's.
_SHARED = {code: language.index for code, language in LANGUAGES.items() if language.index != code}


class SearchError(ExplainedError):
    """Why there is no search index."""


def index(documents: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """The files of the search index, in the order of their paths, all in the folder `pagefind/` of the site.

    A document is an HTML page (UTF-8) at the path of the page it stands for (`tilbud/x/index.html` is found as
    `/tilbud/x/`); its `lang` chooses the index it goes to. Documents come in any order. No documents give an index that
    finds nothing.

    Raises SearchError when Pagefind fails or leaves a document out, and ValueError for documents with filters, which
    Pagefind 1.5 writes in another order in each run.
    """
    ordered = sorted(documents, key=lambda document: document.path)
    files = _run(_requests(ordered))
    if any(path.startswith("filter/") for path in files):
        raise ValueError("a search document has data-pagefind-filter, which does not give the same bytes twice")
    entry = json.loads(files[_ENTRY])
    found = sum(language["page_count"] for language in entry["languages"].values())
    if found != len(ordered):
        raise SearchError(
            "The search index holds {found} of {expected} documents; this is a fault in the program, please report it.",
            found=str(found),
            expected=str(len(ordered)),
        )
    if not ordered:
        files |= _nothing_to_find(entry)
    languages = entry["languages"]
    for code, other in _SHARED.items():
        if other in languages:
            languages.setdefault(code, languages[other])
    files[_ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()  # languages come in any order
    kept = sorted(path for path in files if not path.startswith(_UNUSED))
    return tuple(Artifact(path=f"{SEARCH_INDEX}/{path}", data=files[path]) for path in kept)


def _nothing_to_find(entry: dict[str, Any]) -> dict[str, bytes]:
    """Adds an index of no pages to `entry`, and gives its file; without any, Pagefind's script fails to start.

    The file is CBOR: six fields, the version and five empty lists.
    """
    entry["languages"]["unknown"] = {"hash": "none", "wasm": None, "page_count": 0}
    version = entry["version"].encode()
    return {"pagefind.none.pf_meta": b"pagefind_dcd\x86" + bytes([0x60 + len(version)]) + version + 5 * b"\x80"}


def _requests(documents: Iterable[Artifact]) -> list[dict[str, object]]:
    adds: list[dict[str, object]] = [
        {"type": "AddFile", "index_id": 0, "file_path": document.path, "file_contents": document.data.decode()}
        for document in documents
    ]
    return [{"type": "NewIndex", "config": {}}, *adds, {"type": "GetFiles", "index_id": 0}]


def _run(requests: list[dict[str, object]]) -> dict[str, bytes]:
    """Pagefind's files by their paths: the answer to the last request."""
    messages = [{"message_id": number, "payload": request} for number, request in enumerate(requests)]
    sent = b"".join(b64encode(json.dumps(message).encode()) + b"," for message in messages)
    with tempfile.TemporaryFile() as log:
        process = _start(log)
        try:
            answers = _converse(process, sent, len(requests))
        finally:
            process.kill()
            process.communicate()
        log.seek(0)
        said = log.read().decode(errors="replace").strip()
    failures = [answer["message"] for answer in answers if answer["type"] == "Error"]
    if failures or len(answers) < len(requests):
        raise SearchError("Pagefind could not make the search index: {output}", output="\n".join([*failures, said]))
    return {file["path"]: b64decode(file["content"]) for file in answers[-1]["files"]}


def _start(log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Pagefind, out of reach of the settings it would read from the environment and the working folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        program = get_executable()
        return subprocess.Popen(
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=program.parent,
            env=environment,
        )
    except OSError as error:
        raise SearchError(
            "Pagefind cannot be started ({error}). Install the package pagefind-bin again.", error=str(error)
        ) from error


def _converse(process: subprocess.Popen[bytes], sent: bytes, expected: int) -> list[Mapping[str, Any]]:
    """The answers to `expected` messages, fewer when the process ends early.

    Writing and reading go on at the same time, so that no full pipe stops both; the input stays open until the last
    answer, for Pagefind ends at once when it closes.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    writer = Thread(target=_send, args=(process.stdin, sent), daemon=True)
    writer.start()
    received, parts = 0, []
    while received < expected and (part := os.read(process.stdout.fileno(), 1 << 20)):
        parts.append(part)
        received += part.count(b",")
    if received < expected:
        process.kill()
    writer.join()
    answers = b"".join(parts).split(b",")[:-1]
    return [json.loads(b64decode(answer))["payload"] for answer in answers]


def _send(stream: IO[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError):
        stream.write(data)
        stream.flush()
