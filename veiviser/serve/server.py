"""Serves the preview to browsers on this machine, and notifies open pages when to reload."""

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

from veiviser.serve.faults import ShownProblem
from veiviser.serve.preview_state import Shown, View

HOST = "127.0.0.1"
# Addresses of the preview's own files: no record can have an id that begins with an underscore.
_OURS = "/_veiviser/"
_TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json", "csv": "text/csv",
    "xml": "application/xml", "ics": "text/calendar", "txt": "text/plain", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif", "gif": "image/gif",
    "ico": "image/x-icon", "woff2": "font/woff2", "pdf": "application/pdf", "wasm": "application/wasm",
    "webmanifest": "application/manifest+json", "mjs": "text/javascript", "jsonl": "application/jsonl",
    "nginx": "text/plain",
}  # fmt: skip
_IN_UTF8 = {"html", "css", "js", "mjs", "csv", "xml", "ics", "txt", "nginx", "svg"}
_PORTS_TRIED = 100
# How often a waiting request checks that its browser is still connected, and after how many checks it sends a sign of
# life.
_SECONDS_BETWEEN_LOOKS = 0.5
_LOOKS_BETWEEN_SIGNS = 20
# mallopt(3): the number of arenas in which threads may allocate memory.
_M_ARENA_MAX = -8
Panel = Callable[[tuple[ShownProblem, ...]], Mapping[str, object]]


class Server(ThreadingHTTPServer):
    """A server on 127.0.0.1 only, at this port or the first free one after it; 0 is any. Raises OSError."""

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
        """The URL, ending in `/`."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Not reported: a browser may disconnect at any time, and nothing else here depends on the content."""


def take_memory_in_one_place() -> None:
    """Makes all threads allocate from one arena; call it before the first thread starts.

    Each request has a thread of its own. By default glibc uses up to sixteen arenas, and keeps free memory in each.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # musl has no such choice
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "Veiviser", ""
    # A browser that connects and requests nothing does not keep a thread.
    timeout = 30
    _common: ClassVar[dict[str, str]] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: the terminal is for builds."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        # A page on another host whose name resolves to this machine must not read drafts: its requests have that name.
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in (HOST, "localhost"):
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"")
        elif asked.path == _OURS + "events" and self.command == "GET":
            query = parse_qs(asked.query, keep_blank_values=True)
            self._events(query.get("page", ["/"])[0], query.get("seen", [""])[0])
        elif (own := self.server.assets.get(asked.path.removeprefix(_OURS))) and asked.path.startswith(_OURS):
            self._send(HTTPStatus.OK, content_type(asked.path), own)
        else:
            self._page(unquote(asked.path))

    def _page(self, address: str) -> None:
        view = self.server.shown.look(address)
        if view.status == HTTPStatus.MOVED_PERMANENTLY:
            # A temporary redirect: the next site may have a file there.
            self._send(HTTPStatus.FOUND, "text/plain", b"", {"Location": "/" + quote(view.path) + "/"})
        elif view.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            empty = b'<!doctype html><html><head><meta charset="utf-8"><title>Veiviser</title></head>'
            waiting = _with_panel(empty + b"<body data-veiviser-waiting></body></html>", "")
            self._send(view.status, content_type(".html"), waiting)
        else:
            data = _with_panel(view.data, view.mark) if view.path.endswith(".html") else view.data
            self._send(view.status, content_type(view.path), data)

    def _send(self, status: int, kind: str, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**self._common, "Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self, address: str, seen: str) -> None:
        """Events for an open page: its problems when they change, and “reload” as soon as its mark is not `seen`."""
        self.send_response(HTTPStatus.OK)
        for name, value in {**self._common, "Content-Type": "text/event-stream"}.items():
            self.send_header(name, value)
        self.end_headers()
        address = unquote(address)
        shown, sent, seen_version, looks = self.server.shown, None, -1, 0
        with shown.watching(address):
            while True:
                version, faults, over = shown.wait(seen_version, _SECONDS_BETWEEN_LOOKS)
                if over or _gone(self):
                    return
                if version != seen_version and _has_newer(shown.look(address), seen):
                    self._send_event("reload", {})
                    return
                seen_version = version
                if faults != sent:
                    self._send_event("problems", self.server.panel(faults))
                    sent = faults
                looks += 1
                if looks % _LOOKS_BETWEEN_SIGNS == 0:
                    self.wfile.write(b":\n\n")

    def _send_event(self, event: str, data: Mapping[str, object]) -> None:
        self.wfile.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())


def _has_newer(view: View, seen: str) -> bool:
    """True if there is a version other than `seen`; a page that could not be made has nothing newer to show."""
    return view.status < HTTPStatus.INTERNAL_SERVER_ERROR and view.mark != seen


def _gone(handler: _Handler) -> bool:
    """True if the browser has disconnected: it sends nothing after its request, so anything to read is the end."""
    return bool(select.select([handler.connection], [], [], 0)[0])


def content_type(path: str) -> str:
    """The value of `Content-Type` for a file of the site, by its suffix; bytes of no known type for any other."""
    ending = path.rpartition(".")[2]
    charset = "; charset=utf-8" if ending in _IN_UTF8 else ""
    return _TYPES.get(ending, "application/octet-stream") + charset


def _with_panel(html: bytes, mark: str) -> bytes:
    """The page with the preview's script and style in its head, from its own address as the policy requires."""
    ours = (
        f'<link rel="stylesheet" href="{_OURS}live.css">'
        f'<script src="{_OURS}live.js" data-seen="{escape(mark)}" defer></script>'
    ).encode()
    before, head, after = html.partition(b"</head>")
    return before + ours + head + after if head else html + ours
