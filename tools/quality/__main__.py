"""`python -m tools.quality look [--root ROOT] [--all] [ADDRESS …]` prints what is wrong with pages, grouped."""

import argparse
import datetime as dt
import sys
import tempfile
from pathlib import Path

from tools.quality.browsing import browser, every_state, few_states, in_state
from tools.quality.faults import Fault, grouped
from tools.quality.samples import samples
from tools.quality.serving import served
from veiviser.pipeline import Options, build

REGION = Path("examples/fjordregionen")
# The day on which the example region is looked at, so that its dates lie ahead.
TODAY = dt.date(2026, 11, 21)


def look(root: Path, addresses: list[str], *, every: bool) -> list[Fault]:
    """What axe and our own measures find on the sample pages of a root, or on those of them at `addresses`."""
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        directory = build(Options(root=root, today=TODAY, out=site)).value
        if directory is None:
            sys.exit(f"{root} has errors: run `veiviser check` on it.")
        pages = [s for s in samples(directory) if not addresses or set(addresses) & set(s.addresses.values())]
        states = list(every_state(pages) if every or addresses else few_states(pages))
        with served(site) as base, browser() as chromium:
            page = chromium.new_page()
            for sample, state in states:
                faults.extend(in_state(page, base, sample, state))
        print(f"{len(states)} pages looked at, {len(faults)} faults")
    return faults


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.quality", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    looking = commands.add_parser("look")
    looking.add_argument("--root", type=Path, default=REGION)
    looking.add_argument("--all", action="store_true", help="every combination, not every pair")
    looking.add_argument("addresses", nargs="*")
    given = parser.parse_args()
    print(grouped(look(given.root, given.addresses, every=given.all)))


if __name__ == "__main__":
    main()
