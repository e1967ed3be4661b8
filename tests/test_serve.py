"""The preview: each save shows in the open page, problems are reported there, and the last good page stays."""

import datetime as dt
import http.client
import re
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.built import REPO, TINY, Site
from tests.support.faulty import FALLS
from tests.support.files import contents, copied_region
from tests.support.serving import Serving, serving, until
from tools.browser import new_context, new_page
from veiviser.cli.serve import End
from veiviser.serve.server import content_type

OFFER = "content/offers/fjordby/kafe.md"
ADDRESS = "tilbud/kafe/"
TITLE = re.findall("(?m)^title: (.*)$", (TINY / OFFER).read_text("utf-8"))[0]
PANEL = "#veiviser-panel"
FAULTY = REPO / "tests" / "support" / "faulty.py"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """For a server that only one test uses."""
    return copied_region(TINY, tmp_path / "root")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Serving]]:
    root = copied_region(TINY, tmp_path_factory.mktemp("shared") / "root")
    with serving(root) as served:
        yield root, served


@pytest.fixture
def shared(started: tuple[Path, Serving]) -> Iterator[Path]:
    """The root that `server` shows. Its content is restored after each test: the server must follow that change too."""
    root, server = started
    yield root
    rebuilds, changed = server.rebuilds, put_back(root)
    until(lambda: not changed or server.rebuilds > rebuilds)
    until(lambda: server.lines[-1].endswith("0 feil, 1 advarsel") and TITLE in get(server, ADDRESS)[1])


@pytest.fixture
def server(started: tuple[Path, Serving], shared: Path) -> Serving:
    return started[1]


def put_back(root: Path) -> bool:
    """Restores the root; False if it was not changed."""
    first, now = contents(TINY), contents(root)
    shutil.rmtree(root / "templates", ignore_errors=True)
    for path in now.keys() - first.keys():
        (root / path).unlink(missing_ok=True)
    for path, content in first.items():
        if now.get(path) != content:
            (root / path).write_bytes(content)
    return now != first


@pytest.fixture
def page(browser: Browser, server: Serving) -> Iterator[Page]:
    """The page of an offer, open; a script or request that its own policy refuses fails the test."""
    faults: list[str] = []
    context = new_context(browser)
    opened = context.new_page()
    opened.on(
        "console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None
    )
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(server.address + ADDRESS)
    yield opened
    context.close()
    assert faults == []


def save(root: Path, title: str, path: str = OFFER) -> None:
    """Saves the offer with another title, as editors do: the whole file at once."""
    lines = (root / path).read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [f"title: {title}\n" if line.startswith("title:") else line for line in lines]
    (root / path).write_text("".join(changed), encoding="utf-8")


def get(server: Serving, path: str = "", host: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection(server.address.split("/")[2], timeout=10)
    connection.request("GET", "/" + path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


# What is seen


def test_each_of_ten_saves_is_in_the_page_that_is_open(shared: Path, server: Serving, page: Page) -> None:
    for number in range(10):
        save(shared, f"Kafe nummer {number}")
        expect(page.locator("h1")).to_have_text(f"Kafe nummer {number}", timeout=20_000)


def test_ten_saves_in_a_second_give_the_newest_text_and_no_more_rebuilds_than_saves(
    shared: Path, server: Serving, page: Page
) -> None:
    before = server.rebuilds
    for number in range(10):
        save(shared, f"Raskt {number}")
        time.sleep(0.1)
    expect(page.locator("h1")).to_have_text("Raskt 9", timeout=20_000)
    until(lambda: "Raskt 9" in get(server, "tilbud/")[1])
    time.sleep(1)
    assert server.rebuilds - before <= 10
    assert page.locator("h1").text_content() == "Raskt 9"


def test_a_page_that_a_save_does_not_touch_stays_as_it_is(shared: Path, server: Serving, page: Page) -> None:
    page.evaluate("window.untouched = true")
    before = server.rebuilds
    own = shared / "content/pages/om.md"
    own.write_text(own.read_text(encoding="utf-8") + "\nDette er nytt.\n", encoding="utf-8")
    until(lambda: server.rebuilds > before)
    until(lambda: "Dette er nytt." in get(server, "om/")[1])
    page.wait_for_timeout(1000)
    assert page.evaluate("window.untouched") is True


def test_a_style_sheet_of_the_regions_own_is_seen(shared: Path, server: Serving, page: Page) -> None:
    style = shared / "templates" / "assets" / "style.css"
    style.parent.mkdir(parents=True)
    style.write_text("h1 { letter-spacing: 7px; }")
    expect(page.locator("h1")).to_have_css("letter-spacing", "7px", timeout=20_000)
    style.write_text("h1 { letter-spacing: 9px; }")
    expect(page.locator("h1")).to_have_css("letter-spacing", "9px", timeout=20_000)


def test_a_page_that_is_deleted_gives_way_to_the_page_for_lost_visitors(
    shared: Path, server: Serving, page: Page
) -> None:
    own = shared / "content/pages/om.md"
    text = own.read_bytes()
    page.goto(server.address + "om/")
    title = page.locator("h1").text_content() or ""
    own.unlink()
    expect(page.locator("h1")).not_to_have_text(title, timeout=20_000)
    assert get(server, "om/")[0] == 404
    own.write_bytes(text)
    expect(page.locator("h1")).to_have_text(title, timeout=20_000)


# What is wrong


def test_an_error_is_shown_with_its_place_and_the_good_page_stays(shared: Path, server: Serving, page: Page) -> None:
    title = page.locator("h1").text_content() or ""
    good = (shared / OFFER).read_text(encoding="utf-8")
    line = 1 + next(i for i, text in enumerate(good.splitlines()) if text.startswith("status:"))
    (shared / OFFER).write_text(good.replace("status: active", "status: activ"), encoding="utf-8")

    error = page.locator(f"{PANEL} .veiviser-error")
    expect(error).to_contain_text(f"{OFFER}:{line}:", timeout=20_000)
    expect(error).to_contain_text("Mente du «active»?")
    expect(page.locator("h1")).to_have_text(title)

    (shared / OFFER).write_text(good, encoding="utf-8")
    expect(error).to_have_count(0, timeout=20_000)


def test_a_kind_of_problem_says_once_how_it_is_put_right(shared: Path, server: Serving, page: Page) -> None:
    good = (shared / OFFER).read_text(encoding="utf-8")
    bad = good.replace("status: active", "status: activ").replace("referral: none", "referral: non")
    (shared / OFFER).write_text(bad, encoding="utf-8")
    errors = page.locator(f"{PANEL} .veiviser-error")
    expect(errors).to_have_count(2, timeout=20_000)
    expect(errors.locator(".veiviser-remedy")).to_have_text(["Bruk en av verdiene som kan stå der."])
    until(lambda: server.said("error[unknown-value]: «activ»"))


def test_the_panel_can_be_closed_and_comes_back_with_something_new(shared: Path, server: Serving, page: Page) -> None:
    panel = page.locator(PANEL)
    page.get_by_role("button", name="Lukk").click()
    expect(panel).to_have_count(0)
    page.goto(server.address)
    page.wait_for_timeout(700)
    expect(panel).to_have_count(0)
    good = (shared / OFFER).read_text(encoding="utf-8")
    (shared / OFFER).write_text(good.replace("status: active", "status: activ"), encoding="utf-8")
    expect(panel.locator(".veiviser-error")).to_have_count(1, timeout=20_000)


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_narrow_screen_all_faults_can_be_read_and_the_panel_closed_at_any_time(
    shared: Path, server: Serving, browser: Browser, width: int
) -> None:
    page = new_page(browser, viewport={"width": width, "height": 600}, has_touch=True)
    page.goto(server.address + ADDRESS)
    good = re.sub("(?m)^aliases:.*\n", "", (shared / OFFER).read_text(encoding="utf-8"))
    for number in range(40):
        named = shared / f"content/offers/fjordby/{'et-langt-navn-' * 6}{number}.md"
        named.write_text(good.replace("status: active", f"status: {'lang' * 12}"), encoding="utf-8")
    faults, button = page.locator(f"{PANEL} .veiviser-faults"), page.get_by_role("button", name="Lukk")
    expect(faults.locator(".veiviser-error")).to_have_count(40, timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert faults.evaluate("each => each.scrollWidth === each.clientWidth")
    assert faults.evaluate("each => each.scrollTop") == 0
    faults.locator(".veiviser-error").last.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    assert box["x"] + box["width"] <= width
    button.tap()
    expect(page.locator(PANEL)).to_have_count(0)
    page.close()


def test_who_reads_the_list_by_keyboard_goes_on_where_they_were_after_a_save(
    shared: Path, server: Serving, page: Page
) -> None:
    good = re.sub("(?m)^aliases:.*\n", "", (shared / OFFER).read_text(encoding="utf-8"))
    for number in range(12):
        named = shared / f"content/offers/fjordby/kafe-{number}.md"
        named.write_text(good.replace("status: active", "status: ferdi"), encoding="utf-8")
    links = page.locator(f"{PANEL} .veiviser-error a")
    expect(links).to_have_count(12, timeout=20_000)
    links.nth(9).focus()
    there = links.nth(9).inner_text()
    before = page.locator(f"{PANEL} .veiviser-faults").evaluate("each => each.scrollTop")
    (shared / "content/offers/fjordby/kafe-12.md").write_text(good.replace("active", "ferdi"), encoding="utf-8")
    expect(links).to_have_count(13, timeout=20_000)
    assert page.evaluate("document.activeElement.innerText") == there
    assert page.locator(f"{PANEL} .veiviser-faults").evaluate("each => each.scrollTop") == before > 0
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)


def test_warnings_are_folded_below_errors(shared: Path, server: Serving, page: Page) -> None:
    warnings = page.locator(f"{PANEL} details")
    expect(warnings.locator("summary")).to_have_text("1 advarsel", timeout=20_000)
    expect(warnings.locator("li")).to_be_hidden()
    warnings.locator("summary").click()
    expect(warnings.locator("li")).to_contain_text("content/offers/nattlinja.md:")

    save(shared, "[]")
    expect(page.locator(f"{PANEL} .veiviser-faults > ul li")).to_contain_text(OFFER, timeout=20_000)
    expect(page.locator(f"{PANEL} .veiviser-faults > ul + details")).to_be_visible()


def test_with_a_repository_the_place_is_a_link_to_where_it_can_be_edited(server: Serving, page: Page) -> None:
    page.locator(f"{PANEL} summary").click()
    expect(page.locator(f"{PANEL} a")).to_have_attribute(
        "href", "https://kode.example.org/veiviser/edit/main/content/offers/nattlinja.md"
    )


def test_without_a_repository_the_place_is_text(root: Path, browser: Browser) -> None:
    settings = root / "content/site.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("repository:")), encoding="utf-8")
    with serving(root) as server:
        page = new_page(browser)
        page.goto(server.address)
        page.locator(f"{PANEL} summary").click()
        expect(page.locator(f"{PANEL} code")).to_have_text("content/offers/nattlinja.md:11:14")
        assert page.locator(f"{PANEL} a").count() == 0
        page.close()


def test_content_cannot_put_markup_into_the_panel(shared: Path, server: Serving, page: Page) -> None:
    good = (shared / OFFER).read_text(encoding="utf-8")
    bad = good.replace("status: active", "status: '<img src=x onerror=alert(1)>'")
    (shared / OFFER).write_text(bad, encoding="utf-8")
    expect(page.locator(f"{PANEL} .veiviser-error")).to_contain_text("<img src=x", timeout=20_000)
    assert page.locator(f"{PANEL} img").count() == 0


def test_a_first_build_with_errors_shows_them(root: Path, browser: Browser) -> None:
    good = (root / OFFER).read_text(encoding="utf-8")
    (root / OFFER).write_text(good.replace("status: active", "status: activ"), encoding="utf-8")
    with serving(root) as server:
        page = new_page(browser)
        page.goto(server.address + ADDRESS)
        expect(page.locator(f"{PANEL} .veiviser-error")).to_contain_text(OFFER)
        expect(page.locator(f"{PANEL} .veiviser-kept")).to_have_text("1 feil")
        (root / OFFER).write_text(good, encoding="utf-8")
        expect(page.locator("main[data-offer=kafe]")).to_be_visible(timeout=20_000)
        page.close()


@pytest.mark.parametrize("text", ["{% if %}", "{{ page.titel }}", "{% extends 'borte.html' %}", "{{ 1 // 0 }}"])
def test_a_template_at_fault_is_named_with_its_line(text: str, shared: Path, server: Serving, page: Page) -> None:
    title = page.locator("h1").text_content() or ""
    template = shared / "templates" / "pages" / "offer.html"
    template.parent.mkdir(parents=True)
    template.write_text(f"<p>\n</p>\n{text}\n")

    error = page.locator(f"{PANEL} .veiviser-error")
    expect(error).to_contain_text("templates/pages/offer.html:3", timeout=20_000)
    expect(page.locator("h1")).to_have_text(title)
    assert not list(shared.parent.glob("veiviser-bug*"))

    template.write_text('<html><head></head><body><h1 class="ny">{{ page.title }}</h1></body></html>')
    expect(page.locator("h1.ny")).to_be_visible(timeout=20_000)
    shutil.rmtree(shared / "templates")
    expect(page.locator("main[data-offer=kafe]")).to_be_visible(timeout=20_000)


def test_a_page_that_cannot_be_made_says_why_until_it_can_be(shared: Path, server: Serving, page: Page) -> None:
    """It was not open when its template was saved: other pages are shown as they are now."""
    template = shared / "templates" / "pages" / "glossary.html"
    template.parent.mkdir(parents=True)
    template.write_text("<p>\n{{ page.titel }}\n")
    save(shared, "Like etter")
    expect(page.locator("h1")).to_have_text("Like etter", timeout=20_000)
    page.goto(server.address + "ordbok/")
    expect(page.locator(f"{PANEL} .veiviser-error")).to_contain_text("templates/pages/glossary.html:2")
    expect(page.locator(f"{PANEL} .veiviser-kept")).to_have_text("1 feil")
    until(lambda: server.said("templates/pages/glossary.html:2: "))
    shutil.rmtree(shared / "templates")
    expect(page.locator("h1")).to_have_text("Ordbok", timeout=20_000)


def test_a_bug_is_reported_once_and_the_good_page_stays(root: Path, browser: Browser) -> None:
    good = (root / OFFER).read_text("utf-8")
    with serving(root, program=(sys.executable, str(FAULTY))) as server:
        page = new_page(browser)
        page.goto(server.address + ADDRESS)
        title = page.locator("h1").text_content() or ""
        (root / OFFER).write_text(f"{good}\n{FALLS}\n", "utf-8")
        error = page.locator(f"{PANEL} .veiviser-error")
        expect(error).to_contain_text("ZeroDivisionError", timeout=20_000)
        expect(page.locator("h1")).to_have_text(title)
        rebuilds = server.rebuilds
        save(root, "Enda en gang")
        until(lambda: server.rebuilds > rebuilds)
        assert len(list(root.parent.glob("veiviser-bug-*.txt"))) == 1

        (root / OFFER).write_text(good.replace(title, "Mye bedre"), "utf-8")
        expect(page.locator("h1")).to_have_text("Mye bedre", timeout=20_000)
        page.close()


@pytest.mark.parametrize("folder", [".", "content", "content/offers"])
def test_a_folder_may_vanish_and_come_back(folder: str, shared: Path, server: Serving, page: Page) -> None:
    title = page.locator("h1").text_content() or ""
    (shared / folder).rename(shared.parent / "aside")
    if folder != "content/offers":
        expect(page.locator(f"{PANEL} .veiviser-error").first).to_be_visible(timeout=20_000)
        expect(page.locator("h1")).to_have_text(title)
    time.sleep(0.6)
    (shared.parent / "aside").rename(shared / folder)
    expect(page.locator("h1")).to_have_text(title, timeout=20_000)
    expect(page.locator(f"{PANEL} .veiviser-error")).to_have_count(0, timeout=20_000)
    save(shared, "Tilbake igjen")
    expect(page.locator("h1")).to_have_text("Tilbake igjen", timeout=20_000)


# What it does not touch


def test_nothing_is_written(root: Path, tmp_path: Path) -> None:
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("publisert")
    (root / "site" / ".veiviser").write_text("")
    there = {path.name for path in root.iterdir()}
    with serving(root) as server:
        before = server.rebuilds
        save(root, "Bare her")
        until(lambda: server.rebuilds > before)
        assert "Bare her" in get(server, ADDRESS)[1]
        status, seconds = server.stop()
        assert status == 0
        assert seconds <= 3
    assert {path.name for path in (root / "site").iterdir()} == {"index.html", ".veiviser"}
    assert (root / "site" / "index.html").read_text() == "publisert"
    assert {path.name for path in root.iterdir()} == there
    assert {path.name for path in tmp_path.iterdir()} == {"root"}


def test_only_this_machine_is_served(server: Serving) -> None:
    port = int(server.address.rstrip("/").rpartition(":")[2])
    hexadecimal = f"{port:04X}"
    listening = [
        line.split()[1]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if Path(table).exists()
        for line in Path(table).read_text().splitlines()
        if line.split()[3] == "0A" and line.split()[1].endswith(":" + hexadecimal)
    ]
    assert listening == [f"0100007F:{hexadecimal}"]


def test_a_name_from_elsewhere_is_refused(server: Serving) -> None:
    """A page whose name resolves to this machine could otherwise read what is not published."""
    port = server.address.rstrip("/").rpartition(":")[2]
    assert get(server, host=f"ond.example:{port}") == (403, "")
    assert get(server, host=f"localhost:{port}")[0] == 200


@pytest.mark.parametrize("path", ["../content/site.yaml", "%2e%2e/content/site.yaml", "/etc/passwd", "//ond.example/"])
def test_there_is_no_way_out_of_the_site(path: str, server: Serving) -> None:
    status, text = get(server, path)
    assert status == 404
    assert "base_url" not in text


def test_pages_know_no_other_address_than_the_servers(server: Serving) -> None:
    status, text = get(server, "ingenting/her/")
    assert status == 404
    assert '<base href="/">' in text
    assert "veiviser.example.org" not in text


def test_only_pages_get_the_panel(server: Serving) -> None:
    assert "_veiviser" in get(server, ADDRESS)[1]
    for path in ("assets/style.css", "sitemap.xml", "data/offers.json", "kalender.ics"):
        status, text = get(server, path)
        assert status == 200
        assert "_veiviser" not in text


# Start and end


def test_a_port_in_use_gives_the_next_one(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(root, "--port", str(port)) as server:
            assert server.address != f"http://127.0.0.1:{port}/"
            assert server.said(f"Port {port} er opptatt")
            assert get(server)[0] == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_at_once(number: int, root: Path) -> None:
    with serving(root, built=False) as server:
        with urlopen(server.address + "_veiviser/events?page=/&seen="):
            status, seconds = server.stop(number)
        assert status == 0, server.lines
        assert seconds < 3
        until(lambda: server.said("Stoppet"), 5)
    assert not server.said("Traceback")


@pytest.mark.parametrize("seconds", [0.0, 0.3, 0.9, 1.6])
def test_it_stops_while_pages_are_made_for_browsers(seconds: float, root: Path) -> None:
    """Before, between and during its look at the pages that nobody requests."""
    over = Event()

    def ask(server: Serving) -> None:
        for path in cycle(("", ADDRESS, "tilbud/", "om/", "kalender.ics", "search/nb.json")):
            with suppress(OSError, http.client.HTTPException):
                get(server, path)
            if over.is_set():
                return

    with serving(root) as server, ThreadPoolExecutor(4) as browsers:
        for _ in range(4):
            browsers.submit(ask, server)
        time.sleep(seconds)
        try:
            status, _seconds = server.stop()
        finally:
            over.set()
        until(lambda: server.said("Stoppet"), 5)
        assert status == 0, server.lines
    assert not server.said("Traceback")


def test_an_interrupt_that_a_library_drops_is_noted() -> None:
    """nh3 drops exceptions that are raised in a function that it calls."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    try:
        end = End()
        assert not end.asked_for
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        assert end.asked_for
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def test_browsers_that_go_away_leave_nothing_behind(server: Serving) -> None:
    def threads() -> int:
        return len(list(Path(f"/proc/{server.process.pid}/task").iterdir()))

    before = threads()
    host, port = server.address.split("/")[2].split(":")
    waiting = [socket.create_connection((host, int(port))) for _ in range(20)]
    for connection in waiting:
        connection.sendall(f"GET /_veiviser/events?page=/borte/&seen=x HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    for connection in waiting:
        assert connection.recv(4096)
        connection.close()
    until(lambda: threads() <= before + 1)


def test_the_terminal_gets_the_address_first_and_a_line_a_rebuild(shared: Path, server: Serving) -> None:
    assert server.address in server.lines[0]
    rebuilds, lines = server.rebuilds, len(server.lines)
    save(shared, "Linje to")
    until(lambda: server.rebuilds > rebuilds)
    assert len(server.lines) - lines == server.rebuilds - rebuilds
    for line in server.lines[lines:]:
        assert line.endswith("0 feil, 1 advarsel")
        dt.time.fromisoformat(line[:8])


def test_quiet_says_errors_alone(root: Path) -> None:
    with serving(root, "--quiet", built=False) as server:
        until(lambda: get(server)[0] == 200)
        good = (root / OFFER).read_text(encoding="utf-8")
        (root / OFFER).write_text(good.replace("status: active", "status: activ"), encoding="utf-8")
        until(lambda: len(server.lines) > 1)
        assert server.lines[1].startswith(OFFER)
        assert "error[" in server.lines[1]


# The type of every suffix that sites have, with what a region may have beside its pages.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".nginx": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
# Compressed files of Pagefind, and files that no browser asks for.
BYTES = {".pagefind", ".pf_fragment", ".pf_index", ".pf_meta", ""}


def test_every_file_of_a_site_is_sent_with_its_type(example: Site) -> None:
    suffixes = {Path(file).suffix for file in example.files}
    assert suffixes <= TYPES.keys() | BYTES
    assert {suffix: content_type(f"x/y{suffix}") for suffix in TYPES} == TYPES
    assert {content_type(f"x/y{suffix}") for suffix in BYTES} == {"application/octet-stream"}
