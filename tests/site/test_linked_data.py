"""What programs read from a page: JSON-LD in the vocabulary of schema.org, and what is shown when a page is shared."""

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support.built import Site, file_of
from tests.support.elements import element

# Google: structured data of events. Required, and recommended as far as a directory can know it (no pictures, no acts).
REQUIRED = {"name", "startDate", "location"}
RECOMMENDED = {"description", "eventStatus", "eventAttendanceMode", "organizer", "url"}


def about(page: LexborHTMLParser, kind: str) -> list[dict[str, Any]]:
    """The things of a type that a page is about; a page has at most one block of JSON-LD."""
    scripts = page.css('script[type="application/ld+json"]')
    assert len(scripts) <= 1
    if not scripts:
        return []
    data = json.loads(scripts[0].text())
    assert data["@context"] == "https://schema.org"
    return [thing for thing in data["@graph"] if thing["@type"] == kind]


def test_a_listed_offer_is_a_service_of_its_owner(example: Site) -> None:
    public = ("municipality", "county", "health-trust", "state")
    kinds = set()
    for offer in example.directory.offers:
        page = example.page(f"tilbud/{offer.id}/")
        found = about(page, "GovernmentService") + about(page, "Service")
        assert len(found) == (1 if offer.listed else 0), offer.id
        for thing in found:
            expected = "GovernmentService" if offer.organisations[0].facts.kind in public else "Service"
            kinds.add(expected)
            assert (offer.id, thing["@type"]) == (offer.id, expected)
            assert thing["provider"]["name"] == offer.organisations[0].name
            assert thing["serviceType"] == [need.name["nb"] for need in offer.needs]
            assert [one["audienceType"] for one in thing["audience"]] == [a.name["nb"] for a in offer.audiences]
            assert thing["areaServed"]
            assert thing["availableChannel"]
    assert kinds == {"GovernmentService", "Service"}


def test_diagnoses_are_in_no_linked_data_of_their_own(tiny: Site) -> None:
    (service,) = about(tiny.page("tilbud/nattlinja/"), "Service")
    assert tiny.directory.vocabulary["conditions"]
    assert "demens" not in json.dumps(service, ensure_ascii=False).lower()


def test_each_time_that_is_to_come_is_an_event_with_all_that_google_asks_for(example: Site, tiny: Site) -> None:
    for site in (example, tiny):
        for event in site.directory.events:
            found = about(site.page(f"arrangement/{event.id}/"), "Event")
            coming = () if event.abandoned else event.coming(site.directory.today)[:12]
            assert [thing["startDate"][:10] for thing in found] == [str(one.start.day) for one in coming]
            for thing, one in zip(found, coming, strict=True):
                assert set(thing) >= REQUIRED | RECOMMENDED
                assert ("endDate" in thing) == (one.end is not None)
                assert all(map(located, in_list(thing["location"])))
                if one.start.time:
                    assert thing["startDate"][-6:] in ("+01:00", "+02:00")
                assert thing["endDate"] >= thing["startDate"] if one.end else True


def in_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def located(place: dict[str, Any]) -> bool:
    if place["@type"] == "VirtualLocation":
        return bool(place["url"])
    return bool(place["name"]) and place["address"]["addressCountry"] == "NO"


def test_a_time_that_is_off_and_one_that_has_moved_say_so(tiny: Site) -> None:
    found = about(tiny.page("arrangement/kafekveld/"), "Event")
    found_states = [(e["startDate"], e["eventStatus"].rpartition("/")[2], e.get("previousStartDate")) for e in found]
    assert found_states == [
        ("2026-11-24T18:00:00+01:00", "EventScheduled", None),
        ("2026-12-01T18:00:00+01:00", "EventScheduled", None),
        ("2026-12-08T18:00:00+01:00", "EventCancelled", None),
        ("2026-12-16T18:00:00+01:00", "EventRescheduled", "2026-12-15T18:00:00+01:00"),
    ]
    assert {e["offers"]["price"] for e in found} == {0}
    assert found[0]["endDate"] == "2026-11-24T20:00:00+01:00"


def test_a_secret_place_shows_only_its_municipality(example: Site) -> None:
    secret = {place.name for place in example.directory.places if place.facts.secret}
    addresses = [
        place["address"]
        for offer in example.directory.offers
        for kind in ("GovernmentService", "Service")
        for thing in about(example.page(f"tilbud/{offer.id}/"), kind)
        for channel in thing["availableChannel"]
        if (place := channel.get("serviceLocation")) and place["name"] in secret
    ]
    assert addresses
    assert all(set(address) == {"@type", "addressRegion", "addressCountry"} for address in addresses)


def test_organisations_and_breadcrumbs_are_included(example: Site) -> None:
    for organisation in example.directory.organisations:
        (thing,) = about(example.page(f"organisasjon/{organisation.id}/"), "Organization")
        assert thing["name"] == organisation.name
    for address, page in example.pages():
        shown = [link.text(strip=True) for link in page.css("nav.crumbs a")]
        way = about(page, "BreadcrumbList")
        assert len(way) == (1 if shown and address != "404.html" else 0), address
        if way:
            items = way[0]["itemListElement"]
            assert [item["name"] for item in items[:-1]] == shown
            assert items[-1]["item"] == example.base_url + address
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))


def shared(page: LexborHTMLParser) -> dict[str, str]:
    return {
        (node.attributes["property"] or "").removeprefix("og:"): node.attributes["content"] or ""
        for node in page.css('meta[property^="og:"]')
    }


def test_what_is_shared_names_no_diagnosis(site: Site) -> None:
    """Neither for offers for certain diagnoses or sensitive ones, nor for pages whose text names a diagnosis."""
    directory = site.directory
    names = {name.casefold() for term in directory.vocabulary["conditions"] for name in term.name.values()}
    discreet = {f"tilbud/{offer.id}/" for offer in directory.offers if offer.discreet}
    discreet |= {f"arrangement/{event.id}/" for event in directory.events if event.offer and event.offer.discreet}
    neutral = 0
    for address, page in site.pages():
        found = shared(page)
        if not found:
            continue
        words = f"{found['title']} {found['description']}".casefold()
        assert not any(name in words for name in names), address
        assert found["description"], address
        if address in discreet:
            neutral += 1
            assert found["title"] == found["site_name"], address
    assert neutral == len(discreet) > 0


def test_a_page_that_names_nothing_is_shared_by_its_own_title(tiny: Site) -> None:
    found = shared(tiny.page("tilbud/kafe/"))
    offer = next(offer for offer in tiny.directory.offers if offer.id == "kafe")
    assert (found["title"], found["description"]) == (offer.title["nb"], offer.summary["nb"])
    assert "url" not in found, "the canonical address says it"
    assert found["locale"] == "nb_NO"


def test_the_sitemap_has_the_date_of_the_latest_news(tiny: Site) -> None:
    entries = tiny.text("sitemap.xml").splitlines()
    days = {line.split("<loc>")[1].split("<")[0]: line for line in entries if "<loc>" in line}
    assert "<lastmod>2026-02-01</lastmod>" in days[f"{tiny.base_url}nn/tilbud/nattlinja/"]
    assert "<lastmod>" not in days[f"{tiny.base_url}hjelp-na/"]


@pytest.mark.parametrize("address", ["", "tilbud/kafe/", "404.html"])
def test_the_manifest_and_the_icon_carry_the_regions_name_and_colour(address: str, tiny: Site) -> None:
    colour = tiny.directory.site.theme_colour
    page = tiny.page(address)
    depth = file_of(address).count("/")
    assert (
        element(page, 'link[rel="manifest"]').attributes["href"]
        == ("../" * depth or "./") + "assets/manifest.webmanifest"
    )
    manifest = json.loads(tiny.text("assets/manifest.webmanifest"))
    assert (manifest["name"], manifest["theme_color"]) == (tiny.directory.title["nb"], colour)
    assert {manifest["start_url"], manifest["scope"]} == {"../"}, "it holds under any path"
    assert all(f"assets/{icon['src']}" in tiny.files for icon in manifest["icons"])
    assert f'fill="{colour}"' in tiny.text("assets/icon.svg")
