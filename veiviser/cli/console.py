"""The output of a command: language of messages, verbosity, colours, progress."""

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import NullTranslations
from typing import IO, Any

import click

from veiviser.build.progress import Report, silent
from veiviser.cli.stages import Stages
from veiviser.language.languages import MESSAGE_LANGUAGES, catalogue
from veiviser.problems.problem import Format, Problem, format_problems, in_order
from veiviser.problems.remedies import below


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """`quiet` shows errors only, `verbose` explains each step; at most one of them is set.

    A `message` is a message id of the translations, with a `{…}` for each keyword argument.
    """

    language: str = MESSAGE_LANGUAGES[0]
    quiet: bool = False
    verbose: bool = False

    @property
    def catalogue(self) -> NullTranslations:
        """The catalogue of the language."""
        return catalogue(self.language)

    def gettext(self, message: str, /, **values: object) -> str:
        """A message, translated."""
        said = self.catalogue.gettext(message)
        return said.format_map(values) if values else said

    def ngettext(self, one: str, several: str, number: int, /, **values: object) -> str:
        """A message, translated, in the plural form for the number."""
        return self.catalogue.ngettext(one, several, number).format_map(values)

    def tell(self, message: str, /, **values: object) -> None:
        """Prints a message as a line of the output."""
        click.echo(self.gettext(message, **values))

    def warn(self, message: str, /, **values: object) -> None:
        """Prints a message as a line of the error stream."""
        click.echo(self.gettext(message, **values), err=True)

    def problems(
        self,
        problems: Iterable[Problem],
        *,
        form: Format = "text",
        strict: bool = False,
        err: bool = True,
        first: Collection[str] = (),
        remedies: bool = False,
    ) -> None:
        """Prints problems in one of the forms, to the error stream or (`err=False`) the output, coloured on a terminal.

        When quiet, only problems that stop a build: errors, and with `strict` warnings too. Otherwise `remedies` adds
        their number and how to fix them, in the form for people. `first` is for the forms of code hosts.
        """
        shown = [problem for problem in problems if strict or not self.quiet or problem.severity == "error"]
        colour = _in_colour(sys.stderr if err else sys.stdout)
        said = format_problems(shown, form, self.gettext, colour=colour, first=first)
        if remedies and form == "text" and not self.quiet and (shown or not err):
            said += below(in_order(shown), self.catalogue)
        click.echo(said, nl=False, err=err, color=colour)

    @contextmanager
    def stages(self, *, timings: bool = False) -> Iterator[Report]:
        """A progress callback for the pipeline. Its line on a terminal is cleared at the end of the block.

        Everything goes to the error stream: on a terminal, a line that is updated; when verbose, a line for each stage,
        also in a pipe; with `timings`, the seconds of each stage at the end.
        """
        if sys.stderr is None or (self.quiet and not timings):
            yield silent
            return
        live = _is_terminal(sys.stderr) and not self.quiet
        stages = Stages(catalogue=self.catalogue, stream=sys.stderr, live=live, verbose=self.verbose)
        try:
            yield stages.report
            stages.explain()
        finally:
            stages.clear()
            if timings:
                stages.say_seconds()


def can_ask() -> bool:
    """True when the input is a terminal, so that questions can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _is_terminal(stream: IO[Any] | None) -> bool:
    """True on a terminal where a line can be overwritten. A stream that the parent process closed is None."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _in_colour(stream: IO[Any] | None) -> bool:
    """True on a terminal, unless NO_COLOR is set to anything (https://no-color.org)."""
    return _is_terminal(stream) and not os.environ.get("NO_COLOR")
