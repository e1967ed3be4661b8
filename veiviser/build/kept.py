"""Makes the files of a site that the last site does not have, and keeps the others."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from veiviser.artifacts import Artifact, KeptFile
from veiviser.build.cache import LastSite
from veiviser.build.digests import PageDigests
from veiviser.build.pages import MadePage, PageKey
from veiviser.feeds.conventions import SitemapPage

# By path: the digest of what a file is made from, and its entry in the sitemap.
MadeFrom: TypeAlias = dict[str, tuple[str, SitemapPage | None]]


def pages_of(
    keys: Sequence[PageKey],
    make: Callable[[Sequence[PageKey]], Iterable[MadePage]],
    last: LastSite,
    digests: PageDigests,
    made: MadeFrom,
) -> Iterator[MadePage]:
    """The pages with these keys, in their order. `make` is called for those that the last site does not have."""
    places = [(key, digests.file(key), digests.of(key).hex()) for key in keys]
    kept = {path: known for _key, path, digest in places if (known := last.unchanged(path, digest))}
    new = iter(make([key for key, path, _digest in places if path not in kept]))
    for _key, path, digest in places:
        known = kept.get(path)
        page = MadePage(KeptFile(path=path), known.entry) if known else next(new)
        made[path] = digest, page.entry
        yield page


def group_of(
    make: Callable[[], Iterable[Artifact]], unchanged: Collection[str], digests: PageDigests, made: MadeFrom
) -> Iterator[Artifact | KeptFile]:
    """Files that are made together, from everything that the site is made from: those that are `unchanged` in the last
    site, or else what `make` gives.
    """
    files: Iterable[Artifact | KeptFile] = map(_kept, unchanged) if unchanged else make()
    for file in files:
        made[file.path] = digests.everything.hex(), None
        yield file


def _kept(path: str) -> KeptFile:
    return KeptFile(path=path)
