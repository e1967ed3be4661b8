"""The pages of organisations: what each of them runs."""

from dataclasses import dataclass

from veiviser.directory.model import Organisation
from veiviser.pages.making import Family, PageContent
from veiviser.pages.sources import sources_of
from veiviser.web import json_ld
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import CardGroup, ContactPoint, Fact, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    heading: str
    summary: Phrase
    facts: tuple[Fact, ...]
    contact_points: tuple[ContactPoint, ...]
    groups: tuple[CardGroup, ...]
    sources: tuple[str, ...]
    onward: tuple[Link, ...]


def organisation(site: LocalizedSite, organisation: Organisation) -> PageContent:
    """The page of an organisation: what it runs, and how to reach it."""
    return PageContent(
        view=_organisation(site, organisation),
        title=site.localizer._("About {name}", name=site.links.organisation(organisation).whole),
        description=site.localizer.text(organisation.summary),
        updated=site.indexes.changed(site.indexes.referring.offers_of.get(organisation, ())),
        about=(json_ld.organisation(site, organisation),),
        crumbs=(site.links.to("offers", site.localizer._("All offers")),),
    )


def _kind_name(site: LocalizedSite, organisation: Organisation) -> Phrase:
    """The kind of an organisation, in words."""
    _ = site.localizer._
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
    _, indexes, facts = site.localizer._, site.indexes, organisation.facts
    offers = indexes.referring.offers_of.get(organisation, ())
    live = tuple(offer for offer in offers if not offer.ended and not offer.freshness.hidden)
    ended = tuple(offer for offer in offers if offer.ended)
    parts = indexes.referring.parts_of.get(organisation, ())
    parent = (site.links.organisation(organisation.parent),) if organisation.parent else ()
    areas = () if organisation.areas.empty else (site.links.where(organisation.areas),)
    rows = (
        Fact(label=_("Kind"), values=(_kind_name(site, organisation),)),
        Fact(label=_("Part of"), values=parent),
        Fact(label=_("Departments and branches"), values=tuple(site.links.organisation(o) for o in parts)),
        Fact(label=_("Works in"), values=areas),
        Fact(label=_("Organisation number"), values=(Phrase.of(facts.number),) if facts.number else ()),
    )
    groups = (
        site.cards.group("tilbud", _("Offers"), live),
        site.cards.group("avsluttet", _("Ended offers"), ended),
    )
    contacts = indexes.referring.contacts_of.get(organisation, ())
    contact_points = site.contact_points.of(organisation, (contacts, facts))
    return OrganisationView(
        heading=organisation.name,
        summary=site.localizer.say(organisation.summary),
        facts=tuple(row for row in rows if row.values),
        contact_points=contact_points,
        groups=tuple(group for group in groups if group.cards),
        sources=sources_of(organisation, *contacts),
        onward=(site.links.to("offers", _("All offers"), len(indexes.listed)),),
    )


FAMILIES = {
    "organisation": Family("pages/organisation.html", organisation),
}
