"""What the models say of themselves in words: descriptions and types of fields, for the reference and for forms."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import PydanticUndefined

from veiviser.content.fields import Ref, Said
from veiviser.content.models import KINDS, Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One field. `values` are those of a closed set; `default` is None for a field that may be left out."""

    name: str
    description: str
    words: str
    example: str
    required: bool
    default: str | None
    refers_to: tuple[str, ...]
    built_in: tuple[str, ...]
    values: tuple[str, ...]
    many: bool
    model: type[Fields] | None


def models() -> tuple[type[Fields], ...]:
    """Every model, in the order of the kinds; those of translations and of the small maps in lists come with theirs."""
    found: dict[type[Fields], None] = {}
    for kind in KINDS.values():
        for model in (kind.model, kind.translation):
            if model:
                found[model] = None
                found |= dict.fromkeys(field.model for field in described(model) if field.model)
    return tuple(found)


def described(model: type[Fields]) -> tuple[Described, ...]:
    """The fields of a model in their order; raises KeyError for one without a description."""
    texts, hints = _descriptions(model), get_type_hints(model, include_extras=True)
    return tuple(_field(model, name, texts[name], hints[name]) for name in model.model_fields)


@cache
def _descriptions(model: type[Fields]) -> Mapping[str, str]:
    """By field, the string below it in the source: Python itself does not keep it."""
    found: dict[str, str] = {}
    for base in reversed([base for base in model.__mro__ if issubclass(base, Fields)]):
        body = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, below in zip(body.body, body.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
                assert isinstance(field.target, ast.Name)
                found[field.target.id] = str(ast.literal_eval(below.value))
    return found


def _field(model: type[Fields], name: str, description: str, hint: object) -> Described:
    info = model.model_fields[name]
    parts = list(_parts(hint))
    said = [part for part in parts if isinstance(part, Said)]
    ref = next((part for part in parts if isinstance(part, Ref)), None)
    inner = next((part for part in parts if isinstance(part, type) and issubclass(part, Fields)), None)
    values = tuple(part for part in parts if isinstance(part, str))
    known = said[-1] if said else Said("map of fields" if inner else "one of these values")
    return Described(
        name=info.alias or name,
        description=description,
        words=known.words,
        example=known.example,
        required=info.is_required(),
        default=_default(info.default),
        refers_to=ref.kinds if ref else (),
        built_in=ref.built_in if ref else (),
        values=values,
        many=any(part is tuple for part in parts),
        model=inner,
    )


def _parts(hint: object) -> Iterator[object]:
    """What a type consists of, from the inside out: types, the values of a closed set, and what marks them."""
    origin = get_origin(hint)
    if origin is Literal:
        yield from get_args(hint)
    elif origin is Annotated:
        inside, *marks = get_args(hint)
        yield from _parts(inside)
        yield from (mark for mark in marks if isinstance(mark, Said | Ref))
    elif origin in (Union, UnionType):
        for choice in get_args(hint):
            if choice is not NoneType:
                yield from _parts(choice)
    elif origin is tuple:
        yield tuple
        yield from _parts(get_args(hint)[0])
    else:
        yield hint


def _default(value: object) -> str | None:
    if value is PydanticUndefined or value is None or value == ():
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
