"""`veiviser new`: turns answers into a file in canonical form, with a suggested folder and id, or into problems."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from veiviser.build.files import write_new
from veiviser.checks import check
from veiviser.content import nodes, schema
from veiviser.content.canonical import canonical
from veiviser.content.characters import slug
from veiviser.content.models import KINDS, NATION, AnyKind
from veiviser.content.names import is_reserved
from veiviser.content.parse import A_DAY, A_LOOSE_DATE, A_MOMENT, ID
from veiviser.content.read import read
from veiviser.content.records import Content
from veiviser.content.schema import Field
from veiviser.content.source import Source
from veiviser.content.suggestions import iso
from veiviser.content.typed import typed
from veiviser.directory.references import check_references
from veiviser.directory.suggestions import KIND_NAMES, NAMING_FIELDS, Lookup
from veiviser.editing.questions import Answer, Answers, Form
from veiviser.problems.codes import CODES
from veiviser.problems.problem import ExplainedError, Mark, Problem, in_order

_LONGEST_ID = 60
_LONGEST_FOLDER = 100
_YEAR = re.compile(r"[0-9]{4}")
# Types of dates, by the example that the schema has for their fields.
_DATES = {"2026-11-21": A_DAY, "2026-11": A_LOOSE_DATE, "2026-11-21T18:00": A_MOMENT}


class NewError(ExplainedError):
    """Why no file was written."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is the id or word to write, `label` its name for people."""

    value: str
    label: str


def fields(form: Form) -> Mapping[str, Field]:
    """The fields of the kind by name, in their order."""
    return schema.by_name(KINDS[form.kind].model)


def choices(content: Content, field: Field) -> tuple[Choice, ...]:
    """The choices for a field: the words of a closed set, or the ids of records in the order of their lists."""
    if field.values or field.boolean:
        return tuple(Choice(value, "") for value in field.values or ("true", "false"))
    named = [(record.id, _name(record.raw)) for kind in field.refers_to for record in content.records[kind]]
    shared = {name for name, count in Counter(name.casefold() for _id, name in named).items() if count > 1}
    found = [Choice(id_, f"{name} ({id_})" if name and name.casefold() in shared else name) for id_, name in named]
    return (*found, *(Choice(word, "") for word in field.built_in))


def _name(raw: object) -> str:
    """The title, name or role of a record, in its first language."""
    texts = [raw.get(field) for field in NAMING_FIELDS] if isinstance(raw, dict) else []
    in_first = (next(iter(text.values()), None) if isinstance(text, dict) else text for text in texts)
    return next((text for text in in_first if isinstance(text, str)), "")


def tidied(field: Field, text: str) -> str:
    """An answer as the contract writes it: days and times may be typed in the Norwegian way."""
    text = " ".join(text.split())
    kind = _DATES.get(field.example)
    return iso(text, kind, ends=field.name == "ends") if kind else text


def faults(content: Content, form: Form, field: Field, answer: Answer) -> tuple[Problem, ...]:
    """The problems of this value alone: of its type, and unknown ids that it names."""
    model = KINDS[form.kind].model
    language = content.languages[0]
    found = typed(model, "", None, (), {field.name: answer}, language).problems
    wrong = [p for p in found if p.code != "missing-field" or p.values.get("field") == field.name]
    if not wrong and field.refers_to:
        known = Lookup(content).of(field.refers_to, field.built_in)
        kind = KIND_NAMES[field.refers_to[0]] if len(field.refers_to) == 1 else "municipality or area"
        for text in answer if isinstance(answer, list) else [answer]:
            if isinstance(text, str) and text not in known.ids:
                values = {"kind": kind, "id": text}
                wrong.append(Problem(mark=Mark(""), code="unknown-id", values=values, suggestion=known.one(text)))
    return tuple(wrong)


def suggested_id(content: Content, form: Form, answers: Answers) -> str:
    """An id that is not taken, made from the record's name; for contacts from the role, never from a person's name."""
    names = ("role",) if form.kind == "contacts" else form.names
    parts = [str(answers[name]) for name in names if isinstance(answers.get(name), str)][:1]
    if form.kind in ("contacts", "surveys"):  # a role alone, or nothing, is not unique
        keys = ("organisation",) if form.kind == "contacts" else ("municipality", "need", "audience")
        parts += [str(answers[name]) for name in keys if answers.get(name)]
    stem = slug(" ".join(parts))
    if len(stem) > _LONGEST_ID:
        stem = stem[: _LONGEST_ID + 1].rpartition("-")[0] or stem[:_LONGEST_ID]
    stem = stem or form.kind
    taken = {record.id for record in content.records[form.kind]} | (content.unread[form.kind] or set())
    number = 2
    free = stem
    while free in taken or is_reserved(free):
        free, number = f"{stem}-{number}", number + 1
    return free


def suggested_folder(content: Content, form: Form, answers: Answers) -> str:
    """The subfolder in which people would look for the record, relative to the kind's folder; empty for none."""
    kind = KINDS[form.kind]
    if form.kind == "pages":
        return ""
    inside = [(_folder(kind, record.source.path), record) for record in content.records[form.kind]]
    folders = Counter(folder for folder, _ in inside if folder)
    by_year = any(_YEAR.fullmatch(folder) for folder in folders)
    named = [*_named(answers), *(() if by_year else _of_the_offer(content, answers))]
    for name in named:
        if match := next((folder for folder in sorted(folders) if name in folder.split("/")), None):
            return match
    municipalities = {record.id for record in content.municipalities}
    here = [name for name in dict.fromkeys(named) if name in municipalities]
    others = municipalities if len(here) == 1 else set()  # never into another municipality's folder
    beside = Counter(
        folder
        for folder, record in inside
        if folder and set(named) & {*_named(record.raw)} and others.isdisjoint(folder.split("/"))
    )
    if beside:
        return min(beside, key=lambda folder: (-beside[folder], folder))
    if by_year:
        return next((name for name in named if _YEAR.fullmatch(name)), "")
    # CODEOWNERS has a line for each municipality's folder; a record that several share belongs in none of them.
    return here[0] if len(here) == 1 or (here and municipalities & folders.keys()) else ""


def _of_the_offer(content: Content, answers: Answers) -> tuple[str, ...]:
    """The coverage that an event takes from its offer; empty when it has its own."""
    offer = next((record for record in content.offers if record.id == answers.get("offer")), None)
    return tuple(_named({"coverage": offer.raw.get("coverage")})) if offer and not answers.get("coverage") else ()


def _folder(kind: AnyKind, path: str) -> str:
    folder = PurePosixPath(path.removeprefix(kind.path)).parent.as_posix()
    return "" if folder == "." else folder


def _named(answers: object) -> Iterator[str]:
    """Names that a folder may have: the year of an event, then its places, then its organisations and others."""
    for field in ("starts", "municipality", "coverage", "areas", "organisations", "organisation", "kind", "offer"):
        value = answers.get(field) if isinstance(answers, dict) else None
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text != NATION:
                yield text[:4] if field == "starts" else text


def path_of(form: Form, folder: str, id_: str) -> str:
    """The path of the record, relative to the root. Raises NewError for an invalid id or folder."""
    kind = KINDS[form.kind]
    if not ID.fullmatch(id_):
        raise NewError(CODES["bad-id"].message, id=id_)
    parts = [part for part in folder.strip("/").split("/") if part]
    odd = any(part.startswith(".") or not part.isprintable() or "\\" in part for part in parts)
    if odd or len(folder) > _LONGEST_FOLDER:
        raise NewError("“{folder}” is no folder below {home}.", folder=folder, home=kind.path)
    return f"{kind.path}{'/'.join([*parts, id_])}.{kind.shape}"


def text_of(form: Form, path: str, answers: Answers, body: str = "") -> str:
    """The file in canonical form. Answers are written as JSON first, which is YAML for any value."""
    kind = KINDS[form.kind]
    fields_text = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in answers.items() if value
    )
    text = f"---\n{fields_text}---\n{body.strip()}\n" if kind.shape == "md" else fields_text
    return canonical(Source(path, text), kind.model)


def new_problems(root: Path, path: str, text: str, today: dt.date) -> tuple[Problem, ...]:
    """The problems that this file would add, and all problems of the file itself."""
    before, after = (all_problems(root, today, drafts) for drafts in ({}, {path: text}))
    return in_order((*(problem for problem in after if problem.mark.path == path), *unlike(after, before)))


def all_problems(root: Path, today: dt.date, drafts: Mapping[str, str | None]) -> tuple[Problem, ...]:
    """All problems of the content with these drafts (see `read`), except those that need the git history."""
    reading = read(root, drafts)
    return in_order((*reading.problems, *check_references(reading.value), *check(reading.value, today)))


def unlike(problems: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that are not in `known`, compared without lines and columns."""
    seen = {(problem.mark.path, problem.code, tuple(sorted(problem.values.items()))) for problem in known}
    for problem in problems:
        if (problem.mark.path, problem.code, tuple(sorted(problem.values.items()))) not in seen:
            yield problem


def field_at(form: Form, path: str, text: str, problem: Problem) -> str | None:
    """The field that a problem of the file is about; None when it is about no single field."""
    named = problem.values.get("field")
    if named in fields(form):
        return named
    tree = nodes.parse(Source(path, text)).value
    if problem.mark.path != path or not isinstance(tree, nodes.MappingNode) or problem.code.startswith("unreachable"):
        return None
    at = [name for name, (key, _) in tree.entries.items() if key.line <= problem.mark.line]
    return at[-1] if at else None


def write(root: Path, path: str, text: str) -> None:
    """Write a file below content/ that does not exist yet.

    Raises NewError for a path that leads out of content/ through a link, and FileError when it cannot be written.
    """
    target = root / path
    if not target.parent.resolve().is_relative_to((root / "content").resolve()):
        raise NewError("{path} would lie outside of content/.", path=path)
    write_new(target, text.encode())
