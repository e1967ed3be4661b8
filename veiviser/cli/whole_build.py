"""The part of `veiviser build` that makes a site, loaded only when there is something to make."""

import sys
from collections.abc import Iterator

import click

from veiviser.build.loading import Options
from veiviser.build.outcome import Inputs, Outcome
from veiviser.build.pipeline import build
from veiviser.cli.console import Console
from veiviser.cli.template_errors import explain_templates
from veiviser.directory.model import Directory
from veiviser.directory.translation_coverage import share_of_norwegian, shares


def whole_build(options: Options, begun: Inputs | None, console: Console, *, timings: bool) -> Outcome:
    """Builds the site and says what was found; the outcome is kept for the next build that is begun from the same.

    Exits with status 1 when the content has errors.
    """
    if console.verbose:
        explain_templates(options.root, console)
    with console.stages(timings=timings) as report:
        built = build(options, report)
    directory = built.value
    if directory is None:
        console.problems(built.problems, strict=options.strict, remedies=True)
        console.warn("Nothing is published: correct the errors first.")
        sys.exit(1)
    done = Outcome(built.problems, len(directory.listed))
    if begun:
        begun.keep(done, directory.today, directory.site.timezone)
    if console.verbose:
        for line in forms(directory, console):
            click.echo(line)
    return done


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
