"""The whole build on one page: files → records → directory (by loading.py) → pages → artifacts → site."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from veiviser.artifacts import Artifact, KeptFile
from veiviser.build.beside import begun
from veiviser.build.cache import LastSite, last_site, nothing_kept
from veiviser.build.collector import collector_off
from veiviser.build.digests import PageDigests
from veiviser.build.kept import FileGroup, MadeFrom, grouped_files, new_files, pages_of
from veiviser.build.loading import Options, load, load_changed, remembering
from veiviser.build.pages import WORTH_POOLING, MadePage, make_pages, page_keys
from veiviser.build.progress import Report, silent
from veiviser.build.publish import prepare, publish
from veiviser.build.texts import convert_texts
from veiviser.directory.model import Directory, Memory
from veiviser.feeds import feeds
from veiviser.feeds.conventions import SitemapPage, manifest, sitemap
from veiviser.pages.layout import LayoutContext, layout_context
from veiviser.problems.message_words import _
from veiviser.problems.problem import Checked
from veiviser.render.assets import assets
from veiviser.render.xml import xml_files
from veiviser.search.documents import documents
from veiviser.search.files import long_texts, text_files, word_files
from veiviser.web.colours import DEFAULT
from veiviser.web.site import LocalizedSite, localized_sites

__all__ = ["Options", "Website", "artifacts", "assets_of", "build", "load", "remembering", "website"]


PLANNING, RENDERING, FEEDING = _("Planning the pages"), _("Writing pages"), _("Writing calendars, news and open data")
SEARCH, PUBLISHING = _("Making the search index"), _("Publishing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Website:
    """What every file of the site is made from: the directory, what git remembers, and the site in each language.

    `sites` has the default language first, `frames` are the layout contexts by language, and `colour` is the region's
    (`#rrggbb`).
    """

    directory: Directory
    memory: Memory
    base_url: str
    colour: str
    sites: tuple[LocalizedSite, ...]
    frames: Mapping[str, LayoutContext]


@collector_off()
def build(options: Options, report: Report = silent) -> Checked[Directory | None]:
    """Load the content and publish it; if there is an error, the published site stays as it is.

    Raises PublishError when the site cannot be written, SearchError when there is no search index, and OwnTemplateError
    when a template of the region's own cannot be used.
    """
    out = options.out or options.root / "site"
    prepare(out, root=options.root)
    loaded = load_changed(options, report)
    if loaded.value is not None:
        last = last_site(options.root, out, options.base_url) if options.cache else nothing_kept(out)
        convert_texts(loaded.value, options.root, options.processes, cache=options.cache)
        made: MadeFrom = {}
        files = artifacts(loaded.value, options, last, made, report)
        states = publish(files, out, root=options.root, written=partial(report, PUBLISHING))
        last.keep(made, states)
    return loaded


def artifacts(
    directory: Directory, options: Options, last: LastSite, made: MadeFrom, report: Report = silent
) -> Iterator[Artifact | KeptFile]:
    """Every file of the site, from the directory and the templates alone; one at a time, since together they take
    gigabytes. What the `last` site has is not made; `made` is filled with what each file that can be kept is made from.
    """
    report(PLANNING, 0)
    site = website(directory, options)
    digests = PageDigests(last.program, {each.language: each for each in site.sites}, site.frames)
    keys = page_keys(site.sites)
    report(PLANNING, len(keys))
    entries: list[SitemapPage] = []
    pages = pages_of(
        keys, partial(make_pages, site.sites, site.frames, options.root, options.processes), last, digests, made
    )
    groups = _search(site, digests, last)
    # A small site is made sooner than a process is started for it.
    alone = options.processes == 1 or len(keys) < WORTH_POOLING or all(group.unchanged for group in groups)
    beside = chain(feeds(site.sites), sitemap(entries, site.sites[0].urls.base))
    with begun(partial(new_files, groups), alone=alone) as searched:
        yield from assets_of(site, options)
        yield from _counted(RENDERING, _files(pages, entries), report)
        yield from _counted(FEEDING, xml_files(beside, options.root), report)
        yield from _counted(SEARCH, grouped_files(groups, searched, made), report)


def _search(website: Website, digests: PageDigests, last: LastSite) -> tuple[FileGroup, ...]:
    """The files of the search: of its words, which tell of all records, and of the long texts alone."""
    directory = website.directory
    found = tuple(documents(directory, [site.links.namesakes for site in website.sites]))
    words, texts = digests.everything.hex(), digests.of_values(long_texts(directory, found)).hex()
    return (
        FileGroup(words, partial(word_files, directory, found), last.made_from(words)),
        FileGroup(texts, partial(text_files, directory, found), last.made_from(texts)),
    )


def website(directory: Directory, options: Options) -> Website:
    """The site in all languages, with what git remembers of the offers."""
    memory = remembering(directory, options.root)
    base_url, colour = options.base_url or directory.site.base_url, directory.site.theme_colour or DEFAULT
    sites = localized_sites(directory, base_url, memory)
    frames = {site.language: layout_context(site, colour) for site in sites}
    return Website(directory=directory, memory=memory, base_url=base_url, colour=colour, sites=sites, frames=frames)


def assets_of(website: Website, options: Options) -> Iterator[Artifact]:
    """Files that many pages load: style sheets, scripts and pictures, and the manifest."""
    yield from assets(options.root, website.colour)
    yield manifest(website.directory, website.colour)


def _files(made: Iterable[MadePage], entries: list[SitemapPage]) -> Iterator[Artifact | KeptFile]:
    """The files of pages; their entries in the sitemap, which is made after all of them, are added to `entries`."""
    for page in made:
        if page.entry:
            entries.append(page.entry)
        yield page.artifact


def _counted(stage: str, made: Iterable[Artifact | KeptFile], report: Report) -> Iterator[Artifact | KeptFile]:
    """The same artifacts; the stage begins when the first one is requested, and counts them."""
    report(stage, 0)
    for count, artifact in enumerate(made, 1):
        report(stage, count)
        yield artifact
