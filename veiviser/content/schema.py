"""The schema: one description of each field of the contract, computed once from the models."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Literal, TypeVar, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from veiviser.content.fields import News, Personal, Ref, TypeDescription
from veiviser.content.labels import label
from veiviser.content.models import KINDS, AnyKind, Fields

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the contract.

    `name` is the key in files, `attribute` the name in the model (they differ for `from`), `called` its everyday name,
    as a message id. `type_name`, `example` and `json` describe the type of one value, as in `TypeDescription`; `values` are
    those of a closed set. `refers_to` are the kinds whose ids it takes, `built_in` the words that it takes besides.
    `model` is the model of the maps in its list. `default` is text as in files, None where the field has no default.
    `news` and `personal` say whether news report a change of it, and what a value may reveal; a field of a translation has
    them from the field that it translates.
    """

    name: str
    attribute: str
    called: str
    description: str
    type_name: str
    example: str
    json: Mapping[str, object]
    required: bool
    many: bool
    boolean: bool
    translatable: bool
    default: str | None
    refers_to: tuple[str, ...]
    built_in: tuple[str, ...]
    values: tuple[str, ...]
    model: type[Fields] | None
    news: News
    personal: Personal


@cache
def fields(model: type[Fields]) -> tuple[Field, ...]:
    """The fields of a model in order, which is the order of keys in files. One that is not marked is a `TypeError`."""
    translated = frozenset().union(
        *(
            kind.translation.model_fields
            for kind in KINDS.values()
            if kind.translation and issubclass(kind.model, model)
        )
    )
    return tuple(_field(model, name, is_translated=name in translated) for name in model.model_fields)


@cache
def by_name(model: type[Fields]) -> Mapping[str, Field]:
    """The fields of a model by their names in files."""
    return MappingProxyType({field.name: field for field in fields(model)})


@cache
def names(models: Iterable[type[Fields]]) -> frozenset[str]:
    """The names of all fields of some models."""
    return frozenset(name for model in models for name in by_name(model))


def models_of(kind: AnyKind) -> tuple[type[Fields], ...]:
    """The model of a kind, and the model of its translations if it has any."""
    return (kind.model, kind.translation) if kind.translation else (kind.model,)


@cache
def models() -> tuple[type[Fields], ...]:
    """Every model, in the order of the kinds; models of translations and of maps in lists come with their kind."""
    found: dict[type[Fields], None] = {}
    for model in (model for kind in KINDS.values() for model in models_of(kind)):
        found[model] = None
        found |= dict.fromkeys(field.model for field in fields(model) if field.model)
    return tuple(found)


@cache
def every_name() -> frozenset[str]:
    """The names of all top-level fields in files of any kind."""
    return names(tuple(model for kind in KINDS.values() for model in models_of(kind)))


def _field(model: type[Fields], name: str, *, is_translated: bool) -> Field:
    info, described = model.model_fields[name], _described(model, name)
    parts = _all_parts(model, name)
    inner = next((part for part in parts if isinstance(part, type) and issubclass(part, Fields)), None)
    known = _last(parts, TypeDescription) or TypeDescription("map of fields" if inner else "one of these values")
    ref = _last(parts, Ref) or Ref(())
    return Field(
        name=info.alias or name,
        attribute=name,
        called=label(info.alias or name),
        description=" ".join((described.description or "").split()),
        type_name=known.type_name,
        example=known.example,
        json=known.json,
        required=info.is_required(),
        many=tuple in parts,
        boolean=bool in parts,
        translatable=is_translated or Mapping[str, str] in parts,
        default=_default(info.default),
        refers_to=ref.kinds,
        built_in=ref.built_in,
        values=tuple(part for part in parts if isinstance(part, str)),
        model=inner,
        news=_mark(model, name, News),
        personal=_mark(model, name, Personal),
    )


def _mark(model: type[Fields], name: str, kind: type[T]) -> T:
    """The marker of a field; in a translation, that of the field that it translates."""
    marked = next((kind.model for kind in KINDS.values() if kind.translation is model), model)
    mark = _last(_all_parts(marked, name), kind)
    if mark is None:
        raise TypeError(f"{marked.__name__}.{name} has no marker of the type {kind.__name__}")
    return mark


def _all_parts(model: type[Fields], name: str) -> list[object]:
    """The parts of a field's type as the draft and the model declare it."""
    info = model.model_fields[name]
    return [*_described(model, name).metadata, *_parts(info.annotation), *info.metadata]


def _described(model: type[Fields], name: str) -> FieldInfo:
    """The field as declared in the draft; the sound model only repeats it as required."""
    return next(
        base.model_fields[name]
        for base in reversed(model.__mro__)
        if issubclass(base, Fields) and name in base.model_fields
    )


def _last(parts: list[object], kind: type[T]) -> T | None:
    return next((part for part in reversed(parts) if isinstance(part, kind)), None)


def _parts(hint: object) -> Iterator[object]:
    """The parts of a type annotation, from the inside out: types, the values of a closed set, and markers."""
    origin = get_origin(hint)
    if origin is Literal:
        yield from get_args(hint)
    elif origin is Annotated:
        inside, *marks = get_args(hint)
        yield from _parts(inside)
        yield from marks
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
