"""Facets for narrowing a list in the visitor's browser; a diagnosis is never a facet.

A form has a checkbox for each mark (a facet token such as `behov-sorg` or `gratis`) of the cards in its list. Cards
carry the numbers of their marks, since the tokens would cost a list of 200 offers one more round trip on a slow phone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from veiviser.directory.model import Directory, Offer, Term
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import Phrase
from veiviser.web.views import CardGroup

# The shortest list with facets: shorter ones are read faster than they are narrowed.
_WORTH_NARROWING = 6
_THIS_WEEK = "denne-uka"  # matched in the browser, which knows the current date
_TERMS: Mapping[str, str] = {"needs": "behov", "audiences": "for", "formats": "form"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A checkbox. Its mark is used in addresses; its number is the same on all pages of a build."""

    number: int
    mark: str
    name: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Checkboxes under a legend: a card must match one of the chosen ones, or all of them if `every`."""

    legend: Phrase
    options: tuple[Option, ...]
    every: bool = False


def marks(offer: Offer) -> Iterator[str]:
    """The marks of an offer, independent of the page's language."""
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


def narrowing(facets: Iterable[Facet], groups: Iterable[CardGroup]) -> tuple[Facet, ...]:
    """The `facets` and options that match some cards of a list and not others; none for a short list."""
    cards = {card.id: card for group in groups for card in group.cards}
    if len(cards) < _WORTH_NARROWING:
        return ()
    of_all = frozenset.intersection(*(frozenset(card.marks) for card in cards.values()))
    of_some = frozenset(mark for card in cards.values() for mark in card.marks) - of_all
    dated = any(card.next for card in cards.values())

    def narrows(option: Option) -> bool:
        return option.number in of_some or (dated and option.mark == _THIS_WEEK)

    kept = (replace(facet, options=tuple(filter(narrows, facet.options))) for facet in facets)
    return tuple(facet for facet in kept if facet.options)


def all_facets(directory: Directory, localizer: Localizer) -> tuple[Facet, ...]:
    """All facets of the region, with the names of their options in one language."""
    _ = localizer._
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

    def facet(legend: Phrase, options: Iterable[tuple[str, Phrase]], *, every: bool = False) -> Facet:
        numbered = tuple(Option(number=next(numbers), mark=mark, name=name) for mark, name in options)
        return Facet(legend=legend, options=numbered, every=every)

    def of_terms(kind: str, prefix: str) -> Facet:
        terms = directory.vocabulary[kind]
        return facet(legends[kind], ((f"{prefix}-{term.id}", localizer.say(term.name)) for term in terms))

    return (
        *(of_terms(kind, prefix) for kind, prefix in _TERMS.items()),
        facet(_("Language"), ((f"lang-{code}", localizer.language_name(code)) for code in codes)),
        facet(_("Practical"), ((mark, name) for mark, name in practical), every=True),
    )
