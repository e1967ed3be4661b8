"""The front page, and the page for addresses that do not exist (404)."""

from dataclasses import dataclass

from veiviser.directory.news import news
from veiviser.pages.landscape import landscape
from veiviser.pages.making import Family, PageContent
from veiviser.pages.municipalities import PostcodeRow, postcodes
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Card, Link, NextDate

_DATES_SHOWN = 3
# So many more are held back, and shown when the first ones have passed.
_DATES_HELD_BACK = 3
_NEWS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A question that visitors can answer, with a link for each answer; `icon` names the drawing beside it."""

    id: str
    icon: str
    question: Phrase
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """`doors` are three entrances: need, audience, municipality. `landscape` are the lines of a drawing, by name.

    `later` are the dates that are held back until the first ones have passed.
    """

    heading: Phrase
    tagline: Phrase
    doors: tuple[Door, ...]
    dates: tuple[NextDate, ...]
    later: tuple[NextDate, ...]
    news: tuple[Card, ...]
    all: Phrase
    guided: Link
    children: Link
    confirmed: Phrase
    email: str | None
    landscape: tuple[tuple[str, str], ...]
    postcodes: tuple[PostcodeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingView:
    """`base` is the path of the site on its host, since the page is shown at addresses of any depth."""

    heading: Phrase
    intro: Phrase
    onward: tuple[Link, ...]
    base: str


def front(site: LocalizedSite) -> PageContent:
    """The front page."""
    _, indexes = site.localizer._, site.indexes
    directory = site.directory
    vocabulary = directory.vocabulary
    listed = len(indexes.listed)
    confirmed = sum(offer.freshness.holds for offer in indexes.listed)
    doors = (
        Door(id="trenger", icon="heart", question=_("What do you need?"),
             links=tuple(site.links.term(t, count=len(indexes.by_term.get(t, ()))) for t in vocabulary["needs"])),
        Door(id="hvem", icon="people", question=_("Who are you?"),
             links=tuple(site.links.term(t, count=len(indexes.by_term.get(t, ()))) for t in vocabulary["audiences"])),
        Door(id="bor", icon="pin", question=_("Where do you live?"),
             links=tuple(site.links.municipality(m, len(indexes.by_municipality.available[m.id].usable))
                         for m in site.links.municipalities)),
    )  # fmt: skip
    kept = [pair for pair in indexes.upcoming.all if pair[1].state != "cancelled"]
    view = FrontView(
        heading=site.localizer.say(directory.title),
        tagline=site.tagline(),
        doors=tuple(door for door in doors if door.links),
        dates=site.cards.next_dates(kept[:_DATES_SHOWN]),
        later=site.cards.next_dates(kept[_DATES_SHOWN:][:_DATES_HELD_BACK]),
        news=tuple(site.cards.of[offer] for offer in [o for o in news(directory) if o.listed][:_NEWS_SHOWN]),
        all=site.localizer.many("See {count} offer", "See all {count} offers", listed) if listed else _("All offers"),
        guided=site.links.to("guide", _("Answer three questions instead")),
        children=site.links.to("children", _("Are you a child or young?")),
        confirmed=_("{confirmed} of {count} offers have been confirmed by the people who run them within the time we "
                    "have set. Each offer says when that was.",
                    confirmed=confirmed, count=listed) if listed else _("There are no offers here yet."),
        email=directory.site.feedback_email,
        postcodes=postcodes(site),
        landscape=landscape(site.directory.title[site.urls.languages[0]]),
    )  # fmt: skip
    return PageContent(
        view=view,
        title=site.localizer.text(directory.title),
        description=site.tagline(),
        updated=indexes.changed(indexes.listed),
    )


def missing(site: LocalizedSite) -> PageContent:
    """The page for missing addresses, in the site's first language only: the host shows it for all of them.

    Its choice of language leads to the front pages.
    """
    _ = site.localizer._
    view = MissingView(
        heading=_("This page is not here"),
        intro=_("The address may be old or mistyped. What you were looking for is perhaps here:"),
        onward=onward(site),
        base=site.urls.root,
    )
    return PageContent(view=view, title=_("This page is not here"), indexed=False)


def onward(site: LocalizedSite) -> tuple[Link, ...]:
    """Links onward from a page that has nothing to show."""
    _, indexes = site.localizer._, site.indexes
    return (
        site.links.to("guide", _("Find something that fits")),
        site.links.to("offers", _("All offers"), len(indexes.listed)),
        site.links.to("offers_by_letter", _("All offers by letter")),
        site.links.to("municipalities", _("By municipality"), len(site.directory.municipalities)),
        site.links.to("crisis", _("Help now")),
    )


def to_lists(site: LocalizedSite) -> tuple[Link, ...]:
    """Links to the lists of offers: all of them, and by municipality."""
    _, indexes = site.localizer._, site.indexes
    return (
        site.links.to("offers", _("All offers"), len(indexes.listed)),
        site.links.to("municipalities", _("By municipality"), len(site.directory.municipalities)),
    )


FAMILIES = {
    "front": Family("pages/front.html", front),
    "not_found": Family("pages/not_found.html", missing),
}
