"""What the last build wrote, kept beside the root, so that the next one makes only what has changed.

The cache is a folder that git ignores. It may be deleted at any time, and a file in it that is damaged counts as
missing. It holds only what is known of the files of a site; the files themselves are taken from the site.
"""

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from veiviser.build.cache_folder import prepare_cache, program_digest
from veiviser.build.files import FileError, replace
from veiviser.build.outcome import file_about, forget_others
from veiviser.content.folders import default_templates
from veiviser.feeds.conventions import SitemapPage


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of the last site: the digest of what it was made from, how it was on the disk when it was written, and its
    entry in the sitemap, if it has one.

    `changed` is the time of its last change in nanoseconds.
    """

    digest: str
    size: int
    changed: int
    entry: SitemapPage | None = None


@dataclass(frozen=True, slots=True)
class LastSite:
    """What is known of the site in the folder `out`. `program` is the digest of all that is not content."""

    file: Path | None
    out: Path
    program: bytes
    written: Mapping[str, WrittenFile]

    def unchanged(self, path: str, digest: str) -> WrittenFile | None:
        """The file of the last site if it was made from the same and nobody has changed it since, else None."""
        known = self.written.get(path)
        if known is None or known.digest != digest:
            return None
        try:
            found = os.lstat(f"{self.out}/{path}")
        except OSError:
            return None
        same = (found.st_size, found.st_mtime_ns) == (known.size, known.changed)
        return known if same and stat.S_ISREG(found.st_mode) else None

    def made_from(self, digest: str) -> tuple[str, ...]:
        """The paths of all files that were made from the same, if each is unchanged, else none."""
        paths = tuple(path for path, known in self.written.items() if known.digest == digest)
        return paths if all(self.unchanged(path, digest) for path in paths) else ()

    def keep(self, made: Mapping[str, tuple[str, SitemapPage | None]], states: Mapping[str, os.stat_result]) -> None:
        """Remembers the site that has been published: the digest and the entry of each file, by path, and the state of
        the new ones. A cache that cannot be written is no fault.
        """
        if self.file is None:
            return
        lines = {}
        for path, (digest, entry) in made.items():
            new, old = states.get(path), self.written.get(path)
            if new:
                lines[path] = (digest, new.st_size, new.st_mtime_ns, entry)
            elif old:
                lines[path] = (digest, old.size, old.changed, entry)
        body = json.dumps(lines, ensure_ascii=False, separators=(",", ":"), default=str)
        with suppress(OSError, FileError):
            prepare_cache(self.file.parent)
            replace(self.file, f"{_checksum(body)}\n{body}".encode())
            forget_others(self.file)


def last_site(root: Path, out: Path, base_url: str | None) -> LastSite:
    """What the cache of a root knows of the site in a folder, built with this `--base-url`; nothing if there is none."""
    out = Path(os.path.realpath(out))
    file = file_about(root, "site", out, base_url)
    return LastSite(file, out, program_digest(default_templates(), root / "templates"), _read(file))


def nothing_kept(out: Path) -> LastSite:
    """A cache that knows nothing and keeps nothing."""
    return LastSite(None, out, b"", {})


def _read(file: Path) -> Mapping[str, WrittenFile]:
    try:
        sum_, _, body = file.read_text(encoding="utf-8").partition("\n")
        if sum_ != _checksum(body):
            return {}
        return {path: _written(*each) for path, each in json.loads(body).items()}
    except (OSError, ValueError, TypeError, LookupError):
        return {}


def _written(digest: str, size: int, changed: int, entry: list[Any] | None) -> WrittenFile:
    if entry is None:
        return WrittenFile(digest, size, changed)
    url, others, updated = entry
    return WrittenFile(digest, size, changed, (str(url), dict(others), updated and date.fromisoformat(updated)))


def _checksum(body: str) -> str:
    return blake2b(body.encode(), digest_size=16).hexdigest()
