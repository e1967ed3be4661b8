"""Every page keeps the rules for pages, and marks the language of its texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.site.rules_of_pages import broken_rules
from tests.support.built import Site
from tests.support.elements import element
from veiviser.directory.model import Event, LocalizedText, Offer, Page
from veiviser.language.languages import choose

Record = Offer | Event | Page


def test_every_page_keeps_the_rules(site: Site) -> None:
    assert list(broken_rules(site)) == []


def test_every_page_of_a_site_below_a_path_keeps_the_rules(tiny: Site) -> None:
    assert list(broken_rules(tiny)) == []


# Translations


def texts(site: Site) -> Iterator[tuple[str, Record]]:
    """The records with a text of their own, by the address in the first language."""
    yield from ((f"tilbud/{offer.id}/", offer) for offer in site.directory.offers)
    yield from ((f"arrangement/{event.id}/", event) for event in site.directory.events)
    yield from ((f"{page.id}/", page) for page in site.directory.pages)


def test_an_untranslated_text_says_so_and_carries_its_own_language(site: Site) -> None:
    for language in site.directory.languages:
        for address, record in texts(site):
            page = site.page(site.prefix(language) + address)
            heading = element(page, "h1")
            assert (address, language_of(heading, language)) == (address, choose(record.title, language)[1])
            if record.body:
                body = element(page, ".body")
                assert (address, language_of(body, language)) == (address, choose(record.body, language)[1])
            assert (address, language, bool(page.css("main .note"))) == (
                address,
                language,
                language not in record.translated,
            )


def language_of(node: LexborNode, language: str) -> str | None:
    """The language of a text: its own, or the language of its only part, else the page's."""
    own = node.attributes.get("lang") or next((n.attributes["lang"] for n in node.css("span[lang]")), None)
    return own or language


def test_titles_on_cards_carry_their_own_language(site: Site) -> None:
    titles = {offer.id: offer.title for offer in site.directory.offers}
    for language in site.directory.languages:
        page = site.page(f"{site.prefix(language)}tilbud/")
        for card in page.css("[data-offer-card]"):
            words: LocalizedText = titles[card.attributes["data-offer-card"] or ""]
            link = element(card, "a")
            assert (link.text(strip=True), language_of(link, language)) == choose(words, language)


def test_only_real_translations_are_called_translations(site: Site) -> None:
    for language in site.directory.languages:
        for address, record in texts(site):
            page = site.page(site.prefix(language) + address)
            real = language in record.translated
            original = record.language if not real else language
            canonical = site.base_url + site.prefix(original) + address
            assert element(page, 'link[rel="canonical"]').attributes["href"] == canonical
            several = real and len(record.translated) > 1
            expected = {code: site.base_url + site.prefix(code) + address for code in record.translated if several}
            if several:
                expected["x-default"] = expected[record.translated[0]]
            assert alternates(page) == expected


def alternates(page: LexborHTMLParser) -> dict[str | None, str | None]:
    found = page.css('link[rel="alternate"][hreflang]')
    return {node.attributes["hreflang"]: node.attributes["href"] for node in found}


@dataclass(frozen=True)
class Head:
    """The languages in the head of a page: its own, its translations, and its address in each; None for a redirect."""

    language: str | None
    alternates: dict[str | None, str | None]
    choices: list[str | None] | None


@cache
def heads(site: Site) -> dict[str, Head]:
    found = {}
    for address, page in site.pages():
        redirect = page.css_first('meta[http-equiv="refresh"]') is not None
        choices = [link.attributes["hreflang"] for link in page.css("nav a[hreflang]")]
        language = element(page, "html").attributes.get("lang")
        found[address] = Head(language, alternates(page), None if redirect else choices)
    return found


def test_a_page_is_in_the_language_of_its_address(site: Site) -> None:
    first, *others = site.directory.languages
    for address, head in heads(site).items():
        segment = address.partition("/")[0]
        assert (address, head.language) == (address, segment if segment in others else first)


def test_translations_point_at_each_other(site: Site) -> None:
    translations = {site.base_url + address: head.alternates for address, head in heads(site).items()}
    for address, others in translations.items():
        assert not others or address in others.values()
        assert all(translations[other or ""] == others for other in others.values())


def test_every_page_can_be_had_in_every_language(site: Site) -> None:
    for address, head in heads(site).items():
        if head.choices is not None:
            assert (address, head.choices) == (address, list(site.directory.languages))
