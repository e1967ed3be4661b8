"""The Jinja environment of a language: where templates lie and the few things they can call."""

import datetime as dt
from functools import cache
from pathlib import Path
from urllib.parse import quote

import phonenumbers
from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined
from phonenumbers import PhoneNumberFormat, shortnumberinfo

from veiviser.content.fields import COUNTRY
from veiviser.languages import catalogue
from veiviser.pages.dates import iso, month, short_date, span, weekday_date

_PACKAGE = Path(__file__).parent.parent


def default_templates() -> Path:
    """The templates that come with the program: in the package when installed, beside it in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def folders(root: Path) -> tuple[Path, ...]:
    """Where a template or asset is looked for: the region's own folder first."""
    return (root / "templates", default_templates())


def loader(root: Path) -> BaseLoader:
    return FileSystemLoader([str(folder) for folder in folders(root)])


def environment(templates: BaseLoader, language: str) -> Environment:
    """Strict: a name that a view does not have is an error, and everything is escaped."""
    made = Environment(
        loader=templates,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(
        day=lambda day: short_date(day, language),
        weekday=lambda day: weekday_date(day, language),
        month=lambda day: month(day, language),
        span=lambda occurrence: span(occurrence, language),
        iso=lambda moment: str(moment) if isinstance(moment, dt.date) else iso(moment),
        phone=phone,
        tel=tel,
        query=lambda text: quote(text, safe=""),
    )
    return made


@cache
def phone(number: str) -> str:
    """A phone number as Norwegians write it: 22 22 22 22, 800 30 300, 116 117; abroad with +."""
    parsed = phonenumbers.parse(number, COUNTRY)
    digits = str(parsed.national_number)
    if shortnumberinfo.is_valid_short_number_for_region(parsed, COUNTRY) and not phonenumbers.is_valid_number(parsed):
        return " ".join((digits[:3], digits[3:])).strip() if len(digits) == 6 else digits
    own = phonenumbers.region_code_for_number(parsed) == COUNTRY
    return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL if own else PhoneNumberFormat.INTERNATIONAL)


@cache
def tel(number: str) -> str:
    """The address that calls a number: short ones as they are, others with the country's code."""
    parsed = phonenumbers.parse(number, COUNTRY)
    if not phonenumbers.is_valid_number(parsed):
        return f"tel:{parsed.national_number}"
    return f"tel:{phonenumbers.format_number(parsed, PhoneNumberFormat.E164)}"
