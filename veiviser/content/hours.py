"""Opening hours as people write them: “man.–fre. kl. 9–15.30”, “stengt lørdag”, past midnight, around the clock."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from veiviser.content.names_of_days import weekdays
from veiviser.content.parse import WEEKDAYS

# Start and end in minutes after midnight; None is closed all day.
_Span: TypeAlias = tuple[int, int] | None

_LONGEST = 200
_EVERY_DAY = tuple(range(7))
# The latest end of hours that go past midnight, in minutes.
_MORNING = 6 * 60
# Words for groups of days, in the languages that people here write.
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
_HOURS = re.compile(rf"(?P<closed>{_CLOSED.pattern})|(?P<always>{_DAY_AND_NIGHT.pattern})|(?P<span>{_SPAN.pattern})")
_FILLERS = re.compile(r"\b(?:åpent|åpen|ope|open|opent|kl|klokka|klokken|og|and|på)\b|[.,:;&()]")
_RANGE = re.compile(r"([^\W\d_]+)\.?\s*(?:-|til|to)\s*([^\W\d_]+)\.?")


def lines(text: str) -> tuple[str, ...]:
    """The lines of the contract for these hours, as many as they take; none when the text is not clear."""
    if len(text) > _LONGEST:
        return ()
    plain = re.sub("[\u2010-\u2015]", "-", unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub(r"\bon (?=[a-z]+day)", "", plain)  # in Norwegian, “on” is Wednesday
    found = _groups(*_parts(plain))
    named = [day for days, _ in found for day in days]
    if not all(days for days, _ in found) or len(set(named)) < len(named):
        return ()
    return tuple(line for days, spans in found for span in spans for line in _written(days, span))


def _parts(text: str) -> tuple[list[str], list[_Span]]:
    """The words before, between and after the hours in a text, and the hours; both empty where some cannot be read."""
    words, spans, at = list[str](), list[_Span](), 0
    for found in _HOURS.finditer(text):
        span = None if found["closed"] else (0, 24 * 60) if found["always"] else _minutes(*found.groups("00")[-4:])
        if span is None and not found["closed"]:
            return [], []
        words.append(text[at : found.start()])
        spans.append(span)
        at = found.end()
    words.append(text[at:])
    return ([], []) if re.search("[0-9]", " ".join(words)) else (words, spans)


def _groups(words: list[str], spans: list[_Span]) -> list[tuple[tuple[int, ...], list[_Span]]]:
    """Days with their hours: in “man 9-12, ons 13-15” each day has its own. Days come before or after all hours."""
    has_words = [bool(_FILLERS.sub(" ", text).strip(" -")) for text in words]
    if not any(has_words):
        return [(_EVERY_DAY, spans)] if spans == [(0, 24 * 60)] else []
    if not has_words[0]:
        return [(days, own[::-1]) for days, own in _groups(words[::-1], spans[::-1])[::-1]] if has_words[-1] else []
    if has_words[-1]:
        return []
    found: list[tuple[tuple[int, ...], list[_Span]]] = []
    for text, names_days, span in zip(words, has_words, spans, strict=False):
        if names_days:
            found.append((_days(text), []))
        found[-1][1].append(span)
    return found


def _minutes(hour: str, minute: str, to_hour: str, to_minute: str) -> tuple[int, int] | None:
    begin, end = int(hour) * 60 + int(minute), int(to_hour) * 60 + int(to_minute)
    sound = int(minute) < 60 and int(to_minute) < 60 and begin < 24 * 60 and end <= 24 * 60
    sound = sound and (begin < end or end <= _MORNING)  # otherwise, start and end were rather swapped
    return (begin, end or 24 * 60) if sound else None


def _days(text: str) -> tuple[int, ...]:
    """The weekdays in a text, in order; none when it holds any other word."""
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


def _written(days: Sequence[int], span: _Span) -> Iterator[str]:
    """One line for each run of days; hours after midnight belong to the following days."""
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
