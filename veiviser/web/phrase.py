"""Phrases: immutable texts that know the language and the date of each of their parts until they become HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from string import Formatter
from typing import TypeAlias
from urllib.parse import quote

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class PhraseSpan:
    """A part of a phrase.

    `lang` is the code of its language, or None for the language of the page. If the text is a date in words, `datetime`
    is its machine-readable value (`2026-12-02`, `2026-12`, `12-02`), else None.
    """

    text: str
    lang: str | None = None
    datetime: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sequence of spans, none of them empty.

    `str()` gives the text alone. In a template a phrase becomes HTML by itself: markupsafe calls `__html__`, which
    wraps words in another language in `<span lang>` and dates in `<time datetime>`. Where HTML allows no elements (an
    attribute, a title), a template asks for the text with `|string`.
    """

    spans: tuple[PhraseSpan, ...] = ()

    @classmethod
    def of(cls, text: str, lang: str | None = None, datetime: str | None = None) -> "Phrase":
        """A phrase of one span, or of none if the text is empty."""
        return cls((PhraseSpan(text, lang, datetime),)) if text else cls()

    def __str__(self) -> str:
        return self.spans[0].text if len(self.spans) == 1 else "".join(span.text for span in self.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __add__(self, other: "AnyText") -> "Phrase":
        return Phrase((*self.spans, *phrase(other).spans))

    def __radd__(self, before: str) -> "Phrase":
        return phrase(before) + self

    def __html__(self) -> str:
        if len(self.spans) == 1 and self.spans[0].lang is None and self.spans[0].datetime is None:
            return escape(self.spans[0].text)
        return "".join(_in_language(lang, spans) for lang, spans in groupby(self.spans, key=lambda span: span.lang))

    def format(self, **values: object) -> "Phrase":
        """The phrase with `{name}` filled in, as `str.format` does.

        A value that is a phrase keeps its dates and its own language. Text without a language takes the language of the
        text around it.
        """
        return Phrase(tuple(_merged(part for span in self.spans for part in _filled(span, values))))

    def in_language(self, lang: str) -> "Phrase":
        """The phrase with `lang` for all spans without a language."""
        return Phrase(tuple(PhraseSpan(span.text, span.lang or lang, span.datetime) for span in self.spans))

    def capitalised(self) -> "Phrase":
        """The phrase with a capital letter first."""
        first, *rest = self.spans or (PhraseSpan(""),)
        return Phrase((PhraseSpan(first.text[:1].upper() + first.text[1:], first.lang, first.datetime), *rest))


AnyText: TypeAlias = Phrase | str
EMPTY = Phrase()


def phrase(text: AnyText) -> Phrase:
    """Plain text as a phrase in the language of the page; a phrase is returned unchanged."""
    return text if isinstance(text, Phrase) else Phrase.of(text)


def join(separator: str, parts: Iterable[AnyText]) -> Phrase:
    """The parts joined by `separator`, which is in the language of the page."""
    between, spans = phrase(separator).spans, list[PhraseSpan]()
    for part in parts:
        if spans:
            spans += between
        spans += phrase(part).spans
    return Phrase(tuple(spans))


def _in_language(lang: str | None, spans: Iterable[PhraseSpan]) -> str:
    html = "".join(_dated(span) for span in spans)
    return f'<span lang="{escape(lang)}">{html}</span>' if lang else html


def _dated(span: PhraseSpan) -> str:
    words = escape(span.text)
    return Markup('<time datetime="{}">{}</time>').format(span.datetime, words) if span.datetime else words


def _filled(span: PhraseSpan, values: dict[str, object]) -> Iterator[PhraseSpan]:
    for literal, name, form, _conversion in Formatter().parse(span.text):
        yield PhraseSpan(literal, span.lang, span.datetime)
        if name is None:
            continue
        value = values[name]
        parts = value.spans if isinstance(value, Phrase) else (PhraseSpan(format(value, form or "")),)
        yield from (PhraseSpan(part.text, part.lang or span.lang, part.datetime or span.datetime) for part in parts)


def _merged(spans: Iterable[PhraseSpan]) -> Iterator[PhraseSpan]:
    """The spans with adjacent ones of the same language and date merged, and without empty ones."""
    for (lang, datetime), same in groupby(spans, key=lambda span: (span.lang, span.datetime)):
        if text := "".join(span.text for span in same):
            yield PhraseSpan(text, lang, datetime)


def quoted(text: AnyText) -> str:
    """The text as part of an address, percent-encoded (RFC 3986)."""
    return quote(str(text), safe="")
