"""Runs Pagefind and MiniSearch with default settings on the public pages of the same offers, for comparison."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tools.browser import new_page
from tools.quality.serving import served
from tools.search_quality.asking import SHOWN, answer_id
from tools.search_quality.metrics import Answer
from tools.search_quality.questions import Question
from veiviser.directory.model import Directory
from veiviser.web.routes import path

_MINISEARCH = Path(__file__).resolve().parents[2] / "node_modules" / "minisearch" / "dist" / "umd" / "index.js"
_PAGE = '<!doctype html><html lang="{language}"><title>Search</title><p>Search</p></html>'

_ASK_PAGEFIND = """async ([asked, shown]) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const answers = [];
  for (const words of asked) {
    const began = performance.now();
    const hits = (await pagefind.search(words))?.results ?? [];
    const urls = (await Promise.all(hits.slice(0, shown).map((hit) => hit.data()))).map((each) => each.url);
    answers.push([urls, performance.now() - began]);
  }
  return answers;
}"""
# The options of MiniSearch's introduction for a search field: prefixes, and one wrong letter in five.
_ASK_MINISEARCH = """async ([asked, shown]) => {
  const search = new MiniSearch({
    fields: ["title", "text"],
    searchOptions: { boost: { title: 2 }, fuzzy: 0.2, prefix: true },
  });
  search.addAll(await (await fetch("/documents.json")).json());
  return asked.map((words) => {
    const began = performance.now();
    const urls = search.search(words).slice(0, shown).map((hit) => hit.id);
    return [urls, performance.now() - began];
  });
}"""


def pagefind(browser: Browser, site: Path, directory: Directory, asked: Sequence[Question], into: Path) -> list[Answer]:
    """The answers of Pagefind, run over the offers' pages in every language, from a page in the first language."""
    for address in _offers(directory):
        page = into / address / "index.html"
        page.parent.mkdir(parents=True)
        shutil.copy(site / address / "index.html", page)
    (into / "index.html").write_text(_PAGE.format(language=directory.languages[0]), encoding="utf-8")
    subprocess.run([get_executable(), "--site", str(into)], check=True, capture_output=True)
    return _answers(browser, into, asked, _ASK_PAGEFIND, directory)


def minisearch(
    browser: Browser, site: Path, directory: Directory, asked: Sequence[Question], into: Path
) -> list[Answer]:
    """The answers of MiniSearch over the texts of the same pages in the first language; needs node_modules."""
    texts = []
    for offer in directory.offers:
        address = path("offer", offer.id)
        page = LexborHTMLParser((site / address / "index.html").read_text(encoding="utf-8"))
        title, main = page.css_first("h1"), page.css_first("main")
        assert title is not None
        assert main is not None
        texts.append({"id": f"/{address}", "title": title.text(), "text": main.text(separator=" ")})
    into.mkdir()
    (into / "documents.json").write_text(json.dumps(texts), encoding="utf-8")
    shutil.copy(_MINISEARCH, into / "minisearch.js")
    page_with_it = _PAGE.format(language="nb") + '<script src="/minisearch.js"></script>'
    (into / "index.html").write_text(page_with_it, encoding="utf-8")
    return _answers(browser, into, asked, _ASK_MINISEARCH, directory)


def _offers(directory: Directory) -> Iterable[str]:
    prefixes = ("", *(f"{code}/" for code in directory.languages[1:]))
    return (prefix + path("offer", offer.id) for prefix in prefixes for offer in directory.offers)


def _answers(
    browser: Browser, folder: Path, asked: Sequence[Question], script: str, directory: Directory
) -> list[Answer]:
    prefixes = [f"{code}/" for code in directory.languages[1:]]
    (folder / path("not_found")).touch()
    with served(folder) as base:
        page = new_page(browser)
        page.goto(base)
        given = page.evaluate(script, [[question.ask for question in asked], SHOWN])
        page.close()
    return [
        Answer(question, tuple(dict.fromkeys(answer_id(url, "/", prefixes) for url in urls)), milliseconds=milliseconds)
        for question, (urls, milliseconds) in zip(asked, given, strict=True)
    ]
