"""Possible duplicates of a new record: a similar name, or the same phone number, mail address, address or survey."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, utils

from veiviser.content import phones
from veiviser.content.records import Content, Record
from veiviser.editing.questions import Answer, Answers, Form
from veiviser.problems.message_words import _

# From this score (of 100) on, two names are similar. “Turgruppe på Åsvik” and “Turgruppa på Åsvik” have 94,
# “Kafé i Fjordby” and “Kor i Fjordby” 74.
_LIKE = 85


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A possible duplicate; `reason` is a message id of the translations."""

    path: str
    name: str
    reason: str


def duplicates_of(content: Content, form: Form, answers: Answers) -> tuple[Duplicate, ...]:
    """The records of the kind that resemble the answers so far, in order of their paths."""
    found: list[Duplicate] = []
    for record in content.records[form.kind]:
        reason = next(_reasons(form, answers, record), None)
        if reason:
            name = next((text for field in form.names for text in _texts(record.raw.get(field))), record.id)
            found.append(Duplicate(path=record.source.path, name=name, reason=reason))
    return tuple(found)


def _reasons(form: Form, answers: Answers, record: Record[Any]) -> Iterator[str]:
    def same(field: str) -> bool:
        return bool(_key(field, answers.get(field)) & _key(field, record.raw.get(field)))

    # Many organisations have a desk of the same name, and desks share a switchboard.
    if form.kind != "contacts" or same("organisation"):
        if any(_like(answers.get(field), record.raw.get(field)) for field in form.names):
            yield _("a like name")
        if same("phone"):
            yield _("the same phone number")
    if same("email"):
        yield _("the same mail address")
    if form.kind == "places" and same("address") and (same("postcode") or same("municipality")):
        yield _("the same address")
    if form.kind == "surveys" and same("municipality") and same("need") and _same_audience(answers, record):
        yield _("the same question")


def _same_audience(answers: Answers, record: Record[Any]) -> bool:
    return _key("audience", answers.get("audience")) == _key("audience", record.raw.get("audience"))


def _like(one: Answer | None, other: object) -> bool:
    return any(
        fuzz.token_sort_ratio(text, known, processor=utils.default_process) >= _LIKE
        for text in _texts(one)
        for known in _texts(other)
    )


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for text in value.values() if isinstance(text, str)]
    return [value] if isinstance(value, str) else []


def _key(field: str, value: object) -> frozenset[str]:
    """Normalized texts of a value; two values are the same when they share one."""
    if field == "phone":
        return frozenset(number for text in _texts(value) if (number := _number(text)))
    return frozenset(" ".join(text.casefold().split()) for text in _texts(value) if text.strip())


def _number(text: str) -> str:
    found = phones.read(text)
    return found.machine if found else ""
