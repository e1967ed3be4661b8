"""New and changed offers as Atom (RFC 4287): all of them, by municipality and by need.

Written here and not by the feedgenerator library, which stamps an empty feed with the time of now, calls every summary
HTML, and cannot give an entry a language of its own nor put the same entry into several feeds.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from veiviser.artifacts import Artifact
from veiviser.directory.model import Directory, Offer
from veiviser.directory.news import news, news_date
from veiviser.directory.successors import standing
from veiviser.feeds.addresses import Addresses, addresses
from veiviser.feeds.texts import plain, say, text_in
from veiviser.languages import choose

_LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """`page` is the page that the feed belongs to, `path` its own; both relative to the root of a language."""

    path: str
    page: str
    title: str
    offers: tuple[Offer, ...]


def news_feeds(directory: Directory, base_url: str) -> Iterator[Artifact]:
    """Every feed in every language of the site, newest entry first, at most 50 of them."""
    site, offers = addresses(directory, base_url), news(directory)
    for language in directory.languages:
        entries = {offer: _entry(offer, language, site, directory.today) for offer in offers}
        for feed in _feeds(directory, offers, language):
            shown = feed.offers[:_LIMIT]
            newest = (news_date(shown[0], directory.today) if shown else None) or directory.today
            document = (
                *_head(feed, directory, language, site, newest),
                *(entries[offer] for offer in shown),
                "</feed>\n",
            )
            yield Artifact(path=site.path(language, feed.path), data="".join(document).encode())


def _feeds(directory: Directory, offers: tuple[Offer, ...], language: str) -> Iterator[_Feed]:
    site_title = text_in(directory.title, language)
    yield _Feed(path="nytt.xml", page="", title=say(language, "New in {name}", name=site_title), offers=offers)
    for municipality in (*directory.municipalities, *directory.merged):
        here = standing(municipality, directory)
        yield _Feed(
            path=f"kommune/{municipality.id}/nytt.xml",
            page=f"kommune/{municipality.id}/",
            title=say(language, "New for {municipality}", municipality=municipality.name),
            offers=tuple(offer for offer in offers if not here.isdisjoint(offer.coverage.municipalities)),
        )
    for need in directory.vocabulary["needs"]:
        yield _Feed(
            path=f"behov/{need.id}/nytt.xml",
            page=f"behov/{need.id}/",
            title=say(language, "New: {name}", name=text_in(need.name, language)),
            offers=tuple(offer for offer in offers if need in offer.needs),
        )


def _head(feed: _Feed, directory: Directory, language: str, site: Addresses, newest: dt.date) -> Iterator[str]:
    """The start of a feed (section 4.1.1); its id is its own address."""
    own, page = site.absolute(language, feed.path), site.absolute(language, feed.page)
    publisher = directory.publisher
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
    yield f"<id>{escape(own)}</id>\n"
    yield f"<title>{_text(feed.title)}</title>\n"
    yield f"<updated>{_instant(newest)}</updated>\n"
    yield f"<author><name>{_text(publisher.name)}</name>"
    yield f"<uri>{escape(publisher.facts.url)}</uri></author>\n" if publisher.facts.url else "</author>\n"
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>\n'
    yield f'<link rel="alternate" type="text/html" hreflang="{language}" href={quoteattr(page)}/>\n'


def _entry(offer: Offer, language: str, site: Addresses, today: dt.date) -> str:
    """An offer as an entry (section 4.1.2); its id is the address of its page in the feed's language."""
    page = site.absolute(language, f"tilbud/{offer.id}/")
    title, title_language = choose(offer.title, language)
    summary, summary_language = choose(offer.summary, language)
    if offer.facts.status == "ended":
        title = say(language, "Ended: {title}", title=title)
    day = news_date(offer, today) or today
    return (
        "<entry>\n"
        f"<id>{escape(page)}</id>\n"
        f'<title xml:lang="{title_language}">{_text(title)}</title>\n'
        f"<updated>{_instant(day)}</updated>\n"
        f'<link rel="alternate" type="text/html" hreflang="{language}" href={quoteattr(page)}/>\n'
        f'<summary type="text" xml:lang="{summary_language}">{_text(summary)}</summary>\n'
        "</entry>\n"
    )


def _text(text: str) -> str:
    return escape(plain(text))


def _instant(day: dt.date) -> str:
    """A day as a date construct (section 3.3, RFC 3339): the content has no time of day, so midnight UTC."""
    return f"{day.isoformat()}T00:00:00Z"
