"""Recurrence rules of events in words, as people say them."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterator

from babel.dates import format_date, get_day_names

from veiviser.content.fields import Moment
from veiviser.directory.model import Event
from veiviser.directory.recurrence import LAST, Rule
from veiviser.language.languages import LANGUAGES, STAND_IN
from veiviser.web.dates import at_clock, dated
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import EMPTY, Phrase, join

# A leap year, so that every day of a year exists.
_LEAP_YEAR = 2028


def recurrence(event: Event, language: str) -> Phrase:
    """The recurrence in words, without time and end: “hver første tirsdag i måneden”; empty without a rule.

    A language with an incomplete catalogue uses `STAND_IN` for the whole phrase.
    """
    return _worded(language, lambda spoken: _often(event, spoken))


def whole_recurrence(event: Event, language: str) -> Phrase:
    """The recurrence in words: “Hver første tirsdag i måneden kl. 18.00, til 1. juni 2027. Ikke på helligdager.”."""
    return _worded(language, lambda spoken: _sentence(event, spoken))


def _worded(language: str, words: Callable[[str], Phrase]) -> Phrase:
    spoken = language if LANGUAGES[language].complete else STAND_IN
    phrase = words(spoken)
    return phrase if spoken == language else phrase.in_language(spoken)


def _sentence(event: Event, language: str) -> Phrase:
    _ = Localizer(language)._
    rule, often = event.rule, _often(event, language)
    if rule is None:
        return EMPTY
    text = join(" ", filter(None, (often, at_clock(event.facts.starts, language))))
    days = [o.start.day for o in event.occurrences if o.by_rule]
    if (rule.until or rule.count) and days:
        text = _("{often}, until {date}", often=text, date=Localizer(language).day(max(days)))
    text = text.capitalised() + "."
    if event.facts.skip_holidays:
        text += " " + _("Not on public holidays, Christmas Eve or New Year's Eve.")
    return text


def _often(event: Event, language: str) -> Phrase:
    _ = Localizer(language)._
    rule, start = event.rule, event.facts.starts
    if rule is None:
        return EMPTY
    named = _together(list(_days(rule, start, language)), language)
    weekly = rule.weekdays and all(which == 0 for which, _day in rule.weekdays)
    if rule.unit == "weekly" or (weekly and rule.every == 1):
        return _weekly(rule.every, named, language)
    if rule.unit == "monthly" and rule.every == 1:
        return (_("every {days} of the month") if rule.weekdays else _("{days} of every month")).format(days=named)
    interval = _interval(rule, language)
    if rule.unit == "monthly" and weekly:
        return _("every {days} of {often}", days=named, often=interval)
    if rule.unit == "daily" and named:  # only the second or third days that are one of these
        return _("{often}, but only {days}", often=interval, days=named)
    return _("{often}, {days}", often=interval, days=named) if named else interval


def _weekly(every: int, days: Phrase, language: str) -> Phrase:
    _ = Localizer(language)._
    if every > 2:
        return _("{often}, {days}", often=_("every {count} weeks", count=every), days=days)
    return (_("every {days}") if every == 1 else _("every other {days}")).format(days=days)


def _interval(rule: Rule, language: str) -> Phrase:
    _ = Localizer(language)._
    words = {
        "daily": (_("every day"), _("every other day"), _("every {count} days")),
        "monthly": (_("every month"), _("every other month"), _("every {count} months")),
        "yearly": (_("every year"), _("every other year"), _("every {count} years")),
    }
    return words[rule.unit][min(rule.every, 3) - 1].format(count=rule.every)


def _days(rule: Rule, start: Moment, language: str) -> Iterator[Phrase]:
    """The names of a rule's days; without any, the day of the start, except for a daily rule."""
    _ = Localizer(language)._
    known = LANGUAGES[language]
    names = get_day_names("wide", locale=known.locale)
    which_ones = {
        0: Phrase.of("{day}"), 1: _("first {day}"), 2: _("second {day}"), 3: _("third {day}"), 4: _("fourth {day}"),
        LAST: _("last {day}"),
    }  # fmt: skip
    in_month = _(" in {month}", month=format_date(start.day, "MMMM", locale=known.locale)) if rule.month else EMPTY
    weekdays = rule.weekdays or (((0, start.day.weekday()),) if rule.unit == "weekly" else ())
    if weekdays:
        for which, day in sorted(weekdays, key=lambda pair: (pair[0] % 6, pair[1])):
            yield which_ones[which].format(day=names[day]) + in_month
    elif rule.unit != "daily":
        for number in sorted(rule.days or (start.day.day,)):
            if rule.month:
                if number <= monthrange(_LEAP_YEAR, rule.month)[1]:
                    day_of_year = dt.date(_LEAP_YEAR, rule.month, number)
                    words = format_date(day_of_year, re.sub(r"[ .]?y", "", known.date), locale=known.locale)
                    yield dated(f"{day_of_year:%m-%d}", words)
            else:
                yield _("day {day}", day=number)


def _together(items: list[Phrase], language: str) -> Phrase:
    _ = Localizer(language)._
    if len(items) < 2:
        return join("", items)
    return _("{items} and {last}", items=join(", ", items[:-1]), last=items[-1])
