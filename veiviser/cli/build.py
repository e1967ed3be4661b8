"""`veiviser build`: checks the content and publishes the site."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from veiviser.build.loading import Options
from veiviser.build.pipeline import build
from veiviser.cli.console import Console
from veiviser.cli.options import common, talkative, web_address
from veiviser.cli.template_errors import explain_templates
from veiviser.directory.model import Directory
from veiviser.directory.translation_coverage import share_of_norwegian, shares


@click.command("build")
@common
@talkative
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the site; default: site below the root.")
@click.option("--base-url", callback=web_address, help="Address of the site, instead of the one in site.yaml.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that render; default: one a processor.")
@click.option("--no-cache", is_flag=True, help="Make everything again, and keep nothing for the next build.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--timings", is_flag=True, help="Say how many seconds each stage took.")
def build_command(
    console: Console,
    root: Path,
    today: dt.date | None,
    out: Path | None,
    base_url: str | None,
    jobs: int | None,
    no_cache: bool,
    strict: bool,
    timings: bool,
) -> None:
    """Check the content and publish the site; with errors, what is published stays as it is."""
    options = Options(root=root, today=today, strict=strict, out=out, base_url=base_url, jobs=jobs, cache=not no_cache)
    if console.verbose:
        explain_templates(root, console)
    with console.stages(timings=timings) as report:
        built = build(options, report)
    console.problems(built.problems, strict=strict, remedies=True)
    directory = built.value
    if directory is None:
        console.warn("Nothing is published: correct the errors first.")
        sys.exit(1)
    if not console.quiet:
        offers = len(directory.listed)
        said = console.ngettext(
            "{offers} offer is published in {out}.",
            "{offers} offers are published in {out}.",
            offers,
            offers=offers,
            out=out or root / "site",
        )
        click.echo(said)
    if console.verbose:
        for line in forms(directory, console):
            click.echo(line)


def forms(directory: Directory, console: Console) -> Iterator[str]:
    """A line for each language of the site: how much of the texts is translated into it."""
    found = shares(directory)
    for share in found:
        part = share_of_norwegian(share, found)
        yield console.gettext(
            "{language}: {offers} of {all} offers, {pages} of {others} events and pages, {count} words",
            language=share.language,
            offers=share.offers,
            all=share.all_offers,
            pages=share.pages,
            others=share.all_pages,
            count=share.word_count,
        ) + ("" if part is None else f" ({part:.0%})")
