"""A fake code host for tests: the parts of the GitHub and GitLab APIs that issues need, over HTTP, in memory."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-secret"


@dataclass
class CodeHost:
    """`issues` are in GitHub's format, whichever API created them; `writes` counts changing requests."""

    address: str = ""
    issues: list[dict[str, Any]] = field(default_factory=list)
    writes: int = 0

    def variables(self, host: str) -> dict[str, str]:
        """The environment variables of a CI job at the host."""
        if host == "github":
            return {"GITHUB_API_URL": self.address, "GITHUB_REPOSITORY": "region/veiviser", "GITHUB_TOKEN": TOKEN}
        return {"CI_API_V4_URL": self.address, "CI_PROJECT_ID": "7", "VEIVISER_TOKEN": TOKEN}

    def add(self, title: str, body: str, **more: Any) -> dict[str, Any]:
        issue = {
            "number": len(self.issues) + 1, "title": title, "body": body, "state": "open",
            "user": {"login": "github-actions[bot]"}, "author_association": "NONE", **more,
        }  # fmt: skip
        self.issues.append(issue)
        return issue

    @property
    def open(self) -> list[dict[str, Any]]:
        return [issue for issue in self.issues if issue["state"] == "open"]

    def answer(self, method: str, address: str, payload: dict[str, Any]) -> Any:
        parts = urlsplit(address)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found = re.fullmatch(r"/(repos/region/veiviser|projects/7)/issues(?:/(\d+))?", parts.path)
        assert found, address
        gitlab = found[1].startswith("projects")
        if method == "GET":
            assert query.pop("state") == ("opened" if gitlab else "open")
            size, page = int(query["per_page"]), int(query["page"])
            shown = self.open[::-1][(page - 1) * size : page * size]  # newest first, as both hosts do
            return [_gitlab(issue) for issue in shown] if gitlab else shown
        self.writes += 1
        if "description" in payload:
            payload["body"] = payload.pop("description")
        if found[2] is None:
            assert method == "POST"
            issue = self.add(**payload)
        else:
            assert method == ("PUT" if gitlab else "PATCH")
            issue = self.issues[int(found[2]) - 1]
            issue.update({"state": "closed"} if payload in ({"state": "closed"}, {"state_event": "close"}) else payload)
        return _gitlab(issue) if gitlab else issue


def _gitlab(issue: dict[str, Any]) -> dict[str, Any]:
    return {"iid": issue["number"], "title": issue["title"], "description": issue["body"]}


@contextmanager
def code_host() -> Iterator[CodeHost]:
    host = CodeHost()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = json.loads(self.rfile.read(length) or "{}")
            proofs = (self.headers.get("Authorization"), self.headers.get("PRIVATE-TOKEN"))
            allowed = proofs in ((f"Bearer {TOKEN}", None), (None, TOKEN))
            answer = json.dumps(host.answer(self.command, self.path, sent) if allowed else {"message": "no"}).encode()
            self.send_response(200 if allowed else 403)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_PATCH = do_PUT = do_GET  # noqa: N815

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
