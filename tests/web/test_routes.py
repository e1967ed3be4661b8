"""All addresses are in one table; converting a route to its address and back gives the same route."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.support.built import REPO, Site
from veiviser.pages.families import FAMILIES, find_page, page, pages
from veiviser.web.indexes import Indexes
from veiviser.web.routes import ASSETS, MONTHS, OF_RECORDS, ROUTES, find, path
from veiviser.web.site import LocalizedSite, localized_sites
from veiviser.web.urls import urls_of

# Files in which an address is an example for editors, or a text only looks like an address.
ELSEWHERE = {
    "veiviser/web/routes.py": "the table",
    "veiviser/text_codes.py": "an example in the advice on links",
}


@pytest.fixture
def every(site: Site) -> tuple[LocalizedSite, ...]:
    return localized_sites(site.directory, "https://a.example/under/")


def test_every_page_of_a_route_has_a_view_function_and_every_view_function_a_route() -> None:
    assert set(FAMILIES) == {route.name for route in ROUTES.values() if route.page}


def test_the_address_of_every_page_leads_back_to_it(every: tuple[LocalizedSite, ...]) -> None:
    seen = set()
    for site in every:
        for shown in pages(site):
            found = site.urls.find(shown.address)
            assert found is not None, shown.address
            assert found.language == site.language
            assert site.urls.to(found.route.name, *found.ids, language=found.language) == shown.address
            seen.add(shown.address)
    assert len(seen) > 500


def test_every_route_with_the_records_of_a_region_is_found_again(every: tuple[LocalizedSite, ...]) -> None:
    site = every[0]
    for route in ROUTES.values():
        kinds = ([MONTHS] if kind == MONTHS else site.indexes.records[kind] for kind in route.kinds)
        for ids in product(*(["2026-12"] if kind == [MONTHS] else kind for kind in kinds)):
            for language in site.urls.languages:
                address = site.urls.to(route.name, *ids, language=language)
                found = site.urls.find(address)
                assert found is not None, address
                if found.route is route:
                    expected = site.urls.languages[0] if route.once else language
                    assert (found.ids, found.language) == (ids, expected)
                else:  # the editorial part of a page of the program
                    assert route.name == "page"
                    assert path(found.route.name) == path("page", *ids)


def test_a_page_is_the_same_when_created_alone(every: tuple[LocalizedSite, ...]) -> None:
    for site in every[:2]:
        for number, shown in enumerate(pages(site)):
            if number % 23 == 0:
                found = site.urls.find(shown.address)
                assert found is not None
                alone = LocalizedSite(Indexes(site.directory), site.words, site.urls)
                assert find_page(alone, found) == shown


def test_addresses_that_lead_nowhere(every: tuple[LocalizedSite, ...]) -> None:
    site = every[0]
    for address in ("tilbud", "tilbud/x/y/", "Tilbud/", "nytt.xml/", "kalender/2026-1/", "xx/tilbud/"):
        assert site.urls.find(address) is None, address
    nobody = site.urls.find("tilbud/finnes-ikke/")
    assert nobody is not None
    assert find_page(site, nobody) is None
    feed = site.urls.find("kalender.ics")
    assert feed is not None
    assert find_page(site, feed) is None


def test_a_route_takes_as_many_ids_as_it_has_kinds() -> None:
    with pytest.raises(ValueError, match="offer takes 1 ids, not 0"):
        path("offer")
    with pytest.raises(KeyError):
        path("nothing")


def test_patterns_are_unambiguous_and_name_their_kinds() -> None:
    templates = [route.template for route in ROUTES.values()]
    assert len(templates) == len(set(templates))
    for route in ROUTES.values():
        assert len(re.findall(r"\{\w+\}", route.pattern)) == len(route.kinds)
    assert all(MONTHS not in route.kinds for route in OF_RECORDS)
    assert find("nn/", ("nb", "nn")) == find("nn/", ("nb", "nn"))


def test_files_for_all_languages_are_at_the_root(site: Site) -> None:
    urls = urls_of(site.directory, site.directory.site.base_url)
    assert urls.to("sitemap", language="nn") == "sitemap.xml"
    assert urls.to("offers", language=urls.languages[-1]) == f"{urls.languages[-1]}/tilbud/"


def looks_like_an_address() -> re.Pattern[str]:
    """A pattern for quoted texts that begin with the first part of a route, or are the name of a route's file."""
    routes = [route for route in ROUTES.values() if not route.pattern.startswith(f"{ASSETS}/")]
    segments = {route.template.split("/")[0] for route in routes if "/" in route.template} - {"{}"}
    files = {route.template.rpartition("/")[2] for route in routes if not route.page} - {"{}.ics"}
    first, file = ("|".join(sorted(map(re.escape, names))) for names in (segments, files))
    return re.compile(rf"""["'`/>](?:{first})/|[/"'`](?:{file})["'`]""")


@pytest.mark.parametrize(
    "text", ['f"tilbud/{id_}/"', 'href="/kommune/"', "`kommune/${id}/`", '"kalender.ics"', 'f"x/{id_}/nytt.xml"']
)
def test_an_address_is_recognised(text: str) -> None:
    assert looks_like_an_address().search(text)


@pytest.mark.parametrize("text", ['"kommune"', 'chosen("lagret")', 'id="sok"', '"kalender"', '"/assets/icon.svg"'])
def test_a_word_is_not_taken_for_an_address(text: str) -> None:
    assert not looks_like_an_address().search(text)


def literals() -> Iterator[str]:
    """All texts in the package, the templates and the scripts that look like addresses of the site."""
    address = looks_like_an_address()
    for source in sorted(file for room in ("veiviser", "templates") for file in (REPO / room).rglob("*.*")):
        name = source.relative_to(REPO).as_posix()
        if source.suffix in (".py", ".html", ".js", ".typ") and name not in ELSEWHERE:
            text = without_docs(source.read_text("utf-8"), name)
            yield from (f"{name}: {match[0]}" for match in address.finditer(text))


def without_docs(text: str, name: str) -> str:
    """The source without its docstrings and comments, where an address is only an example."""
    if name.endswith(".py"):
        return re.sub(r'"""[\s\S]*?"""|#[^"\n]*$', "", text, flags=re.MULTILINE)
    return re.sub(r"\{#[\s\S]*?#\}|^\s*//.*$", "", text, flags=re.MULTILINE)


def test_no_address_is_spelled_outside_the_table() -> None:
    assert list(literals()) == []


def test_the_exceptions_are_still_there() -> None:
    assert all((REPO / Path(name)).is_file() for name in ELSEWHERE)


def test_a_page_knows_its_address_from_its_route(every: tuple[LocalizedSite, ...]) -> None:
    assert page(every[0], "front").address == ""
    assert page(every[0], "not_found").switch == tuple(
        (code, every[0].urls.to("front", language=code)) for code in every[0].urls.languages
    )
