"""`veiviser migrate`: bring content of an older contract forward."""

import datetime as dt
import sys
from gettext import NullTranslations
from pathlib import Path

import click

from veiviser.commands.options import Refused, common
from veiviser.editing.migrate import Migration, carry_out, plan
from veiviser.files import FileError
from veiviser.languages import catalogue
from veiviser.problems import format_problems


@click.command("migrate")
@common
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def migrate_command(root: Path, today: dt.date | None, lang: str, dry_run: bool) -> None:
    """Bring content that follows an older contract forward, in place; comments stay."""
    words = catalogue(lang)
    planned = plan(root)
    if planned.value is None:
        click.echo(format_problems(planned.problems, "text", words.gettext), nl=False, err=True)
        sys.exit(1)
    try:
        if not dry_run:
            carry_out(planned.value, root)
    except FileError as error:
        raise Refused(words.gettext(error.message).format_map(error.values)) from error
    say_migration(planned.value, words, dry_run=dry_run)


def say_migration(migration: Migration, words: NullTranslations, *, dry_run: bool) -> None:
    """What was changed, or would be, and what to do next."""
    if migration.found == migration.newest:
        said = words.gettext("Nothing to do: the content follows version {newest} of the contract, the newest one.")
        click.echo(said.format(newest=migration.newest))
        return
    for path, text in migration.changed.items():
        click.echo(path if text is not None else words.gettext("{path} is taken out").format(path=path))
    said = words.gettext(
        "From version {found} of the contract to {newest}. Run “veiviser check”, and look at the changes."
    )
    if dry_run:
        said = words.gettext(
            "From version {found} of the contract to {newest}; this was a rehearsal, nothing is changed."
        )
    click.echo(said.format(found=migration.found, newest=migration.newest))
