"""The list and the poster of a municipality as PDF files that screen readers can read (PDF/UA-1), made by typst."""

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

from veiviser.colours import DEFAULT
from veiviser.folders import folders
from veiviser.pages.print import PaperView, PosterView
from veiviser.problems import ExplainedError
from veiviser.render.qr import qr
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite

_STANDARD = "ua-1"
# What is shown for a letter that no font of typst's own has. What is a symbol (emoji are) is left out.
_UNKNOWN = "□"
# Every character below this is in typst's own fonts: Latin with Sámi, Greek and Cyrillic.
_KNOWN_BELOW = 0x250


class PdfError(ExplainedError):
    """Why there is no PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished file, and the characters of the content that it cannot show, in order."""

    data: bytes
    unshown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a sheet of a site is made with. `base_url` ends in `/`; `today` is the day in the file's own metadata."""

    root: Path
    language: str
    base_url: str
    colour: str
    today: dt.date

    @classmethod
    def of(cls, site: LocalizedSite, root: Path) -> "Setting":
        """That of the sheets of a language of a site; the templates of `root` come before the program's."""
        directory = site.directory
        return cls(
            root=root,
            language=site.language,
            base_url=site.urls.base,
            colour=directory.site.theme_colour or DEFAULT,
            today=directory.today,
        )


def list_pdf(view: PaperView, setting: Setting) -> Pdf:
    """The list of a municipality. Raises PdfError when typst is not there or refuses."""
    addresses = [view.address, *(offer.address for group in view.groups for offer in group.offers)]
    numbers = [line.number for line in view.lines]
    ways = [way for group in view.groups for offer in group.offers for way in offer.reaches]
    numbers += [way.phone for way in (*ways, view.report) if way and way.phone]
    words = Localizer(setting.language)
    return _made("list.typ", view, setting, addresses, {number: str(words.number(number)) for number in numbers})


def poster_pdf(view: PosterView, setting: Setting) -> Pdf:
    """The poster of a municipality. Raises PdfError when typst is not there or refuses."""
    return _made("poster.typ", view, setting, [view.address], {})


def _made(
    name: str, view: PaperView | PosterView, setting: Setting, addresses: list[str], phones: dict[str, str]
) -> Pdf:
    """Texts travel as JSON, so that nothing in them is ever read as typst's markup or code."""
    typst = _typst()
    told = _without(_data(view), {})
    unshown = tuple(char for char in sorted(set(_characters(told))) if not _shows(char))
    data = {
        "view": _without(told, {ord(char): _instead(char) for char in unshown}),
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
    return (folder / "paper" for folder in folders(root))


def _template(name: str, root: Path) -> bytes:
    """A template below what all of them share; a region may have either of its own, and pictures beside them."""
    parts = ([folder / part for folder in _folders(root)] for part in ("common.typ", name))
    files = (next(path for path in paths if path.is_file()) for paths in parts)
    return b"\n".join(file.read_bytes().removeprefix(codecs.BOM_UTF8) for file in files)


def _typst() -> Any:
    """The library, which is an extra and heavy, so that it is loaded where a PDF is made and not before."""
    try:
        return import_module("typst")
    except ImportError as error:
        raise PdfError(
            'To make a PDF, Veiviser needs typst. Install it with: python -m pip install "typst>=0.14"'
        ) from error


@cache
def _fonts() -> Any:
    """Only the fonts that typst brings along, so that the machine's own make no difference."""
    return _typst().Fonts(include_system_fonts=False)


def _data(value: object) -> Any:
    """A view as maps, lists and plain values; a phrase as its text and the language of all of it, if it has one."""
    if isinstance(value, Phrase):
        languages = {span.lang for span in value.spans}
        return {"text": str(value), "lang": languages.pop() if len(languages) == 1 else None}
    if is_dataclass(value):
        return {field.name: _data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_data(inside) for inside in value]
    return value


def _characters(value: object) -> Iterator[str]:
    """Every character beyond the everyday ones in the texts of a view."""
    if isinstance(value, str):
        yield from (char for char in value if ord(char) >= _KNOWN_BELOW)
    elif isinstance(value, dict):
        for inside in value.values():
            yield from _characters(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _characters(inside)


def _without(value: Any, table: dict[int, str]) -> Any:
    """The view as data, with something else for what no font shows; a text of nothing else keeps a mark."""
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
    """Whether a font has the character: the standard forbids what none has, so that typst refuses the smallest page."""
    typst = _typst()
    page = (
        b'#set document(title: [a])\n#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))\n#sys.inputs.at("data")'
    )
    try:
        typst.compile(page, font_paths=_fonts(), sys_inputs={"data": char}, pdf_standards=[_STANDARD])
    except typst.TypstError:
        return False
    return True
