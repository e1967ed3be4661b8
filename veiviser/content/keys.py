"""Suggestions for unknown keys: the field that was meant, or the place where such a field belongs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath

from veiviser.content import schema
from veiviser.content.labels import fields_meant
from veiviser.content.models import KINDS, Fields
from veiviser.problems.message_words import _

_NEAR = 0.8
# Not the name of a field, but words of a value that went on to the next line.
_MAY_BE_WORDS = re.compile(r"[0-9\s]|^[^\W\d_a-zæøå]")
_GOES_ON = _("If the line belongs to the value above it, write both on one line, with quotation marks around them.")
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMeant:
    """The field to write instead, or a hint of what else to do, with its values.

    `one_of` are the fields that may have been meant; `of_original` is true for a field of the original in a
    translation.
    """

    suggestion: str | None = None
    hint: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    one_of: tuple[str, ...] = ()
    of_original: bool = False


def key_meant(model: type[Fields], inner: type[Fields], key: str, written: Mapping[str, object], path: str) -> KeyMeant:
    """What was meant by an unknown key. `inner` is the model of the map around it, `written` the content of that map.

    `model` is the model of the record, `path` its file.
    """
    names = tuple(schema.by_name(inner))
    if key.startswith("-"):  # as in a diff
        hint = _("A minus first marks a line that is to go. Delete the line, or the minus.")
        return KeyMeant(hint=hint, one_of=fields_meant(key, names, inner.__name__))
    if key.count("(") != key.count(")"):
        return KeyMeant(hint=_GOES_ON)
    found = fields_meant(key, names, inner.__name__) or tuple(get_close_matches(key.lower(), names, 1, _NEAR))
    if len(found) > 1:
        hint = _("Here it is one of {fields}.")
        return KeyMeant(hint=hint, values={"fields": ", ".join(found)}, one_of=found)
    if found:
        return _instead(found[0], is_written=written.get(found[0]) is not None)
    goes_on = _MAY_BE_WORDS.search(key) and inner is model
    elsewhere = _of_the_record_itself(model, key, path) or _of_another_kind(inner, key)
    return elsewhere or KeyMeant(hint=_GOES_ON if goes_on else None)


def _instead(name: str, *, is_written: bool) -> KeyMeant:
    hint = _("“{field}” is written already: keep one of the two.") if is_written else None
    return KeyMeant(suggestion=name, hint=hint, values={"field": name} if hint else {})


def _of_the_record_itself(model: type[Fields], key: str, path: str) -> KeyMeant | None:
    """A field of the original that a translation does not have, since it is the same in all languages."""
    original = next((kind.model for kind in KINDS.values() if kind.translation is model), None)
    found = fields_meant(key, tuple(schema.by_name(original)), original.__name__) if original else ()
    if not found:
        return None
    file = PurePosixPath(path)
    hint = _("A translation holds texts alone: “{field}” belongs in {file}, and counts in all languages.")
    values = {"field": found[0], "file": f"{file.stem.partition('.')[0]}{file.suffix}"}
    return KeyMeant(hint=hint, values=values, of_original=True)


def _of_another_kind(inner: type[Fields], key: str) -> KeyMeant | None:
    """A field of other kinds of records, if its name is the same in all of them and they are few."""
    places: dict[str, list[str]] = {}
    for kind in KINDS.values():
        if kind.model is not inner and kind.shape in ("yaml", "md", "list"):
            for found in fields_meant(key, tuple(schema.by_name(kind.model)), kind.model.__name__, exact=True):
                places.setdefault(found, []).append(kind.path)
    if len(places) != 1:
        records = {field: [path for path in paths if path.endswith("/")] for field, paths in places.items()}
        places = {field: paths for field, paths in records.items() if paths}
    dated = next((field for field, paths in places.items() if KINDS["events"].path in paths), None)
    if dated and inner is KINDS["offers"].model:  # what happens on a day is an event of its own
        places = {dated: [KINDS["events"].path]}
    if len(places) != 1:
        return None
    ((field, paths),) = places.items()
    if len(paths) > _FEW:
        return None
    hint = _("“{field}” is a field of {places}.")
    return KeyMeant(hint=hint, values={"field": field, "places": ", ".join(paths)})
