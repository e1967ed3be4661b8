"""What readers other than browsers get: calendars, news, open data and the files of conventions."""

from collections.abc import Callable, Iterator

from veiviser.artifacts import Artifact, XmlFile
from veiviser.directory.model import Directory
from veiviser.feeds.atom import news_feeds
from veiviser.feeds.conventions import convention_files
from veiviser.feeds.ical import calendars
from veiviser.feeds.opendata import open_data

Feed = Callable[[Directory, str], Iterator[Artifact | XmlFile]]
FEEDS: tuple[Feed, ...] = (calendars, news_feeds, open_data, convention_files)


def feeds(directory: Directory, base_url: str) -> Iterator[Artifact | XmlFile]:
    """Every file but the pages, the sitemap and what belongs to them; `base_url` is the address of the site's root."""
    for feed in FEEDS:
        yield from feed(directory, base_url)
