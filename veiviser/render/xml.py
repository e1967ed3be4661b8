"""Feeds and sitemaps become XML, by templates that a region may replace."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from jinja2 import Environment
from markupsafe import Markup

from veiviser.artifacts import Artifact, XmlFile
from veiviser.feeds.texts import plain
from veiviser.render.templates import loader, own_faults, strict


def xml_files(made: Iterable[Artifact | XmlFile], root: Path) -> Iterator[Artifact]:
    """The same files in the same order, each as bytes.

    Raises OwnTemplateError when a template of the region's own fails.
    """
    env = _environment(root)
    for file in made:
        if isinstance(file, Artifact):
            yield file
            continue
        with own_faults(root):
            text = env.get_template(file.template).render(view=file.view)
        yield Artifact(path=file.path, data=text.encode())


def _environment(root: Path) -> Environment:
    """What is printed is escaped as text of XML needs it; `attribute` puts a value in quotation marks."""
    made = strict(loader(root), finalize=_text, keep_trailing_newline=True)
    made.filters.update(attribute=lambda value: Markup(quoteattr(value)), instant=_instant)
    return made


def _text(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup(escape(plain(str(value))))


def _instant(moment: dt.datetime) -> str:
    """A moment in UTC as Atom writes it (RFC 4287, section 3.3; RFC 3339)."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
