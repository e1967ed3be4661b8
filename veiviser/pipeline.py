"""The whole build on one page: files → records → directory → pages → artifacts → site."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from veiviser.artifacts import Artifact
from veiviser.checks import check
from veiviser.content.models import Site
from veiviser.content.read import read
from veiviser.content.records import Content
from veiviser.directory.model import Directory
from veiviser.directory.references import check_references
from veiviser.directory.resolve import resolve
from veiviser.feeds import feeds
from veiviser.feeds.addresses import addresses
from veiviser.feeds.conventions import SitemapPage, sitemap
from veiviser.pages import editions, not_found, pages
from veiviser.pages.frame import frame
from veiviser.pages.model import Page
from veiviser.problems import Checked, has_errors
from veiviser.publish import prepare, publish
from veiviser.render.assets import DEFAULT_COLOUR, assets
from veiviser.render.pages import render
from veiviser.search.documents import documents
from veiviser.search.index import index


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`today` None means the day it is in the site's time zone; `base_url` overrides the one in site.yaml.

    `out` None means `site` below the root. `jobs` is the number of processes that render, None as many as there are
    processors.
    """

    root: Path
    today: dt.date | None = None
    strict: bool = False
    out: Path | None = None
    base_url: str | None = None
    jobs: int | None = None


def load(options: Options) -> Checked[Directory | None]:
    """Read and prove the content: every problem of a root, and its directory when nothing stops the build."""
    reading = read(options.root)
    content = reading.value
    today = options.today or _today(content)
    problems = (*reading.problems, *check_references(content), *check(content, today))
    if has_errors(problems, strict=options.strict):
        return Checked(None, problems)
    return Checked(resolve(content, today), problems)


def build(options: Options) -> Checked[Directory | None]:
    """Load the content and publish it; when an error stands in the way, what is published stays as it is.

    Raises PublishError when the site cannot be written, and SearchError when there is no search index.
    """
    out = options.out or options.root / "site"
    prepare(out, root=options.root)
    loaded = load(options)
    if loaded.value is not None:
        publish(artifacts(loaded.value, options), out, root=options.root)
    return loaded


def artifacts(directory: Directory, options: Options) -> Iterator[Artifact]:
    """Every file of the site, from the directory and the templates alone."""
    base_url = addresses(directory, options.base_url or directory.site.base_url).base
    colour = directory.site.theme_colour
    jobs = options.jobs or os.cpu_count() or 1
    made = editions(directory)
    frames = {edition.language: frame(edition, base_url, colour or DEFAULT_COLOUR) for edition in made}
    every_page = [page for edition in made for page in pages(edition)]
    yield from render(frames, [*every_page, not_found(made[0], base_url)], options.root, jobs)
    yield from feeds(directory, base_url)
    yield from sitemap(_addresses(every_page, base_url), base_url)
    yield from assets(options.root, colour)
    yield from index(documents(directory))


def _addresses(every_page: Iterable[Page], base_url: str) -> Iterator[SitemapPage]:
    """What the sitemap tells of the pages that search engines should keep."""
    for page in every_page:
        if page.indexed and page.canonical == page.address:
            yield base_url + page.address, {code: base_url + at for code, at in page.alternates}, page.updated


def _today(content: Content) -> dt.date:
    site = content.site
    zone = (site and site.fields.timezone) or Site.model_fields["timezone"].default
    return dt.datetime.now(ZoneInfo(zone)).date()
