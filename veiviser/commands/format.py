"""`veiviser format`: the files of the content in the one form that all of them have."""

import datetime as dt
import sys
from gettext import NullTranslations
from pathlib import Path

import click

from veiviser.commands.options import Refused, common
from veiviser.commands.telling import say_problems
from veiviser.editing.format import FormatError, Formatted, format_files
from veiviser.files import FileError
from veiviser.languages import catalogue


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@common
@click.option("--check", "only_look", is_flag=True, help="Change nothing; exit with 1 when a file is not in its form.")
def format_command(paths: tuple[Path, ...], root: Path, today: dt.date | None, lang: str, only_look: bool) -> None:
    """Write files in the one form that all of them have: order of keys, quotation marks, lists.

    What the files say stays, and so do comments and the text below the fields. PATHS are files and folders; without
    them, all of content/. A file with errors is left as it is.
    """
    words = catalogue(lang)
    try:
        done = format_files(root, paths, write=not only_look)
    except (FormatError, FileError) as error:
        raise Refused(words.gettext(error.message).format_map(error.values)) from error
    say_problems(done.problems, words, quiet=False, strict=False)
    _say(done, words, only_look)
    sys.exit(1 if done.problems or (only_look and (done.changed or done.links)) else 0)


def _say(done: Formatted, words: NullTranslations, only_look: bool) -> None:
    for path in done.changed:
        click.echo(path)
    for path in done.links:
        said = words.gettext("{path} is a link, and is left as it is: format the file that it points to.")
        click.echo(said.format(path=path), err=True)
    count = len(done.changed)
    if only_look:
        said = words.ngettext("{files} file is not in its form.", "{files} files are not in their form.", count)
    else:
        said = words.ngettext("{files} file is written in its form.", "{files} files are written in their form.", count)
    if count == 0:
        said = words.gettext("All files are in their form.")
    click.echo(said.format(files=count), err=True)
    if done.problems:
        click.echo(
            words.gettext("Files with errors are left as they are: mend the errors, then run it again."), err=True
        )
