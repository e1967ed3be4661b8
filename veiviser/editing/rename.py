"""`veiviser rename`: changes the id of a record, its file name, all references and links to it, and adds an alias."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from veiviser.build.files import replace_all
from veiviser.content.canonical import canonical
from veiviser.content.models import KINDS, NATION, model_of
from veiviser.content.parse import ID
from veiviser.content.records import Content, Record
from veiviser.content.source import Source
from veiviser.directory.references import references
from veiviser.directory.suggestions import Lookup
from veiviser.directory.verification_history import FILE
from veiviser.editing.edits import swapped, with_item
from veiviser.editing.new import all_problems, unlike
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.problems.problem import Checked, ExplainedError, Problem, has_errors
from veiviser.web import routes

# Where code hosts look for the owners of folders.
_OWNERS = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")


class RenameError(ExplainedError):
    """Why nothing was renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """The effects of a new id: `changed` has the new texts by path relative to the root, None for a file to delete.

    `before` has the present texts, `moved` old paths and new ones. `lost` are addresses of the site, without a
    language, that will lead nowhere, since only offers have aliases.
    """

    before: Mapping[str, str]
    changed: Mapping[str, str | None]
    moved: Mapping[str, str]
    lost: tuple[str, ...]

    @property
    def written(self) -> Iterator[tuple[str, str, str]]:
        """The old path, new path and new text of each file that is changed or moved, and not deleted."""
        back = {to: path for path, to in self.moved.items()}
        for path, text in sorted(self.changed.items()):
            if text is not None:
                yield back.get(path, path), path, text


def plan(root: Path, content: Content, kind: str, old: str, new: str, today: dt.date) -> Checked[Renaming | None]:
    """The files to write, and the problems that the new id would add.

    None when those, or the present content, have errors; the problems are then these. Raises RenameError for an unknown
    id, or a new one that is invalid or taken, and EditError for a file that must be changed by hand.
    """
    record = _found(content, kind, old, new)
    held = all_problems(root, today, {})
    if has_errors(held):
        return Checked(None, tuple(problem for problem in held if problem.severity == "error"))
    before = {each.source.path: each.source for each in _all(content)}
    after = _referring(content, before, kind, old, new)
    if kind == "offers":
        after[record.source.path] = _with_alias(record, after.get(record.source.path, record.source.text), old, new)
    for path, source in before.items():
        text = _with_links(after.get(path, source.text), content, kind, old, new)
        if text != source.text:
            after[path] = text
    moved = {path: to for path in before if (to := _place(path, record, kind, old, new)) != path}
    changed = _moved(before, after, moved)
    texts = {path: source.text for path, source in before.items()} | _others(root, kind)
    changed |= {path: text for path, text in _beside(texts, kind, old, new) if text != texts[path]}
    problems = tuple(unlike(all_problems(root, today, changed), _moved_too(held, moved)))
    if has_errors(problems):
        return Checked(None, problems)
    lost = () if kind == "offers" else tuple(_addresses(kind, old))
    return Checked(Renaming(before=texts, changed=changed, moved=moved, lost=lost), problems)


def carry_out(renaming: Renaming, root: Path) -> None:
    """Write the planned files, all or none. Raises FileError when a file cannot be written.

    New files come first and deletions last, so that nothing is lost when the program is killed.
    """
    order = sorted(renaming.changed, key=lambda path: (renaming.changed[path] is None, path in renaming.before))
    texts = {root / path: renaming.changed[path] for path in order}
    replace_all({path: None if text is None else text.encode() for path, text in texts.items()})
    for folder in sorted({(root / path).parent for path in renaming.moved}, reverse=True):
        with suppress(OSError):  # it is not empty
            folder.rmdir()


def _found(content: Content, kind: str, old: str, new: str) -> Record[Any]:
    known = {record.id: record for record in content.records[kind]}
    if old not in known:
        suggestion = Lookup(content).of((kind,)).one(old)
        raise RenameError("There is nothing here called “{id}” that can be read.", id=old, suggestion=suggestion)
    if not ID.fullmatch(new):
        raise RenameError("“{id}” cannot be an id: use a–z, 0–9 and single hyphens between them.", id=new)
    # `coverage` names areas and municipalities alike, so no area may have the id of a municipality.
    rivals = ("municipalities", "areas") if kind in ("municipalities", "areas") else (kind,)
    taken = {record.id for rival in rivals for record in content.records[rival]}
    if len(rivals) > 1:
        taken.add(NATION)
    if kind == "offers":
        taken |= {alias for offer in content.offers if offer.id != old for alias in offer.fields.aliases}
    if new in taken:
        raise RenameError("“{id}” is taken.", id=new)
    return known[old]


def _all(content: Content) -> Iterator[Record[Any]]:
    for records in content.records.values():
        yield from records
    yield from content.translations


def _referring(content: Content, before: Mapping[str, Source], kind: str, old: str, new: str) -> dict[str, str]:
    """The texts of the files that refer to the record, or have it in a list, with the new id."""
    places = defaultdict[str, set[tuple[int, int]]](set)
    for reference in references(content):
        if reference.id == old and kind in reference.field.refers_to:
            mark = reference.record.mark(*reference.loc)
            places[mark.path].add((mark.line, mark.column))
    for record in content.records[kind]:
        if record.id == old and record.loc:
            mark = record.mark("id")
            places[mark.path].add((mark.line, mark.column))
    return {path: swapped(before[path], found, old, new) for path, found in places.items()}


def _with_alias(record: Record[Any], text: str, old: str, new: str) -> str:
    """The text with the old id as an alias. When the new id was an alias of this offer, the old one replaces it."""
    source = Source(record.source.path, text)
    if new in record.fields.aliases:
        mark = record.mark("aliases", *([record.fields.aliases.index(new)] if _many(record) else []))
        return swapped(source, [(mark.line, mark.column)], new, old)
    model = model_of(source.path, KINDS["offers"])
    added = with_item(source, "aliases", old)
    return canonical(Source(source.path, added), model) if canonical(source, model) == text else added


def _many(record: Record[Any]) -> bool:
    return isinstance(record.raw["aliases"], list)


def _with_links(text: str, content: Content, kind: str, old: str, new: str) -> str:
    """The text in which links to pages of this record, with or without the host, lead to the new address."""
    site = content.site
    host = re.escape(site.fields.base_url.rstrip("/")) if site and site.fields.base_url else "/"
    for way in _ways(kind):
        pattern = rf"""(^|[\s("'<>\[]|{host})((?:/(?:{"|".join(SITE_LANGUAGES)}))?{way}){old}(?=[/.?#)\s"'<>\]]|$)"""
        text = re.sub(pattern, rf"\1\2{new}", text, flags=re.MULTILINE)
    return text


def _ways(kind: str) -> set[str]:
    """The parts of addresses before an id of this kind, as regular expressions."""
    found = set()
    for route in routes.OF_RECORDS:
        parts = f"/{route.template}".split("{}")
        for at, there in enumerate(route.kinds):
            if there == kind:
                found.add("[a-z0-9-]+".join(parts[: at + 1]))
    return found


def _addresses(kind: str, id_: str) -> Iterator[str]:
    """The pages of which a record of this kind is the subject."""
    for route in routes.OF_RECORDS:
        if route.kinds == (kind,) and route.page:
            yield "/" + routes.path(route.name, id_)


def _place(path: str, record: Record[Any], kind: str, old: str, new: str) -> str:
    """The new path of a file: the record's own files are renamed, and so are the folders named after a municipality."""
    here = PurePosixPath(path)
    own = PurePosixPath(record.source.path)
    if not record.loc and kind != "site" and here.parent == own.parent and here.name.partition(".")[0] == old:
        return str(here.with_name(new + here.name.removeprefix(old)))
    if kind == "municipalities" and here.parts[2:3] == (old,) and len(here.parts) > 3:
        return str(PurePosixPath(*here.parts[:2], new, *here.parts[3:]))
    return path


def _moved(before: Mapping[str, Source], after: Mapping[str, str], moved: Mapping[str, str]) -> dict[str, str | None]:
    changed: dict[str, str | None] = {moved.get(path, path): text for path, text in after.items()}
    for path, to in moved.items():
        changed[path] = None
        changed.setdefault(to, before[path].text)
    return changed


def _moved_too(problems: Iterable[Problem], moved: Mapping[str, str]) -> Iterator[Problem]:
    """The problems with the new paths of their files."""
    for problem in problems:
        path = problem.mark.path
        yield replace(problem, mark=replace(problem.mark, path=moved.get(path, path)))


def _others(root: Path, kind: str) -> dict[str, str]:
    """Files outside of content/ that name municipalities."""
    names = (FILE, *_OWNERS) if kind == "municipalities" else ()
    return {name: (root / name).read_text("utf-8") for name in names if (root / name).is_file()}


def _beside(texts: Mapping[str, str], kind: str, old: str, new: str) -> Iterator[tuple[str, str]]:
    for path in (path for path in (FILE, *_OWNERS) if path in texts):
        if path == FILE:
            yield path, re.sub(rf"(?m)^(\d{{4}},){old}(?=,)", rf"\g<1>{new}", texts[path])
        else:
            yield path, re.sub(rf"(?m)^([^#\s]*/){old}(?=[/\s]|$)", rf"\g<1>{new}", texts[path])
