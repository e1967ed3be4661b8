"""`python -m tools.search_quality` measures the search and updates docs/search.md; `--half tune` lists misses."""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tools.browser import browser
from tools.day import TODAY
from tools.quality.report import put_into
from tools.search_quality import report, rivals
from tools.search_quality.asking import AGES, answers, first_search
from tools.search_quality.metrics import differing
from tools.search_quality.questions import HALVES, questions
from veiviser.build.loading import Options
from veiviser.build.pipeline import build
from veiviser.directory.model import Directory

REGION = Path("tests/search/region")
DOCUMENT = Path("docs/search.md")
# Typical queries for the weight of the first search, which depends on its results.
FIRST = ("avlastning", "noen å snakke med", "pappa har kreft")


def built(root: Path, site: Path) -> Directory:
    directory = build(Options(root=root, today=TODAY, out=site)).value
    if directory is None:
        sys.exit(f"{root} has errors: run `veiviser check` on it.")
    return directory


def measured(chromium: Browser, site: Path, directory: Directory, folder: Path) -> str:
    """All tables as Markdown: both halves, our search and the rivals. `folder` is for the rivals' sites."""
    asked = [question for half in HALVES for question in questions(half)]
    prefixes = [f"{code}/" for code in directory.languages[1:]]
    aged = {name: answers(chromium, site, asked, prefixes, age=age) for name, age in AGES.items()}
    ours = next(iter(aged.values()))
    english = [question for question in asked if question.group == "english"]
    every = {
        "ours": ours,
        "plain Pagefind": rivals.pagefind(chromium, site, directory, asked, folder / "pagefind"),
        "MiniSearch": rivals.minisearch(chromium, site, directory, asked, folder / "minisearch"),
    }
    in_english = {"ours, from the English page": answers(chromium, site, english, prefixes, on="en/")}
    from_nn = answers(chromium, site, asked, prefixes, on="nn/")
    weights = [first_search(chromium, site, words) for words in FIRST]
    cost = report.Cost(weights[0][0], max(first for _, first in weights), len(directory.offers))
    tables = [
        report.halves(every),
        report.halves(aged, "asked on"),
        report.groups(every),
        report.groups(in_english, only=("english",)),
        report.costs(ours, cost, len(asked), differing(ours, from_nn)),
    ]
    return "\n\n".join(tables)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.search_quality", description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="our search alone, on one half; misses are shown for tune only")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made, browser() as chromium:
        folder = Path(made)
        directory = built(REGION, folder / "site")
        if given.half is None:
            text = measured(chromium, folder / "site", directory, folder)
            put_into(DOCUMENT, text, report.BEGIN)
        else:
            prefixes = [f"{code}/" for code in directory.languages[1:]]
            found = {"ours": answers(chromium, folder / "site", questions(given.half), prefixes)}
            text = f"{report.halves(found)}\n\n{report.groups(found)}"
            if given.half == "tune":
                text = f"{report.misses(found['ours'])}\n\n{text}"
        print(text)


if __name__ == "__main__":
    main()
