"""`veiviser export`: the directory in forms that others use: today a municipality's list as PDF, and a poster."""

import datetime as dt
import sys
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

import click

from veiviser.commands.options import Refused, common, web_address
from veiviser.commands.telling import say_problems
from veiviser.content.typed import nearest
from veiviser.directory.model import Directory, Municipality
from veiviser.feeds.addresses import addresses
from veiviser.files import FileError, replace
from veiviser.languages import SITE_LANGUAGES, catalogue
from veiviser.loading import Options, load
from veiviser.pages import editions
from veiviser.pages.edition import Edition
from veiviser.pages.paper import paper_view, poster_view
from veiviser.render.pdf import Pdf, PdfError, Setting, list_pdf, poster_pdf


@click.group("export")
def export_command() -> None:
    """Make files of the content for other uses than the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the options say. None means the municipality's own as `language`, and a name made of its id as `out`."""

    municipality: str
    poster: bool
    language: str | None
    base_url: str | None
    out: Path | None


@export_command.command("pdf")
@common
@click.option("--municipality", required=True, metavar="ID", help="The municipality whose list it is.")
@click.option("--poster", is_flag=True, help="A poster for waiting rooms instead of the list: A4, fit for A3.")
@click.option(
    "--language",
    type=click.Choice(SITE_LANGUAGES),
    help="Language of the PDF; default: the form of Norwegian that the municipality writes, or the site's first.",
)
@click.option("--base-url", callback=web_address, help="Address of the site, instead of the one in site.yaml.")
@click.option("--out", type=click.Path(path_type=Path), help="The file; default: tilbud-ID.pdf or plakat-ID.pdf here.")
def pdf_command(root: Path, today: dt.date | None, lang: str, **options: object) -> None:
    """Make a PDF of a municipality's list, to print and to read with a screen reader (PDF/UA-1).

    Needs typst: pip install "veiviser[pdf]".
    """
    words = catalogue(lang)
    asked = _Asked(**options)  # type: ignore[arg-type]
    loaded = load(Options(root=root, today=today))
    directory = loaded.value
    if directory is None:
        say_problems(loaded.problems, words, quiet=False, strict=False)
        click.echo(words.gettext("No PDF is made: mend the errors first."), err=True)
        sys.exit(1)
    municipality = _municipality(directory, asked.municipality, words)
    base_url = addresses(directory, asked.base_url or directory.site.base_url).base
    edition = _edition(directory, municipality, asked.language, base_url, words)
    out = asked.out or Path(f"{'plakat' if asked.poster else 'tilbud'}-{municipality.id}.pdf")
    try:
        made = _made(edition, municipality, root, asked)
        replace(out, made.data)
    except (PdfError, FileError) as error:
        raise Refused(words.gettext(error.message).format_map(error.values)) from error
    if made.unshown:
        said = words.gettext(
            "No font of the PDF has these characters; symbols are left out, letters become □: {characters}"
        )
        click.echo(said.format(characters=" ".join(_named(char) for char in made.unshown)), err=True)
    click.echo(words.gettext("The PDF is in {out}.").format(out=out))


def _made(edition: Edition, municipality: Municipality, root: Path, asked: _Asked) -> Pdf:
    setting = Setting.of(edition, root)
    if asked.poster:
        return poster_pdf(poster_view(edition, municipality), setting)
    return list_pdf(paper_view(edition, municipality), setting)


def _municipality(directory: Directory, id_: str, words: NullTranslations) -> Municipality:
    names = {municipality.id: municipality for municipality in directory.municipalities}
    if id_ in names:
        return names[id_]
    for merged in directory.merged:
        if merged.id == id_:
            said = words.gettext("“{id}” is no longer a municipality of its own. It belongs to: {names}.")
            raise Refused(said.format(id=id_, names=", ".join(merged.facts.becomes)))
    said = words.gettext("There is no municipality “{id}” in content/municipalities.yaml.").format(id=id_)
    meant = nearest(id_, names)
    if meant:
        said += " " + words.gettext("Did you mean “{suggestion}”?").format(suggestion=meant)
    raise Refused(said)


def _edition(
    directory: Directory, municipality: Municipality, language: str | None, base_url: str, words: NullTranslations
) -> Edition:
    made = {edition.language: edition for edition in editions(directory, base_url)}
    wanted = language or made[directory.languages[0]].form_of(municipality)
    if wanted in made:
        return made[wanted]
    said = words.gettext("The site has no pages in “{language}”, only in: {languages}.")
    raise Refused(said.format(language=language, languages=", ".join(directory.languages)))


def _named(char: str) -> str:
    """A character and its number, since a terminal may not show it either."""
    return f"{char} (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}"
