"""Command groups that load a command when it is called, and turn its errors into a sentence and an exit status."""

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

from veiviser.cli.spoken import SPOKEN_LANGUAGES, Context, in_our_words, language_of, refusing, translate
from veiviser.problems.problem import ExplainedError

# The key in `Context.meta` of the innermost context, set once the options of its command are parsed.
CALLED = "veiviser.called"
# Errors of output: disk full, quota used up, file too large, device broken.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


@dataclass(frozen=True, slots=True)
class Lazy:
    """A command that is loaded when needed: the first paragraph of its help, and a function that loads it."""

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
    """Load modules without garbage collection, and exclude the loaded objects from later collections.

    They live as long as the program, and scanning them repeatedly took a tenth of the time of a `check`.
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
    """Commands by name, for click.Group. Getting a command loads it; iterating over the names loads none."""

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
    """A group that lists its commands in its help without loading them."""

    context_class = Context

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.params.append(
            click.Option(
                ["--lang"],
                type=click.Choice(SPOKEN_LANGUAGES),
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

    So do errors of the system about files outside the program, and about output that cannot be written. Any other
    exception becomes a sentence, a crash report and exit status 3.
    """

    def main(self, *given: Any, **options: Any) -> Any:
        """As click's, but output that cannot be written also ends with status 2 outside of a command (`--help`)."""
        try:
            return super().main(*given, **options)
        except OSError as error:
            if error.errno not in _NO_ROOM or not options.get("standalone_mode", True):
                raise
            _give_up_output()
            with suppress(OSError):  # the error stream cannot be written either
                _refusal(error, str).show()
            _give_up_output()
            sys.exit(_Refusal.exit_code)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """As click's, in the language of --lang, wherever it is among the arguments."""
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
                raise  # the reader of a pipe is gone, such as `head`: click ends quietly
            if isinstance(error, OSError) and (error.errno in _NO_ROOM or _names_a_file_of_others(error)):
                _give_up_output()
                raise _refusal(error, _translate(ctx)) from error
            # Only a crash needs this module, which takes longer to load than everything else here.
            said = _named("veiviser.cli.crash_report:report_bug")(error, ctx.meta.get(CALLED, ctx))
            try:
                click.echo(said, err=True)
            except OSError:
                _give_up_output()
            raise click.exceptions.Exit(3) from error


def _translate(ctx: click.Context) -> Callable[[str], str]:
    """The translation function of the command's Console; without one, messages stay English."""
    called: click.Context | None = ctx.meta.get(CALLED)
    return called.obj.gettext if called else str


def _names_a_file_of_others(error: OSError) -> bool:
    """True for a file or folder outside of the program. A missing file of the program itself is a bug."""
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
    """Drops buffered output that could not be written, since Python would fail on it again at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # None when the parent process closed it
                stream.flush()
        except OSError:
            with suppress(OSError, ValueError):  # a stream without a file descriptor
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
