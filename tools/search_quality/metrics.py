"""Metrics of search results: recall, reciprocal rank and crisis lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tools.search_quality.questions import Question


@dataclass(frozen=True, slots=True)
class Answer:
    """The results of a question: ids and addresses in the order of the list, and numbers of crisis lines above it.

    `lines` is None for a search without crisis lines.
    """

    question: Question
    found: tuple[str, ...]
    lines: tuple[str, ...] | None = None
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Averages between 0 and 1, each over the questions that it applies to; None without such questions."""

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
    """The share of right answers (`find`) found among the `first` results; of the places, when there are fewer of them.

    Acceptable answers (`also`) may take up to half of the places without lowering the recall.
    """
    places = answer.found[:first]
    if not (right := set(answer.question.find)):
        return 1.0
    taken = sum(each in answer.question.also for each in places)
    return len(right.intersection(places)) / min(len(right), first - min(taken, first // 2))


def reciprocal_rank(answer: Answer) -> float:
    """One over the rank of the first right or acceptable answer; 0 when there is none."""
    right = {*answer.question.find, *answer.question.also}
    return next((1 / place for place, each in enumerate(answer.found, 1) if each in right), 0.0)


def fits(answer: Answer) -> bool:
    """Whether one of the question's crisis lines is shown above the results."""
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
    """The questions whose results differ, in the order of `one`."""
    lists = {answer.question.ask: answer.found for answer in other}
    return [answer.question.ask for answer in one if lists[answer.question.ask] != answer.found]
