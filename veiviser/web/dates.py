"""Dates, times and percentages as each language writes them, regardless of the machine's clock and locale."""

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_date, get_day_names
from babel.numbers import format_percent

from veiviser.content.fields import LooseDate, Moment
from veiviser.directory.occurrences import Occurrence
from veiviser.language.languages import LANGUAGES
from veiviser.web.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Weekday:
    """The short and the full name of a weekday: ma, mandag."""

    short: str
    name: str


def weekdays_of(language: str) -> tuple[Weekday, ...]:
    """The seven weekdays, from Monday."""
    short, names = (get_day_names(width, locale=LANGUAGES[language].locale) for width in ("short", "wide"))
    return tuple(Weekday(short[day].strip("."), names[day]) for day in range(7))


def day_of_month(day: dt.date, language: str) -> str:
    """The day without its year, as in “tirsdag 2. desember”, for use under a heading with the year."""
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
    """The month without its year, as in “desember”."""
    return format_date(day, "LLLL", locale=LANGUAGES[language].locale)


def dated(machine: str, words: str) -> Phrase:
    """The words of a date that machines read as `machine` (ISO 8601)."""
    return Phrase.of(words, datetime=machine)


def loose_date(date: LooseDate, language: str) -> str:
    """A day, a month or a year in words, as precise as it was given."""
    if date.first == date.last:
        return short_date(date.first, language)
    return month(date.first, language) if len(date.text) > 4 else date.text


def roughly(date: LooseDate, language: str) -> str:
    """The month with its year, as in “september 2017”, also for a day; only the year if the month is unknown."""
    return month(date.first, language) if len(date.text) > 4 else date.text


def clock(when: dt.time, language: str) -> str:
    """The time of day: 18.00 in Norwegian and Sámi, 18:00 in English."""
    return when.strftime(LANGUAGES[language].clock)


def span(occurrence: Occurrence, language: str) -> tuple[str, str]:
    """Day and time of an occurrence, in two parts that each stay on one line if there is room.

    (tirsdag 2. desember 2026, kl. 18.00–20.00), or start and end if it lasts longer than a day (tirsdag … –, onsdag …).
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
    """The time of an occurrence under a heading with its day; start and end with their days if it lasts longer.

    Empty if it lasts all day.
    """
    if occurrence.last_day == occurrence.start.day:
        return span(occurrence, language)[1]
    return " ".join(span(occurrence, language))


def at_clock(moment: Moment, language: str) -> str:
    """The time in words, as in “kl. 18.00”; empty for a whole day."""
    return f"{LANGUAGES[language].at} {clock(moment.time, language)}" if moment.time else ""


def iso(moment: Moment) -> str:
    """The value of `<time datetime>`: local time without a zone, or a day (ISO 8601)."""
    return str(moment)


def percent(part: float, language: str) -> str:
    """A share (0 to 1) as a percentage: 25 % with a space in Norwegian and Sámi, 25% in English."""
    return format_percent(part, locale=LANGUAGES[language].locale)
