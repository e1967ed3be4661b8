"""Fields are plain text: signs that would be shown there are reported, with the text that was meant."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.records import offer

Found = Callable[[Mapping[str, str]], list[str]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("# Turgruppa", "Turgruppa"),
        ("Tur **med** og __uten__ hund", "Tur med og uten hund"),
        ("<b>Tur</b> for alle", "Tur for alle"),
        ("Tur<br>for alle", "Tur for alle"),
        ("Tur, se [planen](/tur-plan/)", ""),
        ("[Ring oss](tel:55000010) **nå**", ""),
    ],
)
def test_signs_are_reported_once_a_value(text: str, meant: str, found: Found) -> None:
    quoted = "'" + text + "'"
    lines = found({"offers/tur.md": offer(eligibility=quoted)})
    expected = f"signs-in-field {meant}".strip()
    assert [line.partition(" ")[2] for line in lines] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Tur * og kaffe",
        "5 * 3 kr",
        "C# og kaffe",
        "#metoo",
        "Tur [fullt]",
        "1 < 2 > 0",
        "Snake_case__x",
        "Se www.x.no (kart)",
    ],
)
def test_what_only_looks_like_signs_is_left_alone(text: str, found: Found) -> None:
    assert found({"offers/tur.md": offer(eligibility=f"'{text}'")}) == []


def test_maps_of_languages_and_lists_are_looked_through(found: Found) -> None:
    contact = "name: Telefonen\norganisation: fjordby-kommune\nphone: 55 00 00 10\nrole:\n  nb: Vakt\n  en: '**Duty** officer'\n"
    lines = found({"contacts/telefonen.yaml": contact})
    assert lines == ["contacts/telefonen.yaml:6:7 signs-in-field Duty officer"]


@pytest.mark.parametrize(("address", "wrong"), [("?x={id}&t={title}", False), ("?x={ID}", True), ("?x={navn}", True)])
def test_a_form_takes_the_id_and_the_title_alone(address: str, wrong: bool, found: Found) -> None:
    site = "title: X\nbase_url: https://fjord.example.org/\nlanguages: [nb, en]\npublisher: fjordby-kommune\n"
    lines = found({"site.yaml": f"{site}feedback_form: https://example.org/{address}\n"})
    assert any("bad-url" in line for line in lines) is wrong
