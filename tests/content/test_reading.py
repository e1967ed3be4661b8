"""A whole content root is read: any text gives records or problems with their places, and never an exception."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support.records import offer
from tools.day import TODAY
from veiviser.checks import check
from veiviser.content.characters import slug
from veiviser.content.read import read
from veiviser.content.source import find, read_source
from veiviser.directory.references import check_references
from veiviser.problems.problem import Problem

NAMES = ["id", "title", "name", "status", "needs", "starts", "offer", "languages", "secret", "aliases", "verified_on"]
VALUES = [
    "a",
    "[a, b]",
    "{nb: x}",
    "2026-01-01",
    "2026",
    "true",
    "",
    "ended",
    "'",
    "[",
    "|\n  x",
    "- x",
    "1",
    "æ",
    "&a",
]
FIELDS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=6)
YAML = FIELDS.map(lambda fields: "".join(f"{name}: {value}\n" for name, value in fields))
LISTED = st.lists(YAML, max_size=3).map(
    lambda items: "".join("- " + "  ".join(item.splitlines(keepends=True)) for item in items if item)
)
BODY = st.text(st.sampled_from([*"ab \n*-#[]()<>!`/:.1", "\u2028", "\x00"]), max_size=40)
FRONT = st.tuples(YAML, BODY).map(lambda parts: f"---\n{parts[0]}---\n{parts[1]}")
PATHS = {
    "site.yaml": YAML,
    "municipalities.yaml": LISTED,
    "areas.yaml": LISTED,
    "crisis.yaml": LISTED,
    "dictionary.yaml": LISTED,
    "vocabulary/needs.yaml": LISTED,
    "organisations/a.yaml": YAML,
    "contacts/a.yaml": YAML,
    "places/a.yaml": YAML,
    "surveys/a.yaml": YAML,
    "offers/a.md": FRONT,
    "offers/a.nn.md": FRONT,
    "events/a.md": FRONT,
    "pages/a.md": FRONT,
}
ANY_FILE = st.sampled_from(sorted(PATHS)).flatmap(
    lambda path: st.tuples(st.just(path), PATHS[path] | st.text(max_size=80) | YAML | LISTED | FRONT)
)


def problems_of(root: Path) -> tuple[Problem, ...]:
    reading = read(root)
    return (*reading.problems, *check_references(reading.value), *check(reading.value, TODAY))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(ANY_FILE, min_size=1, max_size=3).map(dict))
@example(files={"site.yaml": ""})
@example(files={"offers/a.md": "---\nstatus: ended\n---\n[x](#y)\n- z"})
@example(files={"municipalities.yaml": "- \n- a\n- [b]\n- {id: c}"})
@example(files={"areas.yaml": "a: b"})
def test_any_text_gives_records_and_problems_with_a_place_in_their_file(
    files: Mapping[str, str], tmp_path: Path
) -> None:
    for old in tmp_path.glob("content/**/*"):
        if old.is_file():
            old.unlink()
    for path, text in files.items():
        place = tmp_path / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode("utf-8", "surrogatepass"))
    for problem in problems_of(tmp_path):
        assert problem.message(str)
        lines = files.get(problem.mark.path.removeprefix("content/"), "").replace("\r\n", "\n").replace("\r", "\n")
        assert 1 <= problem.mark.line <= lines.count("\n") + 1
        assert problem.mark.column >= 1


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Tur på fjellet", "tur-paa-fjellet"),
        ("ÆØÅ", "aeoeaa"),
        ("  a  b ", "a-b"),
        ("kafé", "kafe"),
        ("a_b.c", "a-b-c"),
    ],
)
def test_a_slug_is_what_an_id_would_be(text: str, id_: str) -> None:
    assert slug(text) == id_


@given(st.text(max_size=40))
def test_a_slug_of_a_slug_is_the_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_the_id_of_a_record_is_its_file_s_name_wherever_it_lies(make_root: Callable[..., Path]) -> None:
    place = "name: Huset\nmunicipality: fjordby\n"
    root = make_root(files={"content/places/a/b/huset.yaml": place, "content/places/.skjult/x.yaml": "nei"})
    content = read(root).value
    assert [(record.id, record.source.path) for record in content.places] == [
        ("huset", "content/places/a/b/huset.yaml")
    ]


def test_files_come_in_order_of_their_paths(make_root: Callable[..., Path]) -> None:
    paths = find(make_root())
    assert list(paths) == sorted(paths)
    assert all(path.startswith("content/") for path in paths)


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        ("æ\nblå\n".encode("latin-1"), "not-utf8", 1, 1),
        (b"a\nbl\xe5\n", "not-utf8", 2, 3),
        ("role: Vert\n".encode("utf-16-le"), "not-utf8", 1, 1),
        (b"a\r\nb\r\n", "line-endings", 1, 1),
        (b"a\rb\n", "line-endings", 1, 1),
        (b"a\nb c\x00d\n", "control-character", 2, 3),
        ("a\nb c\u2028d\n".encode(), "control-character", 2, 3),
        ("a\nb c\ufeffd\n".encode(), "control-character", 2, 3),
    ],
)
def test_what_is_wrong_with_a_file_s_bytes(tmp_path: Path, raw: bytes, code: str, line: int, column: int) -> None:
    (tmp_path / "x.yaml").write_bytes(raw)
    problems = read_source(tmp_path, "x.yaml").problems
    assert [(p.code, p.mark.line, p.mark.column) for p in problems] == ([(code, line, column)] if code else [])


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes("\ufeffa: 1\n".encode())
    source = read_source(tmp_path, "x.yaml").value
    assert source
    assert source.text == "a: 1\n"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("turr.en.md", "content/offers/tur.en.md"),
        ("turen.nn.md", None),  # the offer has one into nynorsk
        ("b/tur.en.md", "content/offers/tur.en.md"),
        ("gammel-tur.en.md", "content/offers/tur.en.md"),
        ("sykkeltur.en.md", None),
        ("kafeen.en.md", "content/offers/kafe.en.md"),
    ],
)
def test_a_translation_without_an_original_leads_to_the_one_that_was_meant(
    make_root: Callable[..., Path], name: str, meant: str | None
) -> None:
    files = {
        "content/offers/tur.md": offer(title="Tur", aliases="gammel-tur"),
        "content/offers/tur.nn.md": "---\ntitle: Tur\n---\n",
        f"content/offers/{name}": "---\ntitle: Walk\n---\n",
    }
    (problem,) = (p for p in read(make_root(files=files)).problems if p.code == "orphan-translation")
    assert (problem.suggestion, problem.mark.path) == (meant, f"content/offers/{name}")
