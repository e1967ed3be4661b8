"""Each language of the site: municipalities in the Norwegian they have chosen, alphabets, shares of the words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.support.built import Site
from tests.support.elements import element
from veiviser.directory.translation_coverage import share_of_norwegian, shares
from veiviser.language.collation import letter, sort_key

REPO = Path(__file__).parents[2]
NORWEGIAN = ("nb", "nn")


def links_to_municipalities(site: Site, address: str) -> dict[str, set[str]]:
    """The languages of the links to each municipality in the main part of a page."""
    found: dict[str, set[str]] = {}
    others = "|".join(site.directory.languages[1:])
    for link in site.page(address).css("main a[href]"):
        match = re.fullmatch(rf"(?:\.\.?/)*(?:({others})/)?kommune/([a-z0-9-]+)/", link.attributes["href"] or "")
        if match:
            found.setdefault(match[2], set()).add(match[1] or site.directory.languages[0])
    return found


@pytest.mark.parametrize("page", ["", "kommune/", "kalender/", "oversikt/"])
def test_links_lead_to_a_municipality_in_the_norwegian_it_has_chosen(page: str, example: Site) -> None:
    chosen = {m.id: m.facts.language_form for m in example.directory.municipalities}
    assert {"nb", "nn", "neutral"} <= set(chosen.values())
    for language in example.directory.languages:
        for municipality, languages in links_to_municipalities(example, example.prefix(language) + page).items():
            form = chosen.get(municipality)
            expected = form if form in NORWEGIAN and language in NORWEGIAN else language
            assert (language, municipality, languages) == (language, municipality, {expected})


def test_a_visitor_sent_to_the_other_norwegian_gets_back_in_one_click_and_stays_there(example: Site) -> None:
    (nynorsk,) = (m for m in example.directory.municipalities if m.facts.language_form == "nn")
    for below in ("", f"{example.directory.vocabulary['needs'][0].id}/"):
        address = f"kommune/{nynorsk.id}/{below}"
        back = element(example.page(f"nn/{address}"), "main > p > a:has(span[lang='nb'])")
        assert (back.attributes["href"] or "").removeprefix("../" * (3 + bool(below))) == address
        home = example.page(address)
        assert home.css_first("main > p > a:has(span[lang])") is None, "nobody is led here from the other form"
        own = [link.attributes["href"] or "" for link in home.css(f"main a[href*='kommune/{nynorsk.id}/']")]
        assert own
        assert not any("nn/" in href for href in own), "what a visitor has chosen holds"


def test_real_translations_alone_have_a_page_for_readers_of_other_languages(site: Site) -> None:
    for address, page in site.pages():
        found = {n.attributes["hreflang"]: n.attributes["href"] for n in page.css("link[rel=alternate][hreflang]")}
        assert not found or found["x-default"] in {found[code] for code in found if code != "x-default"}, address
        assert len(found) != 2, address


def test_letters_are_in_the_order_of_each_alphabet() -> None:
    names = ["Åsa", "Ærlig", "Øya", "Zoo", "Ánne", "Anne", "Čáhci", "Cato", "Đola", "Dag", "Šuola", "Sol"]
    norwegian = sorted(names, key=lambda name: sort_key(name, "nb"))
    sami = sorted(names, key=lambda name: sort_key(name, "se"))
    assert [name[0] for name in norwegian] == list("ÁAČCDĐSŠZÆØÅ")
    assert [name[0] for name in sami] == list("AÁCČDĐSŠZÆØÅ")
    assert [letter("Čáhci", language) for language in ("nb", "en", "se")] == ["C", "C", "Č"]
    assert letter("ŋ", "nn") == "N"


def test_the_share_of_each_language_is_shown(example: Site) -> None:
    found = shares(example.directory)
    rows = {row.attributes["data-language"]: row for row in example.page("oversikt/").css("tr[data-language]")}
    assert list(rows) == list(example.directory.languages) == [share.language for share in found]
    parts = {share.language: share_of_norwegian(share, found) for share in found}
    assert parts["en"] is None
    assert parts["se"] is None
    assert sum(part for part in parts.values() if part is not None) == pytest.approx(1)
    for share in found:
        assert str(share.word_count) in rows[share.language].text()
        assert share.offers == sum(share.language in offer.translated for offer in example.directory.listed)


@pytest.mark.parametrize(
    ("cost", "more"), [({}, 0), ({"nb": "free"}, 0), ({"nb": "hundre kroner", "en": "NOK 100"}, 2)]
)
def test_a_price_in_words_counts_like_the_other_texts(example: Site, cost: dict[str, str], more: int) -> None:
    first, *_ = example.directory.listed
    none, some = (
        shares(
            replace(
                example.directory, offers=(replace(first, texts={**first.texts, "cost": each}),), events=(), pages=()
            )
        )
        for each in ({}, cost)
    )
    assert some[0].word_count - none[0].word_count == more


def test_scripts_say_nothing_of_their_own() -> None:
    """Their texts are in the page, in its language, so that the catalogues have them."""
    for path in (REPO / "templates" / "assets").glob("*.js"):
        code = re.sub(r"^\s*//.*$|\s//\s.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        texts = re.findall(r"""(["'`])([A-ZÆØÅ][a-zæøå]+(?: [^"'`]*)?)\1""", code)
        assert [text for _, text in texts if text not in ("Escape", "Shift", "Enter")] == [], path.name


def test_words_that_sami_lacks_say_that_they_are_bokmaal(example: Site) -> None:
    """In text, as elements; where HTML allows no elements, as plain text."""
    for address, page in example.pages():
        assert not page.css("html[lang='nb'] span[lang='nb'], [lang='nb'] > span[lang='nb']"), address
    page = example.page("se/tilgjengelighet/")
    foreign = [node.text(strip=True) for node in page.css("h2 > span[lang='nb']")]
    assert "Hva som er testet" in foreign
    search = example.page("se/sok/")
    assert element(search, "button").css_first("span") is None, "a word that Sámi has"
    assert element(search, "button").text(strip=True) == "Oza"


def test_no_name_that_is_only_heard_falls_back_unmarked(example: Site) -> None:
    """An attribute cannot say in which language it is."""
    own, norwegian = (_messages(language) for language in ("se", "nb"))
    heard = {
        node.attributes[name] or ""
        for address, page in example.pages()
        if address.startswith("se/")
        for name in ("aria-label", "title", "alt", "placeholder")
        for node in page.css(f"body [{name}]")
    }
    assert len(heard) > 3
    assert heard & (norwegian - own) == set()


def _messages(language: str) -> set[str]:
    with (REPO / "veiviser" / "translations" / f"{language}.po").open("rb") as file:
        return {str(message.string) for message in read_po(file) if message.string}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("en/tilbud/demensskolen-fjordby/", "The municipality of Fjordby and Helse Fjord"),
        ("nn/tilbud/demensskolen-fjordby/", "41 av 46 deltakarar sa i 2025"),
        ("en/tilbud/omsorgsstoenad-fjordby/", "Up to four weeks"),
        ("nn/tilbud/demensskolen-fjordby/", '<span lang="nb">Fjordby kommune og Helse Fjord</span>'),
    ],
)
def test_waiting_evaluation_and_funding_are_said_in_the_language_of_the_page(
    address: str, said: str, example: Site
) -> None:
    assert said in example.text(f"{address}index.html")
