"""Things of the same name are distinguished wherever the name is shown; lists to choose from are in alphabetical order."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser

from tests.support.built import Site, built_once, served
from tests.support.elements import element
from tests.support.records import event, offer
from tools.browser import new_page
from tools.reference import lay_out

FILES = {
    "areas.yaml": (
        "- {id: fjordland, name: Fjordland, kind: county}\n"
        "- {id: soerlandet, name: {nb: Sørlandet, en: The South}, kind: county}\n"
        "- {id: innlandet, name: Innlandet, kind: county}\n"
    ),
    # Not in order; three with the same name, one of them a former one; a name with spaces, and Sámi and Danish letters.
    "municipalities.yaml": (
        "- {id: oeyer, number: 9910, name: Øyer, county: fjordland}\n"
        "- {id: fjordby, number: 9901, name: Fjordby, county: fjordland, postcodes: 9970-9979}\n"
        "- {id: heroey-nord, number: 9902, name: Herøy, county: fjordland, postcodes: 9980-9985,\n"
        "   neighbours: [fjordby]}\n"
        "- {id: heroey-soer, number: 9903, name: Herøy, county: soerlandet, postcodes: '9985'}\n"
        "- {id: heroey-inn, number: 9904, name: Herøy, county: innlandet, valid_until: 2023-12-31, becomes: caahci,\n"
        "   postcodes: 9960-9961}\n"
        "- {id: caahci, number: 9905, name: Čáhci, county: innlandet}\n"
        "- {id: sand-a, number: 9906, name: Store Sand, county: fjordland}\n"
        "- {id: sand-b, number: 9907, name: store sand, county: fjordland}\n"
        "- {id: strand, number: 9908, name: Strand, county: fjordland, valid_until: 2019-12-31, becomes: strand-ny}\n"
        "- {id: strand-ny, number: 9909, name: Strand, county: fjordland, postcodes: 9985-9986}\n"
        "- {id: aalen, number: 9911, name: Ålen (Innlandet), county: innlandet}\n"
    ),
    "vocabulary/audiences.yaml": "- {id: partner, name: Partner}\n- {id: foreldre, name: Foreldre}\n",
    "organisations/laget.yaml": "name: Laget\nkind: voluntary\nphone: 22 22 22 22\n",
    "places/huset.yaml": "name: Huset\nmunicipality: heroey-nord\naddress: Veien 1\n",
    "places/huset-soer.yaml": "name: Huset\nmunicipality: heroey-soer\naddress: Veien 1\n",
    "offers/skole-a.md": offer(title="Pårørendeskole", coverage="heroey-nord", places="huset"),
    "offers/skole-b.md": offer(title="Pårørendeskole", coverage="heroey-soer"),
    "offers/skole-c.md": offer(title="pårørendeskole", coverage="fjordby"),
    "offers/sorg-a.md": offer(title="Sorggruppe"),
    "offers/sorg-b.md": offer(title="Sorggruppe", organisations="laget"),
    "offers/tur-a.md": offer(title="Turgruppe", audiences="partner"),
    "offers/tur-b.md": offer(title="Turgruppe", audiences="foreldre"),
    "offers/tur-c.md": offer(title="Turgruppe", audiences="foreldre", needs="avlastning"),
    "offers/ende.md": offer(title="Kafé", coverage="fjordby", status="ended", ended_on="2025"),
    "events/moete-a.md": event(title="Møte", offer="sorg-a"),
    "events/moete-b.md": event(title="Møte", offer="sorg-b"),
    "events/moete-c.md": event(title="Møte", offer="skole-a"),
    "events/ut-a.md": event(title="Ut", offer="tur-a", starts="2026-12-03T18:00"),
    "events/ut-b.md": event(title="Ut", offer="tur-b", starts="2026-12-03T18:00"),
    "events/moete-d.md": event(title="Møte", offer="skole-a", starts="2020-12-01T18:00"),
    "surveys/ingen.yaml": "municipality: strand-ny\nneed: avlastning\nchecked_on: 2026-11-01\nchecked_by: Laget\n",
}
NORTH, SOUTH = "Herøy (Fjordland)", "Herøy (Sørlandet)"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Site:
    def make() -> Path:
        root = tmp_path_factory.mktemp("namesakes") / "root"
        lay_out(None, root)
        for path, text in FILES.items():
            (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
            (root / "content" / path).write_text(text, "utf-8")
        return root

    return built_once(make, "namesakes", tmp_path_factory)


def text(page: LexborHTMLParser, selector: str) -> str:
    return " ".join(element(page, selector).text().split())


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


@pytest.mark.parametrize(
    ("id_", "nb", "en"),
    [
        ("heroey-nord", NORTH, NORTH),
        ("heroey-soer", SOUTH, "Herøy (The South)"),
        ("heroey-inn", "Herøy (Innlandet)", "Herøy (Innlandet)"),  # a former one, but people search for it
        ("sand-a", "Store Sand (9906)", "Store Sand (9906)"),  # the same county: only the number is left
        ("strand", "Strand (til 2019)", "Strand (until 2019)"),
        ("strand-ny", "Strand", "Strand"),  # its successor is the same place
        ("aalen", "Ålen (Innlandet)", "Ålen (Innlandet)"),
        ("oeyer", "Øyer", "Øyer"),
    ],
)
def test_a_municipality_has_its_county_behind_a_name_that_others_have(id_: str, nb: str, en: str, named: Site) -> None:
    for prefix, name in (("", nb), ("en/", en)):
        page = named.page(f"{prefix}kommune/{id_}/")
        assert text(page, "h1") == name
        assert name in text(page, "title")


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("kommune/heroey-soer/avlastning/", "h1"),
        ("kommune/heroey-soer/avlastning/", "title"),
        ("kommune/heroey-soer/avlastning/", ".crumbs li:last-child"),
        ("kommune/heroey-soer/for/partner/", "h1"),
        ("utskrift/kommune/heroey-soer/", "h1"),
        ("utskrift/kommune/heroey-soer/", "title"),
        ("kalender/kommune/heroey-soer/", "h1"),
        ("sted/huset-soer/", ".crumbs li:last-child"),
        ("sted/huset-soer/", ".facts"),
        ("tilbud/skole-b/", ".facts"),
        ("tilbud/skole-b/", "title"),
        ("tilbud/", "[data-offer-card='skole-b'] .about"),
        ("oversikt/", ".map tbody"),
        ("finn/partner/samtale/", "main .filters"),
        ("finn/partner/samtale/", "#bor-heroey-soer h2"),
        ("sok/", "#naermest"),
        ("kalender/", ".choose"),
        ("", "#bor ~ ul, .doors"),
        ("behov/samtale/", ".links"),
        ("kommune/", "main"),
        ("lagret/", "[data-offer='skole-b']"),
    ],
)
def test_everywhere_the_name_is_without_context(address: str, selector: str, named: Site) -> None:
    assert SOUTH in text(named.page(address), selector)


def linked(page: LexborHTMLParser) -> list[dict[str, Any]]:
    script = page.css_first("script[type='application/ld+json']")
    graph: list[dict[str, Any]] = json.loads(script.text())["@graph"] if script else []
    return graph


def test_data_for_programs_says_which_one_too(named: Site) -> None:
    (service, crumbs) = linked(named.page("tilbud/skole-a/"))
    assert service["areaServed"] == [{"@type": "AdministrativeArea", "name": NORTH}]
    place = next(channel["serviceLocation"] for channel in service["availableChannel"] if "serviceLocation" in channel)
    assert place["address"]["addressRegion"] == NORTH
    assert crumbs["itemListElement"][-1]["name"] == f"Pårørendeskole, {NORTH}"
    rows = list(csv.DictReader(io.StringIO(named.text("data/offers.csv").lstrip("\ufeff")), delimiter=dialect(named)))
    assert {row["id"]: row["municipalities"] for row in rows}["skole-b"] == SOUTH
    assert f"NAME:Kalender for {SOUTH}" in named.text("kommune/heroey-soer/kalender.ics").replace("\\,", ",")
    assert f"<title>Nytt for {SOUTH}</title>" in named.text("kommune/heroey-soer/nytt.xml")


def dialect(site: Site) -> str:
    return ";" if site.text("data/offers.csv").lstrip("\ufeff").startswith("id;") else ","


CHOOSERS = {
    "sok/": "#naermest option:not([value=''])",
    "kalender/": ".choose details:first-child a",
    "finn/partner/samtale/": "main > .filters a",
    "oversikt/": ".map tbody th",
    "": "[aria-labelledby='bor'] li a",
    "behov/samtale/": ".links:first-of-type a",
}
IN_ORDER = [
    "Čáhci", "Fjordby", NORTH, SOUTH, "Store Sand (9906)", "store sand (9907)", "Strand", "Øyer", "Ålen (Innlandet)",
]  # fmt: skip


@pytest.mark.parametrize("address", CHOOSERS)
def test_lists_to_choose_from_are_in_order(address: str, named: Site) -> None:
    found = [re.sub(r" \d+$", "", name) for name in texts(named.page(address), CHOOSERS[address])]
    assert found == IN_ORDER


# Offers and events


def test_offers_of_one_name_are_distinguished_in_their_links(named: Site) -> None:
    shown = texts(named.page("a-aa/"), "main ul.plain a")
    assert shown == [
        "Kafé",
        "pårørendeskole, Fjordby", f"Pårørendeskole, {NORTH}", f"Pårørendeskole, {SOUTH}",
        "Sorggruppe, Fjordby kommune", "Sorggruppe, Laget",
        "Turgruppe, Foreldre, Avlastning", "Turgruppe, Foreldre, Noen å snakke med",
        "Turgruppe, Partner, Noen å snakke med",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("tilbud/", "[data-offer-card='sorg-b'] a"),
        ("lagret/", "[data-offer='sorg-b'] h3 a"),
        ("lagret/", "[data-offer='sorg-b'] button"),
        ("utskrift/kommune/fjordby/", "[data-offer-card='sorg-b'] h3"),
        ("finn/partner/samtale/", "[data-offer-card='sorg-b'] a"),
        ("tilbud/sorg-b/", "title"),
    ],
)
def test_so_they_are_on_cards_lists_and_paper(address: str, selector: str, named: Site) -> None:
    assert "Sorggruppe, Laget" in text(named.page(address), selector)


def test_what_has_ended_makes_no_other_need_more_than_its_name(named: Site) -> None:
    assert text(named.page("tilbud/"), "[data-offer-card='kafe'] a") == "Kafé"


def test_events_of_one_name_are_distinguished_in_the_calendar(named: Site) -> None:
    links = texts(named.page("kalender/"), "[data-event] a")
    assert sorted(links) == [
        "Møte, Fjordby, Fjordby kommune", "Møte, Fjordby, Laget", f"Møte, {NORTH}, Fjordby kommune",
        "Ut, Foreldre", "Ut, Partner",
    ]  # fmt: skip
    summaries = [line for line in named.text("kalender.ics").splitlines() if line.startswith("SUMMARY")]
    assert len(set(summaries)) == 5


def test_feeds_distinguish_them(named: Site) -> None:
    page = named.text("tilbud/sorg-b/kalender.ics").replace("\\,", ",").replace("\r\n ", "")
    assert "Kalender: Sorggruppe, Laget" in page


def test_places_of_one_name_are_distinguished(named: Site) -> None:
    assert NORTH in text(named.page("sted/huset/"), "title")
    assert SOUTH in text(named.page("sted/huset-soer/"), "title")


def test_search_results_are_distinguished(browser: Browser, named: Site) -> None:
    with served(named.out) as serving:
        page = new_page(browser)
        hits = page.locator("[data-results] > li > a")
        for prefix, south in (("", SOUTH), ("en/", "Herøy (The South)")):
            page.goto(f"{serving.address}{prefix}sok/#q=sorggruppe")
            expect(hits.nth(1)).to_be_visible()
            assert {"Sorggruppe, Laget", "Sorggruppe, Fjordby kommune"} <= set(hits.all_inner_texts())
            page.goto(f"{serving.address}{prefix}sok/#q=her%C3%B8y")
            expect(hits.filter(has_text=south).first).to_be_visible()
            assert {NORTH, south} <= set(hits.all_inner_texts())
            assert len(set(hits.all_inner_texts())) == hits.count()
            expect(page.locator("[data-notes]")).to_contain_text("Čáhci")
            assert "Innlandet" in page.locator("[data-notes]").inner_text()  # which of them is a former one
            page.goto(f"{serving.address}{prefix}sok/#q=strand")
            expect(hits.filter(has_text="Strand").first).to_be_visible()
            expect(page.locator("[data-notes]")).to_be_hidden()  # it goes on under its own name
            page.goto(f"{serving.address}{prefix}sok/#q=m%C3%B8te")
            expect(hits.filter(has_text="Møte").nth(2)).to_be_visible()
            for number in range(3):
                expect(hits.filter(has_text="Møte").nth(number)).to_have_accessible_description(re.compile(r"\w"))
        page.close()


# Postcodes


def test_a_postcode_in_several_municipalities_leads_to_each(browser: Browser, named: Site) -> None:
    with served(named.out) as serving:
        page = new_page(browser)
        for address in ("kommune/", "en/", ""):
            page.goto(serving.address + address)
            page.locator("#postnummer").fill("99 85")
            page.locator("#postnummer").press("Enter")
            links = page.locator("#postnummer-svar a")
            expect(links).to_have_count(3)
            assert {link.split("/")[-2] for link in links.evaluate_all("(all) => all.map((a) => a.href)")} == {
                "heroey-nord", "heroey-soer", "strand-ny",
            }  # fmt: skip
            expect(page.locator("#postnummer")).not_to_have_attribute("aria-invalid", "true")
        links.nth(1).click()
        page.wait_for_url("**/kommune/heroey-soer/")
        for code, there in (("9980", "heroey-nord"), ("9961", "caahci"), ("9986", "strand-ny")):
            page.goto(serving.address + "kommune/")
            page.locator("#postnummer").fill(code)
            page.locator("#postnummer").press("Enter")
            page.wait_for_url(f"**/kommune/{there}/")
        page.close()


def test_without_scripts_the_list_says_which_postcodes_are_shared(named: Site) -> None:
    rows = [row.replace(" ,", ",") for row in texts(named.page("kommune/"), "main li")]
    assert f"9985: {NORTH}, {SOUTH}, Strand" in rows
