"""`veiviser build`: checks the content and publishes the site, unless it is as the last build left it."""

import datetime as dt
from pathlib import Path

import click

from veiviser.build.outcome import inputs
from veiviser.cli.console import Console
from veiviser.cli.options import common, talkative, web_address


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
    site = out or root / "site"
    begun = None if no_cache else inputs(root, site, base_url, strict=strict)
    # What stages, templates and languages have to say is known to a build alone.
    done = begun.outcome(today) if begun and not (console.verbose or timings) else None
    if done is None:
        from veiviser.build.loading import Options  # noqa: PLC0415  # takes longer than all that a finished site needs
        from veiviser.cli.whole_build import whole_build  # noqa: PLC0415  # so does this

        cache = not no_cache
        options = Options(root=root, today=today, strict=strict, out=out, base_url=base_url, jobs=jobs, cache=cache)
        done = whole_build(options, begun, console, timings=timings)
    console.problems(done.problems, strict=strict, remedies=True)
    if not console.quiet:
        said = console.ngettext(
            "{offers} offer is published in {out}.",
            "{offers} offers are published in {out}.",
            done.offers,
            offers=done.offers,
            out=site,
        )
        click.echo(said)
