"""Reads a content root: every file becomes records of its kind, or problems."""

import os
import stat
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from veiviser import clock
from veiviser.content import names
from veiviser.content.characters import slug
from veiviser.content.damage import persons
from veiviser.content.folders import published_assets
from veiviser.content.models import KINDS, kind_of
from veiviser.content.read_file import Reading, read_text
from veiviser.content.records import Content, Record
from veiviser.content.slug_index import SlugIndex
from veiviser.content.source import Source, examined, find, links_out, read_source
from veiviser.content.strays import strays
from veiviser.problems.problem import Checked, Mark, Problem

# The endings of text files among a region's templates.
_TEXTS = frozenset({".html", ".css", ".js", ".svg", ".typ", ".xml", ".txt", ".md", ".json"})


# How a file is on the disk: its number there, its size, and the times of its last changes in nanoseconds.
FileState: TypeAlias = tuple[int, int, int, int]
# A file that was changed this short before it was read may be changed again without a trace: clocks of disks are coarse.
_COARSEST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class KeptReading:
    """The last result of reading a file, with all that it depends on.

    `state` is None when the file may since have changed without a trace: then its text is read again, and compared.
    """

    state: FileState | None
    text: Checked[Source | None]
    language: str
    reading: Reading

    def holds(self, text: Checked[Source | None], language: str, there: Container[str]) -> bool:
        """Whether a file with this text would be read with the same result."""
        same = self.text is text or self.text == text
        asked = self.reading.asked.items()
        return same and self.language == language and all((path in there) == was for path, was in asked)


@dataclass(slots=True)
class ReadingCache:
    """The last result of reading each file, by path, for a program that reads a root again and again.

    `changed` are the paths whose result was not there before, or is there no longer.
    """

    files: dict[str, KeptReading] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    def keep(self, path: str, kept: KeptReading) -> None:
        self.files[path] = kept
        self.changed.add(path)

    def forget_others(self, paths: Container[str]) -> None:
        """Forgets all files but these."""
        gone = [path for path in self.files if path not in paths]
        for path in gone:
            del self.files[path]
        self.changed.update(gone)


def read(
    root: Path, drafts: Mapping[str, str | None] | None = None, cache: ReadingCache | None = None
) -> Checked[Content]:
    """All records below `root/content` and every problem in their files, from one pass over the disk.

    `drafts` are texts by path that count as files, so that a file can be checked before it is written, or None for a
    file that counts as deleted. What the `cache` has of a file that is as it was is taken from there; drafts are not
    kept in it.
    """
    drafts = drafts or {}
    linked = links_out(root)
    paths = frozenset({*find(root), *drafts} - {path for path, text in drafts.items() if text is None})
    texts = {path: text for path, text in drafts.items() if text is not None}
    cache = ReadingCache() if cache is None else cache
    reading = _Root(there=paths, drafts=texts, cache=cache, settled=clock.now().timestamp() * 1e9 - _COARSEST)
    for path in linked:
        reading.linked(path)
    # site.yaml comes first: the site's first language is that of plain text in all other files.
    for path in sorted(paths.difference(linked), key=lambda path: (path != KINDS["site"].path, path)):
        reading.file(root, path)
    cache.forget_others(paths)
    for path, wrong in strays(root, paths):
        reading.misnamed(path, wrong)
    for name, kind in KINDS.items():
        if kind.required and kind.path not in paths and kind.path not in reading.meant:
            reading.problems.append(Problem(mark=Mark(kind.path), code="missing-file"))
            reading.unread[name] = None
    reading.problems += _conflicts_of_templates(root)
    content = Content(
        records={name: tuple(reading.records[name]) for name in KINDS},
        translations=tuple(reading.translations),
        unread={name: ids if ids is None else frozenset(ids) for name, ids in reading.unread.items()},
        assets=published_assets(root),
    )
    return Checked(content, (*reading.problems, *_orphans(content)))


def _conflicts_of_templates(root: Path) -> Iterator[Problem]:
    """Conflict marks in the region's own templates and assets, which are published as they are."""
    for folder, _, files in os.walk(root / "templates"):
        for name in sorted(files):
            path = Path(folder, name).relative_to(root).as_posix()
            source = read_source(root, path) if PurePosixPath(name).suffix in _TEXTS else Checked(None)
            yield from (problem for problem in source.problems if problem.code == "merge-conflict")


@dataclass(slots=True, kw_only=True)
class _Root(Reading):
    """What has been read so far, during one call of `read`.

    `there` are the paths of all files. A file last changed before `settled` (nanoseconds) leaves a trace when it changes
    again.
    """

    there: frozenset[str]
    drafts: Mapping[str, str]
    cache: ReadingCache
    settled: float
    unfit: set[str] = field(default_factory=set)

    def file(self, root: Path, path: str) -> None:
        found = kind_of(path)
        state = _state(root, path)
        if state and stat.S_ISDIR(state.st_mode):
            self.problems.append(Problem(mark=Mark(path), code="unreadable-file"))
            return
        self._for_windows(path)
        if next(persons(PurePosixPath(path).name), None):
            self.problems.append(Problem(mark=Mark(path), code="identity-number"))
        if found is None:
            self._unread(root, path)
            return
        name, kind = found
        wrong = names.translation(path, self.language, self.there) if kind.translation else None
        if kind.path.endswith("/") and (wrong := wrong or names.ending(path, self.there)):
            self.misnamed(path, wrong)
            self.mark_unread(name, kind, path)
        elif path in self.drafts:
            self.include(read_text(path, examined(path, self.drafts[path]), self.language, self.there))
        else:
            self.include(self._reading(root, path, state))

    def _reading(self, root: Path, path: str, state: os.stat_result | None) -> Reading:
        """The result of reading one file: the last one, if the file is as it was."""
        now = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns) if state else None
        known = self.cache.files.get(path)
        text = known.text if known and known.state and known.state == now else read_source(root, path)
        if known and known.holds(text, self.language, self.there):
            of_file = known.reading
        else:
            of_file = read_text(path, text, self.language, self.there)
        traced = now if now and max(now[2:]) < self.settled else None
        if known is None or of_file is not known.reading or traced != known.state:
            self.cache.keep(path, KeptReading(traced, text, self.language, of_file))
        return of_file

    def _source(self, root: Path, path: str) -> Checked[Source | None]:
        return examined(path, self.drafts[path]) if path in self.drafts else read_source(root, path)

    def _unread(self, root: Path, path: str) -> None:
        """Reports a file that belongs to no kind: as misnamed, or as no file of the content."""
        source = self._source(root, path).value if names.may_be_record(path) else None
        if wrong := names.unread(path, source.text if source else None, self.there):
            self.misnamed(path, wrong)
        else:
            self.problems.append(Problem(mark=Mark(path), code="unread-file"))

    def _for_windows(self, path: str) -> None:
        unfit = names.not_for_windows(path)
        if unfit and unfit[0] not in self.unfit:
            self.unfit.add(unfit[0])
            values = {"name": PurePosixPath(unfit[0]).name}
            self.problems.append(Problem(mark=Mark(path), code="windows-name", values=values, suggestion=unfit[1]))

    def linked(self, path: str) -> None:
        self.problems.append(Problem(mark=Mark(path), code="linked-file"))
        if found := kind_of(path):
            self.mark_unread(*found, path)


def _state(root: Path, path: str) -> os.stat_result | None:
    try:
        return os.stat(f"{root}/{path}")  # noqa: PTH116  # a path less to make for each file
    except OSError:
        return None


def _orphans(content: Content) -> Iterator[Problem]:
    """Translations without an original, into the language of the original, or into one that the site does not have."""
    meant_by = _Originals(content)
    folder = {name: {(PurePosixPath(r.source.path).parent, r.id): r for r in content.records[name]} for name in KINDS}
    for record in content.translations:
        place = PurePosixPath(record.source.path).parent
        original: Record[Any] | None = folder[record.kind].get((place, record.id))
        mark, language = Mark(record.source.path), record.language or ""
        if original is None:
            unread = content.unread[record.kind]
            if unread is not None and record.id not in unread:
                meant = meant_by.path(record)
                values = {"original": f"{place}/{record.id}.md"}
                yield Problem(mark=mark, code="orphan-translation", values=values, suggestion=meant)
        elif original.knows("written_in") and language == written_in(original, content.languages):
            yield Problem(mark=mark, code="same-language", values={"language": language})
        elif language not in content.languages and _known_languages(content):
            yield Problem(mark=mark, code="unpublished-language", values={"language": language})


@dataclass(frozen=True)
class _Originals:
    """The records that a translation without an original may belong to."""

    content: Content

    def path(self, translation: Record[Any]) -> str | None:
        """The right path of a translation without an original: beside the record with its id, or else with that
        earlier id, or else with nearly that id.

        None unless exactly one record fits and has no such translation yet.
        """
        kind, id_ = translation.kind, translation.id
        by_id, by_alias = self._by_id[kind], self._by_alias[kind]
        ways = (by_id.get(id_, ()), by_alias.get(id_, ()), self._alike(kind, slug(id_)))
        found = [
            f"{PurePosixPath(r.source.path).parent}/{r.id}.{translation.language}.md"
            for r in next(filter(None, ways), ())
        ]
        return found[0] if len(found) == 1 and found[0] not in self._taken else None

    def _alike(self, kind: str, text: str) -> Sequence[Record[Any]]:
        return [record for id_ in self._slugs[kind].meant_by(text) for record in self._by_id[kind][id_]]

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset(record.source.path for record in self.content.translations)

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, Sequence[Record[Any]]]]:
        return {kind: _grouped((r.id, r) for r in records) for kind, records in self.content.records.items()}

    @cached_property
    def _by_alias(self) -> Mapping[str, Mapping[str, Sequence[Record[Any]]]]:
        return {
            kind: _grouped((alias, r) for r in records for alias in {*getattr(r.fields, "aliases", ())})
            for kind, records in self.content.records.items()
        }

    @cached_property
    def _slugs(self) -> Mapping[str, SlugIndex]:
        places = frozenset(municipality.id for municipality in self.content.municipalities)
        return {kind: SlugIndex(ids, places) for kind, ids in self._by_id.items()}


def _grouped(pairs: Iterable[tuple[str, Record[Any]]]) -> Mapping[str, Sequence[Record[Any]]]:
    found = defaultdict[str, list[Record[Any]]](list)
    for key, record in pairs:
        found[key].append(record)
    return found


def _known_languages(content: Content) -> bool:
    return content.site is not None and content.site.knows("languages")


def written_in(record: Record[Any], languages: tuple[str, ...]) -> str:
    """The language of a record's own text: its `written_in`, else the site's first."""
    return record.fields.written_in or languages[0]
