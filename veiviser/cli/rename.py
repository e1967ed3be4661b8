"""`veiviser rename`: gives a record another id, in every place that has it."""

import datetime as dt
import difflib
import sys
from pathlib import Path

import click

from veiviser import clock
from veiviser.cli.console import Console
from veiviser.cli.options import KindOf, common
from veiviser.content.models import ONE_OF
from veiviser.content.read import read
from veiviser.editing.rename import Renaming, carry_out, plan


@click.command("rename")
@click.argument("kind", metavar="KIND", type=KindOf(tuple(ONE_OF)))
@click.argument("old")
@click.argument("new")
@common
@click.option("--dry-run", is_flag=True, help="Show every line that would change, and change nothing.")
def rename_command(
    console: Console, root: Path, today: dt.date | None, kind: str, old: str, new: str, dry_run: bool
) -> None:
    """Give a record the id NEW instead of OLD: its file and translations, and all that refers or links to it.

    The old address of an offer leads to the new one, by an alias. All files are written or none; comments stay. With a
    municipality, its folders and its lines in CODEOWNERS and history/confirmed.csv follow.
    """
    content = read(root).value
    planned = plan(root, content, ONE_OF[kind], old, new, today or clock.today(content.timezone))
    if planned.value is None:
        console.problems(planned.problems)
        console.warn("Nothing is renamed: correct the errors first.")
        sys.exit(1)
    if dry_run:
        click.echo(_shown(planned.value), nl=False)
        console.warn("This was a rehearsal, nothing is changed.")
        return
    carry_out(planned.value, root)
    _say(planned.value, console)
    if planned.problems:
        console.tell("This could be better:")
        console.problems(planned.problems, err=False)


def _shown(renaming: Renaming) -> str:
    """The changes as a unified diff."""
    lines: list[str] = []
    for old, new, text in renaming.written:
        if old != new:
            lines.append(f"{old} → {new}\n")
        held, now = (each.splitlines(keepends=True) for each in (renaming.before[old], text))
        lines += difflib.unified_diff(held, now, f"a/{old}", f"b/{new}", n=0)
    return "".join(lines)


def _say(renaming: Renaming, console: Console) -> None:
    for old, new, _text in renaming.written:
        click.echo(new if old == new else f"{old} → {new}")
    if renaming.lost:
        console.tell(
            "These addresses lead nowhere now, as only offers have aliases: {addresses}",
            addresses=", ".join(renaming.lost),
        )
