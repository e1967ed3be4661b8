"""Finds fields in running text: a second front matter, a file pasted twice, a field below the dashes."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from veiviser.content import schema
from veiviser.content.models import KINDS, AnyKind

# A name with an underscore is no ordinary word: it counts without the space after the colon too, and with a capital.
_FIELD = re.compile(r"([a-z]+):(?=[ \t\u00a0]|$)|([A-Za-z][a-z]*_[a-z_]+):")
_BELONGS = re.compile(r"[ \t]+\S|- |#")
_ID_IN_A_LIST = re.compile(r"\s*- [a-z0-9]+(?:-[a-z0-9]+)*\s*")
# Values that only fields have: ids in brackets, an ISO date, true and false.
_ONLY_A_FIELD_HAS = re.compile(
    r"\[[a-z0-9-]+(?:, ?[a-z0-9-]+)*\]|[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?)?|true|false"
)
# This many fields in a row are not text, wherever they are.
_MANY = 3


@dataclass(frozen=True, slots=True)
class PastedFields:
    """Fields in a text: their first line (from 0), the line after the last, the problem's code, and their names."""

    line: int
    end: int
    code: str
    names: tuple[str, ...]

    def without(self, body: str) -> str:
        """The text with these fields blanked out, so that nothing else is reported there; all other offsets stay the
        same.
        """
        lines = body.split("\n")
        end = len(lines) if self.code == "pasted-twice" else self.end
        return "\n".join([*lines[: self.line], *(" " * len(line) for line in lines[self.line : end]), *lines[end:]])


def fields_in(body: str, kind: AnyKind, above: AbstractSet[str]) -> PastedFields | None:
    """The first fields in the text below a front matter whose fields are `above`; None when there are none."""
    if ":" not in body:
        return None
    lines = body.split("\n")
    own, every = schema.names(schema.models_of(kind)), _all_names()
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    for at, dashes in _beginnings(lines, first):
        names, end = _block(lines, at, every if dashes is not None else own)
        if not names or (dashes and lines[dashes - 1].strip() and len(names) < 2):
            continue  # may be a heading with dashes below it
        closed = end < len(lines) and lines[end].rstrip() == "---"
        again = len(above & set(names)) > 1 or (dashes is not None and closed)
        where = at if dashes is None or not again else dashes
        return PastedFields(where, end, "pasted-twice" if again else "field-in-text", names)
    for at in range(len(lines)):
        names, end = _block(lines, at, own)
        if len(names) >= _MANY or (names and _is_alone(lines, at, end) and _is_sure(lines[at:end], names, kind)):
            return PastedFields(at, end, "pasted-twice" if len(above & set(names)) > 1 else "field-in-text", names)
    return None


def _beginnings(lines: list[str], first: int) -> Iterator[tuple[int, int | None]]:
    """The lines where fields could begin: the start of the text (with None), and below each line of dashes (with its
    number).
    """
    yield first, None
    for dashes in range(first, len(lines)):
        if lines[dashes].rstrip() == "---":
            below = next((at for at in range(dashes + 1, len(lines)) if lines[at].strip()), None)
            if below is not None:
                yield below, dashes


def _is_alone(lines: list[str], at: int, end: int) -> bool:
    """Whether fields are a paragraph of their own."""
    return not (at and lines[at - 1].strip()) and not (end < len(lines) and lines[end].strip())


def _is_sure(lines: list[str], names: tuple[str, ...], kind: AnyKind) -> bool:
    """True when the name is not an ordinary word, or the value not ordinary text."""
    if any("_" in name for name in names):
        return True
    value = lines[0].partition(":")[2].strip()
    if not value:
        return len(lines) > 1 and all(_ID_IN_A_LIST.fullmatch(line) for line in lines[1:])
    return value in _closed(kind).get(names[0], ()) or _ONLY_A_FIELD_HAS.fullmatch(value) is not None


def _block(lines: list[str], at: int, known: AbstractSet[str]) -> tuple[tuple[str, ...], int]:
    """The names of the fields from line `at` on, and the number of the line after them."""
    names: list[str] = []
    for end in range(at, len(lines)):
        found = _FIELD.match(lines[end])
        name = (found[1] or found[2]).lower() if found else ""
        if name in known:
            names.append(name)
        elif not names or not _BELONGS.match(lines[end]):
            return tuple(names), end
    return tuple(names), len(lines)


@cache
def _all_names() -> frozenset[str]:
    kinds = [kind for kind in KINDS.values() if kind.shape == "md"]
    return schema.names(tuple(model for kind in kinds for model in schema.models_of(kind)))


@cache
def _closed(kind: AnyKind) -> Mapping[str, tuple[str, ...]]:
    """The allowed values of each field with a closed set, and for the price its one fixed word."""
    return {name: field.values for name, field in schema.by_name(kind.model).items()} | {"cost": ("free",)}
