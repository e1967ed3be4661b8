"""The rules for every page; each yields the faults of a page."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.support.built import Site, file_of
from tests.support.elements import element


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
    """The site's policy allows scripts and styles from its own files only; JSON-LD is neither."""
    for node in page.css('style, [style], script:not([src]):not([type="application/ld+json"])'):
        yield f"inline: {(node.html or '')[:60]}"
    yield from (f"inline: {found}" for found in re.findall(r"\son[a-z]+=[\"'].{,20}", text))


def the_policy_is_said(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    if page.css_first("script") and not page.css_first('meta[http-equiv="Content-Security-Policy"]'):
        yield "no Content-Security-Policy"


def nothing_unfilled(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    """Sentences that scripts fill in are in a template; addresses that they fill in, in attributes of their own."""
    text = re.sub(r'data-[a-z-]+="[^"]*"|<template\b.*?</template>', "", text, flags=re.DOTALL)
    yield from (f"unfilled: {found}" for found in re.findall(r"\{\w+\}|%\(\w+\)s|>None<|\bundefined\b", text))


def fields_have_no_name(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    """Without names, nothing that is typed becomes a query that a host could log."""
    for node in page.css("input[name], select[name], textarea[name], button[name], form[method]"):
        yield f"a form tells the host: {(node.html or '')[:80]}"


def pictures_say_what_they_show(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    yield from (f"no alt: {node.html}" for node in page.css("img:not([alt])"))


IN_THE_HEAD = re.compile(
    r'\s*<(link rel="canonical" |link rel="alternate" hreflang=|script type="application/ld\+json">)'
)


def the_host_stands_in_the_head_alone(page: LexborHTMLParser, text: str, site: Site) -> Iterator[str]:
    """Only there, and as text in what is printed, where nobody can follow a link."""
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
