"""Translates click's own texts (help, usage errors) into the language of messages; English texts stay as they are.

Listing commands must be fast, so this reads the .po files itself instead of compiling the catalogues.
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
# The languages of messages; the first is the default.
SPOKEN_LANGUAGES = ("nb", "nn", "en")
_ONCE = " Once for each."
# The values in sentences that may be metavariables (words in capitals), which are translated.
_NAMES = frozenset({"name", "param"})
_Translate = Callable[[str], str]


# click's sentences, with placeholders. Of a sentence within another, the outer one is translated first.
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
    # Our own, used where the language is not known yet
    _("“{value}” is not a date written as YYYY-MM-DD."),
    _("“{value}” is not a date written as YYYY-MM-DD. Did you mean {meant}?"),
    _("must be https:// or http://, a host, and perhaps a path"),
    _("--verbose and --quiet exclude each other."),
)
# Headings and metavariables.
_WORDS = (
    _("Usage:"), _("Options"), _("Commands"), _("Positional arguments"), _("Show this message and exit."),
    _("Show the version and exit."), _("Once for each."), _("required"), _("default: {value}"),
    _("OPTIONS"), _("COMMAND"), _("ARGS"), _("TEXT"), _("DIRECTORY"), _("PATH"), _("PATHS"), _("FILE"), _("INTEGER"),
    _("CODE"), _("CODES"), _("NAME"), _("NUMBER"), _("DIR"), _("WHO"), _("KIND"), _("OLD"), _("NEW"), _("YYYY-MM-DD"),
)  # fmt: skip
_CAPITALS = re.compile(r"(?<![\w<-])[A-Z]{2,}(?:-[A-Z]{2,})*(?![\w-])")
_EXTRA = re.compile(r"(?s)(.*?)(?:^|  )\[([^\]]*)\]")


def language_of(arguments: Sequence[str]) -> str:
    """The language of --lang, or the default; also when other arguments are wrong."""
    found = SPOKEN_LANGUAGES[0]
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        name, sign, value = argument.partition("=")
        value = value if sign else following
        if name == "--lang" and value in SPOKEN_LANGUAGES:
            found = value
    return found


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """The messages without plural forms, with their translations."""
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
    """The translation of a text from our code, whatever its line breaks."""
    text = " ".join(text.split())
    known = _catalogue(language)
    if text not in known and text.endswith(_ONCE):
        return (
            f"{known.get(text.removesuffix(_ONCE), text.removesuffix(_ONCE))} {known.get(_ONCE.strip(), _ONCE.strip())}"
        )
    return known.get(text, text)


def sentence(language: str, said: str) -> str:
    """The translation of a sentence of click with its values; other texts are returned unchanged."""
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
    """Messages and regular expressions. Sentences that begin with a value come last, since others may end like them."""
    ordered = sorted(_SENTENCES, key=lambda message: (message.startswith("{"), -len(message)))
    return tuple((message, re.compile(_pattern(message), re.DOTALL)) for message in ordered)


def _pattern(message: str) -> str:
    parts = re.split(r"\{(\w+)\}", message)
    return "".join(
        rf"(?P<{part}>.*?)" if at % 2 else re.escape(part).replace(r"\ ", r"\s+") for at, part in enumerate(parts)
    )


def _value(language: str, name: str, value: str) -> str:
    """A value within a sentence: translated if it is a sentence itself, else with quotation marks of the language.

    Metavariables are translated; what was typed, or is to be typed, is not.
    """
    inner = sentence(language, value)
    if inner != value:
        return inner
    said = partial(translate, language) if name in _NAMES else str
    return re.sub(r"'([^']*)'", lambda found: f"«{said(found[1])}»", " ".join(value.split()))


class Formatter(click.HelpFormatter):
    """Writes help in a language."""

    def __init__(self, language: str, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self.say = partial(translate, language)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, self._capitals(args), f"{self.say('Usage:')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.say(heading))

    def write_text(self, text: str) -> None:
        # A paragraph that click must not wrap (\b) is to be typed as it is, so it is not translated.
        super().write_text("\n\n".join(part if "\b" in part else self.say(part) for part in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(self._capitals(name), self._explained(text)) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)

    def _capitals(self, text: str) -> str:
        return _CAPITALS.sub(lambda found: self.say(found[0]), text.replace("INTEGER RANGE", "INTEGER"))

    def _explained(self, text: str) -> str:
        """The help of an option, and in brackets its default and other notes."""
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
    """A context with the language of --lang, which contexts below it inherit."""

    def __init__(self, command: click.Command, *, language: str | None = None, **given: Any) -> None:
        super().__init__(command, **given)
        around = self.parent.language if isinstance(self.parent, Context) else SPOKEN_LANGUAGES[0]
        self.language: str = language or around

    def make_formatter(self) -> Formatter:
        return Formatter(self.language, self.terminal_width, self.max_content_width)


def in_our_words(command: click.Command) -> click.Command:
    """The same command, changed so that its help and that of its subcommands are in the language of messages."""
    command.context_class = Context
    if type(command) is click.Group:
        for inside in command.commands.values():
            in_our_words(inside)
    return command


class SpokenError(click.ClickException):
    """A usage error of click, in a language."""

    def __init__(self, error: click.ClickException, language: str) -> None:
        super().__init__(sentence(language, error.format_message()))
        self.error, self.language = error, language
        self.exit_code = error.exit_code  # type: ignore[misc]  # click has it as a class attribute

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
    """Translates errors that click raises within the block, and the message when the user breaks off."""
    try:
        yield
    except SpokenError:
        raise
    except click.ClickException as error:
        raise SpokenError(error, language) from error
    except (KeyboardInterrupt, EOFError, click.Abort) as error:
        if not isinstance(error, click.Abort):
            click.echo(err=True)  # ends the line after the terminal's ^C
        click.echo(translate(language, "Aborted!"), err=True)
        raise click.exceptions.Exit(1) from error
