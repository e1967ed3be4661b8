"""The commands: parse, call, print, exit status; no logic."""

import datetime as dt
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from veiviser import __version__
from veiviser.languages import MESSAGE_LANGUAGES, catalogue
from veiviser.pipeline import Options, build, load
from veiviser.problems import FORMATS, Format, format_problems, has_errors
from veiviser.publish import PublishError
from veiviser.search.index import SearchError


class _Day(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value or not 1000 <= day.year <= 2999:  # no other form, no other age
            self.fail(f"“{value}” is not a date written as YYYY-MM-DD.", param, ctx)
        return day


class _Commands(click.Group):
    """Turns what nobody foresaw into exit status 3 and one sentence, which tells nothing of the content."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            click.echo(f"This is a bug in Veiviser {__version__}: {type(error).__name__} in {where}.", err=True)
            raise click.exceptions.Exit(3) from error


class _Refused(click.ClickException):
    """The site cannot be written, or its search cannot be made, for a reason outside the content."""

    exit_code = 2


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command takes."""
    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    for option in (
        click.option("--lang", type=click.Choice(MESSAGE_LANGUAGES), default="nb", help="Language of messages."),
        click.option("--today", type=_Day(), help="Build as of this day; default: today in the site's time zone."),
        click.option("--root", type=folder, default=".", help="Folder that holds content/; default: here."),
    ):
        command = option(command)
    return command


def _web_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.match(r"https?://[^/?#\s]+(/[^?#\s]*)?$", value):
        raise click.BadParameter("must be https:// or http://, a host, and perhaps a path")
    return value


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="veiviser")
def main() -> None:
    """Build and check a regional directory of offers for carers."""


@main.command("check")
@_common
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are written.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check_command(root: Path, today: dt.date | None, lang: str, form: Format, strict: bool) -> None:
    """Say everything that is wrong with the content, and where."""
    words = catalogue(lang)
    problems = load(Options(root=root, today=today, strict=strict)).problems
    click.echo(format_problems(problems, form, words.gettext), nl=False)
    sys.exit(1 if has_errors(problems, strict=strict) else 0)


@main.command("build")
@_common
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the site; default: site below the root.")
@click.option("--base-url", callback=_web_address, help="Address of the site, instead of the one in site.yaml.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that render; default: one a processor.")
@click.option("--no-cache", is_flag=True, help="Make everything anew.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def build_command(
    root: Path,
    today: dt.date | None,
    lang: str,
    out: Path | None,
    base_url: str | None,
    jobs: int | None,
    no_cache: bool,
    strict: bool,
) -> None:
    """Check the content and publish the site; with errors, what is published stays as it is."""
    words = catalogue(lang)
    options = Options(root=root, today=today, strict=strict, out=out, base_url=base_url, jobs=jobs)
    try:
        built = build(options)
    except (PublishError, SearchError) as error:
        raise _Refused(words.gettext(error.message).format_map(error.values)) from error
    click.echo(format_problems(built.problems, "text", words.gettext), nl=False, err=True)
    directory = built.value
    if directory is None:
        click.echo(words.gettext("Nothing is published: mend the errors first."), err=True)
        sys.exit(1)
    offers = len(directory.listed)
    said = words.ngettext("{offers} offer is published in {out}.", "{offers} offers are published in {out}.", offers)
    click.echo(said.format(offers=offers, out=out or root / "site"))
