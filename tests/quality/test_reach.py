"""Without scripts, every page is within three clicks, has its headings in order, and a unique title."""

from collections import Counter

from tests.quality.faultless import faultless
from tests.support.built import Site
from tools.quality.documents import Document, distances, excused, headings, reach, titles


def test_headings_are_in_order(every_page: tuple[Document, ...]) -> None:
    faultless(headings(every_page))


def test_titles_are_unique(every_page: tuple[Document, ...]) -> None:
    faultless(titles(every_page))


def test_every_page_is_within_three_clicks(example: Site, every_page: tuple[Document, ...]) -> None:
    faultless(reach(every_page, example.directory))


def test_most_pages_are_counted(example: Site, every_page: tuple[Document, ...]) -> None:
    """Few pages are exempt from being reachable, and the front page links to every language."""
    not_counted = excused(every_page, example.directory)
    assert len(not_counted) < len(every_page) / 5, Counter(not_counted.values())
    clicks = distances(every_page, "")
    assert {clicks[f"{code}/"] for code in example.directory.languages[1:]} == {1}
