"""The front page, and the page for addresses that do not exist."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from veiviser.directory.news import news
from veiviser.pages.edition import Edition
from veiviser.pages.landscape import landscape
from veiviser.pages.municipalities import Postcodes, postcodes
from veiviser.web.phrase import Phrase
from veiviser.web.views import Card, Link, NextDate, Page

_DATES_SHOWN = 3
# As many again take their place when they are over.
_DATES_HELD_BACK = 3
_NEWS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A question that visitors can answer, and a link for each answer; `icon` stands beside it."""

    id: str
    icon: str
    question: Phrase
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """`doors` are the three ways in: need, audience, municipality. `landscape` is lines of a drawing, by their name."""

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
    postcodes: tuple[Postcodes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingView:
    """`base` is the path of the site at its host, since the page is shown at any depth."""

    heading: Phrase
    intro: Phrase
    onward: tuple[Link, ...]
    base: str


def front_pages(edition: Edition) -> Iterator[Page]:
    """`/`"""
    _, plan = edition._, edition.plan
    directory = plan.directory
    vocabulary = directory.vocabulary
    listed = len(plan.listed)
    confirmed = sum(offer.freshness.holds for offer in plan.listed)
    doors = (
        Door(id="trenger", icon="heart", question=_("What do you need?"),
             links=tuple(edition.to_term(t, count=len(plan.by_term.get(t, ()))) for t in vocabulary["needs"])),
        Door(id="hvem", icon="people", question=_("Who are you?"),
             links=tuple(edition.to_term(t, count=len(plan.by_term.get(t, ()))) for t in vocabulary["audiences"])),
        Door(id="bor", icon="pin", question=_("Where do you live?"),
             links=tuple(edition.to_municipality(m, len(plan.reaches[m.id].usable))
                         for m in edition.municipalities)),
    )  # fmt: skip
    kept = [pair for pair in plan.coming if pair[1].state != "cancelled"]
    view = FrontView(
        heading=edition.say(directory.title),
        tagline=edition.tagline(),
        doors=tuple(door for door in doors if door.links),
        dates=edition.next_dates(kept[:_DATES_SHOWN]),
        later=edition.next_dates(kept[_DATES_SHOWN:][:_DATES_HELD_BACK]),
        news=tuple(edition.cards[offer] for offer in [o for o in news(directory) if o.listed][:_NEWS_SHOWN]),
        all=edition.many("See {count} offer", "See all {count} offers", listed) if listed else _("All offers"),
        guided=edition.to("finn/", _("Answer three questions instead")),
        children=edition.to("for-barn/", _("Are you a child or young?")),
        confirmed=_("{confirmed} of {count} offers are confirmed by those who run them within the time we have set. "
                    "Each offer says when that was.",
                    confirmed=confirmed, count=listed) if listed else _("There are no offers here yet."),
        email=directory.site.feedback_email,
        postcodes=postcodes(edition),
        landscape=landscape(edition.plan.directory.title[edition.languages[0]]),
    )  # fmt: skip
    yield edition.page(
        "",
        "pages/front.html",
        view,
        title=edition.text(directory.title),
        description=edition.tagline(),
        updated=plan.changed(plan.listed),
    )


def missing_page(edition: Edition, base: str) -> Page:
    """`/404.html`, in the site's first language alone: a host shows it for every address that leads nowhere.

    The choice of language leads to the front pages.
    """
    _ = edition._
    view = MissingView(
        heading=_("This page is not here"),
        intro=_("The address may be old or mistyped. What you were looking for is perhaps here:"),
        onward=onward(edition),
        base=base,
    )
    page = edition.page("404.html", "pages/missing.html", view, title=_("This page is not here"), indexed=False)
    fronts = tuple((code, edition.address("", code)) for code in edition.languages)
    return replace(page, alternates=(), switch=fronts)


def onward(edition: Edition) -> tuple[Link, ...]:
    """Where to go from a page that has nothing to show."""
    _, plan = edition._, edition.plan
    return (
        edition.to("finn/", _("Find something that fits")),
        edition.to("tilbud/", _("All offers"), len(plan.listed)),
        edition.to("a-aa/", _("All offers by letter")),
        edition.to("kommune/", _("By municipality"), len(plan.directory.municipalities)),
        edition.to("hjelp-na/", _("Help now")),
    )
