"""Shows a site to the browsers of this machine, and tells open pages when to load anew."""

import ctypes
import json
import select
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import ClassVar
from urllib.parse import parse_qs, quote, unquote, urlsplit

from veiviser.serve.faults import Fault
from veiviser.serve.shown import Shown, View

HOST = "127.0.0.1"
# Addresses of ours, beside those of the site: no record can have an id that begins with an underscore.
_OURS = "/_veiviser/"
_TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json", "csv": "text/csv",
    "xml": "application/xml", "ics": "text/calendar", "txt": "text/plain", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif", "gif": "image/gif",
    "ico": "image/x-icon", "woff2": "font/woff2", "pdf": "application/pdf", "wasm": "application/wasm",
}  # fmt: skip
_IN_UTF8 = {"html", "css", "js", "csv", "xml", "ics", "txt", "svg"}
_PORTS_TRIED = 100
# How often a waiting request looks whether its browser is still there, and after how long it says that it is itself.
_SECONDS_BETWEEN_LOOKS = 0.5
_LOOKS_BETWEEN_SIGNS = 20
# Of mallopt(3): in how many places (arenas) threads may take memory.
_M_ARENA_MAX = -8
Panel = Callable[[tuple[Fault, ...]], Mapping[str, object]]


class Server(ThreadingHTTPServer):
    """At 127.0.0.1 and nowhere else, at this port or the first free one after it; 0 is any. Raises OSError."""

    daemon_threads = True

    def __init__(self, port: int, shown: Shown, panel: Panel) -> None:
        self.shown, self.panel = shown, panel
        self.assets = {name: files("veiviser.serve").joinpath(name).read_bytes() for name in ("live.js", "live.css")}
        for tried in range(port, min(port + _PORTS_TRIED, 65536)):
            try:
                super().__init__((HOST, tried), _Handler)
                return
            except OSError as error:
                failure = error
        raise failure

    @property
    def address(self) -> str:
        """With a `/` at its end."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no fault, and nothing else here depends on what people write."""


def take_memory_in_one_place() -> None:
    """To be called before the first thread starts. Each request has a thread of its own: glibc would let them take
    memory in sixteen places, and keep what is left over in each."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # musl has no such choice
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "Veiviser", ""
    # A browser that asks for nothing does not keep a thread.
    timeout = 30
    _common: ClassVar[dict[str, str]] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for what is built."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        # A page elsewhere whose name leads to this machine is not to read drafts: it would ask with that name.
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in (HOST, "localhost"):
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"")
        elif asked.path == _OURS + "events" and self.command == "GET":
            query = parse_qs(asked.query, keep_blank_values=True)
            self._events(query.get("page", ["/"])[0], query.get("seen", [""])[0])
        elif (own := self.server.assets.get(asked.path.removeprefix(_OURS))) and asked.path.startswith(_OURS):
            self._send(HTTPStatus.OK, _type(asked.path), own)
        else:
            self._page(unquote(asked.path))

    def _page(self, address: str) -> None:
        view = self.server.shown.look(address)
        if view.status == HTTPStatus.MOVED_PERMANENTLY:
            # Not for good: the next site may have a file there.
            self._send(HTTPStatus.FOUND, "text/plain", b"", {"Location": "/" + quote(view.path) + "/"})
        elif view.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            empty = b'<!doctype html><html><head><meta charset="utf-8"><title>Veiviser</title></head>'
            self._send(
                view.status, _type(".html"), _with_panel(empty + b"<body data-veiviser-waiting></body></html>", "")
            )
        else:
            data = _with_panel(view.data, view.mark) if view.path.endswith(".html") else view.data
            self._send(view.status, _type(view.path), data)

    def _send(self, status: int, kind: str, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**self._common, "Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self, address: str, seen: str) -> None:
        """Tells a page what is wrong, whenever that changes, and to load anew as soon as it is not what `seen` was."""
        self.send_response(HTTPStatus.OK)
        for name, value in {**self._common, "Content-Type": "text/event-stream"}.items():
            self.send_header(name, value)
        self.end_headers()
        address = unquote(address)
        shown, told, seen_version, looks = self.server.shown, None, -1, 0
        with shown.watching(address):
            while True:
                version, faults, over = shown.wait(seen_version, _SECONDS_BETWEEN_LOOKS)
                if over or _gone(self):
                    return
                if version != seen_version and _loads_anew(shown.look(address), seen):
                    self._tell("reload", {})
                    return
                seen_version = version
                if faults != told:
                    self._tell("problems", self.server.panel(faults))
                    told = faults
                looks += 1
                if looks % _LOOKS_BETWEEN_SIGNS == 0:
                    self.wfile.write(b":\n\n")

    def _tell(self, event: str, data: Mapping[str, object]) -> None:
        self.wfile.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())


def _loads_anew(view: View, seen: str) -> bool:
    """A page that could not be made has nothing newer to show."""
    return view.status < HTTPStatus.INTERNAL_SERVER_ERROR and view.mark != seen


def _gone(handler: _Handler) -> bool:
    """A browser says nothing more after its question: what can be read is the end."""
    return bool(select.select([handler.connection], [], [], 0)[0])


def _type(path: str) -> str:
    ending = path.rpartition(".")[2]
    charset = "; charset=utf-8" if ending in _IN_UTF8 else ""
    return _TYPES.get(ending, "application/octet-stream") + charset


def _with_panel(html: bytes, mark: str) -> bytes:
    """The page with our script and style in its head, from our own address as its security policy demands."""
    ours = (
        f'<link rel="stylesheet" href="{_OURS}live.css">'
        f'<script src="{_OURS}live.js" data-seen="{escape(mark)}" defer></script>'
    ).encode()
    before, head, after = html.partition(b"</head>")
    return before + ours + head + after if head else html + ours
