"""Read a content root: every file becomes records of its kind, or problems."""

import os
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from veiviser.content import characters, names, nodes, schema
from veiviser.content.canonical import first_difference
from veiviser.content.characters import slug
from veiviser.content.damage import persons, without_persons
from veiviser.content.echoes import (
    begins_again,
    damaged_fields,
    doubtful_fields,
    follows,
    ids_in,
    is_partial,
    one_a_slip,
)
from veiviser.content.likeness import sure
from veiviser.content.limits import excess
from veiviser.content.models import KINDS, AnyKind, kind_of, model_of
from veiviser.content.parse import ID, LONGEST_ID
from veiviser.content.pasted import Found, fields_in
from veiviser.content.records import Content, Record
from veiviser.content.source import Source, examined, find, links_out, position, read_source
from veiviser.content.typed import typed
from veiviser.folders import published_assets
from veiviser.languages import SITE_LANGUAGES
from veiviser.problems import Checked, Mark, Problem, has_errors

# What of a region's templates is text.
_TEXTS = frozenset({".html", ".css", ".js", ".svg", ".typ", ".xml", ".txt", ".md", ".json"})


def read(root: Path, drafts: Mapping[str, str | None] | None = None) -> Checked[Content]:
    """All records below `root/content` and every problem in their files, from one look at the disk.

    `drafts` are texts by path that count as files, so that a file can be checked before it is written, or None for a
    file that counts as gone.
    """
    drafts = drafts or {}
    reading = _Reading(drafts={path: text for path, text in drafts.items() if text is not None})
    linked = links_out(root)
    paths = {*find(root), *drafts} - {path for path, text in drafts.items() if text is None}
    reading.there = paths
    for path in linked:
        reading.linked(path)
    # The site's first language decides what plain text elsewhere is written in, so it comes first.
    for path in sorted(paths.difference(linked), key=lambda path: (path != KINDS["site"].path, path)):
        reading.file(root, path)
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
    """Templates and assets of the region's own are published as they are: with the marks of a conflict, if they have
    any."""
    for folder, _, files in os.walk(root / "templates"):
        for name in sorted(files):
            path = Path(folder, name).relative_to(root).as_posix()
            source = read_source(root, path) if PurePosixPath(name).suffix in _TEXTS else Checked(None)
            yield from (problem for problem in source.problems if problem.code == "merge-conflict")


@dataclass(slots=True)
class _Reading:
    """What has been read so far; it lives only inside `read`."""

    drafts: Mapping[str, str]
    language: str = SITE_LANGUAGES[0]
    records: dict[str, list[Record[Any]]] = field(default_factory=lambda: {name: [] for name in KINDS})
    translations: list[Record[Any]] = field(default_factory=list)
    unread: dict[str, set[str] | None] = field(default_factory=lambda: {name: set() for name in KINDS})
    problems: list[Problem] = field(default_factory=list)
    there: Set[str] = frozenset()
    meant: set[str] = field(default_factory=set)
    unfit: set[str] = field(default_factory=set)

    def file(self, root: Path, path: str) -> None:
        found = kind_of(path)
        if (root / path).is_dir():
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
            self._misnamed(path, wrong)
            self._lost(name, kind, path)
            return
        earlier = len(self.problems)
        source = self._take(self._source(root, path))
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
        if source:
            self.problems[earlier:] = one_a_slip(source, self.problems[earlier:])

    def _source(self, root: Path, path: str) -> Checked[Source | None]:
        return examined(path, self.drafts[path]) if path in self.drafts else read_source(root, path)

    def _unread(self, root: Path, path: str) -> None:
        """A file that no kind has its place for: one with a wrong name, or none of ours."""
        source = self._source(root, path).value if names.may_be_record(path) else None
        if wrong := names.unread(path, source.text if source else None, self.there):
            self._misnamed(path, wrong)
        else:
            self.problems.append(Problem(mark=Mark(path), code="unread-file"))

    def _misnamed(self, path: str, wrong: names.Misnamed) -> None:
        code, values = "wrong-file-name", {"name": PurePosixPath(path).name, "reason": wrong.reason}
        if wrong.language:
            code, values = "wrong-file-language", {"value": wrong.language, "allowed": ", ".join(SITE_LANGUAGES)}
        self.problems.append(Problem(mark=Mark(path), code=code, values=values, suggestion=wrong.meant))
        meant = wrong.meant or PurePosixPath(path).name
        right = meant if "/" in meant else f"{PurePosixPath(path).parent}/{meant}"
        self.meant.add(right)
        if found := kind_of(right):
            self._lost(*found, right)

    def _for_windows(self, path: str) -> None:
        unfit = names.not_for_windows(path)
        if unfit and unfit[0] not in self.unfit:
            self.unfit.add(unfit[0])
            values = {"name": PurePosixPath(unfit[0]).name}
            self.problems.append(Problem(mark=Mark(path), code="windows-name", values=values, suggestion=unfit[1]))

    def linked(self, path: str) -> None:
        self.problems.append(Problem(mark=Mark(path), code="linked-file"))
        if found := kind_of(path):
            self._lost(*found, path)

    def _form(self, source: Source, kind: AnyKind) -> None:
        if place := first_difference(source, model_of(source.path, kind)):
            self.problems.append(Problem(mark=Mark(source.path, *place), code="not-canonical"))

    def _take(self, checked: Checked[Any]) -> Any:
        self.problems.extend(checked.problems)
        return checked.value

    def _lost(self, name: str, kind: AnyKind, path: str) -> None:
        """The record is there, though nobody can read it: references to it are not reported as well."""
        if kind.shape == "list":
            self.unread[name] = None
        else:
            self._unreadable(name, PurePosixPath(path).name.split(".")[0])

    def _unreadable(self, name: str, id_: str) -> None:
        ids = self.unread[name]
        if ids is not None:
            ids |= {id_, slug(id_)}

    def _list(self, name: str, kind: AnyKind, source: Source, tree: nodes.Node | None) -> None:
        if tree is None or nodes.plain(tree) is None:
            if kind.required:  # a list that is empty on purpose says so: []
                self._wrong_shape(source, nodes.Scalar("", 1, 1), "a list of records")
                self.unread[name] = None
            return
        if not isinstance(tree, nodes.Sequence):
            self._wrong_shape(source, tree, "a list of records")
            self.unread[name] = None
            return
        items = tree.items
        if again := begins_again(items):
            mark = Mark(source.path, items[again].line, items[again].column)
            self.problems.append(Problem(mark=mark, code="pasted-twice"))
            items = items[:again]
        for index, item in enumerate(items):
            data = nodes.plain(item)
            id_ = data.get("id") if isinstance(data, dict) else None
            if not isinstance(data, dict):
                self._wrong_shape(source, item, "a map of fields")
            if not isinstance(id_, str):
                self.unread[name] = None
            if isinstance(data, dict):
                known = id_ if isinstance(id_, str) else ""
                self._add(name, kind.model, source, tree, data, id_=known, loc=(index,))
        if is_partial(source):
            for lost in {*ids_in(source)} - {record.id for record in self.records[name]}:
                self._unreadable(name, lost)

    def _record(self, name: str, kind: AnyKind, source: Source, tree: nodes.Node | None) -> None:
        data = nodes.plain(tree) if tree else {}
        stem = PurePosixPath(source.path).name.removesuffix("." + kind.shape) if kind.shape != "one" else name
        id_, _, language = stem.partition(".")
        may_be_text_alone = tree is None and kind.translation and language in SITE_LANGUAGES
        if not isinstance(tree, nodes.Mapping) and not may_be_text_alone:
            self._wrong_shape(source, tree or nodes.Scalar("", 1, 1), "a map of fields")
            self._lost(name, kind, source.path)
            return
        assert isinstance(data, dict)
        if wrong := names.beside(source.path, data.keys(), kind, self.there):
            self._misnamed(source.path, wrong)
            return
        if kind.translation and language in SITE_LANGUAGES:
            if wrong := names.whole(source.path, data.keys(), kind, self.language, self.there):
                self._misnamed(source.path, wrong)
                self._unreadable(name, id_)
                return
            self._add(name, kind.translation, source, tree, data, id_=id_, language=language)
            return
        if not ID.fullmatch(stem):
            text_alone = kind.translation and language and data.keys() <= schema.names((kind.translation,))
            meant = None if text_alone else slug(stem)[:LONGEST_ID] or None
            bad = Problem(mark=Mark(source.path), code="bad-id", values={"id": stem}, suggestion=meant)
            if not names.is_reserved(stem):  # which is told already, with a name that is right in both ways
                self.problems.append(bad)
            self._unreadable(name, id_)
            if kind.translation and language:
                return  # what stands behind a stop is no part of an id
        if kind.path.endswith("/") and (wrong := names.elsewhere(source.path, data.keys(), kind, self.there)):
            self._misnamed(source.path, wrong)
            self._lost(name, kind, source.path)
            return
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
        front = nodes.front_matter(source)
        _, _, body, body_line = front or ("", 1, "", 1)
        below = fields_in(body, KINDS[name], data.keys()) if body else None
        if below:
            self._below(source, below, body_line)
            body = below.without(body)
        damaged = damaged_fields(nodes.at(tree, loc), source)
        data = {key: value for key, value in data.items() if key not in damaged}
        found = typed(model, source.path, tree, loc, data, first)
        fields, faulty = found.value
        unsure = damaged | set(below.names if below else ()) | doubtful_fields(nodes.at(tree, loc), source)
        partial = is_partial(source)
        if partial:
            unsure |= schema.names((model,)) - data.keys()
            self._unreadable(name, id_)
        self.problems += [p for p in found.problems if not follows(p, unsure, partial=partial)]
        record = Record(
            kind=name, id=id_, source=source, fields=fields, raw=data, loc=loc, faulty=faulty | unsure,
            body=without_persons(characters.plain_blanks(body)), body_line=body_line, language=language,
        )  # fmt: skip
        if "id" in damaged:
            self.unread[name] = None
        if "id" in faulty and id_:
            self._unreadable(name, id_)
        (self.translations if language else self.records[name]).append(record)
        self.problems.extend(_repeated(record))
        return record

    def _below(self, source: Source, found: Found, line: int) -> None:
        """Fields that stand in the text, which begins at a line of the file."""
        values = {"field": found.names[0]} if found.code == "field-in-text" else {}
        self.problems.append(Problem(mark=Mark(source.path, line + found.line), code=found.code, values=values))

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
                meant = _original_meant(record, content)
                values = {"original": f"{place}/{record.id}.md"}
                yield Problem(mark=mark, code="orphan-translation", values=values, suggestion=meant)
        elif original.knows("written_in") and language == written_in(original, content.languages):
            yield Problem(mark=mark, code="same-language", values={"language": language})
        elif language not in content.languages and _known_languages(content):
            yield Problem(mark=mark, code="unpublished-language", values={"language": language})


def _original_meant(translation: Record[Any], content: Content) -> str | None:
    """The path that a translation without an original was surely to have: beside the record of its id, or of one that
    had this id before or is nearly called so."""
    taken = {record.source.path for record in content.translations}
    places = frozenset(municipality.id for municipality in content.municipalities)
    records = content.records[translation.kind]
    ways = (
        [r for r in records if r.id == translation.id],
        [r for r in records if translation.id in getattr(r.fields, "aliases", ())],
        [r for r in records if sure(slug(translation.id), r.id, places)],
    )
    found = [
        f"{PurePosixPath(r.source.path).parent}/{r.id}.{translation.language}.md" for r in next(filter(None, ways), [])
    ]
    return found[0] if len(found) == 1 and found[0] not in taken else None


def _known_languages(content: Content) -> bool:
    return content.site is not None and content.site.knows("languages")


def written_in(record: Record[Any], languages: tuple[str, ...]) -> str:
    """The language of a record's own text: what it says itself, else the site's first."""
    return record.fields.written_in or languages[0]
