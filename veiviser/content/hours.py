"""Opening hours as people write them: “man.–fre. kl. 9–15.30”, “stengt lørdag”, over midnight, day and night."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from veiviser.content.names_of_days import weekdays
from veiviser.content.parse import WEEKDAYS

_LONGEST = 200
_EVERY_DAY = tuple(range(7))
# Until then a place that is open over midnight may be, in minutes.
_MORNING = 6 * 60
# Words for several days, in the languages that people here write.
_GROUPS = {
    _EVERY_DAY[:5]: (
        "hverdager", "hverdagene", "hverdag", "kvardagar", "kvardagane", "kvardag", "ukedager", "ukedagene",
        "vekedagar", "vekedagane", "virkedager", "arbeidsdager", "arbeidsdagar", "weekdays",
    ),
    _EVERY_DAY[5:]: ("helg", "helger", "helgene", "helgen", "helga", "helgar", "helgane", "weekend", "weekends"),
    _EVERY_DAY: (
        "alle dager", "alle dagar", "hver dag", "kvar dag", "daglig", "dagleg", "every day", "daily", "hele uka",
        "hele uken", "heile veka",
    ),
}  # fmt: skip
_CLOSED = re.compile(r"\b(?:stengt|stengd|lukket|closed)\b")
_DAY_AND_NIGHT = re.compile(r"\b(?:hele døgnet|heile døgnet|døgnåpent|døgnope|døgnopent|24 timer|24 timar|24/7|24t)\b")
_TO = r"\s*(?:-|til|to)\s*(?:kl\.?\s*)?"
_CLOCK = r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?"
_SPAN = re.compile(rf"(?:\b(?:kl\.?|klokka|klokken|fra|frå|from)\s*)*{_CLOCK}{_TO}{_CLOCK}(?![0-9])")
_FILLERS = re.compile(r"\b(?:åpent|åpen|ope|open|opent|kl|klokka|klokken|og|and|på)\b|[.,:;&()]")
_NEXT_WORD = re.compile(r"[\s,;.]*(?:(?:og|and)\s+)?([^\W\d_]+)")
_RANGE = re.compile(r"([^\W\d_]+)\.?\s*(?:-|til|to)\s*([^\W\d_]+)\.?")


def lines(text: str) -> tuple[str, ...]:
    """The lines that the contract has for these hours: more than one where it takes more; none when it is not clear."""
    if len(text) > _LONGEST:
        return ()
    plain = re.sub("[\u2010-\u2015]", "-", unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub(r"\bon (?=[a-z]+day)", "", plain)  # in Norwegian it is Wednesday
    found = [_lines(part) for part in _apart(plain)]
    return tuple(line for part in found for line in part) if all(found) else ()


def _apart(text: str) -> Iterator[str]:
    """A part for each row of days with the hours that stand behind it: “tirsdag 9-15, fredag 17-21” are two."""
    begin = 0
    for span in _SPAN.finditer(text):
        following = _NEXT_WORD.match(text, span.end())
        if following and following[1] in weekdays() and _days(_SPAN.sub(" ", text[begin : span.start()])):
            yield text[begin : span.end()]
            begin = following.start(1)
    yield text[begin:]


def _lines(text: str) -> tuple[str, ...]:
    rest, spans = _spans(text)
    always = _DAY_AND_NIGHT.search(text) and not _FILLERS.sub(" ", rest).strip(" -")
    days = _EVERY_DAY if always else _days(rest)
    return tuple(line for span in spans for line in _written(days, span)) if days else ()


def _spans(text: str) -> tuple[str, list[tuple[int, int] | None]]:
    """What is left of a text without its hours, and these in minutes of the day; None is closed all day."""
    if _CLOSED.search(text):
        rest = _CLOSED.sub(" ", text)
        return rest, [] if re.search("[0-9]", rest) else [None]
    if _DAY_AND_NIGHT.search(text):
        return _DAY_AND_NIGHT.sub(" ", text), [(0, 24 * 60)]
    found = [_minutes(*span.groups(default="00")) for span in _SPAN.finditer(text)]
    rest = _SPAN.sub(" ", text)
    known = [span for span in found if span]
    return rest, [] if len(known) < len(found) or re.search("[0-9]", rest) else [*known]


def _minutes(hour: str, minute: str, to_hour: str, to_minute: str) -> tuple[int, int] | None:
    begin, end = int(hour) * 60 + int(minute), int(to_hour) * 60 + int(to_minute)
    sound = int(minute) < 60 and int(to_minute) < 60 and begin < 24 * 60 and end <= 24 * 60
    sound = sound and (begin < end or end <= _MORNING)  # later in the day, the two have rather changed places
    return (begin, end or 24 * 60) if sound else None


def _days(text: str) -> tuple[int, ...]:
    """The weekdays that a text names and nothing else, in order; none when a word is no day."""
    for group, names in _GROUPS.items():
        for name in names:
            if re.search(rf"\b{name}\b", text):
                rest = _FILLERS.sub(" ", re.sub(rf"\b{name}\b", " ", text)).strip(" -")
                return group if not rest else ()
    found: set[int] = set()
    for span in _RANGE.finditer(text):
        first, last = (weekdays().get(name) for name in span.groups())
        if first is not None and last is not None:
            found.update((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))
    words = _FILLERS.sub(" ", _RANGE.sub(" ", text) if found else text).replace("/", " ").split()
    named = [weekdays().get(word.strip("-")) for word in words if word.strip("-")]
    if None in named:
        return ()
    return tuple(sorted(found | {day for day in named if day is not None}))


def _written(days: Sequence[int], span: tuple[int, int] | None) -> Iterator[str]:
    """One line for each run of days; what goes on after midnight is hours of the days that follow."""
    for run in _runs(days):
        if span is None:
            yield f"{_named(run)} closed"
        elif span[0] < span[1]:
            yield f"{_named(run)} {_clock(span[0])}-{_clock(span[1])}"
        else:
            yield f"{_named(run)} {_clock(span[0])}-24:00"
            yield f"{_named([(day + 1) % 7 for day in run])} 00:00-{_clock(span[1])}"


def _runs(days: Sequence[int]) -> Iterator[list[int]]:
    for _key, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        yield [day for _at, day in run]


def _named(run: Sequence[int]) -> str:
    first, last = WEEKDAYS[run[0]], WEEKDAYS[run[-1]]
    return first if len(run) == 1 else f"{first}-{last}"


def _clock(minutes: int) -> str:
    return "24:00" if minutes == 24 * 60 else f"{dt.time(minutes // 60, minutes % 60):%H:%M}"
