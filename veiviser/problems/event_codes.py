"""The problems of how events repeat, last and change, for the table in `codes.py`: severity, message and advice."""

from typing import Literal

CODES_OF_EVENTS: dict[str, tuple[Literal["error", "warning"], str, str]] = {
    "unfit-day": (
        "error",
        "“{value}” does not go with “repeat: {unit}”.",
        "With daily and weekly, write weekdays (tuesday); with monthly, a weekday too, such a day of the month "
        "(first tuesday) or its number (15); with yearly, one of the last two, which lies in the month of starts.",
    ),
    "start-off-rule": (
        "error",
        "“starts” ({value}) is not one of the days that the event repeats on.",
        "The start is the first date of the event: let it be one of the days in repeat_on, or correct these.",
    ),
    "no-dates": (
        "error",
        "The event has no date left.",
        "Look at the rule, and at what is skipped. Keep at least one date; if nothing takes place, write "
        "status: cancelled, or take the file out.",
    ),
    "repeats-once": (
        "warning",
        "The rule gives no other date than the start.",
        "Correct the rule, or take it out and keep the start alone.",
    ),
    "no-such-day": (
        "warning",
        "The event never takes place on day {value}: its month, that of starts, never has as many days.",
        "A yearly rule is in the month of starts. Take the day out, or write repeat: monthly.",
    ),
    "endless-daily": (
        "warning",
        "The event takes place every day without an end, and would fill the calendar.",
        "What is open every day is no event: write the opening hours on the place, or schedule on the offer. "
        "If it is one, give it repeat_until or repeat_count.",
    ),
    "moved-onto-another": (
        "error",
        "The event takes place on {date} already, so a date cannot be moved there.",
        "Move it to another time, or skip one of the two.",
    ),
    "overlapping-dates": (
        "warning",
        "The date {date} lasts until {end}, but the next one begins on {next}.",
        "ends is the end of one date, not of the whole series. Write the end on the day of the start, and the last day "
        "of the series as repeat_until.",
    ),
    "lasts-long": (
        "warning",
        "One date of this event lasts {days} days.",
        "Correct the end, or the number of minutes. If it is open day after day, write whole days (2026-12-01), let it "
        "repeat, or put the hours on the place.",
    ),
    "far-off": (
        "warning",
        "“{field}” ({value}) is many years ahead.",
        "Look at the year. If it is right, the warning can stand.",
    ),
    "already-over": (
        "warning",
        "The event was over on {date}, so nobody will see it: is the year right?",
        "Look at the year. If it is there for its history, the warning goes by itself when it has stood so in the "
        "repository for a month.",
    ),
    "clock-change": (
        "warning",
        "{value} is on the night when the clocks change: {reason}.",
        "Choose a time outside that hour. A time that does not exist counts as an hour later, one that comes twice as "
        "the first of the two.",
    ),
    "no-such-date": (
        "warning",
        "The event has no occurrence on {date}, so “{field}” has nothing to change.",
        "Use a date of the event: one of starts and dates, or one that its rule gives.",
    ),
}
