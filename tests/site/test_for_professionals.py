"""Offers for professionals only are shown separately, and are not in the counts for other people."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support import records
from tests.support.built import Site, build_site
from tests.support.elements import element
from tools.reference import lay_out

FILES = {
    "municipalities.yaml": """\
- {id: fjordby, number: "9901", name: Fjordby, county: fjordland, url: "https://www.fjordby.example.org/",
   sources: "Liste over kommuner, 2024"}
- {id: vik, number: "9902", name: Vik, county: fjordland, url: "https://www.vik.example.org/"}
""",
    "vocabulary/audiences.yaml": """\
- {id: partner, name: Partner}
- {id: laerer, name: Lærer, professional: true}
- {id: lege, name: Lege, professional: true}
""",
    "vocabulary/needs.yaml": """\
- {id: avlastning, name: Avlastning}
- {id: samtale, name: Noen å snakke med}
- {id: laering, name: Kurs for dem som hjelper}
""",
    "contacts/barna.yaml": """\
role: Den som ser til barna
organisation: fjordby-kommune
phone: 22 22 22 22
responsibilities: children-as-next-of-kin
areas: vik
sources: "Brev fra kommunen, mars 2023"
""",
    "organisations/fjordby-kommune.yaml": """\
name: Fjordby kommune
kind: municipality
phone: 22 22 22 22
sources: ["https://www.fjordby.example.org/om", "Lagt til av oss: telefonen"]
""",
    "offers/fagkurs.md": records.offer(audiences="laerer", needs="laering", coverage="[fjordby, vik]"),
    # An offer for professionals only, under a need that others have too.
    "offers/fagprat.md": records.offer(audiences="[laerer, lege]", needs="samtale", coverage="[fjordby, vik]"),
    "offers/alle.md": records.offer(
        audiences="[partner, lege]", needs="samtale", contacts="barna", places="[huset, skjulet]", sources="Avis, 2022"
    ),
    "places/huset.yaml": "name: Huset\nmunicipality: fjordby\nsources: [Oppslag på døra]\n",
    "places/skjulet.yaml": "name: Skjulet\nmunicipality: fjordby\nsecret: true\nsources: Kart over Storgata 1\n",
    "areas.yaml": "- {id: fjordland, name: Fjordland, kind: county, sources: [Lov om fylker, 'Kart, 2020']}\n",
    "offers/plan.md": records.offer(status="planned", coverage="vik"),
}  # fmt: skip


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("professionals") / "root"
    lay_out(None, root)
    write(root, FILES)
    return build_site(root, root.parent / "site")


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def under(site: Site, address: str, heading: str) -> list[str]:
    return sorted(
        card.attributes["data-offer-card"] or ""
        for card in site.page(address).css(f"[aria-labelledby={heading}] [data-offer-card]")
    )


def count(site: Site, page: str, to: str) -> int:
    """The number in the link from one page to another."""
    links = [a for a in site.page(page).css("a[href]") if (a.attributes["href"] or "").endswith(to) and a.css(".count")]
    assert links, (page, to)
    return int(element(links[0], ".count").text())


def test_they_are_a_group_of_their_own_on_every_list(region: Site) -> None:
    for address in ("tilbud/", "kommune/fjordby/", "kommune/vik/"):
        assert under(region, address, "fagfolk") == ["fagkurs", "fagprat"], address
    assert under(region, "behov/samtale/", "fagfolk") == ["fagprat"]
    assert under(region, "kommune/fjordby/samtale/", "fagfolk") == ["fagprat"]
    assert under(region, "utskrift/kommune/fjordby/", "samtale") == ["alle", "kafe"]


def test_no_number_counts_them(region: Site) -> None:
    assert "2 tilbud" in element(region.page("kommune/fjordby/"), ".lead").text()
    assert "2 tilbud" in element(region.page("tilbud/"), ".lead").text()
    assert count(region, "kommune/", "fjordby/") == 2
    assert count(region, "kommune/", "vik/") == 0
    assert count(region, "", "behov/samtale/") == 2
    assert count(region, "kommune/fjordby/", "fjordby/samtale/") == 2


def test_they_count_under_their_own_terms(region: Site) -> None:
    """They count under an audience of professionals, and under a need that no other offers have."""
    assert count(region, "", "behov/laering/") == 1
    assert under(region, "behov/laering/", "tilbud") == ["fagkurs"]
    assert count(region, "", "for/lege/") == 2
    assert under(region, "for/lege/", "tilbud") == ["alle", "fagprat"]
    assert count(region, "kommune/vik/", "vik/laering/") == 1


def test_where_others_have_nothing_it_says_so_and_leads_on(region: Site) -> None:
    page = region.page("kommune/vik/")
    assert "Vi kjenner ingen tilbud til familie og venner her ennå" in element(page, ".empty").text()
    assert not page.css(".lead")
    links = [a.attributes["href"] or "" for a in element(page, ".empty").parent.css("main a, ul.filters a")]  # type: ignore[union-attr]
    assert "https://www.vik.example.org/" in links
    assert any(link.endswith("hjelp-na/") for link in links)
    assert any(link.endswith("ordbok/") for link in links)
    assert not region.page("kommune/fjordby/").css(".empty")


def test_contacts_for_children_are_shown_where_families_look(region: Site) -> None:
    assert "Den som ser til barna" in element(region.page("kommune/vik/"), "[aria-labelledby=barna]").text()
    assert not region.page("kommune/fjordby/").css("[aria-labelledby=barna]")
    assert "Den som ser til barna" in element(region.page("for-barn/"), "[aria-labelledby=barna]").text()


def test_the_word_for_them_names_the_municipality_too(region: Site) -> None:
    words = {"": "på sykehuset eller i kommunen", "en/": "at the hospital or in the municipality"}
    for prefix, word in words.items():
        assert word in element(region.page(f"{prefix}for-barn/"), ".glossary").text()


def test_sources_are_shown_where_the_facts_are(region: Site) -> None:
    own = [item.text(strip=True) for item in region.page("organisasjon/fjordby-kommune/").css("main li")]
    assert {"https://www.fjordby.example.org/om", "Lagt til av oss: telefonen"} <= set(own)
    assert "Liste over kommuner, 2024" in element(region.page("kommune/fjordby/"), "main").text()
    assert "Oppslag på døra" in element(region.page("sted/huset/"), "main").text()
    offer = [item.text(strip=True) for item in region.page("tilbud/alle/").css(".trust li")]
    assert offer == ["Avis, 2022", "Brev fra kommunen, mars 2023", "Oppslag på døra"]
    assert re.search(r'"sources": \[\s*"https://www.fjordby', region.text("data/organisations.json"))


def test_the_sources_of_a_secret_place_are_not_shown(region: Site) -> None:
    paths = [path for path in region.files if path.endswith((".html", ".json", ".csv", ".xml", ".ics"))]
    assert [path for path in paths if "Storgata 1" in region.text(path)] == []
