"""The day on which tests, measures, benchmarks and pictures see the regions; none of them reads the machine's clock.

The records of the example region are dated around it, so that some are fresh, some are due and some are over.
"""

import datetime as dt
from zoneinfo import ZoneInfo

TODAY = dt.date(2026, 11, 21)
# Noon of that day in Norway, as an aware time: the clock of the program and of browsers.
NOON = dt.datetime.combine(TODAY, dt.time(12), ZoneInfo("Europe/Oslo"))


def noon(day: dt.date) -> dt.datetime:
    """Noon of a day in Norway, as an aware time."""
    return dt.datetime.combine(day, NOON.timetz())
