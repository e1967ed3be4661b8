"""Help and messages about wrong usage are completely in the language of the messages."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.support.built import TINY
from tools.reference import ROOT
from veiviser.cli import spoken
from veiviser.cli.main import main
from veiviser.language.languages import MESSAGE_LANGUAGES, catalogue

NORWEGIAN = [language for language in MESSAGE_LANGUAGES if language != "en"]
# Words that no Norwegian text has, from English texts.
ENGLISH = re.compile(
    r"\b(the|of|and|with|what|which|where|when|whom|who|how|their|this|that|these|those|is|are|it|its|be|or|as|from|no|"
    r"not|nothing|every|each|only|default|required|show|message|exit|usage|options?|commands?|errors?|try|missing|"
    r"invalid|value|valid|such|did|you|mean|got|unexpected|extra|arguments|directory|integer|text|path|file|range|does|"
    r"exist|must|other|write|say|as|in)\b",
    re.IGNORECASE,
)
# Text that is the same in all languages: options and their values, names of fields and files, commands to type.
SAME = re.compile(
    r"`[^`]*`|«[^»]*»|--?[a-z][\w-]*|\[[a-z|-]+\]|[a-z-]+(?:\|[a-z-]+)+|\S*[/_.]\S*|veiviser \w+(?: \w+)?|"
    r"pip install|^  [a-z]+  |^  +veiviser .*(?:\\\n.*)*",
    re.MULTILINE,
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], prog_name="veiviser")


def english_in(text: str, language: str) -> list[str]:
    found = [match[0] for match in ENGLISH.finditer(SAME.sub(" ", text))]
    return [word for word in found if not (language == "nn" and word.lower() == "no")]  # “no” is “now” in nynorsk


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, inside in command.commands.items():
            yield from paths(inside, (*path, name))


EVERY = sorted(paths(main))


@pytest.mark.parametrize("language", NORWEGIAN)
@pytest.mark.parametrize("path", EVERY, ids=lambda path: " ".join(path) or "veiviser")
def test_no_help_has_an_english_word(path: tuple[str, ...], language: str) -> None:
    result = run(*path, "--help", "--lang", language)
    assert result.exit_code == 0
    assert result.stdout.startswith("Bruk: veiviser")
    assert english_in(result.stdout, language) == []


def test_english_would_be_noticed() -> None:
    assert len(english_in(run("check", "--help", "--lang", "en").stdout, "nb")) > 20


@pytest.mark.parametrize("path", EVERY, ids=lambda path: " ".join(path) or "veiviser")
def test_in_english_a_help_is_what_click_makes(path: tuple[str, ...]) -> None:
    said = run(*path, "--help", "--lang", "en").stdout
    assert said.startswith("Usage: veiviser")
    assert "Show this message and exit." in said


WRONG: list[tuple[str | Path, ...]] = [
    ("chek",),
    ("xyz",),
    ("new", "ofer"),
    ("check", "--formt", "json"),
    ("check", "--zzz"),
    ("check", "--format"),
    ("check", "--format", "xml"),
    ("check", "--strict=ja"),
    ("check", "--root", "ingensteds"),
    ("check", "--root", Path(__file__)),
    ("check", "--today", "i går"),
    ("check", "-v", "-q"),
    ("check", "ingen/slik.md", "--root", TINY),
    ("build", "--jobs", "0"),
    ("build", "--jobs", "mange"),
    ("build", "--base-url", "ftp://x"),
    ("build", "for", "mye"),
    ("stale", "enda", "--root", TINY),
    ("init",),
    ("confirm",),
    ("export", "pdf", "--root", TINY),
    ("explain", "bad-ur"),
    ("explain", "bad-url", "og"),
    ("check", "--root", Path(__file__).parent),
]


@pytest.mark.parametrize("language", NORWEGIAN)
@pytest.mark.parametrize("arguments", WRONG, ids=lambda arguments: " ".join(map(str, arguments[:3])))
def test_wrong_usage_is_told_without_an_english_word(arguments: tuple[str | Path, ...], language: str) -> None:
    english, said = run(*arguments, "--lang", "en"), run(*arguments, f"--lang={language}")
    assert english.exit_code == said.exit_code == 2
    assert english.stdout == said.stdout == ""
    assert "Feil: " in said.stderr
    assert "Error: " in english.stderr
    assert english_in(said.stderr, language) == []


def test_the_language_may_stand_before_the_command_and_is_bokmaal_without_being_asked_for() -> None:
    assert run("--lang", "nn", "chek").stderr == run("chek", "--lang", "nn").stderr
    assert run("chek").stderr == run("chek", "--lang", "nb").stderr
    assert run("--lang", "en", "explain", "stale").stdout == run("explain", "stale", "--lang", "en").stdout
    assert run("--lang", "en", "explain", "stale", "--lang", "nn").stdout == run("explain", "stale", "--lang=nn").stdout


def test_the_words_of_the_help_are_those_of_the_catalogue() -> None:
    """The help reads them in another way, since a list of commands must not wait for the catalogues to be compiled."""
    assert set(MESSAGE_LANGUAGES) == set(spoken.SPOKEN_LANGUAGES)
    for language in MESSAGE_LANGUAGES:
        for text in ("Usage:", "{path} is a link, and is left as it is: put the file itself right.", "“{after}” “"):
            assert spoken.translate(language, text) == catalogue(language).gettext(text)
        for path in EVERY:
            command: click.Command = main
            for name in path:
                assert isinstance(command, click.Group)
                command = command.commands[name]
            said = " ".join((command.help or "").split("\n\n")[0].split())
            assert spoken.translate(language, said) == catalogue(language).gettext(said)


def test_an_example_to_type_stays_as_it_is() -> None:
    command = click.Command("x", help="Usage:\n\n\b\n    veiviser  init DIR \\\n      --host github\n\nOptions")
    said = spoken.in_our_words(command).get_help(spoken.Context(command, language="nb", info_name="x"))
    assert "\n      veiviser  init DIR \\\n        --host github\n" in said
    assert "  Bruk:\n" in said


def test_what_somebody_wrote_is_not_taken_for_a_sentence() -> None:
    said = "noe som er skrevet av en annen is not a valid integer eller ikke"
    assert spoken.sentence("nb", said) == said


# The fields


def test_the_norwegian_page_of_fields_has_every_field_and_no_english_word() -> None:
    norwegian = (ROOT / "docs" / "felt.md").read_text("utf-8")
    english = (ROOT / "docs" / "content.md").read_text("utf-8")
    rows = re.compile(r"^\| (`[\w-]+`\*?)(?: \([^|]*\))? \|", re.MULTILINE)
    assert sorted(rows.findall(norwegian)) == sorted(rows.findall(english))
    table = "\n".join(line for line in norwegian.splitlines() if line.startswith("|"))
    assert english_in(re.sub(r"\]\([^)]*\)", "]", table), "nb") == []
    for name in ("needs", "audiences", "formats"):
        assert f"{name}`" in norwegian.partition("\n## ")[0]
    assert "(felt.md)" in (ROOT / "docs" / "rediger.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "named", "meant"),
    [
        (("check", "--format", "xml"), ("text", "json"), None),
        (("stale", "--by", "owners", "--root", TINY), ("owner", "municipality"), None),
        (("rename", "side", "en", "to", "--root", TINY), ("offer", "page", "contact"), "page"),
        (("rename", "Places", "en", "to", "--root", TINY), ("place",), "place"),
        (("build", "--today", "1. juni 2026"), (), "2026-06-01"),
        (("new", "--lang", "bokmål"), ("nb", "nn"), None),
    ],
    ids=lambda value: " ".join(map(str, value[:3])) if isinstance(value, tuple) else None,
)
def test_words_that_are_to_be_typed_are_in_no_language(
    arguments: tuple[str | Path, ...], named: tuple[str, ...], meant: str | None
) -> None:
    said = run(*arguments).stderr
    for word in named:
        assert f"«{word}»" in said
    assert ("Mente du" in said) == (meant is not None)
    if meant:
        assert f"Mente du «{meant}»?" in said
