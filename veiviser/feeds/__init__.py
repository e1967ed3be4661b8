"""Files for readers other than browsers: calendars, news, open data and the files of conventions."""

from collections.abc import Iterator, Sequence

from veiviser.artifacts import Artifact, XmlFile
from veiviser.feeds.atom import news_feeds
from veiviser.feeds.conventions import convention_files
from veiviser.feeds.ical import calendars
from veiviser.feeds.opendata import open_data
from veiviser.web.site import LocalizedSite


def feeds(sites: Sequence[LocalizedSite]) -> Iterator[Artifact | XmlFile]:
    """Every feed of a site, in all of its languages, except the sitemap, which needs the pages."""
    yield from calendars(sites)
    yield from news_feeds(sites)
    yield from open_data(sites[0].directory, sites[0].urls)
    yield from convention_files(sites[0].directory, sites[0].urls)
