"""Pages of offers: each offer, all offers, the index by letter, and offers open whatever the diagnosis."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import filterfalse, groupby

from veiviser.directory.model import Offer
from veiviser.directory.news import news_date
from veiviser.language.collation import letter, sort_key
from veiviser.pages.fallback import once_planned_group, professionals
from veiviser.pages.making import Family, PageContent
from veiviser.pages.sources import sources_of
from veiviser.web.code_host import edit_address
from veiviser.web.contact_points import whereabouts
from veiviser.web.facets import Facet, narrowing
from veiviser.web.json_ld import service
from veiviser.web.phrase import EMPTY, AnyText, Phrase, phrase, quoted
from veiviser.web.registration import registration_facts, registration_of
from veiviser.web.site import LocalizedSite
from veiviser.web.unconfirmed import label, once_planned, unconfirmed_status
from veiviser.web.views import Body, Card, CardGroup, ContactPoint, Fact, Facts, Link, NextDate

_DATES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """`banner` says what is unusual about the offer, such as that it is planned, paused or ended.

    `share` is the offer in plain text, for sharing. `exit` is where the quick exit of a sensitive page leads.
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
    contact_points: tuple[ContactPoint, ...]
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
    """A list of offers: an introduction, groups of cards, and links onward.

    `apart` are offers that are not counted: for professionals only, planned or paused.
    """

    heading: Phrase
    intro: Phrase
    groups: tuple[CardGroup, ...]
    narrowing: tuple[Facet, ...]
    apart: tuple[CardGroup, ...] = ()
    empty: Phrase = EMPTY
    onward: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    heading: Phrase
    letters: tuple[tuple[str, tuple[Link, ...]], ...]


def offer(site: LocalizedSite, offer: Offer) -> PageContent:
    """The page of an offer, also of ended and hidden ones, since people have the address."""
    return PageContent(
        view=offer_view(site, offer),
        original_language=offer.language,
        translated=offer.translated,
        title=site.links.namesakes.whole(site.localizer.text(offer.title), offer),
        description=site.localizer.text(offer.summary),
        crumbs=(site.links.to("offers", site.localizer._("All offers")),),
        indexed=not offer.ended and not offer.freshness.hidden,
        updated=news_date(offer, site.directory.today),
        discreet=offer.discreet,
        about=(service(site, offer),) if offer.listed else (),
        for_children=any(audience.children for audience in offer.audiences),
    )


def offer_view(site: LocalizedSite, offer: Offer) -> OfferView:
    _, indexes, facts, settings = site.localizer._, site.indexes, offer.facts, site.directory.site
    contact_points = site.contact_points.of_offer(offer)
    return OfferView(
        id=offer.id,
        title=site.localizer.say(offer.title),
        summary=site.localizer.say(offer.summary),
        fallback=site.language not in offer.translated,
        banner=_banner(site, offer),
        replaced_by=tuple(site.links.offer(o) for o in indexes.referring.replacing(offer)),
        body=site.body(offer.body),
        for_whom=_answers("hvem", _("Is it for me?"), _for_whom(site, offer)),
        when_where=_answers("hvor", _("When and where?"), _when_where(site, offer)),
        terms=_answers(
            "pris",
            _("What does it cost, and do I need a referral?"),
            () if offer.ended else _terms(site, offer),
        ),
        more=_answers("mer", _("More about it"), _more(site, offer)),
        contact_points=contact_points,
        share=_share(site, offer, contact_points),
        saved=site.links.address("saved"),
        dates=site.cards.next_dates(indexes.upcoming.of_offer.get(offer, ())[:_DATES_SHOWN]),
        calendar=site.links.address("offer_calendar_feed", offer.id),
        card=site.cards.of[offer],
        sources=sources_of(offer, *offer.contacts, *offer.places),
        verified_by=facts.verified_by if facts.verified_on else None,
        related=tuple(site.cards.of[other] for other in indexes.related.of(offer)),
        topics=tuple(site.links.term(need, count=len(indexes.by_term.get(need, ()))) for need in offer.needs),
        edit=edit_address(settings, site.directory.history.below + offer.path),
        report=tuple(_report(site, offer)),
        ended=offer.ended,
        exit=settings.exit_url if facts.sensitive else None,
    )


def _share(site: LocalizedSite, offer: Offer, contact_points: tuple[ContactPoint, ...]) -> str:
    """The plain text for sharing: title, summary and phone number; the template adds the address."""
    phone = next((way.phone for way in contact_points if way.phone), None)
    lines = (
        site.localizer.text(offer.title),
        site.localizer.text(offer.summary),
        phone and site.localizer._("Call {phone}.", phone=site.localizer.number_as_written(phone)),
    )
    return "\n".join(str(line) for line in lines if line)


def _report(site: LocalizedSite, offer: Offer) -> Iterator[Link]:
    """The links for reporting a fault on the page, with the offer's id filled in."""
    _, settings = site.localizer._, site.directory.site
    if settings.feedback_form:
        title = site.localizer.text(offer.title)
        address = settings.feedback_form.replace("{id}", quoted(offer.id)).replace("{title}", quoted(title))
        yield Link(text=_("Is something wrong? Tell us"), address=address)
    if settings.feedback_email:
        prompt = _("What is wrong? Please do not write about health.")
        body = f"{site.localizer.text(offer.title)} ({offer.id})\n\n{prompt}\n"
        address = f"mailto:{settings.feedback_email}?subject={quoted(offer.id)}&body={quoted(body)}"
        yield Link(text=_("Is something wrong? Write to us"), address=address)


def _banner(site: LocalizedSite, offer: Offer) -> Phrase:
    _, facts = site.localizer._, offer.facts
    if offer.ended:
        assert facts.ended_on is not None
        date = site.localizer.loose(facts.ended_on)
        whole = facts.ended_on.first == facts.ended_on.last
        return _("This offer ended on {date}.", date=date) if whole else _("This offer ended in {date}.", date=date)
    if offer.paused:
        return _("This offer is on pause. Ask before you go.")
    if once_planned(offer):
        return _once_planned(site, offer)
    if offer.planned and facts.starts_on:
        return _("This offer has not begun yet. Planned start: {date}.", date=site.localizer.loose(facts.starts_on))
    if offer.planned:
        return _("This offer is planned, but has not begun yet.")
    if facts.ends_on and facts.ends_on.last < site.directory.today:
        return _("This offer was to last until {date}. Ask before you go.", date=site.localizer.loose(facts.ends_on))
    if unconfirmed_status(offer) == "pilot":
        return _("{label}. We do not know whether it is still there.", label=label(offer, _))
    return EMPTY


def _once_planned(site: LocalizedSite, offer: Offer) -> Phrase:
    """The banner of a planned offer that was never confirmed: it may have begun, or been dropped."""
    _, starts = site.localizer._, offer.facts.starts_on
    if starts is None:
        return _("{label}. We do not know whether it has begun.", label=label(offer, _))
    if starts.first > site.directory.today:
        return _("It was to begin {date}. We do not know whether that still holds.", date=site.localizer.loose(starts))
    return _("It was to begin {date}. We do not know whether it has begun.", date=site.localizer.loose(starts))


def _answers(id_: str, heading: Phrase, facts: Iterable[Fact]) -> Facts:
    return Facts(id=id_, heading=heading, rows=tuple(fact for fact in facts if fact.has_content))


def _for_whom(site: LocalizedSite, offer: Offer) -> Iterator[Fact]:
    _, facts = site.localizer._, offer.facts
    yield Fact(label=_("For whom"), values=tuple(site.links.term(term) for term in offer.audiences))
    yield Fact(label=_("Help with"), values=tuple(site.links.term(term) for term in offer.needs))
    yield Fact(label=_("Diagnosis"), values=_conditions(site, offer))
    yield Fact(label=_("Your age"), values=_ages(site, facts.age_from, facts.age_to))
    cared_for = _ages(site, facts.cared_for_age_from, facts.cared_for_age_to)
    yield Fact(label=_("Age of the person who is ill"), values=cared_for)
    yield Fact(label=_("Who can use it"), values=_values(site.localizer.say(offer.texts["eligibility"])))
    yield Fact(label=_("Open to people in"), values=coverage_links(site, offer))
    yield Fact(label=_("Languages"), values=tuple(site.localizer.language_name(code) for code in facts.languages))
    yield Fact(label=_("Interpreter"), values=_values(_yes_or_no(site, facts.interpreter)))


def _when_where(site: LocalizedSite, offer: Offer) -> Iterator[Fact]:
    _, facts = site.localizer._, offer.facts
    yield Fact(label=_("How"), values=tuple(site.links.term(term) for term in offer.formats))
    yield Fact(label=_("When"), values=_values(site.localizer.say(offer.schedule)))
    yield Fact(label=_("Where"), values=tuple(whereabouts(site.links, offer.places)))
    yield Fact(label=_("Access"), values=tuple(site.localizer.say(term.name) for term in offer.access))
    yield Fact(label=_("Until"), values=_values(site.localizer.loose(facts.ends_on) if facts.ends_on else None))


def _terms(site: LocalizedSite, offer: Offer) -> Iterator[Fact]:
    _, facts = site.localizer._, offer.facts
    unknown = _("Ask the people who run it")
    yield Fact(label=_("Price"), values=_values(site.localizer.cost(offer.cost) or unknown))
    yield Fact(label=_("Referral"), values=_values(_referral(site, facts.referral) or unknown))
    yield from registration_facts(registration_of(offer), site.localizer, site.contact_points, site.directory.today)
    yield Fact(label=_("Waiting time"), values=_values(site.localizer.say(offer.texts["waiting_time"])))
    yield Fact(label=_("Room for"), values=_values(str(facts.capacity) if facts.capacity else None))


def _more(site: LocalizedSite, offer: Offer) -> Iterator[Fact]:
    _, facts = site.localizer._, offer.facts
    yield Fact(label=_("Run by"), values=tuple(site.links.organisation(o) for o in offer.organisations))
    yield Fact(label=_("Together with"), values=tuple(site.links.organisation(o) for o in offer.partners))
    yield Fact(label=_("Where in life"), values=tuple(site.links.term(term) for term in offer.arenas))
    yield Fact(label=_("Began"), values=_values(site.localizer.loose(facts.established) if facts.established else None))
    yield Fact(
        label=_("National focus area"), values=tuple(site.localizer.say(term.name) for term in offer.focus_areas)
    )
    yield Fact(label=_("Evaluation"), values=_values(site.localizer.say(offer.texts["evaluation"])))
    yield Fact(label=_("Paid for by"), values=_values(site.localizer.say(offer.texts["funding"])))


def _values(value: AnyText | None) -> tuple[Phrase, ...]:
    return (phrase(value),) if value else ()


def _conditions(site: LocalizedSite, offer: Offer) -> tuple[Phrase, ...]:
    if not offer.conditions:
        return (site.localizer._("Open whatever the diagnosis"),)
    return tuple(site.localizer.say(term.name) for term in offer.conditions)


def _ages(site: LocalizedSite, low: int | None, high: int | None) -> tuple[Phrase, ...]:
    if low is None and high is None:
        return ()
    if high is None:
        return (site.localizer._("From {low} years", low=low),)
    if low is None:
        return (site.localizer._("Up to {high} years", high=high),)
    return (site.localizer._("{low} to {high} years", low=low, high=high),)


def _referral(site: LocalizedSite, referral: str | None) -> Phrase:
    return {"none": site.localizer._("No referral needed"), "required": site.localizer._("You need a referral")}.get(
        referral or "", EMPTY
    )


def _yes_or_no(site: LocalizedSite, answer: bool | None) -> Phrase:
    return EMPTY if answer is None else site.localizer._("Yes") if answer else site.localizer._("No")


def coverage_links(site: LocalizedSite, offer: Offer) -> tuple[Phrase | Link, ...]:
    """The service area: municipalities as links, wider areas by name."""
    coverage = offer.coverage
    if coverage.nation:
        return (site.links.where(coverage),)
    known = site.indexes.by_municipality.current
    links = tuple(site.links.municipality(known[id_]) for id_ in coverage.named if id_ in known)
    return (*links, *(site.localizer.say(area.name) for area in coverage.areas))


def offers(site: LocalizedSite) -> PageContent:
    """The page of all offers, by need if there are many, and below them the offers that are not counted."""
    _, indexes, kept = site.localizer._, site.indexes, _kept(site)
    groups = site.cards.by_need(indexes.listed)
    plans = [offer for offer in kept if offer.planned]
    apart = (
        *professionals(site, indexes.for_professionals),
        site.cards.group("planlagt", _("Planned"), filterfalse(once_planned, plans)),
        site.cards.group("pause", _("On pause"), (offer for offer in kept if offer.paused)),
        once_planned_group(site, plans),
    )
    view = ListView(
        heading=_("All offers"),
        intro=site.localizer.many(
            "{count} offer you can use now.", "{count} offers you can use now.", len(indexes.listed)
        ),
        groups=groups,
        narrowing=narrowing(site.facets, groups),
        apart=tuple(group for group in apart if group.cards),
        empty=EMPTY if kept else _("There are no offers here yet."),
        onward=_onward(site),
    )
    return PageContent(view=view, title=_("All offers"), updated=indexes.changed(indexes.listed))


def offers_by_letter(site: LocalizedSite) -> PageContent:
    """The page of all offers in alphabetical order."""
    _ = site.localizer._
    view = IndexView(heading=_("All offers by letter"), letters=tuple(_letters(site, _kept(site))))
    return PageContent(view=view, title=_("All offers by letter"), crumbs=_crumbs(site))


def any_diagnosis(site: LocalizedSite) -> PageContent:
    """The page of offers that are open whatever the diagnosis."""
    _ = site.localizer._
    groups = site.cards.by_need(site.indexes.any_diagnosis)
    view = ListView(
        heading=_("Open whatever the diagnosis"),
        intro=_("Nobody here asks what the illness is called. You can come because you are close to somebody."),
        groups=groups,
        narrowing=narrowing(site.facets, groups),
        empty=EMPTY if groups else _("No offer is open to all diagnoses yet."),
        onward=_onward(site),
    )
    return PageContent(view=view, title=_("Open whatever the diagnosis"), crumbs=_crumbs(site))


def _kept(site: LocalizedSite) -> list[Offer]:
    return [o for o in site.directory.offers if not o.ended and not o.freshness.hidden]


def _crumbs(site: LocalizedSite) -> tuple[Link, ...]:
    return (site.links.to("offers", site.localizer._("All offers")),)


def _onward(site: LocalizedSite) -> tuple[Link, ...]:
    _ = site.localizer._
    return (
        site.links.to("offers_by_letter", _("All offers by letter"), len(_kept(site))),
        site.links.to("any_diagnosis", _("Open whatever the diagnosis"), len(site.indexes.any_diagnosis)),
        site.links.to("municipalities", _("By municipality"), len(site.directory.municipalities)),
    )


def _letters(site: LocalizedSite, offers: Iterable[Offer]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    links_to = [site.links.offer(offer) for offer in offers]

    def place(link: Link) -> tuple[object, ...]:
        return sort_key(str(link.text), site.language), sort_key(link.apart, site.language), link.address

    ordered = sorted(links_to, key=place)
    for first, links in groupby(ordered, key=lambda link: letter(str(link.text), site.language)):
        yield first, tuple(links)


FAMILIES = {
    "offers": Family("pages/offers.html", offers),
    "offers_by_letter": Family("pages/offers_by_letter.html", offers_by_letter),
    "any_diagnosis": Family("pages/offers.html", any_diagnosis),
    "offer": Family("pages/offer.html", offer),
}
