"""The pages of offers: each one, all of them, the index by letter, and those open whatever the diagnosis."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import filterfalse, groupby

from veiviser.directory.host import edit_address
from veiviser.directory.model import Contact, Offer
from veiviser.directory.news import news_date
from veiviser.directory.similar import related
from veiviser.pages.edition import Edition
from veiviser.pages.facets import Facet, narrowing
from veiviser.pages.linked import service
from veiviser.pages.nearest import once_planned_group, professionals
from veiviser.pages.who import sources_of, whereabouts
from veiviser.web.collation import letter, sort_key
from veiviser.web.phrase import EMPTY, Phrase, Text, phrase, quoted
from veiviser.web.unconfirmed import label, once_planned, unconfirmed_status
from veiviser.web.views import Body, Card, Fact, Facts, Group, Link, NextDate, Page, Reach

_DATES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """`banner` says what is out of the ordinary: planned, paused, ended.

    `share` is the offer in plain text, for somebody else. `exit` leads away from a page that a visitor may not want to
    be seen with.
    """

    id: str
    title: Phrase
    summary: Phrase
    fallback: bool
    banner: Phrase
    replaced_by: tuple[Link, ...]
    body: Body | None
    for_whom: Facts
    when_where: Facts
    terms: Facts
    more: Facts
    reaches: tuple[Reach, ...]
    share: str
    saved: str
    dates: tuple[NextDate, ...]
    calendar: str
    card: Card
    sources: tuple[str, ...]
    verified_by: str | None
    related: tuple[Card, ...]
    topics: tuple[Link, ...]
    edit: str | None
    report: tuple[Link, ...]
    ended: bool
    exit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page that lists offers: a few words, groups of cards, and links that lead on.

    `apart` are offers that are not counted: for professionals alone, or such that nobody can use yet, or for a while.
    """

    heading: Phrase
    intro: Phrase
    groups: tuple[Group, ...]
    narrowing: tuple[Facet, ...]
    apart: tuple[Group, ...] = ()
    empty: Phrase = EMPTY
    onward: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    heading: Phrase
    letters: tuple[tuple[str, tuple[Link, ...]], ...]


def offer_pages(edition: Edition) -> Iterator[Page]:
    """`/tilbud/<offer>/` for every offer, ended and hidden ones too: people have the address."""
    _ = edition._
    for offer in edition.plan.directory.offers:
        yield edition.text_page(
            f"tilbud/{offer.id}/",
            "pages/offer.html",
            offer_view(edition, offer),
            language=offer.language,
            translated=offer.translated,
            title=edition.namesakes.whole(edition.text(offer.title), offer),
            description=edition.text(offer.summary),
            crumbs=(edition.to("tilbud/", _("All offers")),),
            indexed=offer.facts.status != "ended" and not offer.freshness.hidden,
            updated=news_date(offer, edition.plan.directory.today),
            discreet=offer.discreet,
            about=(service(edition, offer),) if offer.listed else (),
            for_children=any(audience.children for audience in offer.audiences),
        )


def offer_view(edition: Edition, offer: Offer) -> OfferView:
    _, plan, facts, site = edition._, edition.plan, offer.facts, edition.plan.directory.site
    reaches = edition.ways(offer)
    return OfferView(
        id=offer.id,
        title=edition.say(offer.title),
        summary=edition.say(offer.summary),
        fallback=edition.language not in offer.translated,
        banner=_banner(edition, offer),
        replaced_by=tuple(edition.to_offer(o) for o in plan.directory.offers if o.id in facts.replaced_by),
        body=edition.body(offer.body),
        for_whom=_answers("hvem", _("Is it for me?"), _for_whom(edition, offer)),
        when_where=_answers("hvor", _("When and where?"), _when_where(edition, offer)),
        terms=_answers(
            "pris",
            _("What does it cost, and do I need a referral?"),
            () if facts.status == "ended" else _terms(edition, offer),
        ),
        more=_answers("mer", _("More about it"), _more(edition, offer)),
        reaches=reaches,
        share=_share(edition, offer, reaches),
        saved=edition.address("lagret/"),
        dates=edition.next_dates(plan.next_of_offer.get(offer, ())[:_DATES_SHOWN]),
        calendar=edition.address(f"tilbud/{offer.id}/kalender.ics"),
        card=edition.cards[offer],
        sources=sources_of(offer, *offer.contacts, *offer.places),
        verified_by=facts.verified_by if facts.verified_on else None,
        related=tuple(edition.cards[other] for other in related(offer, plan.directory)),
        topics=tuple(edition.to_term(need, count=len(plan.by_term.get(need, ()))) for need in offer.needs),
        edit=edit_address(site, plan.directory.history.below + offer.path),
        report=tuple(_report(edition, offer)),
        ended=facts.status == "ended",
        exit=site.exit_url if facts.sensitive else None,
    )


def _share(edition: Edition, offer: Offer, reaches: tuple[Reach, ...]) -> str:
    """What is told to somebody else, in plain text; the template adds the address."""
    phone = next((way.phone for way in reaches if way.phone), None)
    lines = (
        edition.text(offer.title),
        edition.text(offer.summary),
        phone and edition._("Call {phone}.", phone=edition.words.number_as_written(phone)),
    )
    return "\n".join(str(line) for line in lines if line)


def _report(edition: Edition, offer: Offer) -> Iterator[Link]:
    """The ways to tell of a fault on the page, with the offer's id in them."""
    _, site = edition._, edition.plan.directory.site
    if site.feedback_form:
        title = edition.text(offer.title)
        address = site.feedback_form.replace("{id}", quoted(offer.id)).replace("{title}", quoted(title))
        yield Link(text=_("Is something wrong? Tell us"), address=address)
    if site.feedback_email:
        asked = _("What is wrong? Please do not write about health.")
        body = f"{edition.text(offer.title)} ({offer.id})\n\n{asked}\n"
        address = f"mailto:{site.feedback_email}?subject={quoted(offer.id)}&body={quoted(body)}"
        yield Link(text=_("Is something wrong? Write to us"), address=address)


def _banner(edition: Edition, offer: Offer) -> Phrase:
    _, facts = edition._, offer.facts
    if facts.status == "ended":
        assert facts.ended_on is not None
        date = edition.words.loose(facts.ended_on)
        whole = facts.ended_on.first == facts.ended_on.last
        return _("This offer ended on {date}.", date=date) if whole else _("This offer ended in {date}.", date=date)
    if facts.status == "paused":
        return _("This offer is on pause. Ask before you go.")
    if once_planned(offer):
        return _once_planned(edition, offer)
    if facts.status == "planned" and facts.starts_on:
        return _("This offer has not begun yet. Planned start: {date}.", date=edition.words.loose(facts.starts_on))
    if facts.status == "planned":
        return _("This offer is planned, but has not begun yet.")
    if facts.ends_on and facts.ends_on.last < edition.plan.directory.today:
        return _("This offer was to last until {date}. Ask before you go.", date=edition.words.loose(facts.ends_on))
    if unconfirmed_status(offer) == "pilot":
        return _("{label}. We do not know whether it is still there.", label=label(offer, _))
    return EMPTY


def _once_planned(edition: Edition, offer: Offer) -> Phrase:
    """What was planned and has not been confirmed since may have begun, or have come to nothing."""
    _, starts = edition._, offer.facts.starts_on
    if starts is None:
        return _("{label}. We do not know whether it has begun.", label=label(offer, _))
    if starts.first > edition.plan.directory.today:
        return _("It was to begin {date}. We do not know whether that still holds.", date=edition.words.loose(starts))
    return _("It was to begin {date}. We do not know whether it has begun.", date=edition.words.loose(starts))


def _answers(id_: str, heading: Phrase, facts: Iterable[Fact]) -> Facts:
    return Facts(id=id_, heading=heading, rows=tuple(fact for fact in facts if fact.told))


def _for_whom(edition: Edition, offer: Offer) -> Iterator[Fact]:
    _, facts = edition._, offer.facts
    yield Fact(label=_("For whom"), values=tuple(edition.to_term(term) for term in offer.audiences))
    yield Fact(label=_("Help with"), values=tuple(edition.to_term(term) for term in offer.needs))
    yield Fact(label=_("Diagnosis"), values=_conditions(edition, offer))
    yield Fact(label=_("Your age"), values=_ages(edition, facts.age_from, facts.age_to))
    cared_for = _ages(edition, facts.cared_for_age_from, facts.cared_for_age_to)
    yield Fact(label=_("Age of the person who is ill"), values=cared_for)
    yield Fact(label=_("Who can use it"), values=_said(edition.say(offer.eligibility)))
    yield Fact(label=_("Open to people in"), values=coverage_links(edition, offer))
    yield Fact(label=_("Languages"), values=tuple(edition.words.language_name(code) for code in facts.languages))
    yield Fact(label=_("Interpreter"), values=_said(_yes_or_no(edition, facts.interpreter)))


def _when_where(edition: Edition, offer: Offer) -> Iterator[Fact]:
    _, facts = edition._, offer.facts
    yield Fact(label=_("How"), values=tuple(edition.to_term(term) for term in offer.formats))
    yield Fact(label=_("When"), values=_said(edition.say(offer.schedule)))
    yield Fact(label=_("Where"), values=tuple(whereabouts(edition, offer.places)))
    yield Fact(label=_("Access"), values=tuple(edition.say(term.name) for term in offer.access))
    yield Fact(label=_("Until"), values=_said(edition.words.loose(facts.ends_on) if facts.ends_on else None))


def _terms(edition: Edition, offer: Offer) -> Iterator[Fact]:
    _, facts = edition._, offer.facts
    unknown = _("Ask those who run it")
    yield Fact(label=_("Price"), values=_said(edition.words.cost(offer.cost) or unknown))
    yield Fact(label=_("Referral"), values=_said(_referral(edition, facts.referral) or unknown))
    with_whom = offer.registration_contact
    yield from sign_up(edition, facts.registration, facts.registration_url, with_whom, facts.registration_by)
    yield Fact(label=_("Waiting time"), values=_said(facts.waiting_time))
    yield Fact(label=_("Room for"), values=_said(str(facts.capacity) if facts.capacity else None))


def _more(edition: Edition, offer: Offer) -> Iterator[Fact]:
    _, facts = edition._, offer.facts
    yield Fact(label=_("Run by"), values=tuple(edition.to_organisation(o) for o in offer.organisations))
    yield Fact(label=_("Together with"), values=tuple(edition.to_organisation(o) for o in offer.partners))
    yield Fact(label=_("Where in life"), values=tuple(edition.to_term(term) for term in offer.arenas))
    yield Fact(label=_("Began"), values=_said(edition.words.loose(facts.established) if facts.established else None))
    yield Fact(label=_("National focus area"), values=tuple(edition.say(term.name) for term in offer.focus_areas))
    yield Fact(label=_("Evaluation"), values=_said(facts.evaluation))
    yield Fact(label=_("Paid for by"), values=_said(facts.funding))


def _said(value: Text | None) -> tuple[Phrase, ...]:
    return (phrase(value),) if value else ()


def _conditions(edition: Edition, offer: Offer) -> tuple[Phrase, ...]:
    if not offer.conditions:
        return (edition._("Open whatever the diagnosis"),)
    return tuple(edition.say(term.name) for term in offer.conditions)


def _ages(edition: Edition, low: int | None, high: int | None) -> tuple[Phrase, ...]:
    if low is None and high is None:
        return ()
    if high is None:
        return (edition._("From {low} years", low=low),)
    if low is None:
        return (edition._("Up to {high} years", high=high),)
    return (edition._("{low} to {high} years", low=low, high=high),)


def _referral(edition: Edition, referral: str | None) -> Phrase:
    return {"none": edition._("No referral needed"), "required": edition._("You need a referral")}.get(
        referral or "", EMPTY
    )


def sign_up(
    edition: Edition, registration: str | None, url: str | None, contact: Contact | None, by: dt.date | None
) -> Iterator[Fact]:
    """How one signs up, in words, with the link to do it and whom to tell until the last day; and that day."""
    _ = edition._
    said = {
        "none": _("You need not sign up"),
        "drop-in": _("Just come"),
        "required": _("You must sign up"),
    }.get(registration or "", "")
    passed = by is not None and by < edition.plan.directory.today
    link = (Link(text=_("Sign up here"), address=edition.local(url)),) if url and not passed else ()
    reach = edition.reach_contact(contact) if contact and not passed else None
    yield Fact(label=_("Sign up"), values=(*_said(said), *link), reach=reach, ends=by)
    over = _("The last day to sign up has passed")
    yield Fact(label=_("Sign up by"), dates=(by,) if by else (), over=over, passed=passed)


def _yes_or_no(edition: Edition, answer: bool | None) -> Phrase:
    return EMPTY if answer is None else edition._("Yes") if answer else edition._("No")


def coverage_links(edition: Edition, offer: Offer) -> tuple[Phrase | Link, ...]:
    """Municipalities as links, wider areas by name."""
    coverage = offer.coverage
    if coverage.nation:
        return (edition.where(coverage),)
    known = {m.id: m for m in edition.plan.directory.municipalities}
    links = tuple(edition.to_municipality(known[id_]) for id_ in coverage.named if id_ in known)
    return (*links, *(edition.say(area.name) for area in coverage.areas))


def list_pages(edition: Edition) -> Iterator[Page]:
    """`/tilbud/`, `/a-aa/` and `/uansett-diagnose/`."""
    _, plan = edition._, edition.plan
    kept = [o for o in plan.directory.offers if o.facts.status != "ended" and not o.freshness.hidden]
    groups = edition.by_need(plan.listed)
    plans = [offer for offer in kept if offer.facts.status == "planned"]
    apart = (
        *professionals(edition, plan.for_professionals),
        edition.group("planlagt", _("Planned"), filterfalse(once_planned, plans)),
        edition.group("pause", _("On pause"), (offer for offer in kept if offer.facts.status == "paused")),
        once_planned_group(edition, plans),
    )
    onward = (
        edition.to("a-aa/", _("All offers by letter"), len(kept)),
        edition.to("uansett-diagnose/", _("Open whatever the diagnosis"), len(plan.any_diagnosis)),
        edition.to("kommune/", _("By municipality"), len(plan.directory.municipalities)),
    )
    all_offers = ListView(
        heading=_("All offers"),
        intro=edition.many("{count} offer you can use now.", "{count} offers you can use now.", len(plan.listed)),
        groups=groups,
        narrowing=narrowing(edition, groups),
        apart=tuple(group for group in apart if group.cards),
        empty=EMPTY if kept else _("There are no offers here yet."),
        onward=onward,
    )
    yield edition.page(
        "tilbud/", "pages/list.html", all_offers, title=_("All offers"), updated=plan.changed(plan.listed)
    )
    index = IndexView(heading=_("All offers by letter"), letters=tuple(_letters(edition, kept)))
    crumbs = (edition.to("tilbud/", _("All offers")),)
    yield edition.page("a-aa/", "pages/letters.html", index, title=_("All offers by letter"), crumbs=crumbs)
    open_groups = edition.by_need(plan.any_diagnosis)
    open_to_all = ListView(
        heading=_("Open whatever the diagnosis"),
        intro=_("Here nobody asks what the illness is called. You can come because you stand close to somebody."),
        groups=open_groups,
        narrowing=narrowing(edition, open_groups),
        empty=EMPTY if open_groups else _("No offer is open to all diagnoses yet."),
        onward=onward,
    )
    title = _("Open whatever the diagnosis")
    yield edition.page("uansett-diagnose/", "pages/list.html", open_to_all, title=title, crumbs=crumbs)


def _letters(edition: Edition, offers: Iterable[Offer]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    links_to = [edition.to_offer(offer) for offer in offers]

    def place(link: Link) -> tuple[object, ...]:
        return sort_key(str(link.text), edition.language), sort_key(link.apart, edition.language), link.address

    ordered = sorted(links_to, key=place)
    for first, links in groupby(ordered, key=lambda link: letter(str(link.text), edition.language)):
        yield first, tuple(links)
