"""Makes the files of a site that the last site does not have, and keeps the others."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that are made together; `digest` stands for all that they are made from. `unchanged` are their paths, if the
    last site has them all as they would be made.
    """

    digest: str
    make: Callable[[], Iterable[Artifact]]
    unchanged: Collection[str]


def new_files(groups: Iterable[FileGroup]) -> Iterator[tuple[str, Artifact]]:
    """The files of the groups that the last site does not have, each with the digest of its group."""
    for group in groups:
        if not group.unchanged:
            yield from ((group.digest, file) for file in group.make())


def grouped_files(
    groups: Iterable[FileGroup], new: Callable[[], Iterable[tuple[str, Artifact]]], made: MadeFrom
) -> Iterator[Artifact | KeptFile]:
    """All files of the groups; `new` gives what `new_files` does."""
    for group in groups:
        for path in group.unchanged:
            made[path] = group.digest, None
            yield KeptFile(path=path)
    for digest, file in new():
        made[file.path] = digest, None
        yield file
