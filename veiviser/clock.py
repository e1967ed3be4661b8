"""The machine's clock: the only place that reads it, so that tests can set it.

Call `clock.now()` and `clock.today(…)` through this module; do not import the functions by name, or tests cannot
replace them.
"""

import datetime as dt
from zoneinfo import ZoneInfo


def now() -> dt.datetime:
    """The current time, aware, in the machine's time zone."""
    return dt.datetime.now().astimezone()


def today(zone: str | None = None) -> dt.date:
    """The date in an IANA time zone such as `Europe/Oslo`; without one, in the machine's time zone."""
    moment = now()
    return (moment.astimezone(ZoneInfo(zone)) if zone else moment).date()
