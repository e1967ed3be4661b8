"""Calendars, read by a library that did not write them."""

import datetime as dt
import time
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from tests.feeds.entries import categories, date, entries, instant, words
from tests.feeds.small_region import BASE_URL, EXAMPLE, FILES, Region, event, loaded, offer, written
from tests.support.repository import commit
from tools.day import TODAY
from veiviser.directory.model import Directory
from veiviser.feeds.ical import calendars
from veiviser.language.plain_text import plain
from veiviser.web.localizer import Localizer
from veiviser.web.site import localized_sites

OSLO = ZoneInfo("Europe/Oslo")
# RFC 5545, section 3.6.1: what a VEVENT of a calendar without METHOD must have, and what it may have once at most.
REQUIRED = {"UID", "DTSTAMP", "DTSTART", "LAST-MODIFIED", "SEQUENCE"}
KNOWN = REQUIRED | {
    "RRULE", "EXDATE", "RECURRENCE-ID", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES",
    "STATUS", "TRANSP", "URL",
}  # fmt: skip


def said(message: str, **values: str) -> str:
    """A message of the program in the first language of the small region."""
    return Localizer("nb").tell(message, **values)


def only(region: Region, **fields: str) -> Component:
    """The only entry of an event with these fields, in the site's first language."""
    directory = region({"events/x.md": event(**fields)})
    (entry,) = entries(written(directory)["arrangement/x.ics"])
    return entry


def test_every_calendar_is_valid(example_feeds: dict[str, bytes]) -> None:
    """All calendars of the first language, and the one with everything in the others: reading them takes long."""
    files = {path: data for path, data in example_feeds.items() if path.endswith(".ics")}
    for path, data in files.items():
        if path.startswith(("nn/", "en/", "se/")) and path.count("/") > 1:
            continue
        assert data.endswith(b"END:VCALENDAR\r\n")
        assert data.count(b"\n") == data.count(b"\r\n"), path
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), path
        calendar = Calendar.from_ical(data)
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]
        assert calendar.errors == []
        assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Oslo"], path
        uids = [_checked(entry) for entry in calendar.walk("VEVENT")]
        assert len(set(uids)) == len(uids), path
        assert list(calendar.walk("VALARM")) == []


def _checked(entry: Component) -> tuple[str, dt.date | None]:
    assert entry.errors == []
    assert set(entry) >= REQUIRED
    assert set(entry) <= KNOWN
    assert not any(isinstance(value, list) for value in entry.values()), "a property stands twice"
    start, stamp = date(entry, "DTSTART"), instant(entry, "DTSTAMP")
    assert stamp.tzinfo is dt.UTC or stamp.utcoffset() == dt.timedelta()
    assert entry["STATUS"] in ("CONFIRMED", "CANCELLED")
    if "DTEND" in entry:
        end = date(entry, "DTEND")
        assert type(end) is type(start)
        assert end > start
    if isinstance(start, dt.datetime):
        assert entry["DTSTART"].params["TZID"] == "Europe/Oslo"
    return str(entry["UID"]), date(entry, "RECURRENCE-ID") if "RECURRENCE-ID" in entry else None


def test_every_calendar_exists_in_every_language(example: Directory, example_feeds: dict[str, bytes]) -> None:
    paths = [
        "kalender.ics",
        *(f"kommune/{m.id}/kalender.ics" for m in (*example.municipalities, *example.merged)),
        *(f"behov/{term.id}/kalender.ics" for term in example.vocabulary["needs"]),
        *(f"for/{term.id}/kalender.ics" for term in example.vocabulary["audiences"]),
        *(f"tilbud/{id_}/kalender.ics" for offer in example.offers for id_ in (offer.id, *offer.facts.aliases)),
        *(f"arrangement/{event.id}.ics" for event in example.events),
    ]
    prefixes = ("", *(f"{language}/" for language in example.languages[1:]))
    expected = {prefix + path for prefix in prefixes for path in paths}
    assert expected == {path for path in example_feeds if path.endswith(".ics")}


def test_a_time_is_local_with_its_zone(region: Region) -> None:
    entry = only(region, starts="2026-12-01T18:00", duration_minutes="90")
    assert date(entry, "DTSTART") == dt.datetime(2026, 12, 1, 18, tzinfo=OSLO)
    assert date(entry, "DTEND") == dt.datetime(2026, 12, 1, 19, 30, tzinfo=OSLO)
    assert entry["DTSTART"].to_ical() == b"20261201T180000"


def test_whole_days_end_on_the_day_after(region: Region) -> None:
    entry = only(region, starts="2026-12-31", ends="2027-01-02")
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert (date(entry, "DTSTART"), date(entry, "DTEND")) == (dt.date(2026, 12, 31), dt.date(2027, 1, 3))


def test_a_single_whole_day(region: Region) -> None:
    entry = only(region, starts="2026-12-31")
    assert (date(entry, "DTSTART"), date(entry, "DTEND")) == (dt.date(2026, 12, 31), dt.date(2027, 1, 1))


def test_an_unknown_end_is_left_out(region: Region) -> None:
    assert "DTEND" not in only(region, starts="2026-12-01T18:00")


def test_each_date_is_an_entry_of_its_own(region: Region) -> None:
    fields = {"starts": "2026-12-01T18:00", "dates": "[2026-12-08, 2026-12-15T10:00]"}
    found = entries(written(region({"events/x.md": event(**fields)}))["kalender.ics"])
    assert [str(entry["UID"]) for entry in found] == [
        "x@veiviser.example",
        "x.2@veiviser.example",
        "x.3@veiviser.example",
    ]


@pytest.mark.parametrize(
    "mended",
    [
        {"starts": "2026-12-01T19:00", "dates": "[2026-12-08, 2026-12-15T10:00]"},
        {"starts": "2026-12-02T18:00", "dates": "[2026-12-08, 2026-12-15T10:00]"},
        {"starts": "2026-12-01T18:00", "dates": "[2026-12-09T17:30, 2026-12-15T10:00]"},
        {
            "starts": "2026-12-01T18:00",
            "dates": "[2026-12-08, 2026-12-15T10:00]",
            "moved": "{from: 2026-12-08, to: 2026-12-10}",
        },
        {"starts": "2026-12-01", "dates": "[2026-12-08, 2026-12-15]"},
    ],
)
def test_a_date_that_is_mended_stays_the_entry_that_it_was(region: Region, mended: dict[str, str]) -> None:
    fields = {"starts": "2026-12-01T18:00", "dates": "[2026-12-08, 2026-12-15T10:00]"}
    before, after = (entries(written(region({"events/x.md": event(**f)}))["kalender.ics"]) for f in (fields, mended))
    assert sorted(str(entry["UID"]) for entry in after) == sorted(str(entry["UID"]) for entry in before)
    assert [entry["DTSTART"].to_ical() for entry in after] != [entry["DTSTART"].to_ical() for entry in before]


def test_no_other_event_can_have_the_entry_of_a_further_date(region: Region) -> None:
    files = {"events/x.md": event(starts="2026-12-01", dates="2026-12-02"), "events/x-2.md": event(starts="2026-12-02")}
    uids = [str(entry["UID"]) for entry in entries(written(region(files))["kalender.ics"])]
    assert len(set(uids)) == 3


def test_a_moved_date_keeps_its_uid(region: Region) -> None:
    entry = only(region, starts="2026-12-01T18:00", moved="[{from: 2026-12-01, to: 2026-12-02T19:00}]")
    assert entry["UID"] == "x@veiviser.example"
    assert date(entry, "DTSTART") == dt.datetime(2026, 12, 2, 19, tzinfo=OSLO)


def test_a_cancelled_date_says_so_to_every_reader(region: Region) -> None:
    fields = {"starts": "2026-12-01T18:00", "dates": "2026-12-08", "cancelled": "2026-12-08", "registration": "none"}
    stands, cancelled = entries(written(region({"events/x.md": event(**fields)}))["kalender.ics"])
    assert (stands["STATUS"], stands["SUMMARY"]) == ("CONFIRMED", "Møtet")
    assert (cancelled["STATUS"], cancelled["SUMMARY"]) == ("CANCELLED", said("Cancelled: {title}", title="Møtet"))
    assert said("You do not have to sign up") + "." in words(stands, "DESCRIPTION")
    assert said("You do not have to sign up") + "." not in words(cancelled, "DESCRIPTION")


def test_what_is_full_still_takes_place(region: Region) -> None:
    entry = only(region, starts="2026-12-01", status="full")
    assert (entry["STATUS"], entry["SUMMARY"]) == ("CONFIRMED", said("Full: {title}", title="Møtet"))


def test_the_place_and_its_address(region: Region) -> None:
    assert only(region, starts="2026-12-01", places="huset")["LOCATION"] == "Huset, Veien 1, 0301 Ytre"


def test_a_secret_place_is_never_told(region: Region) -> None:
    directory = region({"events/x.md": event(starts="2026-12-01", places="[tilfluktet]")})
    for path, data in written(directory).items():
        if path.endswith(".ics"):
            assert b"LOCATION" not in data
            assert not any(word in data for word in (b"Tilfluktet", b"0302", b"Stedet"))


def test_online_is_a_place_when_there_is_no_other(region: Region) -> None:
    entry = only(region, starts="2026-12-01", online_url="https://moete.example/x")
    assert entry["LOCATION"] == said("Online")
    assert said("Take part online: {address}", address="https://moete.example/x") in words(entry, "DESCRIPTION")


def test_how_to_sign_up(region: Region) -> None:
    entry = only(
        region,
        summary="Kom.",
        starts="2026-12-01",
        registration="required",
        registration_by="2026-11-28",
        registration_url="https://skjema.example/x",
    )
    assert words(entry, "DESCRIPTION").split("\n") == [
        "Kom.",
        said("You must sign up") + ".",
        said("Sign up by {date}.", date="28. november 2026"),
        said("Sign up here: {ways}", ways="https://skjema.example/x"),
        "https://veiviser.example/region/arrangement/x/",
    ]


def test_without_ways_of_its_own_the_offers_then_the_organisers(region: Region) -> None:
    offers = {"offers/o.md": offer(phone="55 00 00 10"), "events/x.md": event(offer="o", starts="2026-12-01")}
    (entry,) = entries(written(region(offers))["arrangement/x.ics"])
    assert said("Questions: {ways}", ways="55 00 00 10") in words(entry, "DESCRIPTION")
    assert said("Questions: {ways}", ways="22 22 22 22") in words(only(region, starts="2026-12-01"), "DESCRIPTION")


def test_texts_are_in_the_calendars_language_or_the_nearest(region: Region) -> None:
    files = {
        "events/x.md": event(starts="2026-12-01", needs="prat", registration="drop-in"),
        "events/x.en.md": "---\ntitle: The meeting\n---\n",
    }
    found = written(region(files))
    nn, en = (entries(found[f"{language}/arrangement/x.ics"])[0] for language in ("nn", "en"))
    assert (en["SUMMARY"], en["URL"]) == ("The meeting", "https://veiviser.example/region/en/arrangement/x/")
    assert categories(en) == ["Someone to talk to"]
    assert (nn["SUMMARY"], nn["URL"]) == ("Møtet", "https://veiviser.example/region/nn/arrangement/x/")
    assert Localizer("nn").tell("Just come") + "." in words(nn, "DESCRIPTION")
    assert nn["UID"] == en["UID"]


def test_the_calendars_of_an_event(region: Region) -> None:
    files = {
        "offers/o.md": offer(coverage="fylket", phone="55 00 00 10"),
        "offers/alone.md": offer("Alene", phone="55 00 00 10"),
        "events/x.md": _event_of("o"),
    }
    found = written(region(files))
    holding = {path for path, data in found.items() if path.endswith(".ics") and entries(data)}
    own = {
        "kalender.ics",
        "kommune/ytre/kalender.ics",
        "kommune/indre/kalender.ics",
        "behov/prat/kalender.ics",
        "for/partner/kalender.ics",
        "tilbud/o/kalender.ics",
        "arrangement/x.ics",
    }
    assert holding == {prefix + path for prefix in ("", "nn/", "en/") for path in own}


def _event_of(offer_id: str) -> str:
    return f"---\ntitle: Møtet\noffer: {offer_id}\nstarts: 2026-12-01\n---\n"


def test_a_merged_municipality_keeps_its_calendar_and_its_news(region: Region) -> None:
    former = "- {id: gamle, number: 9903, name: Gamle, county: fylket, valid_until: 2025-12-31, becomes: ytre}\n"
    files = {
        "municipalities.yaml": FILES["municipalities.yaml"] + former,
        "offers/o.md": offer(coverage="ytre", verified_on="2026-10-01", phone="55 00 00 10"),
        "events/x.md": _event_of("o"),
    }
    found = written(region(files))
    assert len(entries(found["kommune/gamle/kalender.ics"])) == 1
    assert b"/tilbud/o/" in found["kommune/gamle/nytt.xml"]


def test_an_empty_calendar_holds_the_time_zone(region: Region) -> None:
    calendar = Calendar.from_ical(written(region({}))["kalender.ics"])
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_names(region: Region) -> None:
    found = written(region({"events/x.md": event(starts="2026-12-01")}))
    names = {
        path: Calendar.from_ical(data).get("X-WR-CALNAME") for path, data in found.items() if path.endswith(".ics")
    }
    assert names["kalender.ics"] == said("Calendar: {name}", name="Veiviseren")
    assert names["kommune/ytre/kalender.ics"] == said("Calendar for {municipality}", municipality="Ytre")
    assert names["en/behov/prat/kalender.ics"] == "Calendar: Someone to talk to"
    assert names["arrangement/x.ics"] is None


def test_a_long_name_with_commas_is_read_as_it_is(region: Region) -> None:
    title = "Ut på tur, aldri alene; heller ikke når høsten kommer og dagene blir korte"
    found = written(region({"offers/o.md": offer(title=title, phone="55 00 00 10")}))["tilbud/o/kalender.ics"]
    name, old_name = (Calendar.from_ical(found)[field] for field in ("NAME", "X-WR-CALNAME"))
    assert name == old_name == said("Calendar: {name}", name=title)
    head = found[: found.index(b"BEGIN:VTIMEZONE")] + b"END:VCALENDAR\r\n"
    assert Calendar.from_ical(head).to_ical() == head


def test_past_dates_stay_for_a_year(region: Region) -> None:
    fields = {"starts": "2025-11-20T18:00", "dates": "[2025-11-21, 2026-11-20]"}
    found = entries(written(region({"events/x.md": event(**fields)}))["kalender.ics"])
    assert [instant(entry, "DTSTART").date() for entry in found] == [TODAY.replace(year=2025), dt.date(2026, 11, 20)]


def test_a_leap_day_has_a_year_before_it(region: Region) -> None:
    directory = region({"events/x.md": event(starts="2027-02-28")})
    assert entries(written(replace(directory, today=dt.date(2028, 2, 29)))["kalender.ics"])


def test_events_of_ended_offers_stay(region: Region) -> None:
    ended = offer(status="ended", ended_on="2026-06-01", phone="55 00 00 10")
    found = written(region({"offers/o.md": ended, "events/x.md": _event_of("o")}))
    assert len(entries(found["tilbud/o/kalender.ics"])) == 1


def test_without_a_history_the_version_is_the_first_and_of_the_start(region: Region) -> None:
    entry = only(region, starts="2026-11-01T18:00")
    assert entry["SEQUENCE"] == 0
    assert date(entry, "LAST-MODIFIED") == date(entry, "DTSTAMP") == dt.datetime(2026, 11, 1, 17, tzinfo=dt.UTC)


@pytest.mark.parametrize("starts", ["2026-12-01T18:00", "2026-12-20", "2027-06-01T10:00"])
def test_without_a_history_no_version_lies_in_the_future(region: Region, starts: str) -> None:
    entry = only(region, starts=starts)
    today = dt.datetime.combine(TODAY, dt.time(), dt.UTC)
    assert date(entry, "LAST-MODIFIED") == date(entry, "DTSTAMP") == today


def test_the_version_comes_from_the_history(region: Region, tmp_path: Path) -> None:
    for day, text in (("2026-01-10", "en"), ("2026-02-10", "to"), ("2026-03-10", "tre")):
        region({"events/x.md": event(summary=text, starts="2026-12-01T18:00", repeat="weekly", cancelled="2026-12-08")})
        commit(tmp_path, f"{day}T12:00:00+01:00", authored="2020-01-01")
    found = entries(written(loaded(tmp_path))["kalender.ics"])
    assert len(found) == 2
    for entry in found:
        assert entry["SEQUENCE"] == 2
        assert date(entry, "LAST-MODIFIED") == date(entry, "DTSTAMP") == dt.datetime(2026, 3, 10, 11, tzinfo=dt.UTC)


WEEKLY = {"starts": "2026-12-01T18:00", "duration_minutes": "60", "repeat": "weekly", "repeat_until": "2027-02-02"}


def test_a_rule_is_one_entry(region: Region) -> None:
    entry = only(region, **WEEKLY)
    assert entry["UID"] == "x@veiviser.example"
    assert entry["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270202T225959Z;WKST=MO"
    assert entry["DTSTART"].to_ical() == b"20261201T180000"
    assert entry["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert "EXDATE" not in entry


@pytest.mark.parametrize(
    ("fields", "rrule"),
    [
        ({"repeat": "daily", "repeat_count": "9"}, "FREQ=DAILY;COUNT=9"),
        ({"repeat": "weekly", "repeat_every": "2", "repeat_on": "[tuesday, friday]", "repeat_count": "9"},
         "FREQ=WEEKLY;COUNT=9;INTERVAL=2;BYDAY=TU,FR;WKST=MO"),
        ({"repeat": "monthly", "repeat_on": "first tuesday", "repeat_count": "9"}, "FREQ=MONTHLY;COUNT=9;BYDAY=1TU"),
        ({"repeat": "monthly", "repeat_on": "[1, 15]", "repeat_count": "9"}, "FREQ=MONTHLY;COUNT=9;BYMONTHDAY=1,15"),
        ({"repeat": "yearly", "repeat_on": "first tuesday", "repeat_count": "9"},
         "FREQ=YEARLY;COUNT=9;BYDAY=1TU;BYMONTH=12"),
        ({"repeat": "yearly", "repeat_count": "9"}, "FREQ=YEARLY;COUNT=9;BYMONTHDAY=1;BYMONTH=12"),
        # Without an end: as far as the pages show it.
        ({"repeat": "weekly"}, "FREQ=WEEKLY;UNTIL=20280516T215959Z;WKST=MO"),
        ({"starts": "2026-12-01", "repeat": "weekly"}, "FREQ=WEEKLY;UNTIL=20280516;WKST=MO"),
    ],
)  # fmt: skip
def test_rules_in_the_words_of_calendars(region: Region, fields: dict[str, str], rrule: str) -> None:
    assert only(region, **{"starts": "2026-12-01T18:00", **fields})["RRULE"].to_ical() == rrule.encode()


def test_dates_of_a_rule_that_are_left_out_moved_or_cancelled(region: Region) -> None:
    changes = {
        "skip": "2026-12-08", "skip_holidays": "true", "cancelled": "2027-01-05",
        "moved": "[{from: 2026-12-15, to: 2026-12-16T12:00}]", "dates": "2026-12-03",
    }  # fmt: skip
    found = entries(written(region({"events/x.md": event(**WEEKLY, **changes)}))["kalender.ics"])
    master, moved, cancelled, extra = found
    assert [str(entry["UID"]) for entry in found] == ["x@veiviser.example"] * 3 + ["x.2@veiviser.example"]
    assert master["EXDATE"].to_ical() == b"20261208T180000"
    assert (moved["RECURRENCE-ID"].to_ical(), moved["DTSTART"].to_ical()) == (b"20261215T180000", b"20261216T120000")
    assert (cancelled["RECURRENCE-ID"].to_ical(), cancelled["STATUS"]) == (b"20270105T180000", "CANCELLED")
    assert "RECURRENCE-ID" not in extra
    assert not {"RRULE", "EXDATE"} & ({*moved} | {*cancelled} | {*extra})


def test_a_holiday_that_is_moved_or_cancelled_by_name_is_no_gap(region: Region) -> None:
    changes = {"skip_holidays": "true", "moved": "[{from: 2026-12-24, to: 2026-12-23}]", "cancelled": "2026-12-31"}
    rule = {"starts": "2026-12-03T18:00", "repeat": "weekly", "repeat_count": "5"}
    master, moved, cancelled = entries(written(region({"events/x.md": event(**rule, **changes)}))["kalender.ics"])
    assert "EXDATE" not in master
    assert (moved["RECURRENCE-ID"].to_ical(), moved["DTSTART"].to_ical()) == (b"20261224T180000", b"20261223T180000")
    assert (cancelled["RECURRENCE-ID"].to_ical(), cancelled["STATUS"]) == (b"20261231T180000", "CANCELLED")


def test_calendars_ask_to_be_read_again_after_a_day(region: Region) -> None:
    lines = written(region({}))["kalender.ics"].split(b"\r\n")
    assert {b"REFRESH-INTERVAL;VALUE=DURATION:P1D", b"X-PUBLISHED-TTL:P1D"} <= {*lines}


def test_holidays_are_taken_out_as_far_as_the_rule_is_shown(region: Region) -> None:
    entry = only(region, starts="2026-12-03T18:00", repeat="weekly", skip_holidays="true")
    assert (
        entry["EXDATE"].to_ical() == b"20261224T180000,20261231T180000,20270325T180000,20270506T180000,20280413T180000"
    )


def test_a_cancelled_series_is_cancelled_as_a_whole(region: Region) -> None:
    assert only(region, **WEEKLY, status="cancelled")["STATUS"] == "CANCELLED"


def test_the_time_zone_is_known_from_the_start_of_a_series(region: Region) -> None:
    fields = {"starts": "2019-01-08T18:00", "repeat": "weekly"}
    found = written(region({"events/x.md": event(**fields)}))
    for path in ("kalender.ics", "arrangement/x.ics"):
        (zone,) = Calendar.from_ical(found[path]).walk("VTIMEZONE")
        onsets = [date(part, "DTSTART").year for part in zone.subcomponents]
        assert (min(onsets), max(onsets)) == (2019, 2028)


def test_no_date_depends_on_the_zone_of_the_machine(
    example: Directory, example_feeds: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert written(loaded(EXAMPLE)) == example_feeds
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_same_bytes_each_time(example: Directory, example_feeds: dict[str, bytes]) -> None:
    assert written(example) == example_feeds


@pytest.mark.parametrize("last", ["2999-12-31", "2999-12-31T23:00"])
def test_the_last_day_of_all(region: Region, last: str) -> None:
    assert date(only(region, starts=last), "DTSTART").isoformat().startswith("2999-12-31")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back(example: Directory, text: str) -> None:
    one = replace(example.events[0], title={"nb": text}, summary={"nb": text})
    directory = replace(example, events=(one,), offers=())
    data = next(iter(calendars(localized_sites(directory, BASE_URL)))).data
    for entry in entries(data):
        assert entry["STATUS"] == "CONFIRMED"
        assert str(entry.get("SUMMARY", "")) == plain(text)
        assert words(entry, "DESCRIPTION").startswith(plain(text))


@pytest.mark.parametrize(("ends", "end"), [("2026-12-01", None), ("2026-12-03", dt.datetime(2026, 12, 4, tzinfo=OSLO))])
def test_an_end_known_by_its_day_alone(region: Region, ends: str, end: dt.datetime | None) -> None:
    entry = only(region, starts="2026-12-01T18:00", ends=ends)
    assert (date(entry, "DTEND") if "DTEND" in entry else None) == end
