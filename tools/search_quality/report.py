"""The search figures as Markdown tables for docs/search.md, and the misses for tuning the search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tools.search_quality.metrics import Answer, figures, fits, recall, reciprocal_rank
from tools.search_quality.questions import GROUPS, HALVES

BEGIN, END = "<!-- made by `make search-quality` -->", "<!-- until here -->"


@dataclass(frozen=True, slots=True)
class Cost:
    """Gzipped bytes of the search page before anyone types, and the most that a first search adds."""

    page: int
    first_search: int
    offers: int


def halves(answers: Mapping[str, Sequence[Answer]], what: str = "search") -> str:
    """A row for each half and each name in `answers`, such as a search program; `what` is the heading of the names."""
    head = (
        "half",
        what,
        "questions",
        "recall@5",
        "recall@10",
        "MRR",
        "without result",
        "nonsense finds nothing",
        "help line at crisis words",
        "a line that fits",
        "help line without need",
    )
    rows = []
    for half in HALVES:
        for name, every in answers.items():
            it = figures(each for each in every if each.question.half == half)
            if not it.asked:
                continue
            shares = (it.without_result, it.nonsense, it.crisis, it.right_line, it.needless_line)
            found = (it.recall_5, it.recall_10, it.mrr)
            rows.append((half, name, str(it.asked), *map(_share, found), *map(_percent, shares)))
    return _table(head, rows)


def groups(answers: Mapping[str, Sequence[Answer]], only: Sequence[str] = GROUPS) -> str:
    """A row for each group of questions: recall@10 and MRR on both halves, for each search program."""
    measured = [half for half in HALVES if any(a.question.half == half for every in answers.values() for a in every)]
    head = ("group", "questions", *(f"{name}, {half}" for name in answers for half in measured))
    rows = []
    for group in only:
        cells, asked = [], []
        for every in answers.values():
            for half in measured:
                it = figures(a for a in every if a.question.group == group and a.question.half == half)
                asked.append(it.asked)
                judged = f"{_share(it.recall_10)} / {_share(it.mrr)}"
                cells.append(judged if it.recall_10 is not None else f"{_percent(it.nonsense)} find nothing")
        rows.append((group, " + ".join(map(str, asked[: len(measured)])), *cells))
    return _table(head, rows)


def costs(ours: Sequence[Answer], cost: Cost, other: int, differing: Sequence[str]) -> str:
    times = [answer.milliseconds for answer in ours]
    rows = [
        (f"first search over the wire, {cost.offers} offers", f"{cost.first_search / 1000:.0f} KB"),
        ("the search page before anyone types", f"{cost.page / 1000:.0f} KB"),
        ("a search: median, slowest", f"{median(times):.0f} ms, {max(times):.0f} ms"),
        ("same list from the nb and the nn page", f"{other - len(differing)} of {other} questions"),
    ]
    return _table(("measured", "figure"), rows)


def misses(answers: Iterable[Answer]) -> str:
    """Every question with a fault, worst first: what was missed, and what was found instead."""
    lines = []
    for answer in sorted(answers, key=lambda each: (recall(each, 10), reciprocal_rank(each))):
        asked = answer.question
        wrong = []
        if asked.find and (recall(answer, 10) < 1 or reciprocal_rank(answer) < 1):
            missing = [each for each in asked.find if each not in answer.found[:10]]
            wrong.append(f"recall@10 {recall(answer, 10):.2f}, 1/rank {reciprocal_rank(answer):.2f}")
            wrong.append(f"missing: {', '.join(missing) or 'none'}")
            right = {*asked.find, *asked.also}
            wrong.append(
                "came: " + (", ".join(("" if f in right else "×") + f for f in answer.found[:10]) or "nothing")
            )
        if asked.nothing and answer.found:
            wrong.append(f"should find nothing, came: {', '.join(answer.found[:5])}")
        if asked.crisis and not fits(answer):
            wrong.append(
                f"no line that fits ({', '.join(asked.lines)}) among: {', '.join(answer.lines or ()) or 'none'}"
            )
        if wrong:
            lines += [f"{asked.group}: {asked.ask}", *(f"    {line}" for line in wrong)]
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".removeprefix("0")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
