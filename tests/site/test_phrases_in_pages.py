"""Phrases are elements where HTML allows them, and plain text elsewhere: attributes, data, emails, PDFs."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from pypdf import PdfReader

from tests.support.built import REGIONS, REPO, Site, build_site
from tests.support.tiers import exhaustive
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.language import languages
from veiviser.pages.print import poster_view, print_view
from veiviser.render.pdf import Setting, list_pdf, poster_pdf
from veiviser.web.site import localized_sites

# The start of an element of a phrase as text, plain or in any encoding of addresses, JSON and HTML.
ELEMENT = re.compile(r"(?i)(?:<|%3C|&lt;|\\u003c)(?:span(?: |%20|\+)lang|time(?: |%20|\+)datetime)=")
# A phrase in a template where only text is allowed.
WITHOUT_ROOM = re.compile(
    r"""(?:="[^"]*|<(?:title|option|textarea)\b[^>]*>[^<]*)\{\{-?\s*(?P<shown>_\([^}]*|[\w.]*\b(?:title|tagline|name|code)\b[^}]*)\}\}"""
)


def leaks(site: Site) -> Iterator[str]:
    """All places in the pages and files where an element appears as text."""
    for address, page in site.pages():
        html = page.html or ""
        for node in page.css("*"):
            wrong = [f"{name}={value}" for name, value in node.attributes.items() if value and ELEMENT.search(value)]
            if node.tag in ("title", "option", "textarea", "script") and ELEMENT.search(node.text()):
                wrong.append(node.text())
            yield from (f"{address}: {text[:200]}" for text in wrong)
        if "&lt;span lang" in html or "&lt;time datetime" in html:
            yield f"{address}: an element is shown as text"
    for name in sorted(site.files):
        if name.endswith((".ics", ".xml", ".json", ".csv", ".txt")) and ELEMENT.search(site.text(name)):
            yield name


@pytest.fixture
def wordless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sámi without a translation, as each new language is at first: all messages are in bokmål."""
    caches = (languages.catalogue, languages.spoken, languages.translations)

    def empty_in_sami(file: io.BytesIO, locale: None) -> Catalog:
        return Catalog() if b'"Language: se' in file.getvalue() else read_po(file, locale=locale)

    monkeypatch.setattr(languages, "read_po", empty_in_sami)
    for each in caches:
        each.cache_clear()
    yield
    for each in caches:
        each.cache_clear()


@pytest.mark.parametrize("text", ['<span lang="nb">', "%3Cspan%20lang=", r"\u003ctime datetime=", "&lt;span lang="])
def test_an_element_is_seen_in_every_disguise(text: str) -> None:
    assert ELEMENT.search(text)


def test_no_file_of_the_example_has_an_element_as_text(example: Site) -> None:
    """It has a form for reporting faults, and an email address."""
    assert list(leaks(example)) == []


@pytest.mark.parametrize("html", ["<nav aria-label=\"{{ _('Menu') }}\">", "<option>{{ _('x') }}</option>"])
def test_a_phrase_without_room_is_seen(html: str) -> None:
    assert WITHOUT_ROOM.search(html)


def test_templates_ask_for_the_text_of_a_phrase_where_there_is_no_room_for_elements() -> None:
    found = [
        f"{path.name}: {match['shown']}"
        for path in sorted((REPO / "templates").rglob("*.html"))
        for match in WITHOUT_ROOM.finditer(path.read_text("utf-8"))
        if "|string" not in match["shown"] and "|query" not in match["shown"]
    ]
    # The title of a page and the names of days, languages and municipalities are plain text.
    assert {text.split(": ", 1)[1].strip() for text in found} <= {"page.title", "day.name", "name", "code"}


@exhaustive(
    "tests/site/test_phrases_in_pages.py::test_no_file_of_the_example_has_an_element_as_text",
    "tests/site/test_phrases_in_pages.py::test_templates_ask_for_the_text_of_a_phrase_where_there_is_no_room_for_elements",
)
@pytest.mark.usefixtures("wordless")
def test_no_file_has_an_element_as_text_where_a_language_has_no_words_and_faults_are_told_by_mail(
    tmp_path: Path,
) -> None:
    root = tmp_path / "region"
    shutil.copytree(REGIONS["example"] / "content", root / "content")
    settings = root / "content" / "site.yaml"
    text = re.sub(r"(?m)^feedback_form: .*\n", "", settings.read_text("utf-8"))
    assert {"nb", "nn", "en", "se"} <= set(re.findall(r"\w+", re.findall(r"(?m)^languages: (.*)$", text)[0]))
    assert "feedback_email" in text
    settings.write_text(text, "utf-8")
    site = build_site(root, tmp_path / "site")

    assert "subject=Det%20jeg%20lette%20etter&" in site.text("se/sok/index.html").replace("&amp;", "&")
    assert site.text("se/index.html").count('<span lang="nb">') > 50  # so there were many phrases to check
    assert list(leaks(site)) == []


@pytest.mark.usefixtures("wordless")
def test_no_pdf_has_an_element_as_text(tmp_path: Path) -> None:
    directory = load(Options(root=REGIONS["example"], today=TODAY)).value
    assert directory is not None
    in_sami = {s.language: s for s in localized_sites(directory, "https://a.example/")}["se"]
    setting = Setting.of(in_sami, REGIONS["example"])
    for municipality in directory.municipalities[:2]:
        for made in (
            list_pdf(print_view(in_sami, municipality), setting),
            poster_pdf(poster_view(in_sami, municipality), setting),
        ):
            assert not made.unshown
            reader = PdfReader(io.BytesIO(made.data))
            texts = [*(page.extract_text() for page in reader.pages), *map(str, (reader.metadata or {}).values())]
            texts += [str(note.get_object()) for page in reader.pages for note in page.get("/Annots", ())]
            assert not re.search(r"<\w|Span\(|Phrase|'lang'", "\n".join(texts))
