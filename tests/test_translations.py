"""The catalogues translate all messages of the program, completely, in bokmål and nynorsk."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools import translations
from veiviser.language.languages import SITE_LANGUAGES, catalogue

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted(ROOT.glob("veiviser/translations/*.po"))


@pytest.fixture(scope="module")
def messages() -> Any:
    """All messages, read once from the code and the templates."""
    return translations.messages()


def parsed(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=None, abort_invalid=True)


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {path.stem for path in CATALOGUES} == set(SITE_LANGUAGES) - {"en"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_tool_finds_nothing_wrong(path: Path, messages: Any) -> None:
    assert list(translations.faults(path.read_text("utf-8"), path.stem, messages)) == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_norwegian_is_complete(language: str, messages: Any) -> None:
    catalog = parsed(ROOT / f"veiviser/translations/{language}.po")
    said = {forms(message.id): forms(message.string) for message in catalog if message.id}
    lacking = [id_ for id_ in map(forms, messages) if not all(said.get(id_, ("",)))]
    assert lacking == []


def test_nynorsk_is_not_bokmaal() -> None:
    """Words that only the other of the two has."""
    bokmaal = re.compile(
        r"\b(ikke|hvem|hva|hvor|hvordan|noen|noe|fra|siden|uten|trenger|jeg|ennå|hele)\b", re.IGNORECASE
    )
    nynorsk = re.compile(
        r"\b(ikkje|kven|kva|kvar|korleis|nokon|noko|frå|utan|treng|enno|heile|eit|ein|òg)\b", re.IGNORECASE
    )
    for path, foreign in (("nn", bokmaal), ("nb", nynorsk)):
        for message in parsed(ROOT / f"veiviser/translations/{path}.po"):
            assert not any(map(foreign.search, forms(message.string))), message.string


def test_messages_are_found_wherever_they_are_said() -> None:
    code = """f"{translate('one')} {x}"; edition.many("1 offer", "{count} offers", n); say(lang, "two", a=b); _(name)"""
    assert set(translations.in_python(code)) == {"one", ("1 offer", "{count} offers"), "two"}


def test_other_placeholders_are_a_fault() -> None:
    sources: translations.Sources = {"In {name}": ("a.py",), "Moved from %(day)s": ("b.html",)}
    text = translations.renewed(
        'msgid "In {name}"\nmsgstr "I {navn}"\n\nmsgid "Moved from %(day)s"\nmsgstr "Flyttet"\n', "nb", sources
    )
    assert [fault.split("“")[0] for fault in translations.faults(text, "nb", sources)] == [
        "has other placeholders than "
    ] * 2


def test_renewing_keeps_translations_adds_drops_and_sorts() -> None:
    text = 'msgid "Search"\nmsgstr "Søk"\n\nmsgid "Gone"\nmsgstr "Borte"\n'
    renewed = translations.renewed(text, "nb", {"Search": ("b.py", "c.html"), "Home": ("a.py",)})
    assert renewed.endswith(
        '#: a.py\nmsgid "Home"\nmsgstr ""\n\n#: b.py c.html\nmsgid "Search"\nmsgstr "Søk"\n'
    )  # fmt: skip
    assert translations.renewed(renewed, "nb", {"Search": ("b.py", "c.html"), "Home": ("a.py",)}) == renewed
    assert list(translations.faults(text, "nb", {"Search": ()}))


def test_a_message_that_stands_twice_keeps_its_last_translation() -> None:
    text = 'msgid "Search"\nmsgstr ""\n\nmsgid "Search"\nmsgstr "Søk"\n'
    assert 'msgstr "Søk"' in translations.renewed(text, "nb", {"Search": ()})


def test_sami_falls_back_to_bokmaal() -> None:
    sami, bokmaal = catalogue("se"), catalogue("nb")
    known = [message for message in parsed(ROOT / "veiviser/translations/se.po") if message.id]
    lacking = [forms(message.id) for message in known if not any(forms(message.string))]
    assert lacking, "then this test has nothing to show"
    for id_ in lacking:
        assert sami.gettext(id_[0]) == bokmaal.gettext(id_[0])
        assert sami.ngettext(id_[0], id_[-1], 7) == bokmaal.ngettext(id_[0], id_[-1], 7)


def test_sami_says_what_it_can() -> None:
    assert catalogue("se").gettext("Search") == "Oza"
