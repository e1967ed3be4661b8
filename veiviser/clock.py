"""The machine's clock: the only place that reads it, so that tests can set it.

Callers use `clock.now()` and `clock.today(…)` through this module, never a name imported from it.
"""

import datetime as dt
from zoneinfo import ZoneInfo


def now() -> dt.datetime:
    """The time, with the machine's own time zone."""
    return dt.datetime.now().astimezone()


def today(zone: str) -> dt.date:
    """The day it is in a time zone, such as `Europe/Oslo`."""
    return now().astimezone(ZoneInfo(zone)).date()
