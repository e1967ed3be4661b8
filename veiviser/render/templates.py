"""The Jinja environments: reading templates, the functions that they can call, and errors in them."""

import datetime as dt
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from veiviser.content import phones, sources
from veiviser.content.folders import folders
from veiviser.problems.message_words import _
from veiviser.problems.problem import ExplainedError
from veiviser.render.qr import qr
from veiviser.web.dates import day_of_month, hours, iso, month, roughly, short_date, span, weekday_date
from veiviser.web.json_ld import graph
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import Phrase, quoted

_UNFIT = _("The template {path} cannot be used, line {line}: {reason}. What is published is unchanged.")


class Templates(FileSystemLoader):
    """The templates of a region, then those of the program; each is read once and then kept."""

    def __init__(self, root: Path) -> None:
        super().__init__([str(folder) for folder in folders(root)], encoding="utf-8-sig")
        self._read: dict[str, tuple[str, str]] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template and its file; it always counts as up to date."""
        if template not in self._read:
            text, file, _is_newest = super().get_source(environment, template)
            self._read[template] = text, file
        return *self._read[template], lambda: True

    def read_all(self) -> None:
        """Reads all templates that can be read, so that later changes on the disk have no effect."""
        environment = Environment(loader=self, autoescape=True)
        for name in self.list_templates():
            if name.endswith((".html", ".xml")):
                with suppress(OSError, UnicodeDecodeError, TemplateNotFound):  # reported when it is used
                    self.get_source(environment, name)


def loader(root: Path) -> Templates:
    """The templates of a root. Raises OSError for a folder of the region's own that may not be read, since its
    templates would be ignored.
    """
    own = root / "templates"
    if own.is_dir():
        for _folder in os.walk(own, onerror=_refuse):
            pass
    return Templates(root)


def _refuse(error: OSError) -> None:
    raise error


def overrides(root: Path) -> Iterator[tuple[str, bool]]:
    """Yields the region's own templates and assets, relative to the root, and whether each overrides the program's."""
    own, default = folders(root)
    names = (path.relative_to(own) for path in sorted(own.rglob("*")) if path.is_file() and path.name[0] != ".")
    for name in names:
        yield (Path("templates") / name).as_posix(), (default / name).is_file()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLocation:
    """The place of an error in a template: `path` is relative to the root when it is the region's `own`.

    `reason` is jinja2's message (in English) for a template error; for any other exception its type only, since its
    message may hold content.
    """

    path: str
    line: int
    own: bool
    reason: str


class OwnTemplateError(ExplainedError):
    """A template of the region's own cannot be used; `place` says where and why. Can be pickled."""

    def __init__(self, place: TemplateLocation) -> None:
        super().__init__(_UNFIT, path=place.path, line=str(place.line), reason=place.reason)
        self.place = place

    def __reduce__(self) -> tuple[type["OwnTemplateError"], tuple[TemplateLocation]]:
        return OwnTemplateError, (self.place,)


def fault_in_template(error: BaseException, root: Path) -> TemplateLocation | None:
    """The innermost template in an exception's traceback, None when it has none."""
    places = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    reason = (error.message or "") if isinstance(error, TemplateError) else type(error).__name__
    for file, line in reversed(places):
        for folder, own in zip(folders(root), (True, False), strict=True):
            if Path(file).is_relative_to(folder) and file.endswith((".html", ".xml")):
                path = (Path("templates") / Path(file).relative_to(folder)).as_posix()
                return TemplateLocation(path=path, line=line, own=own, reason=reason.rstrip("."))
    return None


@contextmanager
def own_faults(root: Path) -> Iterator[None]:
    """Raises OwnTemplateError for an error in the block, if it is in a template of the region's own."""
    try:
        yield
    except Exception as error:
        place = fault_in_template(error, root)
        if place and place.own:
            raise OwnTemplateError(place) from error
        raise


class _Compiled(BytecodeCache):
    """Compiled templates, shared by all languages and all builds of a process."""

    def __init__(self) -> None:
        self._by_key: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._by_key.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._by_key[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()


def strict(templates: BaseLoader, **more: Any) -> Environment:
    """An environment in which an unknown name is an error and everything is escaped; `more` are arguments of
    Environment.
    """
    return Environment(
        loader=templates,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
        **more,
    )


def environment(templates: BaseLoader, language: str) -> Environment:
    """The environment for the pages of one language."""
    made = strict(templates, extensions=["jinja2.ext.i18n"])
    localizer = Localizer(language)
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        partial(_phrase, localizer._), partial(_phrase, localizer.many), newstyle=False
    )
    made.filters.update(
        day=lambda day: short_date(day, language),
        weekday=lambda day: weekday_date(day, language),
        month=lambda day: month(day, language),
        roughly=lambda date: roughly(date, language),
        day_of_month=lambda day: day_of_month(day, language),
        hours=lambda occurrence: hours(occurrence, language),
        span=lambda occurrence: span(occurrence, language),
        iso=lambda moment: str(moment) if isinstance(moment, dt.date) else iso(moment),
        phone=localizer.number,
        tel=tel,
        qr=lambda address: Markup(qr(address)),
        query=quoted,
        cited=sources.read,
        linked=lambda things: htmlsafe_json_dumps(graph(things), ensure_ascii=False, separators=(",", ":")),
    )
    return made


def _phrase(words: Callable[..., Phrase], *message: Any, **values: object) -> Phrase | Markup:
    """A translated message of a template; the `values` for its `%(name)s` may be HTML made by a macro."""
    phrase = words(*message)
    return Markup(phrase) % values if values else phrase


def tel(number: str) -> str:
    """The `tel:` URL of a number: short numbers as they are, others with the country code."""
    return f"tel:{phones.known(number).dialled}"
