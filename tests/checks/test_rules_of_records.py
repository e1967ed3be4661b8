"""Each rule of records: what it finds and where, what it accepts, and that nothing is reported twice."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support.records import event, offer
from tools.day import TODAY
from veiviser.checks.contradictions import length_of_an_event
from veiviser.content.read import read

Found = Callable[[Mapping[str, str]], list[str]]
MUNICIPALITIES = """\
- {id: fjordby, number: "9901", name: Fjordby, county: fjordland}
- {id: vik, number: "9902", name: Vik, county: fjordland, valid_until: 2019-12-31, becomes: nes}
- {id: nes, number: "9903", name: Nes, county: fjordland, valid_until: 2023-12-31, becomes: [fjordby]}
- {id: delt, number: "9904", name: Delt, county: fjordland, valid_until: 2023-12-31, becomes: [fjordby, sund]}
- {id: sund, number: "9905", name: Sund, county: fjordland, valid_until: 2027-12-31}
"""
SILENT = {"organisations/laget.yaml": "name: Laget\nkind: voluntary\n"}


def said(lines: list[str]) -> list[str]:
    """Line, column, code and suggestion of each problem, without the path."""
    return [line.split(":", 1)[1] for line in lines]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # A month or a year contradicts nothing that can lie within it.
        ({"starts_on": "2026", "ends_on": "2026-12"}, []),
        ({"starts_on": "2026-12-31", "ends_on": "2026-12"}, []),
        ({"starts_on": "2028", "ends_on": "2027"}, ["11:10 contradictory-dates"]),
        ({"established": "2020", "starts_on": "2019"}, ["11:12 contradictory-dates"]),
        ({"established": "2019", "starts_on": "2019-08-20"}, []),
        ({"registration_by": "2027-02-01", "ends_on": "2027-01"}, ["11:10 contradictory-dates"]),
        ({"status": "ended", "ends_on": "2026-01", "ended_on": "2025"}, []),  # it ended before its time
        ({"status": "ended", "starts_on": "2026", "ended_on": "2025"}, ["11:11 contradictory-dates"]),
        ({"status": "ended", "ended_on": "2027"}, ["10:11 future-date"]),
        ({"status": "ended", "ended_on": "2026"}, []),
        ({"status": "ended"}, ["4:1 missing-field"]),
        ({"status": "paused", "ended_on": "2025"}, ["10:1 contradictory-fields status: ended"]),
        ({"verified_on": "2026-11-21"}, []),
        ({"verified_on": "2026-11-22"}, ["10:14 future-date"]),
        ({"established": "2027"}, ["10:14 future-date"]),
        ({"ends_on": "2026-11"}, []),
        ({"ends_on": "2026-11-20"}, ["10:10 past-end"]),
        ({"status": "paused", "ends_on": "2025"}, ["10:10 past-end"]),
        ({"status": "ended", "ends_on": "2025", "ended_on": "2025"}, []),
        ({"status": "planned", "starts_on": "2026-10"}, ["10:12 past-start"]),
        ({"starts_on": "2026-10"}, []),
        ({"verified_on": "2026-05-25"}, []),  # 180 days before
        ({"verified_on": "2026-05-24"}, ["10:14 stale"]),
        ({"verified_on": "2026-05-24", "review_every_days": "365"}, []),
        ({"verified_on": "2020-01-01", "status": "planned"}, []),
        ({"verified_on": "2020-01-01", "status": "paused"}, ["10:14 stale"]),
        ({"age_from": "18", "age_to": "18"}, []),
        ({"age_from": "18", "age_to": "17"}, ["10:11 contradictory-ages"]),
        ({"cared_for_age_from": "18", "cared_for_age_to": "17"}, ["10:21 contradictory-ages"]),
        ({"registration": "required", "registration_by": "2026-12-01"}, []),
        ({"registration": "none", "registration_by": "2026-12-01"}, ["11:1 contradictory-fields"]),
        ({"notice_until": "2026-12-01"}, ["10:1 no-effect"]),
        ({"notice": "Stengt", "notice_until": "2026-12-01"}, []),
        ({"distinct_from": "[kafe, tur]"}, ["10:23 refers-to-itself"]),
        # A field with a fault of its own is reported once.
        ({"starts_on": "snart", "ends_on": "2027"}, ["10:12 bad-date"]),
        ({"status": "ended", "ended_on": "i fjor"}, ["10:11 bad-date"]),
        ({"notice_until": "2026-12-01", "notice": "[]"}, ["11:9 wrong-type"]),
    ],
)
def test_an_offer(found: Found, fields: dict[str, str], expected: list[str]) -> None:
    assert said(found({"offers/tur.md": offer(**fields)})) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"ends": "2026-12-01T20:00"}, []),
        ({"ends": "2026-12-01"}, []),
        ({"ends": "2026-12-01T18:00"}, ["5:7 contradictory-dates"]),
        ({"starts": "2026-12-01", "ends": "2026-12-01"}, []),
        ({"ends": "2026-12-01T17:59"}, ["5:7 contradictory-dates"]),
        ({"ends": "2026-12-01T01:30"}, ["5:7 contradictory-dates 2026-12-02T01:30"]),
        ({"ends": "2026-12-01T08:00"}, ["5:7 contradictory-dates 2026-12-01T20:00"]),
        ({"ends": "2026-11-30"}, ["5:7 contradictory-dates 2026-12-01"]),
        ({"ends": "2026-11-01T20:00"}, ["5:7 contradictory-dates 2026-12-01T20:00"]),
        ({"ends": "2026-12-01T20:00", "duration_minutes": "120"}, ["6:1 contradictory-fields"]),
        ({"starts": "2026-12-01", "duration_minutes": "120"}, ["5:1 contradictory-fields"]),
        ({"starts": "2026-12-01", "ends": "2026-12-01T20:00"}, ["5:1 contradictory-fields"]),
        ({"registration_by": "2026-12-01"}, []),
        ({"registration_by": "2026-12-02"}, ["5:18 contradictory-dates"]),
        ({"registration_by": "2026-12-02", "dates": "[2026-12-08]"}, []),
        ({"registration": "drop-in", "registration_by": "2026-11-30"}, ["6:1 contradictory-fields"]),
        ({"repeat": "weekly", "repeat_on": "tuesday", "repeat_until": "2027-01-01"}, []),
        ({"repeat": "weekly", "skip": "2026-12-02"}, ["6:7 no-such-date"]),
        ({"repeat": "weekly", "skip": "[2026-12-08, 2033-12-06]"}, []),  # however far ahead
        ({"repeat": "weekly", "registration_by": "2030-01-01"}, []),
        ({"repeat": "weekly", "repeat_count": "2", "registration_by": "2026-12-09"}, ["7:18 contradictory-dates"]),
        # Fields of a recurrence without its unit
        ({"repeat_every": "2"}, ["5:1 missing-field"]),
        ({"repeat_on": "[tuesday, friday]"}, ["5:1 missing-field weekly"]),
        ({"repeat_on": "first tuesday"}, ["5:1 missing-field monthly"]),
        ({"repeat_until": "2027-01-01"}, ["5:1 missing-field"]),
        ({"repeat": "ukentlig"}, ["5:9 unknown-value weekly"]),
        ({"repeat": "weekly", "repeat_on": "tirsdag"}, ["6:12 bad-repeat-day tuesday"]),
        ({"repeat": "weekly", "repeat_every": "0"}, ["6:15 bad-number 1"]),
        ({"repeat": "weekly", "repeat_every": "-2"}, ["6:15 bad-number 2"]),
        ({"repeat": "weekly", "repeat_every": "99999999"}, ["6:15 bad-number"]),  # too large
        ({"repeat": "weekly", "repeat_count": "99999999999"}, ["6:15 bad-number"]),
        ({"repeat": "weekly", "repeat_until": "2027-01-01", "repeat_count": "3"}, ["7:1 contradictory-fields"]),
        # Days that do not go together
        ({"repeat": "weekly", "repeat_on": "first tuesday"}, ["6:12 unfit-day monthly"]),
        ({"repeat": "weekly", "repeat_on": "1"}, ["6:12 unfit-day monthly"]),
        ({"repeat": "yearly", "repeat_on": "tuesday"}, ["6:12 unfit-day daily"]),
        ({"repeat": "monthly", "repeat_on": "[1, tuesday]"}, ["6:16 contradictory-fields"]),
        ({"repeat": "weekly", "repeat_on": "wednesday"}, ["3:9 start-off-rule 2026-12-02T18:00"]),
        ({"repeat": "monthly", "repeat_on": "last tuesday"}, ["3:9 start-off-rule 2026-12-29T18:00"]),
        ({"repeat": "yearly", "repeat_on": "31", "starts": "2027-02-10"}, ["6:1 no-dates 10"]),
        ({"repeat": "yearly", "repeat_on": "29", "starts": "2027-02-10"}, ["3:9 start-off-rule 2028-02-29"]),
        ({"repeat": "monthly", "starts": "2026-02-31"}, ["3:9 bad-date 2026-02-28"]),
        # Recurrences with no or too many dates
        ({"repeat": "weekly", "repeat_until": "2026-11-30"}, ["6:15 contradictory-dates"]),
        ({"repeat": "monthly", "repeat_on": "32"}, ["6:12 bad-repeat-day 31"]),
        ({"repeat": "monthly", "repeat_on": "fifth tuesday"}, ["6:12 bad-repeat-day"]),
        ({"repeat": "yearly", "repeat_on": "[1, 30]", "starts": "2027-02-01"}, ["6:16 no-such-day"]),
        ({"repeat": "yearly", "repeat_on": "[1, 29]", "starts": "2027-02-01"}, []),
        ({"repeat": "monthly", "repeat_on": "[1, 30]", "starts": "2027-02-01"}, []),
        ({"repeat": "weekly", "repeat_until": "2026-12-07"}, ["5:1 repeats-once"]),
        ({"repeat": "weekly", "repeat_count": "1"}, []),
        ({"repeat": "weekly", "repeat_until": "2026-12-02", "repeat_count": "2"}, ["7:1 contradictory-fields"]),
        ({"repeat": "weekly", "repeat_until": "2026-12-02", "skip": "2026-12-01"}, ["7:1 no-dates status: cancelled"]),
        ({"repeat": "yearly", "repeat_every": "999999"}, ["6:15 repeats-once 1"]),
        ({"repeat": "weekly", "repeat_count": "2", "skip": "[2026-12-01, 2026-12-08]"},
         ["7:1 no-dates status: cancelled"]),
        ({"repeat": "yearly", "starts": "2026-12-25T12:00", "skip_holidays": "true"},
         ["6:1 no-dates status: cancelled"]),
        ({"repeat": "daily"}, ["5:9 endless-daily repeat_until: 2028-05-21"]),
        ({"repeat": "daily", "repeat_count": "10"}, []),
        ({"repeat": "daily", "repeat_on": "[tuesday]"}, []),
        ({"repeat": "daily", "repeat_count": "5001"}, ["6:15 too-much 5000"]),
        ({"repeat": "daily", "repeat_until": "2999-12-31"}, ["6:15 too-much"]),
        ({"repeat": "weekly", "starts": "1000-01-07"}, ["3:9 too-much"]),
        # Moves
        ({"repeat": "weekly", "moved": "[{from: 2026-12-08, to: 2026-12-15}]"},
         ["6:32 moved-onto-another 2026-12-16T18:00"]),
        ({"repeat": "weekly", "moved": "[{from: 2026-12-08, to: 2026-12-15}, {from: 2026-12-15, to: 2026-12-08}]"}, []),
        ({"repeat": "weekly", "moved": "[{from: 2026-12-08, to: 2026-12-15}]", "cancelled": "2026-12-15"}, []),
        ({"repeat": "weekly", "moved": "[{from: 2026-12-08, to: 2026-12-09}, {from: 2026-12-08, to: 2026-12-10}]"},
         ["6:52 contradictory-fields"]),
        # One date that lasts into the next, or for months, or is years ahead
        ({"ends": "2027-02-02T20:00", "repeat": "weekly"},
         ["5:7 overlapping-dates ends: 2026-12-01T20:00, repeat_until: 2027-02-02"]),
        ({"ends": "2027-02-02T17:00", "repeat": "weekly", "repeat_until": "2027-03-01"},
         ["5:7 overlapping-dates 2026-12-02T17:00"]),
        ({"ends": "2026-12-15T20:00", "dates": "[2026-12-08, 2026-12-15]"}, ["5:7 overlapping-dates 2026-12-01T20:00"]),
        ({"duration_minutes": "20000", "repeat": "weekly"}, ["5:19 overlapping-dates"]),
        ({"ends": "2026-12-01T20:00", "dates": "2026-12-01T19:00"}, ["5:7 overlapping-dates"]),
        ({"ends": "2026-12-01T19:00", "dates": "2026-12-01T19:00"}, []),
        ({"starts": "2026-12-01", "ends": "2026-12-03", "repeat": "weekly"}, []),
        ({"starts": "2026-12-01", "ends": "2026-12-08", "repeat": "weekly"},
         ["5:7 overlapping-dates ends: 2026-12-01, repeat_until: 2026-12-08"]),
        ({"ends": "2026-12-02T18:00", "repeat": "daily", "repeat_count": "5"}, []),
        ({"ends": "2026-12-08T20:00", "repeat": "weekly", "cancelled": "2026-12-08", "repeat_count": "2"}, []),
        ({"duration_minutes": "999999"}, ["5:19 lasts-long"]),
        ({"ends": "2027-12-01T20:00"}, ["5:7 lasts-long 2026-12-01T20:00"]),
        ({"ends": "2026-12-24T20:00"}, []),
        ({"starts": "2026-12-01", "ends": "2027-06-01"}, []),
        ({"starts": "2026-12-01", "ends": "2028-06-01"}, ["5:7 lasts-long"]),
        ({"starts": "2062-12-01T18:00"}, ["3:9 far-off 2026-12-01T18:00"]),
        ({"starts": "2072-01-10", "ends": "2072-01-11"}, ["3:9 far-off starts: 2027-01-10, ends: 2027-01-11"]),
        ({"starts": "2031-12-01T18:00"}, ["3:9 far-off"]),
        ({"repeat": "weekly", "repeat_until": "2062-12-20"}, ["6:15 far-off"]),
        ({"starts": "en gang til høsten", "repeat": "weekly", "repeat_until": "2062-12-20"}, ["3:9 bad-date"]),
        ({"starts": "en gang til høsten", "repeat": "weekly", "dates": "[2062-12-20, 2027-01-01]"},
         ["3:9 bad-date", "6:9 far-off"]),
        ({"repeat": "weekly", "repeat_until": "2033-06-20"}, []),
        ({"starts": "2028-11-01T18:00"}, []),
        # One slip in a rule, one message
        ({"repeat": "weekly", "repeat_on": "thursday", "skip": "[2026-12-10, 2026-12-17]",
          "registration_by": "2027-01-01"}, ["3:9 start-off-rule 2026-12-03T18:00"]),
        ({"repeat": "weekly", "repeat_on": "thursday", "skip": "[2026-12-08, 2026-12-22]"},
         ["3:9 start-off-rule repeat_on: tuesday"]),
        ({"repeat": "weekly", "repeat_until": "2026-01-26", "cancelled": "[2026-12-08, 2026-12-22]"},
         ["6:15 contradictory-dates 2027-01-26"]),
        ({"repeat": "weekly", "repeat_until": "2026-12-20", "skip": "[2026-12-29, 2027-01-05, 2027-01-12]"},
         ["7:8 no-such-date"]),
        ({"repeat": "weekly", "repeat_on": "15", "skip": "2026-12-15"}, ["6:12 unfit-day monthly"]),
        ({"repeat": "annankvar veke", "skip": "2026-12-15"}, ["5:9 unknown-value repeat: weekly, repeat_every: 2"]),
        ({"repeat": "weekly", "skip": "2026-12-23"}, ["6:7 no-such-date 2026-12-22"]),
        ({"repeat": "weekly", "repeat_count": "6", "skip": "2025-12-15"}, ["7:7 no-such-date 2026-12-15"]),
        ({"repeat": "weekly", "repeat_every": "2", "skip": "2026-12-22"}, ["7:7 no-such-date"]),
        ({"repeat": "weekly", "cancelled": "[2026-12-10, 2026-12-17, 2026-12-31]"}, ["6:13 no-such-date"]),
        ({"repeat_on": "tuesday", "skip": "[2026-12-15, 2026-12-22]"}, ["5:1 missing-field weekly"]),
        ({"repeat": "weekly", "repeat_until": "2026-12-03", "skip": "2026-12-15"}, ["5:1 repeats-once"]),
        # The two nights on which the clocks change
        ({"starts": "2027-03-28T01:59"}, []),
        ({"starts": "2027-03-28T02:00"}, ["3:9 clock-change 2027-03-28T03:00"]),
        ({"starts": "2027-03-28T02:59"}, ["3:9 clock-change 2027-03-28T03:59"]),
        ({"starts": "2027-03-28T03:00"}, []),
        ({"starts": "2026-12-01T02:30", "dates": "2027-03-28"}, ["5:8 clock-change 2027-03-28T03:30"]),
        ({"starts": "2026-12-01T02:30", "moved": "[{from: 2026-12-01, to: 2027-03-28}]"},
         ["5:32 clock-change 2027-03-28T03:30"]),
        ({"starts": "2027-03-27T23:00", "ends": "2027-03-28T02:15"}, ["5:7 clock-change 2027-03-28T03:15"]),
        ({"starts": "2027-10-31T01:59"}, []),
        ({"starts": "2027-10-31T02:00"}, ["3:9 clock-change 2027-10-31T03:00"]),
        ({"starts": "2027-10-31T03:00"}, []),
        ({"starts": "2027-03-07T02:30", "repeat": "weekly", "repeat_count": "5"},
         ["3:9 clock-change moved: {from: 2027-03-28, to: 2027-03-28T03:30}"]),
        ({"starts": "2027-03-28T02:30", "repeat": "weekly", "repeat_count": "5"},
         ["3:9 clock-change moved: {from: 2027-03-28, to: 2027-03-28T03:30}"]),
        ({"starts": "2027-03-28T02:30", "repeat": "weekly", "repeat_count": "5",
          "moved": "{from: 2027-03-28, to: 2027-03-28T03:30}"}, []),
        ({"skip": "2026-12-01", "dates": "2026-12-08"}, []),
        ({"skip": "2026-12-01"}, ["5:1 no-dates status: cancelled"]),
        ({"skip": "2026-12-02"}, ["5:7 no-such-date"]),
        ({"cancelled": "[2026-12-01T18:00, 2026-12-01T19:00]"}, ["5:31 no-such-date 2026-12-01T18:00"]),
        ({"moved": "[{from: 2026-12-02, to: 2026-12-03}]"}, ["5:16 no-such-date 2026-12-01"]),
        ({"moved": "[{from: 2026-12-01, to: 2026-12-03}]", "skip": "2026-12-01"},
         ["5:9 contradictory-fields", "6:1 no-dates status: cancelled"]),
        ({"skip": "2026-12-02", "dates": "[snart]"}, ["6:9 bad-date"]),
        ({"starts": "snart", "ends": "2020-01-01"}, ["3:9 bad-date"]),
    ],
)  # fmt: skip
def test_an_event(found: Found, fields: dict[str, str], expected: list[str]) -> None:
    assert said(found({"events/tur.md": event(**fields)})) == expected


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"starts": "2027-03-09", "duration_minutes": "45"}, True),
        ({"starts": "2027-03-09", "ends": "2027-03-10T12:00"}, True),
        ({"starts": "2027-03-09T10:00", "ends": "2027-03-09T12:00", "duration_minutes": "45"}, False),
    ],
)
def test_a_whole_day_with_a_time_of_its_end_is_told_what_is_missing(
    fields: dict[str, str], is_told: bool, make_root: Callable[..., Path]
) -> None:
    root = make_root(files={"content/events/tur.md": event(**fields)})
    (problem,) = length_of_an_event(read(root).value, TODAY)
    assert (problem.hint is not None) == is_told


def test_what_ought_to_be_a_rule_is_not_listed_by_the_thousand(found: Found) -> None:
    days = [dt.date(2026, 12, 2) + dt.timedelta(days=7 * week) for week in range(1000)]
    listed = ", ".join(map(str, days))
    assert said(found({"events/tur.md": event(dates=f"[{listed}]")})) == ["5:8 too-much repeat: weekly"]


def test_an_event_has_its_host_and_its_coverage_from_its_offer_or_says_them(found: Found) -> None:
    alone = "---\ntitle: Tur\nstarts: 2026-12-01\n---\n"
    assert said(found({"events/tur.md": alone})) == ["2:1 missing-field", "2:1 missing-field"]


def test_an_unknown_offer_is_not_told_of_as_missing_fields(found: Found) -> None:
    assert said(found({"events/tur.md": event(offer="kaffe")})) == ["4:8 unknown-id kafe"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("role: Leder\nphone: 22222222\n", []),
        ("name: Kari Nordmann\nurl: https://example.org/\n", []),
        ("phone: 22222222\n", ["1:1 missing-field"]),
        ("role: Leder\n", ["1:1 missing-field"]),
        ("role:\nphone: 22222222\n", ["1:1 missing-field"]),
        ("hours: 9-15\nrole:\nphone: 22222222\n", ["2:1 missing-field"]),
        ("role: Leder\nphone: 22\n", ["2:8 bad-phone"]),
        ("role: Leder\nphone: 22222222\nverified_on: 2026-11-22\n", ["3:14 future-date"]),
    ],
)
def test_a_contact(found: Found, text: str, expected: list[str]) -> None:
    assert said(found({"contacts/leder.yaml": f"{text}organisation: fjordby-kommune\n"})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("secret: true\nphone: 22222222\n", []),
        ("secret: true\nlatitude: 59.9\nlongitude: 10.5\n", ["2:1 secret-address", "3:1 secret-address"]),
        ("secret: true\naddress:\n", []),
        ("secret: kanskje\naddress: Storgata 1\n", ["1:9 bad-boolean"]),
        ("latitude: 59.9\nlongitude: 10.5\n", []),
        ("latitude: 59.9\n", ["1:1 no-effect"]),
        ("latitude: 10.5\nlongitude: 59.9\n", ["1:11 outside-norway 59.9"]),
        ("latitude: 5.99\nlongitude: 10.5\n", ["1:11 outside-norway"]),
        ("opening_hours: [monday-friday 08:00-12:00, monday 13:00-15:00, saturday closed]\n", []),
        ("opening_hours: [monday-friday 08:00-15:00, friday closed]\n", ["1:44 contradictory-fields"]),
        ("opening_hours: [monday-friday 08:00-15:00, friday 14:00-16:00]\n", ["1:44 contradictory-fields"]),
    ],
)
def test_a_place(found: Found, text: str, expected: list[str]) -> None:
    assert said(found({"places/huset.yaml": f"{text}name: Huset\nmunicipality: fjordby\n"})) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["2:1 unreachable"]),
        ({"status": "paused"}, ["2:1 unreachable"]),
        ({"status": "planned"}, ["2:1 unreachable-inactive"]),
        ({"status": "ended", "ended_on": "2025"}, ["2:1 unreachable-inactive"]),
        ({"email": "post@example.org"}, []),
        ({"phone": "22"}, ["10:8 bad-phone"]),
        ({"organisations": "[laget, fjordby-kommune]"}, ["2:1 unreachable"]),  # the first is the owner
        ({"organisations": "[fjordby-kommune, laget]"}, []),
        ({"organisations": "lagett"}, ["5:16 unknown-id laget"]),
        ({"contacts": "leder"}, ["10:11 unknown-id"]),
        ({"status": "kanskje"}, ["4:9 unknown-value"]),
    ],
)
def test_an_offer_can_be_reached(found: Found, fields: dict[str, str], expected: list[str]) -> None:
    assert said(found({**SILENT, "offers/tur.md": offer(**{"organisations": "laget", **fields})})) == expected


def test_a_contact_of_the_owner_is_a_way_to_reach_it(found: Found) -> None:
    contact = "role: Leder\norganisation: laget\nphone: 22222222\n"
    assert found({**SILENT, "offers/tur.md": offer(organisations="laget"), "contacts/leder.yaml": contact}) == []


def test_an_owner_with_a_faulty_phone_number_is_told_of_once(found: Found) -> None:
    files = {"organisations/laget.yaml": "name: Laget\nkind: voluntary\nphone: 22\n"}
    assert found({**files, "offers/tur.md": offer(organisations="laget")}) == ["organisations/laget.yaml:3:8 bad-phone"]


def test_a_municipality_that_is_no_more_is_replaced_by_what_stands_there_today(found: Found) -> None:
    files = {"municipalities.yaml": MUNICIPALITIES, "offers/tur.md": offer(coverage="[fjordby, vik, delt, sund]")}
    assert found(files) == [
        "offers/tur.md:6:21 merged-municipality fjordby",
        "offers/tur.md:6:26 merged-municipality",
    ]


@pytest.mark.parametrize(
    ("survey", "expected"),
    [
        ("need: samtale\n", ["2:7 surveyed-but-offered"]),
        ("need: samtale\naudience: partner\n", ["2:7 surveyed-but-offered"]),
        ("need: samtale\naudience: barn\n", []),
        ("need: avlastning\n", []),
    ],
)
def test_a_survey_of_what_somebody_offers(found: Found, survey: str, expected: list[str]) -> None:
    audiences = "- {id: partner, name: Partner}\n- {id: barn, name: Barn}\n"
    text = f"municipality: fjordby\n{survey}checked_on: 2026-01-01\nchecked_by: Redaksjonen\n"
    assert said(found({"vocabulary/audiences.yaml": audiences, "surveys/s.yaml": text})) == expected


@pytest.mark.parametrize("coverage", ["norge", "fjordland"])
def test_an_offer_for_a_wider_area_contradicts_no_survey(found: Found, coverage: str) -> None:
    text = "municipality: fjordby\nneed: avlastning\nchecked_on: 2026-01-01\nchecked_by: Redaksjonen\n"
    files = {"surveys/s.yaml": text, "offers/tur.md": offer(coverage=coverage, needs="avlastning")}
    assert found(files) == []


def test_an_earlier_id_belongs_to_one_offer(found: Found) -> None:
    files = {
        "offers/a.md": offer(aliases="[gammel, kafe]"),
        "offers/b.md": offer(title="Kor", aliases="gammel"),
        "offers/c.md": offer(title="Badstue", aliases="c"),
    }
    assert found(files) == [
        "offers/a.md:10:19 address-collision",
        "offers/b.md:10:10 address-collision",
        "offers/c.md:10:10 address-collision",
    ]


@pytest.mark.parametrize(("page", "taken"), [("kurs", True), ("se", True), ("nn", True), ("personvern", False)])
def test_an_editorial_page_takes_no_address_of_the_program(found: Found, page: str, taken: bool) -> None:
    lines = found({f"pages/{page}.md": "---\ntitle: Side\n---\n"})
    assert said(lines) == (["1:1 address-collision"] if taken else [])


@pytest.mark.parametrize(("id_", "taken"), [("for", True), ("kalender", False), ("''", False), ("'{}'", False)])
def test_a_need_takes_no_address_of_the_program(found: Found, id_: str, taken: bool) -> None:
    lines = found({"vocabulary/needs.yaml": f"- id: {id_}\n  name: Et behov\n"})
    assert [line for line in lines if "address-collision" in line] == [
        "vocabulary/needs.yaml:1:7 address-collision"
    ] * taken


def test_a_crisis_line_is_checked_twice_a_year(found: Found) -> None:
    line = "- {{id: {0}, name: Hjelp, number: '113', when: Ring, level: urgent, source: X{1}}}\n"
    dates = ["", ", verified_on: 2026-05-25", ", verified_on: 2026-05-24", ", verified_on: 2027-01-01"]
    text = "".join(line.format(f"l{number}", date) for number, date in enumerate(dates))
    codes = [line.split()[1] for line in found({"crisis.yaml": text})]
    assert codes == ["stale-crisis-line", "stale-crisis-line", "future-date"]


def test_an_offer_that_is_replaced_by_one_that_has_ended(found: Found) -> None:
    files = {
        "offers/a.md": offer(status="ended", ended_on="2020", replaced_by="b"),
        "offers/b.md": offer(status="ended", ended_on="2024", replaced_by="c"),
        "offers/c.md": offer(distinct_from="[a, b]"),
        "events/for.md": event(offer="a", starts="2019-01-01"),
        "events/etter.md": event(offer="a"),
    }
    assert found(files) == ["events/etter.md:4:8 ended-reference c", "offers/a.md:11:14 ended-reference c"]
