"""The fixed date of tests, measurements, benchmarks and pictures; none of them reads the machine's clock.

The dates in the example region are near it, so that some records are fresh, some are due and some are over.
"""

import datetime as dt
from zoneinfo import ZoneInfo

TODAY = dt.date(2026, 11, 21)
# Noon of that day in Norway, as an aware time: the time in the program and in browsers.
NOON = dt.datetime.combine(TODAY, dt.time(12), ZoneInfo("Europe/Oslo"))


def noon(day: dt.date) -> dt.datetime:
    """Noon of a day in Norway, as an aware time."""
    return dt.datetime.combine(day, NOON.timetz())
