"""Reads one file: its records, and every problem in it."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from veiviser.content import characters, names, nodes, schema
from veiviser.content.canonical import first_difference
from veiviser.content.characters import slug
from veiviser.content.damage import without_persons
from veiviser.content.echoes import (
    begins_again,
    damaged_fields,
    doubtful_fields,
    follows,
    ids_in,
    is_partial,
    one_a_slip,
)
from veiviser.content.limits import excess
from veiviser.content.models import KINDS, AnyKind, kind_of, model_of
from veiviser.content.parse import ID, LONGEST_ID
from veiviser.content.pasted import PastedFields, fields_in
from veiviser.content.records import Record
from veiviser.content.source import Source, position
from veiviser.content.typed import typed
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.problems.problem import Checked, Mark, Problem, has_errors


@dataclass(slots=True)
class Reading:
    """The result of reading one file, or several combined.

    `language` is the language of plain text. `unread` is as in `Content`. `meant` are the paths that misnamed files
    should have. `asked` says of paths whether there was such a file, as far as that made a difference.
    """

    language: str = SITE_LANGUAGES[0]
    records: dict[str, list[Record[Any]]] = field(default_factory=lambda: {name: [] for name in KINDS})
    translations: list[Record[Any]] = field(default_factory=list)
    unread: dict[str, set[str] | None] = field(default_factory=lambda: {name: set() for name in KINDS})
    problems: list[Problem] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)
    asked: dict[str, bool] = field(default_factory=dict)

    def include(self, other: "Reading") -> None:
        """Adds the result of one file."""
        for name, records in other.records.items():
            self.records[name] += records
            mine, lost = self.unread[name], other.unread[name]
            if mine is None or lost is None:
                self.unread[name] = None
            else:
                mine |= lost
        self.translations += other.translations
        self.problems += other.problems
        self.meant |= other.meant
        self.language = other.language

    def mark_unread(self, name: str, kind: AnyKind, path: str) -> None:
        """Records that a record exists but cannot be read, so that references to it are not reported too."""
        if kind.shape == "list":
            self.unread[name] = None
        else:
            self.mark_unread_id(name, PurePosixPath(path).name.split(".")[0])

    def mark_unread_id(self, name: str, id_: str) -> None:
        ids = self.unread[name]
        if ids is not None:
            ids |= {id_, slug(id_)}

    def misnamed(self, path: str, wrong: names.Misnamed) -> None:
        code, values = "wrong-file-name", {"name": PurePosixPath(path).name, "reason": wrong.reason}
        if wrong.language:
            code, values = "wrong-file-language", {"value": wrong.language, "allowed": ", ".join(SITE_LANGUAGES)}
        self.problems.append(Problem(mark=Mark(path), code=code, values=values, suggestion=wrong.meant))
        meant = wrong.meant or PurePosixPath(path).name
        right = meant if "/" in meant else f"{PurePosixPath(path).parent}/{meant}"
        self.meant.add(right)
        if found := kind_of(right):
            self.mark_unread(*found, right)


def read_text(path: str, text: Checked[Source | None], language: str, there: Container[str]) -> Reading:
    """The result of reading one file, which depends only on its path and text, the language of plain text, and on which
    of the paths that it `asked` about are among `there`, those of all files.

    For `site.yaml`, `language` of the result is the language of plain text in other files. Raises ValueError for a path
    that belongs to no kind.
    """
    found = kind_of(path)
    if found is None:
        raise ValueError(f"{path} is no file of a kind")
    made = Reading(language=language)
    _File(made, _Asked(there, made.asked)).read(*found, path, text)
    return made


@dataclass(frozen=True, slots=True)
class _Asked(Container[str]):
    """Paths that write down what they are asked about."""

    paths: Container[str]
    answers: dict[str, bool]

    def __contains__(self, path: object) -> bool:
        return self.answers.setdefault(str(path), path in self.paths)


@dataclass(frozen=True, slots=True)
class _File:
    """The reading of one file, in progress."""

    made: Reading
    there: Container[str]

    def read(self, name: str, kind: AnyKind, path: str, text: Checked[Source | None]) -> None:
        """Reads the records and problems of a file."""
        source = self._take(text)
        source = self._take(_within_limits(source)) if source else None
        parsed = nodes.parse(source) if source else None
        tree = self._take(parsed) if parsed else None
        if source is None or parsed is None or (tree is None and parsed.problems):
            self.made.mark_unread(name, kind, path)
        elif kind.shape == "list":
            self._list(name, kind, source, tree)
        else:
            self._record(name, kind, source, tree)
        if source and not has_errors(self.made.problems):
            self._form(source, kind)
        if source:
            self.made.problems[:] = one_a_slip(source, self.made.problems)

    def _form(self, source: Source, kind: AnyKind) -> None:
        if place := first_difference(source, model_of(source.path, kind)):
            self.made.problems.append(Problem(mark=Mark(source.path, *place), code="not-canonical"))

    def _take(self, checked: Checked[Any]) -> Any:
        self.made.problems.extend(checked.problems)
        return checked.value

    def _list(self, name: str, kind: AnyKind, source: Source, tree: nodes.Node | None) -> None:
        if tree is None or nodes.plain(tree) is None:
            if kind.required:  # a list that is empty on purpose says so: []
                self._wrong_shape(source, nodes.ScalarNode("", 1, 1), "a list of records")
                self.made.unread[name] = None
            return
        if not isinstance(tree, nodes.SequenceNode):
            self._wrong_shape(source, tree, "a list of records")
            self.made.unread[name] = None
            return
        items = tree.items
        if again := begins_again(items):
            mark = Mark(source.path, items[again].line, items[again].column)
            self.made.problems.append(Problem(mark=mark, code="pasted-twice"))
            items = items[:again]
        for index, item in enumerate(items):
            data = nodes.plain(item)
            id_ = data.get("id") if isinstance(data, dict) else None
            if not isinstance(data, dict):
                self._wrong_shape(source, item, "a map of fields")
            if not isinstance(id_, str):
                self.made.unread[name] = None
            if isinstance(data, dict):
                known = id_ if isinstance(id_, str) else ""
                self._add(name, kind.model, source, tree, data, id_=known, loc=(index,))
        if is_partial(source):
            for lost in {*ids_in(source)} - {record.id for record in self.made.records[name]}:
                self.made.mark_unread_id(name, lost)

    def _record(self, name: str, kind: AnyKind, source: Source, tree: nodes.Node | None) -> None:
        data = nodes.plain(tree) if tree else {}
        stem = PurePosixPath(source.path).name.removesuffix("." + kind.shape) if kind.shape != "one" else name
        id_, _, language = stem.partition(".")
        may_be_text_alone = tree is None and kind.translation and language in SITE_LANGUAGES
        if not isinstance(tree, nodes.MappingNode) and not may_be_text_alone:
            self._wrong_shape(source, tree or nodes.ScalarNode("", 1, 1), "a map of fields")
            self.made.mark_unread(name, kind, source.path)
            return
        assert isinstance(data, dict)
        if wrong := names.beside(source.path, data.keys(), kind, self.there):
            self.made.misnamed(source.path, wrong)
            return
        if kind.translation and language in SITE_LANGUAGES:
            if wrong := names.whole(source.path, data.keys(), kind, self.made.language, self.there):
                self.made.misnamed(source.path, wrong)
                self.made.mark_unread_id(name, id_)
                return
            self._add(name, kind.translation, source, tree, data, id_=id_, language=language)
            return
        if not ID.fullmatch(stem):
            text_alone = kind.translation and language and data.keys() <= schema.names((kind.translation,))
            meant = None if text_alone else slug(stem)[:LONGEST_ID] or None
            bad = Problem(mark=Mark(source.path), code="bad-id", values={"id": stem}, suggestion=meant)
            if not names.is_reserved(stem):  # reported already, with a name that is right in both respects
                self.made.problems.append(bad)
            self.made.mark_unread_id(name, id_)
            if kind.translation and language:
                return  # what follows the point is not part of an id
        if kind.path.endswith("/") and (wrong := names.elsewhere(source.path, data.keys(), kind, self.there)):
            self.made.misnamed(source.path, wrong)
            self.made.mark_unread(name, kind, source.path)
            return
        record = self._add(name, kind.model, source, tree, data, id_=stem)
        if name == "site" and record.fields.languages:
            self.made.language = record.fields.languages[0]

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
        first = self.made.language
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
            self.made.mark_unread_id(name, id_)
        self.made.problems += [p for p in found.problems if not follows(p, unsure, partial=partial)]
        record = Record(
            kind=name, id=id_, source=source, fields=fields, raw=data, loc=loc, faulty=faulty | unsure,
            body=without_persons(characters.plain_blanks(body)), body_line=body_line, language=language,
        )  # fmt: skip
        if "id" in damaged:
            self.made.unread[name] = None
        if "id" in faulty and id_:
            self.made.mark_unread_id(name, id_)
        (self.made.translations if language else self.made.records[name]).append(record)
        self.made.problems.extend(_repeated(record))
        return record

    def _below(self, source: Source, found: PastedFields, line: int) -> None:
        """Reports fields in the text, which begins on line `line` of the file."""
        values = {"field": found.names[0]} if found.code == "field-in-text" else {}
        self.made.problems.append(Problem(mark=Mark(source.path, line + found.line), code=found.code, values=values))

    def _wrong_shape(self, source: Source, node: nodes.Node, expected: str) -> None:
        mark = Mark(source.path, node.line, node.column)
        values = {"field": PurePosixPath(source.path).name, "expected": expected}
        self.made.problems.append(Problem(mark=mark, code="wrong-type", values=values))


def _within_limits(source: Source) -> Checked[Source | None]:
    """The source; None with a problem when its running text exceeds a limit."""
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
