"""What click says of commands (help, wrong usage), in the language of the messages; in English it stays as it is.

A list of commands loads nothing else, so the words are read from the catalogue here, without what compiles it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import IO, Any

import click

from veiviser.problems.message_words import _

_CATALOGUES = Path(__file__).parents[1] / "translations"
# Those that messages can be in, the first without being asked for.
LANGUAGES = ("nb", "nn", "en")
_ONCE = " Once for each."
# Those of the values in sentences that may be words in capitals.
_NAMES = frozenset({"name", "param"})
_Translate = Callable[[str], str]


# The sentences of click, with what it fills in. A message with another within it is translated from the outside in.
_SENTENCES = (
    _("Aborted!"),
    _("Error: {message}"),
    _("Try '{command} {option}' for help."),
    _("Invalid value for {param}: {message}"),
    _("Invalid value: {message}"),
    _("Missing command."),
    _("Missing argument {name}."),
    _("Missing argument {name}. Choose from: {choices}"),
    _("Missing option {name}."),
    _("Missing option {name}. Choose from: {choices}"),
    _("No such option {name}."),
    _("No such option {name}. Did you mean {meant}?"),
    _("No such option {name}. (Did you mean one of: {meant}?)"),
    _("No such command {name}."),
    _("No such command {name}. Did you mean {meant}?"),
    _("No such command {name}. (Did you mean one of: {meant}?)"),
    _("Got unexpected extra argument ({args})"),
    _("Got unexpected extra arguments ({args})"),
    _("Option {name} requires an argument."),
    _("Option {name} requires {nargs} arguments."),
    _("Option {name} does not take a value."),
    _("Argument {name} takes {nargs} values."),
    _("{value} is not one of {choices}."),
    _("{value} is not one of {choices}. Did you mean {meant}?"),
    _("{value} is not {choice}."),
    _("{value} is not a valid integer."),
    _("{value} is not a valid integer range."),
    _("{value} is not a valid float."),
    _("{value} is not a valid boolean."),
    _("{value} is not in the range {range}."),
    _("File {name} does not exist."),
    _("Directory {name} does not exist."),
    _("Path {name} does not exist."),
    _("File {name} is a directory."),
    _("Path {name} is a directory."),
    _("Directory {name} is a file."),
    _("Path {name} is a file."),
    _("File {name} is not readable."),
    _("Directory {name} is not readable."),
    _("Path {name} is not readable."),
    _("File {name} is not writable."),
    _("Path {name} is not writable."),
    # Ours, said where the language is not known yet
    _("“{value}” is not a date written as YYYY-MM-DD."),
    _("“{value}” is not a date written as YYYY-MM-DD. Did you mean {meant}?"),
    _("must be https:// or http://, a host, and perhaps a path"),
    _("--verbose and --quiet exclude each other."),
)
# Headings, and what stands in capitals for something that people put in.
_WORDS = (
    _("Usage:"), _("Options"), _("Commands"), _("Positional arguments"), _("Show this message and exit."),
    _("Show the version and exit."), _("Once for each."), _("required"), _("default: {value}"),
    _("OPTIONS"), _("COMMAND"), _("ARGS"), _("TEXT"), _("DIRECTORY"), _("PATH"), _("PATHS"), _("FILE"), _("INTEGER"),
    _("CODE"), _("CODES"), _("NAME"), _("NUMBER"), _("DIR"), _("WHO"), _("KIND"), _("OLD"), _("NEW"), _("YYYY-MM-DD"),
)  # fmt: skip
_CAPITALS = re.compile(r"(?<![\w<-])[A-Z]{2,}(?:-[A-Z]{2,})*(?![\w-])")
_EXTRA = re.compile(r"(?s)(.*?)(?:^|  )\[([^\]]*)\]")


def language_of(arguments: Sequence[str]) -> str:
    """What --lang asks for, whatever else is wrong with the arguments."""
    found = LANGUAGES[0]
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        name, sign, value = argument.partition("=")
        value = value if sign else following
        if name == "--lang" and value in LANGUAGES:
            found = value
    return found


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """The messages that have one form."""
    if language == "en":
        return {}
    text = (_CATALOGUES / f"{language}.po").read_text("utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', text, re.MULTILINE)
    return {_unquoted(message): _unquoted(said) for message, said in pairs}


def _unquoted(text: str) -> str:
    return (
        re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text) if "\\" in text else text
    )


def translate(language: str, text: str) -> str:
    """A text of ours as it is in the code, whatever its line breaks."""
    text = " ".join(text.split())
    known = _catalogue(language)
    if text not in known and text.endswith(_ONCE):
        return (
            f"{known.get(text.removesuffix(_ONCE), text.removesuffix(_ONCE))} {known.get(_ONCE.strip(), _ONCE.strip())}"
        )
    return known.get(text, text)


def sentence(language: str, said: str) -> str:
    """A sentence of click, with what it has filled in; another text stays as it is."""
    if language == "en":
        return said
    known = _catalogue(language)
    for message, pattern in _patterns():
        if (found := pattern.fullmatch(said.strip())) and message in known:
            values = {name: _value(language, name, value) for name, value in found.groupdict().items()}
            return known[message].format_map(values)
    return said


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences that begin with what is filled in come last, since others may end with one of them."""
    ordered = sorted(_SENTENCES, key=lambda message: (message.startswith("{"), -len(message)))
    return tuple((message, re.compile(_pattern(message), re.DOTALL)) for message in ordered)


def _pattern(message: str) -> str:
    parts = re.split(r"\{(\w+)\}", message)
    return "".join(
        rf"(?P<{part}>.*?)" if at % 2 else re.escape(part).replace(r"\ ", r"\s+") for at, part in enumerate(parts)
    )


def _value(language: str, name: str, value: str) -> str:
    """A sentence within another, or words in quotation marks of the language.

    Names of what is put in are translated; what was typed, or is to be typed, is not.
    """
    inner = sentence(language, value)
    if inner != value:
        return inner
    said = partial(translate, language) if name in _NAMES else str
    return re.sub(r"'([^']*)'", lambda found: f"«{said(found[1])}»", " ".join(value.split()))


class Formatter(click.HelpFormatter):
    """Writes a help in the language of its context."""

    def __init__(self, language: str, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self.say = partial(translate, language)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, self._capitals(args), f"{self.say('Usage:')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.say(heading))

    def write_text(self, text: str) -> None:
        # What click is told not to wrap is to be typed as it is.
        super().write_text("\n\n".join(part if "\b" in part else self.say(part) for part in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(self._capitals(name), self._explained(text)) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)

    def _capitals(self, text: str) -> str:
        return _CAPITALS.sub(lambda found: self.say(found[0]), text.replace("INTEGER RANGE", "INTEGER"))

    def _explained(self, text: str) -> str:
        """The help of an option, and in brackets behind it what goes for it."""
        found = _EXTRA.fullmatch(text)
        if found is None:
            return self.say(text)
        extras = [
            self.say("default: {value}").format(value=extra.removeprefix("default: "))
            if extra.startswith("default: ")
            else self.say(extra)
            for extra in found[2].split("; ")
        ]
        return f"{self.say(found[1])}  [{'; '.join(extras)}]".strip()


class Context(click.Context):
    """A context that knows its language: that of the program's arguments, in all contexts below it."""

    def __init__(self, command: click.Command, *, language: str | None = None, **given: Any) -> None:
        super().__init__(command, **given)
        around = self.parent.language if isinstance(self.parent, Context) else LANGUAGES[0]
        self.language: str = language or around

    def make_formatter(self) -> Formatter:
        return Formatter(self.language, self.terminal_width, self.max_content_width)


def in_our_words(command: click.Command) -> click.Command:
    """The same command, whose help and those of the commands in it are in the language of the messages."""
    command.context_class = Context
    if type(command) is click.Group:
        for inside in command.commands.values():
            in_our_words(inside)
    return command


class SpokenError(click.ClickException):
    """What click refuses, in a language."""

    def __init__(self, error: click.ClickException, language: str) -> None:
        super().__init__(sentence(language, error.format_message()))
        self.error, self.language = error, language
        self.exit_code = error.exit_code  # type: ignore[misc]  # click's is that of a class

    def show(self, file: IO[Any] | None = None) -> None:
        if isinstance(self.error, click.exceptions.NoArgsIsHelpError):
            self.error.show(file)
            return
        context = self.error.ctx if isinstance(self.error, click.UsageError) else None
        if context is not None:
            hint = f"Try '{context.command_path} {max(context.help_option_names, key=len)}' for help."
            click.echo(f"{context.get_usage()}\n{sentence(self.language, hint)}\n", file=file, err=file is None)
        said = translate(self.language, "Error: {message}").format(message=self.message)
        click.echo(said, file=file, err=file is None)


@contextmanager
def refusing(language: str) -> Any:
    """What click raises within the block is said in the language. So is that somebody broke off."""
    try:
        yield
    except SpokenError:
        raise
    except click.ClickException as error:
        raise SpokenError(error, language) from error
    except (KeyboardInterrupt, EOFError, click.Abort) as error:
        if not isinstance(error, click.Abort):
            click.echo(err=True)  # behind the ^C of the terminal
        click.echo(translate(language, "Aborted!"), err=True)
        raise click.exceptions.Exit(1) from error
