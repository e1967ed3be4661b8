"""What a list can be narrowed by in the visitor's browser: never a diagnosis.

A form has a box for each mark (`behov-sorg`, `gratis`) that some card of the list has. Cards carry the numbers of their
marks, since words would cost a list of 200 offers a round trip more on a slow phone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from veiviser.directory.model import Offer, Term
from veiviser.pages.model import Group, Said

if TYPE_CHECKING:
    from veiviser.pages.edition import Edition

# Shorter lists are read faster than they are narrowed.
_WORTH_NARROWING = 6
_THIS_WEEK = "denne-uka"  # which offers have something then, the browser knows
_TERMS: Mapping[str, str] = {"needs": "behov", "audiences": "for", "formats": "form"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A box. Its mark stands in addresses, its number is the same on all pages of a build."""

    number: int
    mark: str
    name: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Boxes under a legend: cards need one of those chosen, or all of them when `every`."""

    legend: str
    options: tuple[Option, ...]
    every: bool = False


def marks(offer: Offer) -> Iterator[str]:
    """What holds for an offer, whatever the language of the page."""
    facts = offer.facts
    for kind, prefix in _TERMS.items():
        terms: tuple[Term, ...] = getattr(offer, kind)
        yield from (f"{prefix}-{term.id}" for term in terms)
    yield from (f"lang-{code}" for code in facts.languages)
    if offer.free:
        yield "gratis"
    if facts.referral == "none":
        yield "uten-henvisning"
    if any(form.online for form in offer.formats):
        yield "paa-nett"
    if any(access.wheelchair for access in offer.access):
        yield "rullestol"


def narrowing(edition: "Edition", groups: Iterable[Group]) -> tuple[Facet, ...]:
    """The facets of a list that tell some of its cards from others; none for a short list."""
    cards = {card.id: card for group in groups for card in group.cards}
    if len(cards) < _WORTH_NARROWING:
        return ()
    of_all = frozenset.intersection(*(frozenset(card.marks) for card in cards.values()))
    telling = frozenset(mark for card in cards.values() for mark in card.marks) - of_all
    dated = any(card.next for card in cards.values())

    def tells(option: Option) -> bool:
        return option.number in telling or (dated and option.mark == _THIS_WEEK)

    facets = (replace(facet, options=tuple(filter(tells, facet.options))) for facet in edition.facets)
    return tuple(facet for facet in facets if facet.options)


def all_facets(edition: "Edition") -> tuple[Facet, ...]:
    """Every facet of the region, with the names of its options in the edition's language."""
    _, directory = edition._, edition.plan.directory
    legends = {"needs": _("What do you need?"), "audiences": _("Who are you?"), "formats": _("How?")}
    codes = sorted({code for offer in directory.offers for code in offer.facts.languages})
    practical = (
        ("gratis", _("Free")),
        ("uten-henvisning", _("No referral needed")),
        ("paa-nett", _("Online")),
        ("rullestol", _("Wheelchair access")),
        (_THIS_WEEK, _("Something happens within a week")),
    )
    numbers = count()

    def facet(legend: str, options: Iterable[tuple[str, Said]], every: bool = False) -> Facet:
        numbered = tuple(Option(number=next(numbers), mark=mark, name=name) for mark, name in options)
        return Facet(legend=legend, options=numbered, every=every)

    def of_terms(kind: str, prefix: str) -> Facet:
        terms = directory.vocabulary[kind]
        return facet(legends[kind], ((f"{prefix}-{term.id}", edition.say(term.name)) for term in terms))

    return (
        *(of_terms(kind, prefix) for kind, prefix in _TERMS.items()),
        facet(_("Language"), ((f"lang-{code}", Said(edition.language_name(code))) for code in codes)),
        facet(_("Practical"), ((mark, Said(name)) for mark, name in practical), every=True),
    )
