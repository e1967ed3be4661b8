"""Entries of calendars as icalendar reads them, and their properties with the required types."""

import datetime as dt

from icalendar import Calendar, Component, vCategory, vDDDTypes, vText, vUTCOffset


def entries(data: bytes) -> list[Component]:
    return Calendar.from_ical(data).walk("VEVENT")


def date(entry: Component, name: str) -> dt.date:
    """A day, or a date with its time."""
    value = entry[name]
    assert isinstance(value, vDDDTypes), value
    assert isinstance(value.dt, dt.date), value
    return value.dt


def instant(entry: Component, name: str) -> dt.datetime:
    found = date(entry, name)
    assert isinstance(found, dt.datetime), found
    return found


def offset(entry: Component, name: str) -> dt.timedelta:
    value = entry[name]
    assert isinstance(value, vUTCOffset), value
    return value.td


def words(entry: Component, name: str) -> str:
    value = entry[name]
    assert isinstance(value, vText), value
    return value


def categories(entry: Component) -> list[str]:
    value = entry["CATEGORIES"]
    assert isinstance(value, vCategory), value
    return [str(category) for category in value.cats]
