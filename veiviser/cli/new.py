"""`veiviser new`: writes a new record from options and a dialogue."""

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from veiviser import clock
from veiviser.cli.console import Console, can_ask
from veiviser.cli.group import Lazy, LazyCommands, LazyGroup
from veiviser.cli.options import KINDS_CALLED, as_typed, common
from veiviser.content import nodes
from veiviser.content.models import CONTACT_FIELDS
from veiviser.content.read import read
from veiviser.content.records import Content
from veiviser.content.schema import Field
from veiviser.content.source import Source
from veiviser.editing.dialogue import Dialogue, LeftError, said_duplicate
from veiviser.editing.duplicates import duplicates_of
from veiviser.editing.new import (
    NewError,
    faults,
    field_at,
    fields,
    new_problems,
    path_of,
    suggested_folder,
    suggested_id,
    text_of,
    tidied,
    write,
)
from veiviser.editing.questions import FORMS, Answer, Form, lacking, made_with
from veiviser.problems.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """The options of a call of `veiviser new`, and the content that the record is written into."""

    form: Form
    root: Path
    content: Content
    today: dt.date
    console: Console
    answers: dict[str, Answer]
    id_: str | None
    folder: str | None
    body: str

    def path(self) -> str:
        id_ = self.id_ or suggested_id(self.content, self.form, self.answers)
        folder = self.folder if self.folder is not None else suggested_folder(self.content, self.form, self.answers)
        return path_of(self.form, folder, id_)


def _help(name: str) -> str:
    return f"Write a new {name}; what the options do not say is asked for."


def _command(name: str, form: Form) -> click.Command:
    """The command of one kind, with an option for each of its fields."""

    def run(console: Console, root: Path, today: dt.date | None, **given: Any) -> None:
        _new(form, console, root, today, given)

    known = fields(form)
    decorated: Callable[..., None] = common(run)
    command = click.command(name, help=_help(name))(decorated)
    command.params += [_option(field) for field in known.values()]
    command.params += [
        click.Option(["--id"], metavar="ID", help="Name of its file; default: made of what it is called."),
        click.Option(["--folder"], help="Folder below the kind's own; default: where similar records are."),
        click.Option(["--yes"], is_flag=True, help="Ask nothing."),
    ]
    if not form.kind.startswith(("organisations", "contacts", "places", "surveys")):
        command.params.append(click.Option(["--body"], default="", help="The text below the fields, in Markdown."))
    return command


def _option(field: Field) -> click.Option:
    metavar = "|".join(field.values) if field.values else "ID" if field.refers_to else "TEXT"
    more = " Once for each." if field.many else ""
    return click.Option(
        [f"--{field.name.replace('_', '-')}", field.name],
        metavar=metavar,
        multiple=field.many,
        help=field.description + more,
    )


class _Kinds(LazyGroup):
    """The subcommands, by kind of record; other words for the kinds are understood too."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        meant = KINDS_CALLED.get(args[0].casefold())
        if args[0] not in self.commands and meant in self.commands:
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{meant}'?")
        return super().resolve_command(ctx, args)


@click.group(
    "new",
    cls=_Kinds,
    commands=LazyCommands({name: Lazy(_help(name), partial(_command, name, form)) for name, form in FORMS.items()}),
)
def new_command() -> None:
    """Write a new record, from options or by asking for what they do not say.

    Without a terminal, or with --yes, nothing is asked. A dialogue that is broken off leaves nothing behind.
    """


def _new(form: Form, console: Console, root: Path, today: dt.date | None, given: Mapping[str, Any]) -> None:
    content = read(root).value
    task = _Task(
        form=form,
        root=root,
        content=content,
        today=today or clock.today(content.timezone),
        console=console,
        answers=_given(content, form, given, console),
        id_=given["id"],
        folder=given["folder"],
        body=given.get("body", ""),
    )
    try:
        if given["yes"] or not can_ask():
            path, text, problems = _without_asking(task)
        else:
            path, text, problems = _asking(task)
        write(root, path, text)
    except (KeyboardInterrupt, EOFError, LeftError, click.Abort):
        _say_broken_off(task)
        raise click.exceptions.Exit(1) from None
    _say_next(task, path, problems)


def _given(content: Content, form: Form, given: Mapping[str, Any], console: Console) -> dict[str, Answer]:
    """The answers given as options. Raises a UsageError that names every value that is not valid."""
    answers: dict[str, Answer] = {}
    wrong: list[str] = []
    absent: list[str] = []
    for name, field in fields(form).items():
        value = given[name]
        if not value:
            continue
        answer: Any = [_value(field, text) for text in value] if field.many else _value(field, value)
        found = faults(content, form, field, answer)
        wrong += [f"{_flag(name)}: {problem.sentence(console.gettext)}" for problem in found]
        answers[name] = answer
        if any(problem.code == "unknown-id" for problem in found) and (kind := made_with(field.refers_to)):
            absent.append(
                console.gettext("What is not there yet comes first: {command}", command=f"veiviser new {kind}")
            )
    if wrong:
        raise click.UsageError("\n".join((*wrong, *dict.fromkeys(absent))))
    return answers


def _value(field: Field, text: str) -> Any:
    """The text; or, for a field that takes one, the map in it, written as in YAML on one line: `{nb: A, en: B}`."""
    if text.lstrip().startswith("{") and (field.model or "map" in field.type_name):
        read = nodes.parse(Source("option.yaml", text))
        if isinstance(read.value, nodes.MappingNode) and not read.problems:
            return nodes.plain(read.value)
    return tidied(field, text)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _without_asking(task: _Task) -> tuple[str, str, tuple[Problem, ...]]:
    """Path, text and problems of a record made from options alone. Raises UsageError when some are missing or wrong."""
    console = task.console
    required = [name for name, field in fields(task.form).items() if field.required]
    missing = lacking(task.form, required, task.answers)
    if missing:
        or_ = console.gettext(" or ")
        options = ", ".join(or_.join(_flag(name) for name in group) for group in missing)
        raise click.UsageError(console.gettext("These options are missing: {options}", options=options))
    found = duplicates_of(task.content, task.form, task.answers)
    if found:
        console.warn("There is something like it already:")
        for each in found:
            click.echo(said_duplicate(each, console.catalogue), err=True)
    path = task.path()
    text = text_of(task.form, path, task.answers, task.body)
    problems = new_problems(task.root, path, text, task.today)
    if any(problem.severity == "error" for problem in problems):
        console.problems(problems)
        console.warn("Nothing is written: correct the errors first.")
        raise click.exceptions.Exit(1)
    return path, text, problems


def _asking(task: _Task) -> tuple[str, str, tuple[Problem, ...]]:
    """Path, text and problems of a record made from options and a dialogue, which goes on until there are no errors."""
    from veiviser.editing.terminal import terminal  # noqa: PLC0415 - takes a fifth of a second, and only here

    gettext, screen = task.console.gettext, terminal()
    screen.say(gettext("Where there is a list, a few letters of a name are enough. Enter answers."))
    screen.say(gettext("Ctrl-C breaks off, and nothing is written."))
    dialogue = Dialogue(task.content, task.form, task.console.catalogue, screen, task.today, task.answers)
    dialogue.run()
    while True:
        path = task.path()
        text = text_of(task.form, path, task.answers, task.body)
        problems = new_problems(task.root, path, text, task.today)
        errors = [problem for problem in problems if problem.severity == "error"]
        if not errors:
            return path, text, problems
        screen.say("")
        for problem in errors:
            screen.say(problem.sentence(gettext))
        wrong = {field_at(task.form, path, text, problem) for problem in errors}
        again = [name for name in fields(task.form) if name in wrong]
        if not again and any(problem.code == "unreachable" for problem in errors):
            again = list(CONTACT_FIELDS)
        if not again:
            click.echo(text)
            raise NewError("Nothing is written, since these errors would stop a build; your answers stand above.")
        for name in again:
            dialogue.ask(name)


def _say_broken_off(task: _Task) -> None:
    """Says that nothing is written, and how to go on from the answers so far."""
    gettext = task.console.gettext
    click.echo("\n" + gettext("Broken off; nothing is written."), err=True)
    if task.answers:
        click.echo(gettext("To go on from your answers: {command}", command=_command_for(task)), err=True)


def _command_for(task: _Task) -> str:
    """The command line with the answers so far, which asks only for the rest."""
    name = next(name for name, form in FORMS.items() if form is task.form)
    words = ["veiviser", "new", name, *([] if task.root == Path() else ["--root", str(task.root)])]
    for field, answer in task.answers.items():
        for value in answer if isinstance(answer, list) else [answer]:
            if isinstance(value, str):
                words += [_flag(field), value]
    return " ".join(as_typed(word) for word in words)


def _say_next(task: _Task, path: str, problems: tuple[Problem, ...]) -> None:
    console, gettext = task.console, task.console.gettext
    click.echo("\n" + gettext("Written: {path}", path=path))
    if problems:
        console.tell("This could be better:")
        console.problems(problems, err=False)
    click.echo("\n" + gettext("What to do next:"))
    root = "" if task.root == Path() else f" --root {as_typed(str(task.root))}"
    steps = [
        gettext("Open the file and read through it.")
        if not path.endswith(".md")
        else gettext("Open the file and write what people should know, below the second line of three dashes."),
        gettext("See that all is right: {command}", command=f"veiviser check{root}"),
        gettext("See how it looks: {command}", command=f"veiviser serve{root}"),
        gettext(
            "Save it in the shared collection: with git, that is a “commit”. Send it to those who approve changes: "
            "that is a “pull request” on GitHub, a “merge request” on GitLab. When they say yes, it is published."
        ),
    ]
    width = min(shutil.get_terminal_size().columns, 100)
    for number, step in enumerate(steps, start=1):
        click.echo(click.wrap_text(step, width, f"  {number}. ", "     "))
