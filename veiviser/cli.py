"""The commands: parse, call, print, exit status; no logic."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from veiviser import __version__
from veiviser.languages import MESSAGE_LANGUAGES, catalogue
from veiviser.pipeline import Options, load
from veiviser.problems import FORMATS, Format, format_problems, has_errors


class _Day(click.ParamType):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            return dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"“{value}” is not a date written as YYYY-MM-DD.", param, ctx)


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command takes."""
    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    for option in (
        click.option("--lang", type=click.Choice(MESSAGE_LANGUAGES), default="nb", help="Language of messages."),
        click.option("--today", type=_Day(), help="Build as of this day; default: today in the site's time zone."),
        click.option("--root", type=folder, default=".", help="Folder that holds content/; default: here."),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="veiviser")
def main() -> None:
    """Build and check a regional directory of offers for carers."""


@main.command("check")
@_common
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are written.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check_command(root: Path, today: dt.date | None, lang: str, form: Format, strict: bool) -> None:
    """Say everything that is wrong with the content, and where."""
    words = catalogue(lang)
    problems = load(Options(root=root, today=today, strict=strict)).problems
    click.echo(format_problems(problems, form, words.gettext), nl=False)
    sys.exit(1 if has_errors(problems, strict=strict) else 0)
