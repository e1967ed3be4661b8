"""What a list can be narrowed by in the visitor's browser: never a diagnosis.

Each card carries short marks (`behov-sorg`, `gratis`); a form has a box for each mark that some card of the list has.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from veiviser.directory.model import Offer, Term
from veiviser.pages.model import Group, Said

if TYPE_CHECKING:
    from veiviser.pages.edition import Edition

# Shorter lists are read faster than they are narrowed.
_WORTH_NARROWING = 6
_TERMS: Mapping[str, str] = {"needs": "behov", "audiences": "for", "formats": "form"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Boxes under a legend: cards need one of those chosen, or all of them when `every`."""

    legend: str
    options: tuple[tuple[str, Said], ...]
    every: bool = False


def marks(offer: Offer) -> Iterator[str]:
    """What holds for an offer, whatever the language of the page."""
    facts = offer.facts
    for kind, prefix in _TERMS.items():
        terms: tuple[Term, ...] = getattr(offer, kind)
        yield from (f"{prefix}-{term.id}" for term in terms)
    yield from (f"lang-{code}" for code in facts.languages)
    if facts.cost == "free":
        yield "gratis"
    if facts.referral == "none":
        yield "uten-henvisning"
    if any(form.online for form in offer.formats):
        yield "paa-nett"
    if any(access.wheelchair for access in offer.accessibility):
        yield "rullestol"


def narrowing(edition: "Edition", groups: Iterable[Group]) -> tuple[Facet, ...]:
    """The facets of a list that tell some of its cards from others; none for a short list."""
    cards = {card.id: card for group in groups for card in group.cards}
    if len(cards) < _WORTH_NARROWING:
        return ()
    of_all = frozenset.intersection(*(frozenset(card.marks) for card in cards.values()))
    telling = frozenset(mark for card in cards.values() for mark in card.marks) - of_all
    if any(card.next for card in cards.values()):
        telling |= {"denne-uka"}
    facets = (
        Facet(legend=facet.legend, every=facet.every, options=tuple(o for o in facet.options if o[0] in telling))
        for facet in edition.facets
    )
    return tuple(facet for facet in facets if facet.options)


def all_facets(edition: "Edition") -> tuple[Facet, ...]:
    """Every facet of the region, with the names of its options in the edition's language."""
    _, directory = edition._, edition.plan.directory
    legends = {"needs": _("What do you need?"), "audiences": _("Who are you?"), "formats": _("How?")}
    terms = (
        Facet(
            legend=legends[kind],
            options=tuple((f"{prefix}-{term.id}", edition.say(term.name)) for term in directory.vocabulary[kind]),
        )
        for kind, prefix in _TERMS.items()
    )
    codes = sorted({code for offer in directory.offers for code in offer.facts.languages})
    practical = (
        ("gratis", _("Free")),
        ("uten-henvisning", _("No referral needed")),
        ("paa-nett", _("Online or by phone")),
        ("rullestol", _("Wheelchair access")),
        ("denne-uka", _("Something happens within a week")),
    )
    return (
        *terms,
        Facet(legend=_("Language"), options=tuple((f"lang-{c}", Said(edition.language_name(c))) for c in codes)),
        Facet(legend=_("Practical"), options=tuple((mark, Said(name)) for mark, name in practical), every=True),
    )
