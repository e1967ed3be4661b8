"""A web server that serves a site as hosts do: with gzip, over persistent connections."""

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from veiviser.web.routes import path

_PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics"}


def packed(path: Path) -> bytes:
    """A file compressed with gzip at level 6, as hosts commonly do. Cached until the file changes."""
    return _packed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1000)
def _packed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class LenientServer(ThreadingHTTPServer):
    """Does not report connections that a browser closes early."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Path, port: int = 0, sent: dict[str, int] | None = None) -> Iterator[str]:
    """Serves a folder on this machine during the block; yields the address, ending in `/`.

    `sent`, when given, is filled with the number of bytes sent in bodies, by requested path.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = unquote(urlsplit(self.path).path).lstrip("/")
            file = site / asked / "index.html" if not asked or asked.endswith("/") else site / asked
            found = file.is_file() and file.resolve().is_relative_to(site.resolve())
            file = file if found else site / path("not_found")
            pack = file.suffix in _PACKED
            data = packed(file) if pack else file.read_bytes()
            self.send_response(200 if found else 404)
            kind = guess_type(file.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            if pack:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(data)
            if sent is not None:
                sent[self.path] = sent.get(self.path, 0) + len(data)

        def log_message(self, format: str, *args: object) -> None:
            """Logs nothing."""

    with LenientServer(("127.0.0.1", port), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
