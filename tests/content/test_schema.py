"""The schema of each field agrees with the models, and every field of a record for readers is marked."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from veiviser.content import schema
from veiviser.content.models import KINDS, AnyKind, Contact, DatedEvent, Event, Fields, Move, Offer, Organisation, Place
from veiviser.content.read import read
from veiviser.content.records import has, sound


def test_every_model_has_its_fields_in_the_order_of_their_lines() -> None:
    for model in schema.models():
        assert [field.attribute for field in schema.fields(model)] == list(model.model_fields)
    assert [field.name for field in schema.fields(Move)] == ["from", "to"]


def test_the_models_of_translations_and_of_small_maps_are_among_them() -> None:
    found = set(schema.models())
    assert {model for kind in KINDS.values() for model in (kind.model, kind.translation) if model} | {Move} == found


@pytest.mark.parametrize("model", [Offer, Event, Contact, Place, Organisation], ids=lambda model: model.__name__)
def test_every_field_says_whether_news_report_it_and_whether_it_is_personal(model: type[Fields]) -> None:
    unmarked = [field.name for field in schema.fields(model) if field.news is None or field.personal is None]
    assert unmarked == []


@pytest.mark.parametrize("model", schema.models(), ids=lambda model: model.__name__)
def test_what_news_only_name_has_a_topic(model: type[Fields]) -> None:
    marked = [field for field in schema.fields(model) if field.news]
    wrong = [field.name for field in marked if field.news and (field.news.report == "named") != bool(field.news.topic)]
    assert wrong == []


def test_what_a_sibling_file_translates_and_what_is_a_map_of_languages_is_translatable() -> None:
    offer = {field.name for field in schema.fields(Offer) if field.translatable}
    assert offer == {
        "title",
        "summary",
        "cost",
        "schedule",
        "eligibility",
        "waiting_time",
        "notice",
        "evaluation",
        "funding",
    }
    assert {field.name for field in schema.fields(Contact) if field.translatable} == {"role", "hours"}


def test_the_values_of_a_closed_set_come_from_the_type_in_a_list_too() -> None:
    assert schema.by_name(KINDS["municipalities"].model)["sami"].values == ("se", "sma", "smj")
    assert schema.by_name(Event)["repeat"].values == ("daily", "weekly", "monthly", "yearly")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_sound_model_says_what_its_draft_leaves_open_and_nothing_else(kind: AnyKind) -> None:
    sound_fields = schema.fields(kind.model)
    drafts = [base for base in kind.model.__mro__[1:] if issubclass(base, Fields)]
    draft = [base for base in drafts if schema.by_name(base).keys() == schema.by_name(kind.model).keys()][-1]
    assert issubclass(draft, kind.draft)
    assert schema.fields(draft) == tuple(replace(field, required=False) for field in sound_fields)
    assert any(field.required for field in sound_fields)


@pytest.mark.parametrize(
    ("fields", "dated", "whole"),
    [
        ("title: Kafé\nstarts: 2026-12-01", True, True),
        ("starts: 2026-12-01", True, False),
        ("title: [Kafé]\nstarts: 2026-12-01", True, False),
        ("title: Kafé\nstarts: i morgen", False, False),
        ("title: Kafé\nstarts: 2026-12-01\nrepeat: ofte", True, True),
    ],
)
def test_a_record_is_as_sound_as_the_fields_that_it_requires(
    fields: str, dated: bool, whole: bool, make_root: Callable[..., Path]
) -> None:
    root = make_root(files={"content/events/kafe.md": f"---\n{fields}\n---\n"})
    content = read(root).value
    (event,) = content.events
    assert (has(event, DatedEvent), has(event, Event)) == (dated, whole)
    assert (sound(content) is not None) == whole
