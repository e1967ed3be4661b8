"""`veiviser check`: reports every problem of a content root; with --fix, applies suggestions first."""

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from veiviser.build.loading import Options, load_changed
from veiviser.cli.console import Console
from veiviser.cli.options import common, talkative
from veiviser.content.chosen import chosen
from veiviser.history import changed_files
from veiviser.problems.problem import FORMATS, Format, has_errors, lines_in_one

if TYPE_CHECKING:
    from veiviser.editing.fix import AppliedFix


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@common
@talkative
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are written.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--fix", "fixing", is_flag=True, help="First write what the messages suggest into the files.")
def check_command(
    console: Console,
    paths: tuple[Path, ...],
    root: Path,
    today: dt.date | None,
    form: Format,
    strict: bool,
    fixing: bool,
) -> None:
    """Say everything that is wrong with the content, and where.

    PATHS are files and folders: then only their problems are shown and counted, though all of the content is read.

    With --fix, every suggestion that is the only one is written into its file, and what is left is shown. Comments and
    all else in the files stay.
    """
    wanted = chosen(root, paths)
    fixed_paths = _fix(console, root, today, wanted, to_errors=form != "text") if fixing else frozenset()
    with console.stages() as report:
        found = load_changed(Options(root=root, today=today, strict=strict), report).problems
    problems = [problem for problem in found if wanted(problem.mark.path) or problem.mark.path in fixed_paths]
    first = _changed(root, os.environ) if form in ("github", "gitlab") else ()
    console.problems(problems, form=form, strict=strict, err=False, first=first, remedies=True)
    if form == "text" and not console.quiet and len(problems) < len(found):
        elsewhere = len(found) - len(problems)
        click.echo(
            console.ngettext(
                "There is {count} more in other files.", "There are {count} more in other files.", elsewhere,
                count=elsewhere,
            )
        )  # fmt: skip
    sys.exit(1 if has_errors(problems, strict=strict) else 0)


def _fix(
    console: Console, root: Path, today: dt.date | None, wanted: Callable[[str], bool], *, to_errors: bool
) -> frozenset[str]:
    """Applies suggestions and prints a line for each, to the error stream if `to_errors`; paths of the changed files."""
    from veiviser.editing.fix import fix  # noqa: PLC0415 - only needed here

    done = fix(root, today, wanted)
    for path in done.links:
        console.warn("{path} is a link, and is left as it is: put the file itself right.", path=path)
    if not console.quiet:
        for change in done.changes:
            click.echo(f"{_fix_line(change, console)} [{change.code}]", err=to_errors)
        count = len(done.changes)
        said = console.ngettext(
            "{count} suggestion is written.", "{count} suggestions are written.", count, count=count
        )
        click.echo(said if count else console.gettext("There was no suggestion to write."), err=to_errors)
        click.echo(err=to_errors)
    return frozenset(change.path for change in done.changes)


def _fix_line(change: "AppliedFix", console: Console) -> str:
    if change.line == 0:
        return console.gettext("{path} is now called {name}.", path=change.before, name=change.after)
    before, after = lines_in_one(change.before), lines_in_one(change.after)
    values = {"path": change.path, "line": change.line, "before": before, "after": after}
    if not change.after:
        return console.gettext(
            "{path}:{line}: “{before}” is taken out, since what was meant is there already.", **values
        )
    if change.before:
        return console.gettext("{path}:{line}: “{before}” is now “{after}”.", **values)
    return console.gettext("{path}:{line}: “{after}” is added.", **values)


def _changed(root: Path, environment: Mapping[str, str]) -> frozenset[str]:
    """The files of a pull or merge request, from the variables of GitHub's and GitLab's jobs; empty without these.

    https://docs.github.com/actions/reference/workflows-and-actions/variables (GITHUB_BASE_REF) and
    https://docs.gitlab.com/ci/variables/predefined_variables/ (CI_MERGE_REQUEST_DIFF_BASE_SHA).
    """
    branch, commit = environment.get("GITHUB_BASE_REF"), environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
    base = f"refs/remotes/origin/{branch}" if branch else commit if re.fullmatch("[0-9a-f]{40,64}", commit) else None
    return (changed_files(root, base) if base else None) or frozenset()
