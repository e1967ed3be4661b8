"""A command loads no more than it needs: the list of commands loads none of them, a check nothing that makes a site."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.support.built import REPO, TINY
from tools.day import TODAY
from veiviser.cli.group import LazyCommands, LazyGroup
from veiviser.cli.main import main
from veiviser.content.base_dictionary import base_words, words_to_avoid

# Libraries that take long to import, and modules that make a site of checked content.
LIBRARIES = {"babel", "email_validator", "markdown", "phonenumbers", "pydantic", "rapidfuzz", "yaml"}
OF_A_SITE = {
    "jinja2", "nh3", "pagefind_bin", "prompt_toolkit", "segno", "typst", "watchfiles",
    "veiviser.editing", "veiviser.feeds", "veiviser.pages", "veiviser.build.pipeline", "veiviser.build.publish", "veiviser.render",
    "veiviser.search", "veiviser.serve",
}  # fmt: skip
OF_THE_PROGRAM = {
    "veiviser.checks",
    "veiviser.content",
    "veiviser.directory",
    "veiviser.language.languages",
    "veiviser.build.loading",
}


def loaded(*arguments: str) -> set[str]:
    """The modules that a run of the program has imported when it ends."""
    script = "import atexit, sys; atexit.register(lambda: print('', *sys.modules, sep='\\n', file=sys.stderr))\n"
    script += "from veiviser.cli.main import main; main(prog_name='veiviser')"
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines())


def commands(group: click.Group, path: str = "veiviser") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[f"{path} {name}"] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{path} {name}")
    return found


def lazy(group: click.Command) -> LazyCommands:
    assert isinstance(group, LazyGroup)
    assert isinstance(group.commands, LazyCommands)
    return group.commands


# What is not imported.


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("--version",)])
def test_a_list_of_commands_loads_none_of_them(arguments: tuple[str, ...]) -> None:
    found = loaded(*arguments)
    assert "veiviser.cli.main" in found
    assert found & (LIBRARIES | OF_A_SITE | OF_THE_PROGRAM) == set()
    assert {name for name in found if name.startswith("veiviser.cli.")} == {
        "veiviser.cli.group", "veiviser.cli.main", "veiviser.cli.spoken",
    }  # fmt: skip


def test_a_check_loads_nothing_that_makes_a_site() -> None:
    found = loaded("check", "--root", str(TINY), "--today", TODAY.isoformat())
    assert "veiviser.checks" in found
    assert found & OF_A_SITE == set()


def test_the_help_of_a_command_loads_no_other_command() -> None:
    found = {name for name in loaded("format", "--help") if name.startswith("veiviser.cli.")}
    assert found == {
        f"veiviser.cli.{name}" for name in ("console", "format", "group", "main", "options", "spoken", "stages")
    }


# What is listed without being loaded


@pytest.mark.parametrize("group", [main, main.commands["new"]], ids=["veiviser", "veiviser new"])
def test_the_table_says_of_each_command_what_its_own_help_begins_with(group: click.Command) -> None:
    for name, row in lazy(group).table.items():
        paragraph, _, _ = (lazy(group)[name].help or "").partition("\n\n")
        assert row.help == " ".join(paragraph.split()), name


@pytest.mark.parametrize("width", [40, 78, 110])
@pytest.mark.parametrize("group", [main, main.commands["new"]], ids=["veiviser", "veiviser new"])
def test_a_list_from_the_table_is_the_one_that_click_makes(group: click.Group, width: int) -> None:
    eager = click.Group(group.name, commands=dict(group.commands))
    said = []
    for each in (group, eager):
        formatter = click.HelpFormatter(width=width)
        each.format_commands(click.Context(each), formatter)
        said.append(formatter.getvalue())
    assert said[0] == said[1]
    assert said[0].startswith("Commands:\n  ")


def test_every_command_has_an_own_help() -> None:
    found = commands(main)
    assert "veiviser new offer" in found
    assert "veiviser export pdf" in found
    assert [path for path, command in found.items() if not command.help] == []


def test_commands_can_be_added_and_taken_out() -> None:
    other = click.Command("other", help="Something else.")
    group = LazyGroup("group", commands=LazyCommands({}))
    group.add_command(other)
    assert group.get_command(click.Context(group), "other") is other
    assert list(group.commands) == ["other"]
    assert "Something else." in group.get_help(click.Context(group))
    del group.commands["other"]
    assert len(group.commands) == 0


# What is read


def test_the_groups_of_the_dictionary_with_jargon_are_found_without_reading_all() -> None:
    assert words_to_avoid() == tuple(word for word in base_words() if word.avoid)


# Entry points


def test_the_package_can_be_run(tmp_path: Path) -> None:
    place = os.environ | {"PYTHONPATH": str(REPO)}
    command = [sys.executable, "-m", "veiviser", "check", "--root", str(TINY), "--today", TODAY.isoformat()]
    done = subprocess.run(command, cwd=tmp_path, env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == CliRunner().invoke(main, command[3:]).stdout
    helped = subprocess.run([*command[:3], "-h"], cwd=tmp_path, env=place, capture_output=True, text=True, check=True)
    assert helped.stdout.startswith("Bruk: veiviser ")
