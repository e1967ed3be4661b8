"""Options that several commands take, and the console that is made of them."""

import datetime as dt
import os
import shlex
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from veiviser.commands.console import Console
from veiviser.commands.group import CALLED
from veiviser.commands.spoken import Context
from veiviser.content import parse
from veiviser.content.root import is_root, root_near
from veiviser.languages import MESSAGE_LANGUAGES
from veiviser.problems import ExplainedError


class Day(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value or not 1000 <= day.year <= 2999:  # no other form, no other age
            self.fail(f"“{value}” is not a date written as YYYY-MM-DD.", param, ctx)
        return day


class RefusedError(ExplainedError):
    """Why a command cannot do what it was asked to, for a reason outside the content."""


def speaking(command: Callable[..., None]) -> Callable[..., None]:
    """The option for the language of messages. The command gets its Console first, made of this and of `talkative`."""

    @wraps(command)
    def run(*, lang: str | None, quiet: bool = False, verbose: bool = False, **given: object) -> None:
        context = click.get_current_context()
        language = lang or (context.language if isinstance(context, Context) else MESSAGE_LANGUAGES[0])
        context.obj = Console(language=language, quiet=quiet, verbose=verbose)
        context.meta[CALLED] = context
        command(context.obj, **given)

    languages = click.Choice(MESSAGE_LANGUAGES)
    return click.option("--lang", type=languages, help="Language of messages; default: nb.")(run)


def common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command takes which reads content: `speaking`, and `root` and `today` for the command."""
    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    command = speaking(_in_a_root(command))
    for option in (
        click.option("--today", type=Day(), help="Build as of this day; default: today in the site's time zone."),
        click.option("--root", type=folder, default=".", help="Folder that holds content/; default: here."),
    ):
        command = option(command)
    return command


def _in_a_root(command: Callable[..., None]) -> Callable[..., None]:
    """Refuses a folder without any content, before all that is not there is told file by file."""

    @wraps(command)
    def run(console: Console, *, root: Path, **given: object) -> None:
        if not is_root(root):
            near = root_near(root)
            raise RefusedError(
                "There is no content/site.yaml in {folder}. "
                "Go to the folder of your directory, or name it with --root.",
                folder=str(root.resolve()),
                suggestion=f"--root {shlex.quote(os.path.relpath(near))}" if near else None,
            )
        command(console, root=root, **given)

    return run


def talkative(command: Callable[..., None]) -> Callable[..., None]:
    """How much a command says; both at once is refused. Stands below the decorator that makes the Console."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, callback=_not_both, help="Say nothing but errors."),
        click.option("-v", "--verbose", is_flag=True, callback=_not_both, help="Explain what is done."),
    ):
        command = option(command)
    return command


def _not_both(context: click.Context, option: click.Parameter, value: bool) -> bool:
    other = "verbose" if option.name == "quiet" else "quiet"  # read in the order in which they were given
    if value and context.params.get(other):
        raise click.UsageError("--verbose and --quiet exclude each other.")
    return value


def web_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """An address that site.yaml could have as `base_url`."""
    try:
        return value if value is None else parse.base_url(parse.words(value))
    except PydanticCustomError as error:
        raise click.BadParameter("must be https:// or http://, a host, and perhaps a path") from error
