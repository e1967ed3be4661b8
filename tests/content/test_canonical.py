"""The canonical form means what the file meant, keeps every comment, and does not change when formatted again."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.support.built import REGIONS
from veiviser.content import models
from veiviser.content.canonical import canonical, first_difference, meaning, rewritten
from veiviser.content.characters import CONTROL
from veiviser.content.nodes import parse
from veiviser.content.read import read
from veiviser.content.source import Source
from veiviser.problems.problem import has_errors

MakeRoot = Callable[..., Path]


def offer(text: str, body: str = "") -> str:
    """The canonical form of an offer's front matter."""
    written = canonical(Source("content/offers/tur.md", f"---\n{text}---\n{body}"), models.Offer)
    assert written.startswith("---\n")
    return written.removeprefix("---\n").removesuffix("---\n")


def terms(text: str) -> str:
    return canonical(Source("content/vocabulary/arenas.yaml", text), models.Term)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("summary: b\ntitle: a\n", "title: a\nsummary: b\n"),
        ("title:   'Vi går tur'\n", "title: Vi går tur\n"),
        ('title: "no"\n', "title: no\n"),
        ("title: 'Tur: hver uke'\n", 'title: "Tur: hver uke"\n'),
        ("title: '# 1'\n", 'title: "# 1"\n'),
        ("title: C#\n", "title: C#\n"),
        ("title: 'Si \"ja\"'\n", 'title: Si "ja"\n'),
        ("title: '\"Ja\", sa hun'\n", 'title: "\\"Ja\\", sa hun"\n'),
        ("title: ''\n", "title:\n"),
        ("summary: >\n  en\n  to\n", "summary: en to\n"),
        ("summary: en\n  to\n", "summary: en to\n"),
        ("summary: |-\n  en\n\n  to\n", "summary: |\n  en\n\n  to\n"),
        ("needs: a\n", "needs: a\n"),
        ("needs:\n- a\n-   b\n", "needs: [a, b]\n"),
        ("needs: [ ]\n", "needs: []\n"),
        (f"needs: [{'a' * 50}, {'b' * 50}, c, d]\n", f"needs: [{'a' * 50}, {'b' * 50}, c, d]\n"),
        (f"needs: [{'a' * 50}, {'b' * 50}, ccccc, d]\n", f"needs:\n  - {'a' * 50}\n  - {'b' * 50}\n  - ccccc\n  - d\n"),
        ("sources: ['Rapport, 2022', a]\n", "sources:\n  - Rapport, 2022\n  - a\n"),
        ("sources: [Telefon 2. mai]\n", "sources:\n  - Telefon 2. mai\n"),
        ("title: a   \n\n\nsummary: b\n\n", "title: a\n\nsummary: b\n"),
    ],
)
def test_a_value_has_one_way_to_be_written(written: str, canonical: str) -> None:
    assert offer(written) == canonical
    assert offer(canonical) == canonical


def test_small_maps_and_translated_texts_are_written_below_each_other() -> None:
    moved = "moved: [{to: 2026-01-02, from: 2026-01-01}]\n"
    event = canonical(Source("content/events/tur.md", f"---\n{moved}---\n"), models.Event)
    assert event == "---\nmoved:\n  - from: 2026-01-01\n    to: 2026-01-02\n---\n"
    assert terms("- {name: {en: Work, nb: Arbeid}, id: arbeid}\n") == (
        "- id: arbeid\n  name:\n    nb: Arbeid\n    en: Work\n"
    )


def test_a_comment_goes_with_its_key() -> None:
    written = "# om teksten\nsummary: b # kort\n# om navnet\ntitle: a\n# om slutten\n"
    assert offer(written) == "# om navnet\ntitle: a\n# om teksten\nsummary: b # kort\n# om slutten\n"


def test_a_comment_set_apart_at_the_top_stays_there() -> None:
    assert offer("# Laget for skjemaet.\n\nsummary: b\ntitle: a\n") == (
        "# Laget for skjemaet.\n\ntitle: a\nsummary: b\n"
    )


def test_a_list_with_comments_has_a_line_an_item() -> None:
    written = "needs: # hvorfor\n  [a, # en\n   b]\nformats:\n- c\n# - d\n"
    assert offer(written) == "needs: # hvorfor\n  - a # en\n  - b\nformats: [c]\n# - d\n"


def test_a_comment_that_ends_a_list_stays_in_it() -> None:
    assert offer("formats: [c]\nneeds:\n  - a\n  # - b\naudiences: [d]\n") == (
        "audiences: [d]\nneeds:\n  - a\n  # - b\nformats: [c]\n"
    )


def test_comments_of_a_list_of_records() -> None:
    written = "# Steder\n-   name: A\n    # fast\n    id: a\n    # mer om a\n\n# nå b\n- id: b\n  name: B\n# slutt\n"
    assert terms(written) == (
        "# Steder\n# fast\n- id: a\n  # mer om a\n  name: A\n\n# nå b\n- id: b\n  name: B\n# slutt\n"
    )


def test_the_body_is_left_as_it_is_but_for_blanks_at_its_end() -> None:
    assert offer("title: a\n", "\n#  En \n\n*  to  \n\n \n") == "title: a\n---\n\n#  En \n\n*  to\n"
    assert offer("title: a\n", "\n  \n") == "title: a\n"


def test_a_document_mark_is_left_out_and_an_empty_file_stays_empty() -> None:
    assert terms("---\n- id: a\n...\n") == "- id: a\n"
    assert terms("") == terms("\n\n") == ""
    assert terms("# Kommer senere\n[]\n") == "# Kommer senere\n\n[]\n"


def test_the_place_of_the_first_difference() -> None:
    def place(text: str) -> tuple[int, int] | None:
        return first_difference(Source("content/vocabulary/arenas.yaml", text), models.Term)

    assert place("- id: a\n  name: A\n") is None
    assert place("- id: a\n  name:  A\n") == (2, 9)
    assert place("- name: A\n  id: a\n") == (1, 3)
    assert place("- id: a") == (1, 1)
    assert place("- id: a\n\n") == (3, 1)


@pytest.mark.parametrize("region", REGIONS)
def test_our_own_content_is_in_its_form(region: str) -> None:
    assert [p.mark.path for p in read(REGIONS[region]).problems if p.code == "not-canonical"] == []


def test_only_a_file_without_errors_is_said_to_be_out_of_form(make_root: MakeRoot) -> None:
    faulty = make_root(files={"content/offers/tur.md": '---\nsummary: "a"\ntitle: b\ncolour: red\n---\n'})
    problems = [problem for problem in read(faulty).problems if problem.mark.path == "content/offers/tur.md"]
    assert has_errors(problems)
    assert "not-canonical" not in {problem.code for problem in problems}


# Any file

WORDS = ["a", "b c", "x: y", "x:", " #d", "- e", "-", "?", "! f", "'", '"', "[g]", "{h}", "@", "`", "%", "|", ">", "&i",
         "*j", "æøå", "2026-01-01", "18:00", "no", "~", "", " ", "  k  ", "\n", "l\nm", "n\n\n  o", "p \nq", "---",
         "...", "\\", "\t", "r\ts", "\u00a0", "\ufeff", "\u2028", "\x85", "😀", "https://example.org/#a", ",", "u, v",
         "w" * 130]  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), max_size=4).map("".join) | st.text(max_size=12)
KEYS = st.sampled_from([*models.Offer.model_fields, "nb", "nn", "en"])
TREE = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | TEXT, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """A map or list in any style that YAML has, with comments `#1§`, `#2§` … wherever they are allowed."""
    tree = draw(st.dictionaries(KEYS, TREE, max_size=6) | st.lists(TREE, max_size=4))
    text = yaml.dump(
        tree,
        default_flow_style=draw(st.sampled_from([True, False, None])),
        default_style=draw(st.sampled_from([None, None, "'", '"', "|", ">"])),
        allow_unicode=draw(st.booleans()),
        indent=draw(st.integers(2, 5)),
        width=draw(st.sampled_from([20, 80, 1000])),
        sort_keys=False,
        explicit_start=draw(st.booleans()),
        explicit_end=draw(st.booleans()),
    )
    meant, lines = meaning_of(text), text.split("\n")
    for number in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["beside", "above", "blank"]))
        tried = list(lines)
        if kind == "beside":
            tried[at] += f" #{number}§"
        else:
            tried.insert(at, " " * draw(st.integers(0, 8)) + (f"#{number}§ c" if kind == "above" else ""))
        if meaning_of("\n".join(tried)) == meant:
            lines = tried
    return "\n".join(lines)


def meaning_of(text: str) -> object:
    """The meaning of a text; the text itself when it cannot be read."""
    checked = parse(Source("content/site.yaml", text))
    return text if checked.problems else meaning(checked.value)


@given(text=yaml_texts(), body=st.none() | st.sampled_from(["", "\n\n", "Tekst\n", "\nTekst  \n\n---\n "]))
@example(text="title: |  #1§\n  a\n #2§\n", body=None)
@example(text="[a, #1§\n #2§\n]\n", body=None)
@example(text="title: [ #1§\n  a, {nb: b}, []] #2§\n", body=None)
@example(text="[[a], [b #1§\n]] #2§\n", body=None)
@example(text="[['x:?']]\n", body=None)
def test_the_form_keeps_meaning_and_comments_and_is_its_own_form(text: str, body: str | None) -> None:
    assume(not CONTROL.search(text) and (body is None or not re.search("^---", text, re.MULTILINE)))
    path = "content/site.yaml" if body is None else "content/offers/tur.md"
    source = Source(path, text if body is None else f"---\n{text}\n---\n{body}")
    before = parse(source)
    assume(not before.problems)
    written = rewritten(source, models.Offer)
    after = parse(Source(path, written))
    assert not after.problems
    assert meaning(after.value) == meaning(before.value)
    assert sorted(re.findall("#[0-9]§", written)) == sorted(re.findall("#[0-9]§", source.text))
    assert rewritten(Source(path, written), models.Offer) == written
    if not re.search(r"[ \t]\n", body or ""):
        assert not re.search(r"[ \t]$", written, re.MULTILINE)


SIGNS = ["a", ":", " ", "\n", "-", "#", "[", "]", ",", "{", "}", '"', "'", "|", "?", ">"]


@given(text=st.lists(st.sampled_from(SIGNS), max_size=25))
def test_any_text_that_can_be_read_keeps_its_meaning(text: list[str]) -> None:
    source = Source("content/site.yaml", "".join(text))
    before = parse(source)
    assume(not before.problems)
    written = canonical(source, models.Site)
    assert meaning(parse(Source(source.path, written)).value) == meaning(before.value)
    assert canonical(Source(source.path, written), models.Site) == written
