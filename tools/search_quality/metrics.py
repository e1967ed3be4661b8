"""The figures of a search: how much of what is right stands among the first answers, and how high."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tools.search_quality.questions import Question


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for a question: ids and addresses in the order of the list, and numbers of help lines above it.

    `lines` is None for a search that knows of no help lines.
    """

    question: Question
    found: tuple[str, ...]
    lines: tuple[str, ...] | None = None
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1 over questions of the kind that each is about; None where there is no such question."""

    asked: int
    recall_5: float | None
    recall_10: float | None
    mrr: float | None
    without_result: float | None
    nonsense: float | None
    crisis: float | None
    right_line: float | None
    needless_line: float | None


def recall(answer: Answer, first: int) -> float:
    """The share of the right answers among the `first` of the list; where more are right than fit, of the places.

    What is merely no mistake may take up to half of the places: with them go as many right answers that no longer fit.
    """
    places = answer.found[:first]
    if not (right := set(answer.question.find)):
        return 1.0
    taken = sum(each in answer.question.also for each in places)
    return len(right.intersection(places)) / min(len(right), first - min(taken, first // 2))


def reciprocal_rank(answer: Answer) -> float:
    """One over the place of the first right answer; 0 when there is none."""
    right = {*answer.question.find, *answer.question.also}
    return next((1 / place for place, each in enumerate(answer.found, 1) if each in right), 0.0)


def fits(answer: Answer) -> bool:
    """Whether a help line that was judged to be right stands above the results."""
    return not set(answer.lines or ()).isdisjoint(answer.question.lines)


def figures(answers: Iterable[Answer]) -> Figures:
    every = list(answers)
    judged = [answer for answer in every if answer.question.find]
    calm = [answer for answer in every if not answer.question.crisis and answer.lines is not None]
    nonsense = [answer for answer in every if answer.question.nothing]
    crisis = [answer for answer in every if answer.question.crisis and answer.lines is not None]
    return Figures(
        asked=len(every),
        recall_5=_mean(judged, lambda each: recall(each, 5)),
        recall_10=_mean(judged, lambda each: recall(each, 10)),
        mrr=_mean(judged, reciprocal_rank),
        without_result=_mean(judged, lambda each: not each.found),
        nonsense=_mean(nonsense, lambda each: not each.found),
        crisis=_mean(crisis, lambda each: bool(each.lines)),
        right_line=_mean(crisis, fits),
        needless_line=_mean(calm, lambda each: bool(each.lines)),
    )


def _mean(answers: Sequence[Answer], value: Callable[[Answer], float]) -> float | None:
    return sum(map(value, answers)) / len(answers) if answers else None


def differing(one: Iterable[Answer], other: Iterable[Answer]) -> list[str]:
    """The questions whose lists are not the same, in the order of the first."""
    lists = {answer.question.ask: answer.found for answer in other}
    return [answer.question.ask for answer in one if lists[answer.question.ask] != answer.found]
