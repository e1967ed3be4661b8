"""Built sites for tests: built once per run and shared between workers, parsed, and served over HTTP."""

import fcntl
import functools
import os
import pickle
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tools.day import TODAY
from tools.quality.serving import LenientServer
from veiviser.build.pipeline import Options, build
from veiviser.directory.model import Directory

REPO = Path(__file__).parents[2]
REGIONS = {"own": REPO, "example": REPO / "examples" / "fjordregionen"}
TINY = REPO / "tests" / "site" / "golden_root"


@dataclass(frozen=True, eq=False)
class Site:
    """A built site on disk, and its directory."""

    out: Path
    directory: Directory

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file())

    @property
    def base_url(self) -> str:
        """The site's own address, ending in `/`."""
        return self.directory.site.base_url.rstrip("/") + "/"

    def prefix(self, language: str) -> str:
        """The prefix of a language's addresses: empty for the first language, else such as `nn/`."""
        return "" if language == self.directory.languages[0] else f"{language}/"

    def text(self, path: str) -> str:
        return (self.out / path).read_text(encoding="utf-8")

    def page(self, address: str) -> LexborHTMLParser:
        """The page at an address relative to the root (`nn/tilbud/`)."""
        return LexborHTMLParser(self.text(file_of(address)))

    def pages(self) -> Iterator[tuple[str, LexborHTMLParser]]:
        """Every page with its address relative to the root, in order."""
        for path in sorted(self.files):
            if path.endswith(".html"):
                yield address_of(path), LexborHTMLParser(self.text(path))


def file_of(address: str) -> str:
    """The file that a web server sends for an address relative to the root."""
    return address + "index.html" if not address or address.endswith("/") else address


def address_of(path: str) -> str:
    return path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path


def in_bokmaal(region: Path, root: Path) -> Path:
    """Copies a region's content in bokmål only, into `root`: a quarter of the pages, so that tests are faster."""
    shutil.copytree(
        region / "content", root / "content", ignore=shutil.ignore_patterns("*.nn.md", "*.en.md", "*.se.md")
    )
    site = root / "content" / "site.yaml"
    site.write_text(re.sub(r"(?m)^languages: .*$", "languages: [nb]", site.read_text("utf-8")), "utf-8")
    return root


def build_site(root: Path, out: Path) -> Site:
    """Builds in this process; an error in the content fails the test with the problem itself."""
    built = build(Options(root=root, today=TODAY, out=out, jobs=1, cache=False))
    assert built.value is not None, [problem for problem in built.problems if problem.severity == "error"]
    return Site(out, built.value)


T = TypeVar("T")


def once(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], T]) -> T:
    """The result of `make`, run once per test run: the first worker runs it in a shared folder, the others wait."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    done = shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            done.write_bytes(pickle.dumps(make(shared / name)))
        made: T = pickle.loads(done.read_bytes())
        return made


def built_once(root: Path | Callable[[], Path], name: str, factory: pytest.TempPathFactory) -> Site:
    """The site of a root, built once per test run. `root` may be a function that makes the root."""
    return once(f"site-{name}", factory, lambda out: build_site(root() if callable(root) else root, out))


@dataclass(frozen=True)
class Served:
    """A site at `address` (ending in `/`), and its requests: `asked` has status and path with the query."""

    address: str
    asked: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Failed requests, except for /favicon.ico, which browsers request by themselves."""
        return [line for line in self.asked if line[0] in "45" and not line.endswith(" /favicon.ico")]


@contextmanager
def served(out: Path, prefix: str = "/") -> Iterator[Served]:
    """Serves a folder below `prefix` as simple hosts do: index.html for a folder, 404.html for a missing file."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            path = unquote(urlsplit(path).path)
            if not path.startswith(prefix):
                return str(out / "outside the site")
            return super().translate_path("/" + path.removeprefix(prefix))

        def list_directory(self, path: Any) -> None:
            self.send_error(404)

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            page = (out / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_request(self, code: Any = "-", size: Any = "-") -> None:
            asked.append(f"{int(code)} {self.path}")

        def log_message(self, *args: Any) -> None:
            pass

    server = LenientServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(out)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}{prefix}", asked)
    finally:
        server.shutdown()
        server.server_close()
