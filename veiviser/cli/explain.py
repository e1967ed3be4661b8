"""`veiviser explain`: what a problem's code means, and how to fix the problem."""

from difflib import get_close_matches

import click

from veiviser.cli.console import Console
from veiviser.cli.options import RefusedError, speaking
from veiviser.problems.codes import CODES
from veiviser.problems.remedies import explained, listed


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
        near = get_close_matches(known.lower(), CODES, n=1, cutoff=0.7)
        raise RefusedError("There is no code “{code}”.", code=code, suggestion=near[0] if near else None)
    click.echo(explained(known, console.gettext), nl=False)
