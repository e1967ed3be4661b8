"""Dates and times as people write them: “fredag 30. oktober 2026 kl. 18”, 30/10-26, 2026-10-30 18:00:00.

An ambiguous text is not read: 5/10/2026 is one day in Norway and another one in America.
"""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from veiviser.content.names_of_days import months, weekdays
from veiviser.content.parse import Moment

# Characters; longer than any way to write a date, so that matching stays fast.
_LONGEST = 80
_MONTHS = 12
# A month from this number on is surely the day (2026-21-11 has the day first); 13 may be a slip for any month.
_NO_SLIP_OF_A_MONTH = 20
# Two-digit years from this one on are in the last century.
_LAST_CENTURY = 70
# Times with a UTC offset are converted to the time zone of sites in Norway.
_ZONE = "Europe/Oslo"
_CLOCK = r"(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))?"
_ISO_TIME = re.compile(
    r"(?<=[0-9])(?:t|\s+)(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"\s*(?P<zone>z|utc|\+[0-9]{2}:?(?:[0-9]{2})?)?$"
)
_UNTIL = r"(?:\s*(?:-|til|to|until)\s*(?:kl\.?\s*)?(?P<until>[0-9]{1,2}(?:[.:][0-9]{2})?))?"
_AT = re.compile(rf"[\s,]*(?:\b(?:kl\.?|klokka|klokken|at|fra|frå)|(?<=[0-9])t)\s*(?:kl\.?\s*)?{_CLOCK}{_UNTIL}$")
_TIME_ALONE = re.compile(rf"[\s,]+(?P<hour>[0-9]{{1,2}})[.:](?P<minute>[0-9]{{2}}){_UNTIL}$")
_HOURS_ALONE = re.compile(r"(?<=[0-9]{4})[\s,]+(?P<hour>[0-9]{1,2})(?P<minute>)\s*-\s*(?P<until>[0-9]{1,2})$")
_FOUR = re.compile(r"[\s,]*\b(?:kl\.?|klokka|klokken)\s*(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})$")
_BEFORE = re.compile(r"^(?:den|i|fra|frå|siden|sidan|since|from|in|on|the|ca\.?(?=\s[0-9]{4}$))\s+")
_IN_FIGURES = re.compile(
    r"(?P<a>[0-9]{1,4})(?P<one>\s*[-./]\s*|\s+)(?P<b>[0-9]{1,2})(?P<two>\s*[-./]\s*|\s+)(?P<c>[0-9]{1,4})"
)
_MONTH_IN_FIGURES = re.compile(
    r"(?P<m>[0-9]{1,2})\s*[-./]\s*(?P<y>[0-9]{4})|(?P<y2>[0-9]{4})\s*[-./]\s*(?P<m2>[0-9]{1,2})"
)
# A leap year after a day in words or in figures.
_A_YEAR = (" 2028", ".2028", "2028")
# Fillers in a date: 30th of, and “1. b.” in Sámi.
_FILLERS = frozenset({"st", "nd", "rd", "th", "of", "b"})


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """The date in a text: a year, perhaps a month, a day, a start time and an end time (`until`).

    A day that its month does not have is kept as written. `midnight` is 24:00, the end of the day.
    """

    year: int
    month: int | None = None
    day: int | None = None
    time: dt.time | None = None
    until: dt.time | None = None
    midnight: bool = False

    def on(self) -> dt.date | None:
        """The day; the last of the month for a day that the month does not have. None without month or day."""
        if self.month is None or self.day is None:
            return None
        last = calendar.monthrange(self.year, self.month)[1]
        return dt.date(self.year, self.month, min(self.day, last))

    def moment(self, *, ends: bool = False) -> Moment | None:
        """The day and the time, as far as known; with `ends`, the end time where there is one."""
        day = self.on()
        if day is None:
            return None
        if self.midnight:
            return Moment(day + dt.timedelta(days=1), dt.time())
        return Moment(day, self.until if ends and self.until else self.time)


def written(text: str) -> WrittenDate | None:
    """The date that a text says, when it is unambiguous."""
    if len(text) > _LONGEST:
        return None
    plain = re.sub("[\u2010-\u2015]", "-", unicodedata.normalize("NFKC", text)).lower()
    plain = " ".join(plain.split()).strip(" .,;!")
    for begun, ended, midnight, zone, rest in _times(plain):
        found = _day(rest)
        if found and (begun is None or found.day):
            whole = WrittenDate(found.year, found.month, found.day, begun, ended, midnight)
            return _in_our_zone(whole, zone) if zone else whole
    return None


def lacking(text: str) -> str | None:
    """Why a text is not a date, as a message id, when only its year is missing or only its weekday is wrong."""
    plain = " ".join(text[:_LONGEST].lower().split()).strip(" .,;!")
    for _begun, _ended, _midnight, _zone, rest in _times(plain):
        named, _, day = rest.partition(" ")
        if named.strip(".,") in weekdays() and _day(day):
            return "the weekday is not that of the date"
        if any((found := _day(f"{each}{year}")) and found.day for each in (rest, day) for year in _A_YEAR):
            return "the year is missing"
    return None


def _times(text: str) -> Iterator[tuple[dt.time | None, dt.time | None, bool, str, str]]:
    """Ways to read the time at the end of a text: start, end, whether it is 24:00, the UTC offset, and the text before
    it.
    """
    for pattern in (_ISO_TIME, _FOUR, _AT, _TIME_ALONE, _HOURS_ALONE):
        if found := pattern.search(text):
            parts = found.groupdict()
            hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
            until = _time(parts.get("until"))
            if (hour, minute) == (24, 0):
                yield dt.time(), None, True, "", text[: found.start()]
            elif hour < 24 and minute < 60:
                yield dt.time(hour, minute), until, False, parts.get("zone") or "", text[: found.start()]
    yield None, None, False, "", text


def _time(text: str | None) -> dt.time | None:
    hour, _, minute = (text or "").replace(".", ":").partition(":")
    return dt.time(int(hour), int(minute or 0)) if hour and int(hour) < 24 and int(minute or 0) < 60 else None


def _in_our_zone(found: WrittenDate, zone: str) -> WrittenDate | None:
    day = found.on()
    if day is None or found.time is None:
        return None
    offset = "+00:00" if zone in ("z", "utc") else zone
    with suppress(ValueError):
        moment = dt.datetime.fromisoformat(f"{day}T{found.time:%H:%M}{offset}").astimezone(ZoneInfo(_ZONE))
        return WrittenDate(moment.year, moment.month, moment.day, moment.time())
    return None


def _day(text: str) -> WrittenDate | None:
    """The year, month or day in a text without a time; a weekday in it must match the day."""
    text = text.strip(" ,;")
    first, _, rest = text.partition(" ")
    named = weekdays().get(first.strip(".,"))
    if named is not None and rest:
        found = _day(rest)
        day = found.on() if found else None
        return found if day and day.weekday() == named else None
    text = _BEFORE.sub("", text)
    readings = {found for found in _readings(text) if found and _is_possible(found)}
    return readings.pop() if len(readings) == 1 else None


def _is_possible(found: WrittenDate) -> bool:
    if not 1000 <= found.year <= 2999 or not 1 <= (found.month or 1) <= 12:
        return False
    return found.day is None or 1 <= found.day <= 31


def _readings(text: str) -> Iterator[WrittenDate | None]:
    if re.fullmatch("[0-9]{4}", text):
        yield WrittenDate(int(text))
    elif re.fullmatch("[0-9]{8}", text):
        yield WrittenDate(int(text[:4]), int(text[4:6]), int(text[6:]))
    elif found := _IN_FIGURES.fullmatch(text):
        yield from _in_figures(**found.groupdict())
    elif found := _MONTH_IN_FIGURES.fullmatch(text):
        yield WrittenDate(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]))
    else:
        yield _in_words(text)


def _in_figures(a: str, one: str, b: str, two: str, c: str) -> Iterator[WrittenDate | None]:
    """Three numbers: the year last, as in Norway, or first. The month can be first only if both separators are the
    same.
    """
    first, second, third = int(a), int(b), int(c)
    if len(a) == 4:
        swapped = second >= _NO_SLIP_OF_A_MONTH and third <= _MONTHS
        yield (
            (WrittenDate(first, third, second) if swapped else WrittenDate(first, second, third))
            if len(c) <= 2
            else None
        )
        return
    if len(a) > 2 or len(c) not in (2, 4):
        return
    year = third if len(c) == 4 else _whole_year(third)
    signs = {one.strip(), two.strip()}
    day_first, month_first = WrittenDate(year, second, first), WrittenDate(year, first, second)
    american = len(signs) == 1 and signs != {""}
    if signs == {"."}:  # with points the day is first, as in Norway, unless there is no such month
        yield day_first if second <= _MONTHS else month_first
        return
    yield day_first
    if american:
        yield month_first
    if american and len(c) == 2 and signs == {"-"}:
        yield WrittenDate(_whole_year(first), second, third)


def _whole_year(figures: int) -> int:
    return figures + (1900 if figures >= _LAST_CENTURY else 2000)


def _in_words(text: str) -> WrittenDate | None:
    """A date in words: 30. oktober 2026, 30 okt. 26, October 30th, 2026, oktober 2026."""
    words = [word.strip(".,") for word in re.findall(r"[^\W\d_]+|[0-9]+", text)]
    if re.sub(r"[\w\s.,'-]", "", text) or len(words) > 6:
        return None
    named = [months()[word] for word in words if word in months()]
    others = [word for word in words if word not in months()]
    numbers = [word for word in others if word.isdigit()]
    if len(named) != 1 or not set(others) - set(numbers) <= _FILLERS:
        return None
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return WrittenDate(int(numbers[0]), named[0])
    if len(numbers) != 2 or len(numbers[0]) > 2:
        return None
    year = int(numbers[1]) if len(numbers[1]) == 4 else _whole_year(int(numbers[1]))
    return WrittenDate(year, named[0], int(numbers[0])) if len(numbers[1]) in (2, 4) else None
