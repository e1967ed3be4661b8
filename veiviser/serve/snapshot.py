"""The site as of one save: each of its files is made on request."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import RLock

from veiviser.artifacts import Artifact, XmlFile
from veiviser.build.loading import Options
from veiviser.build.pages import sitemap_entry
from veiviser.build.pipeline import Website, assets_of, website
from veiviser.directory.model import Directory
from veiviser.feeds import feeds
from veiviser.feeds.conventions import SitemapPage, sitemap
from veiviser.pages.families import find_page, pages
from veiviser.render.pages import Renderers, renderers
from veiviser.render.templates import loader
from veiviser.render.xml import xml_files
from veiviser.search.files import search_files
from veiviser.web.routes import ROUTES, SEARCH_FILES, SEARCH_INDEX, RouteMatch
from veiviser.web.site import LocalizedSite, localized_sites
from veiviser.web.urls import Urls
from veiviser.web.views import SitePage

_SITEMAP = ROUTES["sitemap"].pattern.removesuffix(".xml")
# How many pages are kept once made: a page is made before browsers are notified of it, and requested afterwards.
_KEPT = 20


@dataclass(slots=True, kw_only=True)
class Snapshot:
    """Thread-safe, and unaffected by later changes on the disk.

    `assets` are by path, and `assets_digest` is the digest of all of them. The search index is made as a whole, when
    its first file is requested.
    """

    website: Website
    renderers: Renderers
    assets: Mapping[str, bytes]
    assets_digest: bytes
    _made: dict[str, bytes] = field(default_factory=dict)
    _search: Mapping[str, bytes] | None = None
    # Pages share cached values, so that one is made at a time; the search index can be made meanwhile.
    _making: RLock = field(default_factory=RLock)
    _searching: RLock = field(default_factory=RLock)

    @property
    def urls(self) -> Urls:
        return self.website.sites[0].urls

    def file(self, path: str) -> bytes | None:
        """The bytes of a file of the built site, by its path below the root (`tilbud/x/index.html`); None if there is
        none.

        Raises what a view, a template or a feed raises, and SearchError.
        """
        folder = path.partition("/")[0]
        if path in self.assets:
            return self.assets[path]
        if folder in (SEARCH_INDEX, SEARCH_FILES):
            return self._search_files().get(path)
        if path.startswith(_SITEMAP) and path.endswith(".xml"):
            return self._beside(path, sitemap(filter(None, self._entries()), self.urls.base))
        found = self.urls.find(path.removesuffix("index.html") if _is_index(path) else path)
        if found is None:
            return None
        return self._page(path, found) if found.route.page else self._beside(path, self._feeds())

    def all_but_search(self) -> Iterator[Artifact]:
        """Every page and feed, one after the other; none of them is kept."""
        once = renderers(self.website.frames, self.renderers.root, self.renderers.templates)
        for page in self._pages():
            with self._making:
                made = once.artifact(page)
            yield made
        yield from self._as_bytes(self._feeds())

    def _page(self, path: str, found: RouteMatch) -> bytes | None:
        with self._making:
            if path not in self._made:
                page = find_page(self._site(found.language), found)
                if page is None or page.file != path:
                    return None
                while len(self._made) >= _KEPT:
                    del self._made[next(iter(self._made))]
                self._made[path] = self.renderers.artifact(page).data
            return self._made[path]

    def _pages(self) -> Iterator[SitePage]:
        """All pages of the site; other threads can make pages between any two of them."""
        for site in self.website.sites:
            planned = pages(site)
            while True:
                with self._making:
                    page = next(planned, None)
                if page is None:
                    break
                yield page

    def _entries(self) -> Iterator[SitemapPage | None]:
        return (sitemap_entry(page, self.urls.base) for page in self._pages())

    def _site(self, language: str) -> LocalizedSite:
        return next(site for site in self.website.sites if site.language == language)

    def _feeds(self) -> Iterator[Artifact | XmlFile]:
        """With a site of their own, since what a site computes is not for two threads at a time."""
        return feeds(localized_sites(self.website.directory, self.website.base_url, self.website.memory))

    def _beside(self, path: str, made: Iterable[Artifact | XmlFile]) -> bytes | None:
        """The file with this path among those that are not pages; None if it does not exist."""
        found = (each for each in made if each.path == path)
        return next((each.data for each in self._as_bytes(found)), None)

    def _as_bytes(self, made: Iterable[Artifact | XmlFile]) -> Iterator[Artifact]:
        return xml_files(made, self.renderers.root, self.renderers.templates)

    def _search_files(self) -> Mapping[str, bytes]:
        with self._searching:
            if self._search is None:
                self._search = {each.path: each.data for each in search_files(self.website.directory)}
            return self._search


def snapshot(directory: Directory, options: Options) -> Snapshot:
    """The site of a directory, with the templates and assets that are on the disk now."""
    site = website(directory, options)
    templates = loader(options.root)
    templates.read_all()
    files = {each.path: each.data for each in assets_of(site, options)}
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.encode() + b"\0" + files[path])
    return Snapshot(
        website=site,
        renderers=renderers(site.frames, options.root, templates),
        assets=files,
        assets_digest=digest.digest(),
    )


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2] == "index.html"
