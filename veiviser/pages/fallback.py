"""Alternatives where nothing matches, so that no list is a dead end: at the neighbours, online, open to all."""

from collections.abc import Iterable, Iterator
from itertools import filterfalse

from veiviser.directory.model import Municipality, Offer, Term
from veiviser.web.site import LocalizedSite
from veiviser.web.unconfirmed import once_planned
from veiviser.web.views import CardGroup

# The most alternatives of a kind: they are a hint, and the links below them lead to full lists.
_SHOWN = 6


def next_door(site: LocalizedSite, offers: tuple[Offer, ...]) -> tuple[CardGroup, ...]:
    """Offers made for people in neighbouring municipalities."""
    note = site.localizer._(
        "These are for people in the neighbouring municipalities. Call and ask whether you can come too."
    )
    group = site.cards.group(
        "naboer", site.localizer._("What the neighbouring municipalities have"), offers[:_SHOWN], note
    )
    return _filled([group])


def in_municipality(
    site: LocalizedSite, municipality: Municipality, matching: tuple[Offer, ...] = (), beside: tuple[Offer, ...] = ()
) -> tuple[CardGroup, ...]:
    """Alternatives for a municipality without (matching) offers: nearest first, then anything people there can use.

    `matching` are all matching offers in the region, `beside` are the matching offers of the neighbours.
    """
    _, indexes = site.localizer._, site.indexes
    usable = indexes.by_municipality.available[municipality.id].usable
    elsewhere = _without(matching, beside) or (() if usable else indexes.listed)
    online = tuple(offer for offer in usable if offer.online)
    others = _without(usable, online)[:_SHOWN]
    note = _("These are made for people who live elsewhere. Some of them can tell you whom to ask at home.")
    return _filled(
        [
            *next_door(site, beside),
            site.cards.group("andre", _("Elsewhere in the region"), elsewhere[:_SHOWN], note),
            site.cards.group("fjernt", _("By phone or online, and open to you"), online[:_SHOWN]),
            site.cards.group("ellers", _("Other offers in {name}", name=municipality.named(site.language)), others),
        ]
    )


def in_region(site: LocalizedSite, term: Term) -> tuple[CardGroup, ...]:
    """Alternatives for a term without current offers in the region: planned or paused offers, then offers for all."""
    coming = (offer for offer in site.directory.offers if term in _terms(offer))
    later = tuple(offer for offer in coming if not (offer.offered or offer.ended))
    later_on = site.cards.group("senere", site.localizer._("Planned or on pause"), filterfalse(once_planned, later))
    return _filled([later_on, once_planned_group(site, later), *open_to_all(site)])


def once_planned_group(site: LocalizedSite, offers: Iterable[Offer]) -> CardGroup:
    """Planned offers that were never confirmed, apart from the confirmed plans."""
    note = site.localizer._("We do not know whether these have begun.")
    return site.cards.group("var-planlagt", site.localizer._("Once planned"), filter(once_planned, offers), note)


def open_to_all(site: LocalizedSite) -> tuple[CardGroup, ...]:
    """Offers for all municipalities, by phone or online first, then the rest; any offers if there are none."""
    _, everywhere = site.localizer._, site.indexes.everywhere
    online = tuple(offer for offer in everywhere if offer.online)
    found = _filled(
        [
            site.cards.group("fjernt", _("By phone or online, wherever you live"), online[:_SHOWN]),
            site.cards.group("alle", _("Open to everybody in the region"), _without(everywhere, online)[:_SHOWN]),
        ]
    )
    return found or _filled([site.cards.group("ellers", _("Other offers"), site.indexes.listed[:_SHOWN])])


def professionals(site: LocalizedSite, offers: Iterable[Offer]) -> tuple[CardGroup, ...]:
    """Offers for professionals only, as a group of their own that no count for others includes."""
    return _filled([site.cards.group("fagfolk", site.localizer._("For professionals"), offers)])


def _without(offers: Iterable[Offer], shown: Iterable[Offer]) -> tuple[Offer, ...]:
    left_out = set(shown)
    return tuple(offer for offer in offers if offer not in left_out)


def _terms(offer: Offer) -> Iterator[Term]:
    yield from (*offer.needs, *offer.audiences, *offer.formats, *offer.arenas)


def _filled(groups: Iterable[CardGroup]) -> tuple[CardGroup, ...]:
    return tuple(group for group in groups if group.cards)
