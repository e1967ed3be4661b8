"""`veiviser explain`: what a code means, and how to put it right."""

import click

from veiviser.codes import CODES
from veiviser.commands.console import Console
from veiviser.commands.options import RefusedError, speaking
from veiviser.content.typed import nearest
from veiviser.remedies import explained, listed


@click.command("explain")
@click.argument("code", required=False)
@speaking
def explain_command(console: Console, code: str | None) -> None:
    """Say what a code in brackets means, and how to put it right; without CODE, list all of them."""
    if code is None:
        click.echo(listed(console.gettext), nl=False)
        return
    known = code.strip("[]").removeprefix("error[").removeprefix("warning[")
    if known not in CODES:
        raise RefusedError("There is no code “{code}”.", code=code, suggestion=nearest(known, CODES))
    click.echo(explained(known, console.gettext), nl=False)
