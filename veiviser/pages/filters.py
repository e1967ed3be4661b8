"""Pages by need, audience, format and arena; never by diagnosis."""

from dataclasses import dataclass

from veiviser.directory.model import Offer, Term
from veiviser.pages.fallback import in_region, professionals
from veiviser.pages.making import Family, PageContent
from veiviser.web.facets import Facet, narrowing
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import CardGroup, Link, LinkGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterView:
    """`filters` link to the same term in each municipality, and to the other terms of its list. `next_best` are
    alternatives if nothing matches, `apart` below them are offers for professionals only.
    """

    heading: Phrase
    intro: Phrase
    groups: tuple[CardGroup, ...]
    narrowing: tuple[Facet, ...]
    empty: Phrase
    apart: tuple[CardGroup, ...]
    next_best: tuple[CardGroup, ...]
    filters: tuple[LinkGroup, ...]
    onward: tuple[Link, ...]
    calendar: str
    news: str


def term(site: LocalizedSite, term: Term) -> PageContent:
    """The page of a need, an audience, a format or an arena."""
    _, indexes = site.localizer._, site.indexes
    link = site.links.term(term)
    offers, beside = indexes.by_term.get(term, ()), indexes.beside_term.get(term, frozenset())
    others = tuple(
        site.links.term(other, count=len(indexes.by_term.get(other, ())))
        for other in site.directory.vocabulary[term.kind]
        if other is not term
    )
    heading = {"needs": _("Other needs"), "audiences": _("For others"), "formats": _("Other ways")}
    filters: tuple[LinkGroup, ...] = (LinkGroup(heading=heading.get(term.kind, _("Elsewhere in life")), links=others),)
    if term.kind in ("needs", "audiences"):
        filters = (_by_municipality(site, term), *filters)
    feed = {"needs": "need_calendar_feed", "audiences": "audience_calendar_feed"}.get(term.kind)
    groups = _groups(site, term, offers)
    view = FilterView(
        heading=link.text,
        intro=site.localizer.say(term.description),
        groups=groups,
        narrowing=narrowing(site.facets, groups),
        empty=EMPTY
        if offers
        else _("Nobody offers this, as far as we know. See what there is instead, or call a help line."),
        apart=professionals(site, (offer for offer in indexes.for_professionals if offer in beside)),
        next_best=() if offers else in_region(site, term),
        filters=filters,
        onward=(
            *((site.links.to("children", _("For children and young people")),) if term.children else ()),
            site.links.to("offers", _("All offers"), len(indexes.listed)),
        ),
        calendar=site.links.address(feed, term.id) if feed else "",
        news=site.links.address("need_news_feed", term.id) if term.kind == "needs" else "",
    )
    return PageContent(
        view=view,
        title=site.localizer.text(term.name),
        description=site.localizer.text(term.description),
        updated=indexes.changed(offers),
        crumbs=(site.links.to("offers", _("All offers")),),
        for_children=term.children,
    )


def _groups(site: LocalizedSite, term: Term, offers: tuple[Offer, ...]) -> tuple[CardGroup, ...]:
    """Long lists are grouped by need; the offers of a need are one group."""
    if term.kind != "needs":
        return site.cards.by_need(offers)
    return (site.cards.group("tilbud", site.localizer._("Offers"), offers),) if offers else ()


def _by_municipality(site: LocalizedSite, term: Term) -> LinkGroup:
    name = "municipality_need" if term.kind == "needs" else "municipality_audience"
    links = tuple(
        site.links.municipality(m, site.indexes.by_municipality.term_counts[m.id].get(term, 0), name, term.id)
        for m in site.links.municipalities
    )
    return LinkGroup(heading=site.localizer._("Where do you live?"), links=links)


FAMILIES = {
    "need": Family("pages/term.html", term),
    "audience": Family("pages/term.html", term),
    "format": Family("pages/term.html", term),
    "arena": Family("pages/term.html", term),
}
