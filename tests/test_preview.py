"""A file that is made alone, on request, has the same bytes as in the built site."""

import gc
import random
import sys
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from tests.support.built import REGIONS, TINY, Site, build_site
from tests.support.files import contents, copied_region
from tools.day import TODAY
from veiviser.build.loading import Options, load
from veiviser.build.publish import MARKER
from veiviser.language.languages import catalogue
from veiviser.serve import snapshot as snapshots
from veiviser.serve.faults import Faults
from veiviser.serve.preview import Preview
from veiviser.serve.preview_state import Shown
from veiviser.serve.snapshot import Snapshot, snapshot

OFFER = "content/offers/fjordby/kafe.md"
PAGE = "tilbud/kafe/index.html"
# Pages that mention the offer, besides its own.
ELSEWHERE = ("tilbud/index.html", "kommune/fjordby/index.html", "a-aa/index.html")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied_region(TINY, tmp_path / "root")


@pytest.fixture
def preview(root: Path) -> Preview:
    """As the command makes it, except that a bug is reported by its type."""
    faults = Faults(root=root, catalogue=catalogue("nb"), bug=lambda error: type(error).__name__)
    return Preview(options=Options(root=root, today=TODAY), shown=Shown(explain=faults.of), faults=faults)


def snapshot_of(root: Path) -> Snapshot:
    options = Options(root=root, today=TODAY)
    directory = load(options).value
    assert directory is not None
    return snapshot(directory, options)


def titled(root: Path, title: str) -> None:
    lines = (root / OFFER).read_text("utf-8").splitlines(keepends=True)
    (root / OFFER).write_text("".join(f"title: {title}\n" if line[:6] == "title:" else line for line in lines), "utf-8")


def own_template(root: Path, name: str, text: str) -> None:
    file = root / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def looked(preview: Preview, address: str) -> tuple[int, str]:
    view = preview.shown.look(address)
    return view.status, view.data.decode()


# The same bytes


def test_every_file_of_a_site_is_made_alone_as_it_is_built(root: Path, tmp_path: Path) -> None:
    """In random order, so that nothing depends on earlier requests."""
    built = contents(build_site(root, tmp_path / "site").out)
    del built[MARKER]
    made = snapshot_of(root)
    paths = sorted(built)
    random.Random(1).shuffle(paths)
    assert [path for path in paths if made.file(path) != built[path]] == []


def test_pages_of_every_family_of_a_region_are_made_alone_as_they_are_built(
    site: Site, request: pytest.FixtureRequest
) -> None:
    made = snapshot_of(REGIONS[request.node.callspec.params["site"]])
    families: dict[tuple[str, str], list[str]] = {}
    for path in sorted(site.files):
        if path.endswith(".html") and (found := made.urls.find(path.removesuffix("index.html"))):
            families.setdefault((found.route.name, found.language), []).append(path)
    chosen = [path for paths in families.values() for path in {paths[0], paths[len(paths) // 2], paths[-1]}]
    assert len(chosen) > 100
    assert [path for path in chosen if made.file(path) != (site.out / path).read_bytes()] == []


def test_files_that_many_browsers_ask_for_at_the_same_time_are_the_same(root: Path, tmp_path: Path) -> None:
    built = contents(build_site(root, tmp_path / "site").out)
    del built[MARKER]
    made, paths = snapshot_of(root), sorted(built) * 2
    random.Random(2).shuffle(paths)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(6) as browsers:
            answers = list(browsers.map(made.file, paths))
    finally:
        sys.setswitchinterval(before)
    assert [path for path, answer in zip(paths, answers, strict=True) if answer != built[path]] == []


def test_what_the_built_site_does_not_have_is_not_made(root: Path) -> None:
    made = snapshot_of(root)
    for path in (
        "tilbud/ingen/index.html", "tilbud/kafe", "tilbud/kafe/", "tilbud/index.html/index.html", "nn/404.html",
        "kalender/2031-01/index.html", "kommune/ingen/kalender.ics", "sitemap-1.xml", "sitemap/index.html",
        "pagefind/ingen.js", "assets/tokens.css", "../content/site.yaml", "/index.html", "favicon.ico", "nb/index.html",
    ):  # fmt: skip
        assert made.file(path) is None, path


# Nothing of earlier states


def test_a_save_is_seen_on_every_page_that_depends_on_it(preview: Preview, root: Path) -> None:
    preview.rebuild()
    before = {path: looked(preview, "/" + path)[1] for path in (PAGE, *ELSEWHERE)}
    titled(root, "Kveldskafeen")
    preview.rebuild()
    for path, text in before.items():
        status, now = looked(preview, "/" + path)
        assert (status, "Kveldskafeen" in now, "Kveldskafeen" in text) == (200, True, False), path


def test_after_a_row_of_saves_every_page_is_that_of_a_site_built_from_the_last(
    preview: Preview, root: Path, tmp_path: Path
) -> None:
    for number in range(5):
        titled(root, f"Kafe {number}")
        preview.rebuild()
        for path in (PAGE, *ELSEWHERE):
            looked(preview, "/" + path)
    built = contents(build_site(root, tmp_path / "site").out)
    pages = [path for path in built if path.endswith(".html")]
    assert [path for path in pages if looked(preview, "/" + path)[1].encode() != built[path]] == []


def test_a_site_with_errors_is_shown_as_it_was_before_them(preview: Preview, root: Path) -> None:
    """Also pages that had not been requested, and with the templates of that time."""
    preview.rebuild()
    good = snapshot_of(root)
    text = (root / OFFER).read_text("utf-8")
    (root / OFFER).write_text(text.replace("status: active", "status: activ"), "utf-8")
    own_template(root, "pages/offer.html", "{% if %}")
    assert preview.rebuild().errors == 1
    for path in (PAGE, *ELSEWHERE):
        assert looked(preview, "/" + path) == (200, (good.file(path) or b"").decode()), path


# What cannot be made


def test_a_page_that_is_open_and_cannot_be_made_stays_as_it_is(preview: Preview, root: Path) -> None:
    preview.rebuild()
    before = looked(preview, "/tilbud/kafe/")
    own_template(root, "pages/offer.html", "\n{{ 1 // 0 }}")
    with preview.shown.watching("/tilbud/kafe/"):
        rebuilt = preview.rebuild()
    assert rebuilt.failure
    assert (rebuilt.failure.path, rebuilt.failure.line) == ("templates/pages/offer.html", 2)
    assert looked(preview, "/tilbud/kafe/") == before


def test_a_fault_of_a_page_that_nobody_has_open_is_found_and_told(preview: Preview, root: Path) -> None:
    own_template(root, "pages/glossary.html", "\n\n{{ page.titel }}")
    with preview.shown.watching("/tilbud/kafe/"):
        assert preview.rebuild().failure is None
        fault = preview.read_the_rest(lambda: False)
    assert fault
    assert (fault.path, fault.line) == ("templates/pages/glossary.html", 3)
    assert fault in preview.shown.wait(-1, 0)[1]
    assert preview.read_the_rest(lambda: False) is None
    assert looked(preview, "/tilbud/kafe/")[0] == 200


def test_a_page_that_cannot_be_made_when_it_is_asked_for_tells_all_open_pages(preview: Preview, root: Path) -> None:
    own_template(root, "pages/glossary.html", "{{ page.titel }}")
    preview.rebuild()
    version = preview.shown.wait(-1, 0)[0]
    assert looked(preview, "/ordbok/") == (500, "")
    told, faults, _over = preview.shown.wait(version, 0)
    assert told > version
    assert [fault.path for fault in faults if fault.severity == "error"] == ["templates/pages/glossary.html"]
    assert looked(preview, "/ordbok/") == (500, "")
    assert preview.shown.wait(told, 0)[:2] == (told, faults)


def test_the_rest_is_left_when_something_changes(preview: Preview, root: Path) -> None:
    own_template(root, "pages/glossary.html", "{{ page.titel }}")
    preview.rebuild()
    assert preview.read_the_rest(lambda: True) is None


def test_the_end_waits_for_the_page_that_is_being_made_and_makes_no_more(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview.rebuild()
    began, made = Event(), []

    def slowly(_site: Snapshot, path: str) -> bytes:
        began.set()
        time.sleep(0.2)
        made.append(path)
        return b""

    monkeypatch.setattr(Snapshot, "file", slowly)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(preview.shown.look, "/")
        assert began.wait(10)
        preview.shown.close()
        assert made == ["index.html"]
    assert preview.shown.look("/tilbud/").status == 503
    assert made == ["index.html"]


# What is kept


def test_few_pages_are_kept_and_nothing_of_earlier_saves(preview: Preview, root: Path) -> None:
    earlier: list[weakref.ref[object]] = []
    for number in range(4):
        titled(root, f"Kafe {number}")
        preview.rebuild()
        preview.read_the_rest(lambda: False)
        now = current(preview)
        assert sum(1 for path in every_page(now) if now.file(path)) > snapshots._KEPT
        assert len(now._made) == snapshots._KEPT
        earlier.append(weakref.ref(now.website.sites[0]))
        del now
    gc.collect()
    assert [kept() is not None for kept in earlier] == [False, False, False, True]


def current(preview: Preview) -> Snapshot:
    site = preview.shown._site
    assert site is not None
    return site


def every_page(site: Snapshot) -> Iterator[str]:
    return (made.path for made in site.all_but_search() if made.path.endswith(".html"))
