"""Plain language: words to avoid, according to the dictionary, since many do not understand them."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from veiviser.checks.bodies import WITH_BODIES
from veiviser.content import nodes
from veiviser.content.base_dictionary import words_to_avoid
from veiviser.content.read import written_in
from veiviser.content.records import Content, Record
from veiviser.content.source import position
from veiviser.language.languages import NORWEGIAN
from veiviser.problems.problem import Mark, Problem

_FIELDS = ("title", "summary")
# Code, addresses and tags, in which no words are looked for.
_NOT_WORDS = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ ]*$|\Z)"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|^ {0,3}\[[^\]\n]+\]:[ ]*\S+"
    r"|</?[A-Za-z][^<>]*>"
    r"|\b(?:https?://|mailto:|www\.)[^\s)>]+",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Avoided:
    """All words to avoid as one pattern, and the words to use instead, by word in lower case."""

    pattern: re.Pattern[str]
    preferred: Mapping[str, Mapping[str, str]]


def plain_language(content: Content, today: dt.date) -> Iterator[Problem]:
    """Words under `avoid` in the dictionary or its base, in Norwegian titles, summaries and running texts."""
    avoided = _avoided(content)
    languages = {
        (record.kind, record.id): written_in(record, content.languages)
        for kind in WITH_BODIES
        for record in content.records[kind]
    }
    for record in (*(r for kind in WITH_BODIES for r in content.records[kind]), *content.translations):
        language = record.language or languages[record.kind, record.id]
        if language in NORWEGIAN:
            yield from _in_fields(record, avoided, language)
            yield from _in_body(record, avoided, language)


def _avoided(content: Content) -> _Avoided:
    own = {word.id for word in content.dictionary}
    words = [(word.fields.avoid, word.fields.preferred) for word in content.dictionary]
    words += [(word.avoid, word.preferred) for word in words_to_avoid() if word.id not in own]
    preferred: dict[str, Mapping[str, str]] = {}
    for avoided, instead in words:
        for avoid in avoided:
            preferred.setdefault(_spaced(avoid), instead or {})
    # The longest first, so that a phrase is found before a word in it.
    choices = (re.escape(word).replace(r"\ ", r"\s+") for word in sorted(preferred, key=len, reverse=True))
    return _Avoided(re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)", re.IGNORECASE), preferred)


def _spaced(text: str) -> str:
    return " ".join(text.lower().split())


def _in_fields(record: Record[Any], avoided: _Avoided, language: str) -> Iterator[Problem]:
    for name in _FIELDS:
        value = getattr(record.fields, name)
        if value and avoided.pattern.search(value):
            start, end = _region(record, name)
            text = record.source.text
            for match in avoided.pattern.finditer(text, start, end):
                mark = position(record.source.path, text, match.start())
                yield _problem(mark, match, avoided, language)


def _in_body(record: Record[Any], avoided: _Avoided, language: str) -> Iterator[Problem]:
    if not avoided.pattern.search(record.body):
        return
    text = _NOT_WORDS.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), record.body)
    for match in avoided.pattern.finditer(text):
        mark = position(record.source.path, record.body, match.start(), line=record.body_line)
        yield _problem(mark, match, avoided, language)


def _problem(mark: Mark, match: re.Match[str], avoided: _Avoided, language: str) -> Problem:
    words = avoided.preferred[_spaced(match[0])]
    better = words.get(language) or next(iter(words.values()), None)
    return Problem(mark=mark, code="plain-language", values={"word": " ".join(match[0].split())}, suggestion=better)


def _region(record: Record[Any], name: str) -> tuple[int, int]:
    """The offsets in the file of a field's value and of what follows it."""
    text, tree = record.source.text, nodes.parse(record.source).value
    assert isinstance(tree, nodes.MappingNode)
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    value = tree.entries[name][1]
    start = lines[value.line - 1] + value.column - 1
    later = (lines[key.line - 1] + key.column - 1 for key, _ in tree.entries.values())
    return start, min((offset for offset in later if offset > start), default=text.index("\n---", start))
