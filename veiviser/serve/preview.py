"""Rebuilds the preview after each save."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from veiviser import clock
from veiviser.build.loading import Options, load
from veiviser.build.progress import Report, silent
from veiviser.content.read import ReadingCache
from veiviser.directory.model import Directory
from veiviser.problems.problem import Problem, in_order
from veiviser.serve.faults import Faults, ShownProblem
from veiviser.serve.preview_state import Shown
from veiviser.serve.snapshot import Snapshot, snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """The result of a change: how long it took, and how much is wrong.

    `problems` are those of the content; `failure` is any other reason why there is no new site.
    """

    at: dt.datetime
    seconds: float
    errors: int
    warnings: int
    problems: tuple[Problem, ...]
    failure: ShownProblem | None


@dataclass(slots=True, kw_only=True)
class Preview:
    """For the main thread only. `options.base_url` is where the site is shown."""

    options: Options
    shown: Shown
    faults: Faults
    _cache: ReadingCache = field(default_factory=ReadingCache, init=False)
    _directory: Directory | None = field(default=None, init=False)
    _unread: Snapshot | None = field(default=None, init=False)

    def rebuild(self, report: Report = silent) -> Rebuilt:
        """Shows the site as it is on the disk now, and its problems.

        The open pages are made first: if one of them fails, or the content has errors, the last good site stays. All
        other files are made on request.
        """
        began, at = time.monotonic(), clock.now()
        problems: tuple[Problem, ...] = ()
        failure = None
        try:
            loaded = load(self.options, report, cache=self._cache)
            problems = in_order(loaded.problems)
            faults = self.faults.of_content(problems, loaded.value or self._directory)
            if loaded.value is None:
                self.shown.faults(faults)
            else:
                self._directory = loaded.value
                self._show(loaded.value, faults)
        except Exception as error:  # noqa: BLE001  # the editor sees it, and goes on
            failure = self.faults.of(error)
            faults = (failure, *self.faults.of_content(problems, self._directory))
            self.shown.faults(faults)
        errors = sum(fault.severity == "error" for fault in faults)
        return Rebuilt(
            at=at,
            seconds=time.monotonic() - began,
            errors=errors,
            warnings=len(faults) - errors,
            problems=problems,
            failure=failure,
        )

    def _show(self, directory: Directory, faults: tuple[ShownProblem, ...]) -> None:
        """The site of a directory, from now on. Raises the error of an open page that cannot be made."""
        self._unread = None
        site = snapshot(directory, self.options)
        for path in self.shown.open_files():
            site.file(path)
        self.shown.site(site, faults)
        self._unread = site

    def read_the_rest(self, broken_off: Callable[[], bool]) -> ShownProblem | None:
        """Makes every other page and feed of the current site once, to report those that fail.

        Stops as soon as `broken_off` is true. Keeps nothing of what it makes.
        """
        site, self._unread = self._unread, None
        if site is None:
            return None
        try:
            for _made in site.all_but_search():
                if broken_off():
                    break
        except Exception as error:  # noqa: BLE001  # the editor sees it, and goes on
            fault = self.faults.of(error)
            self.shown.fault(site, fault)
            return fault
        return None
