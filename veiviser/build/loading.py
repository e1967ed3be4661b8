"""The first half of a build: files → records → directory, with all problems on the way. `check` runs only this."""

import datetime as dt
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from veiviser import clock
from veiviser.build.collector import collector_off
from veiviser.build.progress import Report, silent
from veiviser.build.readings import kept_readings
from veiviser.checks import check
from veiviser.checks.lost import Lost, explained, lost_address, missed
from veiviser.checks.notice import blobs_of_events
from veiviser.content.read import ReadingCache, read
from veiviser.content.records import Content, sound
from veiviser.content.source import read_source
from veiviser.directory.changes import remembered, wanted
from veiviser.directory.model import Directory, Figure, Memory
from veiviser.directory.references import check_references
from veiviser.directory.resolve import resolve
from veiviser.directory.verification_history import FILE, read_figures
from veiviser.history import History, gone, history, texts
from veiviser.problems.message_words import _
from veiviser.problems.problem import Checked, Problem, has_errors

READING, CHECKING, CONNECTING = _("Reading the content"), _("Checking the content"), _("Connecting the records")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of a build; loading reads only `root`, `today` and `strict`.

    `today` None means the current day in the site's time zone; `base_url` overrides the one in site.yaml. `out` None
    means `site` below the root. `jobs` is the number of processes that render, None as many as there are processors.
    Without `cache`, nothing is taken from the last site and nothing is kept for the next one.
    """

    root: Path
    today: dt.date | None = None
    strict: bool = False
    out: Path | None = None
    base_url: str | None = None
    jobs: int | None = None
    cache: bool = True

    @property
    def processes(self) -> int:
        """How many processes may make pages at a time."""
        return self.jobs or os.cpu_count() or 1


@collector_off()
def load_changed(options: Options, report: Report = silent) -> Checked[Directory | None]:
    """The same as `load`, from what the root's cache has of files that are as they were; the cache is brought up to date."""
    if not options.cache:
        return load(options, report)
    kept = kept_readings(options.root)
    loaded = load(options, report, cache=kept.readings)
    kept.keep()
    return loaded


@collector_off()
def load(
    options: Options,
    report: Report = silent,
    drafts: Mapping[str, str | None] | None = None,
    cache: ReadingCache | None = None,
) -> Checked[Directory | None]:
    """Read and check the content: every problem of a root, and its directory if nothing stops the build.

    `drafts` and `cache` as for `read`.
    """
    report(READING, 0)
    reading = read(options.root, drafts, cache)
    content = reading.value
    report(READING, sum(len(records) for records in content.records.values()))
    today = options.today or clock.today(content.timezone)
    report(CHECKING, 0)
    past = history(options.root)
    kept = _figures(options.root)
    earlier = replace(past.value, texts=_texts(options.root, blobs_of_events(content, today, past.value)))
    problems = (
        *reading.problems,
        *past.problems,
        *kept.problems,
        *check_references(content),
        *check(content, today, earlier),
    )
    if missing := missed(content, past.value, today):
        problems = _with_lost(problems, content, missing, past.value, options.root, today)
    if of_another_contract := tuple(p for p in problems if p.code == "unsupported-contract"):
        problems = of_another_contract  # by the rules of that version, the rest may be right
    report(CHECKING, len(problems))
    whole = sound(content)
    if whole is None or has_errors(problems, strict=options.strict):
        return Checked(None, problems)
    report(CONNECTING, 0)
    directory = resolve(whole, today, past.value)
    report(CONNECTING, len(directory.offers))
    return Checked(directory, problems)


def _with_lost(
    problems: tuple[Problem, ...],
    content: Content,
    missing: Collection[str],
    past: History,
    root: Path,
    today: dt.date,
) -> tuple[Problem, ...]:
    """The problems, and those of lost addresses, as far as git knows what became of their records."""
    became = gone(root, past, missing)
    last = texts(root, (each.blob for each in became.values() if each.blob and each.to is None))
    lost = Lost(content, became, last)
    return (*explained(problems, lost), *lost_address(lost, today))


def remembering(directory: Directory, root: Path) -> Memory:
    """What git remembers of the offers of a root's directory, with the figures that the root keeps in a file."""
    return remembered(directory, texts(root, wanted(directory)), _figures(root).value)


def _texts(root: Path, blobs: Collection[str]) -> Mapping[str, bytes]:
    """The texts of blobs. Usually there are none, and git is not asked."""
    return texts(root, blobs) if blobs else {}


def _figures(root: Path) -> Checked[tuple[Figure, ...]]:
    """The figures of earlier years that the region keeps in a file, if it has one."""
    if not (root / FILE).exists():
        return Checked(())
    source = read_source(root, FILE)
    if source.value is None:
        return Checked((), source.problems)
    found = read_figures(source.value)
    return Checked(found.value, (*source.problems, *found.problems))
