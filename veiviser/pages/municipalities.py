"""Pages of municipalities: the list, each municipality, and its offers for a need or an audience."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from veiviser.directory import coverage
from veiviser.directory.model import Municipality, Term
from veiviser.directory.postcodes import shared
from veiviser.directory.successors import standing
from veiviser.language.collation import sort_key
from veiviser.language.languages import LANGUAGES
from veiviser.pages.fallback import in_municipality, next_door, professionals
from veiviser.pages.making import Family, PageContent
from veiviser.web.facets import Facet, narrowing
from veiviser.web.phrase import EMPTY, AnyText, Phrase, join
from veiviser.web.site import LocalizedSite
from veiviser.web.views import CardGroup, ContactPoint, Link, LinkGroup, NextDate

# First and last postcode, and the address and the name of a municipality.
PostcodeRow: TypeAlias = tuple[str, str, str, str]

_DATES_SHOWN = 6
# In the language of the linked page, so that its readers find it.
_OTHER_FORM = {"nn": ("nb", "Les denne siden på bokmål"), "nb": ("nn", "Les denne sida på nynorsk")}


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityView:
    """`filters` link to the needs and audiences of the municipality; `next_best` are alternatives if nothing matches.

    `other_form` links to the page in the form of Norwegian that the municipality has not chosen, for visitors sent here
    from it. `official` names the official languages if a Sámi language is one of them; `sami` link to the page in
    these.
    """

    heading: Phrase
    intro: Phrase
    other_form: Link | None
    official: Phrase = EMPTY
    sami: tuple[Link, ...] = ()
    groups: tuple[CardGroup, ...]
    narrowing: tuple[Facet, ...]
    empty: Phrase
    elsewhere: tuple[Link, ...]
    next_best: tuple[CardGroup, ...]
    apart: tuple[CardGroup, ...]
    filters: tuple[LinkGroup, ...]
    dates: tuple[NextDate, ...]
    calendar: str
    news: str
    onward: tuple[Link, ...]
    for_children: tuple[ContactPoint, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalitiesView:
    """`shared` are ranges of postcodes that several municipalities share, as text, with links to these."""

    heading: Phrase
    intro: Phrase
    counties: tuple[LinkGroup, ...]
    merged: LinkGroup
    postcodes: tuple[PostcodeRow, ...]
    shared: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedView:
    """A former municipality, and links to its successors."""

    heading: Phrase
    intro: Phrase
    successors: tuple[Link, ...]


def municipalities(site: LocalizedSite) -> PageContent:
    """All municipalities, by county and by postcode."""
    _, indexes = site.localizer._, site.indexes
    by_county: dict[str, list[Link]] = {}
    for m in site.links.municipalities:
        link = site.links.municipality(m, len(indexes.by_municipality.available[m.id].usable))
        by_county.setdefault(site.localizer.text(m.county.name), []).append(link)
    counties = tuple(
        LinkGroup(heading=Phrase.of(name), links=tuple(links))
        for name, links in sorted(by_county.items(), key=lambda pair: sort_key(pair[0], site.language))
    )
    former = sorted(site.directory.merged, key=lambda m: sort_key(m.named(site.language), site.language))
    merged = tuple(site.links.municipality(m) for m in former)
    view = MunicipalitiesView(
        heading=_("Where do you live?"),
        intro=_("Choose your municipality. The figure says how many offers you can use there."),
        counties=counties,
        merged=LinkGroup(heading=_("Former municipalities"), links=merged),
        postcodes=postcodes(site),
        shared=tuple(_shared(site)),
    )
    return PageContent(view=view, title=_("Municipalities"))


def _spans(site: LocalizedSite) -> Iterator[tuple[str, str, Municipality]]:
    """First and last postcode of each range, and its municipality; former ones count as their successors."""
    directory = site.directory
    yield from ((*span, m) for m in directory.municipalities for span in m.facts.postcodes)
    for former in directory.merged:
        successors = standing(former, directory)
        here = [m for m in directory.municipalities if m.id in successors]
        yield from ((*span, m) for span in former.facts.postcodes for m in here)


def postcodes(site: LocalizedSite) -> tuple[PostcodeRow, ...]:
    """Each range of postcodes, with the address and the name of its municipality."""
    links = {m: site.links.municipality(m) for m in site.directory.municipalities}
    return tuple((first, last, links[m].address, str(links[m].text)) for first, last, m in _spans(site))


def _shared(site: LocalizedSite) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for first, last, owners in shared(_spans(site)):
        there = dict.fromkeys(owners)
        if len(there) > 1:
            name = first if first == last else f"{first}–{last}"
            yield name, tuple(site.links.municipality(m) for m in site.links.municipalities if m in there)


def municipality(site: LocalizedSite, municipality: Municipality) -> PageContent:
    """The page of a municipality: the offers that people there can use, nearest first."""
    _, indexes = site.localizer._, site.indexes
    available = indexes.by_municipality.available[municipality.id]
    groups = _groups(site, municipality, available)
    view = MunicipalityView(
        heading=Phrase.of(municipality.named(site.language)),
        intro=site.localizer.many(
            "{count} offer you can use if you live here.", "{count} offers you can use if you live here.",
            len(available.usable),
        ) if available.usable else EMPTY,
        other_form=_other_form(site, municipality, "municipality"),
        official=_official(site, municipality),
        sami=tuple(
            Link(
                text=Phrase.of(LANGUAGES[code].name, code),
                address=site.links.address("municipality", municipality.id, language=code),
            )
            for code in municipality.facts.sami
            if code in site.urls.languages and code != site.language
        ),
        groups=groups,
        narrowing=narrowing(site.facets, groups),
        empty=EMPTY if available.usable else _("We know of no offers to family and friends here yet."),
        elsewhere=() if available.usable else _elsewhere(site, municipality),
        next_best=next_door(site, available.next_door) if available.usable
        else in_municipality(site, municipality, beside=available.next_door),
        apart=professionals(site, indexes.by_municipality.professionals_in[municipality.id]),
        filters=_filters(site, municipality),
        dates=site.cards.next_dates(indexes.upcoming.in_municipality[municipality.id][:_DATES_SHOWN]),
        calendar=site.links.address("municipality_calendar_feed", municipality.id),
        news=site.links.address("municipality_news_feed", municipality.id),
        onward=_onward(site, municipality),
        for_children=tuple(
            site.contact_points.of_contact(contact)
            for contact in indexes.referring.contacts_for_children
            if municipality.id in contact.areas.municipalities
        ),
        sources=municipality.facts.sources,
    )  # fmt: skip
    return PageContent(
        view=view,
        title=_("Offers in {name}", name=municipality.named(site.language)),
        description=_(
            "Offers in {name} for anyone close to someone having a hard time.", name=municipality.named(site.language)
        ),
        updated=indexes.changed(available.usable),
        crumbs=(site.links.to("municipalities", _("Municipalities")),),
    )


def _elsewhere(site: LocalizedSite, municipality: Municipality) -> tuple[Link, ...]:
    """Links for when the directory has no offers: the municipality itself, crisis lines and the glossary."""
    _, url = site.localizer._, municipality.facts.url
    own = (
        Link(text=_("Ask the municipality: {name}", name=municipality.named(site.language)), address=url)
        if url
        else None
    )
    lines = (
        site.links.to("crisis", _("Help lines you can call")),
        site.links.to("glossary", _("Words you can ask about")),
    )
    return (*((own,) if own else ()), *lines)


def _other_form(site: LocalizedSite, municipality: Municipality, name: str, *ids: str) -> Link | None:
    """A link to this page in the other form of Norwegian; None unless the municipality has chosen this form."""
    form = municipality.facts.language_form
    if site.language != form or form not in _OTHER_FORM:
        return None
    other, text = _OTHER_FORM[form]
    if other not in site.urls.languages:
        return None
    return Link(text=Phrase.of(text, other), address=site.links.address(name, municipality.id, *ids, language=other))


def _official(site: LocalizedSite, municipality: Municipality) -> Phrase:
    """The official languages, Norwegian and the Sámi ones of the municipality; empty without any Sámi language."""
    sami = municipality.facts.sami
    names = join(", ", (site.localizer.language_name(code) for code in ("no", *sami)))
    return (
        site.localizer._(
            "Official languages in {name}: {languages}.", name=municipality.named(site.language), languages=names
        )
        if sami
        else EMPTY
    )


def _groups(
    site: LocalizedSite, municipality: Municipality, available: coverage.AvailableOffers
) -> tuple[CardGroup, ...]:
    """The offers that people in a municipality can use, nearest first; long groups are divided by need."""
    _ = site.localizer._
    areas = tuple(offer for offer in available.wider if not offer.coverage.nation)
    nation = tuple(offer for offer in available.wider if offer.coverage.nation)
    return (
        *site.cards.by_need(available.own, ("her", _("In {name}", name=municipality.named(site.language)))),
        *site.cards.by_need(available.nearby, ("nabo", _("At the neighbours, and open to you"))),
        *site.cards.by_need(
            areas, ("omraade", _("In a wider area that {name} belongs to", name=municipality.named(site.language)))
        ),
        *site.cards.by_need(nation, ("landet", _("In the whole country"))),
    )


def _filters(site: LocalizedSite, municipality: Municipality) -> tuple[LinkGroup, ...]:
    _, vocabulary = site.localizer._, site.directory.vocabulary
    counts = site.indexes.by_municipality.term_counts[municipality.id]
    needs = tuple(
        Link(
            text=site.localizer.say(need.name),
            address=site.links.address("municipality_need", municipality.id, need.id),
            count=counts.get(need, 0),
        )
        for need in vocabulary["needs"]
    )
    audiences = tuple(
        Link(
            text=site.localizer.say(audience.name),
            address=site.links.address("municipality_audience", municipality.id, audience.id),
            count=counts.get(audience, 0),
        )
        for audience in vocabulary["audiences"]
    )
    return (
        LinkGroup(heading=_("What do you need?"), links=needs),
        LinkGroup(heading=_("Who are you?"), links=audiences),
    )


def _onward(site: LocalizedSite, municipality: Municipality) -> tuple[Link, ...]:
    _, available = site.localizer._, site.indexes.by_municipality.available
    beside = (m for m in site.links.municipalities if m.id in municipality.neighbours)
    neighbours = tuple(site.links.municipality(m, len(available[m.id].usable)) for m in beside)
    return (
        site.links.to("print", _("The list on paper"), ids=(municipality.id,)),
        *neighbours,
        site.links.to("offers", _("All offers"), len(site.indexes.listed)),
    )


def municipality_term(site: LocalizedSite, municipality: Municipality, term: Term) -> PageContent:
    """The page of a municipality and a need or audience: the offers that match, or else alternatives."""
    _, indexes, counts = site.localizer._, site.indexes, site.indexes.by_municipality
    need = term.kind == "needs"
    available, found = counts.available[municipality.id], counts.all_available[municipality.id]
    matching = found.among(indexes.counting.get(term, frozenset()))
    others = indexes.beside_term.get(term, frozenset())
    beside = tuple(offer for offer in counts.professionals_in[municipality.id] if offer in others)
    name, here = site.localizer.text(term.name), municipality.named(site.language)
    heading = _("{term} in {name}", term=name, name=here)
    if matching.usable:
        next_best = next_door(site, matching.next_door)
    else:
        next_best = in_municipality(site, municipality, indexes.by_term.get(term, ()), matching.next_door)
    groups = _groups(site, municipality, matching)
    view = MunicipalityView(
        heading=heading,
        intro=Phrase.of(site.localizer.text(term.description)),
        other_form=_other_form(site, municipality, "municipality_need" if need else "municipality_audience", term.id),
        groups=groups,
        narrowing=narrowing(site.facets, groups),
        empty=EMPTY if matching.usable else _nothing(site, municipality, term),
        elsewhere=(),
        next_best=next_best,
        apart=professionals(site, beside),
        filters=(_filters(site, municipality)[0 if need else 1],),
        dates=(),
        calendar="",
        news="",
        onward=(
            site.links.to(
                "municipality", _("Everything in {name}", name=here), len(available.usable), ids=(municipality.id,)
            ),
            *_onward(site, municipality),
        ),
    )  # fmt: skip
    return PageContent(
        view=view,
        title=heading,
        updated=indexes.changed(matching.usable),
        crumbs=(
            site.links.to("municipalities", _("Municipalities")),
            site.links.to("municipality", municipality.named(site.language), ids=(municipality.id,)),
        ),
        for_children=term.children,
    )


def _nothing(site: LocalizedSite, municipality: Municipality, term: Term) -> Phrase:
    """A sentence that nobody offers it, and who has checked; a survey of a single audience does not count."""
    _, found = site.localizer._, site.indexes.by_municipality.surveys.get((municipality.id, term.id))
    if found is None:
        return _("Nobody offers this in {name}, as far as we know.", name=municipality.named(site.language))
    looked = _(
        "Nobody offers this in {name}. {who} looked on {date}.",
        name=municipality.named(site.language),
        who=found.facts.checked_by,
        date=site.localizer.day(found.facts.checked_on),
    )
    return join(" ", (part for part in (looked, site.localizer.text(found.note)) if part))


def merged(site: LocalizedSite, municipality: Municipality, title: AnyText) -> PageContent:
    """The page at an address of a former municipality, which links to its successors."""
    _, directory, name = site.localizer._, site.directory, municipality.named(site.language)
    known = {m.id: m for m in (*directory.municipalities, *directory.merged)}
    view = MergedView(
        heading=Phrase.of(name),
        intro=_("{name} is no longer a municipality of its own. Go on to where it belongs now:", name=name),
        successors=(
            *(site.links.municipality(known[id_]) for id_ in municipality.facts.becomes),
            site.links.to("municipalities", _("All municipalities")),
        ),
    )
    crumbs = (site.links.to("municipalities", _("Municipalities")),)
    return PageContent(view=view, title=title, crumbs=crumbs, indexed=False, template="pages/merged.html")


def merged_title(site: LocalizedSite, name: str, municipality: Municipality, *terms: Term) -> AnyText:
    """The title of the page of a former municipality at the route `name`."""
    _, here = site.localizer._, municipality.named(site.language)
    if terms:
        return _("{term} in {name}", term=site.localizer.text(terms[0].name), name=here)
    titles = {
        "print": _("Offers in {name}, on paper", name=here),
        "municipality_calendar": _("Calendar for {municipality}", municipality=here),
    }
    return titles.get(name, here)


FAMILIES = {
    "municipalities": Family("pages/municipalities.html", municipalities),
    "municipality": Family("pages/municipality.html", municipality),
    "municipality_need": Family("pages/municipality.html", municipality_term),
    "municipality_audience": Family("pages/municipality.html", municipality_term),
}
