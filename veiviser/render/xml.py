"""Renders feeds and sitemaps as XML, with templates that a region may override."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from jinja2 import Environment
from markupsafe import Markup

from veiviser.artifacts import Artifact, XmlFile
from veiviser.language.plain_text import plain
from veiviser.render.templates import Templates, loader, own_faults, strict


def xml_files(made: Iterable[Artifact | XmlFile], root: Path, templates: Templates | None = None) -> Iterator[Artifact]:
    """The same files in the same order, each as bytes; `templates` are those of the region at `root`, if read already.

    Raises OwnTemplateError when a template of the region's own fails.
    """
    env = _environment(templates or loader(root))
    for file in made:
        if isinstance(file, Artifact):
            yield file
            continue
        with own_faults(root):
            text = env.get_template(file.template).render(view=file.view)
        yield Artifact(path=file.path, data=text.encode())


def _environment(templates: Templates) -> Environment:
    """The environment for XML: output is escaped as text; `attribute` puts a value in quotation marks."""
    made = strict(templates, finalize=_text, keep_trailing_newline=True)
    made.filters.update(attribute=lambda value: Markup(quoteattr(value)), instant=_instant)
    return made


def _text(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup(escape(plain(str(value))))


def _instant(moment: dt.datetime) -> str:
    """A moment in UTC as Atom writes it (RFC 4287, section 3.3; RFC 3339)."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
