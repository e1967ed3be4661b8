"""`veiviser schema`: prints the content contract as JSON Schema."""

import json

import click

from veiviser.cli.console import Console
from veiviser.cli.options import speaking
from veiviser.content import json_schema
from veiviser.content.models import ONE_OF

_NAMES = {"site": "site", **ONE_OF}


@click.command("schema")
@click.argument("kind", type=click.Choice([*_NAMES]), required=False)
@speaking
def schema_command(console: Console, kind: str | None) -> None:
    """Print what the files of a KIND may hold, as JSON Schema (2020-12); without KIND, of all kinds.

    It is for editors, forms and other programs. Of a kind with translations, the definition “translation” describes
    their files. Types and required fields are in it; what only “veiviser check” can tell is not.
    """
    found = json_schema.of_kind(_NAMES[kind], console.gettext) if kind else json_schema.of_all(console.gettext)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
