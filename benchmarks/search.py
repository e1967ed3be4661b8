"""Measures size (gzipped) and time of the search in a large made-up region, in Chromium.

Run from the repository's root: `python -m benchmarks.search [OFFERS]` (default: 2000). Builds only what the search page
needs: the page itself, the assets and the search files.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

from tools.browser import browser, new_context, new_page
from tools.day import TODAY
from tools.made_region import write
from tools.quality.serving import served
from veiviser.build.loading import Options, load
from veiviser.content.html import plain_text
from veiviser.directory.model import Directory
from veiviser.pages.families import page
from veiviser.pages.layout import layout_context
from veiviser.render.assets import assets
from veiviser.render.pages import renderers
from veiviser.search.documents import documents, indexes
from veiviser.search.files import search_files
from veiviser.search.vocabulary import vocabulary
from veiviser.web.colours import DEFAULT
from veiviser.web.routes import path
from veiviser.web.site import localized_sites

BASE_URL = "https://kysten.example/"
FIRST = ("avlastning", "noen å snakke med", "xqzwvk", "kaffe")
ASKED = (
    "søsken",
    "mamma drikker",
    "avlasting",
    "demmens",
    "sorggruppe",
    "mannen min drikker for mye hva gjør jeg",
    "kurs",
    "pårørende",
    "samtale",
    "kaffe og kake",
    "ungdom som er triste",
    "22 10 00 01",
    "1020",
    "xqzwvk",
    "gratis gruppe",
)
ASK = """(words) => new Promise((resolve) => {
  const status = document.querySelector("[data-status]");
  status.textContent = "";
  const began = performance.now();
  const watch = new MutationObserver(() => {
    if (!status.textContent) return;
    watch.disconnect();
    resolve(performance.now() - began);
  });
  watch.observe(status, { childList: true, characterData: true, subtree: true });
  location.hash = `q=${encodeURIComponent(words)}`;
})"""  # fmt: skip


def made(directory: Directory, root: Path, site: Path) -> None:
    """Writes the search page in every language, and everything that it loads."""
    every = localized_sites(directory, BASE_URL)
    frames = {site.language: layout_context(site, DEFAULT) for site in every}
    pages = [page(site, "search") for site in every]
    for artifact in (*assets(root, DEFAULT), *map(renderers(frames, root).artifact, pages), *search_files(directory)):
        path = site / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)


def first_searches(chromium: Browser, base: str, sent: dict[str, int]) -> None:
    """Prints the bytes that each first search fetches, each in a browser context with an empty cache."""
    for words in FIRST:
        context = new_context(chromium)
        sent.clear()
        fresh = context.new_page()
        fresh.goto(base + path("search"), wait_until="networkidle")
        before = sum(sent.values())
        fresh.evaluate(ASK, words)
        fresh.wait_for_load_state("networkidle")
        whole = sum(sent.values())
        print(f"first search, {words!r}: {whole / 1000:.0f} KB, of which {before / 1000:.0f} KB before anyone types")
        context.close()


def main() -> None:
    offers = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        root, site, sent = Path(folder, "root"), Path(folder, "site"), dict[str, int]()
        write(root, offers)
        directory = load(Options(root=root, today=TODAY)).value
        assert directory is not None
        found = tuple(documents(directory))
        began = time.process_time()
        texts = {text for document in found for text in document.body.values()}
        for text in texts:
            plain_text(text)
        print(f"{len(texts):,} texts without their Markdown, which pages need too: {time.process_time() - began:.2f} s")
        for index, shown in indexes(directory):
            began = time.process_time()
            size = len(vocabulary(directory, index, shown, found).data)
            took = time.process_time() - began
            print(f"{index}.json, {len(found):,} documents: {took:.2f} s, {size / 1000:,.0f} KB unpacked")
        began = time.perf_counter()
        made(directory, root, site)
        print(f"page, assets and all files of the search: {time.perf_counter() - began:.1f} s")
        with served(site, sent=sent) as base:
            page = new_page(chromium)
            first_searches(chromium, base, sent)
            page.goto(f"{base}{path('search')}#q={quote(FIRST[0])}")
            page.locator("[data-status]:not(:empty)").wait_for()
            rounds = [{words: page.evaluate(ASK, words) for words in ASKED} for _ in range(5)]
            times = {words: statistics.median(one[words] for one in rounds) for words in ASKED}
        for words, milliseconds in times.items():
            print(f"{milliseconds:6.1f} ms  {words}")
        print(f"{statistics.median(times.values()):6.1f} ms  median, {max(times.values()):.1f} ms slowest")


if __name__ == "__main__":
    main()
