"""`veiviser init`: the content repository of a new region, from a few answers."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import click

from veiviser import clock
from veiviser.commands.console import Console, can_ask
from veiviser.commands.options import Day, speaking
from veiviser.content.models import Site
from veiviser.editing import answers
from veiviser.editing.answers import UnfitError
from veiviser.editing.init import HOSTS, PUBLISHER_KINDS, Host, Region, guess_kind, skeleton
from veiviser.files import lay_out, refuse_unless_empty
from veiviser.languages import SITE_LANGUAGES

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What the options say, as it was written; None or nothing where they say nothing."""

    name: str | None
    languages: str | None
    municipality: tuple[str, ...]
    publisher: str | None
    publisher_kind: str | None
    base_url: str | None
    host: str | None


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="What the region is called.")
@click.option("--languages", metavar="CODES", help="Languages of the site, the main one first, such as nb,nn,en.")
@click.option(
    "--municipality",
    multiple=True,
    metavar="NAME NUMBER",
    help="A municipality and its four digits, such as “Hamar 3403”; once for each.",
)
@click.option("--publisher", help="The organisation that is responsible for the site.")
@click.option("--publisher-kind", type=click.Choice(PUBLISHER_KINDS), help="What it is; default: as its name tells.")
@click.option("--base-url", metavar="URL", help="Where the site will be published.")
@click.option("--host", type=click.Choice(HOSTS), help="Where the files will lie, for what checks and publishes there.")
@click.option("--today", type=Day(), help="Begin as of this day; default: today in Norway.")
@speaking
def init_command(
    console: Console,
    folder: Path,
    today: dt.date | None,
    name: str | None,
    languages: str | None,
    municipality: tuple[str, ...],
    publisher: str | None,
    publisher_kind: str | None,
    base_url: str | None,
    host: str | None,
) -> None:
    """Begin the content of a new region in DIR, which must be empty or not there yet.

    Asks for what the options do not say; without a terminal, all but --publisher-kind must be given.
    """
    given = _Given(
        name=name,
        languages=languages,
        municipality=municipality,
        publisher=publisher,
        publisher_kind=publisher_kind,
        base_url=base_url,
        host=host,
    )
    today = today or clock.today(Site.model_fields["timezone"].default)
    try:
        refuse_unless_empty(folder)
        if not can_ask():
            _refuse_gaps(given, console)
        files = list(skeleton(_region(_Asker(console), given), today))
        lay_out(files, folder)
    except click.Abort:
        click.echo("\n" + console.gettext("Broken off; nothing is written."), err=True)
        raise click.exceptions.Exit(1) from None
    _say_next(folder, len(files), console)


def _refuse_gaps(given: _Given, console: Console) -> None:
    """Where nobody can be asked, every option that is missing is named at once."""
    kind = given.publisher_kind or not given.publisher or guess_kind(given.publisher)
    said = {
        "--name": given.name,
        "--languages": given.languages,
        "--municipality": given.municipality,
        "--publisher": given.publisher,
        "--publisher-kind": kind,
        "--base-url": given.base_url,
        "--host": given.host,
    }
    missing = ", ".join(option for option, value in said.items() if not value)
    if missing:
        raise click.UsageError(
            console.gettext("There is no terminal to ask on, and these options are missing: {options}", options=missing)
        )


@dataclass(frozen=True, slots=True)
class _Asker:
    """Takes an answer from an option, or asks until it gets one that fits."""

    console: Console

    def take(
        self, option: str, given: str | None, question: str, read: Callable[[str], T], default: str | None = None
    ) -> T:
        if given is not None:
            try:
                return read(given)
            except UnfitError as unfit:
                raise click.BadParameter(unfit.sentence(self.console.gettext), param_hint=option) from unfit
        while True:
            answer = click.prompt(question, default=default, show_default=bool(default), prompt_suffix=" ", err=True)
            try:
                return read(answer)
            except UnfitError as unfit:
                click.echo(unfit.sentence(self.console.gettext), err=True)

    def all(
        self, option: str, given: Sequence[str], questions: tuple[str, str], read: Callable[[str, Sequence[T]], T]
    ) -> tuple[T, ...]:
        """At least one. The second question is for the others; an empty answer to it ends the list."""
        found: list[T] = []
        for text in given:
            found.append(self.take(option, text, "", lambda answer: read(answer, found)))
        while not given:
            default = "" if found else None
            more = self.take(
                option,
                None,
                questions[bool(found)],
                lambda answer: read(answer, found) if answer.strip() else None,
                default,
            )
            if more is None:
                break
            found.append(more)
        return tuple(found)


def _region(ask: _Asker, given: _Given) -> Region:
    """All answers, each of them sound."""
    translate = ask.console.gettext
    name = ask.take("--name", given.name, translate("What is the region called?"), answers.name)
    languages = ask.take(
        "--languages",
        given.languages,
        translate("Which languages does the site have, the main one first ({codes})?").format(
            codes=", ".join(SITE_LANGUAGES)
        ),
        answers.languages,
        SITE_LANGUAGES[0],
    )
    municipalities = ask.all(
        "--municipality",
        given.municipality,
        (
            translate("Which municipality is part of it (name and number, such as Hamar 3403)?"),
            translate("Which one more (just press Enter when all are there)?"),
        ),
        answers.municipality,
    )
    publisher = ask.take(
        "--publisher", given.publisher, translate("Which organisation is responsible for the site?"), answers.name
    )
    guess = guess_kind(publisher)
    kinds = ", ".join(PUBLISHER_KINDS)
    kind = ask.take(
        "--publisher-kind",
        given.publisher_kind or (None if can_ask() else guess),
        translate("What kind of organisation is that ({kinds})?").format(kinds=kinds),
        answers.one_of(PUBLISHER_KINDS),
        guess,
    )
    base_url = ask.take("--base-url", given.base_url, translate("Where will the site be published?"), answers.address)
    host = ask.take(
        "--host",
        given.host,
        translate("Where will the files lie (github, gitlab, none)?"),
        answers.one_of(HOSTS),
        "none",
    )
    return Region(
        name=name,
        languages=languages,
        municipalities=municipalities,
        publisher=publisher,
        publisher_kind=kind,
        base_url=base_url,
        host=cast(Host, host),
    )


def _say_next(folder: Path, files: int, console: Console) -> None:
    said = console.ngettext(
        "{files} file is written to {folder}.",
        "{files} files are written to {folder}.",
        files,
        files=files,
        folder=folder,
    )
    click.echo(said)
    console.tell("Files that begin with “eksempel-” are samples: replace or delete them.")
    console.tell(
        "A check warns of each crisis line until somebody has looked its number up and set verified_on in "
        "content/crisis.yaml."
    )
    console.tell("Next: veiviser check --root {folder}, then read README.md there.", folder=folder)
