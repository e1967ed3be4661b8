"""The calendar: what happens in the coming year, day by day; for all, for a municipality, and for a need."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from veiviser.directory.calendar import Occurrence
from veiviser.directory.model import Event
from veiviser.pages.edition import Edition
from veiviser.web.dates import dated, month, month_alone
from veiviser.web.phrase import EMPTY, Phrase, join
from veiviser.web.views import Link, Links, NextDate, Page

_MONTHS = 12
# A page takes whole months until it would hold more dates than this, so that it stays light.
_DATES_ON_A_PAGE = 200

Coming = Sequence[tuple[Event, Occurrence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A day of a month's grid; `to` is the id of the heading it leads to, empty when nothing happens."""

    day: dt.date
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A day and what begins on it; `id` can be linked to."""

    id: str
    day: dt.date
    dates: tuple[NextDate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """`weeks` are rows of the grid: ISO week and seven cells from Monday, None for days of other months."""

    id: str
    first: dt.date
    weeks: tuple[tuple[int, tuple[CellView | None, ...]], ...]
    days: tuple[DayView, ...]

    @property
    def machine(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def count(self) -> int:
        return sum(len(day.dates) for day in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """`jumps` lead to each month, here or on another page; `before` and `after` to the pages around this one."""

    heading: Phrase
    intro: Phrase
    jumps: tuple[Link, ...]
    months: tuple[MonthView, ...]
    before: Link | None
    after: Link | None
    empty: Phrase
    filters: tuple[Links, ...]
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """Whose calendar it is: where its pages and its feed lie, and what it is called."""

    path: str
    heading: Phrase
    feed: str
    coming: Coming


def calendar_pages(edition: Edition) -> Iterator[Page]:
    """`/kalender/`, `/kalender/kommune/<m>/`, `/kalender/behov/<need>/`, and below them `<year>-<month>/`.

    The contract fixes the first. A calendar that does not fit on one page goes on by whole months.
    """
    for scope in _scopes(edition):
        yield from _pages(edition, scope)


def _scopes(edition: Edition) -> Iterator[_Scope]:
    _, plan = edition._, edition.plan
    yield _Scope(path="kalender/", heading=_("Calendar"), feed="kalender.ics", coming=plan.coming)
    for municipality in plan.directory.municipalities:
        yield _Scope(
            path=f"kalender/kommune/{municipality.id}/",
            heading=_("Calendar for {municipality}", municipality=municipality.named(edition.language)),
            feed=f"kommune/{municipality.id}/kalender.ics",
            coming=plan.coming_in(municipality),
        )
    for need in plan.directory.vocabulary["needs"]:
        yield _Scope(
            path=f"kalender/behov/{need.id}/",
            heading=_("Calendar: {name}", name=edition.text(need.name)),
            feed=f"behov/{need.id}/kalender.ics",
            coming=tuple(pair for pair in plan.coming if need in pair[0].needs),
        )


def _pages(edition: Edition, scope: _Scope) -> Iterator[Page]:
    _, language = edition._, edition.language
    months = _months(edition, scope.coming)
    parts = list(_parts(months)) if any(month.days for month in months) else [()]
    paths = [scope.path, *(f"{scope.path}{part[0].first:%Y-%m}/" for part in parts[1:])]
    jumps = tuple(
        edition.to(f"{path}#{one.id}", dated(one.machine, _name(one, months[0], language)), one.count)
        for path, part in zip(paths, parts, strict=True)
        for one in part
    )
    above = () if scope.path == "kalender/" else (edition.to("kalender/", _("Calendar")),)
    own = edition.to(scope.path, scope.heading)
    for at, (path, part) in enumerate(zip(paths, parts, strict=True)):
        view = CalendarView(
            heading=scope.heading,
            intro=_("What happens, day by day. Ask the organiser if you are not sure."),
            jumps=jumps,
            months=part,
            before=_to_part(edition, paths[at - 1], parts[at - 1]) if at else None,
            after=_to_part(edition, paths[at + 1], parts[at + 1]) if at + 1 < len(parts) else None,
            empty=EMPTY
            if part
            else _("There are no dates here now. Many offers have fixed days; their pages say which."),
            filters=_filters(edition),
            calendar=edition.address(scope.feed),
        )
        title = f"{scope.heading}, {month(part[0].first, language)}" if at else scope.heading
        crumbs = (*above, own) if at else above
        yield edition.page(path, "pages/calendar.html", view, title=title, crumbs=crumbs)


def _name(one: MonthView, first: MonthView, language: str) -> str:
    """What a month is called beside others: with its year where that is another than that of the one before."""
    if one.first.month == 1 or one is first:
        return month(one.first, language)
    return month_alone(one.first, language)


def _to_part(edition: Edition, path: str, part: tuple[MonthView, ...]) -> Link:
    """To another page of a calendar, by the months that it holds."""
    ends = (part[0], part[-1]) if len(part) > 1 else (part[0],)
    return edition.to(path, join(" – ", (dated(one.machine, month(one.first, edition.language)) for one in ends)))


def _parts(months: Sequence[MonthView]) -> Iterator[tuple[MonthView, ...]]:
    """The months of each page."""
    part: tuple[MonthView, ...] = ()
    for one in months:
        if part and sum(other.count for other in part) + one.count > _DATES_ON_A_PAGE:
            yield part
            part = ()
        part = (*part, one)
    yield part


def _months(edition: Edition, coming: Coming) -> tuple[MonthView, ...]:
    """The twelve months from today's on. What has begun already stands on today."""
    today = edition.plan.directory.today
    by_day: dict[dt.date, list[tuple[Event, Occurrence]]] = {}
    for event, occurrence in coming:
        by_day.setdefault(max(occurrence.start.day, today), []).append((event, occurrence))
    first = today.year * 12 + today.month - 1
    firsts = (dt.date(n // 12, n % 12 + 1, 1) for n in range(first, first + _MONTHS) if n // 12 <= dt.MAXYEAR)
    return tuple(_month(edition, day, by_day) for day in firsts)


def _month(edition: Edition, first: dt.date, by_day: dict[dt.date, list[tuple[Event, Occurrence]]]) -> MonthView:
    month_days = [first.replace(day=n) for n in range(1, monthrange(first.year, first.month)[1] + 1)]
    days = tuple(
        DayView(id=f"d{day}", day=day, dates=edition.next_dates(by_day[day])) for day in month_days if day in by_day
    )
    return MonthView(id=f"m{first:%Y-%m}", first=first, weeks=tuple(_weeks(month_days, days)), days=days)


def _weeks(month_days: Sequence[dt.date], days: Iterable[DayView]) -> Iterator[tuple[int, tuple[CellView | None, ...]]]:
    """What lasts several days is marked on each of them, and leads to the first."""
    leads: dict[dt.date, str] = {}
    for shown in days:
        leads[shown.day] = shown.id
        last = max((date.occurrence.last_day for date in shown.dates), default=shown.day)
        for n in range(1, (min(last, month_days[-1]) - shown.day).days + 1):
            leads.setdefault(shown.day + dt.timedelta(days=n), shown.id)
    cells: list[CellView | None] = [CellView(day=day, to=leads.get(day, "")) for day in month_days]
    cells = [None] * month_days[0].weekday() + cells + [None] * (6 - month_days[-1].weekday())
    for at in range(0, len(cells), 7):
        row = tuple(cells[at : at + 7])
        yield next(cell.day for cell in row if cell).isocalendar().week, row


def _filters(edition: Edition) -> tuple[Links, ...]:
    """The same calendar for one municipality or one need."""
    _, plan = edition._, edition.plan
    places = tuple(
        edition.to(f"kalender/kommune/{m.id}/", m.named(edition.language), len(plan.coming_in(m)))
        for m in edition.municipalities
    )
    needs = tuple(
        Link(
            text=edition.say(need.name),
            address=edition.address(f"kalender/behov/{need.id}/"),
            count=sum(need in event.needs for event, _occurrence in plan.coming),
        )
        for need in plan.directory.vocabulary["needs"]
    )
    return (Links(heading=_("Where do you live?"), links=places), Links(heading=_("What do you need?"), links=needs))
