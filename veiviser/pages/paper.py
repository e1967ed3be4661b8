"""For paper: the list of what people of a municipality can use, to be printed, folded and put in a pocket."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from veiviser.dates import dated, iso, month, roughly, span
from veiviser.directory.model import Municipality, Offer, Term
from veiviser.directory.namesakes import whole_name
from veiviser.pages.edition import Edition
from veiviser.pages.help import LineView, crisis_lines
from veiviser.pages.landscape import landscape
from veiviser.pages.model import Fact, Page, Reach, Said
from veiviser.pages.who import address_line

# More ways to reach somebody than this make no list that one can take in; the rest stands on the offer's page.
_REACHES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOffer:
    """An offer as paper shows it; `address` is that of its page, and `code` says what its QR code leads to.

    `more` says that there are more ways to reach somebody than `reaches`.
    """

    id: str
    address: str
    code: str
    title: Said
    apart: str
    summary: Said
    notice: Said
    until: dt.date | None
    facts: tuple[Fact, ...]
    labels: tuple[str, ...]
    reaches: tuple[Reach, ...]
    more: str
    confirmed: str
    holds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGroup:
    """The offers whose first need this is; `others` meet it too and stand under another one."""

    id: str
    heading: Said
    offers: tuple[PaperOffer, ...]
    others: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """`site` is the directory's name, `address` the municipality's page, and `code` what its QR code leads to.

    `number`, `when`, `offer`, `reach` and `page` stand at the head of columns, `also` before what stands elsewhere.
    """

    heading: str
    intro: str
    as_of: str
    help: str
    lines: tuple[LineView, ...]
    groups: tuple[PaperGroup, ...]
    empty: str
    about: str
    published: str
    report: Reach | None
    newest: str
    site: Said
    address: str
    code: str
    number: str
    when: str
    offer: str
    reach: str
    page: str
    also: str


def paper_pages(edition: Edition) -> Iterator[Page]:
    """`/utskrift/kommune/<m>/`"""
    _ = edition._
    for municipality in edition.plan.directory.municipalities:
        yield edition.page(
            f"utskrift/kommune/{municipality.id}/",
            "pages/print.html",
            paper_view(edition, municipality),
            title=_("Offers in {name}, on paper", name=municipality.named(edition.language)),
            crumbs=(
                edition.to("kommune/", _("Municipalities")),
                edition.to(f"kommune/{municipality.id}/", municipality.named(edition.language)),
            ),
            indexed=False,
        )


def paper_view(edition: Edition, municipality: Municipality) -> PaperView:
    """What the sheet of a municipality says; the same on the page and in the PDF."""
    _, directory = edition._, edition.plan.directory
    usable = edition.plan.reaches[municipality.id].usable
    groups = (_group(edition, need, usable, municipality) for need in directory.vocabulary["needs"])
    return PaperView(
        heading=_("Offers in {name}", name=municipality.named(edition.language)),
        intro=_("For anyone who lives here and is close to someone having a hard time."),
        as_of=_("As of {date}", date=edition.day(directory.today)),
        help=_("Help now"),
        lines=crisis_lines(edition),
        groups=tuple(group for group in groups if group.offers or group.others),
        empty="" if usable else _("There is nothing here yet."),
        about=_("About this list"),
        published=_("{publisher} publishes this list.", publisher=directory.publisher.name),
        report=_report(edition),
        newest=_("The newest list:"),
        site=edition.say(directory.title),
        address=edition.address(f"kommune/{municipality.id}/"),
        code=_("QR code: the newest list of {name}", name=municipality.named(edition.language)),
        number=_("Number"),
        when=_("Call when"),
        offer=_("Offer"),
        reach=_("Get in touch"),
        page=_("More online"),
        also=_("See also"),
    )


def _group(edition: Edition, need: Term, usable: tuple[Offer, ...], municipality: Municipality) -> PaperGroup:
    return PaperGroup(
        id=need.id,
        heading=edition.say(need.name),
        offers=tuple(_offer(edition, offer, municipality) for offer in usable if offer.needs[0] is need),
        others=tuple(_named(edition, offer) for offer in usable if need in offer.needs[1:]),
    )


def _named(edition: Edition, offer: Offer) -> Said:
    card = edition.cards[offer]
    return replace(card.title, text=whole_name(card.title.text, card.apart))


def _offer(edition: Edition, offer: Offer, municipality: Municipality) -> PaperOffer:
    card = edition.cards[offer]
    reaches = edition.reaches(offer.organisations[0], (offer.contacts, offer.facts))
    return PaperOffer(
        id=offer.id,
        address=card.address,
        code=edition._("QR code: {title}", title=whole_name(card.title.text, card.apart)),
        title=card.title,
        apart=card.apart,
        summary=card.summary,
        notice=card.notice,
        until=card.until,
        facts=tuple(fact for fact in _facts(edition, offer, municipality) if fact.values),
        labels=card.labels,
        reaches=reaches[:_REACHES_SHOWN],
        more=edition._("You find more people to ask on the page.") if len(reaches) > _REACHES_SHOWN else "",
        confirmed=_confirmed(edition, offer),
        holds=offer.freshness.days if offer.freshness.holds else None,
    )


def _facts(edition: Edition, offer: Offer, municipality: Municipality) -> Iterator[Fact]:
    """When and where, in words: the next date where there are no words, the places at home where there are any."""
    _, card, schedule = edition._, edition.cards[offer], edition.say(offer.schedule)
    if not schedule and card.next:
        words = " ".join(span(card.next.occurrence, edition.language)).strip()
        schedule = Said(dated(iso(card.next.occurrence.start), words))
    yield Fact(label=_("When"), values=(schedule,) if schedule else ())
    at_home = tuple(place for place in offer.places if place.municipality is municipality)
    places = (", ".join(filter(None, (place.name, address_line(place)))) for place in at_home or offer.places)
    where = tuple(Said(place) for place in places)
    yield Fact(label=_("Where"), values=where) if where else Fact(label=_("How"), values=card.how)


def _confirmed(edition: Edition, offer: Offer) -> str:
    _, known = edition._, offer.freshness
    if known.told_in:
        age = dated(known.told_in.text, roughly(known.told_in, edition.language))
        return _("Not confirmed by those who run it. The facts are from {month}", month=age)
    if known.verified_on is None:
        return _("Not confirmed by those who run it")
    name = dated(known.verified_on.isoformat(), month(known.verified_on, edition.language))
    if known.state == "overdue":
        return _("Not confirmed since {month}", month=name)
    return _("Confirmed {month}", month=name)


def _report(edition: Edition) -> Reach | None:
    """How to tell of a fault: the directory's own address, else the first way to reach its publisher."""
    site, heading = edition.plan.directory.site, Said(edition._("Is something wrong? Tell us"))
    if site.feedback_email:
        return Reach(heading=heading, email=site.feedback_email)
    ways = edition.reaches(edition.plan.directory.publisher)
    return replace(ways[0], heading=heading) if ways else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterView:
    """A poster for waiting rooms: three lines, one code, and where to go; `home` is the site's front page."""

    site: Said
    lines: tuple[str, str, str]
    address: str
    home: str
    code: str
    published: str
    landscape: tuple[tuple[str, str], ...]


def poster_view(edition: Edition, municipality: Municipality) -> PosterView:
    """It leads to the municipality's page and says nothing that will have changed before the poster is torn down."""
    _, directory = edition._, edition.plan.directory
    return PosterView(
        site=edition.say(directory.title),
        lines=(
            _("Are you close to someone who is having a hard time?"),
            _("Here is what there is for you in {name}, in one place.", name=municipality.named(edition.language)),
            _("Point your phone's camera at the code, or type the address."),
        ),
        address=edition.address(f"kommune/{municipality.id}/"),
        home=edition.address(""),
        code=_("QR code: offers in {name}", name=municipality.named(edition.language)),
        published=directory.publisher.name,
        landscape=landscape(directory.title[edition.languages[0]]),
    )
