"""Shows the progress of a build: a line that is updated on a terminal, a line for each stage, or seconds."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import IO

import click

# Quick builds show nothing, and nobody can read more than a few numbers a second.
_SECONDS_BEFORE_SHOWING = 0.4
_SECONDS_BETWEEN = 0.1
_CLEAR = "\r\x1b[K"


@dataclass(slots=True, kw_only=True)
class Stages:
    """The stages so far. Reports must come from one thread, in the order of the stages.

    `live` shows a line that is updated, `verbose` a line for each finished stage.
    """

    catalogue: NullTranslations
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
        text = self.catalogue.gettext(self.began[-1][0])
        return f"{text}: {self.count}" if self.count else f"{text} …"

    def explain(self) -> None:
        """Prints the finished stage as a line, when verbose."""
        self.clear()
        if self.verbose and self.began:
            click.echo(self.line(), file=self.stream)

    def clear(self) -> None:
        if self.visible:
            self.stream.write(_CLEAR)
            self.stream.flush()
            self.visible = False

    def say_seconds(self) -> None:
        """Prints the seconds of each stage until now, and their sum."""
        if not self.began:
            return
        rows = [(self.catalogue.gettext(stage), spent) for stage, spent in self._seconds(time.monotonic())]
        rows.append((self.catalogue.gettext("All together"), sum(spent for _, spent in rows)))
        for text, spent in rows:
            click.echo(f"{spent:8.2f} s  {text}", file=self.stream)

    def _seconds(self, end: float) -> Iterator[tuple[str, float]]:
        ends = [*(start for _, start in self.began[1:]), end]
        for (stage, start), until in zip(self.began, ends, strict=True):
            yield stage, until - start
