"""The contract as JSON Schema (2020-12): what the files of each kind may hold, from the descriptions of fields.

A schema describes a file of YAML, or the front matter of one of Markdown. It knows types and what is required; what
fields mean together, and whether an id leads anywhere, only `veiviser check` can tell.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from veiviser.content import schema
from veiviser.content.models import KINDS, AnyKind, Fields
from veiviser.content.schema import Field

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Json: TypeAlias = dict[str, Any]
Translate: TypeAlias = Callable[[str], str]


def of_kind(name: str, translate: Translate = str) -> Json:
    """The schema of a kind's files; `translate` says the descriptions in a language."""
    return {"$schema": DIALECT, **_files(KINDS[name], translate)}


def of_all(translate: Translate = str) -> Json:
    """One schema with those of all kinds as its definitions, by the names of the kinds."""
    return {"$schema": DIALECT, "$defs": {name: _files(kind, translate) for name, kind in KINDS.items()}}


def _files(kind: AnyKind, translate: Translate) -> Json:
    """A list file holds records; where there are translations, the definition `translation` is of their files."""
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
    """A list may be written as a single value, and a field that need not be there may have none."""
    one: Mapping[str, object] = field.json
    if field.model:
        one = _record(field.model, translate)
    elif field.values:
        one = {"enum": list(field.values)}
    choices = [one]
    if field.many:
        choices.append({"type": "array", "items": one, **({"minItems": 1} if field.required else {})})
    if not field.required and one:
        choices.append({"type": "null"})
    found: Json = {"title": translate(field.called), "description": translate(field.description)}
    found |= one if len(choices) == 1 else {"anyOf": choices}
    if field.default is not None:
        found["default"] = field.default
    return found
