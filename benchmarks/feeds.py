"""Times the feeds of a large region, and checks that two libraries read its calendar without a warning.

The region is the example, copied until it has 2,000 events; times are processor time, since other programs may run. Run
from the repository's root: `python -m benchmarks.feeds [EVENTS]`.
"""

import sys
import time
import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import icalendar

from benchmarks.recurrence import by_ical_js
from tools.day import TODAY
from veiviser.artifacts import Artifact, XmlFile
from veiviser.build.loading import Options, load
from veiviser.directory.model import Directory
from veiviser.feeds.atom import news_feeds
from veiviser.feeds.conventions import convention_files
from veiviser.feeds.ical import calendars
from veiviser.feeds.opendata import open_data
from veiviser.render.xml import xml_files
from veiviser.web.routes import path
from veiviser.web.site import localized_sites

ROOT = Path(__file__).resolve().parent.parent / "examples" / "fjordregionen"
BASE_URL = "https://fjordregionen.example/"


def enlarged(directory: Directory, events: int) -> Directory:
    """The directory with copies of its offers and events, until it has `events` events."""
    copies = -(-events // len(directory.events))
    offers = {(n, o): replace(o, id=f"{o.id}-{n}") for n in range(copies) for o in directory.offers}
    return replace(
        directory,
        offers=tuple(offers.values()),
        events=tuple(
            replace(event, id=f"{event.id}-{n}", offer=offers[n, event.offer] if event.offer else None)
            for n in range(copies)
            for event in directory.events
        )[:events],
    )


def measured(name: str, feed: Iterable[Artifact | XmlFile]) -> str:
    start, files, size = time.process_time(), 0, 0
    for artifact in xml_files(feed, ROOT):
        files += 1
        size += len(artifact.data)
    return f"{name:16} {time.process_time() - start:6.2f} s {files:7,} files {size / 1e6:8.1f} MB"


def calendar_of_all(directory: Directory) -> None:
    """Times writing and reading the calendar of all events, and prints the warnings of the readers."""
    alone = replace(directory, offers=(), municipalities=(), merged=())
    start = time.process_time()
    data = next(iter(calendars(localized_sites(alone, BASE_URL)))).data
    print(f"{path('calendar_feed'):16} {time.process_time() - start:6.2f} s {len(data) / 1e6:18.1f} MB")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        start = time.process_time()
        read = icalendar.Calendar.from_ical(data)
        entries = read.walk("VEVENT")
        faults = [*read.errors, *(error for entry in entries for error in entry.errors), *map(str, warned)]
    print(f"  icalendar      {time.process_time() - start:6.2f} s {len(entries):7,} entries, {len(faults)} warnings")
    dates = sum(len(each) for each in by_ical_js(data).values())  # raises for any warning of ical.js
    print(f"  ical.js                 {dates:7,} dates, 0 warnings")


def main() -> None:
    example = load(Options(root=ROOT, today=TODAY)).value
    if example is None:
        sys.exit("The example region has errors: run `veiviser check` on it.")
    directory = enlarged(example, int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    dates = sum(len(event.occurrences) for event in directory.events)
    print(f"{len(directory.offers):,} offers, {len(directory.events):,} events with {dates:,} dates, ", end="")
    print(f"{len(directory.municipalities)} municipalities, {len(directory.languages)} languages")
    calendar_of_all(directory)
    sites = localized_sites(directory, BASE_URL)
    print(measured("calendars", calendars(sites)))
    print(measured("news_feeds", news_feeds(sites)))
    print(measured("open_data", open_data(directory, sites[0].urls)))
    print(measured("convention_files", convention_files(directory, sites[0].urls)))


if __name__ == "__main__":
    main()
