"""The page of each event, and the courses one signs up for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from veiviser.directory.calendar import Occurrence
from veiviser.directory.model import Event
from veiviser.pages.edition import Edition
from veiviser.pages.linked import occurrences
from veiviser.pages.offers import sign_up
from veiviser.pages.who import whereabouts
from veiviser.web.dates import short_date
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.recurrence_text import whole_rhythm
from veiviser.web.views import Body, Fact, Link, NextDate, Page, Reach

# Dates of a series that its own page shows, coming and past alike.
_SHOWN = 24
# Dates of a course that the list of courses shows.
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
    reaches: tuple[Reach, ...]
    rhythm: Phrase
    coming: tuple[NextDate, ...]
    more: Phrase
    past: tuple[NextDate, ...]
    offer: Link | None
    online: str | None
    calendar: str
    exit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """One row of the list of courses; `state` says that one can no longer sign up.

    `dates` are all that are left of a short row of dates, `later` the ones that follow when some of these are over.
    Of a long one by a rule there is the next, with how it goes on.
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


def event_pages(edition: Edition) -> Iterator[Page]:
    """`/kurs/` and `/arrangement/<event>/`."""
    yield _courses(edition)
    crumbs = (edition.to("kalender/", edition._("Calendar")),)
    for event in edition.plan.directory.events:
        yield edition.text_page(
            f"arrangement/{event.id}/",
            "pages/event.html",
            _event(edition, event),
            language=event.language,
            translated=event.translated,
            title=_title(edition, event),
            description=edition.text(event.summary),
            crumbs=crumbs,
            discreet=event.offer is not None and event.offer.discreet,
            about=occurrences(edition, event),
            for_children=any(audience.children for audience in event.audiences),
        )


def _title(edition: Edition, event: Event) -> str:
    named = edition.namesakes.whole(edition.text(event.title), event)
    return f"{named}, {short_date(event.facts.starts.day, edition.language)}"


def _courses(edition: Edition) -> Page:
    """What one must sign up for: each coming event once, by its first date, those first that still have room."""
    _, plan = edition._, edition.plan
    times: dict[Event, list[tuple[Event, Occurrence]]] = {}
    for event, occurrence in plan.coming:
        if occurrence.state != "cancelled" and (event.registration == "required" or event.registration_by):
            times.setdefault(event, []).append((event, occurrence))
    courses = sorted(
        (_course(edition, event, coming) for event, coming in times.items()),
        key=lambda course: bool(course.state) or any(fact.passed for fact in course.facts),
    )
    view = CoursesView(
        heading=_("Courses"),
        intro=_("Courses and meetings that you sign up for, with the last day to do it."),
        courses=tuple(courses),
        empty=EMPTY if courses else _("There are no courses with a date now."),
        onward=(
            edition.to("kalender/", _("Calendar"), len(plan.coming)),
            edition.to("tilbud/", _("All offers"), len(plan.listed)),
        ),
    )
    return edition.page("kurs/", "pages/courses.html", view, title=_("Courses with dates"))


def _course(edition: Edition, event: Event, coming: Sequence[tuple[Event, Occurrence]]) -> CourseView:
    date = edition.going_on(coming)
    listed = () if len(coming) == 1 or (date.rhythm and len(coming) > _LISTED) else coming
    return CourseView(
        date=date,
        dates=edition.next_dates(listed[:_LISTED]),
        later=edition.next_dates(listed[_LISTED : 2 * _LISTED]),
        more=_more(edition, listed[_LISTED:]),
        state=edition._("Full") if date.occurrence.state == "full" else EMPTY,
        facts=_course_facts(edition, event),
    )


def _course_facts(edition: Edition, event: Event) -> tuple[Fact, ...]:
    """What decides whether one can come: where, what it costs, how and until when one signs up."""
    _, cost = edition._, edition.words.cost(event.cost)
    online = (_("Online"),) if event.facts.online_url else ()
    facts = (
        Fact(label=_("Where"), values=(*(edition.to_place(place) for place in event.places), *online)),
        Fact(label=_("Price"), values=(cost,) if cost else ()),
        *_sign_up(edition, event),
        Fact(label=_("Room for"), values=(Phrase.of(str(event.facts.capacity)),) if event.facts.capacity else ()),
    )
    return tuple(fact for fact in facts if fact.told)


def _event(edition: Edition, event: Event) -> EventView:
    today = edition.plan.directory.today
    coming = event.coming(today)
    past = [occurrence for occurrence in event.occurrences if occurrence.last_day < today]
    offer = event.offer
    ways = ((event.contacts, event.facts), *(((offer.contacts, offer.facts),) if offer else ()))
    return EventView(
        id=event.id,
        title=edition.say(event.title),
        summary=edition.say(event.summary),
        fallback=edition.language not in event.translated,
        banner=_banner(edition, event, coming),
        body=edition.body(event.body),
        facts=tuple(fact for fact in _facts(edition, event) if fact.told),
        reaches=edition.and_sign_up(edition.reaches(event.organisations[0], *ways), event.registration_contact),
        rhythm=whole_rhythm(event, edition.language),
        coming=edition.next_dates((event, o) for o in coming[:_SHOWN]),
        more=_more(edition, coming[_SHOWN:]),
        past=edition.next_dates((event, o) for o in past[-_SHOWN:]),
        offer=edition.to_offer(offer) if offer else None,
        online=event.facts.online_url,
        calendar=edition.address(f"arrangement/{event.id}.ics"),
        exit=edition.plan.directory.site.exit_url if offer and offer.facts.sensitive else None,
    )


def _more(edition: Edition, left: Sequence[object]) -> Phrase:
    """What the page leaves out of a long series; the calendar file has it all."""
    return edition.many("And {count} more date.", "And {count} more dates.", len(left)) if left else EMPTY


def _banner(edition: Edition, event: Event, coming: Iterable[Occurrence]) -> Phrase:
    _ = edition._
    if event.facts.status == "cancelled":
        return _("This is cancelled.")
    if event.facts.status == "full":
        return _("This is full. Ask for a place on the waiting list.")
    return EMPTY if list(coming) else _("This is over.")


def _facts(edition: Edition, event: Event) -> Iterator[Fact]:
    _ = edition._
    cost = edition.words.cost(event.cost)
    yield Fact(label=_("Where"), values=tuple(whereabouts(edition, event.places)))
    yield Fact(label=_("For whom"), values=tuple(edition.to_term(term) for term in event.audiences))
    yield Fact(label=_("Open to people in"), values=(edition.where(event.coverage),))
    yield Fact(label=_("Price"), values=(cost,) if cost else ())
    yield from _sign_up(edition, event)
    yield Fact(label=_("Room for"), values=(Phrase.of(str(event.facts.capacity)),) if event.facts.capacity else ())
    yield Fact(label=_("How"), values=tuple(edition.to_term(term) for term in event.formats))
    yield Fact(label=_("Organiser"), values=tuple(edition.to_organisation(o) for o in event.organisations))


def _sign_up(edition: Edition, event: Event) -> Iterator[Fact]:
    with_whom = event.registration_contact
    return sign_up(edition, event.registration, event.registration_url, with_whom, event.registration_by)
