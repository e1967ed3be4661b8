"""All addresses that the contract names exist, no others do, and the hooks match the directory."""

import re

from selectolax.lexbor import LexborHTMLParser

from tests.site.contract import addresses
from tests.support.built import Site, file_of
from tests.support.elements import element
from veiviser.directory.coverage import cells
from veiviser.language.languages import choose

# Addresses of the contract that may not exist.
LATER = ("lagret/",)
LATER_DATA = {"data/hsds.json", "data/coverage.csv"}
# Files of the site that are not addresses for people.
BEHIND = re.compile(r"(assets|pagefind|search)/.+|\.veiviser|sitemap-\d+\.xml")


def test_every_address_of_the_contract_exists_in_every_language(site: Site) -> None:
    assert sorted(addresses(site) - site.files) == []


def test_nothing_else_exists(site: Site) -> None:
    later = {file_of(site.prefix(language) + path) for language in site.directory.languages for path in LATER}
    found = {path for path in site.files if not BEHIND.fullmatch(path)}
    assert sorted(found - addresses(site) - later - LATER_DATA) == []


# Hooks


def test_an_offers_page_says_whose_it_is(site: Site) -> None:
    for language in site.directory.languages:
        for offer in site.directory.offers:
            page = site.page(f"{site.prefix(language)}tilbud/{offer.id}/")
            assert [node.attributes["data-offer"] for node in page.css("main[data-offer]")] == [offer.id]


def test_cards_are_on_every_page_that_lists_offers(site: Site) -> None:
    listed = {offer.id for offer in site.directory.listed}
    assert listed
    for language in site.directory.languages:
        assert listed <= cards(site.page(f"{site.prefix(language)}tilbud/"))
        for kind, segment in (("needs", "behov"), ("audiences", "for"), ("formats", "form"), ("arenas", "arena")):
            for term in site.directory.vocabulary[kind]:
                shown = cards(site.page(f"{site.prefix(language)}{segment}/{term.id}/"))
                matching = {o.id for o in site.directory.listed if term in getattr(o, kind)}
                assert shown == matching if matching else shown  # alternatives if nothing matches


def cards(page: LexborHTMLParser) -> set[str]:
    return {node.attributes["data-offer-card"] or "" for node in page.css("[data-offer-card]")}


def test_coming_occurrences_are_in_the_calendar(site: Site) -> None:
    today = site.directory.today
    coming = {
        event.id
        for event in site.directory.events
        if event.coming(today) and (event.offer is None or event.offer.listed)
    }
    for language in site.directory.languages:
        page = site.page(f"{site.prefix(language)}kalender/")
        assert {node.attributes["data-event"] for node in page.css("[data-event]")} == coming


def test_the_coverage_map_shows_every_cell_in_its_state(site: Site) -> None:
    expected = {f"{cell.municipality.id}/{cell.need.id}": cell for cell in cells(site.directory)}
    for language in site.directory.languages:
        page = site.page(f"{site.prefix(language)}oversikt/")
        shown = {node.attributes["data-cell"]: node for node in page.css("[data-cell]")}
        assert {id_: node.attributes["data-state"] for id_, node in shown.items()} == {
            id_: cell.state for id_, cell in expected.items()
        }
        assert {id_: int(re.findall(r"\d+", node.text())[0]) for id_, node in shown.items()} == {
            id_: cell.count for id_, cell in expected.items()
        }


def test_the_offers_of_a_cell_are_on_the_page_it_links_to(site: Site) -> None:
    """Readers can see the offers behind each count."""
    for cell in cells(site.directory):
        page = site.page(f"kommune/{cell.municipality.id}/{cell.need.id}/")
        shown = sum(
            len(section.css("[data-offer-card]"))
            for heading in ("her", "nabo", "omraade", "landet")
            for section in page.css(f'section[aria-labelledby="{heading}"]')
        )
        assert (element(page, "h1").text(strip=True), shown) == (element(page, "h1").text(strip=True), cell.count)


# Must not be shown


def test_ended_and_hidden_offers_are_in_no_list(example: Site, tiny: Site) -> None:
    assert any(offer.freshness.hidden and offer.facts.status != "ended" for offer in example.directory.offers)
    for site in (example, tiny):
        ended = {offer.id for offer in site.directory.offers if offer.facts.status == "ended"}
        gone = ended | {offer.id for offer in site.directory.offers if offer.freshness.hidden}
        assert ended
        for address, page in site.pages():
            for node in page.css('section[aria-labelledby="avsluttet"]'):  # former offers of an organisation
                node.decompose()
            assert (address, cards(page) & gone) == (address, set())
        for language in site.directory.languages:
            index = site.page(f"{site.prefix(language)}a-aa/").css("main a")
            assert gone.isdisjoint((link.attributes["href"] or "").rstrip("/").rpartition("/")[2] for link in index)


def test_ended_and_hidden_offers_keep_their_address(example: Site) -> None:
    gone = [o for o in example.directory.offers if o.facts.status == "ended" or o.freshness.hidden]
    for offer in gone:
        page = example.page(f"tilbud/{offer.id}/")
        assert element(page, "h1").text(strip=True) == choose(offer.title, "nb")[0]
        assert page.css_first('meta[name="robots"][content="noindex"]') is not None or offer.facts.status != "ended"


def test_a_secret_place_is_found_nowhere(example: Site, tiny: Site) -> None:
    for site in (example, tiny):
        secret = [place for place in site.directory.places if place.facts.secret]
        assert secret
        for place in secret:
            assert (place.facts.address, place.facts.latitude, place.texts["directions"]) == (None, None, {})
            for language in site.directory.languages:
                page = site.page(f"{site.prefix(language)}sted/{place.id}/")
                whole = page.html or ""
                assert not re.search(r"openstreetmap|geo:|GeoCoordinates|streetAddress|postalCode", whole)


def test_no_page_filters_by_diagnosis(site: Site) -> None:
    conditions = {term.id for term in site.directory.vocabulary["conditions"]}
    others = {t.id for kind in ("needs", "audiences", "formats", "arenas") for t in site.directory.vocabulary[kind]}
    assert conditions
    for path in site.files:
        if not BEHIND.fullmatch(path):
            assert not (conditions - others) & {*path.split("/")[:-1]}
