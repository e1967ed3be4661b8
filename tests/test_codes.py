"""The words of every problem code exist in both written Norwegians, with the same values in them."""

import re
import string
from pathlib import Path

import pytest

from veiviser.directory.suggestions import KIND_NAMES
from veiviser.language.languages import catalogue
from veiviser.problems import codes
from veiviser.problems.codes import CODES
from veiviser.problems.message_words import WORDS

TEXTS = sorted({text for code in CODES.values() for text in (code.message, code.advice)} | WORDS)
FOLDERS = ("content", "directory", "checks")
PACKAGE = Path(codes.__file__).parents[1]
MODULES = [PACKAGE / "history.py", *(path for folder in FOLDERS for path in sorted((PACKAGE / folder).rglob("*.py")))]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)


def values_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_text_is_translated_with_the_same_values(language: str) -> None:
    translate = catalogue(language).gettext
    for text in TEXTS:
        said = translate(text)
        assert values_in(said) == values_in(text), text
        assert said != text, f"not translated: {text}"


def test_advice_holds_no_values_since_it_stands_in_the_docs() -> None:
    assert [code for code, known in CODES.items() if values_in(known.advice)] == []


def test_every_code_is_used_somewhere() -> None:
    assert [code for code in CODES if f'"{code}"' not in CODE] == []


def test_every_word_that_the_program_puts_into_a_message_can_be_translated() -> None:
    chosen = set(re.findall(r'\b(?:expected|feature)\s*=\s*"([^"]*)"', CODE)) | set(KIND_NAMES.values())
    assert chosen - {""} <= WORDS
