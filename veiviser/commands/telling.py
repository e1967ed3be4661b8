"""What a command says while it works: stages on a terminal, explanations, seconds; never anything in a pipe unasked."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import IO, Any

import click

from veiviser.problems import Problem, format_problems
from veiviser.progress import Report, silent

# A build that is done sooner has nothing to show; and eyes read no more than a few numbers a second.
_SECONDS_BEFORE_SHOWING = 0.4
_SECONDS_BETWEEN = 0.1
_CLEAR = "\r\x1b[K"


def is_terminal(stream: IO[Any]) -> bool:
    """True where a line can be written over."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def in_colour(stream: IO[Any]) -> bool:
    """True on a terminal, unless NO_COLOR is set to anything (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def say_problems(problems: tuple[Problem, ...], words: NullTranslations, *, quiet: bool, strict: bool) -> None:
    """The problems on the error stream; when quiet, those alone that stop the build."""
    shown = only_errors(problems, strict=strict) if quiet else problems
    colour = in_colour(sys.stderr)
    click.echo(format_problems(shown, "text", words.gettext, colour=colour), nl=False, err=True, color=colour)


def only_errors(problems: tuple[Problem, ...], *, strict: bool) -> tuple[Problem, ...]:
    """What stops a build: errors, and with `strict` warnings too."""
    return tuple(problem for problem in problems if strict or problem.severity == "error")


@dataclass(slots=True, kw_only=True)
class _Stages:
    """The stages so far. Reports come from one thread, in the order of the stages."""

    words: NullTranslations
    stream: IO[str]
    live: bool
    verbose: bool
    began: list[tuple[str, float]] = field(default_factory=list)
    count: int = 0
    drawn: float = field(default_factory=lambda: time.monotonic() + _SECONDS_BEFORE_SHOWING)
    visible: bool = False

    def report(self, stage: str, count: int) -> None:
        now = time.monotonic()
        if not self.began or self.began[-1][0] != stage:
            self.explain()
            self.began.append((stage, now))
        self.count = count
        if self.live and now >= self.drawn:
            self.stream.write(f"{_CLEAR}{self.line()}")
            self.stream.flush()
            self.drawn, self.visible = now + _SECONDS_BETWEEN, True

    def line(self) -> str:
        said = self.words.gettext(self.began[-1][0])
        return f"{said}: {self.count}" if self.count else f"{said} …"

    def explain(self) -> None:
        """The stage that is over, as a line of its own."""
        self.clear()
        if self.verbose and self.began:
            click.echo(self.line(), file=self.stream)

    def clear(self) -> None:
        if self.visible:
            self.stream.write(_CLEAR)
            self.stream.flush()
            self.visible = False

    def seconds(self, end: float) -> Iterator[tuple[str, float]]:
        """Each stage with its time, in order."""
        ends = [*(start for _, start in self.began[1:]), end]
        for (stage, start), until in zip(self.began, ends, strict=True):
            yield stage, until - start


@contextmanager
def telling(words: NullTranslations, *, verbose: bool, quiet: bool, timings: bool = False) -> Iterator[Report]:
    """A report for the pipeline. What it shows on a terminal is gone when the block is over, however it ends.

    All goes to the error stream: a line that changes, when that is a terminal; with `verbose` a line a stage, also in
    a pipe; with `timings` the seconds of each stage, at the end.
    """
    if quiet and not timings:
        yield silent
        return
    stream = sys.stderr
    stages = _Stages(words=words, stream=stream, live=is_terminal(stream) and not quiet, verbose=verbose)
    try:
        yield stages.report
        stages.explain()
    finally:
        stages.clear()
        if timings and stages.began:
            _say_seconds(list(stages.seconds(time.monotonic())), words, stream)


def _say_seconds(seconds: list[tuple[str, float]], words: NullTranslations, stream: IO[str]) -> None:
    rows = [(words.gettext(stage), spent) for stage, spent in seconds]
    rows.append((words.gettext("All together"), sum(spent for _, spent in rows)))
    for said, spent in rows:
        click.echo(f"{spent:8.2f} s  {said}", file=stream)
