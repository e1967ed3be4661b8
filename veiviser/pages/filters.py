"""The pages by need, audience, format and arena, which never ask for a diagnosis."""

from collections.abc import Iterator
from dataclasses import dataclass

from veiviser.directory.model import Offer, Term
from veiviser.pages.edition import Edition
from veiviser.pages.facets import Facet, narrowing
from veiviser.pages.nearest import in_region, professionals
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.views import Group, Link, Links, Page

_KINDS = ("needs", "audiences", "formats", "arenas")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterView:
    """`filters` are the same term in each municipality, and the other terms of its list. `next_best` stands where
    nothing matches, `apart` below it: what is for professionals alone."""

    heading: Phrase
    intro: Phrase
    groups: tuple[Group, ...]
    narrowing: tuple[Facet, ...]
    empty: Phrase
    apart: tuple[Group, ...]
    next_best: tuple[Group, ...]
    filters: tuple[Links, ...]
    onward: tuple[Link, ...]
    calendar: str
    news: str


def filter_pages(edition: Edition) -> Iterator[Page]:
    """`/behov/<need>/`, `/for/<audience>/`, `/form/<format>/` and `/arena/<arena>/`."""
    for kind in _KINDS:
        for term in edition.plan.directory.vocabulary[kind]:
            yield _page(edition, term)


def _page(edition: Edition, term: Term) -> Page:
    _, plan = edition._, edition.plan
    link = edition.to_term(term)
    offers, beside = plan.by_term.get(term, ()), plan.beside_term.get(term, frozenset())
    others = tuple(
        edition.to_term(other, count=len(plan.by_term.get(other, ())))
        for other in plan.directory.vocabulary[term.kind]
        if other is not term
    )
    heading = {"needs": _("Other needs"), "audiences": _("For others"), "formats": _("Other ways")}
    filters: tuple[Links, ...] = (Links(heading=heading.get(term.kind, _("Elsewhere in life")), links=others),)
    if term.kind in ("needs", "audiences"):
        filters = (_by_municipality(edition, term), *filters)
    feeds = term.kind in ("needs", "audiences")
    segment = "behov" if term.kind == "needs" else "for"
    groups = _groups(edition, term, offers)
    view = FilterView(
        heading=link.text,
        intro=edition.say(term.description),
        groups=groups,
        narrowing=narrowing(edition, groups),
        empty=EMPTY
        if offers
        else _("Nobody offers this, as far as we know. See what there is instead, or call a help line."),
        apart=professionals(edition, (offer for offer in plan.for_professionals if offer in beside)),
        next_best=() if offers else in_region(edition, term),
        filters=filters,
        onward=(
            *((edition.to("for-barn/", _("For children and young people")),) if term.children else ()),
            edition.to("tilbud/", _("All offers"), len(plan.listed)),
        ),
        calendar=edition.address(f"{segment}/{term.id}/kalender.ics") if feeds else "",
        news=edition.address(f"behov/{term.id}/nytt.xml") if term.kind == "needs" else "",
    )
    path = (
        link.address if edition.language == edition.languages[0] else link.address.removeprefix(edition.language + "/")
    )
    return edition.page(path, "pages/filter.html", view, title=edition.text(term.name),
                        description=edition.text(term.description), updated=plan.changed(offers),
                        crumbs=(edition.to("tilbud/", _("All offers")),),
                        for_children=term.children)  # fmt: skip


def _groups(edition: Edition, term: Term, offers: tuple[Offer, ...]) -> tuple[Group, ...]:
    """By need where there are many; those that answer one need stand together."""
    if term.kind != "needs":
        return edition.by_need(offers)
    return (edition.group("tilbud", edition._("Offers"), offers),) if offers else ()


def _by_municipality(edition: Edition, term: Term) -> Links:
    below = term.id if term.kind == "needs" else f"for/{term.id}"
    links = tuple(
        edition.to_municipality(m, edition.plan.term_counts[m.id].get(term, 0), f"{below}/")
        for m in edition.municipalities
    )
    return Links(heading=edition._("Where do you live?"), links=links)
