"""The Pagefind index: one run of Pagefind over the search documents, without files on disk.

Pagefind is run as its own wrappers run it, with messages over standard input and output. Over a folder it would number
the pages in the order in which the file system lists them, which differs between machines. The process ends when its
input closes, so it cannot outlive a build that is killed.
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
from veiviser.language.languages import LANGUAGES
from veiviser.problems.problem import ExplainedError
from veiviser.web.routes import SEARCH_INDEX

_ENTRY = "pagefind-entry.json"
# Pagefind's own user interfaces, 400 kB together. Our front end loads only pagefind.js, which loads the rest.
_UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
# Pagefind loads the index of the page's language, else the largest. These languages share another language's index.
_SHARED = {code: language.index for code, language in LANGUAGES.items() if language.index != code}


class SearchError(ExplainedError):
    """Why there is no search index."""


def index(documents: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """The files of the Pagefind index, sorted by path, all in the folder `pagefind/` of the site.

    A document is an HTML page (UTF-8) whose path is that of the public page (`tilbud/x/index.html` is found as
    `/tilbud/x/`); its `lang` selects the index. Documents come in any order. Without documents the index is empty.

    Raises SearchError when Pagefind fails or leaves out a document, and ValueError for documents with filters, whose
    order differs in each run of Pagefind 1.5.
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
    files[_ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()  # their order varies
    kept = sorted(path for path in files if not path.startswith(_UNUSED))
    return tuple(Artifact(path=f"{SEARCH_INDEX}/{path}", data=files[path]) for path in kept)


def _nothing_to_find(entry: dict[str, Any]) -> dict[str, bytes]:
    """Adds an empty index to `entry`; the result is its file. Without an index, Pagefind's script fails to start.

    The file is CBOR: six fields, which are the version and five empty lists.
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
    """Pagefind's files by path, from the answer to the last request. Raises SearchError when Pagefind fails."""
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
        stderr = log.read().decode(errors="replace").strip()
    failures = [answer["message"] for answer in answers if answer["type"] == "Error"]
    if failures or len(answers) < len(requests):
        raise SearchError("Pagefind could not make the search index: {output}", output="\n".join([*failures, stderr]))
    return {file["path"]: b64decode(file["content"]) for file in answers[-1]["files"]}


def _start(log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Starts Pagefind so that it reads no settings from the environment or the working folder. Raises SearchError."""
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

    A thread writes while this one reads, so that a full pipe cannot block both. The input stays open until the last
    answer, since Pagefind exits as soon as it closes.
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
