"""The pages of organisations and places: who runs what, and where."""

from dataclasses import dataclass

from veiviser.directory.model import Contact, Offer, Organisation, Place
from veiviser.directory.namesakes import whole_name
from veiviser.pages.making import PageContent
from veiviser.pages.opening import OpeningView, opening
from veiviser.web import json_ld
from veiviser.web.contact_points import address_line
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import ContactPoint, Fact, Group, Link, NextDate

_DATES_SHOWN = 6
_MAP = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    heading: str
    summary: Phrase
    facts: tuple[Fact, ...]
    reaches: tuple[ContactPoint, ...]
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


def organisation(site: LocalizedSite, organisation: Organisation) -> PageContent:
    """The page of an organisation."""
    return PageContent(
        view=_organisation(site, organisation),
        title=site.words._("About {name}", name=_whole(site.links.organisation(organisation))),
        description=site.words.text(organisation.summary),
        updated=site.indexes.changed(site.indexes.offers_of.get(organisation, ())),
        about=(json_ld.organisation(site, organisation),),
        crumbs=(site.links.to("offers", site.words._("All offers")),),
    )


def _whole(link: Link) -> str:
    return whole_name(str(link.text), link.apart)


def kind_name(site: LocalizedSite, organisation: Organisation) -> Phrase:
    """The kind of an organisation, in words."""
    _ = site.words._
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


def _organisation(site: LocalizedSite, organisation: Organisation) -> OrganisationView:
    _, indexes, facts = site.words._, site.indexes, organisation.facts
    offers = indexes.offers_of.get(organisation, ())
    live = tuple(offer for offer in offers if offer.facts.status != "ended" and not offer.freshness.hidden)
    ended = tuple(offer for offer in offers if offer.facts.status == "ended")
    parts = tuple(o for o in site.directory.organisations if o.parent is organisation)
    parent = (site.links.organisation(organisation.parent),) if organisation.parent else ()
    areas = () if organisation.areas.empty else (site.links.where(organisation.areas),)
    rows = (
        Fact(label=_("Kind"), values=(kind_name(site, organisation),)),
        Fact(label=_("Part of"), values=parent),
        Fact(label=_("Departments and branches"), values=tuple(site.links.organisation(o) for o in parts)),
        Fact(label=_("Works in"), values=areas),
        Fact(label=_("Organisation number"), values=(Phrase.of(facts.number),) if facts.number else ()),
    )
    groups = (
        site.cards.group("tilbud", _("Offers"), live),
        site.cards.group("avsluttet", _("Ended offers"), ended),
    )
    contacts = indexes.contacts_of.get(organisation, ())
    reaches = site.contact_points.of(organisation, (contacts, facts))
    return OrganisationView(
        heading=organisation.name,
        summary=site.words.say(organisation.summary),
        facts=tuple(row for row in rows if row.values),
        reaches=reaches,
        groups=tuple(group for group in groups if group.cards),
        sources=sources_of(organisation, *contacts),
        onward=(site.links.to("offers", _("All offers"), len(indexes.listed)),),
    )


def sources_of(*shown: Offer | Organisation | Contact | Place) -> tuple[str, ...]:
    """The sources of all that a page shows, each once; the sources of secret places are left out."""
    public = (record for record in shown if not (isinstance(record, Place) and record.facts.secret))
    return tuple(dict.fromkeys(source for record in public for source in record.facts.sources))


def place(site: LocalizedSite, place: Place) -> PageContent:
    """The page of a place: the way to it, and its offers and dates."""
    crumbs = (site.links.municipality(place.municipality),)
    title = site.words._("The way to {name}", name=_whole(site.links.place(place)))
    return PageContent(view=_place(site, place), title=title, crumbs=crumbs)


def _place(site: LocalizedSite, place: Place) -> PlaceView:
    _, indexes, facts = site.words._, site.indexes, place.facts
    home = site.links.municipality(place.municipality)
    position = facts.latitude is not None and facts.longitude is not None
    on_map = Link(text=_("See it on a map"), address=_MAP.format(lat=facts.latitude, lon=facts.longitude))
    address = address_line(place)
    secret = _("The address is not public. Call, and you will be told.") if facts.secret else EMPTY
    rows = (
        Fact(label=_("Address"), values=(Phrase.of(address) or secret,) if address or secret else ()),
        Fact(label=_("Municipality"), values=(home,)),
        Fact(label=_("How to get there"), values=(site.words.say(place.directions),) if place.directions else ()),
        Fact(label=_("Map"), values=(on_map,) if position else ()),
        Fact(label=_("Access"), values=tuple(site.words.say(term.name) for term in place.accessibility)),
    )
    dates = tuple(pair for pair in indexes.coming if place in pair[0].places)[:_DATES_SHOWN]
    offers = indexes.offers_at.get(place, ())
    return PlaceView(
        heading=place.name,
        facts=tuple(row for row in rows if row.values),
        opening=opening(site, place),
        phone=facts.phone,
        url=facts.url,
        groups=(site.cards.group("tilbud", _("What happens here"), offers),) if offers else (),
        dates=site.cards.next_dates(dates),
        sources=sources_of(place),
        onward=(home, site.links.to("offers", _("All offers"), len(indexes.listed))),
    )
