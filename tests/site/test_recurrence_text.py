"""Recurrence rules in words, as people say them in each language."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support.records import event
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.directory.model import Event
from veiviser.web.phrase import Phrase
from veiviser.web.recurrence_text import recurrence, whole_recurrence

Repeating = Callable[[Mapping[str, str]], Event]


@pytest.fixture
def repeating(make_root: Callable[..., Path]) -> Repeating:
    root = make_root(files={"content/events/x.md": ""})

    def make(fields: Mapping[str, str]) -> Event:
        text = event(**{"title": "Kafe", **fields})
        (root / "content" / "events" / "x.md").write_text(text, encoding="utf-8")
        directory = load(Options(root=root, today=TODAY)).value
        assert directory
        (only,) = directory.events
        return only

    return make


@pytest.mark.parametrize(
    ("fields", "nb", "nn", "en"),
    [
        ({"repeat": "daily", "repeat_count": "9"}, "hver dag", "kvar dag", "every day"),
        ({"repeat": "daily", "repeat_every": "2", "repeat_count": "9"},
         "annenhver dag", "annankvar dag", "every other day"),
        ({"repeat": "daily", "repeat_every": "2", "repeat_on": "[tuesday, friday]", "repeat_count": "9"},
         "annenhver dag, men bare tirsdag og fredag", "annankvar dag, men berre tysdag og fredag",
         "every other day, but only Tuesday and Friday"),
        ({"repeat": "daily", "repeat_on": "[tuesday, friday]", "repeat_count": "9"},
         "hver tirsdag og fredag", "kvar tysdag og fredag", "every Tuesday and Friday"),
        ({"repeat": "weekly"}, "hver tirsdag", "kvar tysdag", "every Tuesday"),
        ({"repeat": "weekly", "repeat_every": "2"}, "annenhver tirsdag", "annankvar tysdag", "every other Tuesday"),
        ({"repeat": "weekly", "repeat_every": "3", "repeat_on": "[friday, tuesday]"},
         "hver 3. uke, tirsdag og fredag", "kvar 3. veke, tysdag og fredag", "every 3 weeks, Tuesday and Friday"),
        ({"repeat": "monthly", "repeat_on": "first tuesday"},
         "hver første tirsdag i måneden", "kvar første tysdag i månaden", "every first Tuesday of the month"),
        ({"repeat": "monthly", "repeat_on": "[third tuesday, first tuesday]", "repeat_every": "2"},
         "annenhver måned, første tirsdag og tredje tirsdag", "annankvar månad, første tysdag og tredje tysdag",
         "every other month, first Tuesday and third Tuesday"),
        ({"repeat": "monthly"}, "den 1. i hver måned", "den 1. i kvar månad", "day 1 of every month"),
        ({"repeat": "monthly", "repeat_on": "[15, 1]"},
         "den 1. og den 15. i hver måned", "den 1. og den 15. i kvar månad", "day 1 and day 15 of every month"),
        ({"repeat": "monthly", "repeat_every": "3"},
         "hver 3. måned, den 1.", "kvar 3. månad, den 1.", "every 3 months, day 1"),
        ({"repeat": "monthly", "repeat_on": "tuesday", "repeat_every": "2"},
         "hver tirsdag i annenhver måned", "kvar tysdag i annankvar månad", "every Tuesday of every other month"),
        ({"repeat": "yearly"}, "hvert år, 1. desember", "kvart år, 1. desember", "every year, 1 December"),
        ({"repeat": "yearly", "repeat_on": "first tuesday"},
         "hvert år, første tirsdag i desember", "kvart år, første tysdag i desember",
         "every year, first Tuesday in December"),
        ({"starts": "2026-06-04", "repeat": "yearly", "repeat_on": "[4, 31]", "repeat_every": "2"},
         "annethvert år, 4. juni", "annakvart år, 4. juni", "every other year, 4 June"),
        ({}, "", "", ""),
    ],
)  # fmt: skip
def test_a_rule_in_words(repeating: Repeating, fields: dict[str, str], nb: str, nn: str, en: str) -> None:
    event = repeating(fields)
    assert [str(recurrence(event, language)) for language in ("nb", "nn", "en")] == [nb, nn, en]


def test_the_whole_of_it(repeating: Repeating) -> None:
    event = repeating({"repeat": "weekly", "repeat_count": "3", "skip_holidays": "true"})
    assert (
        str(whole_recurrence(event, "nb"))
        == "Hver tirsdag kl. 18.00, til 15. desember 2026. Ikke på helligdager, julaften eller nyttårsaften."
    )
    assert (
        str(whole_recurrence(event, "en")) == "Every Tuesday at 18:00, until 15 December 2026. Not on public holidays, "
        "Christmas Eve or New Year's Eve."
    )
    assert str(whole_recurrence(repeating({"repeat": "weekly"}), "nb")) == "Hver tirsdag kl. 18.00."
    assert not whole_recurrence(repeating({}), "nb")


def test_a_language_without_the_words_uses_the_substitute_for_all_of_it(repeating: Repeating) -> None:
    phrase = recurrence(repeating({"repeat": "weekly"}), "se")
    assert phrase == Phrase.of("hver tirsdag", "nb")
