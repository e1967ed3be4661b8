"""The pages of places: the way there, and what happens there."""

from dataclasses import dataclass

from veiviser.directory.model import LocalizedText, Place
from veiviser.pages.making import Family, PageContent
from veiviser.pages.opening import OpeningView, opening
from veiviser.pages.sources import sources_of
from veiviser.web.contact_points import address_line
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import CardGroup, Fact, Link, NextDate

_DATES_SHOWN = 6
_MAP = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    heading: str
    facts: tuple[Fact, ...]
    opening: OpeningView | None
    phone: str | None
    url: str | None
    groups: tuple[CardGroup, ...]
    dates: tuple[NextDate, ...]
    sources: tuple[str, ...]
    onward: tuple[Link, ...]


def place(site: LocalizedSite, place: Place) -> PageContent:
    """The page of a place: the way there, and what happens there."""
    crumbs = (site.links.municipality(place.municipality),)
    title = site.localizer._("The way to {name}", name=site.links.place(place).whole)
    return PageContent(view=_place(site, place), title=title, crumbs=crumbs)


def _place(site: LocalizedSite, place: Place) -> PlaceView:
    _, indexes, facts = site.localizer._, site.indexes, place.facts
    home = site.links.municipality(place.municipality)
    position = facts.latitude is not None and facts.longitude is not None
    on_map = Link(text=_("See it on a map"), address=_MAP.format(lat=facts.latitude, lon=facts.longitude))
    address = address_line(place)
    secret = _("The address is not public. Call to find out where it is.") if facts.secret else EMPTY
    rows = (
        Fact(label=_("Address"), values=(Phrase.of(address) or secret,) if address or secret else ()),
        Fact(label=_("Municipality"), values=(home,)),
        Fact(label=_("How to get there"), values=_text(site, place.texts["directions"])),
        Fact(label=_("Map"), values=(on_map,) if position else ()),
        Fact(label=_("Access"), values=tuple(site.localizer.say(term.name) for term in place.accessibility)),
    )
    dates = tuple(pair for pair in indexes.upcoming.all if place in pair[0].places)[:_DATES_SHOWN]
    offers = indexes.referring.offers_at.get(place, ())
    return PlaceView(
        heading=place.name,
        facts=tuple(row for row in rows if row.values),
        opening=opening(site, place),
        phone=facts.phone,
        url=facts.url,
        groups=(site.cards.group("tilbud", _("What happens here"), offers),) if offers else (),
        dates=site.cards.next_dates(dates),
        sources=sources_of(place),
        onward=(home, site.links.to("offers", _("All offers"), len(indexes.listed))),
    )


def _text(site: LocalizedSite, words: LocalizedText) -> tuple[Phrase, ...]:
    return (site.localizer.say(words),) if words else ()


FAMILIES = {
    "place": Family("pages/place.html", place),
}
