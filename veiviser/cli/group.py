"""Groups of commands: each command is loaded when it is called, and all of them end in the same way."""

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from veiviser.cli.spoken import LANGUAGES, Context, in_our_words, language_of, refusing, translate
from veiviser.problems.problem import ExplainedError

# Under this name the innermost context is known to all of them, once the options of its command are read.
CALLED = "veiviser.called"
# What the system says of output when a disk is full, a quota used up, a file as large as it may be, or a device broken.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


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
    with _collector_at_rest():
        return getattr(import_module(module), name)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Load modules without garbage collection; what was loaded is left out of later collections.

    It lives as long as the program, and going through it again and again took a tenth of the time of a `check`.
    """
    runs = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if runs:
            gc.enable()


class LazyCommands(MutableMapping[str, click.Command]):
    """Commands by name, as click.Group keeps them. Asking for one loads it; going through the names loads none."""

    def __init__(self, table: Mapping[str, Lazy]) -> None:
        self.table = table
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            self._loaded[name] = in_our_words(self.table[name].load())
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

    context_class = Context

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.params.append(
            click.Option(
                ["--lang"],
                type=click.Choice(LANGUAGES),
                expose_value=False,  # `language_of` has read it
                help="Language of messages and of this help; it may stand behind the command too.",
            )
        )

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        assert isinstance(self.commands, LazyCommands)
        width = formatter.width - 6 - max(map(len, self.commands))
        language = ctx.language if isinstance(ctx, Context) else "en"
        rows = []
        for name in sorted(self.commands):
            said = translate(language, self.commands.table[name].help)
            rows.append((name, click.Command(name, help=said).get_short_help_str(width)))
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class _Refusal(click.ClickException):
    exit_code = 2


class Commands(LazyGroup):
    """The program itself. An ExplainedError of any command becomes a sentence and exit status 2.

    So does what the system refuses at a file that is not the program's own, and output that finds no room. What else
    nobody foresaw becomes a sentence, a crash report and exit status 3.
    """

    def main(self, *given: Any, **options: Any) -> Any:
        """As click's. Output that finds no room outside of a command, as that of --help, ends it as in one."""
        try:
            return super().main(*given, **options)
        except OSError as error:
            if error.errno not in _NO_ROOM or not options.get("standalone_mode", True):
                raise
            _give_up_output()
            with suppress(OSError):  # the error stream finds no room either
                _refusal(error, str).show()
            _give_up_output()
            sys.exit(_Refusal.exit_code)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """In the language that the arguments ask for, wherever in them they do."""
        language = language_of(args)
        with refusing(language):
            return super().make_context(info_name, args, parent, language=language, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with refusing(ctx.language if isinstance(ctx, Context) else "en"):
            return self._invoke(ctx)

    def _invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except ExplainedError as error:
            raise _Refusal(error.sentence(_translate(ctx))) from error
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # nobody reads on, as behind `head`: click ends quietly
            if isinstance(error, OSError) and (error.errno in _NO_ROOM or _names_a_file_of_others(error)):
                _give_up_output()
                raise _refusal(error, _translate(ctx)) from error
            # Only a crash needs what makes a report of it, which takes longer to load than all else here.
            said = _named("veiviser.cli.crash_report:report_bug")(error, ctx.meta.get(CALLED, ctx))
            try:
                click.echo(said, err=True)
            except OSError:
                _give_up_output()
            raise click.exceptions.Exit(3) from error


def _translate(ctx: click.Context) -> Callable[[str], str]:
    """From the console of the command that was called; English while it has none."""
    called: click.Context | None = ctx.meta.get(CALLED)
    return called.obj.gettext if called else str


def _names_a_file_of_others(error: OSError) -> bool:
    """True for a file or folder outside of the program; that one of its own is missing is a bug."""
    if not isinstance(error.filename, str | bytes | os.PathLike):
        return False
    return not Path(os.fsdecode(error.filename)).absolute().is_relative_to(Path(__file__).parents[1])


def _refusal(error: OSError, translate: Callable[[str], str]) -> _Refusal:
    reason = error.strerror or type(error).__name__
    if error.filename is None:
        told = ExplainedError("The output could not be written ({error}); make room, and try again.", error=reason)
    else:
        told = ExplainedError(
            "{path} could not be read or written ({error}); make room or get access, and try again.",
            path=os.fsdecode(error.filename),
            error=reason,
        )
    return _Refusal(told.sentence(translate))


def _give_up_output() -> None:
    """What could not be said is dropped where it waits, or Python would fail at it again as it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # closed by who started the program
                stream.flush()
        except OSError:
            with suppress(OSError, ValueError):  # a stream without a file behind it
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
