"""What scripts add to a page: narrowing, a saved list, sharing, postcodes, notices that expire, a quick exit."""

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.built import Served, Site, served
from tests.support.elements import element
from tools.browser import new_context, new_page

NOTICE = "tilbud/familiehuset-aasvik/"  # its notice holds until 27 November 2026
SENSITIVE = "tilbud/krisesenteret-samtaler/"


@pytest.fixture(scope="module")
def serving(example: Site) -> Iterator[Served]:
    with served(example.out, "/under/her/") as serving:
        yield serving


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = new_context(browser, locale="nb-NO", permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def shown(page: Page) -> list[str]:
    ids: list[str] = page.eval_on_selector_all(
        ".groups:has([data-narrow]) .card:not([hidden])", "(cards) => cards.map((card) => card.dataset.offerCard)"
    )
    return ids


def pick(page: Page, mark: str) -> None:
    form = page.locator("[data-narrow]")
    if not form.locator("details").evaluate("(details) => details.open"):
        form.locator("summary").click()
    form.locator(f"input[value='{mark}']").check()


def marks_of(page: Page) -> dict[str, set[str]]:
    """The marks that the cards can be narrowed by; marks of all cards have no checkbox."""
    boxes = page.locator("[data-narrow] input").all()
    named = {box.get_attribute("data-number"): box.get_attribute("value") or "" for box in boxes}
    found = page.eval_on_selector_all(
        ".groups:has([data-narrow]) .card",
        "(cards) => cards.map((card) => [card.dataset.offerCard, card.dataset.marks])",
    )
    return {offer: {named[number] for number in marks.split() if number in named} for offer, marks in found}


def test_facets_narrow_together_and_every_count_is_what_the_box_would_give(serving: Served, page: Page) -> None:
    page.goto(serving.address + "tilbud/")
    marks = marks_of(page)
    pick(page, "for-soesken")
    pick(page, "form-gruppe")
    pick(page, "gratis")
    wanted = {"for-soesken", "form-gruppe", "gratis"}
    assert set(shown(page)) == {offer for offer, has in marks.items() if wanted <= has} != set()
    counts = dict(
        page.eval_on_selector_all(
            "[data-narrow] label",
            "(all) => all.map((one) => [one.querySelector('input').value, +one.querySelector('.count').textContent])",
        )
    )
    for mark in ("gratis", "uten-henvisning", "lang-nb"):
        assert counts[mark] == sum(wanted | {mark} <= has for has in marks.values()), mark
    assert counts["form-kurs"] == sum({"for-soesken", "gratis", "form-kurs"} <= has for has in marks.values())
    expect(page.locator("[data-narrow] [role=status]")).to_have_text(f"{len(shown(page))} tilbud passer.")


def test_a_choice_is_in_the_address_can_be_shared_and_taken_back(serving: Served, page: Page) -> None:
    page.goto(serving.address + "tilbud/")
    everything = shown(page)
    pick(page, "for-barn")
    narrowed = shown(page)
    assert 0 < len(narrowed) < len(everything)
    assert urlsplit(page.url).fragment == "vis=for-barn"
    assert urlsplit(page.url).query == ""
    page.goto("about:blank")
    page.goto(serving.address + "tilbud/#vis=for-barn")
    assert shown(page) == narrowed
    page.locator("[data-chips] button").click()
    assert shown(page) == everything
    assert "#" not in page.url


def test_without_a_hit_it_says_what_to_leave_out_and_what_that_gives(serving: Served, page: Page) -> None:
    page.goto(serving.address + "tilbud/")
    marks = marks_of(page)
    first, second = next(
        (one, other)
        for one in sorted(set.union(*marks.values()))
        for other in sorted(set.union(*marks.values()))
        if one.startswith("behov-") and other.startswith("form-") and not any({one, other} <= m for m in marks.values())
    )
    pick(page, first)
    pick(page, second)
    assert shown(page) == []
    offered = page.locator("ul[data-loosen] button")
    counts = [re.findall(r"\d+$", text) for text in offered.all_inner_texts()]
    assert sorted(int(count) for (count,) in counts) == sorted(
        sum(mark in has for has in marks.values()) for mark in (first, second)
    )
    assert page.locator("[data-chips] button").count() == 0
    expect(page.locator(".jumps")).to_be_hidden()
    offered.first.click()
    assert shown(page) != []


def test_a_choice_that_is_no_way_out_can_still_be_taken_back(serving: Served, page: Page) -> None:
    page.goto(serving.address + "tilbud/#vis=behov-medvirkning,for-barn,lang-so")
    assert shown(page) == []
    buttons = page.locator("[data-loosen] button, [data-chips] button").all_inner_texts()
    assert buttons == ["Uten «Si fra og bli hørt»: 1", "Fjern «Barn»", "Fjern «somali»"]


@pytest.mark.parametrize("address", ["tilbud/", "kommune/aasvik/"])
def test_the_lists_below_are_narrowed_too_each_with_its_own_count(address: str, serving: Served, page: Page) -> None:
    page.goto(serving.address + address)
    everything = page.locator(".card:visible").count()
    pick(page, "gratis")
    number = page.locator("[data-narrow] input[value=gratis]").get_attribute("data-number")
    left = page.locator(".card:visible")
    assert len(shown(page)) < left.count() < everything
    assert all(number in (card.get_attribute("data-marks") or "").split() for card in left.all())
    for group in page.locator(".groups section:visible").all():
        assert group.locator("h2 .count").inner_text() == str(group.locator(".card:visible").count())
    page.locator("[data-chips] button").click()
    assert page.locator(".card:visible").count() == everything


def test_only_the_offers_that_a_visitor_can_use_are_counted(serving: Served, page: Page, example: Site) -> None:
    page.goto(serving.address + "kommune/aasvik/#vis=gratis")
    usable = len(example.page("kommune/aasvik/").css(".groups:has([data-narrow]) .card"))
    free = page.locator(".groups:has([data-narrow]) .card:not([hidden])").count()
    assert 0 < free < usable < page.locator(".groups .card").count()
    expect(page.locator("[data-narrow] [role=status]")).to_have_text(f"{free} tilbud passer.")
    box = page.locator("[data-narrow] [role=status]").bounding_box()
    assert box
    assert box["y"] < 900, "the answer is in sight"


@pytest.mark.parametrize(("now", "some"), [("2026-11-21T12:00:00Z", True), ("2028-02-20T12:00:00Z", False)])
def test_within_a_week_means_from_today_on(now: str, some: bool, serving: Served, page: Page) -> None:
    page.clock.install(time=now)
    page.goto(serving.address + "tilbud/#vis=denne-uka")
    assert bool(shown(page)) == some


def test_a_choice_outlives_jumps_other_choices_and_languages(serving: Served, page: Page) -> None:
    page.goto(serving.address + "tilbud/#vis=gratis")
    free = shown(page)
    page.locator(".jumps a:visible").first.click()
    assert urlsplit(page.url).fragment == "vis=gratis"
    page.locator(".languages a[hreflang=nn]").click()
    page.wait_for_url(serving.address + "nn/tilbud/#vis=gratis")
    assert shown(page) == free
    page.evaluate("location.hash = 'vis=for-barn'")
    expect(page.locator("[data-chips] button")).to_have_count(1)
    assert shown(page) != free


def test_words_in_the_address_that_are_no_marks_do_nothing(serving: Served, page: Page) -> None:
    page.goto(serving.address + "tilbud/#vis=<img>,finnes-ikke")
    assert len(shown(page)) == len(marks_of(page))


def test_kept_offers_follow_through_the_site_and_nothing_is_stored(serving: Served, page: Page) -> None:
    page.goto(serving.address + "tilbud/turgruppa-fjordby/")
    page.get_by_role("button", name="Ta vare på").click()
    page.get_by_role("link", name="Tilbud", exact=True).first.click()
    page.locator("[data-offer-card=tirsdagskafeen] a").first.click()
    page.get_by_role("button", name="Ta vare på").click()
    page.locator("[data-kept]").click()
    rows = page.locator("#liste ~ ul > li")
    expect(rows).to_have_count(2)
    assert {row.get_attribute("data-offer") for row in rows.all()} == {"turgruppa-fjordby", "tirsdagskafeen"}
    assert urlsplit(page.url).fragment == "lagret=turgruppa-fjordby,tirsdagskafeen"
    rows.first.get_by_role("button").click()
    expect(rows).to_have_count(1)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    sent = page.locator("[data-send]").get_attribute("href")
    assert page.url in parse_qs(urlsplit(str(sent)).query)["body"][0]


def test_saving_by_keyboard_keeps_the_focus(serving: Served, page: Page) -> None:
    page.goto(serving.address + "lagret/")
    all_, kept = (page.locator(f"[aria-labelledby='{id_}']") for id_ in ("alle", "liste"))
    rows = all_.locator("li:visible")
    first, second = (row.get_attribute("data-offer") for row in rows.all()[:2])
    on = "document.activeElement.closest('[data-offer]')?.dataset.offer"
    rows.first.locator("button").focus()
    page.keyboard.press("Enter")
    assert (kept.locator("li").count(), page.evaluate(on)) == (1, second)
    page.keyboard.press("Enter")
    kept.locator("button").first.focus()
    page.keyboard.press("Enter")
    assert (kept.locator("li").count(), page.evaluate(on)) == (1, second)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "liste"
    assert rows.first.get_attribute("data-offer") == first


def test_a_list_that_was_sent_long_ago_loses_nothing_in_silence(serving: Served, page: Page) -> None:
    ended, alias = "paaroerendeskolen-demens", "nordvik-lunsjen"
    page.goto(f"{serving.address}lagret/#lagret={ended},{alias},tirsdagskafeen")
    kept = page.locator("[aria-labelledby=liste]")
    names = " ".join(row.get_attribute("data-offer") or "" for row in kept.locator("li:visible").all()).split()
    assert {ended, alias, "tirsdagskafeen"} < {*names}
    assert kept.locator("li:visible").count() == 3
    expect(kept.locator(f"[data-offer={ended}] .banner")).to_have_text("Avsluttet")
    expect(page.locator("[data-gone]")).to_be_hidden()
    kept.locator(f"[data-offer={ended}] button").click()
    expect(page.locator(f"[data-offer={ended}]")).to_be_hidden()
    page.goto("about:blank")
    page.goto(f"{serving.address}lagret/#lagret=finnes-ikke")
    expect(page.locator("[data-gone]")).to_be_visible()
    expect(page.locator("[data-none]")).to_be_hidden()


WRITTEN = {
    "se/tilbud/#vis=for-barn": ("[data-chips] button", "Fjern «Mánát»"),
    "se/tilbud/#vis=behov-medvirkning,for-barn": ("[data-narrow] [role=status]", "0 tilbud passer."),
    "se/lagret/#lagret=tirsdagskafeen": ("[data-kept] li button > :first-child", "Ta ut"),
    "se/sok/": ("[data-status]", "Skriv hva du leter etter."),
    "se/sok/#q=xqzwvk": (
        "[data-status]",
        "Vi fant ingenting på «xqzwvk». Prøv et annet ord, eller se i listene nedenfor.",
    ),
}


@pytest.mark.parametrize("address", WRITTEN)
def test_what_scripts_write_says_that_it_is_norwegian_on_a_saami_page(
    address: str, serving: Served, page: Page
) -> None:
    selector, words = WRITTEN[address]
    page.goto(serving.address + address)
    expect(page.locator(selector).locator("[lang=nb]")).to_have_text(words)
    expect(page.locator(selector)).to_have_text(words)


def test_a_hit_says_which_names_are_norwegian_on_a_saami_page(serving: Served, page: Page) -> None:
    page.goto(serving.address + "se/sok/#q=foredrag")
    about = page.locator("[data-results] .about").filter(has_text="Foredrag").first
    expect(about).to_have_text("Fjordby, Elvemo · Kursa, Foredrag")
    expect(about.locator("[lang=nb]")).to_have_text("Foredrag")


def test_the_kept_list_outlives_jumps_searches_and_postcodes(serving: Served, page: Page) -> None:
    kept = "lagret=turgruppa-fjordby"
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(serving.address + "tilbud/tirsdagskafeen/#" + kept)
    page.get_by_role("link", name="Ta kontakt").click()
    page.get_by_role("button", name="Ta vare på").click()
    assert urlsplit(page.url).fragment == kept + ",tirsdagskafeen"
    page.goto(serving.address + "tilbud/tirsdagskafeen/#kontakt")
    page.get_by_role("button", name="Ta vare på").click()
    assert urlsplit(page.url).fragment == "lagret=tirsdagskafeen"
    page.goto("about:blank")
    page.goto(serving.address + "#" + kept)
    page.get_by_label("Postnummeret ditt").fill("9993")
    page.locator("[data-postcodes] button").click()
    page.wait_for_url(serving.address + "kommune/fjordby/#" + kept)
    page.goto(serving.address + "#" + kept)
    page.locator("main form[data-search] input").fill("sorg")
    page.locator("main form[data-search] button").click()
    page.wait_for_url(re.compile("/sok/#.*" + kept))


def test_sharing_gives_the_title_the_phone_and_the_whole_address(serving: Served, page: Page, example: Site) -> None:
    page.goto(serving.address + "tilbud/turgruppa-fjordby/")
    page.get_by_role("button", name="Kopier").click()
    expect(page.locator(".share [role=status]")).to_have_text("Kopiert")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0] == "Ut på tur, aldri alene"
    assert "Ring 55 00 00 40." in copied
    assert copied.splitlines()[-1] == f"{example.base_url}tilbud/turgruppa-fjordby/"
    for link in page.locator(".share a[href^='mailto:'], .share a[href^='sms:']").all():
        assert parse_qs(urlsplit(str(link.get_attribute("href"))).query)["body"] == [copied]


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [("9994", "nn/kommune/steindal/"), (" 99 93 ", "kommune/fjordby/"), ("0001", ""), ("abc", "")],
)
def test_a_postcode_leads_home_or_says_why_not(typed: str, leads_to: str, serving: Served, page: Page) -> None:
    page.goto(serving.address)
    page.get_by_label("Postnummeret ditt").fill(typed)
    page.locator("[data-postcodes] button").click()
    if leads_to:
        page.wait_for_url(serving.address + leads_to)
    else:
        expect(page.locator("[data-postcodes] [role=status]")).not_to_be_empty()
        assert page.url == serving.address


@pytest.mark.parametrize(("day", "visible"), [("2026-11-27T22:30:00Z", True), ("2026-11-27T23:30:00Z", False)])
def test_a_notice_is_gone_after_its_last_day_in_oslo_without_a_rebuild(
    day: str, visible: bool, serving: Served, page: Page
) -> None:
    page.clock.install(time=day)
    page.goto(serving.address + NOTICE)
    assert page.locator("[data-until]").is_visible() == visible


def test_when_the_last_day_to_sign_up_has_passed_it_is_said_without_a_rebuild(
    serving: Served, page: Page, example: Site
) -> None:
    course = next(
        card
        for card in example.page("kurs/").css("[data-event]")
        if card.css_first("[data-after]") and card.css_first("dd[data-until] > a[href^='http']")
    )
    last = element(course, "[data-after]").attributes["data-after"]
    page.clock.install(time=f"{last}T12:00:00Z")
    for passed in (False, True):
        page.goto(f"{serving.address}kurs/")
        card = page.locator(f".card[data-event='{course.attributes['data-event']}']")
        assert card.get_by_text("Påmeldingsfristen er ute").is_visible() == passed
        assert card.get_by_role("link", name="Meld deg på her").is_visible() == (not passed)
        assert {way.is_visible() for way in card.locator("dd[data-until]").all()} == {not passed}
        page.clock.fast_forward("24:00:00")


def test_the_quick_exit_leaves_at_once_and_there_is_no_way_back(serving: Served, page: Page) -> None:
    leave = re.compile("^https://")
    page.route(leave, lambda route: route.fulfill(body="været"))

    def thrice() -> None:
        for _ in range(3):
            page.keyboard.press("Shift")

    for press in (page.locator("[data-exit]").click, thrice):
        page.goto(serving.address)
        page.goto(serving.address + SENSITIVE)
        press()
        page.wait_for_url(leave)
        page.go_back()
        assert page.url == serving.address


def test_the_quick_exit_says_how_it_is_pressed(serving: Served, page: Page, browser: Browser) -> None:
    page.goto(serving.address + SENSITIVE)
    expect(page.locator("[data-exit]")).to_have_accessible_description("Eller trykk Shift tre ganger.")
    status = page.locator(".exit [role=status]")
    for key, words in (("Shift", "to ganger til"), ("Shift", "én gang til"), ("a", "")):
        page.keyboard.press(key)
        expect(status).to_contain_text(words) if words else expect(status).to_be_empty()
    context = new_context(browser, java_script_enabled=False)
    without = context.new_page()
    without.goto(serving.address + SENSITIVE)
    assert not without.get_by_text("Shift").first.is_visible()
    context.close()


def test_what_cannot_be_copied_is_said(serving: Served, page: Page) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(serving.address + SENSITIVE)
    page.locator("[data-copy]").click()
    expect(page.locator(".share [role=status]")).to_have_text(
        "Nettleseren ville ikke kopiere. Send det på e-post eller SMS i stedet."
    )


def test_other_keys_between_the_shifts_do_not_leave(serving: Served, page: Page) -> None:
    page.goto(serving.address + SENSITIVE)
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    assert page.url == serving.address + SENSITIVE


def with_a_click(page: Page) -> None:
    page.keyboard.down("Shift")
    page.locator("h1").click()
    page.keyboard.up("Shift")


def with_the_wheel(page: Page) -> None:
    page.keyboard.down("Shift")
    page.mouse.wheel(40, 0)
    page.keyboard.up("Shift")


def keys(*names: str) -> Callable[[Page], None]:
    """Pressed in this order, and released in the opposite order, as fingers do."""

    def press(page: Page) -> None:
        for name in names:
            page.keyboard.down(name)
        for name in reversed(names):
            page.keyboard.up(name)

    return press


NOT_ALONE = {
    "a click": with_a_click,
    "the wheel": with_the_wheel,
    "Tab": keys("Shift", "Tab"),
    "a capital": keys("Shift", "H"),
    "an arrow": keys("Shift", "ArrowDown"),
    "Control before": keys("Control", "Shift"),
    "Alt after": keys("Shift", "Alt"),
}


@pytest.mark.parametrize("other", NOT_ALONE)
def test_shift_that_goes_with_something_else_does_not_count(other: str, serving: Served, page: Page) -> None:
    page.goto(serving.address + SENSITIVE)
    page.locator("[data-exit]").wait_for()
    status = page.locator(".exit [role=status]")
    page.keyboard.press("Shift")
    expect(status).to_contain_text("to ganger til")
    for _time in range(3):
        NOT_ALONE[other](page)
        expect(status).to_be_empty()
    page.keyboard.press("Shift")
    expect(status).to_contain_text("to ganger til")  # earlier presses are forgotten
    assert page.url.startswith(serving.address)


def test_in_high_contrast_what_is_chosen_and_the_states_of_the_map_look_different(
    serving: Served, browser: Browser
) -> None:
    page = new_page(browser, forced_colors="active")
    page.goto(serving.address + "sok/")
    page.locator("main input[type=search]").press_sequentially("av", delay=5)
    page.locator("[role=option]").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    drawn = "(one) => { const s = getComputedStyle(one); return [s.outlineStyle, s.textDecorationLine].join() }"
    chosen, other = (page.locator("[role=option]").nth(at).evaluate(drawn) for at in (0, 1))
    assert chosen != other
    page.goto(serving.address + NOTICE)
    keep = page.locator("[data-keep]")
    before = keep.screenshot()
    keep.click()
    page.mouse.move(0, 0)
    page.locator("h1").click()
    assert keep.screenshot() != before
    page.goto(serving.address + "oversikt/")
    marks = page.locator(".key .mark")
    pictures = {marks.nth(at).screenshot() for at in range(marks.count())}
    assert len(pictures) == marks.count() == 5
    page.close()


def test_pages_for_children_name_the_childrens_line_first(example: Site) -> None:
    child = next(line for line in example.directory.crisis if any(a.children for a in line.audiences))
    for address, first in (("for/barn/", True), ("", False)):
        lines = example.page(address).css("footer .lines a")
        assert (lines[0].attributes["href"] == "tel:" + child.facts.number.replace(" ", "")) == first


def test_forms_that_need_scripts_are_not_there_without_them(example: Site) -> None:
    for address in ("", "tilbud/", "kommune/"):
        assert all("hidden" in form.attributes for form in example.page(address).css("[data-narrow], [data-postcodes]"))


def test_what_scripts_need_is_valid_json(example: Site) -> None:
    """With each municipality's own form of Norwegian, on any page."""
    (form,) = example.page("nn/").css("[data-postcodes]")
    assert json.loads(form.attributes["data-postcodes"] or "")[0] == ["9992", "9992", "kommune/fjordby/", "Fjordby"]


@pytest.mark.parametrize(
    ("now", "turned"), [("2026-11-21T12:00:00Z", False), ("2027-11-21T12:00:00Z", True)], ids=["today", "in a year"]
)
def test_a_confirmation_grows_old_without_a_rebuild(
    now: str, turned: bool, serving: Served, page: Page, example: Site
) -> None:
    offer = next(o for o in example.directory.listed if o.freshness.state == "confirmed" and not o.facts.sensitive)
    home = next(m.id for m in example.directory.municipalities if m.id in offer.coverage.municipalities)
    for address, note in {
        f"utskrift/kommune/{home}/": f"[data-offer-card={offer.id}] [data-holds]",
        f"tilbud/{offer.id}/": ".trust [data-holds]",
        "tilbud/": f"[data-offer-card={offer.id}] [data-holds]",
    }.items():
        page.clock.install(time=now)
        page.goto(serving.address + address)
        text = page.locator(note).first.inner_text()
        assert text.startswith("Ikke bekreftet siden" if turned else "Bekreftet")
        assert text.endswith("– ring før du drar") == turned
        assert page.locator(note).first.locator("time").first.get_attribute("datetime") == str(offer.facts.verified_on)


def test_a_note_that_may_turn_shows_both_dates_without_scripts(example: Site) -> None:
    for offer in example.directory.listed:
        if offer.freshness.holds:
            note = element(example.page(f"tilbud/{offer.id}/"), ".trust [data-holds]")
            dates = [time.attributes["datetime"] for time in note.css("time")]
            assert dates == [str(offer.freshness.verified_on), str(offer.freshness.due_on)]
