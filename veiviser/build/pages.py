"""Makes the pages of a site as files: each from its key alone, in several processes when there are many."""

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from veiviser.artifacts import Artifact, KeptFile
from veiviser.build.beside import dies_with_its_parent
from veiviser.feeds.conventions import SitemapPage
from veiviser.pages.families import page, page_ids
from veiviser.pages.layout import LayoutContext
from veiviser.render.pages import Renderers, renderers
from veiviser.web.site import LocalizedSite
from veiviser.web.views import SitePage

# How many pages a process makes at a time.
_CHUNK = 50
# Below this, starting processes costs more than it saves.
WORTH_POOLING = 500


@dataclass(frozen=True, slots=True)
class PageKey:
    """What a page is made from, besides the site: its language, the name of its route and the ids of its records."""

    language: str
    route: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as a file, and its entry in the sitemap; None for a page that search engines should not keep."""

    artifact: Artifact | KeptFile
    entry: SitemapPage | None


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes pages of a site, one at a time."""

    sites: Mapping[str, LocalizedSite]
    renderers: Renderers

    def make(self, key: PageKey) -> MadePage:
        """Raises OwnTemplateError when a template of the region's own fails."""
        site = self.sites[key.language]
        made = page(site, key.route, *key.ids)
        return MadePage(self.renderers.artifact(made), sitemap_entry(made, site.urls.base))


def page_keys(sites: Iterable[LocalizedSite]) -> list[PageKey]:
    """The key of every page, language by language."""
    return [PageKey(site.language, name, ids) for site in sites for name, ids in page_ids(site)]


def make_pages(
    sites: Sequence[LocalizedSite], frames: Mapping[str, LayoutContext], root: Path, jobs: int, keys: Sequence[PageKey]
) -> Iterator[MadePage]:
    """The pages with these keys, in their order; with `jobs` processes when there are enough, the same bytes either way.

    Raises OwnTemplateError when a template of the region's own fails.
    """
    maker = PageMaker({site.language: site for site in sites}, renderers(frames, root))
    if jobs == 1 or len(keys) < WORTH_POOLING:
        yield from map(maker.make, keys)
        return
    # A forked process has the whole site already; elsewhere it is sent to each.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(maker,)) as pool:
        for made in pool.map(_work, _chunks(keys)):
            yield from made


def sitemap_entry(shown: SitePage, base: str) -> SitemapPage | None:
    """The page as the sitemap names it: its URL, those of its translations, and when it was updated; `base` is the
    site's own address.
    """
    if not shown.indexed or shown.canonical != shown.address:
        return None
    return base + shown.address, {code: base + at for code, at in shown.alternates}, shown.updated


def _chunks(keys: Iterable[PageKey]) -> Iterator[list[PageKey]]:
    remaining = iter(keys)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


_worker: list[PageMaker] = []  # only in a worker process, which has one site to make pages of


def _start_worker(maker: PageMaker) -> None:
    dies_with_its_parent()
    _worker.append(maker)


def _work(keys: list[PageKey]) -> list[MadePage]:
    return [_worker[0].make(key) for key in keys]
