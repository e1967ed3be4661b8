"""Problems and errors, as the panel in an open page shows them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from jinja2 import TemplateError

from veiviser.directory.model import Directory
from veiviser.problems.codes import CODES
from veiviser.problems.problem import ExplainedError, Problem, did_you_mean
from veiviser.render.templates import OwnTemplateError, fault_in_template
from veiviser.web.code_host import edit_address


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProblem:
    """A problem as the panel shows it; `line` is 0 without a place, and `link` leads to where the file can be edited.

    `remedy` says how to fix it; only the first problem of each code has one.
    """

    severity: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    suggestion: str = ""
    remedy: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Explains, in the language of messages, problems of the content at `root` and errors of the program.

    `bug` reports an unexpected error, and gives the sentence to show about it.
    """

    root: Path
    catalogue: NullTranslations
    bug: Callable[[Exception], str]

    def of_content(self, problems: Collection[Problem], directory: Directory | None) -> tuple[ShownProblem, ...]:
        """Errors first, each in order of place; `directory` gives the addresses for editing files."""
        in_order_shown = sorted(problems, key=lambda problem: problem.severity != "error")
        first = {id(problem) for problem in {p.code: p for p in reversed(in_order_shown)}.values()}
        return tuple(
            ShownProblem(
                severity=problem.severity,
                message=problem.message(self.catalogue.gettext),
                path=problem.mark.path,
                line=problem.mark.line,
                column=problem.mark.column,
                suggestion=did_you_mean(problem.suggestion, self.catalogue.gettext),
                remedy=self.catalogue.gettext(CODES[problem.code].advice) if id(problem) in first else "",
                link=_edited_at(directory, problem.mark.path),
            )
            for problem in in_order_shown
        )

    def of(self, error: Exception) -> ShownProblem:
        """Why something cannot be made, though the content may be valid."""
        place = error.place if isinstance(error, OwnTemplateError) else fault_in_template(error, self.root)
        if place and isinstance(error, OwnTemplateError | TemplateError):
            message = self.catalogue.gettext("This template cannot be used: {reason}.").format(reason=place.reason)
            return ShownProblem(severity="error", message=message, path=place.path, line=place.line)
        if isinstance(error, ExplainedError):
            return ShownProblem(severity="error", message=error.sentence(self.catalogue.gettext))
        if isinstance(error, OSError):
            message = self.catalogue.gettext("A file or folder went away while it was read ({reason}).")
            return ShownProblem(severity="error", message=message.format(reason=error.strerror or type(error).__name__))
        path, line = (place.path, place.line) if place else ("", 0)
        return ShownProblem(severity="error", message=self.bug(error), path=path, line=line)


def _edited_at(directory: Directory | None, path: str) -> str:
    """The address for editing a file (path relative to the root) in the browser; empty without a known repository."""
    return (directory and edit_address(directory.site, directory.history.below + path)) or ""
