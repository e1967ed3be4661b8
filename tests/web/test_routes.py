"""All addresses are in one table; converting a route to its address and back gives the same route."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.support.built import REPO, Site
from tests.support.sources import nodes
from veiviser.pages.families import FAMILIES, find_page, page, pages
from veiviser.web.indexes import Indexes
from veiviser.web.routes import (
    ASSETS,
    DATA,
    MONTHS,
    OF_RECORDS,
    ROUTES,
    SEARCH_FILES,
    SEARCH_INDEX,
    find,
    path,
)
from veiviser.web.site import LocalizedSite, localized_sites
from veiviser.web.urls import urls_of

ROOMS = ("veiviser", "templates", "tools", "benchmarks")
# Where an address is an example for editors, or something that only looks like one.
ELSEWHERE = {
    "veiviser/web/routes.py": "the table",
    "veiviser/problems/text_codes.py": "an example in the advice on links",
    "benchmarks/bare_site/templates/bare/layout.html": "a page of the peers' site, at its address",
    "benchmarks/fuzz.py": "pieces of texts to be taken apart",
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
                alone = LocalizedSite(Indexes(site.directory), site.localizer, site.urls)
                assert find_page(alone, found) == shown


def test_an_address_leads_to_a_page_exactly_when_the_site_has_it(every: tuple[LocalizedSite, ...]) -> None:
    """Also where a route has two ids, a month or one address for all languages, or another route comes first."""
    for site in every[:2]:
        there = {shown.address for shown in pages(site)}
        for route in (route for route in ROUTES.values() if route.page):
            kinds = (["2026-11", "2031-01"] if kind == MONTHS else site.indexes.records[kind] for kind in route.kinds)
            for ids in product(*([*kind, "ingen"] for kind in kinds)):
                prefix = "" if site.language == site.urls.languages[0] else f"{site.language}/"
                address = prefix + path(route.name, *ids)
                found = site.urls.find(address)
                assert (find_page(site, found) is not None if found else False) == (address in there), address


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


def test_an_address_has_one_language_and_leads_back_to_itself(every: tuple[LocalizedSite, ...]) -> None:
    """What is the same in all languages has no address below that of another language."""
    urls = every[0].urls
    for route in ROUTES.values():
        path = route.template.format(*("2026-12" if kind == "months" else "x" for kind in route.kinds))
        for prefix in ("", *(f"{language}/" for language in urls.languages[1:])):
            found = urls.find(prefix + path)
            assert (found is None) == (route.once and bool(prefix)), prefix + path
            if found and found.route is route:  # `for-barn/` fits two routes
                assert urls.to(route.name, *found.ids, language=found.language) == prefix + path


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
    templates = [route.template for route in ROUTES.values()]
    segments = {template.split("/")[0] for template in templates if "/" in template} - {"{}", ASSETS}
    files = {file for template in templates if (file := template.rpartition("/")[2])} - {"{}.ics"}
    first, file = ("|".join(sorted(map(re.escape, names))) for names in (segments, files))
    return re.compile(rf"(?<![\w.-])(?:(?:{first})/|(?:{file})(?![\w-]))")


def unmistakable() -> frozenset[str]:
    """Parts of addresses that are no words, so that a text that is one of them can be nothing else."""
    parts = {part for route in ROUTES.values() if route.page for part in route.template.split("/")}
    return frozenset(part for part in parts if "-" in part)


def names_a_folder() -> re.Pattern[str]:
    """A path that begins in one of the folders beside the pages."""
    return re.compile(rf"(?:/|\{{\}})?(?:{ASSETS}|{SEARCH_INDEX}|{SEARCH_FILES}|{DATA})/")


@pytest.mark.parametrize(
    "text",
    [
        "tilbud/{}/",
        "{}sok/#q=x",
        "main a[href*='behov/']",
        'href="/kommune/"',
        "`kommune/${id}/`",
        "se kommune/fjordby/",
        "kalender.ics",
        "x/{}/nytt.xml",
        "{{ root }}assets/manifest.webmanifest",
    ],
)
def test_an_address_is_recognised(text: str) -> None:
    assert looks_like_an_address().search(text)


@pytest.mark.parametrize(
    "text",
    ["kommune", 'chosen("lagret")', 'id="sok"', "kalender", "/assets/icon.svg", "content/pages/for.md", "</form>"],
)
def test_a_word_is_taken_for_no_address(text: str) -> None:
    assert not looks_like_an_address().search(text)


@pytest.mark.parametrize("text", ["pagefind/", "/assets/", "{}search/{}.json"])
def test_a_folder_beside_the_pages_is_seen(text: str) -> None:
    assert names_a_folder().match(text)


def written(node: ast.AST) -> str | None:
    """A text as it is put together in the code, with `{}` for what is put into it; None for any other node."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = written(node.left), written(node.right)
        return None if left is None and right is None else (left or "{}") + (right or "{}")
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
        between, listed = written(node.func.value), node.args[0] if node.args else None
        if between is not None and isinstance(listed, ast.Tuple | ast.List):
            return between.join(written(each) or "{}" for each in listed.elts)
    return None


def texts(module: Path) -> Iterator[str]:
    """All texts of a module but docstrings, also those put together with `+` or `join`."""
    said = {id(node.value) for node in nodes(module) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in nodes(module) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes(module):
        if id(node) not in said | parts and (text := written(node)):
            yield text


def test_a_text_is_seen_with_what_is_put_into_it(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    lines = (
        '"""About tilbud/x/."""',
        'AT = "tilbud/" + id_',
        'ON = f"{base}sok/#q={words}"  # sok/',
        'OF = base + "kommune" + "/"',
        'IN = "/".join(("sted", id_))',
    )
    module.write_text("\n".join(lines))
    assert {"tilbud/{}", "{}sok/#q={}", "{}kommune/", "sted/{}"} <= set(texts(module))
    assert "About tilbud/x/." not in set(texts(module))


def sources(*suffixes: str) -> Iterator[tuple[str, Path]]:
    """Every source of these kinds with its name in the repository, but for those of `ELSEWHERE`."""
    for file in sorted(file for room in ROOMS for file in (REPO / room).rglob("*.*")):
        name = file.relative_to(REPO).as_posix()
        if file.suffix in suffixes and name not in ELSEWHERE:
            yield name, file


def test_no_address_is_spelled_outside_the_table() -> None:
    address = looks_like_an_address()
    in_code = [(name, text) for name, file in sources(".py") for text in texts(file)]
    beside = [
        (name, without_comments(file.read_text("utf-8")))
        for name, file in sources(".html", ".js", ".css", ".xml", ".typ")
    ]
    assert len(in_code) > 1000
    assert [f"{name}: {match[0]}" for name, text in in_code + beside for match in address.finditer(text)] == []
    assert "for-barn" in unmistakable()
    assert [f"{name}: {text}" for name, text in in_code if text.strip("/") in unmistakable()] == []


def test_no_folder_beside_the_pages_is_spelled_outside_the_table() -> None:
    folder = names_a_folder()
    found = [f"{name}: {text}" for name, file in sources(".py") for text in texts(file) if folder.match(text)]
    assert found == []


# Words that are first parts of addresses and say nothing of one by themselves.
PLAIN_WORDS = {"for", "form", "arena"}
# Where any other word that is the first part of an address means something else: why.
WORDS = {
    "benchmarks/corpus.py": "what other programs call a kind of organisation",
    "tools/made_region.py": "an id of an organisation ends so",
    "veiviser/cli/export.py": "the name of a file",
    "veiviser/cli/options.py": "what people call a kind",
    "veiviser/content/cost.py": "what people write of a price",
    "veiviser/content/likeness.py": "words in the names of organisations",
    "veiviser/content/names.py": "what people call a folder",
    "veiviser/editing/init.py": "an id, where it is taken by the name alone",
    "veiviser/editing/init_answers.py": "the end of a name",
    "veiviser/pages/filters.py": "the id of a part of a page",
    "veiviser/pages/organisations.py": "the id of a part of a page",
    "veiviser/pages/places.py": "the id of a part of a page",
    "veiviser/web/cards.py": "the id of a part of a page",
    "veiviser/web/facets.py": "the name of a parameter in the fragment of a page",
}


def first_parts() -> frozenset[str]:
    """The first parts of addresses of more than one part, such as `tilbud`."""
    return frozenset(r.template.split("/")[0] for r in ROUTES.values() if r.kinds and not r.template.startswith("{"))


def standing_alone(module: Path) -> set[str]:
    """The texts of a module that are the first part of an address, and may be joined to one or compared with it."""
    return {text for text in texts(module) if text in first_parts() - PLAIN_WORDS}


def test_no_first_part_of_an_address_stands_alone_outside_the_table() -> None:
    assert first_parts() > PLAIN_WORDS
    found = {name: words for name, file in sources(".py") if (words := standing_alone(file))}
    assert {name: words for name, words in found.items() if name not in WORDS} == {}
    assert found.keys() == WORDS.keys()


@pytest.mark.parametrize("line", ['BASE = "kommune"; AT = f"{BASE}/{id_}/"', 'of_offer = kind == "tilbud"'])
def test_an_address_is_seen_through_a_name_and_a_comparison(tmp_path: Path, line: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(line)
    assert standing_alone(module)


def folders_in_script(text: str) -> set[str]:
    """The folders beside the pages that a script or template spells at the beginning of an address.

    Files of `templates/assets/` keep their names, so `assets/` before one of them is no address of the table.
    """
    found = re.finditer(r"[`\"'}/](\w+)/[$\w.{-]", without_comments(text))
    return {match[1] for match in found} & {SEARCH_INDEX, SEARCH_FILES, DATA}


def test_scripts_and_templates_have_the_folders_from_the_table() -> None:
    spelled = {
        name: folders
        for name, file in sources(".html", ".xml", ".js")
        if (folders := folders_in_script(re.sub(r"[\"'`]\.{1,2}/[^\"'`]*", "", file.read_text("utf-8"))))
    }
    assert spelled == {}
    assert folders_in_script("json(`search/${index}.json`)") == {SEARCH_FILES}
    assert folders_in_script('href="{{ root }}data/offers.json"') == {DATA}


def without_comments(text: str) -> str:
    """A template or a script without its comments, in which an address is an example."""
    return re.sub(r"\{#[\s\S]*?#\}|/\*[\s\S]*?\*/|^\s*//.*$", "", text, flags=re.MULTILINE)


def test_the_exceptions_are_still_there() -> None:
    assert all((REPO / Path(name)).is_file() for name in ELSEWHERE | WORDS)


def test_a_page_knows_its_address_from_its_route(every: tuple[LocalizedSite, ...]) -> None:
    assert page(every[0], "front").address == ""
    assert page(every[0], "not_found").switch == tuple(
        (code, every[0].urls.to("front", language=code)) for code in every[0].urls.languages
    )
