"""The list of offers that a visitor saves: it is stored in the address of the page, and nowhere else."""

from dataclasses import dataclass

from veiviser.language.collation import sort_key
from veiviser.pages.making import Family, PageContent
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRow:
    """An offer and the phone number to call; `names` are the id and aliases that a saved list may have for it.

    One that is `former` has ended or is hidden as too old: only visitors who have saved it see it, marked as such.
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


def _order(site: LocalizedSite, row: SavedRow) -> tuple[object, ...]:
    return sort_key(str(row.card.title), site.language), sort_key(row.card.apart, site.language), row.card.id


def saved(site: LocalizedSite) -> PageContent:
    """All offers that can be saved; a script shows the ones that the address names."""
    _ = site.localizer._
    rows = (
        SavedRow(
            card=site.cards.of[offer],
            names=(offer.id, *offer.facts.aliases),
            phone=next((way.phone for way in site.contact_points.of_offer(offer) if way.phone), None),
            former=offer.ended or offer.freshness.hidden,
        )
        for offer in site.directory.offers
    )
    view = SavedView(
        heading=_("What you have kept"),
        intro=_("Gather the offers you want to think about, ask about or tell others of."),
        rows=tuple(sorted(rows, key=lambda row: _order(site, row))),
    )
    return PageContent(view=view, title=_("What you have kept"), indexed=False)


FAMILIES = {
    "saved": Family("pages/saved.html", saved),
}
