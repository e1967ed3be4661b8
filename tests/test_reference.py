"""The generated pages of docs/ are those that the current models and codes give."""

import re

import click
import pytest

from tools import reference
from veiviser.cli.main import main
from veiviser.content import schema
from veiviser.content.models import KINDS, Fields, Move
from veiviser.feeds.conventions import SAFETY


def test_the_pages_in_docs_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert reference.main(["--check"]) == 0, capsys.readouterr().err


def test_every_field_of_every_kind_says_what_it_holds() -> None:
    translations = [kind.translation for kind in KINDS.values() if kind.translation]
    models: list[type[Fields]] = [*(kind.model for kind in KINDS.values()), *translations, Move]
    for model in models:
        for field in schema.fields(model):
            assert field.description.endswith("."), f"{model.__name__}.{field.name}"
            assert field.type_name, f"{model.__name__}.{field.name}"


def test_a_field_is_told_with_its_type_its_default_and_what_it_refers_to() -> None:
    site = {field.name: field for field in schema.fields(KINDS["site"].model)}
    assert (site["review_every_days"].type_name, site["review_every_days"].default) == ("whole number from 1", "180")
    offer = {field.name: field for field in schema.fields(KINDS["offers"].model)}
    assert offer["coverage"].refers_to == ("municipalities", "areas")
    assert (offer["coverage"].built_in, offer["coverage"].many, offer["coverage"].required) == (("norge",), True, True)
    assert offer["status"].values == ("planned", "pilot", "active", "paused", "ended")
    event = {field.name: field for field in schema.fields(KINDS["events"].model)}
    assert event["moved"].model is Move


def test_every_command_and_every_option_is_told_in_docs_cli() -> None:
    assert isinstance(main, click.Group)
    text = (reference.ROOT / "docs" / "cli.md").read_text("utf-8")
    for name, command in main.commands.items():
        section = text.partition(f"\n## veiviser {name}\n")[2].partition("\n## ")[0]
        assert section, name
        assert command.help, name
        for option in (each for each in command.params if isinstance(each, click.Option) and not each.hidden):
            assert option.help, f"veiviser {name} {option.opts}"
            for word in (*option.opts, *option.secondary_opts):
                assert re.search(rf"(?m)^  .*(?<![\w-]){re.escape(word)}(?![\w-])", section), f"veiviser {name} {word}"


def test_the_servers_of_docs_region_send_the_headers_that_the_site_names() -> None:
    """docs/region.md shows in nginx's format what `_headers` says for hosts that read that file."""
    text = (reference.ROOT / "docs" / "region.md").read_text("utf-8")
    shown = dict(re.findall(r'add_header (\S+)\s+"([^"]+)" always;', text))
    assert shown == SAFETY
