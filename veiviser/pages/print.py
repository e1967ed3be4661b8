"""Print: the list of offers for a municipality, to be folded and put in a pocket, and the poster."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from veiviser.directory.model import Municipality, Offer, Term
from veiviser.directory.namesakes import whole_name
from veiviser.pages.crisis import LineView, crisis_lines
from veiviser.pages.landscape import landscape
from veiviser.pages.making import Family, PageContent
from veiviser.web.contact_points import named_address
from veiviser.web.dates import dated, iso, month, roughly, span
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import ContactPoint, Fact

# The most contact points shown with an offer, so that the list stays readable; the rest are on the offer's page.
_CONTACT_POINTS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOffer:
    """An offer in print; `address` is its page, and `code` says where its QR code leads.

    `more` says that there are more contact points than `contact_points`. `holds` is the length of the review interval in days
    if the offer was confirmed within it.
    """

    id: str
    address: str
    code: Phrase
    title: Phrase
    apart: str
    summary: Phrase
    notice: Phrase
    until: dt.date | None
    facts: tuple[Fact, ...]
    labels: tuple[Phrase, ...]
    contact_points: tuple[ContactPoint, ...]
    more: Phrase
    confirmed: Phrase
    holds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintGroup:
    """The offers that name this need first; `others` meet it too and are listed under another need."""

    id: str
    heading: Phrase
    offers: tuple[PaperOffer, ...]
    others: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintView:
    """`site` is the directory's name, `address` the municipality's page, and `code` says where its QR code leads.

    `number`, `when`, `offer`, `contact_points` and `page` are column headings, `also` introduces what is listed elsewhere.
    """

    heading: Phrase
    intro: Phrase
    as_of: Phrase
    help: Phrase
    lines: tuple[LineView, ...]
    groups: tuple[PrintGroup, ...]
    empty: Phrase
    about: Phrase
    published: Phrase
    report: ContactPoint | None
    newest: Phrase
    site: Phrase
    address: str
    code: Phrase
    number: Phrase
    when: Phrase
    offer: Phrase
    contact_points: Phrase
    page: Phrase
    also: Phrase


def print_page(site: LocalizedSite, municipality: Municipality) -> PageContent:
    """The printable list of a municipality, as a page."""
    _, name = site.localizer._, municipality.named(site.language)
    return PageContent(
        view=print_view(site, municipality),
        title=_("Offers in {name}, on paper", name=name),
        crumbs=(
            site.links.to("municipalities", _("Municipalities")),
            site.links.to("municipality", name, ids=(municipality.id,)),
        ),
        indexed=False,
    )


def print_view(site: LocalizedSite, municipality: Municipality) -> PrintView:
    """The content of a municipality's list, for the page and the PDF alike."""
    _, directory = site.localizer._, site.directory
    usable = site.indexes.by_municipality.available[municipality.id].usable
    groups = (_group(site, need, usable, municipality) for need in directory.vocabulary["needs"])
    return PrintView(
        heading=_("Offers in {name}", name=municipality.named(site.language)),
        intro=_("For anyone who lives here and is close to someone having a hard time."),
        as_of=_("As of {date}", date=site.localizer.day(directory.today)),
        help=_("Help now"),
        lines=crisis_lines(site),
        groups=tuple(group for group in groups if group.offers or group.others),
        empty=EMPTY if usable else _("There is nothing here yet."),
        about=_("About this list"),
        published=_("{publisher} publishes this list.", publisher=directory.publisher.name),
        report=_report(site),
        newest=_("The newest list:"),
        site=site.localizer.say(directory.title),
        address=site.links.address("municipality", municipality.id),
        code=_("QR code: the newest list of {name}", name=municipality.named(site.language)),
        number=_("Number"),
        when=_("Call when"),
        offer=_("Offer"),
        contact_points=_("Get in touch"),
        page=_("More online"),
        also=_("See also"),
    )


def _group(site: LocalizedSite, need: Term, usable: tuple[Offer, ...], municipality: Municipality) -> PrintGroup:
    return PrintGroup(
        id=need.id,
        heading=site.localizer.say(need.name),
        offers=tuple(_offer(site, offer, municipality) for offer in usable if offer.needs[0] is need),
        others=tuple(_named(site, offer) for offer in usable if need in offer.needs[1:]),
    )


def _named(site: LocalizedSite, offer: Offer) -> Phrase:
    card = site.cards.of[offer]
    return card.title + (f", {card.apart}" if card.apart else "")


def _offer(site: LocalizedSite, offer: Offer, municipality: Municipality) -> PaperOffer:
    card = site.cards.of[offer]
    contact_points = site.contact_points.of(offer.organisations[0], (offer.contacts, offer.facts))
    return PaperOffer(
        id=offer.id,
        address=card.address,
        code=site.localizer._("QR code: {title}", title=whole_name(str(card.title), card.apart)),
        title=card.title,
        apart=card.apart,
        summary=card.summary,
        notice=card.notice,
        until=card.until,
        facts=tuple(fact for fact in _facts(site, offer, municipality) if fact.values),
        labels=card.labels,
        contact_points=contact_points[:_CONTACT_POINTS_SHOWN],
        more=site.localizer._("You find more people to ask on the page.")
        if len(contact_points) > _CONTACT_POINTS_SHOWN
        else EMPTY,
        confirmed=_confirmed(site, offer),
        holds=offer.freshness.days if offer.freshness.holds else None,
    )


def _facts(site: LocalizedSite, offer: Offer, municipality: Municipality) -> Iterator[Fact]:
    """When: the schedule in words, else the next date. Where: the places in the municipality, else all, else how."""
    _, card, schedule = site.localizer._, site.cards.of[offer], site.localizer.say(offer.schedule)
    if not schedule and card.next:
        words = " ".join(span(card.next.occurrence, site.language)).strip()
        schedule = dated(iso(card.next.occurrence.start), words)
    yield Fact(label=_("When"), values=(schedule,) if schedule else ())
    at_home = tuple(place for place in offer.places if place.municipality is municipality)
    places = (named_address(place) for place in at_home or offer.places)
    where = tuple(Phrase.of(place) for place in places)
    yield Fact(label=_("Where"), values=where) if where else Fact(label=_("How"), values=card.how)


def _confirmed(site: LocalizedSite, offer: Offer) -> Phrase:
    _, known = site.localizer._, offer.freshness
    if known.told_in:
        age = dated(known.told_in.text, roughly(known.told_in, site.language))
        return _("Not confirmed by the people who run it. The facts are from {month}", month=age)
    if known.verified_on is None:
        return _("Not confirmed by the people who run it")
    name = dated(known.verified_on.isoformat(), month(known.verified_on, site.language))
    if known.state == "overdue":
        return _("Not confirmed since {month}", month=name)
    return _("Confirmed {month}", month=name)


def _report(site: LocalizedSite) -> ContactPoint | None:
    """Where to report a fault: the directory's own address, else the first contact point of its publisher."""
    settings, heading = site.directory.site, site.localizer._("Is something wrong? Tell us")
    if settings.feedback_email:
        return ContactPoint(heading=heading, email=settings.feedback_email)
    ways = site.contact_points.of(site.directory.publisher)
    return replace(ways[0], heading=heading) if ways else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterView:
    """A poster for waiting rooms: three lines, a QR code, and an address; `home` is the site's front page."""

    site: Phrase
    lines: tuple[Phrase, Phrase, Phrase]
    address: str
    home: str
    code: Phrase
    published: str
    landscape: tuple[tuple[str, str], ...]


def poster_view(site: LocalizedSite, municipality: Municipality) -> PosterView:
    """The poster leads to the municipality's page, and says nothing that changes before it is taken down."""
    _, directory = site.localizer._, site.directory
    return PosterView(
        site=site.localizer.say(directory.title),
        lines=(
            _("Are you close to someone who is having a hard time?"),
            _("Here is what there is for you in {name}, in one place.", name=municipality.named(site.language)),
            _("Point your phone's camera at the code, or type the address."),
        ),
        address=site.links.address("municipality", municipality.id),
        home=site.links.address("front"),
        code=_("QR code: offers in {name}", name=municipality.named(site.language)),
        published=directory.publisher.name,
        landscape=landscape(directory.title[site.urls.languages[0]]),
    )


FAMILIES = {
    "print": Family("pages/print.html", print_page),
}
