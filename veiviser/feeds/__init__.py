"""Files for readers other than browsers: calendars, news, open data and the files of conventions."""

from collections.abc import Iterator

from veiviser.artifacts import Artifact, XmlFile
from veiviser.directory.model import Directory, Memory
from veiviser.feeds.atom import news_feeds
from veiviser.feeds.conventions import convention_files
from veiviser.feeds.ical import calendars
from veiviser.feeds.opendata import open_data


def feeds(directory: Directory, memory: Memory, base_url: str) -> Iterator[Artifact | XmlFile]:
    """Every feed except the sitemap, which needs the pages; `base_url` is the URL of the site's root."""
    yield from calendars(directory, base_url)
    yield from news_feeds(directory, memory, base_url)
    yield from open_data(directory, base_url)
    yield from convention_files(directory, base_url)
