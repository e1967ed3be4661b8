"""`veiviser stale`: what is to be confirmed again, and by whom."""

import datetime as dt
import sys
from pathlib import Path

import click

from veiviser.commands.options import Refused, common
from veiviser.commands.telling import say_problems
from veiviser.editing.issues import issues
from veiviser.editing.posting import HOSTS, Host, PostError, post
from veiviser.editing.stale import FORMS, GROUPINGS, By, Form, stale
from veiviser.languages import catalogue
from veiviser.pipeline import Options, load


@click.command("stale")
@common
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="How it is written.")
@click.option("--by", type=click.Choice(GROUPINGS), default="owner", help="What the text is divided by.")
@click.option(
    "--post",
    "host",
    type=click.Choice(HOSTS),
    help="Write nothing, and keep one issue an owner at the code host: for a scheduled job there.",
)
def stale_command(root: Path, today: dt.date | None, lang: str, form: Form, by: By, host: Host | None) -> None:
    """Say which offers are overdue, soon due or never confirmed, and whom to ask.

    That something is to be confirmed is no error: the exit status is 0. The messages to owners (--format issues) are in
    the site's first language.
    """
    words = catalogue(lang)
    loaded = load(Options(root=root, today=today))
    if loaded.value is None:
        say_problems(loaded.problems, words, quiet=True, strict=False)
        click.echo(words.gettext("Nobody can be asked before the errors are mended."), err=True)
        sys.exit(1)
    if host is None:
        click.echo(stale(loaded.value, form, by, words), nl=False)
        return
    try:
        done = post(issues(loaded.value), host)
    except PostError as error:
        raise Refused(words.gettext(error.message).format_map(error.values)) from error
    said = words.gettext("Issues: {opened} opened, {updated} updated, {closed} closed, {kept} left as they were.")
    click.echo(said.format_map(done))
