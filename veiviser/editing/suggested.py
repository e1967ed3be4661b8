"""Turns the suggestion of a problem into edits of its file; none when a person must decide."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from veiviser.content import days, nodes, schema
from veiviser.content.canonical import in_quotes
from veiviser.content.models import kind_of, model_of
from veiviser.content.nodes import front_matter
from veiviser.content.source import Source
from veiviser.content.spans import Span, offset
from veiviser.problems.problem import Problem

# What a suggestion replaces. “value”: the value at the problem's place, or the part of it that the problem names.
# “written”: the text there that the problem has in its `value`. “key”: the key there. “name”: the name of the file.
# “field” adds the value of a missing field, “line” adds lines. “advice” is never applied: more than one thing can be
# wrong, or the text belongs elsewhere.
What: TypeAlias = Literal["value", "written", "key", "name", "field", "line", "advice"]
# All other codes suggest a value.
SUGGESTS: Mapping[str, What] = {
    "already-over": "advice",
    "bad-id": "name",
    "clock-change": "advice",
    "contradictory-dates": "advice",
    "contradictory-fields": "advice",
    "control-character": "written",
    "damaged-text": "written",
    "endless-daily": "advice",
    "far-off": "advice",
    "front-matter": "written",
    "lasts-long": "advice",
    "lost-address": "line",
    "misspelt-email": "advice",
    "missing-field": "field",
    "moved-onto-another": "advice",
    "misspelt-host": "advice",
    "no-dates": "advice",
    "no-such-date": "advice",
    "orphan-translation": "name",
    "outside-norway": "advice",
    "overlapping-dates": "advice",
    "plain-language": "advice",
    "repeats-once": "advice",
    "start-off-rule": "advice",
    "too-much": "advice",
    "unfit-day": "advice",
    "unknown-key": "key",
    "unlikely-number": "advice",
    "value-cut": "written",
    "windows-name": "name",
    "wrong-file-language": "name",
    "wrong-file-name": "name",
    "yaml-feature": "written",
    "yaml-syntax": "written",
}

# Codes of values that must be one address or number and nothing else.
_ALONE = frozenset({"bad-email", "bad-phone", "bad-url"})
# Words around an address or number that only say what it is, so that they can be dropped.
_ONLY_WHAT_IT_IS = frozenset({
    "tlf", "telefon", "telefonnummer", "tel", "tfn", "mob", "mobil", "mobilnummer", "mobiltelefon", "nummer",
    "nummeret", "nr", "phone", "telephone", "mobile", "number", "call", "ring", "ringe", "sms", "epost", "post",
    "mail", "mailadresse", "email", "adresse", "address", "nettside", "nettsiden", "nettadresse", "url", "lenke",
    "link", "web", "www", "http", "https", "mailto", "se", "sjå", "på", "til", "oss", "at", "krøllalfa", "alfakrøll",
    "snabel", "dot", "punktum", "prikk", "sentralbord", "sentralbordet", "switchboard", "internnummer", "internnr",
    "intern", "int", "linje", "lokal", "lokalnummer", "ext", "extension",
})  # fmt: skip
# An address as mail programs copy it: `Name <address>`.
_NAMED = re.compile(r"[^<>@]*<[^<>\s]+>\s*")
_FILE = re.compile(r"\.[a-z0-9]{2,4}$", re.IGNORECASE)

# Codes that may suggest several items, separated by commas, for one item of a list.
_SEVERAL = frozenset({"bad-language", "bad-opening-hours", "bad-postcode", "bad-repeat-day"})


def suggests(code: str) -> What:
    return SUGGESTS.get(code, "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Replaces the text between two offsets of a file by `text`; `before` is the replaced text as shown to the user.

    `of` is the number of the list that the edited value is an item of, if any.
    """

    problem: Problem
    start: int
    end: int
    text: str
    before: str
    of: int | None = None

    @property
    def line(self) -> int:
        return self.problem.mark.line

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """Equal for the same change of the same text, even when its line has moved."""
        return self.problem.mark.path, self.code, self.before, self.text


SpansByPlace: TypeAlias = Mapping[tuple[int, int], Span]


def edits(problem: Problem, source: Source, places: SpansByPlace) -> tuple[Edit, ...]:
    """The edits for a suggestion, to be applied together; `places` are the keys and values of the file."""
    kind, suggestion = suggests(problem.code), problem.suggestion
    if problem.code == "bad-id" and (problem.mark.line, problem.mark.column) != (1, 1):
        kind = "value"  # an id in a field, not the name of a file
    if not suggestion or kind in ("advice", "name") or _is_a_guess(problem):
        return ()
    if kind in ("value", "line") and (lines := _lines(suggestion)):
        return _several(problem, source, places, lines)
    one = _one(problem, source, places, kind, suggestion)
    return (one,) if one else ()


def _one(problem: Problem, source: Source, places: SpansByPlace, kind: What, suggestion: str) -> Edit | None:
    at = offset(source, problem.mark.line, problem.mark.column)
    span = places.get((problem.mark.line, problem.mark.column))
    if problem.instead_of:
        return _in_text(problem, source, at, problem.instead_of)
    if kind == "written" or (kind == "field" and "value" in problem.values):
        return _in_text(problem, source, at, problem.values.get("value", ""))
    if kind == "field":
        return _new_line(problem, source, places, span, problem.values.get("field", ""), suggestion)
    if span is None:
        return next(filter(None, (_in_text(problem, source, at, words) for words in _named(problem))), None)
    if span.role != ("key" if kind == "key" else "value"):
        return None
    written = _key(suggestion) if kind == "key" else _value(suggestion, span, source)
    return _replaced(problem, source, places, span, written)


def _is_a_guess(problem: Problem) -> bool:
    """True when a person has to decide, although only one value is suggested.

    A day that its month does not have may be the last of that month, or the first of the next. Of two times of day one
    would be lost. Words around a number or an address may have to stand elsewhere. A blank in an address may be one, or
    the end of it.
    """
    written, suggestion = problem.values.get("value", ""), problem.suggestion or ""
    if problem.code == "bad-date":
        found = days.written(written)
        if found and found.until and f"{found.until:%H:%M}" not in suggestion:
            return True
        day = found.on() if found else None
        return bool(found and day and day.day != found.day)
    if problem.code == "bad-url" and "%20" in suggestion and "%20" not in written:
        return "/" not in suggestion.rpartition("%20")[2] and not _FILE.search(suggestion)
    return problem.code in _ALONE and _says_more(written, suggestion)


def _says_more(written: str, suggestion: str) -> bool:
    """True when words around an address or number say more than what it is, so that they must not be lost."""
    if _NAMED.fullmatch(written):
        return False
    words = set(re.findall(r"[^\W\d_]{2,}", written.lower())) - set(re.findall(r"[^\W\d_]{2,}", suggestion.lower()))
    return not words <= _ONLY_WHAT_IT_IS


def _replaced(problem: Problem, source: Source, places: SpansByPlace, span: Span, written: str | None) -> Edit | None:
    before = source.text[span.start : span.end]
    if items := _items(problem, source, span):
        return Edit(problem=problem, start=span.start, end=span.end, text=items, before=before.strip(), of=span.of)
    if written is None or (span.style == "-" and ("#" in before or not written.startswith("["))):
        return None
    twins = (each for each in places.values() if each is not span and each.of == span.of and each.text == written)
    if span.role == "value" and span.of is not None and any(twins):
        return _taken_out(problem, source, span, places)
    return Edit(problem=problem, start=span.start, end=span.end, text=written, before=before.strip(), of=span.of)


def _items(problem: Problem, source: Source, span: Span) -> str | None:
    """The text of several items that replace one, within brackets or on lines with dashes; None if not possible."""
    suggestion = problem.suggestion or ""
    line = source.text[source.text.rfind("\n", 0, span.start) + 1 : span.start]
    if problem.code not in _SEVERAL or span.of is None or ", " not in suggestion:
        return None
    if span.flow:
        return suggestion
    if line.strip() != "-":
        return None
    return f"\n{line}".join(suggestion.split(", "))


def _taken_out(problem: Problem, source: Source, span: Span, places: SpansByPlace) -> Edit | None:
    """Removes an item that would be in its list twice, with its comma or its line. None if not possible."""
    before = source.text[span.start : span.end]
    if span.flow:
        items = sorted((each for each in places.values() if each.of == span.of), key=lambda each: each.start)
        at = items.index(span)
        start, end = (span.start, items[at + 1].start) if at + 1 < len(items) else (items[at - 1].end, span.end)
        return Edit(problem=problem, start=start, end=end, text="", before=before)
    start = source.text.rfind("\n", 0, span.start) + 1
    end = source.text.find("\n", span.end) + 1
    if source.text[start : span.start].strip() != "-" or source.text[span.end : end].strip() or not end:
        return None
    return Edit(problem=problem, start=start, end=end, text="", before=before)


def _lines(suggestion: str) -> list[tuple[str, str]]:
    """The fields and values of a suggestion such as `repeat: weekly, repeat_every: 2`; empty for other suggestions."""
    parts = re.split(r"(?:^|, |\n)([a-z_]+): ", suggestion)
    pairs = list(zip(parts[1::2], parts[2::2], strict=True))
    return pairs if not parts[0] and all(name in schema.every_name() for name, _ in pairs) else []


def _several(problem: Problem, source: Source, places: SpansByPlace, lines: list[tuple[str, str]]) -> tuple[Edit, ...]:
    """Edits that set several fields of the record, adding those that are missing; empty unless all can be made."""
    span = places.get((problem.mark.line, problem.mark.column))
    ordered = sorted(places.values(), key=lambda each: each.start)
    found: list[Edit | None] = []
    for field, suggestion in lines:
        keys = [each for each in ordered if span and each.role == "key" and each.of in span.maps]
        key = next((each for each in reversed(keys) if each.text == field), None)
        if key is None:
            found.append(_new_line(problem, source, places, keys[0] if keys else None, field, suggestion))
            continue
        value = next((each for each in ordered if each.start >= key.end and each.role == "value"), None)
        if value is None or value.maps != key.maps:
            return ()
        found.append(_replaced(problem, source, places, value, _value(suggestion, value, source)))
    made = tuple(filter(None, found))
    return made if len(made) == len(lines) else ()


def _named(problem: Problem) -> list[str]:
    """The values of the message, longest first: a mark within a text is at the beginning of one of them."""
    return sorted(filter(None, problem.values.values()), key=len, reverse=True)


def _in_text(problem: Problem, source: Source, at: int, words: str) -> Edit | None:
    """Replaces a part of a value or of running text, without quoting. None when the text at the place is another."""
    if not words or not source.text.startswith(words, at) or problem.suggestion is None:
        return None
    return Edit(problem=problem, start=at, end=at + len(words), text=problem.suggestion, before=words)


def _key(suggestion: str) -> str | None:
    return suggestion if nodes.plain_text(suggestion) else None


def _value(suggestion: str, span: Span, source: Source) -> str | None:
    """The suggestion as YAML: plain when it reads back the same, else quoted. None when it has no place there."""
    if span.style in ("|", ">"):
        return _block(suggestion, source.text[span.start : span.end])
    name, colon, _rest = suggestion.partition(": ")
    if colon and name in schema.every_name():
        return None  # fields and values, of which not all could be placed
    read = nodes.alone(f"[{suggestion}]" if span.flow else f"- {suggestion}")
    as_it_is = (
        (isinstance(read, nodes.ScalarNode) and (read.text == suggestion or suggestion[0] in "\"'"))
        or (isinstance(read, nodes.SequenceNode | nodes.MappingNode) and suggestion[0] in "[{" and not span.flow)
    )  # fmt: skip
    blank = " " if span.start == span.end and source.text[span.start - 1 : span.start] not in ("", " ", "\n") else ""
    return blank + (suggestion if as_it_is else in_quotes(suggestion))


def _block(suggestion: str, held: str) -> str:
    """A block scalar (`|` or `>`) with another text; its header and indentation stay."""
    head, _, inside = held.partition("\n")
    first = inside.lstrip("\n")
    pad = first[: len(first) - len(first.lstrip(" "))] or "  "
    return "".join([f"{head}\n", *(f"{pad}{line}\n" if line else "\n" for line in suggestion.split("\n"))])


def _new_line(
    problem: Problem,
    source: Source,
    places: SpansByPlace,
    span: Span | None,
    field: str,
    suggestion: str,
) -> Edit | None:
    """Adds a missing field on a line, in the model's order; `span` is a key of that record. None if not possible."""
    found = kind_of(source.path)
    order = [*schema.by_name(model_of(source.path, found[1]))] if found else []
    if span is None or span.role != "key" or span.flow or field not in order:
        return None
    keys = [each for each in places.values() if each.role == "key" and each.of == span.of]
    later = [each for each in keys if each.text in order and order.index(each.text) > order.index(field)]
    if any(each.text == field for each in keys):
        return None
    at = min((each.start for each in later), default=_end(source) if found and found[1].shape != "list" else 0)
    begins = source.text.rfind("\n", 0, at) + 1
    pad = source.text[begins:at]
    if not at:
        return None
    written = _value(suggestion, Span(start=at, end=at + 1, role="value"), source)
    if pad.strip() or written is None:
        return None
    return Edit(problem=problem, start=begins, end=begins, text=f"{pad}{field}: {written}\n", before="")


def _end(source: Source) -> int:
    """The offset after the last field of a record that has a file of its own."""
    _, _, _, body_line = front_matter(source) or ("", 1, "", 1)
    return offset(source, body_line - 1, 1) if source.path.endswith(".md") else len(source.text.rstrip("\n")) + 1


def new_path(problem: Problem) -> str | None:
    """The path that a file should have instead; None when the suggestion is not for its name."""
    path, suggestion = PurePosixPath(problem.mark.path), problem.suggestion
    if problem.values.get("name", path.name) != path.name:
        return None  # the problem is the name of a folder
    if not suggestion or suggests(problem.code) != "name" or (problem.mark.line, problem.mark.column) != (1, 1):
        return None
    if "/" in suggestion:
        return suggestion if suggestion.startswith("content/") and ".." not in suggestion.split("/") else None
    if "." not in suggestion:  # an id: the file keeps its extension
        found = kind_of(problem.mark.path)
        if found is None or found[1].shape not in ("md", "yaml"):
            return None
        suggestion = f"{suggestion}.{found[1].shape}"
    return (path.parent / suggestion).as_posix()
