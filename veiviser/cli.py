"""The command line: its commands in one table."""

import click

from veiviser import __version__
from veiviser.commands.bugs import Commands
from veiviser.commands.build import build_command
from veiviser.commands.check import check_command
from veiviser.commands.export import export_command
from veiviser.commands.format import format_command
from veiviser.commands.init import init_command
from veiviser.commands.migrate import migrate_command
from veiviser.commands.new import new_command
from veiviser.commands.serve import serve_command
from veiviser.commands.stale import stale_command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="veiviser")
def main() -> None:
    """Build and check a regional directory of offers for carers."""


for _command in (
    build_command,
    check_command,
    export_command,
    format_command,
    init_command,
    migrate_command,
    new_command,
    serve_command,
    stale_command,
):
    main.add_command(_command)
