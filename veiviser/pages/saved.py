"""The list that a visitor keeps: it lives in the address of the page, and nowhere else."""

from dataclasses import dataclass

from veiviser.pages.making import PageContent
from veiviser.web.collation import sort_key
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRow:
    """An offer, and the number to call; `names` are those that a kept list may know it by.

    One that is `former` has ended or is too old to be trusted: those who kept it are told, others never see it.
    """

    card: Card
    names: tuple[str, ...]
    phone: str | None
    former: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    heading: Phrase
    intro: Phrase
    rows: tuple[SavedRow, ...]


def _place(site: LocalizedSite, row: SavedRow) -> tuple[object, ...]:
    return sort_key(str(row.card.title), site.language), sort_key(row.card.apart, site.language), row.card.id


def saved(site: LocalizedSite) -> PageContent:
    """Every offer that can be kept; a script shows those that the address names."""
    _ = site.words._
    rows = (
        SavedRow(
            card=site.cards.of[offer],
            names=(offer.id, *offer.facts.aliases),
            phone=next((way.phone for way in site.contact_points.of_offer(offer) if way.phone), None),
            former=offer.facts.status == "ended" or offer.freshness.hidden,
        )
        for offer in site.directory.offers
    )
    view = SavedView(
        heading=_("What you have kept"),
        intro=_("Gather the offers you want to think about, ask about or tell others of."),
        rows=tuple(sorted(rows, key=lambda row: _place(site, row))),
    )
    return PageContent(view=view, title=_("What you have kept"), indexed=False)
