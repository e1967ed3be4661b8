"""Dates, times and shares as each language writes them; no clock, no locale of the machine."""

import datetime as dt

from babel.dates import format_date, get_day_names
from babel.numbers import format_percent

from veiviser.content.fields import LooseDate, Moment
from veiviser.directory.calendar import Occurrence
from veiviser.languages import LANGUAGES


def weekday_date(day: dt.date, language: str) -> str:
    """tirsdag 2. desember 2026"""
    return format_date(day, LANGUAGES[language].day, locale=LANGUAGES[language].locale)


def short_date(day: dt.date, language: str) -> str:
    """2. desember 2026"""
    return format_date(day, LANGUAGES[language].date, locale=LANGUAGES[language].locale)


def month(day: dt.date, language: str) -> str:
    """desember 2026"""
    return format_date(day, LANGUAGES[language].month, locale=LANGUAGES[language].locale)


def loose_date(date: LooseDate, language: str) -> str:
    """A day, a month or a year, as exactly as it was given."""
    if date.first == date.last:
        return short_date(date.first, language)
    return month(date.first, language) if len(date.text) > 4 else date.text


def clock(time: dt.time, language: str) -> str:
    """18.00 in Norwegian and Sámi, 18:00 in English."""
    return time.strftime(LANGUAGES[language].clock)


def weekdays(days: tuple[int, ...], language: str) -> str:
    """A run of weekdays (0 is Monday): mandag–fredag."""
    names = get_day_names("wide", locale=LANGUAGES[language].locale)
    return names[days[0]] if len(days) == 1 else f"{names[days[0]]}–{names[days[-1]]}"


def span(occurrence: Occurrence, language: str) -> tuple[str, str]:
    """When an occurrence takes place, in two parts that each stay on a line where there is room for them.

    (tirsdag 2. desember 2026, kl. 18.00–20.00), or both ends of what lasts longer (tirsdag … –, onsdag …).
    """
    start, end = occurrence.start, occurrence.end
    day = weekday_date(start.day, language)
    at = at_clock(start, language)
    if end is None or end == start:
        return day, at
    if end.day == start.day:
        return day, f"{at}–{clock(end.time, language)}" if end.time else at
    until = f"{weekday_date(end.day, language)} {at_clock(end, language)}".strip()
    return f"{day} {at}".strip() + " –", until


def at_clock(moment: Moment, language: str) -> str:
    """kl. 18.00; empty for a whole day."""
    return f"{LANGUAGES[language].at} {clock(moment.time, language)}" if moment.time else ""


def iso(moment: Moment) -> str:
    """For the `datetime` of a `<time>`: local time without a zone, or a day."""
    return str(moment)


def percent(part: float, language: str) -> str:
    """25 % with a space in Norwegian and Sámi, 25% in English."""
    return format_percent(part, locale=LANGUAGES[language].locale)
