"""Markdown signs that visitors would see are reported at their place, with a suggestion; ordinary text is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiviser.checks.signs import signs_shown

Told = tuple[str, str, str | None]


def told(text: str) -> list[Told]:
    """Each code with the text from its place to the end of its line, and the suggestion."""
    return [(raw.code, text[raw.offset :].partition("\n")[0], raw.meant) for raw in signs_shown(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se [kafeen] (/tilbud/kafe/)", ("raw-link", "[kafeen] (/tilbud/kafe/)", "[kafeen](/tilbud/kafe/)")),
        ("Se [kart]  (https://example.org/a_b)", ("raw-link", "[kart]  (https://example.org/a_b)", "[kart](https://example.org/a_b)")),
        ("Se (ordboka)[/ordbok/].", ("raw-link", "(ordboka)[/ordbok/].", "[ordboka](/ordbok/)")),
        ("[Skjema](https://example.org/mitt skjema)", ("raw-link", "[Skjema](https://example.org/mitt skjema)", "[Skjema](https://example.org/mitt%20skjema)")),
        ("[Ring](tel:33 12 34 56) nå", ("raw-link", "[Ring](tel:33 12 34 56) nå", "[Ring](tel:+4733123456)")),
        ("[Ring](04 700)", ("raw-link", "[Ring](04 700)", "[Ring](tel:04700)")),
        ("[Skriv](mailto: ola@vik.no)", ("raw-link", "[Skriv](mailto: ola@vik.no)", "[Skriv](mailto:ola@vik.no)")),
        ("[Skriv](mailto:Ola <ola@vik.no>)", ("raw-link", "[Skriv](mailto:Ola <ola@vik.no>)", None)),
        ("Skriv [Vakta](ikke en adresse)", ("raw-link", "[Vakta](ikke en adresse)", None)),
        ("Se [skjema](https://example.org", ("raw-link", "[skjema](https://example.org", None)),
        ("Se [skjema]https://example.org/a.", ("raw-link", "[skjema]https://example.org/a.", "[skjema](https://example.org/a)")),
        ("Se [skjema]: https://example.org/a, takk", ("raw-link", "[skjema]: https://example.org/a, takk", "[skjema](https://example.org/a)")),
        ("- Se [skjema]  www.example.org", ("raw-link", "[skjema]  www.example.org", "[skjema](https://www.example.org)")),
        ("Hei.\n\n[^2]: Merknad.", ("raw-signs", "[^2]: Merknad.", None)),
        ("Kom ~onsdag~ torsdag", ("raw-signs", "~onsdag~ torsdag", "~~onsdag~~")),
        ("Ta med *sko * og sekk", ("raw-signs", "*sko * og sekk", "*sko*")),
        ("Ta med _sko _, ikke sekk", ("raw-signs", "_sko _, ikke sekk", "_sko_")),
        ("Se [skjema][under]", ("raw-link", "[skjema][under]", None)),
        ("Se [skjema] [https://example.org/a]", ("raw-link", "[skjema] [https://example.org/a]", "[skjema](https://example.org/a)")),
        ("Se [skjema]\n(https://example.org/a)", ("raw-link", "[skjema]", "[skjema](https://example.org/a)")),
        ("Se (ordboka)(/ordbok/)", ("raw-link", "(ordboka)(/ordbok/)", "[ordboka](/ordbok/)")),
        ("Se {ordboka}(/ordbok/)", ("raw-link", "{ordboka}(/ordbok/)", "[ordboka](/ordbok/)")),
        ("Se ordboka](/ordbok/)", ("raw-link", "](/ordbok/)", None)),
        ("Se [[ordboka]]", ("raw-link", "[[ordboka]]", None)),
        ("== Praktisk ==", ("raw-heading", "== Praktisk ==", "## Praktisk")),
        ("Dette er **halv* fet", ("raw-signs", "**halv* fet", None)),
        (":::info\nHei\n:::", ("raw-signs", ":::info", None)),
        ("Hei.\n\n=======\n\nHa det.", ("raw-signs", "=======", None)),
        ("- Kaffe\n=======", ("raw-signs", "=======", None)),
        ("> Vi går.\n=======", ("raw-signs", "=======", None)),
        ("Vi går tur.\nTa med mat.\n=======\n\nMer", ("underlined-text", "=======", None)),
        ("Tekst\n\nVi går tur hver onsdag.\n---\nMer", ("underlined-text", "---", "\n---")),
        ("En to tre\nfire\n-\n", ("underlined-text", "-", None)),
        ("> Vi går\n> og går\n> ---", ("underlined-text", "---", None)),
        ("Priser:\nHva\tNår\tKroner\nKor\tfredag\t50", ("raw-table", "Hva\tNår\tKroner", None)),
        ("Sted|Dag\nLåven|fredag", ("raw-table", "Sted|Dag", None)),
        ("![Huset]", ("raw-link", "![Huset]", None)),
        ("- Se <www.example.org>", ("raw-link", "<www.example.org>", "<https://www.example.org>")),
        ("Det er ** viktig ** nå", ("raw-signs", "** viktig ** nå", "**viktig**")),
        ("**Fet** og ** mer **", ("raw-signs", "** mer **", "**mer**")),
        ("Dette er **aldri", ("raw-signs", "**aldri", None)),
        ("Dette er aldri** sant", ("raw-signs", "** sant", None)),
        ("Dette er __ viktig __", ("raw-signs", "__ viktig __", "**viktig**")),
        ("Dette er __aldri", ("raw-signs", "__aldri", None)),
        ("Kom ~~ onsdag ~~ torsdag", ("raw-signs", "~~ onsdag ~~ torsdag", "~~onsdag~~")),
        ("Dette er ==viktig==.", ("raw-signs", "==viktig==.", None)),
        ("Pris[^1]\n\n[^1]: Bare for medlemmer", ("raw-signs", "[^1]", None)),
        ("- [x] ring\n- kom", ("raw-signs", "[x] ring", None)),
        ("[TOC]\n\nTekst", ("raw-signs", "[TOC]", None)),
        ("## Praktisk {#praktisk}", ("raw-signs", "{#praktisk}", None)),
        ("Tekst <!-- husk dette", ("raw-signs", "<!-- husk dette", None)),
        ("Tekst\n\n====\n\nMer", ("raw-signs", "====", None)),
        ("Ta med:\n-sekk\n-sko", ("raw-signs", "-sekk", None)),
        ("##Praktisk", ("raw-heading", "##Praktisk", "## Praktisk")),
        ("Tekst\n\n###Når og hvor\n\nMer", ("raw-heading", "###Når og hvor", "### Når og hvor")),
        ("#Når og hvor", ("raw-heading", "#Når og hvor", "## Når og hvor")),
        ("##\u00a0Praktisk", ("raw-heading", "##\u00a0Praktisk", "## Praktisk")),
        ("Tekst:\n##Praktisk", ("raw-heading", "##Praktisk", "## Praktisk")),
        ("> ##Praktisk", ("raw-heading", "##Praktisk", "## Praktisk")),
        ("| Kurs | Pris |\n| Ett | 100 |", ("raw-table", "| Kurs | Pris |", None)),
        ("Priser:\n| Kurs | Pris |\n|--|\n| Ett | 100 |", ("raw-table", "| Kurs | Pris |", None)),
        ("Kurs | Pris\nEtt | 100\nTo | 180", ("raw-table", "Kurs | Pris", None)),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", ("lost-cell", "3 |", None)),
        ("```\nkode\n\nMer tekst", ("not-closed", "```", None)),
        ("Hei\n\n<!-- Husk\n\nMer tekst", ("not-closed", "<!-- Husk", None)),
    ],
)  # fmt: skip
def test_what_is_shown_raw_is_told_at_its_place(text: str, found: Told) -> None:
    assert told(text)[0] == found
    assert len({place for _, place, _ in told(text)}) == len(told(text)) <= 2


def test_a_part_of_a_link_is_no_second_slip() -> None:
    for link in ("[Skjema](https://vik.no/mitt skjema)", "[Ring](tel:33 12 34 56)", "[Skriv](mailto:Ola <ola@vik.no>)"):
        assert len(told(link)) == 1
        assert not any(ord(sign) < ord(" ") for raw in signs_shown(link) for sign in raw.written)


@pytest.mark.parametrize(
    "text",
    [
        "Kl. 18\tMiddag\nKl. 20\tKaffe",
        "Navn\t\tKari\nTlf\t\t22 22 22 22",
        "En\tto\ttre",
        '**Fet**, *kursiv*, __fet__, _kursiv_, `kode`, ~~strøket~~ og [lenke](/tilbud/x/ "Tittel").',
        "Et avsnitt **over\nflere linjer** er fett.",
        r"\*\*stjerner\*\* og \[klammer\]\(/x/\) og \#Overskrift",
        "`** kode **` og `[a] (/b/)`",
        "```\n##Kode\n| a | b |\n** c **\n```",
        "Fyll ut: ________ og ____, eller _ og _",
        "Om lag ~20 kr, ~30–~40 kr eller H~2~O",
        "*Gjelder barn. Se * lenger nede, pris* og tid *",
        "Se lov [3] https://example.org og [her](https://example.org) www.example.org",
        "Ett av_og__til og 2*3*4, pris* og 5 * 3",
        "#metoo og #pårørende2026",
        "#1 onsdag",
        "Del den med\n#Pårørendedagen på nett",
        "Vi [Anne og Per] (begge er verter) tar imot.",
        "Se lov [1] og [2][3].",
        "Se kartet (nytt) (https://example.org/kart)",
        "Kontakt | Om oss",
        "a | b\n\nc | d",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |",
        "Overskrift\n===",
        "Hvem kan komme?\n---",
        "Kaffe, kaker osv.\n---",
        "Tekst\n\n---\n\nTekst\n\n***\n\n___",
        "-5 grader\n-10 grader",
        "Vi spiller 1-1\n-og så er det pause",
        "# Én\n## To\n###### Seks",
        "<!-- en merknad -->\n\nTekst",
        "Tekst <!-- en merknad --> og mer",
        "https://example.org/a__b**c~~d og a__b@example.org",
        "<https://example.org/**/>",
        "[a]: /b/ og tekst",
        "Stjerneklart!",
        "",
    ],
)
def test_ordinary_text_is_left_in_peace(text: str) -> None:
    assert told(text) == []


PIECES = st.sampled_from(
    ["**", "__", "~~", "[a]", "(/b/)", "|", "\n", "\n\n", "#", "##", " ", "ord", "- ", "`", "```", "\n[a]: b", "\\"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_is_told_of_at_places_that_it_has(text: str) -> None:
    for raw in signs_shown(text):
        assert 0 <= raw.offset <= len(text)
        assert raw.written


@pytest.mark.parametrize("text", ["Ring [Vakta](55 00 00 14)", "Se [planen](https://example.org/a b)"])
def test_a_link_that_is_none_is_told_once(text: str) -> None:
    assert len(told(text)) == 1
