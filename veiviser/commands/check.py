"""`veiviser check`: every problem of a content root."""

import datetime as dt
import sys
from pathlib import Path

import click

from veiviser.commands.console import Console
from veiviser.commands.options import common, talkative
from veiviser.loading import Options, load
from veiviser.problems import FORMATS, Format, has_errors


@click.command("check")
@common
@talkative
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are written.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check_command(console: Console, root: Path, today: dt.date | None, form: Format, strict: bool) -> None:
    """Say everything that is wrong with the content, and where."""
    with console.stages() as report:
        problems = load(Options(root=root, today=today, strict=strict), report).problems
    console.problems(problems, form=form, strict=strict, err=False)
    sys.exit(1 if has_errors(problems, strict=strict) else 0)
