"""Opening hours of a place: a table of the week, and data for the script that says whether it is open now."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from veiviser.content.fields import OpeningHours
from veiviser.directory.holidays import is_holiday
from veiviser.directory.model import Place
from veiviser.web.dates import clock, weekdays_of
from veiviser.web.phrase import Phrase, join
from veiviser.web.site import LocalizedSite

_DAY = 24 * 60
# How many days ahead a page knows the holidays on which a place is closed: five years, as the site may never be built
# again.
_AHEAD = 5 * 366

Week = tuple[tuple[tuple[int, int], ...], ...]  # from Monday: the spans of each day, in minutes from midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningView:
    """`rows` are weekdays with their hours in words. `week` (JSON) and `closed` (days) are data for assets/hours.js."""

    rows: tuple[tuple[str, Phrase], ...]
    note: Phrase
    week: str
    closed: str


def opening(site: LocalizedSite, place: Place) -> OpeningView | None:
    """The opening hours of a place; None if it has none. It is closed on weekdays that it does not name."""
    _, facts, today = site.localizer._, place.facts, site.directory.today
    if not facts.opening_hours:
        return None
    spans = week(facts.opening_hours)
    shut = facts.holidays == "closed"
    ahead = (dt.date.fromordinal(n) for n in range(today.toordinal(), today.toordinal() + _AHEAD))
    names = (day.name for day in weekdays_of(site.language))
    return OpeningView(
        rows=tuple((name, _words(site, day)) for name, day in zip(names, spans, strict=True)),
        note=_("Closed on public holidays, Christmas Eve and New Year's Eve.")
        if shut
        else _("Open on public holidays too."),
        week=json.dumps(spans, separators=(",", ":")),
        closed=" ".join(day.isoformat() for day in ahead if is_holiday(day)) if shut else "",
    )


def week(hours: Iterable[OpeningHours]) -> Week:
    """The spans of each weekday, in order; adjacent and overlapping ones are merged."""
    days: list[list[tuple[int, int]]] = [[] for _day in range(7)]
    for span in hours:
        for day in span.days:
            if span.opens and span.closes:
                days[day].append((_minutes(span.opens), _minutes(span.closes)))
    return tuple(_joined(sorted(day)) for day in days)


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for opens, closes in spans:
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _minutes(time: dt.time) -> int:
    """Minutes from midnight; the last minute of a day counts as its end (24:00)."""
    minutes = time.hour * 60 + time.minute
    return _DAY if minutes == _DAY - 1 else minutes


def _words(site: LocalizedSite, spans: tuple[tuple[int, int], ...]) -> Phrase:
    if spans == ((0, _DAY),):
        return site.localizer._("day and night")
    texts = (f"{_clock(site, opens)}–{_clock(site, closes)}" for opens, closes in spans)
    return join(", ", texts) or site.localizer._("closed")


def _clock(site: LocalizedSite, minutes: int) -> str:
    """Minutes from midnight as a time of day; the end of the day is 24, as on doors."""
    if minutes == _DAY:
        return clock(dt.time(0), site.language).replace("00", "24", 1)
    return clock(dt.time(*divmod(minutes, 60)), site.language)
