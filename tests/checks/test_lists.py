"""Uneven lists, text that runs into a list item and unused definitions are reported; dates are not."""

import pytest

from veiviser.content.markup import slips


def lines(text: str, numbers: tuple[int, ...]) -> list[str]:
    return [text.split("\n")[number] for number in numbers]


@pytest.mark.parametrize(
    ("text", "line", "numbers"),
    [
        ("1. Les\n1. Skriv\n1. Regn", "1. Skriv", "1., 1., 1."),
        ("1. Les\n3. Skriv", "3. Skriv", "1., 3."),
        ("1. Les\n2. Skriv\n4. Regn", "4. Regn", "1., 2., 4."),
        ("1) Les\n2) Skriv\n2) Regn", "2) Regn", "1), 2), 2)"),
        ("2. Les\n3. Skriv", "2. Les", "2., 3."),
        ("0. Les\n1. Skriv", "0. Les", "0., 1."),
        ("> 1. Les\n> 1. Skriv", "> 1. Skriv", "1., 1."),
        ("- Slik:\n  1. Les\n  3. Skriv", "  3. Skriv", "1., 3."),
        ("1. Les\n\n1. Skriv", "1. Skriv", "1., 1."),
        ("Gjør slik:\n2. Les\n3. Skriv", "2. Les", "2., 3."),
        ("Gjør slik:\n1. les\n1. skriv", "1. skriv", "1., 1."),
        ("1. a\n1. b\n1. c\n1. d\n1. e\n1. f", "1. b", "1., 1., 1., 1., 1. …"),
    ],
)
def test_a_list_that_nearly_counts_is_told_where_it_does_not(text: str, line: str, numbers: str) -> None:
    (slip,) = slips(text).uneven
    assert (text.split("\n")[slip.line], slip.numbers) == (line, numbers)


@pytest.mark.parametrize(
    "text",
    [
        "1. Les\n2. Skriv\n3. Regn",
        "1. Les\n2. Skriv\n\n1. Syng\n2. Dans",
        "1. Les\n2. Skriv\n\n30. april er siste dag.",
        "5. mars\n12. mars",
        "1. januar\n1. juli",
        "1. mai\n3. mai",
        "2. klasse\n3. klasse",
        "8. steg\n9. steg",
        "1998. Huset ble bygd.\n1999. Det sto tomt.",
        "3. Sist\n2. Nest sist\n1. Først",
        "24. Julaften\n25. Første juledag",
        "2. Bare ett punkt",
        "1. Ring\n\nVent litt.\n\n2. Kom",
        "```\n1. a\n1. b\n```",
        r"1\. Les" + "\n" + r"1\. Skriv",
        "Vi møtes den\n3. mai og den\n4. juni.",
    ],
)
def test_dates_years_and_lists_that_count_are_left_in_peace(text: str) -> None:
    assert slips(text).uneven == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- ski\n- sko\nVel møtt!", ["Vel møtt!"]),
        ("1. Ring\n2. Kom\nVi gleder oss.", ["Vi gleder oss."]),
        ("> - ski\n> Vel møtt!", ["> Vel møtt!"]),
        ("• ski\n**Husk:** klær", ["**Husk:** klær"]),
        ("- ski\n  - korte\nVel møtt!", ["Vel møtt!"]),
        ("- ski\n- sko\n2027 blir bra", ["2027 blir bra"]),
        ("> Kom som du er.\nVel møtt!", ["Vel møtt!"]),
        ("> > Kom som du er.\n> Vel møtt!", ["> Vel møtt!"]),
        ("> Kom som du er,\n> Sa hun.", []),
        ("- ski\n\nVel møtt!", []),
        ("- ski\n  Vel møtt!", []),
        ("- Et langt punkt som går over to linjer fordi det\nikke er plass på den første", []),
        ("- Et langt punkt som går over to linjer fordi det, sånn som her, møter\nKari ved kirka", []),
        ("5. mars er det stengt.\nVel møtt!", []),
        ("- ski\n## Praktisk", []),
    ],
)
def test_text_right_below_a_point_is_told(text: str, told: list[str]) -> None:
    assert lines(text, tuple(slip.line for slip in slips(text).below)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[Skjema]: https://example.org/skjema", ["[Skjema]: https://example.org/skjema"]),
        ("Hei\n\n[NB]: Fullt\n[Info]: Utsatt", ["[NB]: Fullt", "[Info]: Utsatt"]),
        ("Se [kart].\n\n[kart]: /a/\n[kart]: /b/", ["[kart]: /b/"]),
        ("- [NB]: Fullt", ["- [NB]: Fullt"]),
        ("Se [kart].\n\n[kart]: /a/", []),
        ("Se ![Kart][kart].\n\n[Kart]: /a.png", []),
        ("[NB]: Fullt i dag", []),
        ("```\n[NB]: Fullt\n```", []),
    ],
)
def test_a_definition_that_nothing_uses_is_told(text: str, told: list[str]) -> None:
    assert lines(text, slips(text).unused) == told
