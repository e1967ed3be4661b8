"""`veiviser export pdf`: a PDF that screen readers can read, identical everywhere, whatever the content contains."""

import os
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject, PdfObject, StreamObject

from tests.support.built import REGIONS
from tests.support.pdf import A4, HARD, LONG, MARKUP, codes, sheets, strayed, words
from tests.support.records import offer
from tools.day import TODAY
from tools.program import PROGRAM
from veiviser.build.pipeline import Options, load
from veiviser.cli.main import main
from veiviser.web.indexes import Indexes

MakeRoot = Callable[..., Path]
EXAMPLE = REGIONS["example"]


def export(root: Path, out: Path, *options: str, municipality: str = "fjordby") -> Result:
    common = ["--root", str(root), "--today", TODAY.isoformat(), "--municipality", municipality, "--out", str(out)]
    return CliRunner().invoke(main, ["export", "pdf", *common, *options])


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pdf") / "liste.pdf"
    assert export(EXAMPLE, out).exit_code == 0
    return out


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pdf") / "plakat.pdf"
    assert export(EXAMPLE, out, "--poster", "--language", "nn").exit_code == 0
    return out


def elements(node: Any) -> Iterator[Any]:
    """The elements of a PDF's structure tree, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for inside in node:
            yield from elements(inside)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def within(reader: PdfReader, *names: str) -> PdfObject:
    """An entry of a PDF's catalogue, or of a dictionary in it."""
    found: PdfObject = reader.root_object
    for name in names:
        assert isinstance(found, DictionaryObject), f"nothing holds {name}"
        found = found[name]
    return found


def tags(out: Path) -> list[str]:
    return [element["/S"] for element in elements(within(PdfReader(out), "/StructTreeRoot"))]


@pytest.mark.parametrize(("options", "language"), [((), "nn"), (("--poster",), "nn"), (("--language", "en"), "en")])
def test_a_municipality_gets_its_own_form_of_norwegian(options: tuple[str, ...], language: str, tmp_path: Path) -> None:
    assert export(EXAMPLE, tmp_path / "a.pdf", *options, municipality="steindal").exit_code == 0
    assert str(within(PdfReader(tmp_path / "a.pdf"), "/Lang")).split("-")[0] == language


# What a screen reader needs


@pytest.mark.parametrize(("kind", "language"), [("listed", "nb"), ("poster", "nn")])
def test_it_is_tagged_and_tells_its_language_and_title(
    kind: str, language: str, request: pytest.FixtureRequest
) -> None:
    reader = PdfReader(request.getfixturevalue(kind))
    metadata = within(reader, "/Metadata")

    assert within(reader, "/MarkInfo", "/Marked") == BooleanObject(True)
    assert str(within(reader, "/Lang")).split("-")[0] == language
    assert within(reader, "/ViewerPreferences", "/DisplayDocTitle") == BooleanObject(True)
    assert reader.metadata
    assert reader.metadata.title
    assert isinstance(metadata, StreamObject)
    assert b"pdfuaid:part" in metadata.get_data()


def test_the_list_has_headings_in_order_and_tables_with_header_cells(listed: Path) -> None:
    found = tags(listed)
    levels = [int(tag[2:]) for tag in found if tag[:2] == "/H" and tag[2:].isdigit()]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert found.count("/Table") >= 5
    assert found.count("/TH") >= 2 + 3 * (found.count("/Table") - 1)
    assert found.count("/TD") > found.count("/TH")


@pytest.mark.parametrize("kind", ["listed", "poster"])
def test_every_picture_has_words(kind: str, request: pytest.FixtureRequest) -> None:
    tree = within(PdfReader(request.getfixturevalue(kind)), "/StructTreeRoot")
    pictures = [element for element in elements(tree) if element["/S"] == "/Figure"]

    assert pictures
    assert all(str(picture["/Alt"]).startswith("QR-kode: ") for picture in pictures)


# Contents


def test_the_list_holds_each_offer_and_a_code_that_leads_to_it(listed: Path) -> None:
    directory = load(Options(root=EXAMPLE, today=TODAY)).value
    assert directory
    usable = Indexes(directory).by_municipality.available["fjordby"].usable
    home = directory.site.base_url

    found = list(codes(listed.read_bytes()))
    expected = [f"{home}tilbud/{offer.id}/" for offer in usable] + [f"{home}kommune/fjordby/"]
    assert sorted(code.text for code in found) == sorted(expected)
    assert min(code.side for code in found) >= 15
    assert set(sheets(listed.read_bytes())) == {(A4[1], A4[0])}
    assert strayed(listed.read_bytes(), margin=9, fold=9) == set()


def test_the_poster_has_one_code_and_fits_a4(poster: Path) -> None:
    pdf = poster.read_bytes()
    said = words(pdf)

    assert sheets(pdf) == [A4]
    assert [code.text for code in codes(pdf)] == ["https://fjordregionen.example/nn/kommune/fjordby/"]
    assert all(text in said for text in ("Står du nær nokon", "Fjordvegvisaren", "fjordregionen.example/nn"))


def test_another_base_url_is_where_the_codes_lead(tmp_path: Path) -> None:
    out = tmp_path / "plakat.pdf"
    assert export(EXAMPLE, out, "--poster", "--base-url", "https://annen.example/sted").exit_code == 0
    assert [code.text for code in codes(out.read_bytes())] == ["https://annen.example/sted/kommune/fjordby/"]


def test_a_region_may_have_a_poster_of_its_own(make_root: MakeRoot, tmp_path: Path) -> None:
    own = '#set document(title: "Vår")\n#set text(lang: "nb")\n= Vår egen\n#say(view.site)\n'
    assert export(make_root(files={"templates/pdf/poster.typ": own}), tmp_path / "p.pdf", "--poster").exit_code == 0
    assert words((tmp_path / "p.pdf").read_bytes()) == "Vår egen Fjordveiviseren"


# Difficult content


def test_hard_content_stays_on_its_paper_and_is_never_read_as_code(make_root: MakeRoot, tmp_path: Path) -> None:
    out = tmp_path / "liste.pdf"
    result = export(make_root(files=HARD), out)
    assert result.exit_code == 0, result.output

    pdf = out.read_bytes()
    said = words(pdf)
    assert strayed(pdf, margin=9, fold=9) == set()
    assert LONG in said.replace(" ", "")
    assert " ".join(MARKUP.split()) in said
    assert "+44 20 7946 0958" in said
    assert "Ut på tur" in said
    assert "□□ og □" in said
    assert "U+1F332" in result.stderr
    assert "U+4E2D" in result.stderr
    assert len(list(codes(pdf))) == 9


def test_a_municipality_without_offers_gets_a_list_that_says_so(make_root: MakeRoot, tmp_path: Path) -> None:
    out = tmp_path / "liste.pdf"
    assert export(make_root(files=HARD), out, municipality="tomvik").exit_code == 0
    assert "Her er det ingenting ennå" in words(out.read_bytes())
    assert len(sheets(out.read_bytes())) == 1


# Identical everywhere


def test_the_same_bytes_in_another_folder_locale_and_time_zone(make_root: MakeRoot, tmp_path: Path) -> None:
    root, here = make_root(files=HARD), tmp_path / "her.pdf"
    assert export(root, here).exit_code == 0
    root.rename(tmp_path / "annet sted")
    for language, zone in (("C", "Pacific/Kiritimati"), ("nb_NO.UTF-8", "America/Los_Angeles")):
        out = tmp_path / "liste.pdf"
        command = [*PROGRAM, "export", "pdf", "--root", str(tmp_path / "annet sted")]
        command += ["--today", TODAY.isoformat(), "--municipality", "fjordby", "--out", str(out)]
        place = {"LC_ALL": language, "TZ": zone, "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1"}
        subprocess.run(command, cwd=tmp_path, env=os.environ | place, check=True, capture_output=True)
        assert out.read_bytes() == here.read_bytes()


# Refusals


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--municipality", "fjordbi"), "ingen kommune «fjordbi» i content/municipalities.yaml. Mente du «fjordby»?"),
        (("--municipality", "qqq"), "ingen kommune «qqq» i content/municipalities.yaml."),
        (("--language", "se"), "Nettstedet har ingen sider på «se», bare på: nb, en."),
        (("--out", "finnes/ikke/x.pdf"), "finnes/ikke/x.pdf kunne ikke skrives"),
        (("--out", "."), ". kunne ikke skrives"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_refused_in_a_sentence(
    options: tuple[str, str], said: str, make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_root()
    monkeypatch.chdir(root)
    result = export(root, root / "x.pdf", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (root / "x.pdf").exists()


def test_errors_in_the_content_are_said_as_check_says_them(make_root: MakeRoot, tmp_path: Path) -> None:
    root = make_root("bad-date")
    said = CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY.isoformat()]).stdout
    result = export(root, tmp_path / "x.pdf")
    assert result.exit_code == 1
    assert result.stderr == said + "Det er ikke laget noen PDF: rett feilene først.\n"
    assert not (tmp_path / "x.pdf").exists()


def test_a_template_that_typst_refuses_is_named(make_root: MakeRoot, tmp_path: Path) -> None:
    root = make_root(files={"templates/pdf/poster.typ": "#panic()"})
    result = export(root, tmp_path / "x.pdf", "--poster")
    assert result.exit_code == 2
    assert "poster.typ: det kan ikke lages noen PDF" in result.stderr


def test_without_typst_it_says_what_to_install(make_root: MakeRoot, tmp_path: Path) -> None:
    """A plain installation does not include it."""
    hidden = tmp_path / "uten"
    hidden.mkdir()
    (hidden / "typst.py").write_text("raise ImportError")
    command = [*PROGRAM, "export", "pdf", "--root", str(make_root()), "--municipality", "fjordby"]
    result = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(hidden)}, cwd=tmp_path, capture_output=True, text=True
    )
    assert result.returncode == 2
    assert 'pip install "typst>=0.14"' in result.stderr


def test_numbers_keep_their_zero_and_their_extension(make_root: MakeRoot, tmp_path: Path) -> None:
    line = "- {id: a, name: Linja, number: '04321', when: Ring, level: helpline, source: X, verified_on: 2026-11-01}\n"
    files = {
        "content/crisis.yaml": line,
        "content/offers/tur.md": offer(phone="'22 33 44 55 #12'"),
        "content/offers/kor.md": offer(phone="+47 04999"),
    }
    assert export(make_root(files=files), tmp_path / "liste.pdf").exit_code == 0
    said = words((tmp_path / "liste.pdf").read_bytes())
    assert "04321" in said
    assert "04999" in said
    assert "22 33 44 55, internnummer 12" in said
