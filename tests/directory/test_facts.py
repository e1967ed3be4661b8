"""Each field of a record is in the directory once: as a fact or in the resolved type, never both."""

import dataclasses
from typing import get_type_hints

import pytest

from veiviser.content import models, schema
from veiviser.directory import facts, model

KINDS = ("Municipality", "Organisation", "Contact", "Place", "Offer", "Event", "Page", "Survey", "CrisisLine")
# Fields that a resolved type has under another name.
OTHERWISE = {"id": "it may be the name of the file", "written_in": "`language`"}


def names(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


def translatable(kind: str) -> set[str]:
    return {field.attribute for field in schema.fields(getattr(models, kind)) if field.translatable}


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_is_a_fact_or_resolved(kind: str) -> None:
    fields = {field.attribute for field in schema.fields(getattr(models, kind))} - set(OTHERWISE)
    as_facts, resolved = names(getattr(facts, f"{kind}Facts")), names(getattr(model, kind))
    if "texts" in resolved:  # which has them all, by name
        assert translatable(kind) & resolved == set()
        resolved |= translatable(kind)
    assert as_facts & resolved == set()
    assert as_facts == fields - resolved


@pytest.mark.parametrize("kind", KINDS)
def test_no_fact_has_words_in_several_languages(kind: str) -> None:
    as_facts = names(getattr(facts, f"{kind}Facts"))
    assert translatable(kind) & as_facts == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_has_the_type_of_its_field(kind: str) -> None:
    written = get_type_hints(getattr(models, kind))
    for name, hint in get_type_hints(getattr(facts, f"{kind}Facts")).items():
        assert hint == written[name], name
