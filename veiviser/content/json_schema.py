"""The contract as JSON Schema (2020-12), from the descriptions of fields: what the files of each kind may hold.

A schema describes a YAML file, or the front matter of a Markdown file. It covers types and required fields; only
`veiviser check` can tell whether fields fit together and ids exist.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from veiviser.content import schema
from veiviser.content.fields import LEFT_EMPTY
from veiviser.content.models import KINDS, AnyKind, Fields
from veiviser.content.schema import Field
from veiviser.problems.problem import Translate

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Json: TypeAlias = dict[str, Any]


def of_kind(name: str, translate: Translate = str) -> Json:
    """The schema of a kind's files; `translate` translates its descriptions."""
    return {"$schema": DIALECT, **_files(KINDS[name], translate)}


def of_all(translate: Translate = str) -> Json:
    """One schema with the schemas of all kinds as its definitions, by the names of the kinds."""
    return {"$schema": DIALECT, "$defs": {name: _files(kind, translate) for name, kind in KINDS.items()}}


def _files(kind: AnyKind, translate: Translate) -> Json:
    """The schema of a kind's files: a list file holds records. The definition `translation` is for files of
    translations.
    """
    record = _record(kind.model, translate)
    found: Json = {"title": kind.path, **record}
    if kind.shape == "list":
        found = {"title": kind.path, "type": ["array", "null"], "items": record}
    if kind.translation:
        found["$defs"] = {"translation": _record(kind.translation, translate)}
    return found


def _record(model: type[Fields], translate: Translate) -> Json:
    fields = schema.fields(model)
    return {
        "description": translate(" ".join((model.__doc__ or "").split())),
        "type": "object",
        "properties": {field.name: _property(field, translate) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _property(field: Field, translate: Translate) -> Json:
    """The schema of a field. A list may be written as a single value, and an optional field may be empty."""
    one: Mapping[str, object] = field.json
    if field.model:
        one = _record(field.model, translate)
    elif field.values:
        one = {"enum": list(field.values)}
    choices: list[Mapping[str, object]] = [one]
    if field.many:
        choices.append({"type": "array", "items": one, **({"minItems": 1} if field.required else {})})
    if not field.required and one:
        choices.append(LEFT_EMPTY)
    found: Json = {"title": translate(field.called), "description": translate(field.description)}
    found |= one if len(choices) == 1 else {"anyOf": choices}
    if field.default is not None:
        found["default"] = field.default
    return found
