"""The page of each event, and the list of courses to sign up for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from veiviser.directory.model import Event
from veiviser.directory.occurrences import Occurrence
from veiviser.pages.making import Family, PageContent
from veiviser.web.contact_points import whereabouts
from veiviser.web.dates import short_date
from veiviser.web.json_ld import occurrences
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.recurrence_text import whole_recurrence
from veiviser.web.registration import registration_facts, registration_of
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Body, ContactPoint, Fact, Link, NextDate

# The most dates that the page of an event shows, for coming and for past ones.
_SHOWN = 24
# The most dates of a course in the list of courses.
_LISTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    id: str
    title: Phrase
    summary: Phrase
    fallback: bool
    banner: Phrase
    body: Body | None
    facts: tuple[Fact, ...]
    contact_points: tuple[ContactPoint, ...]
    recurrence: Phrase
    coming: tuple[NextDate, ...]
    more: Phrase
    past: tuple[NextDate, ...]
    offer: Link | None
    online: str | None
    calendar: str
    exit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """One row in the list of courses; `state` says that it is full.

    `dates` are the next ones of a course with several, `later` are shown when some of these have passed. A long course
    with a rule has only its next date, with its recurrence in words.
    """

    date: NextDate
    dates: tuple[NextDate, ...]
    later: tuple[NextDate, ...]
    more: Phrase
    state: Phrase
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursesView:
    heading: Phrase
    intro: Phrase
    courses: tuple[CourseView, ...]
    empty: Phrase
    onward: tuple[Link, ...]


def event(site: LocalizedSite, event: Event) -> PageContent:
    """The page of an event."""
    return PageContent(
        view=_event(site, event),
        original_language=event.language,
        translated=event.translated,
        title=_title(site, event),
        description=site.localizer.text(event.summary),
        crumbs=(site.links.to("calendar", site.localizer._("Calendar")),),
        discreet=event.offer is not None and event.offer.discreet,
        about=occurrences(site, event),
        for_children=any(audience.children for audience in event.audiences),
    )


def _title(site: LocalizedSite, event: Event) -> str:
    named = site.links.namesakes.whole(site.localizer.text(event.title), event)
    return f"{named}, {short_date(event.facts.starts.day, site.language)}"


def courses(site: LocalizedSite) -> PageContent:
    """The list of courses: each coming event with registration once, by its first date; full or closed ones last."""
    _, indexes = site.localizer._, site.indexes
    times: dict[Event, list[tuple[Event, Occurrence]]] = {}
    for event, occurrence in indexes.upcoming.all:
        if occurrence.state != "cancelled" and registration_of(event).needed:
            times.setdefault(event, []).append((event, occurrence))
    listed = sorted(
        (_course(site, event, coming) for event, coming in times.items()),
        key=lambda course: bool(course.state) or any(fact.passed for fact in course.facts),
    )
    view = CoursesView(
        heading=_("Courses"),
        intro=_("Courses and meetings that you sign up for, with the last day to do it."),
        courses=tuple(listed),
        empty=EMPTY if listed else _("There are no courses with a date now."),
        onward=(
            site.links.to("calendar", _("Calendar"), len(indexes.upcoming.all)),
            site.links.to("offers", _("All offers"), len(indexes.listed)),
        ),
    )
    return PageContent(view=view, title=_("Courses with dates"))


def _course(site: LocalizedSite, event: Event, coming: Sequence[tuple[Event, Occurrence]]) -> CourseView:
    date = site.cards.next_with_recurrence(coming)
    listed = () if len(coming) == 1 or (date.recurrence and len(coming) > _LISTED) else coming
    return CourseView(
        date=date,
        dates=site.cards.next_dates(listed[:_LISTED]),
        later=site.cards.next_dates(listed[_LISTED : 2 * _LISTED]),
        more=_more(site, listed[_LISTED:]),
        state=site.localizer._("Full") if date.occurrence.state == "full" else EMPTY,
        facts=_course_facts(site, event),
    )


def _course_facts(site: LocalizedSite, event: Event) -> tuple[Fact, ...]:
    """What people need to know before signing up: place, price, registration and capacity."""
    _, cost = site.localizer._, site.localizer.cost(event.cost)
    online = (_("Online"),) if event.facts.online_url else ()
    facts = (
        Fact(label=_("Where"), values=(*(site.links.place(place) for place in event.places), *online)),
        Fact(label=_("Price"), values=(cost,) if cost else ()),
        *_sign_up(site, event),
        Fact(label=_("Room for"), values=(Phrase.of(str(event.facts.capacity)),) if event.facts.capacity else ()),
    )
    return tuple(fact for fact in facts if fact.has_content)


def _event(site: LocalizedSite, event: Event) -> EventView:
    today = site.directory.today
    coming = event.coming(today)
    past = [occurrence for occurrence in event.occurrences if occurrence.last_day < today]
    offer = event.offer
    return EventView(
        id=event.id,
        title=site.localizer.say(event.title),
        summary=site.localizer.say(event.summary),
        fallback=site.language not in event.translated,
        banner=_banner(site, event, coming),
        body=site.body(event.body),
        facts=tuple(fact for fact in _facts(site, event) if fact.has_content),
        contact_points=site.contact_points.of_event(event),
        recurrence=whole_recurrence(event, site.language),
        coming=site.cards.next_dates((event, o) for o in coming[:_SHOWN]),
        more=_more(site, coming[_SHOWN:]),
        past=site.cards.next_dates((event, o) for o in past[-_SHOWN:]),
        offer=site.links.offer(offer) if offer else None,
        online=event.facts.online_url,
        calendar=site.links.address("event_calendar_feed", event.id),
        exit=site.directory.site.exit_url if offer and offer.facts.sensitive else None,
    )


def _more(site: LocalizedSite, left: Sequence[object]) -> Phrase:
    """How many dates of a long series the page leaves out; the calendar file has all of them."""
    return site.localizer.many("And {count} more date.", "And {count} more dates.", len(left)) if left else EMPTY


def _banner(site: LocalizedSite, event: Event, coming: Iterable[Occurrence]) -> Phrase:
    _ = site.localizer._
    if event.facts.status == "cancelled":
        return _("This is cancelled.")
    if event.facts.status == "full":
        return _("This is full. Ask for a place on the waiting list.")
    return EMPTY if list(coming) else _("This is over.")


def _facts(site: LocalizedSite, event: Event) -> Iterator[Fact]:
    _ = site.localizer._
    cost = site.localizer.cost(event.cost)
    yield Fact(label=_("Where"), values=tuple(whereabouts(site.links, event.places)))
    yield Fact(label=_("For whom"), values=tuple(site.links.term(term) for term in event.audiences))
    yield Fact(label=_("Open to people in"), values=(site.links.where(event.coverage),))
    yield Fact(label=_("Price"), values=(cost,) if cost else ())
    yield from _sign_up(site, event)
    yield Fact(label=_("Room for"), values=(Phrase.of(str(event.facts.capacity)),) if event.facts.capacity else ())
    yield Fact(label=_("How"), values=tuple(site.links.term(term) for term in event.formats))
    yield Fact(label=_("Organiser"), values=tuple(site.links.organisation(o) for o in event.organisations))


def _sign_up(site: LocalizedSite, event: Event) -> Iterator[Fact]:
    return registration_facts(registration_of(event), site.localizer, site.contact_points, site.directory.today)


FAMILIES = {
    "courses": Family("pages/courses.html", courses),
    "event": Family("pages/event.html", event),
}
