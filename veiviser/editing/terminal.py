"""Asks questions on a terminal: a prompt with completion below it, or plain lines where that is not possible."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.styles import Style
from prompt_toolkit.validation import ValidationError, Validator

from veiviser.editing.dialogue import Refuse, Terminal, matching, resolved
from veiviser.editing.new import Choice

_LINES_OF_CHOICES = 9
_MOST_NAMED = 30


def terminal() -> Terminal:
    """A plain one when TERM is `dumb` or not set, or the output is not a terminal; else one with completion."""
    plain = os.environ.get("TERM", "dumb") == "dumb" or sys.stdout is None or not sys.stdout.isatty()
    return _Plain() if plain else _Screen()


class _Plain:
    def say(self, text: str) -> None:
        click.echo(text)

    def ask(self, question: str, hint: str, choices: Sequence[Choice], refuse: Refuse) -> str:
        click.echo("\n" + question + (f" ({hint})" if hint else ""))
        for choice in choices[:_MOST_NAMED]:
            click.echo(f"  {choice.value}" + (f"  {choice.label}" if choice.label else ""))
        if len(choices) > _MOST_NAMED:
            click.echo("  …")
        while True:
            answer = input("> ")
            why = refuse(answer)
            if not why:
                return answer
            click.echo(why)


class _Screen:
    def __init__(self) -> None:
        plain = bool(os.environ.get("NO_COLOR"))
        self.style = Style.from_dict(
            {
                "question": "bold",
                "hint": "" if plain else "ansibrightblack",
                "validation-toolbar": _refusal(plain=plain),
                "bottom-toolbar": f"noreverse {_refusal(plain=plain)}",
            }
        )

    def say(self, text: str) -> None:
        click.echo("\n".join(map(wrapped, text.splitlines())))

    def ask(self, question: str, hint: str, choices: Sequence[Choice], refuse: Refuse) -> str:
        session: PromptSession[str] = PromptSession()
        below = "\n" + wrapped(hint) if hint else ""
        parts = [("class:question", "\n" + wrapped(question)), ("class:hint", below), ("", "\n› ")]
        session.default_buffer.on_text_changed += lambda _: _say_below(session, ())
        return session.prompt(
            FormattedText(parts),
            completer=_Choices(choices) if choices else None,
            complete_while_typing=True,
            complete_style=CompleteStyle.COLUMN,
            reserve_space_for_menu=_LINES_OF_CHOICES if choices else 0,
            validator=_Fits(refuse, session),
            validate_while_typing=False,
            key_bindings=_keys(choices),
            style=self.style,
            pre_run=session.default_buffer.start_completion if choices else None,
        )


class _Choices(Completer):
    """Completes with the choices that match the words typed so far; with all of them at first."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = choices
        self.labels = Counter(choice.label for choice in choices)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        for choice in matching(self.choices, document.text):
            said = choice.label if self.labels[choice.label] == 1 else choice.value
            display, meta = choice.label or choice.value, choice.value if choice.label else ""
            yield Completion(said, start_position=-len(document.text), display=display, display_meta=meta)


class _Fits(Validator):
    """Shows in full why an answer is refused: prompt_toolkit cuts its line at the width of the screen, so the rest goes
    on lines below it.
    """

    def __init__(self, refuse: Refuse, session: PromptSession[str]) -> None:
        self.refuse = refuse
        self.session = session

    def validate(self, document: Document) -> None:
        if why := self.refuse(document.text):
            first, *rest = wrapped(why).splitlines()
            _say_below(self.session, rest)
            raise ValidationError(cursor_position=len(document.text), message=first)


def _say_below(session: PromptSession[str], lines: Sequence[str]) -> None:
    session.bottom_toolbar = "\n".join(lines) or None


def _refusal(*, plain: bool) -> str:
    return "reverse" if plain else "bg:ansired ansiwhite"


def wrapped(text: str) -> str:
    """Wrapped between words to the width of the screen, where prompt_toolkit would cut a line."""
    return click.wrap_text(text, shutil.get_terminal_size().columns - 1)


def _keys(choices: Sequence[Choice]) -> KeyBindings:
    """Key bindings: Enter answers, and replaces a few letters by the choice that they stand for."""
    keys = KeyBindings()

    @keys.add("enter")
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        buffer.complete_state = None
        chosen = resolved(choices, buffer.text)
        if chosen:
            buffer.text = next(choice.label or choice.value for choice in choices if choice.value == chosen)
            if resolved(choices, buffer.text) != chosen:  # others have the same name
                buffer.text = chosen
        buffer.validate_and_handle()

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        """Replaces a refused answer, which is still in the line; line breaks become blanks."""
        buffer = event.current_buffer
        if buffer.validation_error is not None:
            buffer.reset()
        buffer.insert_text(" ".join(event.data.split("\n")).replace("\r", ""))

    return keys
