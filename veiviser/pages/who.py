"""The pages of organisations and places: who runs what, and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from veiviser.directory.model import Contact, Offer, Organisation, Place
from veiviser.directory.namesakes import whole_name
from veiviser.pages import linked
from veiviser.pages.edition import Edition
from veiviser.pages.model import Fact, Group, Link, NextDate, Page, Reach, Said
from veiviser.pages.opening import OpeningView, opening

_DATES_SHOWN = 6
_MAP = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    heading: str
    summary: Said
    facts: tuple[Fact, ...]
    reaches: tuple[Reach, ...]
    groups: tuple[Group, ...]
    sources: tuple[str, ...]
    onward: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    heading: str
    facts: tuple[Fact, ...]
    opening: OpeningView | None
    phone: str | None
    url: str | None
    groups: tuple[Group, ...]
    dates: tuple[NextDate, ...]
    sources: tuple[str, ...]
    onward: tuple[Link, ...]


def organisation_pages(edition: Edition) -> Iterator[Page]:
    """`/organisasjon/<o>/`"""
    for organisation in edition.plan.directory.organisations:
        yield edition.page(
            f"organisasjon/{organisation.id}/",
            "pages/organisation.html",
            _organisation(edition, organisation),
            title=edition._("About {name}", name=_whole(edition.to_organisation(organisation))),
            description=edition.text(organisation.summary),
            updated=edition.plan.changed(edition.plan.offers_of.get(organisation, ())),
            about=(linked.organisation(edition, organisation),),
            crumbs=(edition.to("tilbud/", edition._("All offers")),),
        )


def _whole(link: Link) -> str:
    return whole_name(link.text.text, link.apart)


def kind_name(edition: Edition, organisation: Organisation) -> str:
    """What sort of organisation it is, in words."""
    _ = edition._
    return {
        "municipality": _("Municipality"),
        "county": _("County authority"),
        "health-trust": _("Health trust"),
        "voluntary": _("Voluntary organisation"),
        "user-led": _("Run by people with experience of their own"),
        "competence-centre": _("Competence centre"),
        "private": _("Private"),
        "state": _("The state"),
    }[organisation.facts.kind]


def _organisation(edition: Edition, organisation: Organisation) -> OrganisationView:
    _, plan, facts = edition._, edition.plan, organisation.facts
    offers = plan.offers_of.get(organisation, ())
    live = tuple(offer for offer in offers if offer.facts.status != "ended" and not offer.freshness.hidden)
    ended = tuple(offer for offer in offers if offer.facts.status == "ended")
    parts = tuple(o for o in plan.directory.organisations if o.parent is organisation)
    parent = (edition.to_organisation(organisation.parent),) if organisation.parent else ()
    areas = () if organisation.areas.empty else (Said(edition.where(organisation.areas)),)
    rows = (
        Fact(label=_("Kind"), values=(Said(kind_name(edition, organisation)),)),
        Fact(label=_("Part of"), values=parent),
        Fact(label=_("Departments and branches"), values=tuple(edition.to_organisation(o) for o in parts)),
        Fact(label=_("Works in"), values=areas),
        Fact(label=_("Organisation number"), values=(Said(facts.number),) if facts.number else ()),
    )
    groups = (
        edition.group("tilbud", _("Offers"), live),
        edition.group("avsluttet", _("Ended offers"), ended),
    )
    contacts = plan.contacts_of.get(organisation, ())
    reaches = edition.reaches(organisation, (contacts, facts))
    return OrganisationView(
        heading=organisation.name,
        summary=edition.say(organisation.summary),
        facts=tuple(row for row in rows if row.values),
        reaches=reaches,
        groups=tuple(group for group in groups if group.cards),
        sources=sources_of(organisation, *contacts),
        onward=(edition.to("tilbud/", _("All offers"), len(plan.listed)),),
    )


def sources_of(*shown: Offer | Organisation | Contact | Place) -> tuple[str, ...]:
    """Where the facts of all that a page shows come from, each source once; what tells of a secret place stays out."""
    told = (record for record in shown if not (isinstance(record, Place) and record.facts.secret))
    return tuple(dict.fromkeys(source for record in told for source in record.facts.sources))


def place_pages(edition: Edition) -> Iterator[Page]:
    """`/sted/<p>/`"""
    for place in edition.plan.directory.places:
        crumbs = (edition.to_municipality(place.municipality),)
        title = edition._("The way to {name}", name=_whole(edition.to_place(place)))
        yield edition.page(f"sted/{place.id}/", "pages/place.html", _place(edition, place), title=title, crumbs=crumbs)


def whereabouts(edition: Edition, places: Iterable[Place]) -> Iterator[Link | Said]:
    """Each place, and where it lies unless that is secret."""
    for place in places:
        yield edition.to_place(place)
        if line := address_line(place):
            yield Said(line)


def address_line(place: Place) -> str:
    """Street, postcode and town on one line; empty for a place that has none or keeps it secret."""
    facts = place.facts
    if facts.secret:
        return ""
    town = " ".join(part for part in (facts.postcode, facts.city) if part)
    return ", ".join(part for part in (facts.address, town) if part)


def _place(edition: Edition, place: Place) -> PlaceView:
    _, plan, facts = edition._, edition.plan, place.facts
    home = edition.to_municipality(place.municipality)
    position = facts.latitude is not None and facts.longitude is not None
    on_map = Link(text=Said(_("See it on a map")), address=_MAP.format(lat=facts.latitude, lon=facts.longitude))
    address = address_line(place)
    secret = _("The address is not public. Call, and you will be told.") if facts.secret else ""
    rows = (
        Fact(label=_("Address"), values=(Said(address or secret),) if address or secret else ()),
        Fact(label=_("Municipality"), values=(home,)),
        Fact(label=_("How to get there"), values=(edition.say(place.directions),) if place.directions else ()),
        Fact(label=_("Map"), values=(on_map,) if position else ()),
        Fact(label=_("Access"), values=tuple(edition.say(term.name) for term in place.accessibility)),
    )
    dates = tuple(pair for pair in plan.coming if place in pair[0].places)[:_DATES_SHOWN]
    offers = plan.offers_at.get(place, ())
    return PlaceView(
        heading=place.name,
        facts=tuple(row for row in rows if row.values),
        opening=opening(edition, place),
        phone=facts.phone,
        url=facts.url,
        groups=(edition.group("tilbud", _("What happens here"), offers),) if offers else (),
        dates=edition.next_dates(dates),
        sources=sources_of(place),
        onward=(home, edition.to("tilbud/", _("All offers"), len(plan.listed))),
    )
