"""Writes the generated pages of docs/ from the models, the codes and the commands; `--check` only compares."""

import argparse
import datetime as dt
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from tools.fields_page import fields_page
from veiviser.build.loading import Options, load
from veiviser.cli.main import main as main_command
from veiviser.cli.spoken import Context
from veiviser.content import schema
from veiviser.content.models import KINDS, AnyKind, Fields
from veiviser.content.schema import Field
from veiviser.language.languages import SITE_LANGUAGES, catalogue
from veiviser.problems.codes import CODES
from veiviser.problems.problem import Problem, Translate, format_problems, in_order
from veiviser.web.routes import ROUTES

ROOT = Path(__file__).resolve().parent.parent
BROKEN = ROOT / "tests" / "broken"
# The date for checking every broken root, so that its problems stay the same.
EXAMPLE_DAY = dt.date(2026, 11, 21)
_GENERATED = "<!-- Written by `make reference`: change the models or the codes, not this page. -->\n"
_PATTERNS = {"yaml": "**/*.yaml", "md": "**/*.md"}
_RULES = """\
What the directory is made of: plain text files below `content/`. `*` marks a field that must be there.

- Files are UTF-8 with LF line ends. Every value is read as text and typed by the field it stands in, so that `0301`,
  `18:00` and `no` stay what they are; quotation marks are only needed where YAML itself would stumble, as around a
  value that begins with `#`, or holds a colon with a blank behind it or a `#` with a blank before it. Only straight
  ones count.
- Text is read as NFC, and ligatures such as `ﬁ` as their letters. `null`, `Null`, `NULL` and `~` without quotation
  marks count as left out.
- A comment begins with `#` and a blank, and best stands on a line of its own. Behind a value, `#2` or `# 2` is no
  comment that anybody means, and gives a warning.
- A record's **id is the name of its file** without the ending: `a`–`z`, digits and hyphens, with æ, ø and å written ae,
  oe and aa. It is unique within its kind, wherever the file lies below the folder of its kind. Records in list files
  carry their own `id`.
- A field that takes several values also takes a single one without brackets. A field without a value counts as left
  out.
- **Translations.** Text in YAML records is in the site's first language, or a map of languages: `{nb: …, en: …}`.
  Offers, events and pages have a file beside them for each other language, with the translatable fields and the text:
  TRANSLATIONS.
- **Running text** is Markdown as GitHub and GitLab show it, but that a numbered list counts from 1: all other numbers
  at the beginning of a line are text and keep their lines. [How to write it](rediger.md#slik-skriver-du-teksten).
- Duplicate keys, unknown keys, anchors, aliases and tags are errors. [What the program can report](problems/README.md).
"""
_ADDRESSES = """\
Every address of the site, in the order of the program's table. The default language is at the root, the others below
their codes (`/nn/`, `/en/`, `/se/`); what is marked *once* is at the root alone. `<…>` is the id of a record, `<month>`
such as `2026-12`.
"""
_COMMANDS = """\
What `veiviser COMMAND --help` says. Messages are in Norwegian unless `--lang` says otherwise. Exit status:

- 0: fine
- 1: the content has errors, or a dialogue was broken off
- 2: wrong usage, or a folder that cannot be written
- 3: a bug in the program
"""
_HELP_WIDTH = 110


def pages() -> dict[str, str]:
    """Every generated page, by its path relative to docs/."""
    translate = catalogue("nb").gettext
    paths = {name: _path(kind) for name, kind in KINDS.items()}
    found = {"content.md": _content(), "felt.md": fields_page(_GENERATED, paths), "cli.md": _commands()}
    found |= {f"problems/{code}.md": _problem_page(code, translate) for code in CODES}
    found["problems/README.md"] = _problem_index(translate)
    return found


def _commands() -> str:
    """The `--help` text of every command, wrapped for a page."""
    program = Context(main_command, language="en", info_name="veiviser", terminal_width=_HELP_WIDTH)
    program.help_option_names = main_command.context_settings["help_option_names"]
    parts = ["# Commands\n", _GENERATED.replace("the models or the codes", "the commands"), _COMMANDS]
    parts += [f"- [`veiviser {name}`](#veiviser-{name}): {_short(command)}" for name, command in _by_name()]
    for name, command in _by_name():
        context = Context(command, parent=program, info_name=name)
        parts.append(_help(command, context))
        if isinstance(command, click.Group):
            for inside, below in (
                (inside, command.get_command(context, inside)) for inside in command.list_commands(context)
            ):
                assert below is not None
                parts.append(_help(below, Context(below, parent=context, info_name=inside)))
    return "\n".join(parts) + "\n"


def _help(command: click.Command, context: click.Context) -> str:
    return f"\n## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```"


def _by_name() -> list[tuple[str, click.Command]]:
    assert isinstance(main_command, click.Group)
    return sorted(main_command.commands.items())


def _short(command: click.Command) -> str:
    """The first paragraph of its help."""
    return " ".join((command.help or "").split("\n\n")[0].split())


def _content() -> str:
    parts = [
        "# The content reference\n",
        _GENERATED,
        _RULES.replace("TRANSLATIONS", ", ".join(f"`name.{code}.md`" for code in SITE_LANGUAGES)),
        "## Files\n",
        "| path | kind | holds |\n| --- | --- | --- |",
    ]
    parts += [f"| `{_path(kind)}` | [{name}](#{name}) | {_first_line(kind.model)} |" for name, kind in KINDS.items()]
    for name, kind in KINDS.items():
        parts.append(f"\n## {name}\n")
        parts.append(f"`{_path(kind)}`{', required' if kind.required else ''}. {_doc(kind.model)}\n")
        parts += _table(kind.model)
        if kind.translation:
            parts.append(f"\nIn a translation (`name.nn.md` and its like). {_doc(kind.translation)}\n")
            parts += _table(kind.translation)
    parts += ["\n## Addresses\n", _ADDRESSES, "| address | name | there is |\n| --- | --- | --- |", *_routes()]
    parts += ["\n## Types\n", "| type | example |\n| --- | --- |", *_types()]
    return "\n".join(parts) + "\n"


def _routes() -> Iterator[str]:
    for route in ROUTES.values():
        address = re.sub(r"\{(\w+)\}", r"<\1>", route.pattern)
        yield f"| `/{address}` | `{route.name}` | {route.about}{' (*once*)' if route.once else ''} |"


def _path(kind: AnyKind) -> str:
    pattern = _PATTERNS.get(kind.shape, "")
    return kind.path + (pattern.removeprefix("**/") if kind.path.endswith("pages/") else pattern)


def _doc(model: type[Fields]) -> str:
    return " ".join((model.__doc__ or "").split())


def _first_line(model: type[Fields]) -> str:
    return (model.__doc__ or "").strip().split("\n")[0]


def _table(model: type[Fields]) -> Iterator[str]:
    yield "| field | type | what it holds |\n| --- | --- | --- |"
    for field in schema.fields(model):
        default = f" Default: `{field.default}`." if field.default else ""
        star = "*" if field.required else ""
        description = " ".join(field.description.split())
        yield f"| `{field.name}`{star} | {_type(field)} | {description}{default} |"


def _type(field: Field) -> str:
    if field.model:
        inside = ", ".join(f"`{part.name}`{'*' if part.required else ''}" for part in schema.fields(field.model))
        words = f"map of {inside}"
    elif field.values:
        words = " · ".join(f"`{value}`" for value in field.values)
    elif field.refers_to:
        kinds = " or ".join(f"[{kind}](#{kind})" for kind in field.refers_to)
        words = f"id of {kinds}{''.join(f', or `{word}`' for word in field.built_in)}"
    else:
        words = field.type_name
    return f"{words}; one or more" if field.many else words


def _types() -> Iterator[str]:
    fields = [field for kind in KINDS.values() for field in schema.fields(kind.model)]
    examples = {field.type_name: field.example for field in fields if field.example}
    for words in sorted(examples):
        yield f"| {words} | `{examples[words]}` |"


def _problem_page(code: str, translate: Translate) -> str:
    known = CODES[code]
    effect = "Advarsel: sidene blir publisert, men dette bør bli bedre."
    if known.severity == "error":
        effect = "Feil: ingenting blir publisert før den er rettet."
    examples = list(_examples(code, translate))
    parts = [
        f"# {code}\n",
        _GENERATED,
        f"**{effect}**\n",
        "## Hva det betyr\n",
        f"> {translate(known.message)}\n",
        "## Slik retter du det\n",
        f"{translate(known.advice)}\n",
        f"## {'Eksempler' if len(examples) > 1 else 'Eksempel'}\n",
        *examples,
        "[Alle meldinger](README.md) · [Feltene](../felt.md)",
    ]
    return "\n".join(parts) + "\n"


def _examples(code: str, translate: Translate) -> Iterator[str]:
    """Yields each problem of the code's broken root: the line in the file, and the program's message."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        lay_out(code, root)
        for problem in in_order(load(Options(root=root, today=EXAMPLE_DAY)).problems):
            yield f"```text\n{_line(root, problem)}{format_problems([problem], 'text', translate)}```\n"


def lay_out(code: str | None, root: Path) -> None:
    """Creates the broken root of a code: the good root, overlaid with the code's folder; None gives the good root.

    Files listed in absent.txt are deleted. A line of renamed.txt has the path of a file and its new name, for names
    that a repository should not hold. commits.txt is its git history, in the format of `git fast-import`.
    """
    shutil.copytree(BROKEN / "_base", root)
    if code:
        shutil.copytree(BROKEN / code, root, symlinks=True, dirs_exist_ok=True)
    if (root / "dot-git").exists():  # under its own name git would not keep it
        (root / "dot-git").rename(root / ".git")
    commits = root / "commits.txt"
    if commits.exists():
        subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=root, check=True)
        subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=commits.read_bytes(), check=True)
    renamed = root / "renamed.txt"
    for line in renamed.read_text("utf-8").splitlines() if renamed.exists() else ():
        path, _, name = line.partition(" ")
        (root / path).rename((root / path).with_name(name))
    absent = root / "absent.txt"
    for path in absent.read_text("utf-8").split() if absent.exists() else ():
        (root / path).unlink()


def _line(root: Path, problem: Problem) -> str:
    """The line of a problem with a caret below the position; empty for a problem of a whole file."""
    path, mark = root / problem.mark.path, problem.mark
    if not path.is_file() or (mark.line, mark.column) == (1, 1):
        return ""
    lines = path.read_text("utf-8", errors="replace").split("\n")
    if mark.line > len(lines) or not lines[mark.line - 1].isprintable():
        return ""
    return f"{lines[mark.line - 1]}\n{' ' * (mark.column - 1)}^\n"


def _problem_index(translate: Translate) -> str:
    parts = [
        "# Meldinger fra programmet\n",
        _GENERATED,
        "Programmet sier alt det finner, på én gang, i rekkefølge etter fil og linje:\n",
        "```text\nfil:linje:kolonne: error[kode]: melding\n```\n",
        "En **error** (feil) stopper publiseringen til den er rettet. En **warning** (advarsel) stopper ingenting.\n",
        "| kode | slag | melding |\n| --- | --- | --- |",
    ]
    for code, known in CODES.items():
        message = translate(known.message).replace("|", "\\|")
        parts.append(f"| [{code}]({code}.md) | {'feil' if known.severity == 'error' else 'advarsel'} | {message} |")
    return "\n".join(parts) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, and fail when a page is not current")
    check = parser.parse_args(arguments).check
    docs = ROOT / "docs"
    stale = [path for path, text in pages().items() if not _is_current(docs / path, text, write=not check)]
    gone = {page.name for page in (docs / "problems").glob("*.md")} - {f"{code}.md" for code in CODES} - {"README.md"}
    for path in [*stale, *(f"problems/{name}" for name in sorted(gone))]:
        print(f"docs/{path} is not current" if check else f"docs/{path} is written anew", file=sys.stderr)
    if not check:
        for name in gone:
            (docs / "problems" / name).unlink()
    return 1 if check and (stale or gone) else 0


def _is_current(path: Path, text: str, *, write: bool) -> bool:
    current = path.exists() and path.read_text("utf-8") == text
    if write and not current:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return current


if __name__ == "__main__":
    sys.exit(main())
