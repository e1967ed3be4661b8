"""Every page keeps the rules for pages, and says what language its texts are in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.support.built import Site, file_of
from tests.support.html import element
from veiviser.directory.model import Event, Offer, Page, Words
from veiviser.languages import choose

Record = Offer | Event | Page


# Each rule gives what is wrong with a page


def one_heading(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    found = [node.text(strip=True) for node in page.css("h1")]
    if len(found) != 1 or not found[0]:
        yield f"h1: {found}"


def a_language_of_the_site(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    language = element(page, "html").attributes.get("lang")
    if language not in site.directory.languages:
        yield f"lang={language}"


def a_title_a_viewport_and_one_canonical_address(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    for selector in ("head title", 'meta[name="viewport"][content*="width=device-width"]', 'link[rel="canonical"]'):
        if len(page.css(selector)) != 1:
            yield f"{len(page.css(selector))} × {selector}"
    if not element(page, "title").text(strip=True):
        yield "an empty title"


def ids_are_unique(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    ids = [node.attributes["id"] or "" for node in page.css("[id]")]
    yield from (f"id {id_!r} twice or empty" for id_ in {*ids} if not id_ or ids.count(id_) > 1)
    for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for node in page.css(f"[{name}]"):
            yield from (f"{name}={id_}" for id_ in (node.attributes[name] or "").split() if id_ not in ids)


def headings_skip_no_level(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    before = 0
    for node in page.css("h1, h2, h3, h4, h5, h6"):
        level = int((node.tag or "h0")[1])
        if level > before + 1:
            yield f"h{level} after h{before}: {node.text(strip=True)}"
        if not node.text(strip=True):
            yield f"an empty h{level}"
        before = level


def nothing_inline(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    """The policy of the site allows scripts and styles from its own files alone; linked data is neither."""
    for node in page.css('style, [style], script:not([src]):not([type="application/ld+json"])'):
        yield f"inline: {(node.html or '')[:60]}"
    yield from (f"inline: {found}" for found in re.findall(r"\son[a-z]+=[\"'].{,20}", text))


def the_policy_is_said(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    if page.css_first("script") and not page.css_first('meta[http-equiv="Content-Security-Policy"]'):
        yield "no Content-Security-Policy"


def nothing_unfilled(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    """Sentences that scripts fill stand in a template; addresses that they fill, in attributes of their own."""
    said = re.sub(r'data-[a-z-]+="[^"]*"|<template\b.*?</template>', "", text, flags=re.DOTALL)
    yield from (f"unfilled: {found}" for found in re.findall(r"\{\w+\}|%\(\w+\)s|>None<|\bundefined\b", said))


def fields_have_no_name(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    """Without names nothing that is typed becomes a query that a host could log."""
    for node in page.css("input[name], select[name], textarea[name], button[name], form[method]"):
        yield f"a form tells the host: {(node.html or '')[:80]}"


def pictures_say_what_they_show(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    yield from (f"no alt: {node.html}" for node in page.css("img:not([alt])"))


IN_THE_HEAD = re.compile(
    r'\s*<(link rel="canonical" |link rel="alternate" hreflang=|script type="application/ld\+json">)'
)


def the_host_stands_in_the_head_alone(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    """There, and as words on what is printed, where nobody can follow a link."""
    host = "//" + urlsplit(site.base_url).netloc
    for line in re.sub(r'(?<=class="spelled">)[^<]*', "", text).splitlines():
        if host in line and not IN_THE_HEAD.match(line) and re.search(re.escape(host) + r"(?![\w.-])", line):
            yield f"the host: {line.strip()}"


RULES: tuple[Callable[[LexborHTMLParser, str, Site], Iterator[str]], ...] = (
    one_heading,
    a_language_of_the_site,
    a_title_a_viewport_and_one_canonical_address,
    ids_are_unique,
    headings_skip_no_level,
    nothing_inline,
    the_policy_is_said,
    nothing_unfilled,
    fields_have_no_name,
    pictures_say_what_they_show,
    the_host_stands_in_the_head_alone,
)


def broken_rules(site: Site) -> Iterator[str]:
    for address, page in site.pages():
        text = site.text(file_of(address))
        yield from (f"{address}: {wrong}" for rule in RULES for wrong in rule(page, text, site))


def test_every_page_keeps_the_rules(site: Site) -> None:
    assert list(broken_rules(site)) == []


def test_every_page_of_a_site_below_a_path_keeps_the_rules(tiny: Site) -> None:
    assert list(broken_rules(tiny)) == []


# Translations


def texts(site: Site) -> Iterator[tuple[str, Record]]:
    """The records that have a text of their own, by the address in the first language."""
    yield from ((f"tilbud/{offer.id}/", offer) for offer in site.directory.offers)
    yield from ((f"arrangement/{event.id}/", event) for event in site.directory.events)
    yield from ((f"{page.id}/", page) for page in site.directory.pages)


def test_an_untranslated_text_says_so_and_carries_its_own_language(site: Site) -> None:
    for language in site.directory.languages:
        for address, record in texts(site):
            page = site.page(site.prefix(language) + address)
            heading = element(page, "h1")
            assert (address, said_in(heading, language)) == (address, choose(record.title, language)[1])
            if record.body:
                body = element(page, ".body")
                assert (address, said_in(body, language)) == (address, choose(record.body, language)[1])
            assert (address, language, bool(page.css("main .note"))) == (
                address,
                language,
                language not in record.translated,
            )


def said_in(node: LexborNode, language: str) -> str | None:
    """The language of a text: its own or that of the one part it has, else the page's."""
    own = node.attributes.get("lang") or next((n.attributes["lang"] for n in node.css("span[lang]")), None)
    return own or language


def test_titles_on_cards_carry_their_own_language(site: Site) -> None:
    titles = {offer.id: offer.title for offer in site.directory.offers}
    for language in site.directory.languages:
        page = site.page(f"{site.prefix(language)}tilbud/")
        for card in page.css("[data-offer-card]"):
            words: Words = titles[card.attributes["data-offer-card"] or ""]
            link = element(card, "a")
            assert (link.text(strip=True), said_in(link, language)) == choose(words, language)


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
    """What a page says of languages: its own, its translations, and where it leads in each; None for a redirect."""

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
    said = {site.base_url + address: head.alternates for address, head in heads(site).items()}
    for address, others in said.items():
        assert not others or address in others.values()
        assert all(said[other or ""] == others for other in others.values())


def test_every_page_can_be_had_in_every_language(site: Site) -> None:
    for address, head in heads(site).items():
        if head.choices is not None:
            assert (address, head.choices) == (address, list(site.directory.languages))
