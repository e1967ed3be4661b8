"""The command line: its commands in one table, each loaded when it is called."""

import click

from veiviser import __version__
from veiviser.cli.group import Commands, Lazy, LazyCommands

# By name: where a command is, and the first paragraph of its help, so that listing commands loads none of them.
COMMANDS = {
    "build": Lazy.at(
        "veiviser.cli.build:build_command",
        "Check the content and publish the site; with errors, what is published stays as it is.",
    ),
    "check": Lazy.at(
        "veiviser.cli.check:check_command",
        "Say everything that is wrong with the content, and where.",
    ),
    "confirm": Lazy.at(
        "veiviser.cli.confirm:confirm_command",
        "Write into offers that their owners have confirmed them: verified_on, and with --by verified_by.",
    ),
    "explain": Lazy.at(
        "veiviser.cli.explain:explain_command",
        "Say what a code in brackets means, and how to put it right; without CODE, list all of them.",
    ),
    "export": Lazy.at(
        "veiviser.cli.export:export_command",
        "Make files of the content for other uses than the site.",
    ),
    "format": Lazy.at(
        "veiviser.cli.format:format_command",
        "Write files in the one form that all of them have: order of keys, quotation marks, lists.",
    ),
    "init": Lazy.at(
        "veiviser.cli.init:init_command",
        "Begin the content of a new region in DIR, which must be empty or not there yet.",
    ),
    "migrate": Lazy.at(
        "veiviser.cli.migrate:migrate_command",
        "Bring content that follows an older contract forward, in place; comments stay.",
    ),
    "new": Lazy.at(
        "veiviser.cli.new:new_command",
        "Write a new record, from options or by asking for what they do not say.",
    ),
    "rename": Lazy.at(
        "veiviser.cli.rename:rename_command",
        "Give a record the id NEW instead of OLD: its file and translations, and all that refers or links to it.",
    ),
    "schema": Lazy.at(
        "veiviser.cli.schema:schema_command",
        "Print what the files of a KIND may hold, as JSON Schema (2020-12); without KIND, of all kinds.",
    ),
    "serve": Lazy.at(
        "veiviser.cli.serve:serve_command",
        "Show the site on this machine while you write: every save is seen at once, and nothing is published.",
    ),
    "stale": Lazy.at(
        "veiviser.cli.stale:stale_command",
        "Say which offers are overdue, soon due or never confirmed, and whom to ask.",
    ),
}


@click.group(cls=Commands, commands=LazyCommands(COMMANDS), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="veiviser", message="%(prog)s %(version)s")
def main() -> None:
    """Build and check a regional directory of offers for carers."""
