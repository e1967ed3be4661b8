"""Suggestions for values that cannot be read: one where the value is unambiguous, else none."""

import pytest

from veiviser.content.days import lacking
from veiviser.content.models import KINDS
from veiviser.content.parse import A_DAY, A_LOOSE_DATE, A_MOMENT
from veiviser.content.suggestions import date_meant, iso, meant
from veiviser.content.typed import typed


def suggested(kind: str, **fields: object) -> list[str | None]:
    """The suggestions of `check` for the values of some fields, without problems of missing fields."""
    problems = typed(KINDS[kind].model, "", None, (), fields, "nb").problems
    return [problem.suggestion for problem in problems if problem.code != "missing-field"]


@pytest.mark.parametrize(
    "text",
    [
        "9. mars 2027", "9 mars 2027", "9. mar. 27", "9. mars 27", "09.03.2027", "9.3.2027", "9.3.27", "9. 3. 2027",
        "9/3 2027", "9/3-27", "2027/03/09", "2027.03.09", "2027-3-9", "20270309", "tirsdag 9. mars 2027",
        "tysdag 9. mars 2027", "ti. 9.3.2027", "Tuesday, March 9, 2027", "March 9th, 2027", "9th of March 2027",
        "9 March 2027", "den 9. mars 2027", "tirsdag den 9. mars 2027.", " 9. mars 2027", "9.\u00a0mars 2027",
    ],
)  # fmt: skip
def test_a_day_in_any_everyday_form_is_that_day(text: str) -> None:
    assert date_meant(text, A_DAY) == "2027-03-09"
    assert date_meant(text, A_MOMENT) == "2027-03-09"
    assert date_meant(text, A_LOOSE_DATE) == "2027-03-09"


@pytest.mark.parametrize(("text", "day"), [("28-02-2027", "2027-02-28"), ("2/28/2027", "2027-02-28"),
                                           ("28/2/2027", "2027-02-28"), ("4/4/2027", "2027-04-04"),
                                           ("2.28.2027", "2027-02-28"), ("1.5.98", "1998-05-01")])  # fmt: skip
def test_figures_that_have_one_reading_are_read(text: str, day: str) -> None:
    assert date_meant(text, A_DAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2027", "03-04-2027", "27-03-09", "9. mars", "mandag 9. mars 2027", "våren 2027", "i fjor", "neste uke",
        "2027-13-09", "40. mars 2027", "0.3.2027", "9.3.2027 eller 10.3.2027", "9.–10. mars 2027", "32/13/2027", "",
        "9" * 90, "9.3.20277", "mars", "uke 10 2027",
    ],
)  # fmt: skip
def test_what_may_mean_two_days_or_none_has_no_suggestion(text: str) -> None:
    assert date_meant(text, A_DAY) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9. mars", "the year is missing"), ("9/3 kl. 19.30", "the year is missing"),
        ("tysdag 9.3.", "the year is missing"), ("den 9. mars kl 18-20", "the year is missing"),
        ("mandag 9. mars 2027", "the weekday is not that of the date"),
        ("torsdag 9.3.2027 kl. 18", "the weekday is not that of the date"), ("kl. 18", "it is written in another way"),
        ("i fjor", "it is written in another way"), ("9.3.2027", "it is written in another way"),
        ("tirsdag kl. 18", "it is written in another way"), ("2027-03-32", "there is no such day"),
    ],
)  # fmt: skip
def test_the_reason_why_a_text_is_no_date_is_the_true_one(text: str, reason: str) -> None:
    problems = typed(KINDS["events"].model, "", None, (), {"starts": text}, "nb").problems
    assert [p.values["reason"] for p in problems if p.code == "bad-date"] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-09 19:30", "2027-03-09T19:30:00", "2027-03-09T19:30:00.000", "2027-03-09T19.30", "2027-03-09t19:30",
        "2027-03-09T18:30Z", "2027-03-09T18:30:00+00:00", "2027-03-09T19:30+01:00", "2027-03-09 kl. 19.30",
        "9. mars 2027 kl 19.30", "9. mars 2027 klokka 19:30", "9.3.2027, 19.30", "9.3.27 kl. 1930",
        "tirsdag 9. mars 2027 kl. 19.30", "March 9, 2027 at 19:30", "9/3 2027 kl. 19.30-21", "9.3.2027 19.30–21.00",
        "9. mars 2027 fra kl. 19.30 til 21",
    ],
)  # fmt: skip
def test_a_time_in_any_everyday_form_is_that_time(text: str) -> None:
    assert date_meant(text, A_MOMENT) == "2027-03-09T19:30"
    assert date_meant(text, A_DAY) == "2027-03-09"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2027-06-09T17:30Z", "2027-06-09T19:30"),  # in summer
        ("2027-03-09T24:00", "2027-03-10T00:00"),
        ("31.12.2027 kl. 24", "2028-01-01T00:00"),
        ("9. mars 2027 kl 19", "2027-03-09T19:00"),
        ("2027-03-09T19", "2027-03-09T19:00"),
        ("31.4.2027", "2027-04-30"),
        ("2027-02-30T18:00", "2027-02-28T18:00"),
        ("2027-03-09T25:00", None),
        ("mars 2027", None),
        ("kl. 19.30", None),
    ],
)
def test_a_time_is_the_one_on_the_wall(text: str, meant: str | None) -> None:
    assert date_meant(text, A_MOMENT) == meant


@pytest.mark.parametrize("text", ["24.12", "24.12.", "24. desember", "24 des", "24/12", "desember 24"])
def test_a_day_without_its_year_is_told_what_it_lacks(text: str) -> None:
    assert lacking(text) == "the year is missing"


@pytest.mark.parametrize("text", ["24.12.2026", "desember 2026", "2026", "12", "1 av 3", "uke 24", "snart", "45.13"])
def test_other_words_lack_no_year(text: str) -> None:
    assert lacking(text) is None


def test_a_day_before_its_month_is_put_behind_it() -> None:
    assert date_meant("2027-23-09", A_DAY) == "2027-09-23"


def test_what_ends_ends_with_the_later_of_two_times() -> None:
    assert suggested("events", starts="9. mars 2027 kl. 17–19") == ["starts: 2027-03-09T17:00, ends: 2027-03-09T19:00"]
    assert suggested("events", starts="9. mars 2027 kl. 17–19", duration_minutes="120") == ["2027-03-09T17:00"]
    assert suggested("events", starts="2027-03-09T17:00", ends="kl. 19.30") == ["2027-03-09T19:30"]
    assert suggested("events", starts="2027-03-09T17:00", ends="sent") == [None]
    assert suggested("events", ends="9. mars 2027 kl. 17–19") == ["2027-03-09T19:00"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("mars 2027", "2027-03"), ("3/2027", "2027-03"), ("2027-3", "2027-03"), ("siden 2011", "2011"), ("i 2011", "2011"),
     ("ca. 2011-2012", None), ("våren 2011", None)],
)  # fmt: skip
def test_a_loose_date_stays_as_loose(text: str, meant: str | None) -> None:
    assert date_meant(text, A_LOOSE_DATE) == meant


def test_an_answer_is_a_date_or_stays_as_it_was_typed() -> None:
    assert iso("fredag 12. mars 2027 kl 18", A_MOMENT) == "2027-03-12T18:00"
    assert iso("12.3.27 kl 18", A_MOMENT) == "2027-03-12T18:00"
    assert iso("31.4.2027", A_DAY) == "31.4.2027"
    assert iso("torsdag 12. mars 2027", A_DAY) == "torsdag 12. mars 2027"


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("offers", {"interpreter": "Nei"}, "false"),
        ("offers", {"sensitive": "yes"}, "true"),
        ("offers", {"interpreter": "etter avtale"}, None),
        ("offers", {"age_from": "13 år"}, "13"),
        ("offers", {"age_from": "fra 13"}, "13"),
        ("offers", {"age_from": "16+"}, "16"),
        ("offers", {"age_to": "16+"}, None),
        ("offers", {"age_to": "13-16"}, None),
        ("offers", {"age_from": "over 16"}, None),
        ("offers", {"capacity": "inntil 20 deltakere"}, "20"),
        ("offers", {"capacity": "12 eller 14"}, None),
        ("offers", {"review_every_days": "4 uker"}, "28"),
        ("offers", {"review_every_days": "6 måneder"}, None),
        ("events", {"duration_minutes": "1 time og 15 minutter"}, "75"),
        ("events", {"duration_minutes": "2,5 timer"}, "150"),
        ("events", {"duration_minutes": "45 min"}, "45"),
        ("events", {"duration_minutes": "en kveld"}, None),
        ("events", {"repeat_count": "seks"}, "6"),
        ("events", {"repeat_count": "-2"}, "2"),
        ("events", {"repeat_every": "0"}, "1"),
        ("events", {"repeat_count": "0"}, None),
        ("offers", {"capacity": "0"}, None),
        ("events", {"skip": "2027-03-16, 23.3.2027"}, "[2027-03-16, 2027-03-23]"),
        ("events", {"skip": ["16. mars 2027 og 23. mars 2027"]}, "[2027-03-16, 2027-03-23]"),
        ("events", {"skip": "påska, 2027-03-16"}, None),
        ("places", {"opening_hours": "mandag 10-12, torsdag 14-18"}, "[monday 10:00-12:00, thursday 14:00-18:00]"),
        ("places", {"opening_hours": "ons 9-11 og 13-15, lør 12-14"},
         "[wednesday 09:00-11:00, wednesday 13:00-15:00, saturday 12:00-14:00]"),
        ("events", {"repeat_count": "99999999"}, None),
        ("places", {"latitude": "60,39 N"}, "60.39"),
        ("places", {"longitude": "5° 19' 30\" Ø"}, "5.32500"),
        ("places", {"latitude": "nord"}, None),
        ("places", {"postcode": "5003 Bergen"}, "5003"),
        ("places", {"postcode": "NO-5003"}, "5003"),
        ("places", {"postcode": "503"}, None),
        ("places", {"postcode": "postnr. 5003"}, "5003"),
        ("places", {"postcode": "0000"}, None),
        ("municipalities", {"postcodes": "0000-0020"}, None),
        ("offers", {"sources": [{"Plan for 2024": "side 3"}]}, '"Plan for 2024: side 3"'),
        ("offers", {"aliases": "gammelt-navn.md"}, "gammelt-navn"),
        ("offers", {"aliases": ["content/offers/hamar/gammelt-navn.md"]}, "gammelt-navn"),
        ("offers", {"aliases": ["https://veiviser.example.org/nn/tilbud/gammelt-navn/"]}, "gammelt-navn"),
        ("offers", {"aliases": ["/tilbud/gammelt-navn/index.html#tid"]}, "gammelt-navn"),
        ("offers", {"aliases": ["Mor/far"]}, "mor-far"),
        ("offers", {"status": "inaktiv"}, None),
        ("municipalities", {"postcodes": "5003 til 5099"}, "5003-5099"),
        ("municipalities", {"postcodes": "5099-5003"}, "5003-5099"),
        ("municipalities", {"postcodes": "5003-99"}, "5003-5099"),
        ("municipalities", {"postcodes": "5003, 5005-5010"}, "[5003, 5005-5010]"),
        ("municipalities", {"number": "803"}, "0803"),
        ("organisations", {"number": "Org.nr. 974760673"}, "974760673"),
        ("organisations", {"number": "974760674"}, None),
        ("offers", {"languages": "Tysk"}, "de"),
        ("offers", {"languages": "arabisk og tigrinja"}, "[ar, ti]"),
        ("offers", {"languages": "teiknspråk"}, "nsl"),
        ("offers", {"languages": "Norwegian"}, "no"),
        ("offers", {"languages": "mange"}, None),
        ("offers", {"languages": "samisk"}, None),
        ("site", {"base_url": "fjord.no"}, "https://fjord.no"),
        ("site", {"base_url": "https://fjord.no/deg/index.html"}, "https://fjord.no/deg/"),
        ("site", {"base_url": "https://navn:ord@fjord.no/"}, None),
        ("site", {"base_url": "https://fjord.no/a/../deg/"}, None),
    ],
)  # fmt: skip
def test_a_value_in_an_everyday_form_is_suggested_in_ours(
    kind: str, fields: dict[str, object], expected: str | None
) -> None:
    assert suggested(kind, **fields) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ons.–fre. kl. 10–14.30", "wednesday-friday 10:00-14:30"),
        ("Mandag til torsdag fra 8 til 15", "monday-thursday 08:00-15:00"),
        ("kvardagar 0830-1500", "monday-friday 08:30-15:00"),
        ("helger stengt", "saturday-sunday closed"),
        ("stengd sundag", "sunday closed"),
        ("Åpent lørdag 11:00 - 15:00", "saturday 11:00-15:00"),
        ("døgnåpent", "monday-sunday 00:00-24:00"),
        ("alle dagar heile døgnet", "monday-sunday 00:00-24:00"),
        ("lau kl 18-24", "saturday 18:00-24:00"),
        ("tirsdag og torsdag 9-12", "[tuesday 09:00-12:00, thursday 09:00-12:00]"),
        ("saturday 20:00-01:30", "[saturday 20:00-24:00, sunday 00:00-01:30]"),
        ("friday-saturday 21:00-03:00", "[friday-saturday 21:00-24:00, saturday-sunday 00:00-03:00]"),
        ("on 12-16, fre 9-11", "[wednesday 12:00-16:00, friday 09:00-11:00]"),
        ("tirsdag-torsdag 9-14, søndag stengt", "[tuesday-thursday 09:00-14:00, sunday closed]"),
        ("kl. 8-10 måndag, 17-19 laurdag", "[monday 08:00-10:00, saturday 17:00-19:00]"),
        ("torsdag 9-11 og 18-20", "[thursday 09:00-11:00, thursday 18:00-20:00]"),
        ("tirsdag-fredag 9-14, onsdag 9-18", None),
        ("fredag 9-11, lørdag", None),
        ("mandag fra kl. 10", None),
        ("annenhver tirsdag 10-12", None),
        ("monday 16:00-09:00", None),
        ("etter avtale", None),
        ("mandag 10-12, stengt i juli", None),
    ],
)  # fmt: skip
def test_opening_hours_as_people_write_them(text: str, expected: str | None) -> None:
    assert suggested("places", opening_hours=text) == [expected]


def test_in_a_list_of_several_there_are_no_brackets_within() -> None:
    suggestion = meant("bad-opening-hours", "saturday 20:00-01:30", {}, "opening_hours", alone=False)
    assert suggestion == "saturday 20:00-24:00, sunday 00:00-01:30"


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("repeat", "vekentleg", "weekly"),
        ("repeat", "hver måned", "monthly"),
        ("repeat", "kvart år", "yearly"),
        ("repeat", "fortnightly", "repeat: weekly, repeat_every: 2"),
        ("repeat", "hver annen uke", "repeat: weekly, repeat_every: 2"),
        ("repeat", "kvar 14. dag", "repeat: weekly, repeat_every: 2"),
        ("repeat", "annenhver måned", "repeat: monthly, repeat_every: 2"),
        ("repeat", "hver 4. uke", "repeat: weekly, repeat_every: 4"),
        ("repeat", "hver torsdag", "repeat: weekly, repeat_on: thursday"),
        ("repeat", "onsdager og fredager", "repeat: weekly, repeat_on: [wednesday, friday]"),
        ("repeat", "annankvar torsdag", "repeat: weekly, repeat_every: 2, repeat_on: thursday"),
        ("repeat", "andre onsdag i måneden", "repeat: monthly, repeat_on: second wednesday"),
        ("repeat", "siste fredag i månaden", "repeat: monthly, repeat_on: last friday"),
        ("repeat", "den 10. hver måned", "repeat: monthly, repeat_on: 10"),
        ("repeat", "hver fredag kl. 18", None),
        ("repeat", "to ganger i uka", None),
        ("repeat", "bimonthly", None),
        ("repeat_on", "hver onsdag", "wednesday"),
        ("repeat_on", "Onsdag og torsdag", "[wednesday, thursday]"),
        ("repeat_on", "1. og 3. tysdag", "[first tuesday, third tuesday]"),
        ("repeat_on", "femte fredag", None),  # most months have none
        ("repeat_on", "5. søndag", None),
        ("repeat_on", "10.", "10"),
        ("repeat_on", "45", "31"),
        ("repeat_on", "annenhver onsdag", None),
        ("repeat_on", "første", None),
    ],
)  # fmt: skip
def test_a_rhythm_as_people_say_it(field: str, text: str, expected: str | None) -> None:
    assert suggested("events", **{field: text}) == [expected]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2027-04-06T17.30-19.00", "starts: 2027-04-06T17:30, ends: 2027-04-06T19:00"),
        ("6. april 2027 kl. 21-01", "starts: 2027-04-06T21:00, ends: 2027-04-07T01:00"),
        ("6.4.2027 kl. 10", "2027-04-06T10:00"),
    ],
)
def test_a_start_that_says_when_it_ends_becomes_both_fields(text: str, meant: str) -> None:
    assert suggested("events", starts=text) == [meant]
    assert suggested("events", starts=text, duration_minutes="45") == [
        meant.partition(", ")[0].removeprefix("starts: ")
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "meant"),
    [
        ("site", {"theme_colour": "0A3B5c"}, "#0a3b5c"),
        ("site", {"theme_colour": "#124"}, "#112244"),
        ("site", {"theme_colour": "blå"}, None),
        ("site", {"timezone": "Europe\\oslo"}, "Europe/Oslo"),
        ("site", {"timezone": "Midgard"}, None),
        ("offers", {"url": "htttp://fjord.example.org/"}, "https://fjord.example.org/"),
        ("offers", {"url": "ttps:/example.org"}, "https://example.org"),
        ("offers", {"url": "[Fjord](http://example.org/tur)"}, "http://example.org/tur"),
        ("offers", {"url": "ftp://example.org"}, None),
        ("events", {"offer": ["tur"]}, "tur"),
        ("events", {"offer": ["tur", "ski"]}, None),
        ("offers", {"title": {"Turen": None}}, "Turen"),
        ("offers", {"title": {"Turen": "i skogen"}}, None),
        ("places", {"opening_hours": [{"tirsdag": "9-11"}]}, "tuesday 09:00-11:00"),
    ],
)
def test_what_else_can_only_mean_one_thing(kind: str, fields: dict[str, object], meant: str | None) -> None:
    assert suggested(kind, **fields) == [meant]


def test_a_map_alone_is_read_as_a_list_of_one() -> None:
    assert suggested("events", moved={"frå": "2027-04-06", "til": "2027-04-07"}) == ["from", "to"]


def test_of_two_fields_that_may_be_meant_none_is_missing_as_well() -> None:
    fields: dict[str, object] = {"tittel": "Vakt", "organisation": "fjordby-kommune", "phone": "55 00 00 10"}
    assert [p.code for p in typed(KINDS["contacts"].model, "", None, (), fields, "nb").problems] == ["unknown-key"]
