"""Quotation marks without a partner are told in fields; those that have one, and texts of several lines, are not."""

import pytest

from veiviser.checks.quotes import alone


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("“Vi går", "“"), ("Vi går”", "”"), ("Vi går», sier hun", "»"), ("Han sier «kom", "«"), ("„Kom", "„"),
        ("«Kom» og «gå", "«"), ("“Kom” og ”gå", "“"),
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
