"""Norway's public holidays, beside those of a library that knows many countries'."""

import datetime as dt

import holidays
import pytest

from veiviser.directory.holidays import is_holiday, public_holidays


@pytest.mark.parametrize("day", ["2026-01-01", "2026-05-01", "2026-05-17", "2026-12-24", "2026-12-25", "2026-12-31"])
def test_public_holidays_and_the_two_eves_are_holidays(day: str) -> None:
    assert is_holiday(dt.date.fromisoformat(day))


def test_an_ordinary_day_is_none() -> None:
    assert not is_holiday(dt.date(2026, 11, 21))


@pytest.mark.parametrize("year", range(1970, 2101))
def test_every_year_has_the_same_holidays_as_the_library(year: int) -> None:
    assert public_holidays(year) == set(holidays.country_holidays("NO", years=year))


@pytest.mark.parametrize("year", [dt.MINYEAR, dt.MAXYEAR])
def test_every_year_that_a_date_can_have_has_holidays(year: int) -> None:
    assert {day.year for day in public_holidays(year)} == {year}
