"""The schema of each field agrees with the models, and every field is marked."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import pytest

from veiviser.content import schema
from veiviser.content.fields import NEWS_NEVER, PERSON, News, Personal, Text
from veiviser.content.models import (
    KINDS,
    AnyKind,
    Area,
    Contact,
    CrisisLine,
    DatedEvent,
    Event,
    Fields,
    Move,
    Municipality,
    Offer,
    OfferTranslation,
    Page,
    Site,
    Survey,
)
from veiviser.content.read import read
from veiviser.content.records import has, sound


def test_every_model_has_its_fields_in_the_order_of_their_lines() -> None:
    for model in schema.models():
        assert [field.attribute for field in schema.fields(model)] == list(model.model_fields)
    assert [field.name for field in schema.fields(Move)] == ["from", "to"]


def test_the_models_of_translations_and_of_small_maps_are_among_them() -> None:
    found = set(schema.models())
    assert {model for kind in KINDS.values() for model in (kind.model, kind.translation) if model} | {Move} == found


@pytest.mark.parametrize("model", schema.models(), ids=lambda model: model.__name__)
def test_every_field_says_whether_news_report_it_and_whether_it_is_personal(model: type[Fields]) -> None:
    assert {(type(field.news), type(field.personal)) for field in schema.fields(model)} == {(News, Personal)}


def test_a_field_without_both_markers_is_refused() -> None:
    class Half(Fields):
        parking: Annotated[Text | None, NEWS_NEVER] = None

    with pytest.raises(TypeError, match=r"Half\.parking has no marker of the type Personal"):
        schema.fields(Half)


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.translation], ids=lambda kind: kind.name)
def test_a_translation_is_told_of_and_is_personal_as_what_it_translates(kind: AnyKind) -> None:
    original, translation = (schema.by_name(model) for model in schema.models_of(kind))
    assert {name: (field.news, field.personal) for name, field in translation.items()} == {
        name: (original[name].news, original[name].personal) for name in translation
    }
    assert translation["summary"].personal == PERSON


def test_news_report_changes_of_offers_alone() -> None:
    told = {model for model in schema.models() if any(field.news != NEWS_NEVER for field in schema.fields(model))}
    assert told == {Offer, OfferTranslation}


def test_who_looked_and_where_people_write_may_tell_of_a_person() -> None:
    for model, names in (
        (Survey, {"checked_by", "note"}),
        (Site, {"feedback_email", "security_contact"}),
        (Page, {"summary"}),
        (CrisisLine, {"source"}),
        (Area, {"sources"}),
        (Municipality, {"sources"}),
    ):
        assert {field.name for field in schema.fields(model) if field.personal == PERSON} == names


@pytest.mark.parametrize("model", schema.models(), ids=lambda model: model.__name__)
def test_what_news_only_name_has_a_topic(model: type[Fields]) -> None:
    fields = schema.fields(model)
    wrong = [field.name for field in fields if (field.news.report == "named") != bool(field.news.topic)]
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
