"""Turns a YAML node into a typed record, and everything that does not fit into problems with line and column."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from veiviser.content import nodes, schema
from veiviser.content.characters import slug
from veiviser.content.days import lacking, written
from veiviser.content.keys import KeyMeant, key_meant
from veiviser.content.labels import fields_meant, label, value_meant
from veiviser.content.models import KINDS, Fields
from veiviser.content.nodes import Node
from veiviser.content.parse import as_id
from veiviser.content.several import parts, rewritten
from veiviser.content.suggestions import iso, meant, start_and_end
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.problems.message_words import _
from veiviser.problems.problem import Checked, Mark, Problem

_FEW = 12
# A translation with this many fields of its original after the first is a copy of the whole file: reported once.
_COPIED = 3
_OF_A_FULL_OFFER = _("An offer that is full is still active: say so in “notice” or “waiting_time”.")


def typed(
    model: type[Fields], path: str, tree: Node | None, loc: tuple[int, ...], data: dict[str, object], language: str
) -> Checked[tuple[Fields, frozenset[str]]]:
    """The record, and the names of the fields that could not be typed and are empty in it.

    A field under a wrong name counts as one of them, and is not reported as missing too.
    """
    context = {"language": language}
    try:
        return Checked((model.model_validate(data, context=context), frozenset()))
    except ValidationError as error:
        details = error.errors(include_url=False)
    unknown = {d["loc"]: _key_meant(model, path, data, d["loc"]) for d in details if d["type"] == "extra_forbidden"}
    misnamed = {(*place[:-1], key.suggestion) for place, key in unknown.items() if key.suggestion and not key.hint}
    misnamed |= {(*place[:-1], name) for place, key in unknown.items() for name in key.one_of}
    faulty = frozenset(str(d["loc"][0]) for d in details if d["loc"])
    kept = {key: value for key, value in data.items() if key not in faulty}
    draft = _draft(model, faulty).model_validate(kept, context=context)
    copied = _copied(unknown)
    problems = (
        _problem(model, path, tree, loc, data, d, unknown)
        for d in details
        if (d["type"] != "missing" or d["loc"] not in misnamed) and d["loc"] not in copied
    )
    return Checked((draft, faulty | {str(place[0]) for place in misnamed}), tuple(problems))


def _copied(unknown: dict[tuple[int | str, ...], KeyMeant]) -> tuple[tuple[int | str, ...], ...]:
    """The places of a translation's fields that belong to its original and need no problem of their own.

    Those are all but the first, if they are many. The entry of the first in `unknown` is replaced by one that names
    them all.
    """
    first, *others = [place for place, key in unknown.items() if key.of_original] or [()]
    if len(others) < _COPIED:
        return ()
    fields = ", ".join(str(place[-1]) for place in (first, *others))
    hint = _("A translation holds texts alone. These belong in {file}, and count in all languages: {fields}.")
    unknown[first] = replace(unknown[first], hint=hint, values={**unknown[first].values, "fields": fields})
    return tuple(others)


@cache
def _draft(model: type[Fields], faulty: frozenset[str]) -> type[Fields]:
    """The model for a record with faults: of the base classes with all fields, the first that requires none of the
    faulty.
    """
    names = schema.by_name(model).keys()
    drafts = (base for base in model.__mro__ if issubclass(base, Fields) and schema.by_name(base).keys() == names)
    return next(draft for draft in drafts if not any(schema.by_name(draft)[name].required for name in faulty & names))


def _key_meant(model: type[Fields], path: str, data: Mapping[str, object], loc: tuple[int | str, ...]) -> KeyMeant:
    here: Any = data
    for step in loc[:-1]:
        if step != 0 or not isinstance(here, dict):  # a single map counts as a list of one
            here = here[step]
    return key_meant(model, _model_at(model, loc[:-1]), str(loc[-1]), here, path)


def _problem(
    model: type[Fields],
    path: str,
    tree: Node | None,
    at: tuple[int, ...],
    data: Mapping[str, object],
    detail: ErrorDetails,
    unknown: Mapping[tuple[int | str, ...], KeyMeant],
) -> Problem:
    loc, kind = (*at, *detail["loc"]), detail["type"]
    field, given, context = str(loc[-1]), detail["input"], detail.get("ctx", {})

    def problem(
        place: tuple[int, int], code: str, suggestion: str | None = None, hint: str | None = None, **values: str
    ) -> Problem:
        return Problem(mark=Mark(path, *place), code=code, values=values, suggestion=suggestion, hint=hint)

    value_at = nodes.locate(tree, loc)
    if kind in ("missing", "too_short"):
        is_there = kind == "too_short" or nodes.exists(tree, loc)
        place = nodes.locate(tree, loc, key=True) if is_there else nodes.first_key(tree, loc[:-1])
        hint, values = _hint_for_missing(_model_at(model, detail["loc"][:-1]), field)
        return problem(place, "missing-field", hint=hint, field=field, called=label(field), **values)
    if kind == "extra_forbidden":
        meant_key = unknown[detail["loc"]]
        place = nodes.locate(tree, loc, key=True)
        return problem(place, "unknown-key", meant_key.suggestion, meant_key.hint, key=field, **meant_key.values)
    if kind == "literal_error" and isinstance(given, str):
        allowed = schema.by_name(_model_at(model, detail["loc"][:-1]))[_name(detail["loc"])].values
        suggestion = meant("unknown-value", given, {}, _name(loc)) or value_meant(given, allowed)
        if suggestion is None and (suggestion := _split_list(model, data, detail["loc"], _values_in(allowed))):
            value_at = nodes.locate(tree, (*at, detail["loc"][0]))
        hint = _OF_A_FULL_OFFER if suggestion is None and _means_full(given, allowed) else None
        return problem(value_at, "unknown-value", suggestion, hint, value=given, allowed=", ".join(allowed))
    if "code" in context:
        values = {key: str(value) for key, value in context.items() if key not in ("code", "at")}
        if kind == "bad-date" and (reason := lacking(str(given))):
            values["reason"] = reason
        if "at" in context:
            value_at = nodes.locate(tree, (*loc, context["at"]), key=True)
        if kind == "wrong-type":
            name = _name(detail["loc"])
            values = {"field": name, **values}
            many = name == detail["loc"][0] and schema.by_name(model)[name].many
            if many and (flat := _flat(data[name])):
                return problem(nodes.locate(tree, (*at, name)), kind, flat, **values)
            if (text := (_as_list(given) if many else None) or _as_text(given, values)) is not None:
                return replace(problem(value_at, kind, text[1], **values), instead_of=text[0])
        if kind == "bad-id" and (whole := _split_list(model, data, detail["loc"], _ids_in)):
            return problem(nodes.locate(tree, (*at, detail["loc"][0])), kind, whole, **values)
        if kind == "bad-date" and (whole := _split_list(model, data, detail["loc"], _dates_in(values["expected"]))):
            return problem(nodes.locate(tree, (*at, detail["loc"][0])), kind, whole, **values)
        if kind == "bad-date" and (whole := _with_time(field, given, values["expected"], data)):
            return problem(value_at, kind, whole, **values)
        alone = not (isinstance(loc[-1], int) and nodes.exists(tree, loc))
        return problem(value_at, kind, _suggestion(kind, given, values, _name(detail["loc"]), alone=alone), **values)
    expected = "a map of fields" if kind in ("model_type", "model_attributes_type") else "text"
    return problem(value_at, "wrong-type", field=_name(detail["loc"]), expected=expected)


def _means_full(given: str, allowed: tuple[str, ...]) -> bool:
    """True for a word for “full” (a status of events, not of offers) or for the waiting list."""
    found = value_meant(given, ("full",)) or fields_meant(given, ("waiting_time",))
    return "paused" in allowed and bool(found)


def _as_list(given: object) -> tuple[str, str] | None:
    """The text of several ids in braces, and the list that was meant."""
    if not isinstance(given, dict) or any(value is not None for value in given.values()):
        return None
    items = ", ".join(given)
    return f"{{{items}}}", f"[{items}]"


def _flat(written: object) -> str | None:
    """The list that was meant by brackets within brackets, or by two hyphens before an item."""
    if not isinstance(written, list) or not any(isinstance(item, list) for item in written):
        return None
    items = [each for item in written for each in (item if isinstance(item, list) else [item])]
    return f"[{', '.join(items)}]" if all(isinstance(each, str) for each in items) else None


def _as_text(given: object, values: Mapping[str, str]) -> tuple[str, str] | None:
    """A value that should be text, as written, and the text that was meant: by a list of one, words in braces, hours
    with a colon.
    """
    if values.get("expected") != "text":
        return None
    if isinstance(given, list) and len(given) == 1 and isinstance(given[0], str):
        return "", given[0]
    if not isinstance(given, dict) or len(given) != 1:
        return None
    ((key, value),) = given.items()
    if value is None:
        return f"{{{key}}}", str(key)
    written, both = f"{key}: {value}", f"{key} {value}"
    hours = meant("bad-opening-hours", both, {}, values["field"], alone=False) or both
    # A source may be a sentence with a colon in it.
    texts = {"opening_hours": hours, "sources": json.dumps(written, ensure_ascii=False)}
    return (written, texts[values["field"]]) if values["field"] in texts else None


Split: TypeAlias = Callable[[str], tuple[str, ...]]


def _split_list(
    model: type[Fields], data: Mapping[str, object], loc: tuple[int | str, ...], split: Split
) -> str | None:
    """The whole list of a field in which one item holds several values; None when it is not such a field or item."""
    name = str(loc[0])
    if len(loc) != 2 or not schema.by_name(model)[name].many:
        return None
    return rewritten(data[name], split)


def _values_in(allowed: tuple[str, ...]) -> Split:
    return lambda text: parts(text, lambda part: value_meant(part, allowed))


def _dates_in(expected: str) -> Split:
    return lambda text: parts(text, lambda part: iso(part, expected) if written(part) else None)


def _with_time(field: str, given: object, expected: str, data: Mapping[str, object]) -> str | None:
    """The suggestion for an end without its day, and for a start that includes the end when no other field gives it."""
    start = data.get("starts")
    if not isinstance(given, str) or not isinstance(start, str):
        return None
    start_day = written(start)
    if field == "ends" and start_day and start_day.on() and re.search("[0-9]", given) and not written(given):
        whole = f"{start_day.on()} {given}"
        return iso(whole, expected) if written(whole) else None
    return start_and_end(start) if field == "starts" and not {"ends", "duration_minutes"} & data.keys() else None


def _ids_in(text: str) -> tuple[str, ...]:
    """The ids in a text, separated by commas or semicolons only, since any word may be an id."""
    found = tuple(as_id(part) for part in re.split("[,;]", text) if slug(part))
    return found if len(found) > 1 else ()


def _suggestion(code: str, given: object, values: Mapping[str, str], field: str, *, alone: bool) -> str | None:
    if code == "unknown-key":  # of a map of languages
        meant_key = value_meant(values["key"], SITE_LANGUAGES)
        return meant_key if isinstance(given, dict) and meant_key not in given else None
    if not isinstance(given, str):
        return None
    return as_id(given) or None if code == "bad-id" else meant(code, given, values, field, alone=alone)


def _hint_for_missing(model: type[Fields], field: str) -> tuple[str | None, dict[str, str]]:
    """A hint with its values for a missing field: its allowed values if they are few, or the files with its ids."""
    known = schema.by_name(model).get(field)
    if known and 0 < len(known.values) <= _FEW:
        return _("It is one of these: {allowed}."), {"allowed": ", ".join(known.values)}
    lists = [KINDS[kind].path for kind in known.refers_to] if known else []
    if lists:
        return _("What can stand there is listed in {lists}."), {"lists": ", ".join(lists)}
    return None, {}


def _name(loc: tuple[int | str, ...]) -> str:
    """The name of the field at `loc`; for an item of a list, the name of the list."""
    return next((step for step in reversed(loc) if isinstance(step, str)), "")


def _model_at(model: type[Fields], loc: tuple[int | str, ...]) -> type[Fields]:
    """The model of the map at `loc`: the record's own model, or the model of the maps in one of its lists."""
    for step in loc:
        inner = schema.by_name(model)[step].model if isinstance(step, str) else None
        model = inner or model
    return model
