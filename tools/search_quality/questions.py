"""Reads the judged questions of tests/search/questions."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

Half = Literal["tune", "held"]
HALVES: tuple[Half, ...] = get_args(Half)
GROUPS = (
    "inflection",
    "compound",
    "folding",
    "typo",
    "nn-nb",
    "synonym",
    "everyday-sentence",
    "english",
    "crisis",
    "nonsense",
)
FOLDER = Path(__file__).resolve().parents[2] / "tests" / "search" / "questions"
_KEYS = {"ask", "group", "find", "also", "nothing", "crisis", "lines"}


@dataclass(frozen=True, slots=True)
class Question:
    """A query and its judged answers.

    `find` are right answers; `also` are acceptable ones, which are not missed when they do not appear. Both are ids of
    offers, or addresses of other pages (`arrangement/…/`). `nothing`: there must be no result. `crisis`: a crisis line
    must be shown above the results; `lines` are the numbers that fit.
    """

    ask: str
    group: str
    half: Half
    find: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    nothing: bool = False
    crisis: bool = False
    lines: tuple[str, ...] = ()


def questions(half: Half) -> tuple[Question, ...]:
    """All questions of a half, in the order of its file. Raises ValueError for an invalid question."""
    items = yaml.load((FOLDER / f"{half}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return tuple(_question(item, half) for item in items)


def _question(item: dict[str, Any], half: Half) -> Question:
    question = Question(
        ask=item["ask"],
        group=item["group"],
        half=half,
        find=tuple(item.get("find", ())),
        also=tuple(item.get("also", ())),
        nothing=item.get("nothing") == "true",
        crisis=item.get("crisis") == "true",
        lines=tuple(item.get("lines", ())),
    )
    if unknown := set(item) - _KEYS:
        raise ValueError(f"{half}.yaml, “{question.ask}”: unknown keys {unknown}")
    if question.group not in GROUPS or set(question.find) & set(question.also):
        raise ValueError(f"{half}.yaml, “{question.ask}”: unknown group, or an answer that stands twice")
    if question.nothing == bool(question.find or question.crisis or question.also):
        raise ValueError(f"{half}.yaml, “{question.ask}”: either an answer is right, or none")
    return question
