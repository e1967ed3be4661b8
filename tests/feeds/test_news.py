"""News, by the dates in the content."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.feeds.small_region import Region, offer
from tools.day import TODAY
from veiviser.directory.news import news, news_date


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({}, None),
        ({"verified_on": "2026-10-01"}, "2026-10-01"),
        ({"verified_on": "2026-10-01", "starts_on": "2026-10-15"}, "2026-10-15"),
        ({"verified_on": "2026-10-01", "starts_on": "2027-01"}, "2026-10-01"),
        ({"starts_on": "2026-11"}, "2026-11-01"),
        ({"established": "1998"}, "1998-01-01"),
        ({"starts_on": "2026-11-21"}, "2026-11-21"),
        ({"starts_on": "2026-11-22"}, None),
        ({"status": "ended", "ended_on": "2026-09", "verified_on": "2026-08-01"}, "2026-09-01"),
    ],
)
def test_the_date_of_news(region: Region, fields: dict[str, str], day: str | None) -> None:
    directory = region({"offers/o.md": offer(phone="55 00 00 10", **fields)})
    assert news_date(directory.offers[0], TODAY) == (dt.date.fromisoformat(day) if day else None)


def test_newest_first_and_in_order_within_a_day(region: Region) -> None:
    dates = {"a": "2026-10-01", "b": "2026-10-02", "c": "2026-10-01", "d": "2026-11-21"}
    files = {f"offers/{id_}.md": offer(id_, phone="55 00 00 10", verified_on=day) for id_, day in dates.items()}
    directory = region({**files, "offers/never.md": offer("never", phone="55 00 00 10")})
    assert [o.id for o in news(directory)] == ["d", "b", "a", "c"]


def test_only_what_is_offered_or_has_ended(region: Region) -> None:
    files = {
        f"offers/{status}.md": offer(status, phone="55 00 00 10", status=status, verified_on="2026-10-01")
        for status in ("planned", "pilot", "active", "paused")
    }
    ended = offer("ended", status="ended", ended_on="2026-10-02", phone="55 00 00 10")
    directory = region({**files, "offers/ended.md": ended})
    assert [o.id for o in news(directory)] == ["ended", "active", "pilot"]


def test_what_is_hidden_is_no_news(region: Region) -> None:
    directory = region({"offers/o.md": offer(phone="55 00 00 10", verified_on="2024-01-01")})
    (one,) = directory.offers
    assert news(directory) == (one,)
    hidden = replace(one, freshness=replace(one.freshness, hidden=True))
    assert news(replace(directory, offers=(hidden,))) == ()
