"""The generated pages of docs/ are those that the models and the codes give today."""

import pytest

from veiviser import reference
from veiviser.content.describe import described
from veiviser.content.models import KINDS, Move


def test_the_pages_in_docs_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert reference.main(["--check"]) == 0, capsys.readouterr().err


def test_every_field_of_every_kind_says_what_it_holds() -> None:
    models = [kind.model for kind in KINDS.values()] + [kind.translation for kind in KINDS.values() if kind.translation]
    for model in (*models, Move):
        for field in described(model):
            assert field.description.endswith("."), f"{model.__name__}.{field.name}"
            assert field.words, f"{model.__name__}.{field.name}"


def test_a_field_is_told_with_its_type_its_default_and_what_it_refers_to() -> None:
    site = {field.name: field for field in described(KINDS["site"].model)}
    assert (site["review_every_days"].words, site["review_every_days"].default) == ("whole number from 1", "180")
    offer = {field.name: field for field in described(KINDS["offers"].model)}
    assert offer["coverage"].refers_to == ("municipalities", "areas")
    assert (offer["coverage"].built_in, offer["coverage"].many, offer["coverage"].required) == (("norge",), True, True)
    assert offer["status"].values == ("planned", "pilot", "active", "paused", "ended")
    event = {field.name: field for field in described(KINDS["events"].model)}
    assert event["moved"].model is Move
