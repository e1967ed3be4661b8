"""The nginx settings in docs/region.md work as described: a real nginx serves the example region with them."""

import http.client
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.built import REPO, Site
from tests.support.serving import until
from veiviser.feeds.conventions import SAFETY

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
AROUND = """\
daemon off;
user root;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{settings}
}}
"""


@dataclass(frozen=True)
class Host:
    port: int

    def get(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def answers(self) -> bool:
        try:
            return self.get("/").status > 0
        except OSError:
            return False


def settings(site: Path, port: int) -> str:
    """The block of the guide, for a folder and a port of this machine, without a certificate."""
    block = re.search(r"(?ms)^```nginx\n(.*?)^```$", (REPO / "docs" / "region.md").read_text("utf-8"))
    assert block is not None
    text = block[1]
    for theirs, ours in {
        "/srv/veiviser/site": str(site),
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "include mime.types;": "include /etc/nginx/mime.types;",
    }.items():
        assert theirs in text
        text = text.replace(theirs, ours)
    return text


@pytest.fixture(scope="module")
def host(example: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = folder / "nginx.conf"
    file.write_text(AROUND.format(folder=folder, settings=settings(example.out, port)), "utf-8")
    with subprocess.Popen(["nginx", "-c", file, "-p", folder], stderr=subprocess.PIPE, text=True) as process:
        host = Host(port)
        try:
            until(lambda: process.poll() is not None or host.answers())
            assert process.poll() is None, process.stderr and process.stderr.read()
            yield host
        finally:
            process.terminate()


def test_pages_come_with_the_headers_that_keep_visitors_safe(host: Host) -> None:
    for path, status in {"/": 200, "/tilbud/": 200, "/assets/style.css": 200, "/finnes-ikke/": 404}.items():
        answer = host.get(path)
        assert (path, answer.status) == (path, status)
        assert {name: answer.headers[name] for name in SAFETY} == SAFETY
    assert host.get("/").headers["Content-Type"] == "text/html; charset=utf-8"


def test_old_addresses_lead_to_the_new_ones(host: Host, example: Site) -> None:
    moved = [line.split() for line in example.text("_redirects").splitlines()]
    assert moved
    for old, new, _status in moved:
        answer = host.get(old)
        assert (old, answer.status) == (old, 301)
        assert answer.headers["Location"].removeprefix(f"http://127.0.0.1:{host.port}") == new
        assert host.get(new).status == 200


def test_files_are_what_they_are(host: Host, example: Site) -> None:
    assert host.get("/kalender.ics").headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert host.get("/assets/site.js").headers["Cache-Control"] == "no-cache"
    unchanging = next(path for path in sorted(example.files) if path.startswith("pagefind/index/"))
    assert host.get(f"/{unchanging}").headers["Cache-Control"] == "max-age=31536000"
    for path in ("_headers", "_redirects", "_redirects.nginx", ".veiviser"):
        assert path in example.files
        assert host.get(f"/{path}").status == 404
