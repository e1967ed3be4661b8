"""Numbers, prices, links and sources reach visitors as written, on every kind of page and in every feed."""

import json
from pathlib import Path

import pytest

from tests.support.built import Site, built_once
from tests.support.elements import element
from tests.support.records import event, offer, record
from tools.reference import lay_out

SITE = "https://fjord.example.org"
LINE = """\
- id: linja
  name: Linja
  number: "04321"
  when: Ring når du vil
  level: helpline
  source: https://example.org/
  verified_on: 2026-11-01
"""
SOURCES = "\n  - https://vik.no/plan, 3. mai 2018\n  - Planen (https://vik.no/2) fra 2019\n  - Samtale, 2017"


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A region whose numbers, prices and links are written as editors write them."""

    def make() -> Path:
        root = tmp_path_factory.mktemp("facts") / "root"
        lay_out(None, root)
        site = (root / "content" / "site.yaml").read_text("utf-8")
        text = f"[a]({SITE}/tilbud/tur/) [b]({SITE}) [c](https://vik.no/)\n"
        files = {
            "site.yaml": site.replace("languages: [nb, en]", "languages: [nb, nn, en]"),
            "crisis.yaml": LINE,
            "offers/tur.md": offer(text, phone="'22 33 44 55 #12'", cost="Kr 0,-", url=f"{SITE}/kommune/fjordby/"),
            "offers/kor.md": offer(phone="04 999", cost="Gratis for barn", sources=SOURCES),
            "offers/kor.en.md": record(title="Choir", cost="Free of charge"),
            "events/tur.md": event(offer="tur"),
        }
        for path, data in files.items():
            (root / "content" / path).parent.mkdir(exist_ok=True)
            (root / "content" / path).write_text(data, encoding="utf-8")
        return root

    return built_once(make, "facts", tmp_path_factory)


def calls(site: Site, address: str) -> dict[str, str]:
    """The address that calls each number, by the text that a page shows for it."""
    links = site.page(address).css("a[href^='tel:']")
    return {(link.css_first(".number") or link).text().strip(): link.attributes["href"] or "" for link in links}


def test_a_number_of_a_service_keeps_its_zero_everywhere(facts: Site) -> None:
    for address in ("", "hjelp-na/", "nn/tilbud/kor/", "sok/", "utskrift/kommune/fjordby/"):
        assert calls(facts, address)["04321"] == "tel:04321", address
    for address in ("tilbud/kor/", "en/tilbud/kor/", "utskrift/kommune/fjordby/"):
        assert calls(facts, address)["04999"] == "tel:04999", address
    offers = {each["id"]: each for each in json.loads(facts.text("data/offers.json"))["offers"]}
    assert offers["kor"]["phone"] == "04999"
    assert '"04999":' in facts.text("search/nb.json")


def test_an_extension_is_in_the_words_of_the_page_and_dialled(facts: Site) -> None:
    for prefix, words in (("", "internnummer 12"), ("nn/", "internnummer 12"), ("en/", "extension 12")):
        for address in (f"{prefix}tilbud/tur/", f"{prefix}utskrift/kommune/fjordby/"):
            assert calls(facts, address)[f"22 33 44 55, {words}"] == "tel:+4722334455,12", address
        shared = element(facts.page(f"{prefix}tilbud/tur/"), "a[href^='sms:']").attributes["href"] or ""
        assert words.replace(" ", "%20") in shared
    assert "internnummer 12" in facts.text("arrangement/tur.ics").replace("\n ", "").replace("\\", "")
    offers = {each["id"]: each for each in json.loads(facts.text("data/offers.json"))["offers"]}
    assert offers["tur"]["phone"] == "+4722334455;ext=12"
    assert '"22334455":' in facts.text("search/nb.json")


def test_what_is_free_has_the_mark_and_what_is_not_has_its_words(facts: Site) -> None:
    free, priced = facts.page("tilbud/tur/"), facts.page("tilbud/kor/")
    assert "Gratis" in [label.text() for label in free.css("article > header .labels li")]
    assert "Gratis" not in [label.text() for label in priced.css("article > header .labels li")]
    assert "Gratis for barn" in element(priced, "#pris").parent.text()  # type: ignore[union-attr]
    offers = {each["id"]: each for each in json.loads(facts.text("data/offers.json"))["offers"]}
    assert (offers["tur"]["free"], offers["tur"]["cost"]) == (True, {})


def test_links_to_the_site_itself_never_carry_its_host(facts: Site) -> None:
    page = facts.page("tilbud/tur/")
    addresses = [link.attributes["href"] for link in page.css(".body a, .contact-points a")]
    assert "../../tilbud/tur/" in addresses
    assert "../../" in addresses
    assert "https://vik.no/" in addresses
    assert "../../kommune/fjordby/" in addresses
    assert not any((address or "").startswith(SITE) for address in addresses)


def test_a_source_is_a_link_and_a_date(facts: Site) -> None:
    items = facts.page("tilbud/kor/").css(".trust li")
    assert [item.text() for item in items] == [
        "https://vik.no/plan, 3. mai 2018", "Planen (https://vik.no/2) fra 2019", "Samtale, 2017",
    ]  # fmt: skip
    assert [link.attributes["href"] for item in items for link in item.css("a")] == [
        "https://vik.no/plan", "https://vik.no/2",
    ]  # fmt: skip
