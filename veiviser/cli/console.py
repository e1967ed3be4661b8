"""The console of a command: in which language it speaks, how much it says, and in colours or not."""

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
    """`quiet` leaves out all but errors, `verbose` explains what is done; at most one of them is set.

    Messages are message ids of the translations, with `{…}` for the values that follow.
    """

    language: str = MESSAGE_LANGUAGES[0]
    quiet: bool = False
    verbose: bool = False

    @property
    def words(self) -> NullTranslations:
        """The catalogue of the language."""
        return catalogue(self.language)

    def gettext(self, message: str, /, **values: object) -> str:
        """A message in the language."""
        said = self.words.gettext(message)
        return said.format_map(values) if values else said

    def ngettext(self, one: str, several: str, number: int, /, **values: object) -> str:
        """The form of a message that fits the number."""
        return self.words.ngettext(one, several, number).format_map(values)

    def tell(self, message: str, /, **values: object) -> None:
        """A message as a line of the output."""
        click.echo(self.gettext(message, **values))

    def warn(self, message: str, /, **values: object) -> None:
        """A message as a line of the error stream."""
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
        """Problems in one of the forms, on the error stream or (not `err`) in the output, coloured on a terminal.

        When quiet, those alone that stop a build: errors, and with `strict` warnings too. Else `remedies` puts below a
        text how they are put right, and how many there are. `first` is for the forms of code hosts.
        """
        shown = [problem for problem in problems if strict or not self.quiet or problem.severity == "error"]
        colour = _in_colour(sys.stderr if err else sys.stdout)
        said = format_problems(shown, form, self.gettext, colour=colour, first=first)
        if remedies and form == "text" and not self.quiet and (shown or not err):
            said += below(in_order(shown), self.words)
        click.echo(said, nl=False, err=err, color=colour)

    @contextmanager
    def stages(self, *, timings: bool = False) -> Iterator[Report]:
        """A report for the pipeline. What it shows on a terminal is gone when the block is over, however it ends.

        All goes to the error stream: a line that changes, when that is a terminal; when verbose a line a stage, also in
        a pipe; with `timings` the seconds of each stage, at the end.
        """
        if sys.stderr is None or (self.quiet and not timings):
            yield silent
            return
        live = _is_terminal(sys.stderr) and not self.quiet
        stages = Stages(words=self.words, stream=sys.stderr, live=live, verbose=self.verbose)
        try:
            yield stages.report
            stages.explain()
        finally:
            stages.clear()
            if timings:
                stages.say_seconds()


def can_ask() -> bool:
    """True when somebody sits at a terminal and can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def _is_terminal(stream: IO[Any] | None) -> bool:
    """True where a line can be written over; a stream that was closed by who started the program is None."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _in_colour(stream: IO[Any] | None) -> bool:
    """True on a terminal, unless NO_COLOR is set to anything (https://no-color.org)."""
    return _is_terminal(stream) and not os.environ.get("NO_COLOR")
