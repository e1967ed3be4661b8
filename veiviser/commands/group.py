"""Groups of commands: each command is loaded when it is called, and all of them end in the same way."""

import errno
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

import click

from veiviser.problems import ExplainedError

# Under this name the innermost context is known to all of them, once the options of its command are read.
CALLED = "veiviser.called"


@dataclass(frozen=True, slots=True)
class Lazy:
    """A command that need not be loaded to be listed: the first paragraph of its help, and a function that gives it."""

    help: str
    load: Callable[[], click.Command]

    @classmethod
    def at(cls, place: str, help: str) -> "Lazy":
        """`place` is a module and the name of the command in it, as `package.module:name`."""
        return cls(help, partial(_named, place))


def _named(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


class LazyCommands(MutableMapping[str, click.Command]):
    """Commands by name, as click.Group keeps them. Asking for one loads it; going through the names loads none."""

    def __init__(self, table: Mapping[str, Lazy]) -> None:
        self.table = table
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            self._loaded[name] = self.table[name].load()
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command
        self.table = {**self.table, name: Lazy(command.help or "", lambda: command)}

    def __delitem__(self, name: str) -> None:
        self.table = {other: lazy for other, lazy in self.table.items() if other != name}
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)


class LazyGroup(click.Group):
    """A group of LazyCommands, which lists them in its help without loading them."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        assert isinstance(self.commands, LazyCommands)
        width = formatter.width - 6 - max(map(len, self.commands))
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=self.commands.table[name].help).get_short_help_str(width))
                    for name in sorted(self.commands)
                ]
            )


class _Refusal(click.ClickException):
    exit_code = 2


class Commands(LazyGroup):
    """The program itself. An ExplainedError of any command becomes a sentence and exit status 2.

    What nobody foresaw becomes a sentence, a crash report and exit status 3.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except ExplainedError as error:
            raise _Refusal(error.sentence(_translate(ctx))) from error
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # nobody reads on, as behind `head`: click ends quietly
            # Only a crash needs what makes a report of it, which takes longer to load than all else here.
            click.echo(_named("veiviser.commands.bugs:report_bug")(error, ctx.meta.get(CALLED, ctx)), err=True)
            raise click.exceptions.Exit(3) from error


def _translate(ctx: click.Context) -> Callable[[str], str]:
    """From the console of the command that was called; English while it has none."""
    called: click.Context | None = ctx.meta.get(CALLED)
    return called.obj.gettext if called else str
