"""The age of a record's facts, by the dates that its sources give: an address or words, with a date."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

from babel.dates import get_month_names

from veiviser.content.parse import LooseDate
from veiviser.content.sources import read
from veiviser.language.languages import LANGUAGES

# A date within an address is when the page was made, and not part of what the editor wrote about it.
_ADDRESS = re.compile(r"\b[a-z]{2,8}://\S+", re.IGNORECASE)
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
_FIGURES = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\d-])")
# A year in a span, as of a plan (2021–2025), is what the source is about; 2010 Strømmen is a postcode.
_YEAR = re.compile(r"(?<![\d.,:/§–-])(?<!\d )(?<![–-] )(1[89]\d\d|2\d\d\d)(?![\d–/-]|[.,:]\d| [–-] ?\d| \d| [A-ZÆØÅ])")


def age_of(sources: Iterable[str], today: dt.date) -> LooseDate | None:
    """The newest date in some sources that is not after `today`; None when there is none."""
    found = (date for source in sources for date in _dates_of(source, today))
    return max(found, key=lambda date: (date.last, date.first), default=None)


def _dates_of(source: str, today: dt.date) -> Iterator[LooseDate]:
    """The date at the end of a source, after its last comma; without one, any dates in it."""
    citation = read(source)  # digits after a comma without a space are not part of the address
    text = _ADDRESS.sub(" ", f"{citation.before} {citation.after}").strip()
    own = list(_past(text.rpartition(",")[2], today))
    return iter(own or _past(text, today))


def _past(text: str, today: dt.date) -> Iterator[LooseDate]:
    return (date for date in _dates(text) if date.first <= today)


def _dates(text: str) -> Iterator[LooseDate]:
    """Every day, month and year in a text, in figures and in words of all languages of sites."""
    left = text
    for pattern, order in ((_ISO, (1, 2, 3)), (_FIGURES, (3, 2, 1))):
        for match in pattern.finditer(left):
            yield from _loose(match[order[0]], int(match[order[1]]), match[order[2]])
        left = pattern.sub(" ", left)
    for match in _in_words().finditer(left):
        day = match["before"] or match["after"]
        yield from _loose(match["year"], _months()[match["month"].casefold()], day)
    for match in _YEAR.finditer(_in_words().sub(" ", left)):
        yield LooseDate(dt.date(int(match[1]), 1, 1), dt.date(int(match[1]), 12, 31), match[1])


def _loose(year: str, month: int, day: str | None) -> Iterator[LooseDate]:
    """The day or month; nothing for a day that does not exist."""
    try:
        first = dt.date(int(year), month, int(day or 1))
    except ValueError:
        return
    if day:
        yield LooseDate(first, first, str(first))
    else:
        following = dt.date(first.year + month // 12, month % 12 + 1, 1)
        yield LooseDate(first, following - dt.timedelta(days=1), f"{first:%Y-%m}")


@cache
def _months() -> dict[str, int]:
    """The numbers of months by name, full and short."""
    return {
        name.rstrip(".").casefold(): number
        for language in LANGUAGES.values()
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, locale=language.locale).items()
    }


@cache
def _in_words() -> re.Pattern[str]:
    """Dates in words: 12. september 2017, september 2017, sept. 2017, September 12, 2017."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<!\d)(?P<before>\d{{1,2}})\.?\s)?\b(?P<month>{names})\.?\s(?:(?P<after>\d{{1,2}}),?\s)?(?P<year>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )
