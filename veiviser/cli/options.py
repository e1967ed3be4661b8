"""Options that several commands share, and the Console that is made from them."""

import datetime as dt
import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from veiviser.cli.console import Console
from veiviser.cli.group import CALLED
from veiviser.cli.spoken import Context
from veiviser.content import parse
from veiviser.content.models import ONE_OF
from veiviser.content.root import is_root, root_near
from veiviser.language.languages import MESSAGE_LANGUAGES
from veiviser.problems.problem import ExplainedError

# The longest way to write a day: “torsdag den 24. november 2026”.
_LONGEST_DAY = 40


class Day(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = None
        if (
            day is None or day.isoformat() != value or not 1000 <= day.year <= 2999
        ):  # only YYYY-MM-DD, years 1000 to 2999
            if meant := _day_meant(value):
                self.fail(f"“{value}” is not a date written as YYYY-MM-DD. Did you mean {meant}?", param, ctx)
            self.fail(f"“{value}” is not a date written as YYYY-MM-DD.", param, ctx)
        return day


# Other words for the kinds: those of the site, and the names of folders.
KINDS_CALLED: Mapping[str, str] = {
    **{kind: one for one, kind in ONE_OF.items()},
    "tilbud": "offer", "tilbod": "offer", "arrangement": "event", "kurs": "event", "side": "page", "kontakt": "contact",
    "organisasjon": "organisation", "sted": "place", "stad": "place", "undersøkelse": "survey", "område": "area",
    "kommune": "municipality", "behov": "need", "målgruppe": "audience", "form": "format", "ord": "word",
    "diagnose": "condition", "tilgjengelighet": "accessibility", "krisetelefon": "crisis-line",
}  # fmt: skip


class KindOf(click.Choice[str]):
    """A kind of record, by its singular name; the error for another word suggests the kind that it means."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        meant = KINDS_CALLED.get(str(value).casefold(), str(value).casefold())
        said = super().get_invalid_choice_message(value, ctx)
        return f"{said} Did you mean '{meant}'?" if meant in self.choices else said


def _day_meant(text: str) -> str | None:
    from veiviser.content.suggestions import date_meant  # noqa: PLC0415 - takes a tenth of a second, and only here

    meant = date_meant(text, parse.A_DAY) if len(text) <= _LONGEST_DAY else None
    return meant if meant and "1000" <= meant[:4] <= "2999" else None


class RefusedError(ExplainedError):
    """Why a command refuses, for a reason outside the content."""


def speaking(command: Callable[..., None]) -> Callable[..., None]:
    """Adds --lang. The command gets a Console, made from this and the options of `talkative`, as its first argument."""

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
    """Adds the options of every command that reads content: those of `speaking`, --root and --today."""
    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    command = speaking(_in_a_root(command))
    for option in (
        click.option("--today", type=Day(), help="Build as of this day; default: today in the site's time zone."),
        click.option("--root", type=folder, default=".", help="Folder that holds content/; default: here."),
    ):
        command = option(command)
    return command


def as_typed(word: str) -> str:
    """Quoted for a shell, if needed."""
    return subprocess.list2cmdline([word]) if os.name == "nt" else shlex.quote(word)


def _in_a_root(command: Callable[..., None]) -> Callable[..., None]:
    """Refuses a folder without content, instead of reporting every missing file."""

    @wraps(command)
    def run(console: Console, *, root: Path, **given: object) -> None:
        if not is_root(root):
            near = root_near(root)
            raise RefusedError(
                "There is no content/site.yaml in {folder}. "
                "Go to the folder of your directory, or name it with --root.",
                folder=str(root.resolve()),
                suggestion=f"--root {as_typed(os.path.relpath(near))}" if near else None,
            )
        command(console, root=root, **given)

    return run


def talkative(command: Callable[..., None]) -> Callable[..., None]:
    """Adds --quiet and --verbose, which exclude each other. Must be below the decorator that makes the Console."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, callback=_not_both, help="Say nothing but errors."),
        click.option("-v", "--verbose", is_flag=True, callback=_not_both, help="Explain what is done."),
    ):
        command = option(command)
    return command


def _not_both(context: click.Context, option: click.Parameter, value: bool) -> bool:
    other = "verbose" if option.name == "quiet" else "quiet"  # options are parsed in the order in which they were given
    if value and context.params.get(other):
        raise click.UsageError("--verbose and --quiet exclude each other.")
    return value


def web_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Callback of an option: a URL that is valid as `base_url` in site.yaml. Raises BadParameter."""
    try:
        return value if value is None else parse.base_url(parse.words(value))
    except PydanticCustomError as error:
        raise click.BadParameter("must be https:// or http://, a host, and perhaps a path") from error
