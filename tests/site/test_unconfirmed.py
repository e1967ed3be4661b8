"""Offers that were never confirmed: an old plan or pilot is never shown as waiting or running today."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support import records
from tests.support.built import Site, build_site, served
from tests.support.elements import element
from tools.browser import new_context
from tools.reference import lay_out
from veiviser.search.documents import documents
from veiviser.web.indexes import Indexes
from veiviser.web.site import localized_sites

LANGUAGES = ("nb", "nn", "en", "se")
# By the id of an offer: its fields, and the texts on its card and its page.
SAID: dict[str, tuple[dict[str, str], str, str]] = {
    "av-2019": (
        {"status": "planned", "sources": "Brosjyre fra kommunen, 3. mai 2019"},
        "Var planlagt i 2019",
        "Var planlagt i 2019. Vi vet ikke om det har startet.",
    ),
    "av-flere": (
        {"status": "planned", "sources": "['Nyhet, mars 2016', 'Lagt til av oss: hvem det er for', 'Brev, 2018']"},
        "Var planlagt i 2018",
        "Var planlagt i 2018. Vi vet ikke om det har startet.",
    ),
    "uten-kilde": ({"status": "planned"}, "Var planlagt", "Var planlagt. Vi vet ikke om det har startet."),
    "til-vaaren": (
        {"status": "planned", "starts_on": "2027-03", "sources": "Telefon, juni 2026"},
        "Var planlagt i 2026",
        "Det skulle starte mars 2027. Vi vet ikke om det fortsatt stemmer.",
    ),
    "i-fjor": (
        {"status": "planned", "starts_on": "2025-09-01"},
        "Var planlagt",
        "Det skulle starte 1. september 2025. Vi vet ikke om det har startet.",
    ),
    "proeve": (
        {"status": "pilot", "sources": "Avis, 12.11.2020"},
        "Ble prøvd ut i 2020",
        "Ble prøvd ut i 2020. Vi vet ikke om det finnes nå.",
    ),
    "proeve-uten": ({"status": "pilot"}, "Ble prøvd ut", "Ble prøvd ut. Vi vet ikke om det finnes nå."),
    "kjent-plan": (
        {"status": "planned", "verified_on": "2026-11-01", "sources": "Avis, 2014"},
        "Planlagt",
        "Dette tilbudet er planlagt, men har ikke startet ennå.",
    ),
    "kjent-proeve": ({"status": "pilot", "verified_on": "2026-11-01", "sources": "Avis, 2014"}, "Prøves ut", ""),
}
UNCONFIRMED = [id_ for id_, (fields, _label, _banner) in SAID.items() if "verified_on" not in fields]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("unconfirmed") / "root"
    lay_out(None, root)
    site = root / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("[nb, en]", f"[{', '.join(LANGUAGES)}]"), "utf-8")
    for id_, (fields, _label, _banner) in SAID.items():
        text = records.offer(title=f"T {id_}", phone="22 22 22 22", **fields)
        Path(root / "content" / "offers" / f"{id_}.md").write_text(text, "utf-8")
    return build_site(root, root.parent / "site")


@pytest.mark.parametrize("id_", SAID)
def test_its_card_and_its_page_say_since_when(region: Site, id_: str) -> None:
    _fields, label, banner = SAID[id_]
    card = element(region.page("tilbud/"), f"[data-offer-card={id_}]")
    page = region.page(f"tilbud/{id_}/")
    found = page.css_first(".banner")
    assert element(card, ".labels li").text(strip=True) == label
    assert element(page, ".labels li").text(strip=True) == label
    assert (" ".join(found.text().split()) if found else "") == banner


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_that_it_waits_or_runs(region: Site, language: str) -> None:
    """In any language, on cards and on its own page: only confirmed offers are."""
    says = {
        "nb": ("ikke startet ennå", "Prøves ut"),
        "nn": ("ikkje starta enno", "Blir prøvd ut"),
        "en": ("not begun yet", "Being tried out"),
        "se": ("ikke startet ennå", "Prøves ut"),
    }[language]
    prefix = region.prefix(language)
    own = {id_: element(region.page(f"{prefix}tilbud/{id_}/"), "article").text() for id_ in SAID}
    assert {id_ for id_, text in own.items() if any(words in text for words in says)} == {"kjent-plan", "kjent-proeve"}
    for address in ("tilbud/", "kommune/fjordby/", "utskrift/kommune/fjordby/", "lagret/"):
        for card in region.page(prefix + address).css("[data-offer-card], [data-offer]"):
            id_ = card.attributes.get("data-offer-card") or card.attributes.get("data-offer") or ""
            if id_ in UNCONFIRMED:
                assert not any(words in card.text() for words in says), (address, id_)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("nb", "Var planlagt i 2019"),
        ("nn", "Var planlagt i 2019"),
        ("en", "Was planned in 2019"),
        ("se", "Lei plánejuvvon jagis 2019"),
    ],
)
def test_it_is_shown_in_every_language(region: Site, language: str, label: str) -> None:
    page = region.page(f"{region.prefix(language)}tilbud/av-2019/")
    banner = element(page, ".banner").text(strip=True)
    assert element(page, ".labels li").text(strip=True) == label
    assert banner.startswith(f"{label}. ")
    assert len(banner) > len(label) + 10


def test_old_plans_have_a_heading_of_their_own(region: Site) -> None:
    page = region.page("tilbud/")
    shown = {
        heading: [card.attributes["data-offer-card"] for card in page.css(f"[aria-labelledby={heading}] .card")]
        for heading in ("planlagt", "var-planlagt")
    }
    assert shown["planlagt"] == ["kjent-plan"]
    assert sorted(map(str, shown["var-planlagt"])) == ["av-2019", "av-flere", "i-fjor", "til-vaaren", "uten-kilde"]


def test_the_note_says_how_old_the_facts_are(region: Site) -> None:
    note = element(region.page("tilbud/proeve/"), ".trust [data-age]")
    assert note.attributes["data-age"] == "2020-11-12"
    assert " ".join(note.text().split()) == (
        "Ikke bekreftet av dem som driver det. Opplysningene er fra november 2020 – ring før du drar"
    )
    assert not region.page("tilbud/proeve-uten/").css("article [data-age]")
    confirmed = element(region.page("tilbud/kjent-proeve/"), "article [data-age]")
    assert confirmed.attributes["data-age"] == "2026-11-01"
    paper = element(region.page("utskrift/kommune/fjordby/"), "[data-offer-card=proeve]")
    assert "Opplysningene er fra november 2020" in " ".join(paper.text().split())


def test_the_search_knows_how_old_the_facts_are(region: Site) -> None:
    found = {document.address: (document.state, document.age) for document in documents(region.directory)}
    assert found["tilbud/av-flere/"] == ("once", 2018)
    assert found["tilbud/uten-kilde/"] == ("once", None)
    assert found["tilbud/kjent-plan/"] == ("planned", None)
    assert found["tilbud/proeve/"] == ("", 2020)
    strings = element(region.page("sok/"), "[data-search-page] template").html or ""
    assert "Var planlagt i {year}" in strings
    assert "Opplysningene er fra {year}" in strings


@pytest.mark.parametrize(
    ("language", "label", "note"),
    [
        ("nb", "Var planlagt i 2018", "Ikke bekreftet av dem som driver det. Opplysningene er fra 2018"),
        ("en", "Was planned in 2018", "Not confirmed by the people who run it. The facts are from 2018"),
    ],
)
def test_a_hit_of_the_search_says_it_too(region: Site, browser: Browser, language: str, label: str, note: str) -> None:
    context = new_context(browser, locale="nb-NO")
    with served(region.out) as serving:
        page = context.new_page()
        page.goto(f"{serving.address}{region.prefix(language)}sok/#q=av-flere")
        hit = page.locator("ol[data-results] > li", has=page.locator("a[href$='tilbud/av-flere/']"))
        expect(hit.locator(".labels li", has_text=label)).to_have_count(1)
        expect(hit.locator(".freshness")).to_have_text(note)
    context.close()


def test_open_data_stays_raw(region: Site) -> None:
    status = {offer["id"]: offer["status"] for offer in json.loads(region.text("data/offers.json"))["offers"]}
    assert (status["av-2019"], status["proeve"]) == ("planned", "pilot")
    rows = csv.DictReader(io.StringIO(region.text("data/offers.csv").removeprefix("\ufeff")), delimiter=";")
    assert {row["id"]: row["status"] for row in rows}["av-2019"] == "planned"


def test_plans_are_in_no_count(region: Site) -> None:
    usable = [offer.id for offer in Indexes(region.directory).by_municipality.available["fjordby"].usable]
    assert sorted(usable) == ["kafe", "kjent-proeve", "proeve", "proeve-uten"]
    site = localized_sites(region.directory, region.base_url)[0]
    assert len(site.indexes.listed) == len(usable)
    assert "4 tilbud" in element(region.page("kommune/fjordby/"), ".lead").text()
