"""Each type of field accepts what an editor would write, and refuses the rest with the code of its problem."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from veiviser.content import fields
from veiviser.content.fields import LooseDate, Moment, OpeningHours


def read(kind: str, value: object) -> Any:
    return TypeAdapter(getattr(fields, kind)).validate_python(value, context={"language": "nb"})


def code(kind: str, value: object) -> str:
    """The code with which a value is refused; empty when it is accepted."""
    try:
        read(kind, value)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return ""


@pytest.mark.parametrize(
    ("kind", "value", "typed"),
    [
        ("Text", "  a b ", "a b"),
        ("Boolean", "true", True),
        ("Boolean", "false", False),
        ("Whole", "0", 0),
        ("Whole", "018", 18),
        ("Positive", "1", 1),
        ("Latitude", "59.91", 59.91),
        ("Longitude", "-10", -10.0),
        ("Identifier", "tur-2", "tur-2"),
        ("Date", "2024-02-29", dt.date(2024, 2, 29)),
        ("DateOrLess", "2024-02", LooseDate(dt.date(2024, 2, 1), dt.date(2024, 2, 29), "2024-02")),
        ("DateOrLess", "2024-12", LooseDate(dt.date(2024, 12, 1), dt.date(2024, 12, 31), "2024-12")),
        ("DateOrLess", "2024", LooseDate(dt.date(2024, 1, 1), dt.date(2024, 12, 31), "2024")),
        ("When", "2026-12-01T18:00", Moment(dt.date(2026, 12, 1), dt.time(18))),
        ("When", "2026-12-01", Moment(dt.date(2026, 12, 1))),
        ("Phone", "22 22 22 22", "22 22 22 22"),
        ("Phone", "+47 800 30 300", "+47 800 30 300"),
        ("Phone", "113", "113"),
        ("Phone", "116 117", "116 117"),
        ("Phone", "116 006", "116 006"),
        ("Email", "post@example.org", "post@example.org"),
        ("Url", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("UrlTemplate", "https://example.org/?id={id}&t={title}", "https://example.org/?id={id}&t={title}"),
        ("SecurityContact", "mailto:post@example.org", "mailto:post@example.org"),
        ("LanguageCode", "nb", "nb"),
        ("LanguageCode", "nsl", "nsl"),
        ("Postcode", "0301", "0301"),
        ("Postcodes", "1300-1369", ("1300", "1369")),
        ("Postcodes", "1300", ("1300", "1300")),
        ("MunicipalityNumber", "0301", "0301"),
        ("OrganisationNumber", "974 760 673", "974760673"),
        ("Hours", "monday-friday 08:00-15:30", OpeningHours((0, 1, 2, 3, 4), dt.time(8), dt.time(15, 30))),
        ("Hours", "saturday closed", OpeningHours((5,), None, None)),
        ("Hours", "saturday-monday 10:00-12:00", OpeningHours((5, 6, 0), dt.time(10), dt.time(12))),
        ("RepeatDay", "last friday", "last friday"),
        ("RepeatDay", "31", "31"),
        ("Colour", "#1F5f4a", "#1f5f4a"),
        ("TimeZone", "Europe/Oslo", "Europe/Oslo"),
        ("Translated", "Tur", {"nb": "Tur"}),
        ("Translated", {"en": "Walk", "nb": " Tur "}, {"nb": "Tur", "en": "Walk"}),
    ],
)
def test_what_fits_is_typed(kind: str, value: object, typed: object) -> None:
    assert read(kind, value) == typed


@pytest.mark.parametrize(
    ("kind", "values", "refused"),
    [
        ("Text", [["a"], {"a": "b"}], "wrong-type"),
        ("Title", ["a" * 91], "too-long"),
        ("Summary", ["a" * 241], "too-long"),
        ("Boolean", ["yes", "ja", "True", "1"], "bad-boolean"),
        ("Whole", ["-1", "1.5", "tolv", "1234567", "²"], "bad-number"),
        ("Positive", ["0"], "bad-number"),
        ("Latitude", ["91", "59,91", "N59"], "bad-number"),
        ("Longitude", ["181"], "bad-number"),
        ("Identifier", ["Tur", "tur_2", "på", "a b"], "bad-id"),
        ("Date", ["2026-02-29", "2026-2-9", "2026", "9. februar", "20260209"], "bad-date"),
        ("DateOrLess", ["2026-13", "2026-1", "26", "2026-02-30"], "bad-date"),
        ("When", ["2026-12-01T24:00", "2026-12-01T18", "18:00", "2026-12-01T18:00:00"], "bad-date"),
        ("Phone", ["22 22", "ring oss", "999", "+1"], "bad-phone"),
        ("Email", ["post", "post@", "post@example", "a b@example.org", "post@example.org, x@example.org"], "bad-email"),
        ("Url", ["example.org", "www.example.org", "/side", "https://"], "bad-url"),
        ("Url", ["https://a b.org", "https://x.org/<"], "bad-url"),
        ("Url", ["javascript:alert(1)", "data:text/html,x", "mailto:post@example.org", "ftp://x.org"], "unsafe-url"),
        ("SecurityContact", ["mailto:post"], "bad-email"),
        ("LanguageCode", ["norsk", "NB", "xx"], "bad-language"),
        ("Postcode", ["301", "03010", "abcd"], "bad-postcode"),
        ("Postcodes", ["1369-1300", "1300-", "1300-136"], "bad-postcode"),
        ("MunicipalityNumber", ["301", "03011"], "bad-number"),
        ("OrganisationNumber", ["974760674", "97476067", "abc"], "bad-organisation-number"),
        ("Hours", ["mandag 08:00-15:00", "monday 8-15", "monday 15:00-08:00", "monday", "monday 25:00-26:00"],
         "bad-opening-hours"),
        ("RepeatDay", ["tirsdag", "fifth friday", "32", "0"], "bad-repeat-day"),
        ("Colour", ["1f5f4a", "#1f5f4", "grønn"], "bad-colour"),
        ("TimeZone", ["Oslo", "CET+1"], "bad-timezone"),
        ("Contract", ["2", "1.0"], "unsupported-contract"),
        ("Translated", [{"en": "Walk"}, {"nb": ""}], "missing-translation"),
        ("Translated", [{"nb": "Tur", "sv": "Tur"}], "unknown-key"),
        ("Translated", [["Tur"], {"nb": ["Tur"]}], "wrong-type"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_under_its_code(kind: str, values: list[object], refused: str) -> None:
    assert {str(value): code(kind, value) for value in values} == {str(value): refused for value in values}


def test_a_list_takes_a_single_value_too() -> None:
    many = TypeAdapter(fields.Many[fields.Identifier])
    assert many.validate_python("a") == many.validate_python(["a"]) == ("a",)


KINDS = sorted(name for name in set(fields.__annotations__) - {"Many", "Topic", "Untyped"} if name[0] != "_")


@given(kind=st.sampled_from(KINDS), value=st.text(max_size=20) | st.lists(st.text(max_size=3), max_size=2))
def test_whatever_is_written_is_taken_or_refused_under_a_code(kind: str, value: object) -> None:
    code(kind, value)
