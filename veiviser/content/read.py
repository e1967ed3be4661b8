"""Read a content root: every file becomes records of its kind, or problems."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from veiviser.content import nodes
from veiviser.content.canonical import first_difference
from veiviser.content.limits import excess
from veiviser.content.models import KINDS, Kind, kind_of, model_of
from veiviser.content.parse import ID, LONGEST_ID
from veiviser.content.records import Content, Record
from veiviser.content.source import Source, find, links_out, position, read_source
from veiviser.content.typed import typed
from veiviser.languages import SITE_LANGUAGES
from veiviser.problems import Checked, Mark, Problem, has_errors

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "đ": "d", "ŋ": "n", "ŧ": "t"})


def read(root: Path, drafts: Mapping[str, str | None] | None = None) -> Checked[Content]:
    """All records below `root/content` and every problem in their files, from one look at the disk.

    `drafts` are texts by path that count as files, so that a file can be checked before it is written, or None for a
    file that counts as gone.
    """
    drafts = drafts or {}
    reading = _Reading(drafts={path: text for path, text in drafts.items() if text is not None})
    linked = links_out(root)
    paths = {*find(root), *drafts} - {path for path, text in drafts.items() if text is None}
    for path in linked:
        reading.linked(path)
    # The site's first language decides what plain text elsewhere is written in, so it comes first.
    for path in sorted(paths.difference(linked), key=lambda path: (path != KINDS["site"].path, path)):
        reading.file(root, path)
    for name, kind in KINDS.items():
        if kind.required and kind.path not in paths:
            reading.problems.append(Problem(mark=Mark(kind.path), code="missing-file"))
            reading.unread[name] = None
    content = Content(
        records={name: tuple(reading.records[name]) for name in KINDS},
        translations=tuple(reading.translations),
        unread={name: ids if ids is None else frozenset(ids) for name, ids in reading.unread.items()},
    )
    return Checked(content, (*reading.problems, *_orphans(content)))


def slug(text: str) -> str:
    """A text as an id would write it: lower case, æøå as ae, oe, aa, no accents, hyphens between words."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).lower().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")


@dataclass(slots=True)
class _Reading:
    """What has been read so far; it lives only inside `read`."""

    drafts: Mapping[str, str]
    language: str = SITE_LANGUAGES[0]
    records: dict[str, list[Record[Any]]] = field(default_factory=lambda: {name: [] for name in KINDS})
    translations: list[Record[Any]] = field(default_factory=list)
    unread: dict[str, set[str] | None] = field(default_factory=lambda: {name: set() for name in KINDS})
    problems: list[Problem] = field(default_factory=list)

    def file(self, root: Path, path: str) -> None:
        found = kind_of(path)
        if (root / path).is_dir():
            self.problems.append(Problem(mark=Mark(path), code="unreadable-file"))
            return
        if found is None:
            self.problems.append(Problem(mark=Mark(path), code="unread-file"))
            return
        name, kind = found
        earlier = len(self.problems)
        source = Source(path, self.drafts[path]) if path in self.drafts else self._take(read_source(root, path))
        source = self._take(_within_limits(source)) if source else None
        parsed = nodes.parse(source) if source else None
        tree = self._take(parsed) if parsed else None
        if source is None or parsed is None or (tree is None and parsed.problems):
            self._lost(name, kind, path)
        elif kind.shape == "list":
            self._list(name, kind, source, tree)
        else:
            self._record(name, kind, source, tree)
        if source and not has_errors(self.problems[earlier:]):
            self._form(source, kind)

    def linked(self, path: str) -> None:
        self.problems.append(Problem(mark=Mark(path), code="linked-file"))
        if found := kind_of(path):
            self._lost(*found, path)

    def _form(self, source: Source, kind: Kind) -> None:
        if place := first_difference(source, model_of(source.path, kind)):
            self.problems.append(Problem(mark=Mark(source.path, *place), code="not-canonical"))

    def _take(self, checked: Checked[Any]) -> Any:
        self.problems.extend(checked.problems)
        return checked.value

    def _lost(self, name: str, kind: Kind, path: str) -> None:
        """The record is there, though nobody can read it: references to it are not reported as well."""
        if kind.shape == "list":
            self.unread[name] = None
        else:
            self._unreadable(name, PurePosixPath(path).name.split(".")[0])

    def _unreadable(self, name: str, id_: str) -> None:
        ids = self.unread[name]
        if ids is not None:
            ids |= {id_, slug(id_)}

    def _list(self, name: str, kind: Kind, source: Source, tree: nodes.Node | None) -> None:
        if tree is None or nodes.plain(tree) is None:
            return
        if not isinstance(tree, nodes.Sequence):
            self._wrong_shape(source, tree, "a list of records")
            self.unread[name] = None
            return
        for index, item in enumerate(tree.items):
            data = nodes.plain(item)
            id_ = data.get("id") if isinstance(data, dict) else None
            if not isinstance(data, dict):
                self._wrong_shape(source, item, "a map of fields")
            if not isinstance(id_, str):
                self.unread[name] = None
            if isinstance(data, dict):
                known = id_ if isinstance(id_, str) else ""
                self._add(name, kind.model, source, tree, data, id_=known, loc=(index,))

    def _record(self, name: str, kind: Kind, source: Source, tree: nodes.Node | None) -> None:
        data = nodes.plain(tree) if tree else {}
        stem = PurePosixPath(source.path).name.removesuffix("." + kind.shape) if kind.shape != "one" else name
        if tree is not None and not isinstance(tree, nodes.Mapping):
            self._wrong_shape(source, tree, "a map of fields")
            self._lost(name, kind, source.path)
            return
        assert isinstance(data, dict)
        id_, _, language = stem.partition(".")
        if kind.translation and language in SITE_LANGUAGES:
            self._add(name, kind.translation, source, tree, data, id_=id_, language=language)
            return
        if not ID.fullmatch(stem):
            meant = slug(stem)[:LONGEST_ID] or None
            self.problems.append(Problem(mark=Mark(source.path), code="bad-id", values={"id": stem}, suggestion=meant))
            self._unreadable(name, id_)
            if kind.translation and language:
                return  # a translation into a language that no site has, not a record
        record = self._add(name, kind.model, source, tree, data, id_=stem)
        if name == "site" and record.fields.languages:
            self.language = record.fields.languages[0]

    def _add(
        self,
        name: str,
        model: Any,
        source: Source,
        tree: nodes.Node | None,
        data: dict[str, object],
        *,
        id_: str,
        loc: tuple[int, ...] = (),
        language: str | None = None,
    ) -> Record[Any]:
        first = self.language
        if name == "site":  # its own plain text is in the language it names first
            first = next(iter(_texts(data.get("languages"))), first)
        fields, faulty = self._take(typed(model, source.path, tree, loc, data, first))
        _, _, body, body_line = nodes.front_matter(source) or ("", 1, "", 1)
        record = Record(
            kind=name, id=id_, source=source, fields=fields, raw=data, loc=loc, faulty=faulty,
            body=body, body_line=body_line, language=language,
        )  # fmt: skip
        if "id" in faulty and id_:
            self._unreadable(name, id_)
        (self.translations if language else self.records[name]).append(record)
        self.problems.extend(_repeated(record))
        return record

    def _wrong_shape(self, source: Source, node: nodes.Node, expected: str) -> None:
        mark = Mark(source.path, node.line, node.column)
        values = {"field": PurePosixPath(source.path).name, "expected": expected}
        self.problems.append(Problem(mark=mark, code="wrong-type", values=values))


def _within_limits(source: Source) -> Checked[Source | None]:
    """The source, when its running text can be read in the time that anybody would wait."""
    _, _, body, first_line = nodes.front_matter(source) or ("", 1, "", 1)
    more = excess(body)
    if more is None:
        return Checked(source)
    mark = position(source.path, body, more[0], line=first_line)
    return Checked(None, (Problem(mark=mark, code="too-much", values=more[1]),))


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if item in SITE_LANGUAGES]


def _repeated(record: Record[Any]) -> Iterator[Problem]:
    for name, values in record.raw.items():
        earlier: set[str] = set()
        for index, value in enumerate(values if isinstance(values, list) else ()):
            if isinstance(value, str):
                if value in earlier:
                    yield record.problem("repeated-value", name, index, value=value)
                earlier.add(value)


def _orphans(content: Content) -> Iterator[Problem]:
    """Translations without an original, into its own language, or into one that the site does not have."""
    folder = {name: {(PurePosixPath(r.source.path).parent, r.id): r for r in content.records[name]} for name in KINDS}
    for record in content.translations:
        place = PurePosixPath(record.source.path).parent
        original: Record[Any] | None = folder[record.kind].get((place, record.id))
        mark, language = Mark(record.source.path), record.language or ""
        if original is None:
            unread = content.unread[record.kind]
            if unread is not None and record.id not in unread:
                yield Problem(mark=mark, code="orphan-translation", values={"original": f"{place}/{record.id}.md"})
        elif original.knows("written_in") and language == written_in(original, content.languages):
            yield Problem(mark=mark, code="same-language", values={"language": language})
        elif language not in content.languages and _known_languages(content):
            yield Problem(mark=mark, code="unpublished-language", values={"language": language})


def _known_languages(content: Content) -> bool:
    return content.site is not None and content.site.knows("languages")


def written_in(record: Record[Any], languages: tuple[str, ...]) -> str:
    """The language of a record's own text: what it says itself, else the site's first."""
    return record.fields.written_in or languages[0]
