"""The contract as JSON Schema: valid itself, true of every file of the regions, and as strict as it says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator
from pydantic import ValidationError

from tests.support.built import REPO, TINY
from veiviser.cli.main import main
from veiviser.content import json_schema, nodes, schema
from veiviser.content.models import KINDS, Fields, kind_of
from veiviser.content.source import find, read_source
from veiviser.language.languages import SITE_LANGUAGES

ROOTS = [REPO, REPO / "examples" / "fjordregionen", TINY]
CHECKER = Draft202012Validator.FORMAT_CHECKER


def validator(of: dict[str, Any]) -> Validator:
    Draft202012Validator.check_schema(of)
    return Draft202012Validator(of, format_checker=CHECKER)


def files(root: Path) -> Iterator[tuple[str, str, Any]]:
    """The path, the kind and the content of each file of records, with every scalar as text."""
    for path in sorted(find(root)):
        found, source = kind_of(path), read_source(root, path).value
        if found and source:
            tree = nodes.parse(source).value
            yield path, found[0], nodes.plain(tree) if tree else None


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_every_file_of_a_region_fits_the_schema_of_its_kind(root: Path) -> None:
    known = {name: json_schema.of_kind(name) for name in KINDS}
    of_files = {name: validator(each) for name, each in known.items()}
    of_translations = {name: validator(each["$defs"]["translation"]) for name, each in known.items() if "$defs" in each}
    seen: set[str] = set()
    for path, kind, data in files(root):
        translated = Path(path).stem.partition(".")[2] in SITE_LANGUAGES
        wrong = [error.message for error in (of_translations if translated else of_files)[kind].iter_errors(data)]
        assert wrong == [], path
        seen.add(kind)
    assert {name for name, kind in KINDS.items() if kind.required} <= seen


# Every field of text that has an example, once for each type.
TYPED = {
    field.type_name: (model, field)
    for model in schema.models()
    for field in schema.fields(model)
    if field.example and not field.example.startswith("{")
}


@pytest.mark.parametrize("name", TYPED)
def test_the_example_of_a_type_fits_what_json_schema_says_of_it(name: str) -> None:
    _model, field = TYPED[name]
    assert validator(dict(field.json)).is_valid(field.example.strip('"'))


def taken(model: type[Fields], field: schema.Field, value: object) -> bool:
    """True if the program reads the value of the field without a fault."""
    try:
        model.model_validate({field.name: value}, context={"language": "nb"})
    except ValidationError as error:
        return all(detail["loc"][0] != field.name for detail in error.errors())
    return True


def near(example: str) -> st.SearchStrategy[str]:
    """Texts like the example: with letters changed, put in or taken out, in capitals, and some that are quite other."""
    letters = st.sampled_from([*example, *" -–.:+()0123456789", *"abzåÅ/_T", "https", "closed", "+47 ", "\n", ""])
    places = st.integers(0, len(example))
    cut = st.tuples(places, places, letters).map(lambda at: example[: at[0]] + at[2] + example[at[1] :])
    return st.one_of(cut, cut.map(str.upper), cut.map(str.title), st.text(max_size=12), st.from_regex(r"[a-z]{2,3}"))


@pytest.mark.parametrize("name", TYPED)
@settings(max_examples=200, derandomize=True, deadline=None)
@given(data=st.data())
def test_no_text_that_check_takes_is_refused(name: str, data: st.DataObject) -> None:
    model, field = TYPED[name]
    text = data.draw(near(field.example.strip('"')))
    if text.strip() and taken(model, field, text):
        assert Draft202012Validator(dict(field.json)).is_valid(text)
        # A format is only a note for tools, but those that hold it must take what is written without blanks around it.
        assert text != text.strip() or validator(dict(field.json)).is_valid(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("day", "2026-13-01"),
        ("day and time, or a whole day", "2026-11-21T24:00"),
        ("day, month or year", "0026"),
        ("id: a–z, 0–9 and hyphens", "Tur gruppe"),
        ("`mailto:`, `tel:` or web address", "ring oss"),
        ("phone number", "ring oss"),
        ("web address", "www.example.org"),
        ("language code of ISO 639", "norsk bokmål"),
        ("postcode, or a range of them", "13-14"),
        ("nine digits, the last of which checks the others", "974 760"),
        ("weekday, such a day of the month, or its number", "tirsdag"),
        ("day or days, and hours or `closed`", "08:00-15:30"),
    ],
)
def test_what_no_program_has_to_be_asked_about_is_refused(name: str, text: str) -> None:
    model, field = TYPED[name]
    assert not taken(model, field, text)
    assert not validator(dict(field.json)).is_valid(text)


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.shape != "list"])
def test_an_optional_field_may_be_left_empty_and_a_required_one_may_not(kind: str) -> None:
    properties = json_schema.of_kind(kind)["properties"]
    for field in schema.fields(KINDS[kind].model):
        for empty in (None, "", " "):
            assert field.json == {} or validator(properties[field.name]).is_valid(empty) != field.required, field.name


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("offers", {"titel": "x"}),
        ("offers", {"title": None}),
        ("offers", {"title": "x" * 91}),
        ("offers", {"status": "open"}),
        ("offers", {"needs": []}),
        ("offers", {"age_from": "ten"}),
        ("offers", {"verified_on": "1.11.2026"}),
        ("offers", {"sensitive": "yes"}),
        ("events", {"moved": [{"from": "2026-11-21"}]}),
        ("places", {"directions": {"de": "Rechts"}}),
        ("places", {"latitude": "91 north"}),
    ],
)
def test_what_check_refuses_by_its_type_does_not_fit(kind: str, change: dict[str, Any]) -> None:
    record = next(data for path, name, data in files(ROOTS[1]) if name == kind and path.count(".") == 1)
    assert isinstance(record, dict)
    sound = validator(json_schema.of_kind(kind))
    assert sound.is_valid(record)
    assert not sound.is_valid({**record, **change})


@pytest.mark.parametrize("change", [{"age_from": 18}, {"capacity": 12}, {"sensitive": True}, {"needs": "samtale"},
                                    {"phone": 55000010}, {"established": 2026}, {"notice": None}])  # fmt: skip
def test_what_yaml_makes_of_plain_text_fits_too(change: dict[str, Any]) -> None:
    record = next(data for _path, name, data in files(ROOTS[1]) if name == "offers")
    assert isinstance(record, dict)
    assert validator(json_schema.of_kind("offers")).is_valid({**record, **change})


def printed(*arguments: str) -> Any:
    done = CliRunner().invoke(main, ["schema", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_the_command_prints_one_kind_or_all() -> None:
    all_ = printed("--lang", "en")
    Draft202012Validator.check_schema(all_)
    assert list(all_["$defs"]) == list(KINDS)
    offer = printed("offer", "--lang", "en")
    assert {"$schema": offer.pop("$schema"), **offer} == {"$schema": all_["$schema"], **all_["$defs"]["offers"]}
    assert offer["properties"]["title"]["description"] == "What it is called."
    assert set(offer["$defs"]["translation"]["properties"]) < set(offer["properties"])
    assert printed("crisis-line")["type"] == ["array", "null"]


def test_descriptions_are_in_the_language_of_messages() -> None:
    assert printed("offer", "--lang", "nb")["properties"]["title"]["title"] == "tittel"


def test_an_unknown_kind_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["schema", "offers"]).exit_code == 2
