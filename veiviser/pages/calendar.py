"""Calendar pages: the events of the coming year, day by day, for all, for a municipality, and for a need."""

import datetime as dt
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from veiviser.directory.model import Event, Municipality, Term
from veiviser.directory.occurrences import Occurrence
from veiviser.pages.making import Family, PageContent
from veiviser.web.dates import dated, month, month_alone
from veiviser.web.phrase import EMPTY, Phrase, join
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link, LinkGroup, NextDate

_MONTHS = 12
# A page holds whole months, up to this many dates, so that it stays light.
_DATES_ON_A_PAGE = 200

Coming = Sequence[tuple[Event, Occurrence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridDay:
    """A day in the grid of a month; `to` is the id of the heading it links to, empty if nothing happens."""

    day: dt.date
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A day and the dates that begin on it; `id` is the anchor of its heading."""

    id: str
    day: dt.date
    dates: tuple[NextDate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """`weeks` are rows of the grid: ISO week number and seven cells from Monday, None for days of other months."""

    id: str
    first: dt.date
    weeks: tuple[tuple[int, tuple[GridDay | None, ...]], ...]
    days: tuple[DayView, ...]

    @property
    def machine(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """`jumps` link to each month, on this page or another; `before` and `after` to the pages around this one."""

    heading: Phrase
    intro: Phrase
    jumps: tuple[Link, ...]
    months: tuple[MonthView, ...]
    before: Link | None
    after: Link | None
    empty: Phrase
    filters: tuple[LinkGroup, ...]
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """What a calendar covers: the routes of its first page, further pages and feed, their ids, and its dates."""

    first: str
    part: str
    feed: str
    ids: tuple[str, ...]
    heading: Phrase
    coming: Coming


@dataclass(frozen=True, slots=True)
class _Month:
    """A month of a calendar, by its first day, and the number of its dates."""

    first: dt.date
    count: int

    @property
    def machine(self) -> str:
        return f"{self.first:%Y-%m}"


def calendar(site: LocalizedSite, month: str = "") -> PageContent:
    """The calendar for all: its first page, or the further page that begins with `month` (`2026-12`)."""
    return _page(site, _whole(site), month)


def municipality_calendar(site: LocalizedSite, municipality: Municipality, month: str = "") -> PageContent:
    return _page(site, _of_municipality(site, municipality), month)


def need_calendar(site: LocalizedSite, need: Term, month: str = "") -> PageContent:
    return _page(site, _of_need(site, need), month)


def calendar_months(site: LocalizedSite) -> Iterator[tuple[str, ...]]:
    """The month that each further page of the calendar for all begins with, as the ids of its route."""
    yield from _further(site, _whole(site))


def municipality_calendar_months(site: LocalizedSite) -> Iterator[tuple[str, ...]]:
    for municipality in site.directory.municipalities:
        yield from _further(site, _of_municipality(site, municipality))


def need_calendar_months(site: LocalizedSite) -> Iterator[tuple[str, ...]]:
    for need in site.directory.vocabulary["needs"]:
        yield from _further(site, _of_need(site, need))


def _further(site: LocalizedSite, scope: _Scope) -> Iterator[tuple[str, ...]]:
    yield from ((*scope.ids, part[0].machine) for part in _parts(_months(site, scope.coming))[1:])


def _whole(site: LocalizedSite) -> _Scope:
    return _Scope(
        first="calendar",
        part="calendar_part",
        feed="calendar_feed",
        ids=(),
        heading=site.localizer._("Calendar"),
        coming=site.indexes.upcoming.all,
    )


def _of_municipality(site: LocalizedSite, municipality: Municipality) -> _Scope:
    return _Scope(
        first="municipality_calendar",
        part="municipality_calendar_part",
        feed="municipality_calendar_feed",
        ids=(municipality.id,),
        heading=site.localizer._("Calendar for {municipality}", municipality=municipality.named(site.language)),
        coming=site.indexes.upcoming.in_municipality[municipality.id],
    )


def _of_need(site: LocalizedSite, need: Term) -> _Scope:
    return _Scope(
        first="need_calendar",
        part="need_calendar_part",
        feed="need_calendar_feed",
        ids=(need.id,),
        heading=site.localizer._("Calendar: {name}", name=site.localizer.text(need.name)),
        coming=site.indexes.upcoming.for_need[need],
    )


def _page(site: LocalizedSite, scope: _Scope, from_: str) -> PageContent:
    _, language = site.localizer._, site.language
    months = _months(site, scope.coming)
    parts = _parts(months)
    at = [part[0].machine for part in parts].index(from_) if from_ else 0
    addresses = [
        site.links.address(scope.part, *scope.ids, part[0].machine)
        if index
        else site.links.address(scope.first, *scope.ids)
        for index, part in enumerate(parts)
    ]
    jumps = tuple(
        Link(
            text=dated(one.machine, _name(one, months[0], language)),
            address=f"{address}#{_id(one.first)}",
            count=one.count,
        )
        for address, part in zip(addresses, parts, strict=True)
        for one in part
    )
    above = () if scope.first == "calendar" else (site.links.to("calendar", _("Calendar")),)
    own = site.links.to(scope.first, scope.heading, ids=scope.ids)
    part = parts[at]
    view = CalendarView(
        heading=scope.heading,
        intro=_("What happens, day by day. Ask the organiser if you are not sure."),
        jumps=jumps,
        months=_views(site, part, scope.coming),
        before=_to_part(addresses[at - 1], parts[at - 1], language) if at else None,
        after=_to_part(addresses[at + 1], parts[at + 1], language) if at + 1 < len(parts) else None,
        empty=EMPTY if part else _("There are no dates here now. Many offers have fixed days; their pages say which."),
        filters=_filters(site),
        calendar=site.links.address(scope.feed, *scope.ids),
    )
    title = f"{scope.heading}, {month(part[0].first, language)}" if at else scope.heading
    return PageContent(view=view, title=title, crumbs=(*above, own) if at else above)


def _name(one: _Month, first: _Month, language: str) -> str:
    """Month name, with the year for January and for the first month shown."""
    if one.first.month == 1 or one is first:
        return month(one.first, language)
    return month_alone(one.first, language)


def _to_part(address: str, part: tuple[_Month, ...], language: str) -> Link:
    """A link to another page of a calendar, named by its first and last month."""
    ends = (part[0], part[-1]) if len(part) > 1 else (part[0],)
    return Link(text=join(" – ", (dated(one.machine, month(one.first, language)) for one in ends)), address=address)


def _parts(months: Sequence[_Month]) -> tuple[tuple[_Month, ...], ...]:
    """The months of each page; a single page without months if nothing happens."""
    if not any(one.count for one in months):
        return ((),)
    parts: list[tuple[_Month, ...]] = [()]
    for one in months:
        if parts[-1] and sum(other.count for other in parts[-1]) + one.count > _DATES_ON_A_PAGE:
            parts.append(())
        parts[-1] = (*parts[-1], one)
    return tuple(parts)


def _months(site: LocalizedSite, coming: Coming) -> tuple[_Month, ...]:
    """Twelve months from the current one, with the number of dates that begin in each. Ongoing dates count today."""
    today = site.directory.today
    days = (max(occurrence.start.day, today) for _event, occurrence in coming)
    counts = Counter((day.year, day.month) for day in days)
    first = today.year * 12 + today.month - 1
    firsts = (dt.date(n // 12, n % 12 + 1, 1) for n in range(first, first + _MONTHS) if n // 12 <= dt.MAXYEAR)
    return tuple(_Month(day, counts[day.year, day.month]) for day in firsts)


def _views(site: LocalizedSite, part: Iterable[_Month], coming: Coming) -> tuple[MonthView, ...]:
    by_day: dict[dt.date, list[tuple[Event, Occurrence]]] = {}
    for event, occurrence in coming:
        by_day.setdefault(max(occurrence.start.day, site.directory.today), []).append((event, occurrence))
    return tuple(_month(site, one.first, by_day) for one in part)


def _id(first: dt.date) -> str:
    return f"m{first:%Y-%m}"


def _month(site: LocalizedSite, first: dt.date, by_day: dict[dt.date, list[tuple[Event, Occurrence]]]) -> MonthView:
    month_days = [first.replace(day=n) for n in range(1, monthrange(first.year, first.month)[1] + 1)]
    days = tuple(
        DayView(id=f"d{day}", day=day, dates=site.cards.next_dates(by_day[day])) for day in month_days if day in by_day
    )
    return MonthView(id=_id(first), first=first, weeks=tuple(_weeks(month_days, days)), days=days)


def _weeks(month_days: Sequence[dt.date], days: Iterable[DayView]) -> Iterator[tuple[int, tuple[GridDay | None, ...]]]:
    """Dates that last several days are marked on each of them, and link to the first."""
    leads: dict[dt.date, str] = {}
    for shown in days:
        leads[shown.day] = shown.id
        last = max((date.occurrence.last_day for date in shown.dates), default=shown.day)
        for n in range(1, (min(last, month_days[-1]) - shown.day).days + 1):
            leads.setdefault(shown.day + dt.timedelta(days=n), shown.id)
    cells: list[GridDay | None] = [GridDay(day=day, to=leads.get(day, "")) for day in month_days]
    cells = [None] * month_days[0].weekday() + cells + [None] * (6 - month_days[-1].weekday())
    for at in range(0, len(cells), 7):
        row = tuple(cells[at : at + 7])
        yield next(cell.day for cell in row if cell).isocalendar().week, row


def _filters(site: LocalizedSite) -> tuple[LinkGroup, ...]:
    """Links to the calendars of one municipality or one need."""
    _, upcoming = site.localizer._, site.indexes.upcoming
    places = tuple(
        site.links.to("municipality_calendar", m.named(site.language), len(upcoming.in_municipality[m.id]), ids=(m.id,))
        for m in site.links.municipalities
    )
    needs = tuple(
        Link(
            text=site.localizer.say(need.name),
            address=site.links.address("need_calendar", need.id),
            count=len(upcoming.for_need[need]),
        )
        for need in site.directory.vocabulary["needs"]
    )
    return (
        LinkGroup(heading=_("Where do you live?"), links=places),
        LinkGroup(heading=_("What do you need?"), links=needs),
    )


FAMILIES = {
    "calendar": Family("pages/calendar.html", calendar),
    "calendar_part": Family("pages/calendar.html", calendar, calendar_months),
    "municipality_calendar": Family("pages/calendar.html", municipality_calendar),
    "municipality_calendar_part": Family("pages/calendar.html", municipality_calendar, municipality_calendar_months),
    "need_calendar": Family("pages/calendar.html", need_calendar),
    "need_calendar_part": Family("pages/calendar.html", need_calendar, need_calendar_months),
}
