"""`veiviser format`: writes the files of the content in canonical form."""

import datetime as dt
import sys
from pathlib import Path

import click

from veiviser.cli.console import Console
from veiviser.cli.options import common
from veiviser.editing.format import Formatted, format_files


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@common
@click.option("--check", "only_look", is_flag=True, help="Change nothing; exit with 1 when a file is not in its form.")
def format_command(
    console: Console, paths: tuple[Path, ...], root: Path, today: dt.date | None, only_look: bool
) -> None:
    """Write files in the one form that all of them have: order of keys, quotation marks, lists.

    What the files say stays, and so do comments and the text below the fields. PATHS are files and folders; without
    them, all of content/. A file with errors is left as it is.
    """
    done = format_files(root, paths, write=not only_look)
    console.problems(done.problems, remedies=True)
    if done.changed or not done.failed:
        _say(done, console, only_look)
    if done.failed:
        raise done.failed
    sys.exit(1 if done.problems or (only_look and (done.changed or done.links)) else 0)


def _say(done: Formatted, console: Console, only_look: bool) -> None:
    for path in done.changed:
        click.echo(path)
    for path in done.links:
        console.warn("{path} is a link, and is left as it is: format the file that it points to.", path=path)
    count = len(done.changed)
    if count == 0 and done.problems:
        said = console.gettext("All other files are in their form.")
    elif count == 0:
        said = console.gettext("All files are in their form.")
    elif only_look:
        said = console.ngettext(
            "{files} file is not in its form.", "{files} files are not in their form.", count, files=count
        )
    else:
        said = console.ngettext(
            "{files} file is written in its form.", "{files} files are written in their form.", count, files=count
        )
    click.echo(said, err=True)
    if done.problems:
        console.warn("Files with errors are left as they are: correct the errors, then run it again.")
