"""`python -m tools.quality` measures the pages and updates docs/quality.md; `… look [ADDRESS …]` lists faults."""

import argparse
import sys
import tempfile
from pathlib import Path

from tools import made_region
from tools.browser import browser, new_page
from tools.day import TODAY
from tools.quality import report
from tools.quality.browsing import every_state, few_states, in_state
from tools.quality.faults import Fault, grouped
from tools.quality.samples import samples
from tools.quality.serving import served
from veiviser.build.loading import Options
from veiviser.build.pipeline import build
from veiviser.directory.model import Directory

REGION = Path("examples/fjordregionen")
OFFERS = 200
DOCUMENT = Path("docs/quality.md")


def built(root: Path, site: Path) -> Directory:
    directory = build(Options(root=root, today=TODAY, out=site)).value
    if directory is None:
        sys.exit(f"{root} has errors: run `veiviser check` on it.")
    return directory


def look(root: Path, addresses: list[str], *, every: bool) -> list[Fault]:
    """The faults that axe and our own measures find on the sample pages of a root, or only on those at `addresses`.

    `every` checks every combination of states, not just every pair of values.
    """
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        directory = built(root, site)
        pages = [s for s in samples(directory) if not addresses or set(addresses) & set(s.addresses.values())]
        states = list(every_state(pages) if every or addresses else few_states(pages))
        with served(site) as base, browser() as chromium:
            page = new_page(chromium)
            for sample, state in states:
                faults.extend(in_state(page, base, sample, state))
        print(f"{len(states)} pages looked at, {len(faults)} faults")
    return faults


def measure(document: Path) -> list[Fault]:
    """Runs all measures and writes the figures into `document`; the result is the faults."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        directory = built(REGION, folder / "example")
        lines = report.reported(lambda: report.example(folder / "example", directory, REGION), _say)
        made_region.write(folder / "root", OFFERS)
        many = built(folder / "root", folder / "large")
        lines += report.reported(lambda: report.large(folder / "large", many), _say)
        speeds = list(report.speeds(folder / "large", many))
    report.put_into(document, report.table(lines, speeds))
    return [*(fault for line in lines for fault in line.faults), *(fault for each in speeds for fault in each.faults())]


def _say(text: str) -> None:
    print(text, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.quality", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    looking = commands.add_parser("look", help="a few pages of each family; some pages in every state")
    looking.add_argument("--root", type=Path, default=REGION)
    looking.add_argument("--all", action="store_true", help="every combination, not every pair")
    looking.add_argument("addresses", nargs="*")
    given = parser.parse_args()
    looked = given.command == "look"
    faults = look(given.root, given.addresses, every=given.all) if looked else measure(DOCUMENT)
    print(grouped(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
