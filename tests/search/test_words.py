"""Search keys are the same for all forms of a word, and the same in Python and in the browser."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.built import REPO
from veiviser.search.compounds import CompoundParts, halves
from veiviser.search.vocabulary import Places, gaps, word_rules
from veiviser.search.words import is_significant, key, tokens

SAME = (
    "demens demensen",
    "søsken søsknene sysken syskena",
    "kurs kursene kurset",
    "avlastning avlastningen avlasting avlastinga",
    "gruppe gruppen grupper gruppene gruppa",
    "datter datteren døtrene dotter",
    "senter senteret sentrene",
    "pårørende pårørande pårørendes",
    "ensom ensomme einsam",
    "sykehus sykehuset sjukehus",
    "foreldre foreldrene foreldra",
    "samtale samtalen samtaler samtalar samtalane",
    "mann mannen menn mennene",
    "kafe kafeen kafeer",
    "glemme glemmer glemte gløymer",
    "vanskelig vanskelige vanskeleg",
    "carer carers",
)
APART = (("rus", "ris"), ("far", "får"), ("barn", "bad"), ("sorg", "sint"), ("data", "datter"), ("bo", "bok"))


@pytest.mark.parametrize("forms", SAME)
def test_forms_of_one_word_are_the_same(forms: str) -> None:
    assert len({key(word) for word in forms.split()}) == 1, [key(word) for word in forms.split()]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_are_not(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_words_are_read_without_marks_signs_and_capitals() -> None:
    assert list(tokens("Pårørende-KAFÉ: «söndag» 18.00")) == ["pårørende", "kafe", "søndag", "18", "00"]


def test_small_words_tell_nothing() -> None:
    assert [word for word in tokens("hva gjør jeg når mamma ikke vil ha hjelp") if is_significant(word)] == [
        "mamma",
        "hjelp",
    ]


def test_the_browser_reads_every_word_of_the_region_and_the_dictionary_in_the_same_way(tmp_path: Path) -> None:
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("tests/search/region", "veiviser/dictionary", "examples/fjordregionen/content/offers")
        for path in sorted((REPO / folder).rglob("*"))
        if path.suffix in {".md", ".yaml"}
    ]
    words = sorted({word for text in texts for word in tokens(text)})
    assert len(words) > 5000
    script = tmp_path / "read.mjs"
    script.write_text(
        f'import {{ Words }} from "{REPO / "templates/assets/search/words.js"}";\n'
        'import { readFileSync } from "node:fs";\n'
        'const { rules, texts } = JSON.parse(readFileSync(0, "utf8"));\n'
        "const words = new Words(rules);\n"
        "const all = [...new Set(texts.flatMap((text) => words.tokens(text)))].sort();\n"
        "console.log(JSON.stringify(all.map((word) => [word, words.key(word), words.significant(word)])));\n",
        encoding="utf-8",
    )
    output = subprocess.run(
        ["node", script],
        input=json.dumps({"rules": word_rules(), "texts": texts}),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    read = {word: (found, tells) for word, found, tells in json.loads(output)}
    assert read == {word: (key(word), is_significant(word)) for word in words}


KNOWN = CompoundParts.of(
    {"pårørende", "sorg", "gruppe", "kafé", "avlastning", "bolig", "tur", "omsorg", "lønn", "rus", "samtale"}
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("sorggruppe", ("sorg", "gruppe")),
        ("avlastningsbolig", ("avlastnings", "bolig")),
        ("omsorgslønn", ("omsorgs", "lønn")),
        ("turgrupper", ("tur", "grupper")),
        ("russamtale", ("rus", "samtale")),
        ("strikkegruppe", ("strikke", "gruppe")),
        ("gruppene", None),
        ("samtaler", None),
        ("virus", None),
        ("2026", None),
    ],
)
def test_compounds_are_taken_apart_by_known_words(word: str, parts: tuple[str, str] | None) -> None:
    assert halves(word, KNOWN) == parts


def test_places_are_distances() -> None:
    assert gaps([]) == []
    assert gaps({9, 0, 4}) == [0, 4, 5]
    assert gaps([3]) == [3]


def test_what_is_too_long_for_a_word_is_left_out() -> None:
    places = Places()
    places.add(places.short, f"møte {'a' * 100} {'b' * 101}", 0)
    assert set(places.short) == {"møt", key("a" * 100)}
