"""Words to avoid are found whole, in Norwegian, in what visitors read, at their exact place."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.records import offer

Found = Callable[[Mapping[str, str]], list[str]]
WORDS = """\
- id: for
  preferred: {nb: for deg som, nn: for deg som, en: for you who}
  avoid: [tilbud rettet mot]
- id: den-som-er-syk
  preferred: {nb: den som er syk, nn: den som er sjuk}
  avoid: [bruker, brukere]
"""


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("For alle brukere.", ["11:10"]),
        ("For alle BRUKERE.", ["11:10"]),
        ("Et tilbud\nrettet mot alle", ["11:4"]),
        ("Brukergruppe, forbruker og bruke", []),
        ("`bruker` og ``bruker``", []),
        ("```\nbruker\n```\nEn bruker", ["14:4"]),
        ("[Les](/bruker/) <https://example.org/bruker> https://example.org/bruker", ["11:7 dead-link"]),
        ("[En bruker](https://example.org/bruker)", ["11:5"]),
        ("En bruker, to brukere", ["11:4", "11:15"]),
        ("**bruker**", ["11:3"]),
    ],
)
def test_words_in_the_text(found: Found, body: str, places: list[str]) -> None:
    lines = found({"dictionary.yaml": WORDS, "offers/tur.md": offer(body + "\n")})
    assert [line.split(":", 1)[1].split(" plain-language")[0] for line in lines] == places


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("Tur for brukere", "2:16"),
        ('"Tur for brukere"', "2:17"),
        ("'Tur for brukere'", "2:17"),
        (">-\n  Tur for\n  brukere", "4:3"),
    ],
)
def test_words_in_a_title_however_it_is_quoted(found: Found, value: str, place: str) -> None:
    expected = [f"offers/tur.md:{place} plain-language den som er syk"]
    assert found({"dictionary.yaml": WORDS, "offers/tur.md": offer(title=value)}) == expected


def test_the_word_suggested_is_that_of_the_language(found: Found) -> None:
    site = "title: X\nbase_url: https://fjord.example.org/\nlanguages: [nb, nn, en]\npublisher: fjordby-kommune\n"
    files = {
        "site.yaml": site,
        "dictionary.yaml": WORDS,
        "offers/tur.md": offer(),
        "offers/tur.nn.md": "---\nsummary: Alle brukere\n---\nEin bruker\n",
        "offers/tur.en.md": "---\ntitle: bruker\n---\nbruker\n",
    }
    assert found(files) == [
        "offers/tur.nn.md:2:15 plain-language den som er sjuk",
        "offers/tur.nn.md:4:5 plain-language den som er sjuk",
    ]


def test_a_text_written_in_another_language_is_left_alone(found: Found) -> None:
    files = {"dictionary.yaml": WORDS, "offers/tur.md": offer("A bruker is a user.\n", written_in="en")}
    assert found(files) == []
