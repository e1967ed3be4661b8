"""`veiviser migrate`: brings content that follows an older contract up to the newest one."""

import datetime as dt
import sys
from pathlib import Path

import click

from veiviser.cli.console import Console
from veiviser.cli.options import common
from veiviser.editing.migrate import Migration, carry_out, plan


@click.command("migrate")
@common
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def migrate_command(console: Console, root: Path, today: dt.date | None, dry_run: bool) -> None:
    """Bring content that follows an older contract forward, in place; comments stay."""
    planned = plan(root)
    if planned.value is None:
        console.problems(planned.problems, remedies=True)
        sys.exit(1)
    if not dry_run:
        carry_out(planned.value, root)
    say_migration(planned.value, console, dry_run=dry_run)


def say_migration(migration: Migration, console: Console, *, dry_run: bool) -> None:
    """Prints what was changed, or would be, and what to do next."""
    found, newest = migration.found, migration.newest
    if found == newest:
        console.tell(
            "Nothing to do: the content follows version {newest} of the contract, the newest one.", newest=newest
        )
        return
    for path, text in migration.changed.items():
        click.echo(path if text is not None else console.gettext("{path} is taken out", path=path))
    if dry_run:
        console.tell(
            "From version {found} of the contract to {newest}; this was a rehearsal, nothing is changed.",
            found=found,
            newest=newest,
        )
    else:
        console.tell(
            "From version {found} of the contract to {newest}. Run “veiviser check”, and look at the changes.",
            found=found,
            newest=newest,
        )
