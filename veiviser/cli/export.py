"""`veiviser export`: the directory in other formats; today a municipality's list, or a poster, as PDF."""

import datetime as dt
import sys
from pathlib import Path

import click

from veiviser.build.files import replace
from veiviser.build.loading import Options, load
from veiviser.cli.console import Console
from veiviser.cli.group import Lazy, LazyCommands, LazyGroup
from veiviser.cli.options import RefusedError, common, web_address
from veiviser.content.characters import slug
from veiviser.content.likeness import sure
from veiviser.directory.model import Directory, Municipality
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.pages.print import poster_view, print_view
from veiviser.render.pdf import Pdf, Setting, list_pdf, poster_pdf
from veiviser.web.site import LocalizedSite, localized_sites


@click.command("pdf")
@common
@click.option("--municipality", "id_", required=True, metavar="ID", help="The municipality whose list it is.")
@click.option("--poster", is_flag=True, help="A poster for waiting rooms instead of the list: A4, fit for A3.")
@click.option(
    "--language",
    type=click.Choice(SITE_LANGUAGES),
    help="Language of the PDF; default: the form of Norwegian that the municipality writes, or the site's first.",
)
@click.option("--base-url", callback=web_address, help="Address of the site, instead of the one in site.yaml.")
@click.option("--out", type=click.Path(path_type=Path), help="The file; default: tilbud-ID.pdf or plakat-ID.pdf here.")
def pdf_command(
    console: Console,
    root: Path,
    today: dt.date | None,
    id_: str,
    poster: bool,
    language: str | None,
    base_url: str | None,
    out: Path | None,
) -> None:
    """Make a PDF of a municipality's list, to print and to read with a screen reader (PDF/UA-1).

    Needs typst: python -m pip install "typst>=0.14".
    """
    loaded = load(Options(root=root, today=today))
    directory = loaded.value
    if directory is None:
        console.problems(loaded.problems, remedies=True)
        console.warn("No PDF is made: correct the errors first.")
        sys.exit(1)
    municipality = _municipality(directory, id_)
    site = _site(directory, municipality, language, base_url or directory.site.base_url)
    made = _made(site, municipality, root, poster=poster)
    out = out or Path(f"{'plakat' if poster else 'tilbud'}-{municipality.id}.pdf")
    replace(out, made.data)
    if made.unshown:
        console.warn(
            "No font of the PDF has these characters; symbols are left out, letters become □: {characters}",
            characters=" ".join(_named(char) for char in made.unshown),
        )
    console.tell("The PDF is in {out}.", out=out)


def _made(site: LocalizedSite, municipality: Municipality, root: Path, *, poster: bool) -> Pdf:
    setting = Setting.of(site, root)
    if poster:
        return poster_pdf(poster_view(site, municipality), setting)
    return list_pdf(print_view(site, municipality), setting)


def _municipality(directory: Directory, id_: str) -> Municipality:
    names = {municipality.id: municipality for municipality in directory.municipalities}
    if id_ in names:
        return names[id_]
    for merged in directory.merged:
        if merged.id == id_:
            raise RefusedError(
                "“{id}” is no longer a municipality of its own. It belongs to: {names}.",
                id=id_,
                names=", ".join(merged.facts.becomes),
            )
    near = [known for known in names if sure(slug(id_), known)]
    raise RefusedError(
        "There is no municipality “{id}” in content/municipalities.yaml.",
        id=id_,
        suggestion=near[0] if len(near) == 1 else None,
    )


def _site(directory: Directory, municipality: Municipality, language: str | None, base_url: str) -> LocalizedSite:
    made = {site.language: site for site in localized_sites(directory, base_url)}
    wanted = language or made[directory.languages[0]].links.language_of(municipality)
    if wanted in made:
        return made[wanted]
    raise RefusedError(
        "The site has no pages in “{language}”, only in: {languages}.",
        language=wanted,
        languages=", ".join(directory.languages),
    )


def _named(char: str) -> str:
    """A character with its code point, since a terminal may not be able to show it."""
    return f"{char} (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}"


@click.group(
    "export",
    cls=LazyGroup,
    commands=LazyCommands(
        {
            "pdf": Lazy(
                "Make a PDF of a municipality's list, to print and to read with a screen reader (PDF/UA-1).",
                lambda: pdf_command,
            )
        }
    ),
)
def export_command() -> None:
    """Make files of the content for other uses than the site."""
