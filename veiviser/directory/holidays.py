"""Norway's public holidays: those of a date (lov om 1 og 17 mai, helligdagsfredloven) and those that follow Easter."""

import datetime as dt
from functools import cache

from dateutil.easter import easter

_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
# Days after Easter Sunday: from Maundy Thursday to Easter Monday, Ascension Day, Whit Sunday and Whit Monday.
_MOVING = (-3, -2, 0, 1, 39, 49, 50)
# On these hardly anything is open.
_EVES = ((12, 24), (12, 31))


@cache
def public_holidays(year: int) -> frozenset[dt.date]:
    sunday = easter(year)
    return frozenset({dt.date(year, *day) for day in _FIXED} | {sunday + dt.timedelta(days=after) for after in _MOVING})


def is_holiday(day: dt.date) -> bool:
    """A public holiday, or one of the two eves."""
    return day in public_holidays(day.year) or (day.month, day.day) in _EVES
