"""Dates, times and shares as each language writes them; no clock, no locale of the machine."""

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_date, get_day_names
from babel.numbers import format_percent

from veiviser.content.fields import LooseDate, Moment
from veiviser.directory.calendar import Occurrence
from veiviser.languages import LANGUAGES
from veiviser.web.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Weekday:
    """What a day of the week is called: ma, mandag."""

    short: str
    name: str


def weekdays_of(language: str) -> tuple[Weekday, ...]:
    """The days of the week, from Monday."""
    short, names = (get_day_names(width, locale=LANGUAGES[language].locale) for width in ("short", "wide"))
    return tuple(Weekday(short[day].strip("."), names[day]) for day in range(7))


def day_of_month(day: dt.date, language: str) -> str:
    """Tirsdag 2. desember, where the year stands above it."""
    pattern = LANGUAGES[language].day.removesuffix("y").rstrip()
    return format_date(day, pattern, locale=LANGUAGES[language].locale)


def weekday_date(day: dt.date, language: str) -> str:
    """The day in words, as in “tirsdag 2. desember 2026”."""
    return format_date(day, LANGUAGES[language].day, locale=LANGUAGES[language].locale)


def short_date(day: dt.date, language: str) -> str:
    """The day without its weekday, as in “2. desember 2026”."""
    return format_date(day, LANGUAGES[language].date, locale=LANGUAGES[language].locale)


def month(day: dt.date, language: str) -> str:
    """The month with its year, as in “desember 2026”."""
    return format_date(day, LANGUAGES[language].month, locale=LANGUAGES[language].locale)


def month_alone(day: dt.date, language: str) -> str:
    """desember, where the year is clear."""
    return format_date(day, "LLLL", locale=LANGUAGES[language].locale)


def dated(machine: str, words: str) -> Phrase:
    """The words of a date that machines read as `machine` (ISO 8601)."""
    return Phrase.of(words, datetime=machine)


def loose_date(date: LooseDate, language: str) -> str:
    """A day, a month or a year, as exactly as it was given."""
    if date.first == date.last:
        return short_date(date.first, language)
    return month(date.first, language) if len(date.text) > 4 else date.text


def roughly(date: LooseDate, language: str) -> str:
    """September 2017, also for a day: a year where the month is not known."""
    return month(date.first, language) if len(date.text) > 4 else date.text


def clock(when: dt.time, language: str) -> str:
    """18.00 in Norwegian and Sámi, 18:00 in English."""
    return when.strftime(LANGUAGES[language].clock)


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


def hours(occurrence: Occurrence, language: str) -> str:
    """When on its day an occurrence takes place, where the day stands above it; whole, when it lasts longer than that.

    Empty when it lasts all day.
    """
    if occurrence.last_day == occurrence.start.day:
        return span(occurrence, language)[1]
    return " ".join(span(occurrence, language))


def at_clock(moment: Moment, language: str) -> str:
    """Kl. 18.00; empty for a whole day."""
    return f"{LANGUAGES[language].at} {clock(moment.time, language)}" if moment.time else ""


def iso(moment: Moment) -> str:
    """For the `datetime` of a `<time>`: local time without a zone, or a day."""
    return str(moment)


def percent(part: float, language: str) -> str:
    """25 % with a space in Norwegian and Sámi, 25% in English."""
    return format_percent(part, locale=LANGUAGES[language].locale)
