"""The dialogue of `veiviser init`: questions in order, a way back, and a summary before anything is written."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

from veiviser.content.labels import VALUES
from veiviser.content.register import called
from veiviser.editing import init_answers
from veiviser.editing.dialogue import Terminal, resolved
from veiviser.editing.init import HOSTS, PUBLISHER_KINDS, NewMunicipality, Region, guess_kind
from veiviser.editing.init_answers import UnfitError
from veiviser.editing.new import Choice
from veiviser.editing.program import Program, running
from veiviser.language.languages import SITE_LANGUAGES
from veiviser.problems.message_words import _

BACK = "<"
Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A question: `text` and `hint` are message ids; `offered` gives the answer to Enter, None when one is required.

    `read` parses an answer or raises UnfitError; with `many` it also gets the earlier values.
    """

    field: str
    text: str
    hint: str = ""
    read: Callable[..., Any]
    choices: Mapping[str, str] | None = None
    offered: Callable[[Found], str | None] = lambda found: None
    many: bool = False


HOST_LABELS = {
    "github": "GitHub",
    "gitlab": "GitLab",
    "none": _("somewhere else, or not known yet"),
}


def steps(translate: Callable[[str], str]) -> tuple[Step, ...]:
    """All questions, in the order in which they are asked."""
    return (
        Step(field="name", text=_("What is the region called?"), read=init_answers.name),
        Step(
            field="languages",
            text=_("Which languages does the site have, the main one first ({codes})?"),
            read=init_answers.languages,
            offered=lambda found: SITE_LANGUAGES[0],
        ),
        Step(
            field="municipalities",
            text=_("Which municipality is part of it?"),
            hint=_("Its name; several with commas between them. One that is made up gets a number too: Fjordby 9901"),
            read=init_answers.municipalities,
            many=True,
        ),
        Step(field="publisher", text=_("Which organisation is responsible for the site?"), read=init_answers.name),
        Step(
            field="publisher_kind",
            text=_("What kind of organisation is it?"),
            read=init_answers.kind(translate),
            choices={kind: VALUES[kind] for kind in PUBLISHER_KINDS},
            offered=lambda found: guess_kind(found.get("publisher", "")),
        ),
        Step(
            field="host",
            text=_("Where will the files lie?"),
            read=init_answers.one_of(HOSTS),
            choices=HOST_LABELS,
            offered=lambda found: "none",
        ),
        Step(
            field="repository",
            text=_("What is the address of the project there?"),
            hint=_("As https://github.com/OWNER/PROJECT: then each page has a link to its file"),
            read=init_answers.repository,
            offered=lambda found: "",
        ),
        Step(
            field="base_url",
            text=_("Where will the site be published?"),
            hint=_("The whole address, beginning with https://"),
            read=init_answers.address_or_none_yet,
            offered=lambda found: init_answers.published_at(found.get("repository")) or "",
        ),
        Step(
            field="program",
            text=_("Where does the host get the program from?"),
            hint=_("The commit of its source, as git+https://HOST/OWNER/veiviser@ and the 40 characters of the commit"),
            read=_program,
            offered=lambda found: "",
        ),
    )


def _program(answer: str) -> Program:
    return init_answers.program(answer) if answer else running()


def region_of(found: Found, today: dt.date) -> Region:
    """The region of a complete set of valid answers."""
    return Region(
        name=found["name"],
        languages=found["languages"],
        municipalities=found["municipalities"],
        publisher=found["publisher"],
        publisher_kind=found["publisher_kind"],
        base_url=found["base_url"],
        host=next(host for host in HOSTS if host == found["host"]),
        repository=found.get("repository"),
        program=found["program"],
        begun_on=today,
    )


def misleading(municipalities: Sequence[NewMunicipality]) -> tuple[NewMunicipality, ...]:
    """Municipalities with the name of a real one, but not its number."""
    return tuple(
        each
        for each in municipalities
        if (known := called(each.name)) and each.number not in {other.number for other in known}
    )


@dataclass(slots=True)
class Beginning:
    """`found` starts with the answers given as options; only the others are asked, and can be changed at the end."""

    catalogue: NullTranslations
    terminal: Terminal
    found: dict[str, Any]

    def run(self) -> None:
        """Asks every question that has no answer yet. Raises KeyboardInterrupt and EOFError."""
        every = [step for step in steps(self.catalogue.gettext) if step.field not in self.found]
        at = 0
        while at < len(every):
            at += 1 if self._answered(every[at], has_earlier=at > 0) else -1
        while every and (number := self._summary(every)) is not None:
            self._answered(every[number], has_earlier=True)

    def _answered(self, step: Step, *, has_earlier: bool) -> bool:
        """Asks one question; False when the user goes back, which keeps the earlier answer."""
        answer = self._ask(step, has_earlier=has_earlier)
        if answer is None:
            return False
        self.found[step.field] = answer[0]
        return True

    def _ask(self, step: Step, *, has_earlier: bool) -> tuple[Any] | None:
        """The value of an answer in a tuple of one (the value may be None); None when the user goes back."""
        if not step.many:
            text = self._one(step, self._text(step), self._hint(step, first=not has_earlier), has_earlier=has_earlier)
            return None if text is None else (step.read(text),)
        several: list[Any] = []
        while True:
            question = self.catalogue.gettext("Any more?") if several else self._text(step)
            hint = (
                self.catalogue.gettext("Enter when all are there")
                if several
                else self._hint(step, first=not has_earlier)
            )
            text = self._one(step, question, hint, has_earlier=has_earlier, several=several)
            if text is None:
                return None
            if not text:
                return (tuple(several),)
            several += step.read(text, several)

    def _one(
        self, step: Step, question: str, hint: str, *, has_earlier: bool, several: Sequence[Any] = ()
    ) -> str | None:
        gettext = self.catalogue.gettext
        offers = [Choice(value, gettext(label)) for value, label in (step.choices or {}).items()]
        offered = "" if several else step.offered(self.found)

        def meant(text: str) -> str:
            return resolved(offers, text) or text.strip()

        def refuse(text: str) -> str:
            if text.strip() == BACK:
                return "" if has_earlier else gettext("This is the first question.")
            if not text.strip():
                return gettext("This one is needed.") if offered is None else ""
            try:
                step.read(meant(text), several) if step.many else step.read(meant(text))
            except UnfitError as unfit:
                return unfit.sentence(gettext)
            return ""

        answer = self.terminal.ask(question, hint, offers, refuse).strip()
        if answer == BACK:
            return None
        return meant(answer) if answer else offered or ""

    def _text(self, step: Step) -> str:
        return self.catalogue.gettext(step.text).format(codes=", ".join(SITE_LANGUAGES))

    def _hint(self, step: Step, *, first: bool) -> str:
        gettext = self.catalogue.gettext
        offered = step.offered(self.found)
        parts = [gettext(step.hint) if step.hint else ""]
        if offered:
            label = gettext(step.choices[offered]) if step.choices else offered
            parts.append(gettext("Enter for “{offered}”").format(offered=label))
        elif step.field == "program":
            known = running()
            parts.append(
                gettext("Enter for “{offered}”").format(offered=known.requirement)
                if known.source
                else gettext("Enter to lay a copy of the program beside the content")
            )
        elif offered == "":
            parts.append(gettext("Enter when you do not know yet"))
        if not first:
            parts.append(gettext("{sign} to go back").format(sign=BACK))
        return " · ".join(filter(None, parts))

    def _summary(self, every: Sequence[Step]) -> int | None:
        """Shows the answers; the index of the one to change, None when all are right."""
        gettext = self.catalogue.gettext
        self.terminal.say("\n" + gettext("These are your answers:"))
        for number, step in enumerate(every, start=1):
            self.terminal.say(f"  {number}. {self._text(step)} {self._answer_text(step)}")
        allowed = {str(number) for number in range(1, len(every) + 1)}

        def refuse(text: str) -> str:
            if text.strip() in ("", *allowed):
                return ""
            return gettext("“{value}” is none of the numbers above.").format(value=text)

        hint = gettext("Enter writes the files, a number changes the answer beside it, Ctrl-C breaks off")
        answer = self.terminal.ask(gettext("Is all of it right?"), hint, (), refuse).strip()
        return int(answer) - 1 if answer else None

    def _answer_text(self, step: Step) -> str:
        value, gettext = self.found[step.field], self.catalogue.gettext
        if step.choices:
            return gettext(step.choices[value])
        if isinstance(value, Program):
            return value.wheel[0] if value.wheel else value.requirement
        if step.field == "municipalities":
            return init_answers.with_counties(value)
        if value is None or value == init_answers.PLACEHOLDER:
            return gettext("not known yet")
        return ", ".join(value) if isinstance(value, tuple) else str(value)
