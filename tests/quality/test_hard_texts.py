"""Pages with difficult texts: very long words, many municipalities, other scripts, emoji, no translations."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from tests.quality.faultless import faultless
from tests.support.built import Site, built_once
from tests.support.tiers import exhaustive
from tools.browser import new_page
from tools.quality.browsing import State, opened, own, put
from tools.quality.faults import Fault
from tools.quality.samples import samples
from tools.quality.serving import served
from tools.quality.validity import invalid
from tools.reference import lay_out

LONG = "Pårørendesamtalegruppekoordineringsmøte" * 3
ARABIC, HEBREW = "مجموعة دعم لأقارب المرضى", "קבוצת תמיכה"
EMOJI = "👩‍👩‍👧‍👦 Familiekveld 🎉"
MUNICIPALITIES = [f"kommune-{number:02}" for number in range(41)]
RECORD = {
    "status": "active",
    "organisations": "langt-navn",
    "coverage": MUNICIPALITIES[:40],
    "audiences": ["partner", "lang"],
    "needs": ["samtale", "lang"],
    "formats": ["gruppe"],
    "summary": LONG[:100],
    "schedule": LONG,
    "cost": LONG,
    "eligibility": LONG,
    "waiting_time": LONG,
    "notice": LONG,
    "notice_until": "2027-01-31",
    "registration": "required",
    "registration_by": "2026-12-24",
    "contacts": ["utland"],
    "places": ["stedet"],
    "verified_by": LONG,
    "verified_on": "2026-11-01",
}
TITLES = {"lang": LONG[:90], "arabisk": ARABIC, "hebraisk": HEBREW, "emoji": EMOJI}


def _texts() -> Iterator[tuple[str, object]]:
    yield (
        "site.yaml",
        {
            "title": "Fjordveiviseren" + LONG[:40],
            "tagline": EMOJI,
            "base_url": "https://fjord.example.org/",
            "languages": ["nb", "nn", "en", "se"],
            "publisher": "langt-navn",
            "repository": "https://git.example.org/fjord",
            "feedback_email": "fjord@fjord.example.org",
            "exit_url": "https://www.yr.no/",
        },
    )
    yield "municipalities.yaml", [
        {"id": id_, "number": 9900 + at, "name": f"{(LONG, ARABIC, EMOJI, 'Vik')[at % 4][:50]} {at}",
         "county": "fjordland", "neighbours": [MUNICIPALITIES[at - 1]], "postcodes": [f"{1000 + at}"]}
        for at, id_ in enumerate(MUNICIPALITIES)
    ]  # fmt: skip
    hard = {"id": "lang", "name": LONG[:60], "description": LONG}
    yield "vocabulary/needs.yaml", [{"id": "samtale", "name": "Noen å snakke med"}, hard]
    yield "vocabulary/audiences.yaml", [{"id": "partner", "name": ARABIC}, hard]
    yield "dictionary.yaml", [{"id": "langt", "preferred": LONG[:80], "explanation": LONG}]
    yield "organisations/langt-navn.yaml", {
        "name": LONG[:90], "kind": "municipality", "phone": "+44 20 7946 0958", "summary": f"{ARABIC} {LONG}",
        "email": "et.svaert.langt.navn.paa.en.avdeling.i.kommunen@avdeling.fjord.example.org",
    }  # fmt: skip
    yield "contacts/utland.yaml", {
        "role": HEBREW, "organisation": "langt-navn", "phone": "+4930901820", "hours": LONG, "languages": ["ar", "nb"],
    }  # fmt: skip
    yield "places/stedet.yaml", {
        "name": ARABIC, "municipality": MUNICIPALITIES[40], "address": LONG[:80], "postcode": "1040", "city": HEBREW,
        "directions": LONG, "opening_hours": ["monday-friday 08:00-15:30"],
    }  # fmt: skip


@pytest.fixture(scope="module")
def strained(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built_once(lambda: laid_out(tmp_path_factory.mktemp("strained") / "root"), "strained", tmp_path_factory)


def laid_out(root: Path) -> Path:
    files = {path: yaml.safe_dump(value, allow_unicode=True) for path, value in _texts()}
    for id_, title in TITLES.items():
        offer = yaml.safe_dump({"title": title, **RECORD}, allow_unicode=True)
        files[f"offers/{id_}.md"] = f"---\n{offer}---\n\n{LONG}\n\n## {LONG}\n\n- {ARABIC}\n- {EMOJI}\n"
        event = yaml.safe_dump({"title": title, "offer": id_, "starts": "2026-12-01T18:00"}, allow_unicode=True)
        files[f"events/moete-{id_}.md"] = f"---\n{event}---\n"
        page = yaml.safe_dump({"title": title, "menu": "true"}, allow_unicode=True)
        files[f"pages/side-{id_}.md"] = f"---\n{page}---\n\n{LONG}\n"
    files["offers/kafe.md"] = files["offers/lang.md"].replace(LONG[:90], "Kafé med " + HEBREW)
    lay_out(None, root)
    for path, text in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, "utf-8", newline="")
    return root


WIDE = exhaustive("tests/quality/test_hard_texts.py::test_nothing_overflows_and_nothing_breaks[320]")


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=WIDE)])
def test_nothing_overflows_and_nothing_breaks(strained: Site, browser: Browser, width: int) -> None:
    """One page of every sample, rotating through the four languages; none of the content is translated."""
    pages = samples(strained.directory)
    languages = cycle(strained.directory.languages)
    faults: list[Fault] = []
    with served(strained.out) as base:
        page = new_page(browser)
        for sample in pages:
            language = next(languages)
            address = sample.addresses.get(language) or sample.addresses["nb"]
            put(page, State(language, "light", width))
            opened(page, base + address, stay=sample.redirects)
            page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
            faults += own(page, f"{address} ({width} px)")
        page.close()
    faultless(faults)


def test_every_hard_title_stands_whole_and_in_its_own_language(strained: Site) -> None:
    for id_, title in TITLES.items():
        for language in strained.directory.languages:
            heading = strained.page(f"{strained.prefix(language)}tilbud/{id_}/").css_first("h1")
            assert heading is not None
            assert heading.text(strip=True) == title
            assert len(heading.css("[lang=nb]")) == (language != "nb"), f"{language} {id_}"


@exhaustive(
    "tests/quality/test_hard_texts.py::test_nothing_overflows_and_nothing_breaks[320]",
    "tests/quality/test_hard_texts.py::test_every_hard_title_stands_whole_and_in_its_own_language",
)
def test_every_hard_offer_can_be_read_in_every_language(strained: Site, browser: Browser) -> None:
    faults: list[Fault] = []
    with served(strained.out) as base:
        page = new_page(browser)
        for id_, title in TITLES.items():
            for language in strained.directory.languages:
                address = f"{strained.prefix(language)}tilbud/{id_}/"
                put(page, State(language, "dark", 320))
                page.goto(base + address)
                assert page.locator("h1").inner_text() == title
                assert page.locator("h1 [lang=nb], h1[lang=nb]").count() == (language != "nb")
                faults += own(page, address)
        page.close()
    faultless(faults)


def test_nothing_is_blank_and_the_markup_is_valid(strained: Site) -> None:
    blank = [
        f"{address}: <{node.tag}>"
        for address, tree in strained.pages()
        for node in tree.css("h1, h2, h3, h4, title, a, button, dt, dd, li, th, label, legend, option, summary")
        if not (node.text().strip() or node.attributes.get("aria-label") or "data-chips" in node.attributes)
    ]
    assert blank == []
    files = {strained.out / (address + "index.html" if address.endswith("/") or not address else address): None
             for sample in samples(strained.directory)
             for address in sample.addresses.values() if "#" not in address}  # fmt: skip
    faultless(invalid(strained.out, files))


def test_a_number_from_abroad_is_written_and_called_as_one(strained: Site) -> None:
    links = {
        link.attributes["href"]: link.text(strip=True) for link in strained.page("tilbud/lang/").css("a[href^='tel:']")
    }
    assert "+49 30 901820" in links["tel:+4930901820"]
