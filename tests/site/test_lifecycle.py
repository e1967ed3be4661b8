"""The life of an offer, from planned to ended, and where it is found in each stage, as docs/lifecycle.md says."""

import dataclasses
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support.built import REPO, Site, build_site
from tests.support.elements import element
from tools.reference import lay_out
from veiviser.search.documents import documents

EVERYWHERE = frozenset({"list", "municipality", "letters", "search", "news", "sitemap", "saved"})
# Offers that cannot be used now are found by their name only, see docs/search.md.
ON_THE_LIST = frozenset({"list", "letters", "search", "sitemap", "saved"})
# By the id of an offer: the fields that set its stage, and where it is found.
STAGES: dict[str, tuple[dict[str, str], frozenset[str]]] = {
    "planlagt": ({"status": "planned", "starts_on": "2027-01"}, ON_THE_LIST),
    "proves-ut": ({"status": "pilot"}, EVERYWHERE),
    "i-gang": ({"status": "active", "aliases": "gammelt-navn"}, EVERYWHERE),
    "over-tida": ({"status": "active", "ends_on": "2026-10"}, EVERYWHERE),
    "pause": ({"status": "paused"}, ON_THE_LIST),
    "slutt": ({"status": "ended", "ended_on": "2026-10-30", "replaced_by": "i-gang"}, frozenset({"news", "search"})),
    "skjult": ({"status": "active", "verified_on": "2024-01-01"}, frozenset()),
}


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with an offer in each stage, one of them hidden for lack of confirmation, and an event of each."""
    root = tmp_path_factory.mktemp("life") / "root"
    lay_out(None, root)
    site = root / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8") + "hide_after_days: 700\n", "utf-8")
    (root / "content" / "events").mkdir()
    for id_, (fields, _found) in STAGES.items():
        write(root, id_, {"verified_on": "2026-11-01", "phone": "22 22 22 22", **fields})
    return build_site(root, root.parent / "site")


def write(root: Path, id_: str, fields: dict[str, str]) -> None:
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    base = (root / "content" / "offers" / "kafe.md").read_text("utf-8").split("---")[1]
    kept = "".join(line + "\n" for line in base.splitlines() if line and not line.startswith(("status:", "title:")))
    (root / "content" / "offers" / f"{id_}.md").write_text(f"---\ntitle: T {id_}\n{kept}{more}---\n", "utf-8")
    event = f"---\ntitle: A {id_}\noffer: {id_}\nstarts: 2026-12-01T18:00\n---\n"
    (root / "content" / "events" / f"a-{id_}.md").write_text(event, "utf-8")


def listed(page: LexborHTMLParser) -> set[str]:
    return {node.attributes["data-offer-card"] or "" for node in page.css("[data-offer-card]")}


@pytest.mark.parametrize("id_", STAGES)
def test_where_an_offer_is_found(life: Site, id_: str) -> None:
    address = f"tilbud/{id_}/"
    found = {
        "list": id_ in listed(life.page("tilbud/")),
        "municipality": id_ in listed(life.page("kommune/fjordby/")),
        "letters": f'href="../{address}"' in life.text("a-aa/index.html"),
        "search": any(address in str(dataclasses.asdict(one)) for one in documents(life.directory)),
        "news": f"{address}</id>" in life.text("nytt.xml"),
        "sitemap": f"{address}</loc>" in life.text("sitemap.xml"),
        "saved": life.page("lagret/").css_first(f"[data-offer~='{id_}']:not([hidden])") is not None,
    }
    assert {name for name, is_there in found.items() if is_there} == STAGES[id_][1]


@pytest.mark.parametrize("id_", STAGES)
def test_its_page_its_calendar_and_its_data_stay_in_every_stage(life: Site, id_: str) -> None:
    assert life.page(f"tilbud/{id_}/").css_first(f'main[data-offer="{id_}"]')
    assert f"tilbud/{id_}/kalender.ics" in life.files
    assert f'"id": "{id_}"' in life.text("data/offers.json")


@pytest.mark.parametrize(
    ("id_", "banner_text"),
    [
        ("planlagt", "har ikke startet ennå. Planlagt start: januar 2027"),
        ("over-tida", "skulle vare til oktober 2026. Spør før du drar."),
        ("pause", "pause"),
        ("slutt", "avsluttet 30. oktober 2026"),
        ("i-gang", ""),
    ],
)
def test_its_page_says_how_far_it_has_come(life: Site, id_: str, banner_text: str) -> None:
    banner = life.page(f"tilbud/{id_}/").css_first(".banner")
    assert banner_text in banner.text() if banner else not banner_text


def test_events_of_what_has_ended_are_not_shown_as_coming(life: Site) -> None:
    shown = {node.attributes["data-event"] for node in life.page("kalender/").css("[data-event]")}
    assert shown == {f"a-{id_}" for id_ in STAGES} - {"a-slutt"}


def test_what_has_ended_is_a_signpost_and_no_redirect(life: Site) -> None:
    page = life.page("tilbud/slutt/")
    assert page.css_first('.banner a[href$="tilbud/i-gang/"]')
    assert not page.css("meta[http-equiv=refresh]")
    assert "slutt" not in life.text("_redirects") + life.text("_redirects.nginx")


def test_an_earlier_name_leads_on_without_a_server_and_is_listed_for_those_that_have_one(life: Site) -> None:
    page = life.page("tilbud/gammelt-navn/")
    refresh = element(page, "meta[http-equiv=refresh]").attributes["content"] or ""
    assert refresh.startswith("0;")
    assert refresh.endswith("i-gang/")
    canonical = element(page, "link[rel=canonical]").attributes["href"] or ""
    assert canonical.endswith("/tilbud/i-gang/")
    for file in ("_redirects", "_redirects.nginx"):
        assert "/tilbud/gammelt-navn/" in life.text(file)
    assert "gammelt-navn" not in life.text("sitemap.xml")


def test_the_guide_describes_every_field_and_stage() -> None:
    guide = (REPO / "docs" / "lifecycle.md").read_text("utf-8")
    stages = ("planned", "pilot", "active", "paused", "ended")
    fields = ("starts_on", "ends_on", "ended_on", "replaced_by", "aliases", "verified_on", "hide_after_days")
    warnings = ("past-start", "past-end", "dates-passed", "short-notice", "stale")
    missing = [word for word in (*stages, *fields) if f"`{word}`" not in guide]
    missing += [code for code in warnings if f"[{code}](problems/{code}.md)" not in guide]
    assert missing == []
