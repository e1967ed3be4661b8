"""What happens when something nobody foresaw goes wrong: one sentence, and a report that tells nothing of the content.

A report holds the program's version, Python's and the system's, the command, and the way through the code: files, lines
and names of functions. It leaves out all that may have come out of a record: the words of an exception, values of
variables, lines of source (a template's can hold text of a region), and values of options that are free text. Paths
stay, since a report without them leads nowhere; the user's own folder in them becomes `~`.
"""

import errno
import os
import platform
import re
import sysconfig
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from veiviser import __version__, clock
from veiviser.commands.group import LazyGroup
from veiviser.commands.options import Day
from veiviser.languages import MESSAGE_LANGUAGES, catalogue

# Types of options whose values say nothing of anybody.
_HARMLESS = (click.Path, click.Choice, click.IntRange, Day)
_LEFT_OUT = "…"
_ARGUMENTS = "veiviser.arguments"
_SHARED_FOLDERS = ("purelib", "platlib", "stdlib")


def report_bug(error: BaseException, context: click.Context) -> str:
    """Writes the report into this folder, or the one for temporary files, and gives the sentence to say about it.

    `context` is that of the command or of its group.
    """
    context = context.find_root()
    words = catalogue(_language(context.meta.get(_ARGUMENTS, ())))
    text = report(error, _command_line(context))
    kind = type(error).__name__
    for folder in (Path(), Path(tempfile.gettempdir())):
        with suppress(OSError):
            path = _written(text, folder)
            said = words.gettext(
                "This is a bug in Veiviser {version} ({kind}); please send {path}, which tells nothing of "
                "your content, to those who look after the program."
            )
            return said.format(version=__version__, kind=kind, path=path)
    said = words.gettext("This is a bug in Veiviser {version} ({kind}), and no report of it could be written here.")
    return said.format(version=__version__, kind=kind)


def report(error: BaseException, command: str) -> str:
    """The text of a report; the same fault in the same place gives the same text."""
    return "".join(
        f"{line}\n"
        for line in (
            "Veiviser stopped on a bug. This report holds no words of the content.",
            "",
            f"version   {__version__}",
            f"python    {platform.python_implementation()} {platform.python_version()}",
            f"platform  {platform.platform()}",
            f"command   {command}",
            *_chain(error),
        )
    )


class Commands(LazyGroup):
    """A group that turns what nobody foresaw into exit status 3, one sentence and a report."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_ARGUMENTS] = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # nobody reads on, as behind `head`: click ends quietly
            click.echo(report_bug(error, ctx), err=True)
            raise click.exceptions.Exit(3) from error


def _command_line(context: click.Context) -> str:
    """The command with its options as they were understood; what may be free text is left out."""
    arguments: Sequence[str] = context.meta.get(_ARGUMENTS, ())
    commands = context.command.commands if isinstance(context.command, click.Group) else {}
    start = next((index for index, argument in enumerate(arguments) if argument in commands), None)
    if start is None:
        return "veiviser"
    name = arguments[start]
    with suppress(Exception):  # whatever is wrong with the arguments, the bug is another
        given = commands[name].make_context(name, list(arguments[start + 1 :]), resilient_parsing=True)
        return " ".join(["veiviser", name, *_said(commands[name], given)])
    return f"veiviser {name}"


def _language(arguments: Sequence[str]) -> str:
    """The language of messages that was asked for, or the first one."""
    asked = re.search(r"(?:^|\0)--lang[=\0](\w+)", "\0".join(arguments))
    return asked[1] if asked and asked[1] in MESSAGE_LANGUAGES else MESSAGE_LANGUAGES[0]


def _said(command: click.Command, context: click.Context) -> Iterator[str]:
    for param in command.params:
        source = context.get_parameter_source(param.name or "")
        if source is not ParameterSource.COMMANDLINE:
            continue
        value = context.params.get(param.name or "")
        shown = str(value) if isinstance(param.type, _HARMLESS) and not param.multiple else _LEFT_OUT
        if isinstance(param, click.Option):
            yield max(param.opts, key=len)
            if param.is_flag:
                continue
        yield _homeless(shown)


def _chain(error: BaseException) -> Iterator[str]:
    """The exception and those that led to it, each with its way through the code, innermost last."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        number = f", errno {current.errno}" if isinstance(current, OSError) else ""
        yield ""
        yield f"{type(current).__module__}.{type(current).__qualname__}{number}"
        for frame in traceback.extract_tb(current.__traceback__):
            yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _short(file: str) -> str:
    """A file of the program, of a library or of a region, without what only says where this machine keeps it."""
    path = Path(file)
    package = Path(__file__).parents[1]
    for folder in (package.parent, *(Path(sysconfig.get_path(name)) for name in _SHARED_FOLDERS)):
        if path.is_relative_to(folder) and (folder != package.parent or path.is_relative_to(package)):
            return path.relative_to(folder).as_posix()
    return _homeless(file)


def _homeless(text: str) -> str:
    with suppress(RuntimeError):  # no home to be found
        home = str(Path.home())
        if text == home or text.startswith(home.rstrip(os.sep) + os.sep):
            return "~" + text.removeprefix(home)
    return text


def _written(text: str, folder: Path) -> Path:
    """The file `veiviser-bug-YYYY-MM-DD.txt`, with a number when there are several of a day; each bug has but one."""
    day = clock.today().isoformat()
    for number in count(1):
        path = folder / (f"veiviser-bug-{day}.txt" if number == 1 else f"veiviser-bug-{day}-{number}.txt")
        with suppress(FileExistsError), path.open("x", encoding="utf-8") as file:
            file.write(text)
            return path
        if path.read_text(encoding="utf-8", errors="replace") == text:
            return path
    raise AssertionError("numbers do not end")
