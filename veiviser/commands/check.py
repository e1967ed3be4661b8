"""`veiviser check`: every problem of a content root."""

import datetime as dt
import sys
from pathlib import Path

import click

from veiviser.commands.options import common, talkative
from veiviser.commands.telling import in_colour, only_errors, telling
from veiviser.languages import catalogue
from veiviser.loading import Options, load
from veiviser.problems import FORMATS, Format, format_problems, has_errors


@click.command("check")
@common
@talkative
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are written.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check_command(
    root: Path, today: dt.date | None, lang: str, quiet: bool, verbose: bool, form: Format, strict: bool
) -> None:
    """Say everything that is wrong with the content, and where."""
    words = catalogue(lang)
    with telling(words, verbose=verbose, quiet=quiet) as report:
        problems = load(Options(root=root, today=today, strict=strict), report).problems
    shown = only_errors(problems, strict=strict) if quiet else problems
    colour = in_colour(sys.stdout)
    click.echo(format_problems(shown, form, words.gettext, colour=colour), nl=False, color=colour)
    sys.exit(1 if has_errors(problems, strict=strict) else 0)
