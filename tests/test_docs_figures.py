"""Figures in the docs that are constants of the program have the program's values."""

import re
import tomllib
from pathlib import Path

import pytest

from tools.day import TODAY
from tools.quality import __main__ as quality
from tools.quality import documents, weights
from veiviser.checks import freshness as help_lines
from veiviser.checks import notice
from veiviser.cli.serve import serve_command
from veiviser.content import limits
from veiviser.content.models import PageTranslation, Site
from veiviser.content.parse import CONTRACT
from veiviser.directory import freshness, occurrences
from veiviser.pages import calendar, events, front, opening
from veiviser.render import qr
from veiviser.search import vocabulary
from veiviser.serve import server
from veiviser.web import cards, json_ld

REPO = Path(__file__).parents[1]
NUMBERS = {"two": 2, "three": 3, "five": 5, "ten": 10, "twelve": 12}


def longest(field: str) -> int:
    """The longest title or summary that is allowed."""

    def fits(length: int) -> bool:
        try:
            PageTranslation.model_validate({field: "x" * length})
        except ValueError:
            return False
        return True

    return max(length for length in range(1, 500) if fits(length))


def default(command_option: str) -> object:
    return next(option.default for option in serve_command.params if option.name == command_option)


def python() -> str:
    found = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    return str(found).removeprefix(">=")


# A page, its sentence with the figure as (…), and the program's figure.
FIGURES: tuple[tuple[str, str, object], ...] = (
    ("docs/search.md", r"holds their (\S+) rarest places", vocabulary.BODY_PLACES),
    ("docs/decisions.md", r"terms and summaries, and (\S+) places of long texts", vocabulary.BODY_PLACES),
    ("docs/decisions.md", r"reports it for (\d+) days before", help_lines._WARNED_DAYS),
    ("docs/decisions.md", r"Less than (\d+) days before its first date", notice._NOTICE_DAYS),
    ("docs/lifecycle.md", r"lagt inn mindre enn (\d+) dager før", notice._NOTICE_DAYS),
    ("docs/lifecycle.md", r"de siste (\d+) dagene av fristen", freshness._ASKED_DAYS),
    ("docs/content.md", r"Missing or older than (\d+) days is a warning", help_lines._CRISIS_LINE_DAYS),
    ("docs/content.md", r"text, at most (\d+) characters \| The title", longest("title")),
    ("docs/content.md", r"text, at most (\d+) characters \| The summary", longest("summary")),
    ("docs/content.md", r"`contract` \| `(\d+)` \|", CONTRACT),
    ("docs/rediger.md", r"Høyst (\d+) tegn", longest("summary")),
    ("docs/rediger.md", r"http://127\.0\.0\.1:(\d+)/ til", default("port")),
    ("docs/rediger.md", r"«Port (\d+) er opptatt", default("port")),
    ("docs/rediger.md", r"http://([\d.]+):\d+/ til", server.HOST),
    ("docs/region.md", r"på nytt etter (\d+) dager", Site.model_fields["review_every_days"].default),
    ("docs/decisions.md", r"shown for (\d+) months from today", occurrences._SHOWN),
    ("docs/decisions.md", r"has 78 dates in (\d+) months", occurrences._SHOWN),
    ("docs/decisions.md", r"(\S+) listed dates and \S+ dates of a rule", limits.MOST_LISTED),
    ("docs/decisions.md", r"listed dates and (\S+) dates of a rule", limits.MOST_DATES),
    ("docs/decisions.md", r"shows the next (\d+) dates and the last", events._SHOWN),
    ("docs/decisions.md", r"dates and the last (\d+), and says", events._SHOWN),
    ("docs/decisions.md", r"linked data tells the next (\d+)\.", json_ld._TOLD),
    ("docs/decisions.md", r"shows the (\S+) months from today's", calendar._MONTHS),
    ("docs/decisions.md", r"hold more than (\d+) dates; then", calendar._DATES_ON_A_PAGE),
    ("docs/decisions.md", r"Cards hold (\S+) more dates back", cards._THEN),
    ("docs/decisions.md", r"back and the front page (\S+), as hidden", front._DATES_HELD_BACK),
    ("docs/decisions.md", r"The list goes (\S+) years ahead", opening._AHEAD // 366),
    ("docs/decisions.md", r"bears a fold; (\d+) mm with the light", qr._LEAST_SIDE_MM),
    ("docs/quality.md", r"made-up region of (\d+) offers", quality.OFFERS),
    ("docs/quality.md", r"made_region FOLDER (\d+)`", quality.OFFERS),
    ("docs/quality.md", r"both as of (\d+ \w+ \d+),", f"{TODAY:%-d %B %Y}"),
    ("docs/quality.md", r"(\S+) clicks are counted", documents.CLICKS),
    ("docs/quality.md", r"an offer: HTML and CSS ≤ (\S+) bytes", weights.OFFER),
    ("docs/quality.md", r"any other page: HTML and CSS ≤ (\S+) bytes", weights.LIST),
    ("docs/quality.md", r"an offer: .*scripts ≤ (\S+), none", weights.SCRIPTS),
    ("docs/quality.md", r"largest paint waits for (\S+) requests", weights.REQUESTS),
    ("README.md", r"You need Python (\S+) or newer", python()),
    ("CONTRIBUTING.md", r"Python (\S+) or newer", python()),
    ("docs/region.md", r"Du trenger Python (\S+) eller nyere", python()),
    ("docs/rediger.md", r"Du trenger Python (\S+) eller nyere", python()),
)


def figure(text: str) -> object:
    """A number in figures or words; other text is returned unchanged."""
    plain = text.lower().replace(",", "")
    return NUMBERS.get(plain) or (int(plain) if plain.isdecimal() else text)


@pytest.mark.parametrize(("page", "sentence", "value"), FIGURES)
def test_a_figure_of_the_docs_is_that_of_the_program(page: str, sentence: str, value: object) -> None:
    text = " ".join((REPO / page).read_text("utf-8").split())
    said = re.findall(sentence, text)
    assert said, f"{page} does not say it in these words: take the line out of the table, or change it with the page"
    assert {figure(each) for each in said} == {value}
