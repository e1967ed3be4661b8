"""The machine's clock, which no other module reads, so that whoever replaces `now` moves the whole program in time."""

import datetime as dt
from zoneinfo import ZoneInfo


def now() -> dt.datetime:
    """The present moment, aware, in the time zone of the machine."""
    return dt.datetime.now().astimezone()


def today(zone: str | None = None) -> dt.date:
    """The date in a zone of the IANA list, such as `Europe/Oslo`; without one, in that of the machine."""
    moment = now()
    return (moment.astimezone(ZoneInfo(zone)) if zone else moment).date()
