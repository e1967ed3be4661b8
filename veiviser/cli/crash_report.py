"""Crash reports: an unexpected exception becomes one sentence and a file that contains nothing of the content.

A report has the versions of the program, of Python and of the system, the command, and the traceback: files, lines and
names of functions. It leaves out everything that may come from a record: messages of exceptions, values of variables,
lines of source (a template's can contain a region's text), and values of free-text options. Paths stay, since a report
is useless without them; the home folder in them becomes `~`.
"""

import os
import platform
import sysconfig
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import click
from click.core import ParameterSource

from veiviser import __version__, clock
from veiviser.cli.console import Console
from veiviser.cli.options import Day

# Types of options whose values cannot be personal.
_HARMLESS = (click.Path, click.Choice, click.IntRange, Day)
_LEFT_OUT = "…"
_SHARED_FOLDERS = ("purelib", "platlib", "stdlib")


def report_bug(error: BaseException, context: click.Context) -> str:
    """Write the report into the current folder, or else the one for temporary files, and return a sentence about it.

    `context` is the command's, whose object is its Console, or the program's when the command's options have not been
    parsed yet.
    """
    console: Console = context.obj or Console()
    text = report(error, _command_line(context))
    kind = type(error).__name__
    for folder in (Path(), Path(tempfile.gettempdir())):
        with suppress(OSError):
            return console.gettext(
                "This is a bug in Veiviser {version} ({kind}); please send {path}, which tells nothing of "
                "your content, to those who look after the program.",
                version=__version__,
                kind=kind,
                path=_written(text, folder),
            )
    return console.gettext(
        "This is a bug in Veiviser {version} ({kind}), and no report of it could be written here.",
        version=__version__,
        kind=kind,
    )


def report(error: BaseException, command: str) -> str:
    """The text of a report; the same bug in the same place gives the same text."""
    lines = (
        "Veiviser stopped on a bug. This report holds no words of the content.",
        "",
        f"version   {__version__}",
        f"python    {platform.python_implementation()} {platform.python_version()}",
        f"platform  {platform.platform()}",
        f"command   {command}",
        *_chain(error),
    )
    return "\n".join(lines) + "\n"


def _command_line(context: click.Context) -> str:
    """The command line as it was parsed, without free text."""
    name = "veiviser" + context.command_path.removeprefix(context.find_root().command_path)
    later = context.invoked_subcommand  # its options have not been parsed yet
    return " ".join((name, *_given(context), *([later] if later else ())))


def _given(context: click.Context) -> Iterator[str]:
    """The options and arguments given to a command, in the order of its help."""
    for param in context.command.params:
        name = param.name or ""
        if name not in context.params or context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        value = context.params[name]
        shown = str(value) if isinstance(param.type, _HARMLESS) and not param.multiple else _LEFT_OUT
        if isinstance(param, click.Option):
            yield max(param.opts, key=len)
            if param.is_flag:
                continue
        yield _without_home(shown)


def _chain(error: BaseException) -> Iterator[str]:
    """The exception, then its causes and contexts, each with its traceback, innermost frame last."""
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
    """The path of a source file, relative to the folder of the program or its library where possible."""
    path = Path(file)
    package = Path(__file__).parents[1]
    for folder in (package.parent, *(Path(sysconfig.get_path(name)) for name in _SHARED_FOLDERS)):
        if path.is_relative_to(folder) and (folder != package.parent or path.is_relative_to(package)):
            return path.relative_to(folder).as_posix()
    return _without_home(file)


def _without_home(text: str) -> str:
    with suppress(RuntimeError):  # the home folder is not known
        home = str(Path.home())
        if text == home or text.startswith(home.rstrip(os.sep) + os.sep):
            return "~" + text.removeprefix(home)
    return text


def _written(text: str, folder: Path) -> Path:
    """The file `veiviser-bug-YYYY-MM-DD.txt`, numbered from the second of a day; the same report is written once."""
    day = clock.today().isoformat()
    for number in count(1):
        path = folder / (f"veiviser-bug-{day}.txt" if number == 1 else f"veiviser-bug-{day}-{number}.txt")
        with suppress(FileExistsError), path.open("x", encoding="utf-8") as file:
            file.write(text)
            return path
        if path.read_text(encoding="utf-8", errors="replace") == text:
            return path
    raise AssertionError("numbers do not end")
