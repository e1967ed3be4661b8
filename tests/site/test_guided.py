"""Three questions lead to a few offers with reasons, children have an entrance of their own, and no list is a dead end."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.support.built import Site, build_site, served
from tests.support.elements import element
from tools.browser import new_page
from veiviser.directory.model import Event, Offer, Term

MakeRoot = Callable[..., Path]
Answers = tuple[Term, Term, LexborHTMLParser]


@pytest.fixture(scope="module")
def answers(example: Site) -> tuple[Answers, ...]:
    """The last page of the guided questions, for every pair of an audience and a need."""
    lists = example.directory.vocabulary
    pairs = ((who, what) for who in lists["audiences"] for what in lists["needs"])
    return tuple((who, what, example.page(f"finn/{who.id}/{what.id}/")) for who, what in pairs)


def ids(part: LexborHTMLParser | LexborNode) -> list[str]:
    return [node.attributes["data-offer-card"] or "" for node in part.css("[data-offer-card]")]


def short_lists(page: LexborHTMLParser) -> Iterator[tuple[str, list[str]]]:
    """By municipality, what people there are shown: their own offers, then the ones for all."""
    shared = ids(element(page, "[aria-labelledby=overalt]")) if page.css("#overalt") else []
    for section in page.css(".answer"):
        yield section.id or "", [*ids(section), *shared]


def offers(site: Site, shown: list[str]) -> list[Offer]:
    by_id = {offer.id: offer for offer in site.directory.offers}
    return [by_id[id_] for id_ in shown]


def test_every_answer_leads_to_a_short_list(example: Site, answers: tuple[Answers, ...]) -> None:
    municipalities = [f"bor-{m.id}" for m in example.directory.municipalities]
    for _, _, page in answers:
        lists = dict(short_lists(page))
        assert sorted(lists) == sorted(municipalities)
        for shown in lists.values():
            assert len(shown) == len(set(shown)) <= 7
            assert shown or page.css_first("main .lines a[href^='tel:']")


def test_what_fits_is_in_the_list_or_the_list_is_full(example: Site, answers: tuple[Answers, ...]) -> None:
    for who, what, page in answers:
        for place, shown in short_lists(page):
            usable = [o for o in example.directory.listed if place.removeprefix("bor-") in o.coverage.municipalities]
            fits = {offer.id for offer in usable if who in offer.audiences and what in offer.needs}
            assert fits <= set(shown) or len(fits & set(shown)) >= 3, (who.id, what.id, place)


def test_every_suggestion_says_for_whom_what_and_where(answers: tuple[Answers, ...]) -> None:
    for who, what, page in answers:
        for card in page.css("[data-offer-card]"):
            reasons = element(card, ".about").text().split(" · ")
            assert reasons[0] == f"Passer for: {who.name['nb']}" or reasons[0].startswith("Laget for: ")
            assert reasons[1] == f"Gir: {what.name['nb']}" or reasons[1].startswith("Gir noe annet: ")
            assert len(reasons) > 2


def test_nobody_is_sent_to_offers_for_others_only(example: Site, answers: tuple[Answers, ...]) -> None:
    for who, _, page in answers:
        for offer in offers(example, ids(page)):
            if who.children:
                assert any(term.children for term in offer.audiences), (who.id, offer.id)
            elif who not in offer.audiences:
                assert any(term.professional is who.professional for term in offer.audiences), (who.id, offer.id)


def test_what_nobody_has_confirmed_for_long_comes_last(example: Site, answers: tuple[Answers, ...]) -> None:
    some = False
    for _, _, page in answers:
        for section in page.css("section"):
            late = [offer.freshness.state == "overdue" for offer in offers(example, ids(section))]
            assert late == sorted(late)
            some |= any(late) and not all(late)
    assert some


def test_there_are_no_more_pages_where_there_are_more_municipalities(example: Site) -> None:
    lists = example.directory.vocabulary
    pages = [path for path in example.files if path.startswith("finn/")]
    assert len(pages) == 1 + len(lists["audiences"]) * (1 + len(lists["needs"]))


def test_three_answers_lead_there_without_scripts(example: Site, browser: Browser) -> None:
    lists, municipality = example.directory.vocabulary, example.directory.municipalities[2]
    audience, need = lists["audiences"][3], lists["needs"][1]
    with served(example.out) as serving:
        page = new_page(browser, java_script_enabled=False)
        page.goto(serving.address)
        page.get_by_role("link", name="Svar heller på tre spørsmål").click()
        page.locator(".choices a", has_text=audience.name["nb"]).click()
        page.locator(".choices a", has_text=need.name["nb"]).click()
        expect(page.locator(".answer:visible")).to_have_count(0)
        page.locator("main").get_by_role("link", name=municipality.name, exact=True).click()
        expect(page.locator(".answer:visible")).to_have_id(f"bor-{municipality.id}")
        page.locator(".answer:visible [data-offer-card] a").first.click()
        expect(page.locator("main[data-offer]")).to_be_visible()
        page.context.close()


# Children


def test_the_way_in_for_children_begins_with_their_own_line(example: Site) -> None:
    children = {line.facts.number for line in example.directory.crisis if any(t.children for t in line.audiences)}
    for language in example.directory.languages:
        page = example.page(f"{example.prefix(language)}for-barn/")
        numbers = [node.text(strip=True) for node in page.css("main .care .number")]
        assert numbers[0].replace("\N{NO-BREAK SPACE}", " ") in children
        assert page.css_first("[data-exit]")


def test_every_page_for_children_ends_with_their_own_line_first(example: Site) -> None:
    children = {line.facts.number for line in example.directory.crisis if any(t.children for t in line.audiences)}
    records: list[tuple[str, Sequence[Offer | Event]]] = [
        ("tilbud", example.directory.offers), ("arrangement", example.directory.events)
    ]  # fmt: skip
    theirs = [f"{kind}/{one.id}/" for kind, all_ in records for one in all_ if any(t.children for t in one.audiences)]
    assert {address.partition("/")[0] for address in theirs} == {"tilbud", "arrangement"}
    for address in (*theirs, "for-barn/", "for/barn/"):
        line = element(example.page(address), "footer .lines .number")
        assert line.text(strip=True).replace("\N{NO-BREAK SPACE}", " ") in children, address


def test_everything_for_children_is_there_once_and_nothing_else(example: Site) -> None:
    shown = ids(example.page("for-barn/"))
    assert sorted(shown) == sorted(o.id for o in example.directory.listed if any(t.children for t in o.audiences))


def test_what_the_program_says_to_children_is_complete_in_both_forms_and_english(example: Site) -> None:
    for language in ("nb", "nn", "en"):
        page = example.page(f"{example.prefix(language)}for-barn/")
        assert not page.css("main section.text [lang]")


def test_an_editorial_page_for_children_comes_before_what_the_program_says(make_root: MakeRoot, tmp_path: Path) -> None:
    own = "---\ntitle: Hei, du\n---\n\nVi har laget dette for deg.\n"
    site = build_site(make_root(files={"content/pages/for-barn.md": own}), tmp_path / "site")
    text = element(site.page("for-barn/"), "main").text()
    assert element(site.page("for-barn/"), "h1").text() == "Hei, du"
    assert text.index("Vi har laget dette") < text.index("Det er ikke din skyld")


# No dead ends


def test_a_list_in_which_nothing_matches_leads_on_to_offers(site: Site) -> None:
    assert site.directory.listed
    lists = site.directory.vocabulary
    for language in site.directory.languages:
        prefix = site.prefix(language)
        addresses = [
            *(f"behov/{term.id}/" for term in lists["needs"]),
            *(f"for/{term.id}/" for term in lists["audiences"]),
            *(f"form/{term.id}/" for term in lists["formats"]),
            *(f"arena/{term.id}/" for term in lists["arenas"]),
            *(f"kommune/{m.id}/{term.id}/" for m in site.directory.municipalities for term in lists["needs"]),
            *(f"kommune/{m.id}/for/{term.id}/" for m in site.directory.municipalities for term in lists["audiences"]),
        ]
        assert [at for at in addresses if 'data-offer-card="' not in site.text(f"{prefix}{at}index.html")] == []


def test_where_nothing_matches_online_offers_are_shown_if_there_are_any(example: Site) -> None:
    found = 0
    for municipality in example.directory.municipalities:
        usable = [o for o in example.directory.listed if municipality.id in o.coverage.municipalities]
        for need in example.directory.vocabulary["needs"]:
            if not any(need in offer.needs for offer in usable):
                page = example.page(f"kommune/{municipality.id}/{need.id}/")
                online = {offer.id for offer in usable if offer.online}
                assert set(ids(element(page, "[aria-labelledby=fjernt]"))) <= online
                found += 1
    assert found
