"""The date of a source: after a comma or in words, in figures or not, and never from within an address."""

import datetime as dt

import pytest

from tools.day import TODAY
from veiviser.content.ages import age_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Brosjyre fra frivilligsentralen, 3. mai 2019", "2019-05-03"),
        ("Brosjyre fra frivilligsentralen, mai 2019", "2019-05"),
        ("Brosjyre fra frivilligsentralen, 2019", "2019"),
        ("Brosjyre 2019", "2019"),
        ("Samtale med enheten 14.02.2022", "2022-02-14"),
        ("Samtale med enheten 14. 2. 2022", "2022-02-14"),
        ("Telefon 2022-02-14", "2022-02-14"),
        ("e-post, 2022-02", "2022-02"),
        ("https://example.org/2024/05/01/side, 7. juni 2021", "2021-06-07"),
        ("https://example.org/arkiv-2024", None),
        ("Fleire tal frå kommunen, 7. desember 2021", "2021-12-07"),
        ("Leaflet, 7 March 2021", "2021-03-07"),
        ("Leaflet, March 7, 2021", "2021"),
        ("Lest i sept. 2021", "2021-09"),
        ("Udatert nettside som nevner januar 2023", "2023-01"),
        ("Årsmelding om årene 2022 og 2023, 2. mars 2024", "2024-03-02"),  # the date of its subject is not its own
        ("Planen for 2021–2025", None),
        ("Planen for 2021 - 2025", None),
        ("Rådhuset, Storgata 1, 2010 Strømmen", None),
        ("Ring 20 20 20 20", None),
        ("Kurset koster 2000,50 kroner", None),
        ("Møte 30. februar 2019", None),  # there is no such day: better no age than a wrong one
        ("Nyhet, 1. januar 2031", None),  # future dates do not count
        ("Sagt av dem som driver det", None),
    ],
)
def test_the_age_of_one_source(source: str, expected: str | None) -> None:
    found = age_of([source], TODAY)
    assert (found.text if found else None) == expected


def test_the_newest_of_several_counts_and_a_day_more_than_its_month() -> None:
    sources = ("Side, 2019", "Brev, mars 2024", "https://example.org/, 31. mars 2024", "Brosjyre, 2031", "Udatert")
    found = age_of(sources, TODAY)
    assert found is not None
    assert found.text == "2024-03-31"


def test_a_year_that_goes_on_is_an_age() -> None:
    assert age_of([f"Telefon, {TODAY.year}"], TODAY) is not None
    assert age_of([f"Telefon, {TODAY.year}"], TODAY - dt.timedelta(days=366)) is None
