"""Keeps the catalogues of the program's words in step with the code and the templates; `--check` only looks."""

import argparse
import ast
import io
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po
from jinja2.ext import babel_extract

from veiviser.cli.main import main as program
from veiviser.content import schema
from veiviser.language.languages import LANGUAGES as KNOWN
from veiviser.language.languages import SOURCE
from veiviser.problems.codes import CODES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "veiviser" / "translations"
# Message ids are English, so English has no catalogue.
LANGUAGES = tuple(language for language in KNOWN if language != SOURCE)

MsgId: TypeAlias = str | tuple[str, str]  # one form, or singular and plural
Sources: TypeAlias = Mapping[MsgId, tuple[str, ...]]  # the files that use the message

# Functions that are called with messages, and which of their arguments are messages.
_PYTHON = {
    "_": slice(1),
    "gettext": slice(1),
    "translate": slice(1),
    "ngettext": slice(2),
    "many": slice(2),
    "say": slice(1, 2),
    "tell": slice(1),
    "warn": slice(1),
}
# The first argument of this class and its subclasses is a message too.
_ERROR = "ExplainedError"
_TEMPLATES = ("_", "gettext", "ngettext")
_HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"

"""


class _Newest(Catalog):
    """A catalogue in which the last translation counts when a message occurs twice, as after a merge of branches."""

    def __setitem__(self, id: MsgId, message: Message) -> None:  # type: ignore[override]
        known = self.get(id) if id else None
        if known and any(_forms(message.string)):
            known.string = message.string
        super().__setitem__(id, message)


def messages() -> Sources:
    """Every message of the program, and the files that use it."""
    found: dict[MsgId, set[str]] = {}
    modules = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.glob("veiviser/**/*.py")}
    errors = explained_errors(modules.values())
    for path, code in modules.items():
        for id_ in in_python(code, errors):
            found.setdefault(id_, set()).add(path)
    for template in sorted(ROOT.glob("templates/**/*.html")):
        for id_ in _in_template(template):
            found.setdefault(id_, set()).add(template.relative_to(ROOT).as_posix())
    for id_, where in (*_helps(program), *_descriptions()):
        found.setdefault(id_, set()).add(where)
    for each in CODES.values():
        for text in (each.message, each.advice):
            found.setdefault(text, set()).add("veiviser/problems/codes.py")
    return {id_: tuple(sorted(files)) for id_, files in found.items()}


def _helps(command: click.Command) -> Iterator[tuple[str, str]]:
    """Yields the help texts of a command and its subcommands, with their files; options for fields are left out, since
    their help comes from the models.
    """
    name = command.callback.__module__.replace(".", "/") + ".py" if command.callback else ""
    for text in (command.help or "").split("\n\n"):
        if "\b" not in text:  # an example that is not to be wrapped
            yield " ".join(text.split()), name
    for option in command.params:
        if isinstance(option, click.Option) and option.help and not _is_a_field(option):
            yield " ".join(option.help.split()), name
    if isinstance(command, click.Group):
        for inside in command.commands.values():
            yield from _helps(inside)


def _is_a_field(option: click.Option) -> bool:
    return any(option.help and option.help.startswith(text) for text, _where in _descriptions())


def _descriptions() -> Iterator[tuple[str, str]]:
    """Yields the descriptions of the content models, their fields and the types of these, with their files."""
    for model in schema.models():
        where = f"{model.__module__.replace('.', '/')}.py"
        yield " ".join((model.__doc__ or "").split()), where
        for field in schema.fields(model):
            yield " ".join(field.description.split()), where
            if field.type_name and field.type_name != "text":
                yield field.type_name, "veiviser/content/fields.py"


def explained_errors(modules: Iterable[str]) -> frozenset[str]:
    """The names of ExplainedError and of all its subclasses, found in the source texts of modules."""
    bases = {
        node.name: {_name(base) for base in node.bases}
        for code in modules
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.ClassDef)
    }
    found = {_ERROR}
    while more := {name for name, known in bases.items() if name not in found and known & found}:
        found |= more
    return frozenset(found)


def in_python(code: str, errors: Collection[str] = ()) -> Iterator[MsgId]:
    """Yields the messages in the source text of a module; `errors` are the classes whose first argument is a message.

    Unlike Babel before Python 3.12, the syntax tree includes messages inside f-strings.
    """
    arguments = _PYTHON | dict.fromkeys(errors, slice(1))
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        strings = call.args[arguments.get(_name(call.func), slice(0))]
        yield from _message(getattr(argument, "value", None) for argument in strings)


def _name(node: ast.expr) -> str:
    """The last name of an expression: `error` for `error` and for `module.error`."""
    return getattr(node, "attr", getattr(node, "id", ""))


def _in_template(path: Path) -> Iterator[MsgId]:
    with path.open("rb") as file:
        for _line, _function, strings, _comments in babel_extract(file, _TEMPLATES, (), {"silent": "false"}):
            yield from _message(strings if isinstance(strings, tuple) else (strings,))


def _message(arguments: Iterable[object]) -> Iterator[MsgId]:
    """Yields the message of a call's arguments: one text, or singular and plural. Nothing for a variable."""
    match [argument for argument in arguments if isinstance(argument, str)]:
        case [text]:
            yield text
        case [one, several]:
            yield one, several


def read(text: str) -> Catalog:
    """Parses a catalogue. Raises PoFileError."""
    catalogue = _Newest()
    PoFileParser(catalogue, ignore_obsolete=True, abort_invalid=True).parse(io.StringIO(text))
    return catalogue


def renewed(text: str, language: str, sources: Sources) -> str:
    """The catalogue with exactly the messages of the program, in canonical form: sorted, one line per text."""
    old, new = read(text), Catalog(locale=language)
    for id_, files in sources.items():
        known = old.get(id_ if isinstance(id_, str) else id_[0])
        comments, flags = (known.user_comments, known.flags & {"fuzzy"}) if known else ((), ())
        new.add(id_, _kept(known, id_, new.num_plurals), [(file, 0) for file in files], flags, user_comments=comments)
    written = io.BytesIO()
    write_po(written, new, width=0, omit_header=True, include_lineno=False, sort_output=True)
    return (
        _HEADER.format(language=language, plural_forms=new.plural_forms)
        + written.getvalue().decode().rstrip("\n")
        + "\n"
    )


def _kept(known: Message | None, id_: MsgId, forms: int) -> str | tuple[str, ...]:
    """The existing translation; empty when the message has gained or lost its plural. `forms` counts plural forms."""
    if known and isinstance(known.id, str) == isinstance(id_, str):
        return known.string  # type: ignore[return-value]
    return "" if isinstance(id_, str) else ("",) * forms


def faults(text: str, language: str, sources: Sources) -> Iterator[str]:
    """Yields what is wrong with a catalogue, as phrases to follow its name."""
    try:
        catalogue = read(text)
    except PoFileError as error:
        yield f"cannot be read: {error}"
        return
    known = {_id(message): message for message in catalogue if message.id}
    for id_ in sorted(sources.keys() - known.keys(), key=_shown):
        yield f"lacks “{_shown(id_)}”"
    for id_, message in known.items():
        yield from _faults(id_, message, language, used=id_ in sources)
    if text != renewed(text, language, sources):
        yield "is not in the form that tools/translations.py writes"


def _faults(id_: MsgId, message: Message, language: str, *, used: bool) -> Iterator[str]:
    strings = _forms(message.string)
    if not used:
        yield f"has “{_shown(id_)}”, which the program does not say"
    if KNOWN[language].complete and not all(strings):
        yield f"does not translate “{_shown(id_)}”"
    if message.fuzzy:
        yield f"is not sure of “{_shown(id_)}”"
    for original, translation in zip_longest(_forms(id_), strings, fillvalue=_forms(id_)[-1]):
        if translation and placeholders(translation) != placeholders(original):
            yield f"has other placeholders than “{original}”: “{translation}”"


def placeholders(text: str) -> list[str]:
    """The sorted placeholders of a message: `{…}` in Python, `%(…)s` in templates."""
    return sorted(re.findall(r"\{\w+\}|%\(\w+\)s", text))


def _id(message: Message) -> MsgId:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _forms(strings: object) -> tuple[str, ...]:
    return (strings or "",) if isinstance(strings, str | None) else tuple(strings)  # type: ignore[arg-type]


def _shown(id_: MsgId) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, and fail when something is wrong")
    check = parser.parse_args().check
    sources = messages()
    wrong = 0
    for language in LANGUAGES:
        path = FOLDER / f"{language}.po"
        text = path.read_text("utf-8") if path.exists() else ""
        if not check:
            text = renewed(text, language, sources)
            path.write_text(text, "utf-8", newline="\n")
        for fault in faults(text, language, sources):
            wrong += 1
            print(f"{path.relative_to(ROOT).as_posix()} {fault}", file=sys.stderr)
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
