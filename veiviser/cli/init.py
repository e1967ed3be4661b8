"""`veiviser init`: makes the content repository of a new region from a few answers, or updates one."""

import datetime as dt
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from veiviser import clock
from veiviser.build.files import lay_out, refuse_unless_empty
from veiviser.cli.console import Console, can_ask
from veiviser.cli.options import Day, RefusedError, as_typed, speaking
from veiviser.content.labels import VALUES
from veiviser.content.models import Site
from veiviser.content.register import called
from veiviser.content.root import root_near
from veiviser.editing import init_answers
from veiviser.editing.init import (
    HOSTS,
    KEPT_README,
    PUBLISHER_KINDS,
    Region,
    guess_kind,
    may_stay,
    skeleton,
    with_those_there,
)
from veiviser.editing.init_answers import UnfitError
from veiviser.editing.init_dialogue import Beginning, misleading, region_of
from veiviser.editing.program import Program, from_wheel, running
from veiviser.editing.update import FileUpdate, Updating, updating

# The options that are required when no questions can be asked, by the answers that they give.
_NEEDED = {
    "name": "--name",
    "languages": "--languages",
    "municipalities": "--municipality",
    "publisher": "--publisher",
    "publisher_kind": "--publisher-kind",
    "base_url": "--base-url",
    "host": "--host",
}


@click.command("init")
@click.argument("folders", metavar="DIR", nargs=-1, type=click.Path(path_type=Path))
@click.option("--name", help="What the region is called.")
@click.option("--languages", metavar="CODES", help="Languages of the site, the main one first, such as nb,nn,en.")
@click.option(
    "--municipality",
    multiple=True,
    metavar="NAME",
    help="A municipality, such as Hamar; once for each. One that is made up, or shares its name with another, has its "
    "four digits behind it, in quotation marks: “Fjordby 9901”.",
)
@click.option("--publisher", help="The organisation that is responsible for the site.")
@click.option(
    "--publisher-kind",
    metavar="|".join(PUBLISHER_KINDS),
    help="What it is; may be left out where its name tells, such as “Hamar kommune”.",
)
@click.option(
    "--host",
    type=click.Choice(HOSTS, case_sensitive=False),
    help="Where the files will lie, for what checks and publishes there.",
)
@click.option("--repository", metavar="URL", help="The project's address there, for a link to its file on each page.")
@click.option("--base-url", metavar="URL", help="Where the site will be published; “unknown” when that is not settled.")
@click.option(
    "--source",
    metavar="URL@COMMIT",
    help="Where the host gets the program: git+https://HOST/OWNER/veiviser@ and the 40 characters of a commit. "
    "Default: where the running program is from, or else a wheel of it beside the content.",
)
@click.option(
    "--wheel", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Lay this wheel beside the content."
)
@click.option("--update", is_flag=True, help="Bring the files around content/ up to date in a region that is there.")
@click.option("--yes", is_flag=True, help="With --update: ask nothing, and leave alone what the region has changed.")
@click.option("--today", type=Day(), help="Begin as of this day; default: today in Norway.")
@speaking
def init_command(
    console: Console, folders: tuple[Path, ...], today: dt.date | None, update: bool, yes: bool, **given: Any
) -> None:
    """Begin the content of a new region in DIR, which must be empty or not there yet.

    Asks for what the options do not say. Without a terminal all must be given but --publisher-kind, where the
    publisher's name tells, --repository, --source and --wheel. A clone of an empty project counts as empty, also with
    the README and the licence that hosts put into it.

    \b
    veiviser init FOLDER
    veiviser init FOLDER --name Hedmarken --languages nb,nn \\
        --municipality Hamar --municipality "Fjordby 9901" \\
        --publisher "Hamar kommune" --host github \\
        --repository https://github.com/OWNER/PROJECT \\
        --base-url https://OWNER.github.io/PROJECT/

    With --update, DIR (default: here) is a region that is there: files that came with an older version are brought up
    to date, each shown and asked for. content/ is not touched.
    """
    folder = _folder(console, folders)
    if given["source"] and given["wheel"]:
        raise click.UsageError(console.gettext("--source and --wheel exclude each other."))
    try:
        if update:
            _update(console, folder or Path(), _found(console, given), today or _today(), yes=yes)
        elif folder is None:
            raise click.UsageError(console.gettext("Say in which folder: veiviser init FOLDER"))
        else:
            _begin(console, folder, _found(console, given), today or _today())
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo("\n" + console.gettext("Broken off; nothing is written."), err=True)
        raise click.exceptions.Exit(1) from None


def _folder(console: Console, folders: tuple[Path, ...]) -> Path | None:
    """The folder that is named. A second one may be a municipality number without quotation marks, and is refused."""
    if len(folders) < 2:
        return folders[0] if folders else None
    number = next((str(folder) for folder in folders if re.fullmatch("[0-9]{4}", str(folder))), None)
    if number:
        raise click.UsageError(
            console.gettext(
                "{number} stands alone; put it into quotation marks with its name: --municipality “Fjordby 9901”.",
                number=number,
            )
        )
    raise click.UsageError(console.gettext("Say one folder; one with blanks in its name goes in quotation marks."))


def _today() -> dt.date:
    return clock.today(Site.model_fields["timezone"].default)


def _begin(console: Console, folder: Path, found: dict[str, Any], today: dt.date) -> None:
    if (folder / "content" / "site.yaml").is_file():
        raise RefusedError(
            "{folder} holds a region already. `veiviser init --update` brings the files around its content up to date.",
            folder=str(folder.resolve()),
        )
    refuse_unless_empty(folder, may_stay)
    if can_ask():
        from veiviser.editing.terminal import terminal  # noqa: PLC0415 - takes a fifth of a second, and only here

        Beginning(console.catalogue, terminal(), found).run()
    else:
        _refuse_gaps(found, console)
        found.setdefault("program", running())
    region = region_of(found, today)
    if not can_ask():
        console.tell("Municipalities: {names}", names=init_answers.with_counties(region.municipalities))
    for each in misleading(region.municipalities):
        console.warn(
            "{name} {number}: numbers that begin with 99 are for made-up regions; the municipality has {known}.",
            name=each.name,
            number=each.number,
            known=", ".join(known.number for known in called(each.name)),
        )
    files = list(with_those_there(skeleton(region), folder))
    lay_out(files, folder, may_stay)
    _say_next(folder, [artifact.path for artifact in files], region, console)


def _found(console: Console, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers given as options. Raises BadParameter for one that is not valid."""
    found: dict[str, Any] = {}
    readers: Mapping[str, Callable[[str], Any]] = {
        "name": init_answers.name,
        "languages": init_answers.languages,
        "publisher": init_answers.name,
        "publisher_kind": init_answers.kind(console.gettext),
        "host": init_answers.one_of(HOSTS),
        "repository": init_answers.repository,
        "base_url": init_answers.address_or_none_yet,
        "source": init_answers.program,
    }
    for name, read in readers.items():
        if given[name] is not None:
            found[name] = _read(console, f"--{name.replace('_', '-')}", read, given[name])
    several: list[Any] = []
    for text in given["municipality"]:
        several += _read(console, "--municipality", partial(init_answers.municipalities, earlier=several), text)
    if several:
        found["municipalities"] = tuple(several)
    program = found.pop("source", None) or (from_wheel(given["wheel"]) if given["wheel"] else None)
    return found if program is None else {**found, "program": program}


def _read(console: Console, option: str, read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except UnfitError as unfit:
        raise click.BadParameter(unfit.sentence(console.gettext), param_hint=option) from unfit


def _refuse_gaps(found: dict[str, Any], console: Console) -> None:
    """Raises a UsageError that names every missing option, as nobody can be asked; first guesses --publisher-kind."""
    publisher = found.get("publisher", "")
    guess = guess_kind(publisher)
    if guess or not publisher:  # without a name it is not known yet whether the name shows the kind
        found.setdefault("publisher_kind", guess)
    missing = [option for field, option in _NEEDED.items() if field not in found]
    if not missing:
        return
    said = console.gettext(
        "There is no terminal to ask on, and these options are missing: {options}", options=", ".join(missing)
    )
    if "--publisher-kind" in missing:
        kinds = ", ".join(f"{kind} ({console.gettext(VALUES[kind])})" for kind in PUBLISHER_KINDS)
        said += "\n" + console.gettext(
            "The name “{name}” does not tell what kind of organisation it is: {kinds}", name=publisher, kinds=kinds
        )
    raise click.UsageError(said)


def _say_next(folder: Path, files: Sequence[str], region: Region, console: Console) -> None:
    said = console.ngettext(
        "{files} file is written to {folder}.",
        "{files} files are written to {folder}.",
        len(files),
        files=len(files),
        folder=folder if folder.name else folder.resolve(),
    )
    click.echo(said)
    console.tell("Files that begin with “eksempel-” are samples: replace or delete them.")
    console.tell(
        "A check warns of each crisis line until somebody has looked its number up and set verified_on in "
        "content/crisis.yaml."
    )
    if region.program.wheel:
        console.tell(
            "The host installs the program from {file}, which is beside the content.", file=region.program.wheel[0]
        )
    else:
        console.tell("The host installs the program from {source}.", source=region.program.requirement)
    for path in files:
        if path.startswith(KEPT_README):
            console.tell("The README that was there is now {path}.", path=path)
    root = "" if folder == Path() else f" --root {as_typed(str(folder))}"
    console.tell("Next: {command}", command=f"veiviser check{root}")
    console.tell(
        "After that, README.md says under “Før dere går på lufta” what is to be done, in the order in which it works."
    )


def _update(console: Console, root: Path, found: dict[str, Any], today: dt.date, *, yes: bool) -> None:
    if set(found) - {"program"}:
        raise click.UsageError(console.gettext("With --update, only --source, --wheel and --yes count."))
    if not (root / "content" / "site.yaml").is_file():
        near = root_near(root)
        raise RefusedError(
            "There is no content/site.yaml in {folder}. "
            "Name the folder of your directory, as: veiviser init --update FOLDER.",
            folder=str(root.resolve()),
            suggestion=f"veiviser init --update {as_typed(os.path.relpath(near))}" if near else None,
        )
    program: Program = found.get("program") or running()
    changes = updating(root, program, today)
    wanted = [change for change in changes.changes if _wants(console, change, yes=yes)]
    changes.write(wanted)
    _say_updated(console, root, changes, wanted)


def _wants(console: Console, change: FileUpdate, *, yes: bool) -> bool:
    """Shows a change and asks; with --yes, accepts those of files that the region has not changed."""
    click.echo(change.diff())
    if change.own and change.kind == "new":
        console.tell("{path} is not there any more: you have deleted it yourselves.", path=change.path)
    elif change.own:
        console.tell("{path} is not as it was left: you have changed it yourselves.", path=change.path)
    if yes:
        return not change.own
    if not can_ask():
        return False
    question = {
        "new": console.gettext("Add {path}?", path=change.path),
        "gone": console.gettext("Delete {path}?", path=change.path),
        "changed": console.gettext("Replace {path}?", path=change.path),
    }[change.kind]
    return _yes(console, question, default=not change.own)


def _yes(console: Console, question: str, *, default: bool) -> bool:
    """Asks yes or no, and accepts answers in the language of messages or in English; Enter is the default."""
    yes, no = console.gettext("yes"), console.gettext("no")
    words = {"": default, "y": True, "yes": True, yes[0]: True, yes: True, no[0]: False, no: False, "no": False}
    while True:
        typed = click.prompt(
            f"{question} ({yes if default else no})", "", show_default=False, prompt_suffix=" ", err=True
        )
        if (answer := words.get(typed.strip().casefold())) is not None:
            return answer
        console.warn("Answer {yes} or {no}.", yes=yes, no=no)


def _say_updated(console: Console, root: Path, changes: Updating, wanted: list[FileUpdate]) -> None:
    if not changes.changes:
        console.tell("All files around content/ are up to date.")
        return
    left = [change.path for change in changes.changes if change not in wanted]
    if wanted:
        console.tell("Written: {path}", path=", ".join(change.path for change in wanted))
    if left:
        console.tell("Left as it was: {paths}", paths=", ".join(left))
    if not wanted and not can_ask():
        console.tell("Nothing is written. Say --yes to take all that you have not changed yourselves.")
    elif wanted:
        console.tell("Look through it with “git diff”, and send it to those who approve changes.")
