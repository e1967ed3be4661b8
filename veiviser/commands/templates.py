"""What commands say of a region's own templates: which there are, and which cannot be used."""

from gettext import NullTranslations
from pathlib import Path
from typing import NoReturn

import click

from veiviser.commands.options import Refused
from veiviser.render.templates import OwnTemplateError, overrides


def explain_templates(root: Path, words: NullTranslations) -> None:
    """What is read, and which files of the region stand instead of the program's or beside them."""
    click.echo(words.gettext("Reads {folder}").format(folder=root / "content"), err=True)
    for path, replaces in overrides(root):
        said = (
            words.gettext("Instead of the program's own: {path}") if replaces else words.gettext("Of your own: {path}")
        )
        click.echo(said.format(path=path), err=True)


def refuse_template(fault: OwnTemplateError, words: NullTranslations) -> NoReturn:
    """Ends the command: the region has to mend a template of its own."""
    place = fault.place
    said = words.gettext("The template {path} cannot be used, line {line}: {reason}. What is published is unchanged.")
    raise Refused(said.format(path=place.path, line=place.line, reason=place.reason)) from fault
