"""`veiviser stale`: what is to be confirmed again, and by whom."""

import datetime as dt
import sys
from gettext import NullTranslations
from pathlib import Path

import click

from veiviser.commands.options import Refused, common
from veiviser.commands.telling import say_problems
from veiviser.directory.confirmed import FILE, written_figures
from veiviser.directory.model import Directory
from veiviser.editing.issues import issues
from veiviser.editing.posting import HOSTS, Host, PostError, post
from veiviser.editing.stale import FORMS, GROUPINGS, By, Form, stale
from veiviser.files import FileError, replace_all
from veiviser.languages import catalogue
from veiviser.loading import Options, load, remembering


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
@click.option("--history", is_flag=True, help="Write nothing but history/confirmed.csv, for a region without git.")
def stale_command(
    root: Path, today: dt.date | None, lang: str, form: Form, by: By, host: Host | None, history: bool
) -> None:
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
    if history:
        _write_figures(loaded.value, root, words)
        return
    if host is None:
        click.echo(stale(loaded.value, loaded.problems, form, by, words), nl=False)
        return
    try:
        done = post(issues(loaded.value, loaded.problems), host)
    except PostError as error:
        raise Refused(words.gettext(error.message).format_map(error.values)) from error
    said = words.gettext("Issues: {opened} opened, {updated} updated, {closed} closed, {kept} left as they were.")
    click.echo(said.format_map(done))


def _write_figures(directory: Directory, root: Path, words: NullTranslations) -> None:
    """The figures of this year so far, and of the years before it that are known."""
    path = root / FILE
    try:
        replace_all({path: written_figures(remembering(directory, root).figures).encode()})
    except FileError as error:
        raise Refused(words.gettext(error.message).format_map(error.values)) from error
    click.echo(words.gettext("The figures are in {out}.").format(out=path))
