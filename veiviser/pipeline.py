"""The whole build on one page: files → records → directory (by loading.py) → pages → artifacts → site."""

import os
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from veiviser.artifacts import Artifact, XmlFile
from veiviser.colours import DEFAULT
from veiviser.directory.model import Directory
from veiviser.feeds import feeds
from veiviser.feeds.conventions import SitemapPage, manifest, sitemap
from veiviser.loading import Options, load, remembering
from veiviser.pages.families import pages
from veiviser.pages.frame import frame
from veiviser.problems import Checked
from veiviser.progress import Report, silent
from veiviser.publish import prepare, publish
from veiviser.render.assets import assets
from veiviser.render.pages import render
from veiviser.render.xml import xml_files
from veiviser.search.files import search_files
from veiviser.web.site import LocalizedSite, localized_sites
from veiviser.web.views import Page
from veiviser.words import _

__all__ = ["Options", "artifacts", "build", "load", "remembering"]


PLANNING, RENDERING, FEEDING = _("Planning the pages"), _("Writing pages"), _("Writing calendars, news and open data")
SEARCH, PUBLISHING = _("Making the search index"), _("Publishing")


def build(options: Options, report: Report = silent) -> Checked[Directory | None]:
    """Load the content and publish it; when an error stands in the way, what is published stays as it is.

    Raises PublishError when the site cannot be written, SearchError when there is no search index, and
    OwnTemplateError when a template of the region's own cannot be used.
    """
    out = options.out or options.root / "site"
    prepare(out, root=options.root)
    loaded = load(options, report)
    if loaded.value is not None:
        made = artifacts(loaded.value, options, report)
        publish(_counted(PUBLISHING, made, report), out, root=options.root)
    return loaded


def artifacts(
    directory: Directory, options: Options, report: Report = silent, first: Collection[str] = ()
) -> Iterator[Artifact]:
    """Every file of the site, from the directory and the templates alone: assets, then pages, then all else.

    Pages in `first` (paths of files) are made as soon as they are planned, before others are.
    """
    memory = remembering(directory, options.root)
    base_url = options.base_url or directory.site.base_url
    colour = directory.site.theme_colour or DEFAULT
    jobs = options.jobs or os.cpu_count() or 1
    yield from assets(options.root, colour)
    made = localized_sites(directory, base_url, memory)
    frames = {site.language: frame(site, colour) for site in made}
    if first:
        open_ones = (page for page in _planned(made, []) if page.file in first)
        yield from render(frames, islice(open_ones, len(first)), options.root, 1)
    report(PLANNING, 0)
    every_page: list[Page] = []
    planned: Iterable[Page] = _planned(made, every_page)
    if not first:  # else somebody is writing: who saves again need not wait until all is planned
        planned = list(planned)
    report(PLANNING, len(every_page))
    left = (page for page in planned if page.file not in first)
    yield from _told(RENDERING, render(frames, left, options.root, jobs), report)
    beside: Iterable[Artifact | XmlFile] = chain(
        feeds(directory, memory, base_url),
        sitemap(_addresses(every_page, made[0].urls.base), made[0].urls.base),
        [manifest(directory, colour)],
    )
    yield from _told(FEEDING, xml_files(beside, options.root), report)
    report(SEARCH, 0)
    yield from _told(SEARCH, search_files(directory), report)


def _planned(made: Iterable[LocalizedSite], seen: list[Page]) -> Iterator[Page]:
    """Every page as it is planned; and noted in `seen`."""
    for site in made:
        for page in pages(site):
            seen.append(page)
            yield page


def _told(stage: str, made: Iterable[Artifact], report: Report) -> Iterator[Artifact]:
    """The same artifacts; the stage begins when the first is asked for, and counts them."""
    report(stage, 0)
    for count, artifact in enumerate(made, 1):
        report(stage, count)
        yield artifact


def _counted(stage: str, made: Iterable[Artifact], report: Report) -> Iterator[Artifact]:
    """The same artifacts; the stage begins when there are no more."""
    count = 0
    for count, artifact in enumerate(made, 1):  # noqa: B007
        yield artifact
    report(stage, count)


def _addresses(every_page: Iterable[Page], base_url: str) -> Iterator[SitemapPage]:
    """What the sitemap tells of the pages that search engines should keep."""
    for page in every_page:
        if page.indexed and page.canonical == page.address:
            yield base_url + page.address, {code: base_url + at for code, at in page.alternates}, page.updated
