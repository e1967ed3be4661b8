"""Quotation marks without a partner are reported in fields; marks with one, and texts of several lines, are not."""

import pytest

from veiviser.checks.quotes import alone, alone_in_text


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("“Vi går", "“"), ("Vi går”", "”"), ("Vi går», sier hun", "»"), ("Han sier «kom", "«"), ("„Kom", "„"),
        ("«Kom» og «gå", "«"), ("“Kom” og ”gå", "”"),
        ('Kom "i kveld', '"'),
    ],
)  # fmt: skip
def test_a_mark_without_a_partner(text: str, mark: str) -> None:
    assert alone(text) == mark


@pytest.mark.parametrize(
    "text",
    ["“Kom”", "”Kom”", "„Kom“", "«Kom» og «gå»", "Åses tur, rock ’n’ roll", '27" skjerm', "“En\n\n“To”", "Kom", ""],
)
def test_marks_with_a_partner(text: str) -> None:
    assert alone(text) is None


# The text from the mark to the end of its line.
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi går.\n\nHan sier «kom.", "«kom."),
        ("- “Kom\n- gå", "“Kom"),
        ("> Kom», sier hun.", "», sier hun."),
        ("Hun sier “kom” og\ngår”.\n\nMer", "”."),
        ('Vi sier "kom.\n\nMer', '"kom.'),
        ("| Sted | Dag |\n|---|---|\n| «Låven | fredag |", "«Låven | fredag |"),
        ("«En.\n\n«To.\n\n«Tre.", "«Tre."),
        ("`«` er et tegn, og «dette også.", "«dette også."),
    ],
)
def test_a_mark_without_a_partner_in_a_running_text(text: str, found: str) -> None:
    place = alone_in_text(text)
    assert place is not None
    offset, mark = place
    assert text[offset:].partition("\n")[0] == found
    assert found.startswith(mark)


@pytest.mark.parametrize(
    "text",
    [
        "«En.\n\n«To.\n\n«Tre.»", "Hun sa: «Kom.\n\nVi venter.»", "“En.\n\n“To.”", '`«` og `"`',
        'Skjermen er 27".',
        '[Huset](/tilbud/hus/ "Huset") og "loftet"', "«Kom» og\n“gå”", "„Kom“ og ”gå”", "»Kom«", "```\n«\n```",
        '"En.\n\n"To."',
    ],
)  # fmt: skip
def test_marks_with_a_partner_in_a_running_text(text: str) -> None:
    assert alone_in_text(text) is None
