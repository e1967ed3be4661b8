"""Renders a municipality's print list and poster as accessible PDF files (PDF/UA-1), with typst."""

import codecs
import datetime as dt
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from veiviser.content.folders import folders
from veiviser.pages.print import PosterView, PrintView
from veiviser.problems.problem import ExplainedError
from veiviser.render.qr import qr
from veiviser.web.colours import DEFAULT
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite

_STANDARD = "ua-1"
# Shown for a letter or number that none of typst's own fonts has. Symbols such as emoji are left out.
_UNKNOWN = "□"
# All code points below this (Latin, with Sámi) are in typst's own fonts, which have Greek and Cyrillic too.
_KNOWN_BELOW = 0x250


class PdfError(ExplainedError):
    """No PDF could be made; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished file, and the characters of the content that it cannot show, sorted."""

    data: bytes
    unshown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The settings for the PDF files of a site. `base_url` ends in `/`; `today` becomes the date in the metadata."""

    root: Path
    language: str
    base_url: str
    colour: str
    today: dt.date

    @classmethod
    def of(cls, site: LocalizedSite, root: Path) -> "Setting":
        """The settings for a localized site; the templates of the region at `root` override the program's."""
        directory = site.directory
        return cls(
            root=root,
            language=site.language,
            base_url=site.urls.base,
            colour=directory.site.theme_colour or DEFAULT,
            today=directory.today,
        )


def list_pdf(view: PrintView, setting: Setting) -> Pdf:
    """The print list of a municipality. Raises PdfError when typst is not installed or fails."""
    addresses = [view.address, *(offer.address for group in view.groups for offer in group.offers)]
    numbers = [line.number for line in view.lines]
    ways = [way for group in view.groups for offer in group.offers for way in offer.contact_points]
    numbers += [way.phone for way in (*ways, view.report) if way and way.phone]
    localizer = Localizer(setting.language)
    return _made("list.typ", view, setting, addresses, {number: str(localizer.number(number)) for number in numbers})


def poster_pdf(view: PosterView, setting: Setting) -> Pdf:
    """The poster of a municipality. Raises PdfError when typst is not installed or fails."""
    return _made("poster.typ", view, setting, [view.address], {})


def _made(
    name: str, view: PrintView | PosterView, setting: Setting, addresses: list[str], phones: dict[str, str]
) -> Pdf:
    """Compiles a template. The texts are passed as JSON, so that none of them can be read as typst markup or code."""
    typst = _typst()
    texts = _without(_data(view), {})
    unshown = tuple(char for char in sorted(set(_characters(texts))) if not _shows(char))
    data = {
        "view": _without(texts, {ord(char): _instead(char) for char in unshown}),
        "base": setting.base_url,
        "language": setting.language,
        "colour": setting.colour,
        "phones": phones,
        "codes": {address: qr(setting.base_url + address) for address in addresses},
    }
    midnight = dt.datetime.combine(setting.today, dt.time(), dt.UTC)
    try:
        made = typst.compile(
            _template(name, setting.root),
            root=next(folder for folder in _folders(setting.root) if folder.is_dir()),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, default=str)},
            pdf_standards=[_STANDARD],
            timestamp=int(midnight.timestamp()),
        )
    except typst.TypstError as error:
        reason = " ".join([error.message, *error.hints])
        raise PdfError("{template}: no PDF can be made: {reason}", template=name, reason=reason) from error
    return Pdf(data=made, unshown=unshown)


def _folders(root: Path) -> Iterator[Path]:
    return (folder / "pdf" for folder in folders(root))


def _template(name: str, root: Path) -> bytes:
    """`common.typ` followed by the template `name`; a region may override either, and add pictures beside them."""
    parts = ([folder / part for folder in _folders(root)] for part in ("common.typ", name))
    files = (next(path for path in paths if path.is_file()) for paths in parts)
    return b"\n".join(file.read_bytes().removeprefix(codecs.BOM_UTF8) for file in files)


def _typst() -> Any:
    """The typst library, imported only when a PDF is made: it is large, and an optional dependency. Raises PdfError."""
    try:
        return import_module("typst")
    except ImportError as error:
        raise PdfError(
            'To make a PDF, Veiviser needs typst. Install it with: python -m pip install "typst>=0.14"'
        ) from error


@cache
def _fonts() -> Any:
    """The fonts bundled with typst; without the machine's own, the output is the same everywhere."""
    return _typst().Fonts(include_system_fonts=False)


def _data(value: object) -> Any:
    """A view as dicts, lists and plain values; a phrase as its text and language, None when it has several."""
    if isinstance(value, Phrase):
        languages = {span.lang for span in value.spans}
        return {"text": str(value), "lang": languages.pop() if len(languages) == 1 else None}
    if is_dataclass(value):
        return {field.name: _data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_data(inside) for inside in value]
    return value


def _characters(value: object) -> Iterator[str]:
    """The characters in the texts of a view that typst's fonts may lack."""
    if isinstance(value, str):
        yield from (char for char in value if ord(char) >= _KNOWN_BELOW)
    elif isinstance(value, dict):
        for inside in value.values():
            yield from _characters(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _characters(inside)


def _without(value: Any, table: dict[int, str]) -> Any:
    """The view as data, with the characters in `table` replaced; a text that would become blank gets a placeholder."""
    if isinstance(value, str):
        return " ".join(value.translate(table).split()) or (_UNKNOWN if value.strip() else "")
    if isinstance(value, dict):
        return {key: _without(inside, table) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_without(inside, table) for inside in value]
    return value


def _instead(char: str) -> str:
    return _UNKNOWN if unicodedata.category(char)[0] in "LN" else ""


@cache
def _shows(char: str) -> bool:
    """Whether a font has the character: PDF/UA forbids missing glyphs, so that typst refuses a page with one."""
    typst = _typst()
    page = (
        b'#set document(title: [a])\n#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))\n#sys.inputs.at("data")'
    )
    try:
        typst.compile(page, font_paths=_fonts(), sys_inputs={"data": char}, pdf_standards=[_STANDARD])
    except typst.TypstError:
        return False
    return True
