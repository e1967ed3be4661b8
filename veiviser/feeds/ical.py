"""The calendars that people subscribe to: all events, by municipality, need, audience and offer, and each event alone.

A date stays for a year after it is over, so that subscribers keep some of the past; a recurring event stays whole for
as long, and the file of one event keeps all dates. Events of offers that have ended stay too: they may still take
place, or have a cancellation of their own. A municipality that has merged keeps its calendar, with the events of its
successors.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from veiviser.artifacts import Artifact
from veiviser.directory.model import Directory, Event
from veiviser.directory.successors import standing
from veiviser.feeds.ical_text import component, line
from veiviser.feeds.vevent import vevents
from veiviser.feeds.vtimezone import vtimezone
from veiviser.language.plain_text import plain
from veiviser.web.site import LocalizedSite

_PRODID = "-//Veiviser//Directory of offers for carers//EN"
_REFRESH = "P1D"
# Octets in the line of the name: it was first folded by icalendar, and keeps the same bytes.
_LONGEST_NAME = 74
# For how many years before and after today a calendar can include the changes of the clocks.
_PAST, _AHEAD = 60, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calendar:
    """A calendar at the route `route` with `ids`."""

    route: str
    ids: tuple[str, ...]
    name: str
    events: Iterable[Event]


@dataclass(frozen=True, slots=True)
class _Index:
    """Events by the ids of what they belong to, each list in the directory's order."""

    municipality: dict[str, list[Event]] = field(default_factory=dict)
    need: dict[str, list[Event]] = field(default_factory=dict)
    audience: dict[str, list[Event]] = field(default_factory=dict)
    offer: dict[str, list[Event]] = field(default_factory=dict)


def calendars(sites: Sequence[LocalizedSite]) -> Iterator[Artifact]:
    """Every calendar in every language of the site; each VEVENT is created once and used in many calendars."""
    directory = sites[0].directory
    since, zone = _year_before(directory.today), directory.site.timezone
    clocks = vtimezone(zone, *_years(directory.today, directory.events, since))
    index = _indexed(directory)
    for site in sites:
        entries = {event: vevents(event, site, zone, since) for event in directory.events}
        for calendar in _calendars(site, index):
            head = _head(calendar.name, zone, clocks)
            data = component("VCALENDAR", head, *(entries[event] for event in calendar.events))
            yield Artifact(path=site.links.address(calendar.route, *calendar.ids), data=data)
        for event in directory.events:
            own = vevents(event, site, zone, dt.date.min)
            known = vtimezone(zone, *_years(directory.today, [event], dt.date.min))
            path = site.links.address("event_calendar_feed", event.id)
            yield Artifact(path=path, data=component("VCALENDAR", _head(None, zone, known), own))


def _calendars(site: LocalizedSite, index: _Index) -> Iterator[_Calendar]:
    directory, localizer = site.directory, site.localizer

    def named(name: str) -> str:
        return localizer.tell("Calendar: {name}", name=name)

    yield _Calendar(route="calendar_feed", ids=(), name=named(localizer.text(directory.title)), events=directory.events)
    for municipality in (*directory.municipalities, *directory.merged):
        here = standing(municipality, directory)
        yield _Calendar(
            route="municipality_calendar_feed",
            ids=(municipality.id,),
            name=localizer.tell("Calendar for {municipality}", municipality=municipality.named(site.language)),
            events=dict.fromkeys(event for id_ in sorted(here) for event in index.municipality.get(id_, ())),
        )
    for route, kind, events_of in (
        ("need_calendar_feed", "needs", index.need),
        ("audience_calendar_feed", "audiences", index.audience),
    ):
        for term in directory.vocabulary[kind]:
            yield _Calendar(
                route=route,
                ids=(term.id,),
                name=named(localizer.text(term.name)),
                events=events_of.get(term.id, ()),
            )
    for offer in directory.offers:
        # Calendar programs do not follow pages that redirect, so the calendar also stays at its earlier addresses.
        for id_ in (offer.id, *offer.facts.aliases):
            yield _Calendar(
                route="offer_calendar_feed",
                ids=(id_,),
                name=named(site.links.namesakes.whole(localizer.text(offer.title), offer)),
                events=index.offer.get(offer.id, ()),
            )


def _indexed(directory: Directory) -> _Index:
    index = _Index()
    for event in directory.events:
        for id_ in event.coverage.municipalities:
            index.municipality.setdefault(id_, []).append(event)
        for need in event.needs:
            index.need.setdefault(need.id, []).append(event)
        for audience in event.audiences:
            index.audience.setdefault(audience.id, []).append(event)
        if event.offer:
            index.offer.setdefault(event.offer.id, []).append(event)
    return index


def _head(name: str | None, zone: str, clocks: bytes) -> bytes:
    """The part of a calendar before its events, which are created once and appended.

    X-WR-CALNAME and NAME (RFC 7986, section 5.1) give the name to older and newer programs. Commas are not escaped: not
    every program treats the first as a text, and one that does not would show the backslash. The file of one event has
    neither, since Outlook would create a new calendar for it; [MS-OXCICAL] forbids the name there. There is no METHOD:
    it would require an ORGANIZER with a mail address in each event (RFC 5546, section 3.2.1).
    """
    lines = [line("VERSION", "2.0"), line("PRODID", _PRODID), line("CALSCALE", "GREGORIAN")]
    if name:
        on_one_line = " ".join(plain(name).split())
        lines += [
            line("NAME", on_one_line, _LONGEST_NAME),
            line("X-WR-CALNAME", on_one_line, _LONGEST_NAME),
            line("REFRESH-INTERVAL;VALUE=DURATION", _REFRESH),
            line("X-PUBLISHED-TTL", _REFRESH),
            line("X-WR-TIMEZONE", zone),
        ]
    return b"".join((*lines, clocks))


def _years(today: dt.date, events: Iterable[Event], since: dt.date) -> tuple[int, int]:
    """The first and last year in which anything in a calendar takes place or begins, within `_PAST` and `_AHEAD` of
    today.
    """
    kept = [(event, o) for event in events for o in event.occurrences if o.last_day >= since]
    days = {today, *(o.start.day for _event, o in kept), *(o.last_day for _event, o in kept)}
    days |= {event.facts.starts.day for event, o in kept if o.by_rule}
    return max(min(days).year, today.year - _PAST), min(max(days).year, today.year + _AHEAD)


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
