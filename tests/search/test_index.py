"""The Pagefind index, made by the real program and read by its own script in a real browser."""

import functools
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tools.browser import SHELL, browser, new_page
from veiviser.artifacts import Artifact
from veiviser.search.index import SearchError, index

Search = Callable[..., Any]
SEARCH = """async ([address, word]) => {
    const pagefind = await import(address);
    const found = await pagefind.search(word);
    const pages = await Promise.all(found.results.map((result) => result.data()));
    return pages.map((page) => page.url);
}"""


def document(path: str, text: str, *, lang: str = "nb", kind: str = "gruppe") -> Artifact:
    page = (
        f'<html lang="{lang}"><body data-pagefind-body><h1 data-pagefind-meta="title">{text}</h1>'
        f'<p data-pagefind-meta="alias">pårørende {kind}</p><p>{text}</p></body></html>'
    )
    return Artifact(path=path, data=page.encode())


def documents() -> list[Artifact]:
    kinds = ("kurs", "samtale", "kafé", "gruppe", "telefon", "avløsning", "digital")
    made = [document(f"tilbud/t{n}/index.html", f"Møte nummer{n} for søsken", kind=kinds[n % 7]) for n in range(40)]
    return [*made, document("en/offers/a/index.html", "Siblings", lang="en")]


def write(artifacts: tuple[Artifact, ...], folder: Path) -> None:
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)


@pytest.fixture(scope="module")
def search() -> Iterator[Search]:
    """Searches for a word with the pagefind.js at an address, in a browser in a separate thread."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        chromium = browser(SHELL)
        page = thread.submit(lambda: new_page(chromium.__enter__())).result()

        def ask(address: str, word: str | None) -> Any:
            thread.submit(page.goto, f"{address}/index.html").result()
            return thread.submit(page.evaluate, SEARCH, [f"{address}/pagefind/pagefind.js", word]).result()

        yield ask
        thread.submit(chromium.__exit__, None, None, None).result()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """A folder that is served, its address, and the requested paths."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_request(self, code: Any = "-", size: Any = "-") -> None:
            asked.append(f"{int(code)} {self.path.partition('?')[0]}")

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    (tmp_path / "index.html").write_text('<!doctype html><html lang="nb"><title>Søk</title>')
    yield tmp_path, f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def missing(asked: list[str]) -> list[str]:
    return [line for line in asked if line.startswith("4") and "favicon" not in line]


def test_pagefinds_script_finds_documents_with_the_files_kept(
    site: tuple[Path, str, list[str]], search: Search
) -> None:
    folder, address, asked = site
    write(index(documents()), folder)

    assert search(address, "nummer8") == ["/tilbud/t8/"]
    assert sorted(search(address, "kafé")) == sorted(f"/tilbud/t{n}/" for n in range(2, 40, 7))
    assert missing(asked) == []


def test_no_documents_give_an_index_that_finds_nothing(site: tuple[Path, str, list[str]], search: Search) -> None:
    folder, address, asked = site
    write(index([]), folder)

    assert search(address, "søsken") == []
    assert search(address, None) == []
    assert missing(asked) == []


def test_same_documents_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shuffled = documents()
    random.Random(4).shuffle(shuffled)
    expected = index(documents())
    (tmp_path / "pagefind.yml").write_text("exclude_selectors: [h1]\n")
    monkeypatch.chdir(tmp_path)
    for name, value in {"LC_ALL": "C", "TZ": "Asia/Tokyo", "RAYON_NUM_THREADS": "1", "PAGEFIND_VERBOSE": "1"}.items():
        monkeypatch.setenv(name, value)

    for _ in range(3):
        assert index(shuffled) == expected


def test_only_what_the_front_end_loads_is_kept() -> None:
    top = {artifact.path for artifact in index(documents()) if artifact.path.count("/") == 1}

    assert {path for path in top if not path.endswith(".pf_meta")} == {
        "pagefind/pagefind-entry.json",
        "pagefind/pagefind-worker.js",
        "pagefind/pagefind.js",
        "pagefind/wasm.en.pagefind",
        "pagefind/wasm.nb.pagefind",
        "pagefind/wasm.unknown.pagefind",
    }
    assert len(top) == 8


def test_a_document_that_is_left_out_is_an_error() -> None:
    bare = Artifact(path="b/index.html", data=b'<html lang="nb"><body><p>Ikke merket</p></body></html>')

    with pytest.raises(SearchError, match="holds 1 of 2 documents"):
        index([document("a/index.html", "Merket"), bare])


def test_filters_are_refused_for_they_change_from_run_to_run() -> None:
    filtered = documents()[0].data.replace(b"<h1", b'<p data-pagefind-filter="kind">kurs</p><h1')

    with pytest.raises(ValueError, match="data-pagefind-filter"):
        index([Artifact(path="a/index.html", data=filtered)])


def test_a_program_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'out of everything' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.this_dir", tmp_path)

    with pytest.raises(SearchError, match="could not make the search index: out of everything"):
        index(documents())

    program.unlink()
    with pytest.raises(SearchError, match="Install the package pagefind-bin again"):
        index(documents())


def test_pagefind_ends_with_a_build_that_is_killed(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text(
        "import tempfile, veiviser.search.index as search\n"
        "process = search._start(tempfile.TemporaryFile())\n"
        "print(process.pid, flush=True)\n"
        "process.wait()\n"
    )
    build = subprocess.Popen([sys.executable, slow], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert build.stdout is not None
    pagefind = int(build.stdout.readline())
    build.kill()
    build.communicate()

    deadline = time.monotonic() + 5
    while alive(pagefind) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not alive(pagefind)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
