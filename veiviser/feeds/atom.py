"""New and changed offers as Atom (RFC 4287): all of them, by municipality and by need.

They are written by a template. The feedgenerator library stamps an empty feed with the current time, declares every
summary as HTML, and can neither give an entry a language of its own nor put one entry into several feeds.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath

from veiviser.artifacts import XmlFile
from veiviser.directory.model import Directory, Memory, Offer
from veiviser.directory.news import news_date
from veiviser.directory.successors import standing
from veiviser.feeds.changes import sentences
from veiviser.language.languages import choose
from veiviser.web.site import LocalizedSite

_LIMIT = 50
# For how long after its end it is news that an offer has ended.
_OLD = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """A feed: `name` is its own route, `page` the route of the page it belongs to; both have the same `ids`."""

    name: str
    page: str
    ids: tuple[str, ...]
    title: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry (section 4.1.2); its id is the first address of the offer's page in the feed's language."""

    id: str
    page: str
    title: str
    title_language: str
    updated: dt.datetime
    summary: str
    summary_language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _FeedView:
    """The view of the feeds' template (section 4.1.1); the id of a feed is its own address."""

    language: str
    address: str
    page: str
    title: str
    updated: dt.datetime
    publisher: str
    publisher_url: str | None
    entries: tuple[_Entry, ...]


def news_feeds(sites: Sequence[LocalizedSite]) -> Iterator[XmlFile]:
    """Every feed in every language of the site, with at most 50 entries, newest first."""
    directory, memory = sites[0].directory, sites[0].memory
    when = {offer: moment for offer in directory.offers if (moment := _moment(offer, directory, memory))}
    offers = tuple(sorted(when, key=lambda offer: when[offer], reverse=True))
    for site in sites:
        entry = cache(partial(_entry, site=site))
        for feed in _feeds(site, offers):
            shown = tuple(entry(offer, when[offer]) for offer in feed.offers[:_LIMIT])
            address = site.links.address(feed.name, *feed.ids)
            yield XmlFile(path=address, template="feeds/atom.xml", view=_view(feed, shown, site))


def _view(feed: _Feed, entries: tuple[_Entry, ...], site: LocalizedSite) -> _FeedView:
    directory = site.directory
    return _FeedView(
        language=site.language,
        address=site.links.absolute(feed.name, *feed.ids),
        page=site.links.absolute(feed.page, *feed.ids),
        title=feed.title,
        updated=entries[0].updated if entries else _midnight(directory.today),
        publisher=directory.publisher.name,
        publisher_url=directory.publisher.facts.url,
        entries=entries,
    )


def _moment(offer: Offer, directory: Directory, memory: Memory) -> dt.datetime | None:
    """When an offer was last news: the time of its latest change in git, else the day that its content gives; None if
    never.

    A paused offer is news, since its users want to know. A change more than a year after an offer's end is no news: the
    entry then has the day of the end.
    """
    change, day = memory.changes.get(offer.id), news_date(offer, directory.today)
    paused = offer.paused and not offer.freshness.hidden and change is not None
    if not (offer.listed or offer.ended or paused):
        return None
    ended = offer.facts.ended_on if offer.ended else None
    if change and ended and change.when.date() - ended.last > _OLD:
        return _midnight(ended.first)
    return change.when if change else _midnight(day) if day else None


def _midnight(day: dt.date) -> dt.datetime:
    """The start of a day in UTC, for content that has no time of day."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _feeds(site: LocalizedSite, offers: tuple[Offer, ...]) -> Iterator[_Feed]:
    localizer, directory = site.localizer, site.directory
    site_title = localizer.text(directory.title)
    yield _Feed(
        name="news_feed", page="front", ids=(), title=localizer.tell("New in {name}", name=site_title), offers=offers
    )
    for municipality in (*directory.municipalities, *directory.merged):
        here = standing(municipality, directory)
        yield _Feed(
            name="municipality_news_feed",
            page="municipality",
            ids=(municipality.id,),
            title=localizer.tell("New for {municipality}", municipality=municipality.named(site.language)),
            offers=tuple(offer for offer in offers if not here.isdisjoint(offer.coverage.municipalities)),
        )
    for need in directory.vocabulary["needs"]:
        yield _Feed(
            name="need_news_feed",
            page="need",
            ids=(need.id,),
            title=localizer.tell("New: {name}", name=localizer.text(need.name)),
            offers=tuple(offer for offer in offers if need in offer.needs),
        )


def _entry(offer: Offer, when: dt.datetime, site: LocalizedSite) -> _Entry:
    """The entry of an offer that was news at `when`.

    Its summary says what has changed, and then what the offer is, if that text is in the same language.
    """
    directory, localizer, language = site.directory, site.localizer, site.language
    title, title_language = choose(offer.title, language)
    title = site.links.namesakes.whole(title, offer)
    summary, summary_language = choose(offer.summary, language)
    if offer.ended:
        title = localizer.tell("Ended: {title}", title=title)
    change = site.memory.changes.get(offer.id)
    changed = sentences(offer, change, directory, localizer) if change else ""
    if changed:
        summary = f"{changed} {summary}" if summary_language == language else changed
        summary_language = language
    return _Entry(
        id=site.links.absolute("offer", _first_id(offer, directory)),
        page=site.links.absolute("offer", offer.id),
        title=title,
        title_language=title_language,
        updated=when,
        summary=summary,
        summary_language=summary_language,
    )


def _first_id(offer: Offer, directory: Directory) -> str:
    """The id that an offer had when it was first committed, by which feed readers know it; its current id without
    commits.
    """
    *_later, first = directory.history.records(offer.path, offer.facts.aliases)
    return PurePosixPath(first).stem
