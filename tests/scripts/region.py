"""Writes the input files of the script tests: the vocabulary files of tests/search/region, and the expected contents.

`python -m tests.scripts.region FOLDER`, as of the fixed test date.
"""

import datetime as dt
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tools.search_quality.questions import HALVES, questions
from veiviser.build.pipeline import Options, load
from veiviser.search.documents import Document, documents, indexes
from veiviser.search.vocabulary import gaps, vocabulary

TODAY = dt.date(2026, 11, 21)
REGION = Path(__file__).parents[1] / "search" / "region"


def main(folder: Path) -> None:
    directory = load(Options(root=REGION, today=TODAY)).value
    assert directory is not None, "the region of tests/search has errors"
    found = tuple(documents(directory))
    folder.mkdir(parents=True, exist_ok=True)
    for index, shown in indexes(directory):
        (folder / f"{index}.json").write_bytes(vocabulary(directory, index, shown, found).data)
    given = {
        "documents": [document(each) for each in found],
        "municipalities": [each.id for each in directory.municipalities],
        "lines": {line.id: line.facts.number.replace(" ", "") for line in directory.crisis},
        "numbers": list(numbers()),
        "questions": {half: [asdict(question) for question in questions(half)] for half in HALVES},
        "ended": [f"tilbud/{offer.id}/" for offer in directory.offers if not offer.offered],
    }
    (folder / "given.json").write_text(json.dumps(given, ensure_ascii=False), "utf-8")


def document(it: Document) -> dict[str, Any]:
    return {
        "address": it.address,
        "kind": it.kind,
        "title": it.title,
        "terms": [term.id for term in it.terms],
        "organisations": [organisation.name for organisation in it.organisations],
        "phones": it.phones,
        "municipalities": it.coverage.municipalities,
        "named": it.coverage.named,
        "nation": it.coverage.nation,
        "due": it.due and it.due.isoformat(),
        "state": it.state,
    }


def numbers() -> Iterator[tuple[list[int], list[int]]]:
    """Lists of numbers, each with the distances that are written for it."""
    chance = random.Random(1)
    for most in (1, 44, 2026, 100_000, 10**9):
        for length in (0, 1, 2, 300):
            several = sorted({chance.randint(0, most) for _each in range(length)} | ({most} if length else set()))
            yield several, gaps(several)
    yield list(range(5000)), gaps(range(5000))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
