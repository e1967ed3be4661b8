"""The pages by municipality: the list, each one, and what each has for a need or an audience."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from veiviser.directory import coverage
from veiviser.directory.model import Municipality, Term
from veiviser.directory.postcodes import shared
from veiviser.directory.successors import standing
from veiviser.languages import LANGUAGES
from veiviser.pages.edition import Edition
from veiviser.pages.facets import Facet, narrowing
from veiviser.pages.model import Group, Link, Links, NextDate, Page, Reach, Said
from veiviser.pages.nearest import in_municipality, next_door, professionals
from veiviser.pages.sorting import sort_key

# First and last postcode, and the address and the name of a municipality.
Postcodes: TypeAlias = tuple[str, str, str, str]

_DATES_SHOWN = 6
# In the language they lead to, so that its readers find them.
_OTHER_FORM = {"nn": ("nb", "Les denne siden på bokmål"), "nb": ("nn", "Les denne sida på nynorsk")}


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityView:
    """`filters` lead to the same municipality's needs and audiences; `next_best` stands where nothing matches.

    `other_form` is the same page in the Norwegian that the municipality has not chosen, for those led here from it.
    `official` tells which languages are official where Sámi is, and `sami` leads to the same page in those.
    """

    heading: str
    intro: str
    other_form: Link | None
    official: str = ""
    sami: tuple[Link, ...] = ()
    groups: tuple[Group, ...]
    narrowing: tuple[Facet, ...]
    empty: str
    elsewhere: tuple[Link, ...]
    next_best: tuple[Group, ...]
    apart: tuple[Group, ...]
    filters: tuple[Links, ...]
    dates: tuple[NextDate, ...]
    calendar: str
    news: str
    onward: tuple[Link, ...]
    for_children: tuple[Reach, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalitiesView:
    """`shared` are postcodes that lie in several municipalities, in words, and these."""

    heading: str
    intro: str
    counties: tuple[Links, ...]
    merged: Links
    postcodes: tuple[Postcodes, ...]
    shared: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedView:
    """A municipality that is no more: what it became."""

    heading: str
    intro: str
    successors: tuple[Link, ...]


def municipality_pages(edition: Edition) -> Iterator[Page]:
    """`/kommune/`, and for each municipality its page and one for every need and audience."""
    directory = edition.plan.directory
    yield _list(edition)
    for municipality in directory.municipalities:
        yield _municipality(edition, municipality)
        for term in (*directory.vocabulary["needs"], *directory.vocabulary["audiences"]):
            yield _filtered(edition, municipality, term)
    for municipality in directory.merged:
        yield from _merged(edition, municipality)


def _list(edition: Edition) -> Page:
    _, plan = edition._, edition.plan
    by_county: dict[str, list[Link]] = {}
    for m in edition.municipalities:
        link = edition.to_municipality(m, len(plan.reaches[m.id].usable))
        by_county.setdefault(edition.text(m.county.name), []).append(link)
    counties = tuple(
        Links(heading=name, links=tuple(links))
        for name, links in sorted(by_county.items(), key=lambda pair: sort_key(pair[0], edition.language))
    )
    former = sorted(plan.directory.merged, key=lambda m: sort_key(m.named(edition.language), edition.language))
    merged = tuple(edition.to_municipality(m) for m in former)
    view = MunicipalitiesView(
        heading=_("Where do you live?"),
        intro=_("Choose your municipality. The figure says how many offers you can use there."),
        counties=counties,
        merged=Links(heading=_("Former municipalities"), links=merged),
        postcodes=postcodes(edition),
        shared=tuple(_shared(edition)),
    )
    return edition.page("kommune/", "pages/municipalities.html", view, title=_("Municipalities"))


def _spans(edition: Edition) -> Iterator[tuple[str, str, Municipality]]:
    """The postcodes of each municipality, and of those that have become part of it."""
    directory = edition.plan.directory
    yield from ((*span, m) for m in directory.municipalities for span in m.facts.postcodes)
    for former in directory.merged:
        successors = standing(former, directory)
        here = [m for m in directory.municipalities if m.id in successors]
        yield from ((*span, m) for span in former.facts.postcodes for m in here)


def postcodes(edition: Edition) -> tuple[Postcodes, ...]:
    """Each range of postcodes, and where it leads."""
    links = {m: edition.to_municipality(m) for m in edition.plan.directory.municipalities}
    return tuple((first, last, links[m].address, links[m].text.text) for first, last, m in _spans(edition))


def _shared(edition: Edition) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for first, last, owners in shared(_spans(edition)):
        there = dict.fromkeys(owners)
        if len(there) > 1:
            name = first if first == last else f"{first}–{last}"
            yield name, tuple(edition.to_municipality(m) for m in edition.municipalities if m in there)


def _municipality(edition: Edition, municipality: Municipality) -> Page:
    _, plan, path = edition._, edition.plan, f"kommune/{municipality.id}/"
    reach = plan.reaches[municipality.id]
    groups = _groups(edition, municipality, reach)
    view = MunicipalityView(
        heading=municipality.named(edition.language),
        intro=edition.many(
            "{count} offer you can use if you live here.", "{count} offers you can use if you live here.",
            len(reach.usable),
        ) if reach.usable else "",
        other_form=_other_form(edition, municipality, ""),
        official=_official(edition, municipality),
        sami=tuple(
            Link(text=Said(LANGUAGES[code].name, code), address=edition.address(path, code))
            for code in municipality.facts.sami
            if code in edition.languages and code != edition.language
        ),
        groups=groups,
        narrowing=narrowing(edition, groups),
        empty="" if reach.usable else _("We know of no offers to family and friends here yet."),
        elsewhere=() if reach.usable else _elsewhere(edition, municipality),
        next_best=next_door(edition, reach.next_door) if reach.usable
        else in_municipality(edition, municipality, beside=reach.next_door),
        apart=professionals(edition, plan.professionals_in[municipality.id]),
        filters=_filters(edition, municipality),
        dates=edition.next_dates(plan.coming_in(municipality)[:_DATES_SHOWN]),
        calendar=edition.address(f"{path}kalender.ics"),
        news=edition.address(f"{path}nytt.xml"),
        onward=_onward(edition, municipality),
        for_children=tuple(
            edition.reach_contact(contact)
            for contact in plan.contacts_for_children
            if municipality.id in contact.areas.municipalities
        ),
        sources=municipality.facts.sources,
    )  # fmt: skip
    return edition.page(
        path,
        "pages/municipality.html",
        view,
        title=_("Offers in {name}", name=municipality.named(edition.language)),
        description=_(
            "Offers in {name} for anyone close to someone having a hard time.",
            name=municipality.named(edition.language),
        ),
        updated=plan.changed(reach.usable),
        crumbs=(edition.to("kommune/", _("Municipalities")),),
    )


def _elsewhere(edition: Edition, municipality: Municipality) -> tuple[Link, ...]:
    """Who may help where the directory has nothing: the municipality itself, help lines, and words to ask for."""
    _, url = edition._, municipality.facts.url
    own = (
        Link(text=Said(_("Ask the municipality: {name}", name=municipality.named(edition.language))), address=url)
        if url
        else None
    )
    lines = (edition.to("hjelp-na/", _("Help lines you can call")), edition.to("ordbok/", _("Words you can ask about")))
    return (*((own,) if own else ()), *lines)


def _other_form(edition: Edition, municipality: Municipality, below: str) -> Link | None:
    """The way back to the other Norwegian, in its own words; None where nobody is led here from it."""
    form = municipality.facts.language_form
    if edition.language != form or form not in _OTHER_FORM:
        return None
    other, text = _OTHER_FORM[form]
    if other not in edition.languages:
        return None
    return Link(text=Said(text, other), address=edition.address(f"kommune/{municipality.id}/{below}", other))


def _official(edition: Edition, municipality: Municipality) -> str:
    """Norwegian and the Sámi languages that the content names; nothing where it names none."""
    sami = municipality.facts.sami
    names = ", ".join(edition.language_name(code) for code in ("no", *sami))
    return (
        edition._(
            "Official languages in {name}: {languages}.", name=municipality.named(edition.language), languages=names
        )
        if sami
        else ""
    )


def _groups(edition: Edition, municipality: Municipality, reach: coverage.Reach) -> tuple[Group, ...]:
    """What people of a municipality can use, nearest first, and by need where that is much."""
    _ = edition._
    areas = tuple(offer for offer in reach.wider if not offer.coverage.nation)
    nation = tuple(offer for offer in reach.wider if offer.coverage.nation)
    return (
        *edition.by_need(reach.own, ("her", _("In {name}", name=municipality.named(edition.language)))),
        *edition.by_need(reach.nearby, ("nabo", _("At the neighbours, and open to you"))),
        *edition.by_need(
            areas, ("omraade", _("In a wider area that {name} belongs to", name=municipality.named(edition.language)))
        ),
        *edition.by_need(nation, ("landet", _("In the whole country"))),
    )


def _filters(edition: Edition, municipality: Municipality) -> tuple[Links, ...]:
    _, vocabulary = edition._, edition.plan.directory.vocabulary
    counts = edition.plan.term_counts[municipality.id]
    base = f"kommune/{municipality.id}/"
    needs = tuple(
        Link(
            text=edition.say(need.name),
            address=edition.address(f"{base}{need.id}/"),
            count=counts.get(need, 0),
        )
        for need in vocabulary["needs"]
    )
    audiences = tuple(
        Link(
            text=edition.say(audience.name),
            address=edition.address(f"{base}for/{audience.id}/"),
            count=counts.get(audience, 0),
        )
        for audience in vocabulary["audiences"]
    )
    return (
        Links(heading=_("What do you need?"), links=needs),
        Links(heading=_("Who are you?"), links=audiences),
    )


def _onward(edition: Edition, municipality: Municipality) -> tuple[Link, ...]:
    _, beside = edition._, [m for m in edition.municipalities if m.id in municipality.neighbours]
    neighbours = tuple(edition.to_municipality(m, len(edition.plan.reaches[m.id].usable)) for m in beside)
    return (
        edition.to(f"utskrift/kommune/{municipality.id}/", _("The list on paper")),
        *neighbours,
        edition.to("tilbud/", _("All offers"), len(edition.plan.listed)),
    )


def _filtered(edition: Edition, municipality: Municipality, term: Term) -> Page:
    """`/kommune/<m>/<need>/` or `/kommune/<m>/for/<audience>/`; where nothing matches, the next best."""
    _, plan = edition._, edition.plan
    need = term.kind == "needs"
    reach, found = plan.reaches[municipality.id], plan.all_reaches[municipality.id]
    matching = found.among(plan.counting.get(term, frozenset()))
    others = plan.beside_term.get(term, frozenset())
    beside = tuple(offer for offer in plan.professionals_in[municipality.id] if offer in others)
    name, here = edition.text(term.name), municipality.named(edition.language)
    heading = _("{term} in {name}", term=name, name=here)
    if matching.usable:
        next_best = next_door(edition, matching.next_door)
    else:
        next_best = in_municipality(edition, municipality, plan.by_term.get(term, ()), matching.next_door)
    segment = term.id if need else f"for/{term.id}"
    groups = _groups(edition, municipality, matching)
    view = MunicipalityView(
        heading=heading,
        intro=edition.text(term.description),
        other_form=_other_form(edition, municipality, f"{segment}/"),
        groups=groups,
        narrowing=narrowing(edition, groups),
        empty="" if matching.usable else _nothing(edition, municipality, term),
        elsewhere=(),
        next_best=next_best,
        apart=professionals(edition, beside),
        filters=(_filters(edition, municipality)[0 if need else 1],),
        dates=(),
        calendar="",
        news="",
        onward=(edition.to(f"kommune/{municipality.id}/", _("Everything in {name}", name=here), len(reach.usable)),
                *_onward(edition, municipality)),
    )  # fmt: skip
    return edition.page(
        f"kommune/{municipality.id}/{segment}/",
        "pages/municipality.html",
        view,
        title=heading,
        updated=plan.changed(matching.usable),
        crumbs=(
            edition.to("kommune/", _("Municipalities")),
            edition.to(f"kommune/{municipality.id}/", municipality.named(edition.language)),
        ),
        for_children=term.children,
    )


def _nothing(edition: Edition, municipality: Municipality, term: Term) -> str:
    """That nobody offers it, and who has looked; a survey of one audience says nothing of the others."""
    _, found = edition._, edition.plan.surveys.get((municipality.id, term.id))
    if found is None:
        return _("Nobody offers this in {name}, as far as we know.", name=municipality.named(edition.language))
    looked = _(
        "Nobody offers this in {name}. {who} looked on {date}.",
        name=municipality.named(edition.language),
        who=found.facts.checked_by,
        date=edition.day(found.facts.checked_on),
    )
    return " ".join(part for part in (looked, edition.text(found.note)) if part)


def _merged(edition: Edition, municipality: Municipality) -> Iterator[Page]:
    """A signpost at every address that the municipality had."""
    _, directory = edition._, edition.plan.directory
    known = {m.id: m for m in (*directory.municipalities, *directory.merged)}
    view = MergedView(
        heading=municipality.named(edition.language),
        intro=_("{name} is no longer a municipality of its own. Go on to where it belongs now:",
                name=municipality.named(edition.language)),
        successors=(
            *(edition.to_municipality(known[id_]) for id_ in municipality.facts.becomes),
            edition.to("kommune/", _("All municipalities")),
        ),
    )  # fmt: skip
    name, path = municipality.named(edition.language), f"kommune/{municipality.id}/"
    titles = {
        path: name,
        f"utskrift/{path}": _("Offers in {name}, on paper", name=name),
        f"kalender/{path}": _("Calendar for {municipality}", municipality=name),
    }
    for kind, below in (("needs", ""), ("audiences", "for/")):
        for term in directory.vocabulary[kind]:
            titles[f"{path}{below}{term.id}/"] = _("{term} in {name}", term=edition.text(term.name), name=name)
    crumbs = (edition.to("kommune/", _("Municipalities")),)
    for address, title in titles.items():
        yield edition.page(address, "pages/merged.html", view, title=title, crumbs=crumbs, indexed=False)
