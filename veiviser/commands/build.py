"""`veiviser build`: check the content and publish the site."""

import datetime as dt
import sys
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import click

from veiviser.commands.options import Refused, common, talkative, web_address
from veiviser.commands.telling import say_problems, telling
from veiviser.commands.templates import explain_templates, refuse_template
from veiviser.directory.forms import share_of_norwegian, shares
from veiviser.directory.model import Directory
from veiviser.languages import catalogue
from veiviser.loading import Options
from veiviser.pipeline import build
from veiviser.publish import PublishError
from veiviser.render.templates import OwnTemplateError
from veiviser.search.index import SearchError


@click.command("build")
@common
@talkative
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the site; default: site below the root.")
@click.option("--base-url", callback=web_address, help="Address of the site, instead of the one in site.yaml.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that render; default: one a processor.")
@click.option("--no-cache", is_flag=True, help="Make everything anew.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--timings", is_flag=True, help="Say how many seconds each stage took.")
def build_command(
    root: Path,
    today: dt.date | None,
    lang: str,
    quiet: bool,
    verbose: bool,
    out: Path | None,
    base_url: str | None,
    jobs: int | None,
    no_cache: bool,
    strict: bool,
    timings: bool,
) -> None:
    """Check the content and publish the site; with errors, what is published stays as it is."""
    words = catalogue(lang)
    options = Options(root=root, today=today, strict=strict, out=out, base_url=base_url, jobs=jobs)
    if verbose:
        explain_templates(root, words)
    try:
        with telling(words, verbose=verbose, quiet=quiet, timings=timings) as report:
            built = build(options, report)
    except (PublishError, SearchError) as error:
        raise Refused(words.gettext(error.message).format_map(error.values)) from error
    except OwnTemplateError as fault:
        refuse_template(fault, words)
    say_problems(built.problems, words, quiet=quiet, strict=strict)
    directory = built.value
    if directory is None:
        click.echo(words.gettext("Nothing is published: mend the errors first."), err=True)
        sys.exit(1)
    if not quiet:
        offers = len(directory.listed)
        said = words.ngettext(
            "{offers} offer is published in {out}.", "{offers} offers are published in {out}.", offers
        )
        click.echo(said.format(offers=offers, out=out or root / "site"))
    if verbose:
        for line in forms(directory, words):
            click.echo(line)


def forms(directory: Directory, words: NullTranslations) -> Iterator[str]:
    """A line on each language of the site: how much of the texts there is in it."""
    found = shares(directory)
    for share in found:
        part = share_of_norwegian(share, found)
        said = words.gettext(
            "{language}: {offers} of {all} offers, {pages} of {others} events and pages, {count} words"
        )
        yield said.format(
            language=share.language, offers=share.offers, all=share.all_offers, pages=share.pages,
            others=share.all_pages, count=share.words,
        ) + ("" if part is None else f" ({part:.0%})")  # fmt: skip
