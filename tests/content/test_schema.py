"""The schema says of each field what the models say, and every field of a record for readers is marked."""

import pytest

from veiviser.content import schema
from veiviser.content.models import KINDS, Contact, Event, Fields, Move, Offer, Organisation, Place


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
    assert offer == {"title", "summary", "cost", "schedule", "eligibility", "notice"}
    assert {field.name for field in schema.fields(Contact) if field.translatable} == {"role", "hours"}


def test_the_values_of_a_closed_set_come_from_the_type_in_a_list_too() -> None:
    assert schema.by_name(KINDS["municipalities"].model)["sami"].values == ("se", "sma", "smj")
    assert schema.by_name(Event)["repeat"].values == ("daily", "weekly", "monthly", "yearly")
