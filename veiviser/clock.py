"""The machine's clock: the only place that reads it, so that tests can set it.

Callers use `clock.now()` and `clock.today(…)` through this module, never a name imported from it.
"""

import datetime as dt
from zoneinfo import ZoneInfo


def now() -> dt.datetime:
    """The time, aware, with the machine's own time zone."""
    return dt.datetime.now().astimezone()


def today(zone: str | None = None) -> dt.date:
    """The date in a zone of the IANA list, such as `Europe/Oslo`; without one, in that of the machine."""
    moment = now()
    return (moment.astimezone(ZoneInfo(zone)) if zone else moment).date()
