"""The questions of tests/search/questions, each with the answers that were judged to be right."""

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
    """What is typed, and what is right.

    `find` holds what a good librarian would hand over, `also` what she would not mind: right when it comes, not missed
    when it does not. Both are ids of offers, or addresses of other pages (`arrangement/…/`). `nothing`: no answer is
    the right one. `crisis`: a help line must stand above the results; `lines` are the numbers that fit.
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
    """All questions of a half, in the order of its file; ValueError tells what is wrong in it."""
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
