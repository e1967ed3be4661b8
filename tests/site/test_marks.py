"""The marks that words of another language carry through the program are in no file that it leaves behind."""

import gzip
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
from veiviser import languages
from veiviser.languages import AS_WORDS, DATE, DATED, FOREIGN, OWN, catalogue, quoted
from veiviser.pages import editions
from veiviser.pages.paper import paper_view, poster_view
from veiviser.pipeline import Options, load
from veiviser.render.pdf import Setting, list_pdf, poster_pdf

# A mark as it is, percent-encoded (once or more often), as an escape of JSON, scripts and CSS, or as one of HTML.
MARK = re.compile(
    rb"[\x02-\x06]|%(?:25)*0[2-6]|\\+(?:u\{?0*|x0)[2-6](?![0-9A-Fa-f])|&(?:amp;)*#(?:x0*|0*)[2-6];", re.IGNORECASE
)
# Binary files, in which those bytes are no text. Pagefind's fragments are packed JSON, and are read.
BINARY = (".pf_index", ".pf_meta", ".pagefind", ".woff2", ".png", ".ico")


def read(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def marked(site: Site) -> Iterator[str]:
    """Every file with a mark, and the first of them with what stands around it."""
    for name in sorted(site.files):
        data = b"" if name.endswith(BINARY) else read(site.out / name)
        if found := MARK.search(data):
            yield f"{name}: {data[max(0, found.start() - 60) : found.end() + 60]!r}"


@pytest.fixture
def wordless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sámi without a word of its own, as each new language is at first: all that the program says is marked."""

    def empty_in_sami(file: io.BytesIO, locale: None) -> Catalog:
        return Catalog() if b'"Language: se' in file.getvalue() else read_po(file, locale=locale)

    monkeypatch.setattr(languages, "read_po", empty_in_sami)
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


@pytest.mark.parametrize(
    "text",
    ["a\x02b", "?subject=%02Det", "%2502", r'"\u0002"', r"\\u0006", r"'\x03'", r"\u{2}", "&#2;", "&#x05;", "&amp;#4;"],
)
def test_a_mark_is_seen_in_every_disguise(text: str) -> None:
    assert MARK.search(text.encode())


@pytest.mark.parametrize("text", ["%20 %C3%A5", r'"\u0020"', r"\u00e6", "2026-02-03", "&#38;", "\\x020a0"])
def test_nothing_else_is_taken_for_a_mark(text: str) -> None:
    assert not MARK.search(text.encode())


def test_quoted_text_has_no_marks() -> None:
    assert quoted(f"{FOREIGN}Slutt {DATE}2026-01{AS_WORDS}januar{DATED}/x{OWN}") == "Slutt%20januar%2Fx"


def test_no_file_of_the_example_has_a_mark(example: Site) -> None:
    """It has a form for what is wrong, and a mail address."""
    assert list(marked(example)) == []


@exhaustive(
    "tests/site/test_marks.py::test_no_file_of_the_example_has_a_mark",
    "tests/site/test_marks.py::test_text_is_quoted_in_one_place_alone",
)
@pytest.mark.usefixtures("wordless")
def test_no_file_has_a_mark_where_a_language_has_no_words_and_faults_are_told_by_mail(tmp_path: Path) -> None:
    root = tmp_path / "region"
    shutil.copytree(REGIONS["example"] / "content", root / "content")
    settings = root / "content" / "site.yaml"
    text = re.sub(r"(?m)^feedback_form: .*\n", "", settings.read_text("utf-8"))
    assert {"nb", "nn", "en", "se"} <= set(re.findall(r"\w+", re.findall(r"(?m)^languages: (.*)$", text)[0]))
    assert "feedback_email" in text
    settings.write_text(text, "utf-8")
    site = build_site(root, tmp_path / "site")

    assert "subject=Det%20jeg%20lette%20etter&" in site.text("se/sok/index.html").replace("&amp;", "&")
    assert site.text("se/index.html").count('<span lang="nb">') > 50  # then there was much to mark
    assert list(marked(site)) == []


@pytest.mark.usefixtures("wordless")
def test_no_pdf_has_a_mark(tmp_path: Path) -> None:
    directory = load(Options(root=REGIONS["example"], today=TODAY)).value
    assert directory is not None
    edition = {e.language: e for e in editions(directory, "https://a.example/")}["se"]
    setting = Setting.of(edition, REGIONS["example"])
    for municipality in directory.municipalities[:2]:
        for made in (
            list_pdf(paper_view(edition, municipality), setting),
            poster_pdf(poster_view(edition, municipality), setting),
        ):
            assert not made.unshown
            reader = PdfReader(io.BytesIO(made.data))
            said = [*(page.extract_text() for page in reader.pages), *map(str, (reader.metadata or {}).values())]
            said += [str(note.get_object()) for page in reader.pages for note in page.get("/Annots", ())]
            assert not MARK.search("\n".join(said).encode())


def test_text_is_quoted_in_one_place_alone() -> None:
    """Whoever quotes by hand forgets the marks; addresses of feeds and of the code host are made of content."""
    rooms = [*(REPO / "veiviser" / "pages").rglob("*.py"), *(REPO / "veiviser" / "render").rglob("*.py")]
    by_hand = re.compile(r"\b(?:quote|quote_plus|urlencode|b64encode)\b")
    assert [path.name for path in rooms if by_hand.search(path.read_text("utf-8"))] == []
