"""How to get to an offer: the contact for registration, the address, and accessibility."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support.built import Site, build_site
from tests.support.elements import element

MakeRoot = Callable[..., Path]

OFFER = """---
title: Kurs
summary: Et kurs.
status: active
organisations: fjordby-kommune
coverage: fjordby
audiences: partner
needs: samtale
formats: gruppe
places: [huset, hemmelig]
registration: required
registration_contact: kursleder
{more}
---
"""
EVENT = """---
title: Kveld
offer: kurs
starts: 2026-12-01T18:00
---
"""
FILES = {
    "content/events/kveld.md": EVENT,
    "content/contacts/kursleder.yaml": "role: Kursleder\norganisation: laget\nphone: 55 00 00 77\n",
    "content/organisations/laget.yaml": "name: Laget\nkind: voluntary\n",
    "content/vocabulary/accessibility.yaml": "- id: rullestol\n  name: Plass til rullestol\n  wheelchair: true\n",
    "content/places/huset.yaml": (
        "name: Huset\nmunicipality: fjordby\naddress: Elvegata 12\npostcode: 9991\ncity: Fjordby\n"
        "accessibility: rullestol\n"
    ),
    "content/places/hemmelig.yaml": "name: Krisesenteret\nmunicipality: fjordby\nsecret: true\n",
}


def made(make_root: MakeRoot, tmp_path: Path, more: str = "") -> Site:
    return build_site(make_root(files=FILES | {"content/offers/kurs.md": OFFER.format(more=more)}), tmp_path / "site")


def answer(page: LexborHTMLParser, label: str) -> list[str]:
    """The values in a row of a page's facts, line by line."""
    row = next(row for row in page.css(".facts > div") if element(row, "dt").text() == label)
    return [" ".join(node.text().split()) for node in row.css("dd")]


@pytest.mark.parametrize("address", ["tilbud/kurs/", "arrangement/kveld/", "kurs/"])
def test_the_contact_for_registration_can_be_called(address: str, make_root: MakeRoot, tmp_path: Path) -> None:
    page = made(make_root, tmp_path).page(address)
    assert answer(page, "Påmelding") == ["Du må melde deg på", "Meld deg på hos: Kursleder Ring 55 00 00 77"]
    assert page.css_first(".facts a[href='tel:+4755000077']")
    if address != "kurs/":
        assert page.css_first(".contact-points a[href='tel:+4755000077']")


def test_no_contact_is_named_twice(make_root: MakeRoot, tmp_path: Path) -> None:
    page = made(make_root, tmp_path, "contacts: kursleder").page("tilbud/kurs/")
    assert len(page.css(".contact-points a[href='tel:+4755000077']")) == 1


def test_the_contact_is_not_shown_after_the_last_day(make_root: MakeRoot, tmp_path: Path) -> None:
    page = made(make_root, tmp_path, "registration_by: 2026-11-01").page("tilbud/kurs/")
    assert answer(page, "Påmelding") == ["Du må melde deg på"]


@pytest.mark.parametrize("address", ["tilbud/kurs/", "arrangement/kveld/"])
def test_the_address_is_shown_unless_it_is_secret(address: str, make_root: MakeRoot, tmp_path: Path) -> None:
    page = made(make_root, tmp_path).page(address)
    assert answer(page, "Hvor") == ["Huset", "Elvegata 12, 9991 Fjordby", "Krisesenteret"]


def test_an_offer_is_as_open_as_its_places(make_root: MakeRoot, tmp_path: Path) -> None:
    site = made(make_root, tmp_path)
    assert answer(site.page("tilbud/kurs/"), "Tilrettelegging") == ["Plass til rullestol"]
