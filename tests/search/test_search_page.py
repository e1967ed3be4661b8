"""The search page in a real browser: how it reads queries, what it shows, and what it never does."""

import dataclasses
import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.built import REPO, Served, Site, built_once, served
from tests.support.tiers import exhaustive
from tools.browser import new_context, new_page
from tools.quality.serving import served as served_packed
from veiviser.search import vocabulary
from veiviser.search.dictionary import base_groups
from veiviser.search.documents import Document, documents, indexes
from veiviser.search.words import key, tokens

ODD = (
    "a",
    " ", "\u200b", "å", "hva gjør jeg", "og eller men", "!?…", "((([", ".*+?^${}|\\",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE offers; --", "🙂🙂", "Привет как дела", "مرحبا", "字", "constructor", "__proto__ toString",
    "%", "%E0%A4%A",
    "a" * 2000, "mor " * 500, "00000000", "123", "9999", "null undefined NaN", "søsken\0\u202eknis",
)  # fmt: skip

FAILED = "Søket lot seg ikke starte. Du finner alt i listene nedenfor."


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The built site of tests/search/region, on which the search is measured."""
    return built_once(REPO / "tests" / "search" / "region", "search-region", tmp_path_factory)


@pytest.fixture
def serving(region: Site) -> Iterator[Served]:
    with served(region.out, "/under/her/") as serving:
        yield serving


@pytest.fixture
def page(browser: Browser, serving: Served) -> Iterator[Page]:
    context = new_context(browser, locale="nb-NO")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(serving.address + "sok/")
    yield page
    context.close()
    assert faults == []
    assert serving.faults() == []


def search(page: Page, words: str, **more: str) -> list[str]:
    """The addresses found, relative to the site, in rank order."""
    page.evaluate("document.querySelector('[data-status]').textContent = ''")
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    page.evaluate("(hash) => { location.hash = '#'; location.hash = hash }", f"q={quote(words, safe='')}{rest}")
    page.locator("[data-status]:not(:empty)").wait_for()
    found: list[str] = page.eval_on_selector_all(
        "ol[data-results] > li > a", "(all) => all.map((a) => new URL(a.href).pathname)"
    )
    return [path.removeprefix("/under/her/") for path in found]


def test_nothing_is_loaded_before_the_field_is_touched(page: Page, serving: Served) -> None:
    page.wait_for_load_state("networkidle")
    assert not any("/search/" in line or "pagefind" in line for line in serving.asked)
    with page.expect_response("**/search/nb.json"):
        page.locator("main input[type=search]").focus()


def test_a_changed_word_is_told_and_can_be_taken_back(page: Page) -> None:
    assert "tilbud/paaroerendeskole-demens-kvernstad/" in search(page, "demmens")[:3]
    expect(page.locator("[data-notes]")).to_contain_text("Viser treff for «demens».")
    page.get_by_role("link", name="Søk etter «demmens» likevel").click()
    expect(page.locator("[data-notes]")).to_be_hidden()
    assert page.locator("main input[type=search]").input_value() == "demmens"


def test_words_that_nobody_knows_find_nothing_or_are_told_of(page: Page) -> None:
    assert search(page, "xqzwvk brrtk") == []
    assert "tilbud/voksne-soesken/" in search(page, "søsken xqzwvk")
    expect(page.locator("[data-notes]")).to_contain_text("ingenting om «xqzwvk»")


def test_when_nothing_is_found_there_are_words_nearby_and_a_way_to_tell(page: Page) -> None:
    search(page, "avlaxtnxng")
    expect(page.locator("[data-tell] a")).to_have_attribute(
        "href", "mailto:veiviser@naerilyng.example.org?subject=Det%20jeg%20lette%20etter&body=avlaxtnxng"
    )
    assert page.locator("main nav a:visible").count() >= 3


@pytest.mark.parametrize(
    "words", ["selvmord", "sjølmord", "jeg vil ta livet mitt", "selvmrod", "xqzwvk selvmord", "overdose"]
)
def test_words_of_danger_put_help_lines_above_the_results(page: Page, words: str) -> None:
    search(page, words)
    lines = page.locator("[data-crisis] a[href^='tel:']:visible")
    assert lines.count() >= 1
    line, status = lines.first.bounding_box(), page.locator("[data-status]").bounding_box()
    assert line
    assert status
    assert line["y"] < status["y"]


EMERGENCY, URGENT = ("113", "112"), "116117"
SUICIDE, VIOLENCE, DRUGS = "116123", "55000198", "91508588"


def lines_for(page: Page, words: str) -> list[str]:
    """The phone numbers above the results, in order."""
    search(page, words)
    shown = page.locator("[data-crisis] [data-line]:visible")
    numbers: list[str] = shown.evaluate_all("(all) => all.map((line) => line.dataset.number.replace(/\\D/g, ''))")
    return numbers


def test_help_lines_stand_in_their_order_and_go_away_with_the_words_that_brought_them(page: Page) -> None:
    for words, first in (("overdose", ["113", "112"]), ("voldtekt", ["112", "113"])):
        assert lines_for(page, words)[:3] == [*first, URGENT]
        search(page, "kurs for pårørende")
        expect(page.locator("[data-crisis]")).to_be_hidden()


ON_THE_PAGE = (
    "tests/search/test_search_page.py"
    "::test_help_lines_stand_in_their_order_and_go_away_with_the_words_that_brought_them"
)


@exhaustive("tests/scripts/search.test.js: of ${danger}", ON_THE_PAGE)
@pytest.mark.parametrize(
    ("asked", "fitting"),
    [
        ((
            "ta livet sitt", "jeg vil drepe meg selv", "eg vil drepe meg sjølv", "he wants to kill himself",
            "they want to kill themselves", "my son wants to die", "livet har ingen mening", "livet har inga meining",
            "jeg orker ikke mer", "eg orkar ikkje meir", "vil ikke mer", "snakker om å dø", "avskjedsbrev", "akutt",
            "krisetelefon", "nødhjelp",
        ), SUICIDE),
        ((
            "slår meg", "voldtekt", "overgrep", "kniv", "kvalt", "kvalte meg", "tar på meg", "onkel tok på meg",
            "domestic abuse", "beaten by", "redd for kjæresten", "redd for mannen min",
        ), VIOLENCE),
        (("overdose", "tok alle tablettene", "tatt mange paracet", "spist piller", "bevisstløs"), DRUGS),
        ((
            "puster ikke", "kan ikke vekke henne", "får ikkje vekt han", "våkner ikke", "hjertestans", "hjartestans",
            "hjerteinfarkt", "brystsmerter", "blør mye",
        ), None),
    ],
    ids=("suicide", "violence", "overdose", "illness"),
)  # fmt: skip
def test_emergencies_come_first_then_what_is_urgent_then_the_line_that_fits(
    page: Page, asked: tuple[str, ...], fitting: str | None
) -> None:
    for words in asked:
        found = lines_for(page, words)
        assert (sorted(found[:2]), found[2:3]) == (sorted(EMERGENCY), [URGENT]), words
        assert fitting is None or fitting in found[:5], words
    assert lines_for(page, "overdose")[0] == "113"
    assert lines_for(page, "voldtekt")[0] == "112"


@exhaustive("tests/scripts/search.test.js: other words bring no help lines", ON_THE_PAGE)
def test_other_words_show_no_help_lines(page: Page) -> None:
    calm = ("avlastning", "kurs", "barnevakt", "livet etter slag", "jeg tar på meg for mye",
            "tar tabletter", "mor vil ikke ha mer hjelp", "sover ikke", "redd for fremtiden")  # fmt: skip
    for words in calm:
        search(page, words)
        expect(page.locator("[data-crisis]")).to_be_hidden()


def test_odd_input_gets_a_sane_answer(page: Page) -> None:
    page.evaluate("() => { window.alert = () => { window.alerted = true } }")
    for words in ODD:
        search(page, words)
        assert page.locator("[data-status]").inner_text().strip() not in ("", FAILED), words
    assert page.locator("main img").count() == 0
    assert page.evaluate("window.alerted") is None


@exhaustive("tests/scripts/search.test.js: a telephone number in any spacing finds whom it reaches")
def test_a_telephone_number_in_any_spacing_finds_whom_it_reaches(page: Page) -> None:
    found = search(page, "55 00 01 92")
    assert found
    for written in ("55000192", "+47 55 00 01 92", "004755000192", "5500 0192", "ring 55.00.01.92"):
        assert search(page, written) == found


@exhaustive("tests/scripts/search.test.js: a postcode finds its municipality")
def test_a_postcode_finds_the_municipality(page: Page) -> None:
    assert search(page, "9961")[0] == "kommune/kvernstad/"


def test_an_offer_that_has_ended_is_a_signpost_below_live_ones(page: Page, region: Site) -> None:
    found = search(page, "Pustepausen")
    assert "tilbud/pustepause-kafe/" in found
    ended = {f"tilbud/{offer.id}/" for offer in region.directory.offers if not offer.offered}
    assert [path in ended for path in found] == sorted(path in ended for path in found)
    signpost = page.locator("[data-results] > li", has=page.locator("a[href$='pustepause-kafe/']"))
    expect(signpost).to_contain_text("Avsluttet")


def test_facets_count_truly_and_stand_in_the_address(page: Page) -> None:
    search(page, "pårørende")
    panel = page.locator("[data-facets]")
    panel.locator("summary").click()
    label = panel.locator("label:visible", has=page.locator("input[value^=form-]")).first
    promised = int(label.locator(".count").inner_text())
    label.locator("input").check()
    expect(page.locator("[data-status]")).to_contain_text(f"{promised} av ")
    assert "vis=form-" in page.url
    address = page.url
    page.reload()
    expect(page.locator("[data-status]")).to_contain_text(f"{promised} av ")
    assert page.url == address


def test_nearest_come_first_once_a_municipality_is_chosen(page: Page) -> None:
    search(page, "samtale", kommune="kvernstad")
    labels = page.eval_on_selector_all(
        "[data-results] > li",
        "(all) => all.map((li) => li.querySelector('.labels li:last-child')?.textContent ?? '')",
    )
    starts = ("I Kvernstad", "I en nabo", "For et større")
    rank = [next((n for n, start in enumerate(starts) if text.startswith(start)), 3) for text in labels]
    assert 0 in rank
    assert rank == sorted(rank)


def test_a_municipality_narrows_to_what_those_who_live_there_can_use(page: Page) -> None:
    search(page, "samtale", kommune="kvernstad")
    box = page.locator("[data-facets] input[value=her]")
    promised = box.locator("xpath=..").locator(".count").inner_text()
    box.check()
    expect(page.locator("[data-status]")).to_contain_text(f"{promised} av ")
    expect(page.locator("[data-results]")).not_to_contain_text("I en nabo")
    assert "vis=her" in page.url
    page.locator("[data-facets] select").select_option("")
    expect(box).to_be_hidden()
    expect(page.locator("[data-status]")).not_to_contain_text(" av ")


def test_the_field_is_a_combobox(page: Page) -> None:
    field = page.locator("main input[type=search]")
    field.click()
    field.press_sequentially("avlas", delay=20)
    options = page.locator("[role=option]")
    options.first.wait_for()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    wanted = options.first.inner_text()
    field.press("Enter")
    expect(field).to_have_value(wanted)
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(page.locator("[data-status]")).to_contain_text(wanted)
    field.press("Escape")
    expect(field).to_have_value("")


def test_nothing_typed_reaches_the_host_and_it_goes_on_without_one(page: Page, serving: Served) -> None:
    search(page, "avlastning")
    page.context.set_offline(True)
    assert search(page, "søsken")
    page.context.set_offline(False)
    assert not any("avlastning" in line or "s%C3%B8sken" in line for line in serving.asked)


def test_both_forms_of_norwegian_give_the_same_lists_and_english_falls_back(page: Page, serving: Served) -> None:
    asked = ("søsken", "sysken", "mamma drikker", "carer", "avlasting", "noen å snakke med", "xqzwvk")
    bokmaal = [search(page, words) for words in asked]
    page.goto(serving.address + "nn/sok/")
    assert [search(page, words) for words in asked] == [[f"nn/{path}" for path in found] for found in bokmaal]
    page.goto(serving.address + "en/sok/")
    assert search(page, "carer")
    norwegian = page.locator("[data-results] > li", has=page.locator("a[lang=nb], a[lang=nn]"))
    assert norwegian.count() > 0
    expect(norwegian.first).to_contain_text("The text is in Norwegian")


def test_the_first_search_is_light(browser: Browser, region: Site) -> None:
    sent: dict[str, int] = {}
    with served_packed(region.out, sent=sent) as base:
        page = new_page(browser)
        page.goto(f"{base}sok/#q=noen%20%C3%A5%20snakke%20med")
        page.locator("[data-status]:not(:empty)").wait_for()
        page.wait_for_load_state("networkidle")
        page.close()
    assert sum(sent.values()) < 180_000, json.dumps(sent, indent=1)


def test_what_the_file_of_words_leaves_out_pagefind_finds(
    browser: Browser, region: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "BODY_PLACES", 0)
    site = tmp_path / "site"
    for name in ("sok", "assets", "pagefind", "search"):
        shutil.copytree(region.out / name, site / name)
    (site / "404.html").write_bytes((region.out / "404.html").read_bytes())
    found = tuple(documents(region.directory))
    for index, shown in indexes(region.directory):
        file = vocabulary.vocabulary(region.directory, index, shown, found)
        (site / file.path).write_bytes(file.data)
    with served(site, "/under/her/") as serving:
        page = new_page(browser)
        page.goto(serving.address + "sok/")
        lost, address = only_in_a_text(found)
        assert search(page, lost) == [address]
        assert any("pagefind.js" in line for line in serving.asked)
        assert serving.faults() == []
        page.close()


def only_in_a_text(found: tuple[Document, ...]) -> tuple[str, str]:
    """A long word that occurs in the body of a single document only, and the document's address."""
    counts: dict[str, set[str]] = {}
    for document in found:
        every = (document.title, document.body, *document.texts)
        for word in {word for words in every for text in words.values() for word in tokens(text)}:
            counts.setdefault(key(word), set()).add(document.address)
    texts = (text for group in base_groups() for text in (*group.means, *group.leads_to))
    everyday = {key(word) for text in texts for word in tokens(text)}
    for document in found:
        for word in tokens(" ".join(document.body.values())):
            if len(word) > 9 and word.isalpha() and len(counts[key(word)]) == 1 and key(word) not in everyday:
                short = (text for words in (document.title, *document.texts) for text in words.values())
                if key(word) not in {key(other) for text in short for other in tokens(text)}:
                    return word, document.address
    raise AssertionError("no such word in the region")


@exhaustive("tests/scripts/search.test.js: a phrase is also about what stands within it")
def test_a_phrase_is_also_about_what_stands_within_it(page: Page) -> None:
    assert search(page, "pappa drikker hver helg")[0] == "tilbud/kurs-leve-naer-rus/"
    assert "tilbud/russamtaler-lyngmo/" in search(page, "mamma drikker")[:5]


def test_a_word_that_hurts_is_never_said_by_the_page(page: Page) -> None:
    for words in ("alkkis", "narkomn"):
        assert search(page, words), words
        expect(page.locator("[data-notes]")).to_be_hidden()
        assert "alkis" not in page.locator("[data-results]").inner_text().lower()


@exhaustive("tests/scripts/search.test.js: a word is not taken for a foreign one that looks like it")
def test_a_word_is_not_taken_for_a_foreign_one_that_looks_like_it(page: Page) -> None:
    for words, wrong in (("genser", "gender"), ("vekke", "vaikai"), ("nødvendig", "nedverdigende")):
        search(page, words)
        expect(page.locator("[data-notes]")).not_to_contain_text(wrong)
        expect(page.locator("[data-crisis]")).to_be_hidden()


@exhaustive("tests/scripts/search.test.js: what the dictionary leads to is found within compounds")
def test_what_the_dictionary_leads_to_is_found_within_compounds(page: Page) -> None:
    assert "tilbud/bjoerkelia-avlastningsbolig/" in search(page, "jeg er utsliten")[:6]
    assert "tilbud/avlastning-hjemme-kvernstad/" in search(page, "avlastningsgreier")[:3]
    assert search(page, "nettprat")[0] == "tilbud/spiseforstyrrelse-chat/"


@exhaustive("tests/scripts/search.test.js: a word of a torn phrase finds nothing by itself")
def test_a_word_of_a_torn_phrase_finds_nothing_by_itself(page: Page) -> None:
    """“tatt på” is about abuse; a text with “tatt” in it is not."""
    for words in ("voldtekt", "beføling"):
        assert "tilbud/handlehjelp-myrheim/" not in search(page, words)


def test_an_ended_offer_is_found_by_its_name_however_old(region: Site) -> None:
    directory = region.directory
    ended = next(offer for offer in directory.offers if offer.facts.status == "ended")
    old = dataclasses.replace(ended, freshness=dataclasses.replace(ended.freshness, hidden=True))
    found = documents(dataclasses.replace(directory, offers=(old,)))
    assert [one.state for one in found if one.address == f"tilbud/{ended.id}/"] == ["ended"]


def test_a_choice_that_leaves_nothing_says_what_to_leave_out(page: Page) -> None:
    search(page, "demens")
    options = page.locator("[data-facets] input")
    marks: list[str] = options.evaluate_all("(all) => all.map((box) => box.value)")
    needs, forms = ([m for m in marks if m.startswith(start)] for start in ("behov-", "form-"))
    empty = next(
        f"{need},{form}" for need in needs for form in forms if not search(page, "demens", vis=f"{need},{form}")
    )
    search(page, "demens", vis=empty)
    expect(page.locator("[data-notes]")).to_contain_text("Ingen treff passer med alt du har valgt.")
    page.locator("[data-notes]").get_by_role("link", name="Fjern alle valg").click()
    expect(page.locator("[data-results] > li").first).to_be_visible()
    assert "vis=" not in page.url


def test_nothing_to_narrow_shows_no_panel(page: Page) -> None:
    assert search(page, "xqzwvk brrtk") == []
    expect(page.locator("[data-facets]")).to_be_hidden()


@exhaustive("tests/scripts/search.test.js: a postcode beside other words says where")
def test_a_postcode_beside_other_words_says_where(page: Page) -> None:
    assert search(page, "9961 Lia")[0] == "kommune/kvernstad/"
    expect(page.locator("[data-notes]")).to_be_hidden()
    assert search(page, "9961 avlastning") == search(page, "avlastning Kvernstad")


@exhaustive("tests/scripts/search.test.js: two numbers in a row find both")
def test_two_numbers_in_a_row_find_both_and_signs_that_are_not_seen_do_not_count(page: Page, region: Site) -> None:
    one, other = "55000192", next(
        phone for d in documents(region.directory) for phone in d.phones if len(phone) == 8 and phone != "55000192"
    )  # fmt: skip
    assert set(search(page, f"{one} {other}")) == {*search(page, one), *search(page, other)}
    assert search(page, "av\u00adlast\u200bning") == search(page, "avlastning")


def test_a_confirmation_grows_old_where_the_site_is_not_built_again(page: Page, region: Site) -> None:
    best = search(page, "søsken")[0]
    due = next(one.due for one in documents(region.directory) if one.address == best)
    assert due is not None
    page.clock.set_fixed_time(dt.datetime.combine(due + dt.timedelta(days=1), dt.time(12)))
    page.reload()
    found = search(page, "søsken")
    item = page.locator("[data-results] > li").nth(found.index(best))
    expect(item).to_contain_text("Ikke bekreftet siden")
    expect(item).to_contain_text("– ring før du drar")
    assert found[0] != best
