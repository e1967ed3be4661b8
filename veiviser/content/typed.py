"""A node becomes a typed record; whatever does not fit becomes problems at its line and column."""

import difflib
import re
from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any

from pydantic import ValidationError, create_model
from pydantic_core import ErrorDetails

from veiviser.content import nodes
from veiviser.content.meant import meant
from veiviser.content.models import Fields
from veiviser.content.nodes import Node
from veiviser.problems import Checked, Mark, Problem

_LONGEST_WORD = 100
# What begins so is another thing than what it is otherwise like: bimonthly, semi-weekly, inactive.
_OTHER = re.compile("bi|semi|half|tri|in|un|non", re.IGNORECASE)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; none for a text of a length that nobody mistypes."""
    if len(word) > _LONGEST_WORD:
        return None
    return next(iter(difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.7)), None)


def typed(
    model: type[Fields], path: str, tree: Node | None, loc: tuple[int, ...], data: dict[str, object], language: str
) -> Checked[tuple[Fields, frozenset[str]]]:
    """The record, and the names of the fields that could not be typed and are left empty in it."""
    context = {"language": language}
    try:
        return Checked((model.model_validate(data, context=context), frozenset()))
    except ValidationError as error:
        details = error.errors(include_url=False)
    faulty = frozenset(str(d["loc"][0]) for d in details if d["loc"])
    kept = {key: value for key, value in data.items() if key not in faulty}
    draft = _draft(model).model_validate(kept, context=context)
    return Checked((draft, faulty), tuple(_problem(model, path, tree, loc, d) for d in details))


@cache
def _draft(model: type[Fields]) -> type[Fields]:
    """The same model with nothing required, for records that have faults."""
    loose: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if info.is_required():
            info = copy(info)
            info.default = () if str(info.annotation).startswith("tuple") else None
            loose[name] = (info.annotation, info)
    return create_model(f"{model.__name__}Draft", __base__=model, **loose)


def _problem(model: type[Fields], path: str, tree: Node | None, at: tuple[int, ...], detail: ErrorDetails) -> Problem:
    loc, kind = (*at, *detail["loc"]), detail["type"]
    field, given, context = str(loc[-1]), detail["input"], detail.get("ctx", {})

    def problem(place: tuple[int, int], code: str, suggestion: str | None = None, **values: str) -> Problem:
        return Problem(mark=Mark(path, *place), code=code, values=values, suggestion=suggestion)

    value_at = nodes.locate(tree, loc)
    if kind == "missing":
        place = nodes.locate(tree, loc, key=True) if nodes.exists(tree, loc) else nodes.first_key(tree, loc[:-1])
        return problem(place, "missing-field", field=field)
    if kind == "too_short":
        return problem(nodes.locate(tree, loc, key=True), "missing-field", field=field)
    if kind == "extra_forbidden":
        names = (info.alias or name for name, info in _model_at(model, detail["loc"][:-1]).model_fields.items())
        return problem(nodes.locate(tree, loc, key=True), "unknown-key", nearest(field, names), key=field)
    if kind == "literal_error" and isinstance(given, str):
        allowed = re.findall(r"'([^']*)'", context["expected"])
        guess = meant("unknown-value", given, {}, _name(loc))
        if guess is None and not _OTHER.match(given):
            guess = nearest(given, allowed)
        return problem(value_at, "unknown-value", guess, value=given, allowed=", ".join(allowed))
    if "code" in context:
        values = {key: str(value) for key, value in context.items() if key not in ("code", "at")}
        if "at" in context:
            value_at = nodes.locate(tree, (*loc, context["at"]), key=True)
        if kind == "wrong-type":
            values = {"field": _name(detail["loc"]), **values}
        alone = not (isinstance(loc[-1], int) and nodes.exists(tree, loc))
        guess = meant(kind, given, values, _name(detail["loc"]), alone=alone) if isinstance(given, str) else None
        return problem(value_at, kind, guess, **values)
    expected = "a map of fields" if kind in ("model_type", "model_attributes_type") else "text"
    return problem(value_at, "wrong-type", field=_name(detail["loc"]), expected=expected)


def _name(loc: tuple[int | str, ...]) -> str:
    """The field a place belongs to: for an item of a list, the list."""
    return next((step for step in reversed(loc) if isinstance(step, str)), "")


def _model_at(model: type[Fields], loc: tuple[int | str, ...]) -> type[Fields]:
    """The model of the map at `loc`: the record's own, or that of the small maps in one of its lists."""
    for step in loc:
        if isinstance(step, str):
            annotation = model.model_fields[step].annotation
            model = next(
                a for a in getattr(annotation, "__args__", ()) if isinstance(a, type) and issubclass(a, Fields)
            )
    return model
