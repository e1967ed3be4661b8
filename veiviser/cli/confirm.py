"""`veiviser confirm`: records that owners have confirmed their offers."""

import datetime as dt
import sys
from pathlib import Path

import click

from veiviser import clock
from veiviser.cli.console import Console
from veiviser.cli.options import Day, KindOf, common
from veiviser.content import schema
from veiviser.content.models import KINDS, ONE_OF
from veiviser.content.read import read
from veiviser.editing.confirm import CONFIRMED, confirm


@click.command("confirm")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@common
@click.option("--on", type=Day(), help="The day of the answer; default: today.")
@click.option("--by", metavar="WHO", help="Who answered: a role or an organisation. Left out: who stands there stays.")
@click.option("--kind", type=KindOf(CONFIRMED), default=CONFIRMED[0], help="What the ids are ids of.")
def confirm_command(
    console: Console,
    root: Path,
    today: dt.date | None,
    ids: tuple[str, ...],
    on: dt.date | None,
    by: str | None,
    kind: str,
) -> None:
    """Write into offers that their owners have confirmed them: verified_on, and with --by verified_by.

    An ID is the name of the file without its ending; the path of the file and the address of the page will do. “-”
    reads ids from the input, one on each line. Comments and all else in the files stay. With one id that is not known,
    nothing is written.
    """
    content = read(root).value
    today = today or clock.today(content.timezone)
    on = on or today
    if on > today:
        raise click.BadParameter(console.gettext("{day} has not been yet.", day=on), param_hint="--on")
    if by is not None and (not by.strip() or "verified_by" not in schema.by_name(KINDS[ONE_OF[kind]].model)):
        why = console.gettext("Give a role or an organisation; only offers say who confirmed them.")
        raise click.BadParameter(why, param_hint="--by")
    wanted = [id_ for given in ids for id_ in (_lines() if given == "-" else [given])]
    for done in confirm(root, content, ONE_OF[kind], wanted, on, by and by.strip()):
        console.tell(
            "{path}: confirmed {day}, before that {before}.",
            path=done.path,
            day=done.on,
            before=done.before or console.gettext("never"),
        )
        if by is None and done.by:
            said = console.gettext("by {who}, as before; if it was somebody else, give --by", who=done.by)
            click.echo(f"  {said}")


def _lines() -> list[str]:
    lines = sys.stdin if sys.stdin is not None else ()  # None when the parent process closed it
    return [line.strip() for line in lines if line.strip()]
