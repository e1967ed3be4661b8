"""Open data: the contents of each record, and what they never reveal."""

import ast
import csv
import datetime as dt
import inspect
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from tests.feeds.small_region import Region, event, offer, written
from veiviser.content import schema
from veiviser.content.fields import NOT_PERSONAL
from veiviser.content.models import Contact, Event, Fields, Offer, Organisation, Place
from veiviser.directory.model import Directory
from veiviser.feeds import records
from veiviser.feeds.records import phone_number

# Fields that open data leave out, by model, and why.
LEFT_OUT = {
    "Offer": {
        "review_every_days": "part of due_on",
        "sensitive": "of the page alone", "verified_by": "may name a person", "written_in": "`language` has it",
    },
    "Event": {
        "starts": "occurrences", "ends": "occurrences", "duration_minutes": "occurrences", "dates": "occurrences",
        "repeat": "occurrences", "repeat_every": "occurrences", "repeat_on": "occurrences",
        "repeat_until": "occurrences", "repeat_count": "occurrences", "skip": "occurrences",
        "skip_holidays": "occurrences", "cancelled": "occurrences", "moved": "occurrences",
        "written_in": "`language` has it",
    },
    "Place": {
        "opening_hours": "words for the page", "holidays": "words for the page", "directions": "words for the page",
    },
}  # fmt: skip


def document(files: dict[str, bytes], name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files[f"data/{name}.json"])
    return data


@pytest.mark.parametrize("name", ["offers", "events", "organisations"])
def test_a_document_says_what_it_is(example: Directory, example_feeds: dict[str, bytes], name: str) -> None:
    data = document(example_feeds, name)
    assert list(data)[-1] == name
    assert data["generated_for"] == "2026-11-21"
    assert (data["licence"], data["licence_url"]) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert data["publisher"] == {"id": example.publisher.id, "name": example.publisher.name}
    assert [record["id"] for record in data[name]] == [record.id for record in getattr(example, name)]
    assert len({tuple(record) for record in data[name]}) == 1, "not the same keys in the same order"
    text = example_feeds[f"data/{name}.json"].decode()
    assert text.endswith("}\n")
    assert "\\u" not in text


def test_there_is_one_of_each_for_all_languages(example_feeds: dict[str, bytes]) -> None:
    assert sorted(path for path in example_feeds if "data/" in path) == [
        "data/events.json", "data/offers.csv", "data/offers.json", "data/organisations.json",
    ]  # fmt: skip


def test_an_offer(region: Region) -> None:
    fields = {
        "coverage": "[indre, fylket]",
        "phone": "55 00 00 10",
        "cost": "free",
        "verified_on": "2026-10-01",
        "starts_on": "2026-10",
        "places": "huset",
    }
    files = {"offers/o.md": offer(**fields), "offers/o.en.md": "---\ntitle: The group\n---\n"}
    (record,) = document(written(region(files)), "offers")["offers"]
    assert record["title"] == {"nb": "Gruppa", "en": "The group"}
    assert record["pages"]["nn"] == "https://veiviser.example/region/nn/tilbud/o/"
    assert record["needs"] == [{"id": "prat", "name": {"nb": "Noen å snakke med", "en": "Someone to talk to"}}]
    assert record["organisations"] == [{"id": "kommunen", "name": "Kommunen"}]
    indre = {"id": "indre", "number": "9902", "name": "Indre"}
    assert record["coverage"] == {
        "nation": False,
        "areas": [{"id": "fylket", "kind": "county", "name": {"nb": "Fylket"}}],
        "named": [indre],
        "municipalities": [{"id": "ytre", "number": "9901", "name": "Ytre"}, indre],
    }
    assert (record["free"], record["cost"]) == (True, {})
    assert record["phone"] == "+4755000010"
    assert record["whatever_the_diagnosis"] is True
    assert record["starts_on"] == "2026-10"
    assert record["freshness"] == {"state": "confirmed", "verified_on": "2026-10-01", "due_on": "2027-03-30"}
    assert record["places"][0]["address"] == "Veien 1"


def test_a_price_is_not_free_and_nothing_is_not_known(region: Region) -> None:
    files = {"offers/a.md": offer("a", cost="50 kr", url="https://a.example"), "offers/b.md": offer("b")}
    a, b = document(written(region(files)), "offers")["offers"]
    assert (a["free"], a["cost"]) == (False, {"nb": "50 kr"})
    assert (b["free"], b["cost"]) == (None, {})


def test_ended_and_hidden_offers_are_there_and_marked(region: Region) -> None:
    files = {"offers/a.md": offer("a", status="ended", ended_on="2026"), "offers/b.md": offer("b")}
    directory = region(files)
    ended, active = directory.offers
    hidden = replace(active, freshness=replace(active.freshness, hidden=True))
    a, b = document(written(replace(directory, offers=(ended, hidden))), "offers")["offers"]
    assert (a["status"], a["offered"], a["ended_on"], a["hidden"]) == ("ended", False, "2026", False)
    assert (b["status"], b["offered"], b["hidden"]) == ("active", True, True)


def test_a_notice_goes_when_it_is_over(region: Region) -> None:
    files = {
        "offers/a.md": offer("a", notice="Stengt i dag", notice_until="2026-11-21"),
        "offers/b.md": offer("b", notice="Stengt i går", notice_until="2026-11-20"),
    }
    a, b = document(written(region(files)), "offers")["offers"]
    assert (a["notice"], a["notice_until"]) == ({"nb": "Stengt i dag"}, "2026-11-21")
    assert (b["notice"], b["notice_until"]) == ({}, None)


def test_an_event(region: Region) -> None:
    fields = {
        "starts": "2027-03-27T18:00",
        "duration_minutes": "60",
        "dates": "[2027-03-29]",
        "moved": "[{from: 2027-03-29, to: 2027-03-30T19:00}]",
    }
    (record,) = document(written(region({"events/x.md": event(**fields)})), "events")["events"]
    first, second = record["occurrences"]
    assert (first["start"], first["end"]) == ("2027-03-27T18:00:00+01:00", "2027-03-27T19:00:00+01:00")
    assert (second["start"], second["moved_from"]) == ("2027-03-30T19:00:00+02:00", "2027-03-29T18:00:00+02:00")
    assert first["state"] == "scheduled"


def test_whole_days(region: Region) -> None:
    files = {"events/x.md": event(starts="2027-03-27", ends="2027-03-28")}
    ((occurrence,),) = (record["occurrences"] for record in document(written(region(files)), "events")["events"])
    assert (occurrence["start"], occurrence["end"], occurrence["whole_day"]) == ("2027-03-27", "2027-03-28", True)


def test_every_moment_has_an_offset(example_feeds: dict[str, bytes]) -> None:
    for record in document(example_feeds, "events")["events"]:
        for occurrence in record["occurrences"]:
            moment = dt.datetime.fromisoformat(occurrence["start"])
            assert occurrence["whole_day"] or moment.utcoffset() is not None


def test_no_address_of_a_secret_place(region: Region) -> None:
    files = {
        "offers/o.md": offer(places="tilfluktet"),
        "events/x.md": event(starts="2026-12-01", places="tilfluktet"),
    }
    found = written(region(files))
    place = document(found, "offers")["offers"][0]["places"][0]
    assert set(place) == {"id", "name", "municipality", "secret", "accessibility"}
    for path, data in found.items():
        assert b"0302" not in data, path
        assert b"Stedet" not in data, path


def test_no_address_of_a_secret_place_in_the_example(example: Directory, example_feeds: dict[str, bytes]) -> None:
    secret = {place.id for place in example.places if place.facts.secret}
    assert secret
    found = [
        place
        for name in ("offers", "events")
        for record in document(example_feeds, name)[name]
        for place in record["places"]
        if place["id"] in secret
    ]
    assert found
    assert all("address" not in place and "latitude" not in place for place in found)


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("22 22 22 22", "+4722222222"), ("+46 8 123 456 78", "+46812345678"), ("116 117", "116117"), (None, None)],
)
def test_phone_numbers(written: str | None, dialled: str | None) -> None:
    assert phone_number(written) == dialled


def test_the_table(example: Directory, example_feeds: dict[str, bytes]) -> None:
    data = example_feeds["data/offers.csv"]
    assert data.startswith(b"\xef\xbb\xbfid;page;status;hidden;title_nb;")
    assert data.count(b"\r\n") == len(example.offers) + 1
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))
    assert [row["id"] for row in rows] == [offer.id for offer in example.offers]
    assert all(None not in row and None not in row.values() for row in rows)
    for row, one in zip(rows, example.offers, strict=True):
        assert row["needs_ids"] == "; ".join(term.id for term in one.needs)


def test_the_table_of_no_offers_has_its_columns(region: Region) -> None:
    assert written(region({}))["data/offers.csv"].count(b"\r\n") == 1


def test_a_table_runs_nothing(region: Region) -> None:
    files = {"offers/o.md": offer('"=HYPERLINK(\\"https://evil.example\\")"', phone="+47 55 00 00 10")}
    text = written(region(files))["data/offers.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert row["title_nb"] == '\'=HYPERLINK("https://evil.example")'
    assert row["phone"] == "'+47 55 00 00 10"


@pytest.mark.parametrize("model", [Offer, Event, Contact, Place, Organisation], ids=lambda model: model.__name__)
def test_every_field_is_in_open_data_or_left_out_for_a_reason(model: type[Fields]) -> None:
    tree = ast.parse(inspect.getsource(records))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    if model is Offer:  # whose words are there by name
        harmless = (field for field in schema.fields(model) if field.personal == NOT_PERSONAL)
        read |= {field.attribute for field in harmless if field.translatable}
    left_out = {field.name for field in schema.fields(model) if field.attribute not in read}
    assert left_out == set(LEFT_OUT.get(model.__name__, {}))
