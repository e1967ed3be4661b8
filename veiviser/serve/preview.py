"""Builds the site anew at each change, for as long as somebody writes."""

import datetime as dt
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from gettext import NullTranslations
from pathlib import Path
from threading import Event

from jinja2 import TemplateError

from veiviser import clock
from veiviser.artifacts import Artifact
from veiviser.codes import CODES
from veiviser.directory.host import edit_address
from veiviser.directory.model import Directory
from veiviser.loading import Options, load
from veiviser.pipeline import artifacts
from veiviser.problems import ExplainedError, Problem, did_you_mean, in_order
from veiviser.progress import Report, silent
from veiviser.render.templates import OwnTemplateError, fault_in_template
from veiviser.serve.shown import Fault, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What came of a change: how long it took, and how much is wrong.

    `problems` are those of the content; `failure` is what else there is to say about why there is no new site.
    """

    at: dt.datetime
    seconds: float
    errors: int
    warnings: int
    problems: tuple[Problem, ...]
    failure: Fault | None


@dataclass(slots=True, kw_only=True)
class Preview:
    """Belongs to the main thread. `options.base_url` is where the site is shown.

    `bug` reports what nobody foresaw and gives the sentence to show about it.
    """

    options: Options
    shown: Shown
    words: NullTranslations
    bug: Callable[[Exception], str]
    directory: Directory | None = field(default=None, init=False)

    def rebuild(self, changed: Event, report: Report = silent) -> Rebuilt | None:
        """Builds from what is on the disk now; None when something changed on the way and all begins anew.

        What is wrong is shown at once. Pages that somebody has open are made before the others, and shown as soon as
        they are. Whatever fails, the last good page stays.
        """
        began, at = time.monotonic(), clock.now()
        problems: tuple[Problem, ...] = ()
        failure = None
        try:
            loaded = load(self.options, report)
            problems = in_order(loaded.problems)
            faults = self._listed(problems, loaded.value or self.directory)
            if loaded.value is None:
                self.shown.faults(faults)
            else:
                self.directory = loaded.value
                if not self._made(loaded.value, faults, changed, report):
                    return None
        except Exception as error:  # noqa: BLE001  # the editor sees it, and goes on
            failure = self._failed(error)
            faults = (failure, *self._listed(problems, self.directory))
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

    def _made(self, directory: Directory, faults: tuple[Fault, ...], changed: Event, report: Report) -> bool:
        """The whole site, shown; False when it is no longer worth the while."""
        first = self.shown.open_files()
        made: dict[str, bytes] = {}
        early = bool(first)
        for artifact in artifacts(directory, self.options, report, first):
            made[artifact.path] = artifact.data
            if early and (first <= made.keys() or _beyond(artifact, first)):
                self.shown.early(made)
                self.shown.faults(faults)
                early = False
            if not early and changed.is_set():
                return False
        self.shown.site(made)
        self.shown.faults(faults)
        return True

    def _listed(self, problems: Collection[Problem], directory: Directory | None) -> tuple[Fault, ...]:
        """Errors first, and in order of place."""
        in_order_shown = sorted(problems, key=lambda problem: problem.severity != "error")
        first = {id(problem) for problem in {p.code: p for p in reversed(in_order_shown)}.values()}
        return tuple(
            Fault(
                severity=problem.severity,
                message=problem.message(self.words.gettext),
                path=problem.mark.path,
                line=problem.mark.line,
                column=problem.mark.column,
                suggestion=did_you_mean(problem.suggestion, self.words.gettext),
                remedy=self.words.gettext(CODES[problem.code].advice) if id(problem) in first else "",
                link=_edited_at(directory, problem.mark.path),
            )
            for problem in in_order_shown
        )

    def _failed(self, error: Exception) -> Fault:
        """Why there is no new site though the content may be sound."""
        place = error.place if isinstance(error, OwnTemplateError) else fault_in_template(error, self.options.root)
        if place and isinstance(error, OwnTemplateError | TemplateError):
            said = self.words.gettext("This template cannot be used: {reason}.").format(reason=place.reason)
            return Fault(severity="error", message=said, path=place.path, line=place.line)
        if isinstance(error, ExplainedError):
            return Fault(severity="error", message=error.sentence(self.words.gettext))
        if isinstance(error, OSError):
            said = self.words.gettext("A file or folder went away while it was read ({reason}).")
            return Fault(severity="error", message=said.format(reason=error.strerror or type(error).__name__))
        path, line = (place.path, place.line) if place else ("", 0)
        return Fault(severity="error", message=self.bug(error), path=path, line=line)


def _edited_at(directory: Directory | None, path: str) -> str:
    """Where a file, by its path below the root, is changed in the browser; empty when nobody knows of a repository."""
    return (directory and edit_address(directory.site, directory.history.below + path)) or ""


def _beyond(artifact: Artifact, first: Collection[str]) -> bool:
    """True from the first page on that nobody has open."""
    return artifact.path.endswith(".html") and artifact.path not in first


def for_preview(root: Path, today: dt.date | None, address: str) -> Options:
    """One process renders: the server's threads could leave a lock taken in processes that are forked beside them."""
    return replace(Options(root=root, today=today), base_url=address, jobs=1)
