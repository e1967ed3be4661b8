"""`veiviser stale`: lists the offers that are to be confirmed again, and their owners."""

import datetime as dt
import sys
from pathlib import Path

import click

from veiviser.build.files import replace_all
from veiviser.build.loading import Options, load, remembering
from veiviser.checks.samples import is_sample
from veiviser.cli.console import Console
from veiviser.cli.options import RefusedError, common
from veiviser.directory.verification_history import FILE, written_figures
from veiviser.editing.issues import issues
from veiviser.editing.posting import ISSUE_HOSTS, IssueHost, post
from veiviser.editing.stale import GROUPINGS, REPORT_FORMATS, By, ReportFormat, stale


@click.command("stale")
@common
@click.option("--format", "form", type=click.Choice(REPORT_FORMATS), default="text", help="How it is written.")
@click.option("--by", type=click.Choice(GROUPINGS), default="owner", help="What the text is divided by.")
@click.option(
    "--post",
    "host",
    type=click.Choice(ISSUE_HOSTS),
    help="Write nothing, and keep one issue an owner at the code host: for a scheduled job there.",
)
@click.option("--history", is_flag=True, help="Write nothing but history/confirmed.csv, for a region without git.")
def stale_command(
    console: Console,
    root: Path,
    today: dt.date | None,
    form: ReportFormat,
    by: By,
    host: IssueHost | None,
    history: bool,
) -> None:
    """Say which offers are overdue, soon due or never confirmed, and whom to ask.

    That something is to be confirmed is no error: the exit status is 0. The messages to owners are in the site's
    first language: as Markdown with links (--format issues), or as plain mails (--format mail).
    """
    loaded = load(Options(root=root, today=today))
    directory = loaded.value
    if directory is None:
        console.problems((problem for problem in loaded.problems if problem.severity == "error"), remedies=True)
        console.warn("Nobody can be asked before the errors are corrected.")
        sys.exit(1)
    if history:
        if unread := [problem for problem in loaded.problems if problem.code == "unread-figures"]:
            console.problems(unread)
            raise RefusedError(
                "{path} is left as it is, since these lines would be lost: correct them first.", path=FILE
            )
        figures = written_figures(remembering(directory, root).figures)
        replace_all({root / FILE: figures.encode()})
        console.tell("The figures are in {out}.", out=root / FILE)
    elif host:
        asked = (
            issue for issue in issues(directory, loaded.problems) if not is_sample(issue.owner)
        )  # its owner does not exist
        done = post(asked, host)
        console.tell("Issues: {opened} opened, {updated} updated, {closed} closed, {kept} left as they were.", **done)
    else:
        click.echo(stale(directory, loaded.problems, form, by, console.catalogue), nl=False)
