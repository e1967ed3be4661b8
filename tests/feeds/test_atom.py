"""Atom feeds, checked against the requirements of RFC 4287."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.feeds.small_region import BASE_URL, NO_TEMPLATES, Region, offer, written
from tools.day import TODAY
from veiviser.directory.model import Directory
from veiviser.feeds.atom import news_feeds
from veiviser.language.plain_text import plain
from veiviser.render.xml import xml_files
from veiviser.web.localizer import Localizer
from veiviser.web.site import localized_sites

ATOM, XML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}"
RFC3339 = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)")
ONCE = {"id", "title", "updated", "subtitle", "summary", "rights", "published", "content"}
FEED = {"id", "title", "updated", "author", "link", "entry"}
ENTRY = {"id", "title", "updated", "link", "summary"}


def parsed(data: bytes) -> ET.Element:
    return ET.fromstring(data)


def faults(feed: ET.Element) -> Iterator[str]:
    """Violations of RFC 4287, for the elements that our feeds use; other elements are unknown to it."""
    if feed.tag != f"{ATOM}feed" or not feed.get(f"{XML}lang"):
        yield "the root is no feed with a language"
    yield from _element_faults(feed, FEED, {"id", "title", "updated", "author"})  # 4.1.1
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        yield from _element_faults(entry, ENTRY, {"id", "title", "updated", "summary"})  # 4.1.2
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    if len(set(ids)) != len(ids):
        yield "an id stands twice"  # 4.2.6
    for author in feed.iter(f"{ATOM}author"):
        if not (author.findtext(f"{ATOM}name") or "").strip():
            yield "an author without a name"  # 3.2.1
    if not [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]:
        yield "no link to itself"  # 4.1.1
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    if updated != sorted(updated, reverse=True) or (updated and feed.findtext(f"{ATOM}updated") != updated[0]):
        yield "not newest first, or not as new as its newest entry"


def _element_faults(element: ET.Element, allowed: set[str], required: set[str]) -> Iterator[str]:
    names = [child.tag.removeprefix(ATOM) for child in element]
    yield from (f"unknown {name}" for name in names if name not in allowed)
    yield from (f"{name} is missing" for name in required if name not in names)
    yield from (f"{name} stands twice" for name in ONCE if names.count(name) > 1)
    for child in element:
        name, text = child.tag.removeprefix(ATOM), child.text or ""
        if name == "updated" and not RFC3339.fullmatch(text):
            yield f"no date: {text}"  # 3.3
        if name == "id" and not _absolute(text):
            yield f"no absolute address: {text}"  # 4.2.6
        if name == "link" and not _absolute(child.get("href", "")):
            yield f"no absolute link: {child.attrib}"
        if name in ("title", "summary") and child.get("type", "text") != "text":
            yield f"{name} is no plain text"  # 3.1.1
    alternates = [(link.get("type"), link.get("hreflang")) for link in element.findall(f"{ATOM}link[@rel='alternate']")]
    if len(set(alternates)) != len(alternates) or not alternates:
        yield "not one alternate of each type and language"  # 4.1.1, 4.1.2


def _absolute(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and address.isascii()


def test_every_feed_is_valid(example: Directory, example_feeds: dict[str, bytes]) -> None:
    feeds = {path: data for path, data in example_feeds.items() if path.endswith("nytt.xml")}
    own = [
        "nytt.xml",
        *(f"kommune/{m.id}/nytt.xml" for m in (*example.municipalities, *example.merged)),
        *(f"behov/{term.id}/nytt.xml" for term in example.vocabulary["needs"]),
    ]
    assert set(feeds) == {prefix + path for prefix in ("", "nn/", "en/", "se/") for path in own}
    for path, data in feeds.items():
        assert list(faults(parsed(data))) == [], path
        assert parsed(data).findtext(f"{ATOM}id") == BASE_URL + path


def test_the_checker_finds_faults() -> None:
    broken = f'<feed xmlns="{ATOM[1:-1]}"><id>nytt.xml</id><updated>2026-11-21</updated><entry/></feed>'
    found = set(faults(parsed(broken.encode())))
    assert found >= {
        "the root is no feed with a language",
        "author is missing",
        "summary is missing",
        "no date: 2026-11-21",
        "no absolute address: nytt.xml",
        "no link to itself",
    }


def test_an_entry(region: Region) -> None:
    files = {
        "offers/o.md": offer("A & <b>", summary="x < y & z", verified_on="2026-10-01", phone="55 00 00 10"),
        "offers/o.en.md": "---\ntitle: The group\n---\n",
    }
    feed = parsed(written(region(files))["en/nytt.xml"])
    assert feed.get(f"{XML}lang") == "en"
    (entry,) = feed.findall(f"{ATOM}entry")
    title, summary = entry.find(f"{ATOM}title"), entry.find(f"{ATOM}summary")
    assert title is not None
    assert summary is not None
    assert (title.text, title.get(f"{XML}lang")) == ("The group", "en")
    assert (summary.text, summary.get(f"{XML}lang")) == ("x < y & z", "nb")
    assert entry.findtext(f"{ATOM}updated") == "2026-10-01T00:00:00Z"
    assert entry.findtext(f"{ATOM}id") == "https://veiviser.example/region/en/tilbud/o/"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Kommunen"


def test_an_empty_feed_is_of_today(region: Region) -> None:
    feed = parsed(written(region({}))["nytt.xml"])
    assert list(faults(feed)) == []
    assert feed.findtext(f"{ATOM}updated") == f"{TODAY}T00:00:00Z"


def test_what_has_ended_says_so(region: Region) -> None:
    feed = parsed(
        written(region({"offers/o.md": offer(status="ended", ended_on="2026-10", phone="55 00 00 10")}))["nytt.xml"]
    )
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == Localizer("nb").tell("Ended: {title}", title="Gruppa")


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("nytt.xml", ["wide", "ytre", "indre"]),
        ("kommune/ytre/nytt.xml", ["wide", "ytre"]),
        ("kommune/indre/nytt.xml", ["wide", "indre"]),
        ("behov/prat/nytt.xml", ["wide", "ytre"]),
        ("behov/ro/nytt.xml", ["indre"]),
    ],
)
def test_each_feed_holds_its_own(region: Region, path: str, ids: list[str]) -> None:
    files = {
        "offers/wide.md": offer("wide", coverage="fylket", verified_on="2026-10-03", phone="55 00 00 10"),
        "offers/ytre.md": offer("ytre", coverage="ytre", verified_on="2026-10-02", phone="55 00 00 10"),
        "offers/indre.md": offer("indre", coverage="indre", needs="ro", verified_on="2026-10-01", phone="55 00 00 10"),
    }
    feed = parsed(written(region(files))[path])
    assert [title.text for title in feed.findall(f"{ATOM}entry/{ATOM}title")] == ids


def test_at_most_fifty_entries(region: Region) -> None:
    one = offer(verified_on="2026-10-01", phone="55 00 00 10")
    directory = region({"offers/o.md": one})
    many = tuple(replace(directory.offers[0], id=f"o{number}") for number in range(60))
    feed = parsed(written(replace(directory, offers=many))["nytt.xml"])
    assert len(feed.findall(f"{ATOM}entry")) == 50


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_well_formed_and_comes_back(example: Directory, text: str) -> None:
    one = next(o for o in example.listed if o.facts.verified_on)
    one = replace(one, texts={**one.texts, "title": {"nb": text}, "summary": {"nb": text}})
    made = news_feeds(localized_sites(replace(example, offers=(one,), title={"nb": text}), BASE_URL))
    feed = parsed(next(xml_files(made, NO_TEMPLATES)).data)
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == plain(text)
    assert feed.findtext(f"{ATOM}entry/{ATOM}summary") == plain(text)
