"""The dialogue of `veiviser new`: asks questions in order, each until its answer is valid."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import Protocol

from veiviser.content.labels import VALUES
from veiviser.content.records import Content
from veiviser.content.schema import Field
from veiviser.editing.duplicates import Duplicate, duplicates_of
from veiviser.editing.new import Choice, choices, faults, fields, tidied
from veiviser.editing.questions import Answer, Form, Question, is_asked, lacking, made_with

Refuse = Callable[[str], str]
# How many choices a refusal lists, so that it fits on one line.
_FEW = 4


class Terminal(Protocol):
    """Asks questions and prints text."""

    def ask(self, question: str, hint: str, choices: Sequence[Choice], refuse: Refuse) -> str:
        """An answer of one line; `refuse` returns why an answer is not valid, or an empty string.

        Raises KeyboardInterrupt and EOFError when the user breaks off.
        """

    def say(self, text: str) -> None: ...


class LeftError(Exception):
    """The user chose not to go on."""


@dataclass(slots=True)
class Dialogue:
    """The answers so far; `shown` has the paths of similar records that the user has been warned of."""

    content: Content
    form: Form
    catalogue: NullTranslations
    terminal: Terminal
    today: dt.date
    answers: dict[str, Answer]
    shown: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Asks every question that has no answer yet. Raises LeftError, KeyboardInterrupt and EOFError."""
        for question in self.form.questions:
            if question.field not in self.answers and is_asked(self.form, question.field, self.answers):
                self.ask(question.field)
            if question.field in (*self.form.names, "phone", "email", "postcode", "need"):
                self.warn()
        for group in self.missing():
            for name in group:
                if not any(self.answers.get(each) for each in group):
                    self.ask(name, needed=name == group[-1])

    def missing(self) -> tuple[tuple[str, ...], ...]:
        required = [name for name, known in fields(self.form).items() if known.required]
        return lacking(self.form, required, self.answers)

    def ask(self, name: str, *, needed: bool = False) -> None:
        """Asks for one field, and replaces its earlier answer."""
        known = fields(self.form)[name]
        question = next((q for q in self.form.questions if q.field == name), Question(field=name, text=name))
        self.answers.pop(name, None)
        needed = needed or known.required or any(group[-1] == name for group in self.missing())
        first = self._one(question, known, needed=needed, earlier=[])
        if not first:
            return
        if not known.many:
            if first != known.default:
                self.answers[name] = first
            return
        several = [first]
        while more := self._one(question, known, needed=False, earlier=several):
            several.append(more)
        self.answers[name] = several

    def yes(self, question: str) -> bool:
        """Asks a question with yes or no."""
        both = [Choice("true", self.catalogue.gettext("yes")), Choice("false", self.catalogue.gettext("no"))]
        answer = self.terminal.ask(question, "", both, lambda text: self._refuse_choice(both, text))
        return resolved(both, answer) == "true"

    def warn(self) -> None:
        """Shows possible duplicates of the new record, each once. Raises LeftError when the user stops there."""
        found = [each for each in duplicates_of(self.content, self.form, self.answers) if each.path not in self.shown]
        if found:
            self.shown |= {each.path for each in found}
            self.terminal.say("\n" + self.catalogue.gettext("There is something like it already:"))
            for each in found:
                self.terminal.say(said_duplicate(each, self.catalogue))
            if not self.yes(self.catalogue.gettext("Is yours another one, and shall we go on?")):
                raise LeftError

    def _one(self, question: Question, known: Field, *, needed: bool, earlier: list[str]) -> str:
        gettext = self.catalogue.gettext
        offers = [self._labelled(choice) for choice in choices(self.content, known)]
        offers = [choice for choice in offers if choice.value not in earlier]
        free = not offers
        offers += [self._labelled(Choice(word, "")) for word in question.words]
        text, hint = gettext(question.text), gettext(question.hint) if question.hint else ""
        offered = self.today.isoformat() if question.offered == "today" else question.offered
        if command := made_with(known.refers_to):
            absent = gettext("Not there yet? Ctrl-C, and “veiviser new {kind}” first").format(kind=command)
            hint = " · ".join(filter(None, (hint, absent)))
        if earlier:
            text, hint, offered = gettext("Any more?"), gettext("Enter when all are there"), ""
        elif offered:
            label = resolved(offers, offered) and next(choice.label for choice in offers if choice.value == offered)
            hint = " · ".join(filter(None, (hint, gettext("Enter for “{offered}”").format(offered=label or offered))))
        elif not needed:
            hint = hint if "Enter" in hint else " · ".join(filter(None, (hint, gettext("Enter to leave it out"))))

        def refuse(text: str) -> str:
            if not text.strip():
                return gettext("This one is needed.") if needed and not offered else ""
            if not free and (why := self._refuse_choice(offers, text)):
                return why
            value = self._value(known, offers, text)
            wrong = faults(self.content, self.form, known, [value] if known.many else value)
            return wrong[0].sentence(gettext) if wrong else ""

        answer = self.terminal.ask(text, hint, offers, refuse).strip() or offered
        return self._value(known, offers, answer) if answer else ""

    def _value(self, known: Field, offers: Sequence[Choice], text: str) -> str:
        return resolved(offers, text) or tidied(known, text)

    def _labelled(self, choice: Choice) -> Choice:
        label = VALUES.get(choice.value) if not choice.label else None
        return Choice(choice.value, self.catalogue.gettext(label)) if label else choice

    def _refuse_choice(self, offers: Sequence[Choice], text: str) -> str:
        if resolved(offers, text):
            return ""
        if not text.strip():
            return self.catalogue.gettext("This one is needed.")
        hits = matching(offers, text)
        names = ", ".join(hit.label or hit.value for hit in (hits or offers)[:_FEW])
        names += " …" if len(hits or offers) > _FEW else ""
        if hits:
            return self.catalogue.gettext("“{text}” fits several: {names}").format(text=text, names=names)
        return self.catalogue.gettext("“{text}” is none of these: {names}").format(text=text, names=names)


def resolved(offers: Sequence[Choice], text: str) -> str:
    """The value that an answer stands for: a value, a label, or words that only one choice has; empty for none."""
    typed = text.strip().casefold()
    for choice in offers:
        if typed in (choice.value.casefold(), choice.label.casefold()):
            return choice.value
    hits = matching(offers, text)
    return hits[0].value if len(hits) == 1 else ""


def matching(offers: Sequence[Choice], text: str) -> list[Choice]:
    """The choices that have all words of a text, first those whose label begins with its first word."""
    typed = text.casefold().split()
    if not typed:
        return list(offers)
    hits = [choice for choice in offers if all(word in f"{choice.label} {choice.value}".casefold() for word in typed)]
    return sorted(hits, key=lambda choice: not f"{choice.label}".casefold().startswith(typed[0]))


def said_duplicate(found: Duplicate, catalogue: NullTranslations) -> str:
    return f"  • {found.name} ({catalogue.gettext(found.reason)}): {found.path}"
