"""The calendar, the next dates on cards, and opening hours: in the site's time zone, not the visitor's."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page
from selectolax.lexbor import LexborHTMLParser

from tests.support.built import REGIONS, Site, address_of, built_once, file_of, served
from tests.support.elements import attribute, element
from tests.support.tiers import exhaustive
from tools.browser import new_context
from tools.day import TODAY
from tools.reference import lay_out

NOW = "2026-11-21T10:00:00Z"
YEAR_AHEAD = "2027-11-21T10:00:00Z"
NEW_YORK = "America/New_York"
PLACES = {
    "kontoret": "opening_hours:\n  - monday-friday 09:00-15:30\n",
    "nattkafeen": "opening_hours:\n  - friday 18:00-24:00\n  - saturday 00:00-03:00\nholidays: open\n",
    "doegnvakta": "opening_hours:\n  - monday-sunday 00:00-24:00\nholidays: open\n",
    "torsdagsrommet": "opening_hours:\n  - thursday 11:00-14:00\n",
    "delt": "opening_hours:\n  - thursday-tuesday 08:00-11:30\n  - monday-tuesday 12:00-16:00\n  - wednesday closed\n",
}


RULE = """---
title: Kafe
offer: kafe
starts: 2026-12-01T18:00
repeat: monthly
repeat_on: first tuesday
repeat_count: 3
---
"""


def _root(folder: Path) -> Path:
    """A small region in New Zealand's time zone, with four events a day for two months."""
    root = folder / "root"
    lay_out(None, root)
    site = root / "content" / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + "timezone: Pacific/Auckland\n", encoding="utf-8")
    days = [dt.date(2026, 12, 1) + dt.timedelta(days=n) for n in range(62)]
    for number in range(4):
        dates = ", ".join(f"{day}" for day in days[1:])
        event = root / "content" / "events" / f"treff-{number}.md"
        event.parent.mkdir(exist_ok=True)
        event.write_text(
            f"---\ntitle: Treff {number}\noffer: kafe\nstarts: {days[0]}T18:00\nends: {days[0]}T20:00\n"
            f"dates: [{dates}]\n---\n",
            encoding="utf-8",
        )
    return root


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built_once(lambda: _root(tmp_path_factory.mktemp("busy")), "busy", tmp_path_factory)


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A region in Oslo's time zone with the places above, and a café on the first Tuesday of three months."""

    def make() -> Path:
        root = tmp_path_factory.mktemp("houses") / "root"
        lay_out(None, root)
        (root / "content" / "places").mkdir(exist_ok=True)
        for id_, hours in PLACES.items():
            file = root / "content" / "places" / f"{id_}.yaml"
            file.write_text(f"name: Huset\nmunicipality: fjordby\naddress: Gata 1\n{hours}", encoding="utf-8")
        (root / "content" / "events").mkdir(exist_ok=True)
        (root / "content" / "events" / "kafe.md").write_text(RULE, encoding="utf-8")
        cafe = (root / "content" / "offers" / "kafe.md").read_text("utf-8")
        (root / "content" / "offers" / "tur.md").write_text(cafe.replace("title: Kafé", "title: Tur"), "utf-8")
        longer = RULE.replace("offer: kafe", "offer: tur").replace("count: 3", "count: 9")
        (root / "content" / "events" / "tur.md").write_text(longer, encoding="utf-8")
        return root

    return built_once(make, "houses", tmp_path_factory)


Look = Callable[..., Page]


@contextmanager
def looking(site: Site, browser: Browser, **options: str) -> Iterator[Look]:
    """A function that opens a page of a site at an instant, in a browser that is in New York by default."""
    with served(site.out) as serving:
        context = new_context(browser, **{"timezone_id": NEW_YORK, "locale": "en-US", **options})

        def look(address: str, instant: str) -> Page:
            page = context.new_page()
            page.clock.set_fixed_time(instant)
            page.goto(serving.address + address)
            return page

        yield look
        context.close()


@pytest.fixture
def look(example: Site, browser: Browser) -> Iterator[Look]:
    with looking(example, browser) as look:
        yield look


# The page without scripts


def _calendars(site: Site) -> list[str]:
    """Calendars of former municipalities are left out: they only link to their successors."""
    merged = [f"kommune/{municipality.id}/" for municipality in site.directory.merged]
    pages = (address_of(path) for path in sorted(site.files) if "kalender/" in path and path.endswith(".html"))
    return [address for address in pages if not any(address.endswith(place) for place in merged)]


def test_the_grids_are_tables_that_say_which_month_and_weekday(site: Site) -> None:
    addresses = _calendars(site)
    assert len(addresses) >= 1 + len(site.directory.municipalities) + len(site.directory.vocabulary["needs"])
    for address in addresses:
        page = site.page(address)
        for grid in page.css("table.grid"):
            month = dt.date.fromisoformat(attribute(element(grid, "caption time"), "datetime") + "-01")
            assert len(grid.css("thead th[scope=col]")) == 8
            assert attribute(element(grid, "thead abbr"), "title").lower() in (
                "mandag",
                "måndag",
                "monday",
                "vuossárga",
            )
            rows = [row.css("td") for row in grid.css("tbody tr")]
            days = [[cell.css_first("time") for cell in row] for row in rows]
            found = [dt.date.fromisoformat(attribute(day, "datetime")) for row in days for day in row if day]
            assert found[0] == month
            assert len(found) == 31 or (found[-1] + dt.timedelta(days=1)).month != month.month
            assert all(dt.date.fromisoformat(attribute(cell, "datetime")).weekday() == at
                       for row in days for at, cell in enumerate(row) if cell)  # fmt: skip
            assert all(len(row) == 7 for row in rows)


def test_a_day_of_a_grid_leads_to_its_heading_when_something_happens(site: Site) -> None:
    for address in _calendars(site):
        page = site.page(address)
        headings = {node.attributes["id"] for node in page.css(".day h3")}
        links = {(node.attributes["href"] or "").removeprefix("#") for node in page.css("table.grid a")}
        assert links == headings, address


def test_the_calendar_has_a_year_of_months(example: Site) -> None:
    grids = example.page("kalender/").css("table.grid caption time")
    assert [grid.attributes["datetime"] for grid in grids[:2]] == ["2026-11", "2026-12"]
    assert len(grids) == 12


def test_the_calendar_has_every_date_of_the_coming_year(example: Site) -> None:
    last = dt.date(TODAY.year + 1, TODAY.month, 1)
    expected = sorted(
        (event.id, str(max(o.start.day, TODAY)))
        for event in example.directory.events if not event.abandoned
        for o in event.coming(TODAY) if o.start.day < last
    )  # fmt: skip
    days = example.page("kalender/").css(".day")
    found = sorted(
        (item.attributes["data-event"], element(day, "h3 time").attributes["datetime"])
        for day in days for item in day.css("li")
    )  # fmt: skip
    assert found == expected


def test_each_calendar_leads_to_its_feed(site: Site) -> None:
    for address in _calendars(site):
        feeds = [node.attributes["href"] or "" for node in site.page(address).css("main .feeds a")]
        assert len(feeds) == 1
        path = (site.out / file_of(address)).parent.joinpath(feeds[0]).resolve().relative_to(site.out.resolve())
        assert path.as_posix() in site.files
        kind = re.search(r"kalender/(kommune|behov)/([^/]*)/", address)
        assert kind is None or f"{kind[1]}/{kind[2]}/kalender.ics" in path.as_posix()


def test_the_calendar_of_a_municipality_and_of_a_need_has_its_events_alone(example: Site) -> None:
    def shown(address: str) -> set[str | None]:
        return {item.attributes["data-event"] for item in example.page(address).css(".day li")}

    coming = [event for event in example.directory.events if event.coming(TODAY) and not event.abandoned]
    for municipality in example.directory.municipalities:
        ids = {event.id for event in coming if municipality.id in event.coverage.municipalities}
        assert shown(f"kalender/kommune/{municipality.id}/") == ids
    for need in example.directory.vocabulary["needs"]:
        assert shown(f"kalender/behov/{need.id}/") == {event.id for event in coming if need in event.needs}


def test_a_long_calendar_goes_on_by_months_on_pages_that_lead_to_each_other(busy: Site) -> None:
    first, second = busy.page("kalender/"), busy.page("kalender/2027-01/")
    assert len(first.css(".day li")) == len(second.css(".day li")) == 4 * 31
    assert [node.attributes["href"] for node in first.css(".turn a")] == ["../kalender/2027-01/"]
    assert [node.attributes["href"] for node in second.css(".turn a")] == ["../../kalender/"]
    for page in (first, second):
        assert len(page.css(".jumps a")) == 12
    assert element(second, "title").text() == "Kalender, januar 2027 – Fjordveiviseren"


# At an instant


def last_days(times: Locator) -> list[str]:
    """The days on which what they announce ends."""
    ends = ((node.get_attribute("data-till") or "", node.get_attribute("datetime") or "") for node in times.all())
    return [(till if "-" in till else begins)[:10] for till, begins in ends]


def test_a_year_later_what_has_been_is_gone_or_said_to_be_over(look: Look) -> None:
    for address in ("", "kalender/", "kurs/", "kommune/fjordby/", "tilbud/tirsdagskafeen/", "en/kalender/"):
        page = look(address, YEAR_AHEAD)
        assert page.locator("[data-till]").count() > 0
        visible = last_days(page.locator("[data-till]:visible"))
        assert [day for day in visible if day < YEAR_AHEAD[:10]] == [], address
        if not visible:
            # Long courses show their recurrence, everything else that it is over.
            shown = page.locator(".often:visible" if address == "kurs/" else "[data-over]:visible")
            assert shown.count() > 0 or address == "", address
        page.close()
    page = look("arrangement/tirsdagskafeen-vinter/", YEAR_AHEAD)
    assert page.locator(".banner:visible").inner_text() == "Dette har allerede vært."
    assert set(page.locator(".dates .soon").all_inner_texts()) == {"er over"}


def test_without_scripts_the_dates_are_there_and_nothing_else_is_said(example: Site, browser: Browser) -> None:
    with served(example.out) as serving:
        context = new_context(browser, java_script_enabled=False)
        page = context.new_page()
        page.goto(serving.address + "kalender/")
        assert page.locator(".day li:visible").count() == page.locator(".day li").count() > 0
        assert page.locator(".soon:visible").count() == page.locator("[data-over]:visible").count() == 0
        page.goto(serving.address + "sted/fjordby-bibliotek/")
        assert page.locator("[data-week]:visible").count() == 0
        assert page.locator("table.week:visible tr").count() == 7
        context.close()


SOON = exhaustive("tests/scripts/clock.test.js: how far away a day is")


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ("2026-11-23T23:30:00Z", "i dag"),  # in New York it is still the 23rd, at half past six in the evening
        *(
            pytest.param(*case, marks=SOON)
            for case in (
                ("2026-11-24T22:59:00Z", "i dag"),
                ("2026-11-24T16:59:00Z", "i dag"),
                ("2026-11-22T23:30:00Z", "i morgen"),
                ("2026-11-21T10:00:00Z", "om 3 dager"),
                ("2026-11-17T10:00:00Z", "tirsdag om en uke"),
                ("2026-11-09T10:00:00Z", "tirsdag om 2 uker"),
                ("2026-09-01T10:00:00Z", "om 3 måneder"),
            )
        ),
    ],
)
def test_how_soon_is_said_by_the_day_of_the_site(look: Look, instant: str, words: str) -> None:
    assert look("tilbud/tirsdagskafeen/", instant).locator("header .soon").inner_text() == words


def test_what_goes_on_is_said_by_the_clock_and_not_when_it_has_ended(look: Look) -> None:
    page = look("tilbud/tirsdagskafeen/", "2026-11-24T17:30:00Z")  # from 18 to 20 where the site is
    assert page.locator("header .soon").inner_text() == "pågår nå"
    page.clock.set_fixed_time("2026-11-24T19:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.locator("header .soon").inner_text() == "i dag"
    assert page.locator("header time:visible").get_attribute("datetime") == "2026-11-24T18:00"


def test_how_soon_is_said_in_the_language_of_the_page(look: Look) -> None:
    soon = {}
    for prefix in ("nn/", "en/", "se/"):
        slot = look(f"{prefix}tilbud/tirsdagskafeen/", "2026-11-23T12:00:00Z").locator("header .soon")
        soon[prefix] = slot.inner_text(), slot.get_attribute("lang")
    assert soon == {"nn/": ("i morgon", None), "en/": ("tomorrow", None), "se/": ("ihttin", None)}
    fallen_back = look("se/tilbud/tirsdagskafeen/", "2026-11-21T12:00:00Z").locator("header .soon")
    assert (fallen_back.inner_text(), fallen_back.locator("[lang]").get_attribute("lang")) == ("om 3 dager", "nb")


def test_a_card_turns_to_the_next_date_when_the_first_is_over(look: Look) -> None:
    page = look("tilbud/", "2026-11-25T10:00:00Z")
    next_ = page.locator("[data-offer-card=tirsdagskafeen] .next")
    assert next_.locator("time:visible").get_attribute("datetime") == "2026-12-01T18:00"
    assert next_.inner_text().splitlines() == [
        "Neste: om 6 dager",
        "tirsdag 1. desember 2026 kl. 18.00–20.00 og hver tirsdag etter det",
    ]


def test_a_card_says_how_it_goes_on_until_nothing_follows(houses: Site, browser: Browser) -> None:
    after = "og hver første tirsdag i måneden etter det"
    assert element(houses.page("tilbud/"), ".card .recurrence").text() == after
    in_english = element(houses.page("en/tilbud/"), ".card .recurrence").text()
    assert in_english == "and every first Tuesday of the month after that"
    with looking(houses, browser) as look:
        for day, date, goes_on in (("2026-12-02", "2027-01-05", True), ("2027-01-06", "2027-02-02", False)):
            next_ = look("tilbud/", f"{day}T12:00:00Z").locator("[data-offer-card=kafe] .next")
            assert next_.locator("time:visible").get_attribute("datetime") == f"{date}T18:00"
            assert next_.locator(".recurrence").is_visible() is goes_on
        assert not look("tilbud/", "2027-02-03T12:00:00Z").locator("[data-offer-card=kafe] .next").is_visible()


def test_a_card_whose_dates_are_over_says_how_often_as_long_as_the_rule_lasts(houses: Site, browser: Browser) -> None:
    with looking(houses, browser) as look:
        for day, words in (
            ("2027-02-02", "tirsdag 2. februar"),
            ("2027-02-03", "Hver første tirsdag i måneden"),
            ("2027-08-03", "Hver første tirsdag i måneden"),
        ):
            assert words in (
                shown := look("tilbud/", f"{day}T12:00:00Z").locator("[data-offer-card=tur] .next").inner_text()
            )
        assert shown == words
        assert not look("tilbud/", "2027-08-04T12:00:00Z").locator("[data-offer-card=tur] .next").is_visible()


def test_the_front_page_always_has_three_dates_to_come(look: Look) -> None:
    page = look("", "2026-11-26T10:00:00Z")
    days = last_days(page.locator(".dates [data-till]:visible"))
    assert len(days) == 3
    assert min(days) >= "2026-11-26"


def test_today_is_marked_in_the_grid_and_what_is_over_leads_nowhere(look: Look) -> None:
    page = look("kalender/", "2026-11-26T23:30:00Z")
    assert page.locator("[aria-current=date] time").get_attribute("datetime") == "2026-11-27"
    over = page.locator("a:has(time[datetime='2026-11-24'])")
    assert over.get_attribute("href") is None
    assert page.locator("#d2026-11-27 .soon").inner_text() == "i dag"
    assert not page.locator("#d2026-11-26").is_visible()


def test_a_page_that_is_looked_at_again_on_the_next_day_has_turned(look: Look) -> None:
    page = look("kalender/", "2026-11-26T10:00:00Z")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for day in ("2026-11-27", "2026-11-28"):
        page.clock.set_fixed_time(f"{day}T10:00:00Z")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert page.locator("[aria-current=date] time").get_attribute("datetime") == day
    assert faults == []


def test_another_zone_than_oslo_counts_its_own_days(busy: Site, browser: Browser) -> None:
    with looking(busy, browser) as look:
        page = look("kalender/", "2026-12-03T12:00:00Z")  # one in the morning of the 4th in New Zealand
        assert page.locator("[aria-current=date] time").get_attribute("datetime") == "2026-12-04"


def test_nothing_moves_on_the_front_page_when_the_words_come(example: Site, browser: Browser) -> None:
    with served(example.out) as serving:
        for width in (320, 1280):
            context = new_context(browser, viewport={"width": width, "height": 2000})
            page = context.new_page()
            page.clock.set_fixed_time(NOW)
            page.goto(serving.address)
            page.locator(".dates .soon:not(:empty)").first.wait_for()
            shift = page.evaluate(
                """() => new Promise((tell) => {
                  let sum = 0;
                  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
                    .observe({ type: "layout-shift", buffered: true });
                  setTimeout(() => tell(sum), 300);
                })"""
            )
            assert shift == 0
            context.close()


# Opening hours


HOURS = [
    ("kontoret", "2026-11-23T07:59:59Z", "Stengt nå · åpner kl. 09.00 i dag"),
    ("kontoret", "2026-11-23T08:00:00Z", "Åpent nå · stenger kl. 15.30"),
    ("kontoret", "2026-11-23T14:29:59Z", "Åpent nå · stenger kl. 15.30"),
    ("kontoret", "2026-11-23T14:30:00Z", "Stengt nå · åpner kl. 09.00 i morgen"),
    ("kontoret", "2026-11-23T02:00:00Z", "Stengt nå · åpner kl. 09.00 i dag"),
    ("kontoret", "2026-11-27T15:00:00Z", "Stengt nå · åpner kl. 09.00 på mandag"),
    ("kontoret", "2026-12-23T16:00:00Z", "Stengt nå · åpner kl. 09.00 på mandag"),
    ("kontoret", "2026-12-24T10:00:00Z", "Stengt nå · åpner kl. 09.00 på mandag"),
    ("kontoret", "2027-05-17T10:00:00Z", "Stengt nå · åpner kl. 09.00 i morgen"),
    # A site last built two years ago, on a Sunday and a Tuesday.
    ("delt", "2028-12-24T09:00:00Z", "Stengt nå · åpner kl. 08.00 på torsdag"),
    ("kontoret", "2028-12-26T10:00:00Z", "Stengt nå · åpner kl. 09.00 i morgen"),
    ("torsdagsrommet", "2026-12-18T10:00:00Z", "Stengt nå · åpner kl. 11.00 torsdag om 2 uker"),
    ("nattkafeen", "2026-11-27T22:30:00Z", "Åpent nå · stenger kl. 03.00"),
    ("nattkafeen", "2026-11-28T01:59:00Z", "Åpent nå · stenger kl. 03.00"),
    ("nattkafeen", "2026-11-28T02:00:00Z", "Stengt nå · åpner kl. 18.00 på fredag"),
    ("doegnvakta", "2026-12-25T02:00:00Z", "Åpent nå, hele døgnet"),
    ("delt", "2026-11-23T10:45:00Z", "Stengt nå · åpner kl. 12.00 i dag"),
    ("delt", "2026-11-24T15:30:00Z", "Stengt nå · åpner kl. 08.00 på torsdag"),
    # The nights when clocks change: 28 March and 31 October 2027, and the Mondays after them.
    ("kontoret", "2027-03-26T08:00:00Z", "Stengt nå · åpner kl. 09.00 på tirsdag"),
    ("kontoret", "2027-03-30T06:59:00Z", "Stengt nå · åpner kl. 09.00 i dag"),
    ("kontoret", "2027-03-30T07:00:00Z", "Åpent nå · stenger kl. 15.30"),
    ("kontoret", "2027-10-29T07:00:00Z", "Åpent nå · stenger kl. 15.30"),
    ("kontoret", "2027-11-01T07:30:00Z", "Stengt nå · åpner kl. 09.00 i dag"),
    ("kontoret", "2027-11-01T08:00:00Z", "Åpent nå · stenger kl. 15.30"),
]
FIRST = ("nattkafeen", "doegnvakta")  # both sentences with their words; the rest is arithmetic
ALL_HOURS = exhaustive('tests/scripts/hours.test.js: ${place} at ${instant}: ${words || "nothing"}')


@pytest.mark.parametrize(
    ("place", "instant", "words"),
    [case if case[0] in FIRST else pytest.param(*case, marks=ALL_HOURS) for case in HOURS],
)
def test_a_place_says_whether_it_is_open_by_its_own_clock(
    houses: Site, browser: Browser, place: str, instant: str, words: str
) -> None:
    with looking(houses, browser) as look:
        assert look(f"sted/{place}/", instant).locator("[data-week]").inner_text() == words


def test_the_hours_of_the_week_are_in_a_table(houses: Site) -> None:
    rows = [row.text(separator=" ", strip=True) for row in houses.page("sted/delt/").css("table.week tr")]
    assert rows[:3] == ["mandag 08.00–11.30, 12.00–16.00", "tirsdag 08.00–11.30, 12.00–16.00", "onsdag stengt"]
    assert rows[3] == rows[6].replace("søndag", "torsdag") == "torsdag 08.00–11.30"
    rows = [row.text(separator=" ", strip=True) for row in houses.page("sted/nattkafeen/").css("table.week tr")]
    assert rows[4:6] == ["fredag 18.00–24.00", "lørdag 00.00–03.00"]


# Every date

MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|"
    "January|February|March|May|June|July|October|December|"
    "ođđajagemánnu|guovvamánnu|njukčamánnu|cuoŋománnu|miessemánnu|geassemánnu|suoidnemánnu|borgemánnu|čakčamánnu|"
    "golggotmánnu|skábmamánnu|juovlamánnu"
)
DATE = re.compile(
    rf"\d{{1,2}}\.? (?:{MONTHS})\b|\b(?:{MONTHS}) \d{{4}}|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\b\d{{4}}-\d\d-\d\d"
)


def test_every_date_that_the_program_writes_is_in_a_time_element(example: Site) -> None:
    """Dates in the editors' running text are not included."""
    written = " ".join(path.read_text(encoding="utf-8") for path in (REGIONS["example"] / "content").rglob("*.*"))
    loose: dict[str, str] = {}
    for address, page in example.pages():
        for line in _outside_time(page):
            if DATE.search(line) and line not in written:
                loose.setdefault(line, address)
    assert loose == {}


def _outside_time(page: LexborHTMLParser) -> list[str]:
    body = page.body
    assert body is not None
    for node in body.css("time, script, .body"):
        node.decompose()
    return [line for text in body.text(separator="\n").split("\n") if (line := text.strip())]


def test_a_time_holds_what_machines_can_read(example: Site) -> None:
    valid = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?|\d\d-\d\d")
    for address, page in example.pages():
        for node in page.css("time"):
            assert valid.fullmatch(node.attributes.get("datetime") or ""), f"{address}: {node.html}"
