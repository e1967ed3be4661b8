"""The calendars that people follow: everything, by municipality, need, audience and offer, and one for each event.

A date stays for a year after it is over, so that those who follow a calendar keep a while of what has been; a series
stays whole for as long, and the file of an event keeps all. The events of offers that have ended stay too: what was
planned may still take place, or has its own cancellation. A municipality that has merged keeps its calendar, with what
its successors have.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import icalendar
from icalendar import Timezone

from veiviser.artifacts import Artifact
from veiviser.directory.model import Directory, Event
from veiviser.directory.namesakes import Namesakes
from veiviser.directory.successors import standing
from veiviser.feeds.texts import plain, say, text_in
from veiviser.feeds.vevent import vevents
from veiviser.feeds.vtimezone import vtimezone
from veiviser.web.urls import addresses

_PRODID = "-//Veiviser//Directory of offers for carers//EN"
_REFRESH = dt.timedelta(days=1)
# Years before and after today for which a calendar can know the changes of the clocks.
_PAST, _AHEAD = 60, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calendar:
    path: str
    name: str
    events: Iterable[Event]


@dataclass(frozen=True, slots=True)
class _Index:
    """Events by the ids of what they belong to, each list in the directory's order."""

    municipality: dict[str, list[Event]] = field(default_factory=dict)
    need: dict[str, list[Event]] = field(default_factory=dict)
    audience: dict[str, list[Event]] = field(default_factory=dict)
    offer: dict[str, list[Event]] = field(default_factory=dict)


def calendars(directory: Directory, base_url: str) -> Iterator[Artifact]:
    """Every calendar in every language of the site; a VEVENT is written once and stands in many of them."""
    site, since = addresses(directory, base_url), _year_before(directory.today)
    zone = directory.site.timezone
    clocks = vtimezone(zone, *_years(directory.today, directory.events, since))
    index = _indexed(directory)
    for language in directory.languages:
        namesakes = Namesakes(directory, language)
        entries = {event: vevents(event, namesakes, site, zone, since) for event in directory.events}
        for calendar in _calendars(namesakes, index):
            parts = (_head(calendar.name, zone, clocks), *(entries[event] for event in calendar.events), _END)
            yield Artifact(path=site.path(language, calendar.path), data=b"".join(parts))
        for event in directory.events:
            own = vevents(event, namesakes, site, zone, dt.date.min)
            known = vtimezone(zone, *_years(directory.today, [event], dt.date.min))
            path = site.path(language, f"arrangement/{event.id}.ics")
            yield Artifact(path=path, data=b"".join((_head(None, zone, known), own, _END)))


def _calendars(namesakes: Namesakes, index: _Index) -> Iterator[_Calendar]:
    directory, language = namesakes.directory, namesakes.language

    def named(name: str) -> str:
        return say(language, "Calendar: {name}", name=name)

    yield _Calendar(path="kalender.ics", name=named(text_in(directory.title, language)), events=directory.events)
    for municipality in (*directory.municipalities, *directory.merged):
        here = standing(municipality, directory)
        yield _Calendar(
            path=f"kommune/{municipality.id}/kalender.ics",
            name=say(language, "Calendar for {municipality}", municipality=municipality.named(language)),
            events=dict.fromkeys(event for id_ in sorted(here) for event in index.municipality.get(id_, ())),
        )
    for segment, kind, events_of in (("behov", "needs", index.need), ("for", "audiences", index.audience)):
        for term in directory.vocabulary[kind]:
            yield _Calendar(
                path=f"{segment}/{term.id}/kalender.ics",
                name=named(text_in(term.name, language)),
                events=events_of.get(term.id, ()),
            )
    for offer in directory.offers:
        # Readers of a calendar follow no page that sends them on: it goes on lying where it was before.
        for id_ in (offer.id, *offer.facts.aliases):
            yield _Calendar(
                path=f"tilbud/{id_}/kalender.ics",
                name=named(namesakes.whole(text_in(offer.title, language), offer)),
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


def _head(name: str | None, zone: str, clocks: Timezone) -> bytes:
    """What stands before the events, which are written once and joined on.

    X-WR-CALNAME and NAME (RFC 7986, section 5.1) say the same to older and newer readers. The file of one event has
    neither, since Outlook would make a new calendar of it; [MS-OXCICAL] forbids the name there. There is no METHOD: it
    would demand an ORGANIZER with a mail address in each event (RFC 5546, section 3.2.1).
    """
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODID)
    calendar.add("calscale", "GREGORIAN")
    if name:
        on_one_line = " ".join(plain(name).split())
        calendar.add("name", on_one_line)
        calendar.add("x-wr-calname", on_one_line)
        calendar.add("x-wr-timezone", zone)
        calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(_REFRESH))
    calendar.add_component(clocks)
    whole: bytes = calendar.to_ical()
    return whole.removesuffix(_END)


_END = b"END:VCALENDAR\r\n"


def _years(today: dt.date, events: Iterable[Event], since: dt.date) -> tuple[int, int]:
    """The first and last year in which anything in a calendar takes place or begins, around today."""
    kept = [(event, o) for event in events for o in event.occurrences if o.last_day >= since]
    days = {today, *(o.start.day for _event, o in kept), *(o.last_day for _event, o in kept)}
    days |= {event.facts.starts.day for event, o in kept if o.by_rule}
    return max(min(days).year, today.year - _PAST), min(max(days).year, today.year + _AHEAD)


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
