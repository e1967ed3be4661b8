"""Everything particular to a language is in the table of languages, and no other code names one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.built import REPO
from veiviser.editing.init import WRITTEN
from veiviser.language import languages
from veiviser.language.collation import letter, sort_key
from veiviser.language.languages import LANGUAGES, NORWEGIAN, SITE_LANGUAGES, SOURCE, STAND_IN, catalogue
from veiviser.render.pages import _rewritten

CODES = "|".join(SITE_LANGUAGES)
# A string that is a code, or one that lists two or more, as in a pattern or an example.
NAMES_ONE = re.compile(rf"(?:{CODES})|.*\b(?:{CODES})\b\W{{1,3}}(?:(?:and|or|og|eller) )?\b(?:{CODES})\b.*", re.DOTALL)
# Files that spell codes, and why they need not follow the table.
SPELLED = {
    "veiviser/problems/codes.py": "examples in an advice: languages that people speak, not those of sites",
    "veiviser/cli/group.py": "English, the language that help texts are written in",
    "veiviser/cli/init.py": "an example in the help of an option",
    "veiviser/cli/spoken.py": "the languages that click's own sentences are said in",
    "veiviser/content/fields.py": "an example of a code of ISO 639",
    "veiviser/content/labels.py": "what people write for values in any language",
    "veiviser/content/likeness.py": "words and endings, and no language",
    "veiviser/content/suggestions.py": "what people write for languages and numbers",
    "veiviser/content/models/lists.py": "the forms of Norwegian and the Sámi languages of municipalities",
    "veiviser/content/names.py": "how people write languages in the names of files",
    "veiviser/content/names_of_days.py": "the ending of a word",
    "veiviser/content/recurrences.py": "articles before a unit of time",
    "veiviser/editing/suggested.py": "words before an address, and no language",
    "veiviser/language/languages.py": "the table itself",
    "veiviser/pages/municipalities.py": "two sentences, each in the form of Norwegian that it leads to",
    "veiviser/search/compounds.py": "letters that join two words, and no language",
    "templates/assets/search/query.js": "letters that join two words, and no language",
    "tools/made_region.py": "the languages of a made-up region",
    "tools/reference.py": "the problems are explained in bokmål",
    "tools/search_quality/questions.py": "the name of a group of questions",
    "tools/search_quality/rivals.py": "the language of a page that other searches are tried on",
}


def texts_of(path: Path) -> Iterator[str]:
    source = path.read_text("utf-8")
    if path.suffix == ".js":
        yield from re.findall(r"""["'`](.*?)["'`]""", source)
        return
    if path.suffix == ".html":
        yield from re.findall(r"""["'](.*?)["']""", source)
        return
    tree = ast.parse(source)
    docs = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs:
            yield node.value


def test_codes_stand_in_the_table_alone() -> None:
    files = [p for folder in ("veiviser", "templates", "tools") for p in sorted((REPO / folder).rglob("*"))]
    found = {
        path.relative_to(REPO).as_posix()
        for path in files
        if path.suffix in (".py", ".js", ".html") and any(NAMES_ONE.fullmatch(text) for text in texts_of(path))
    }
    assert found == set(SPELLED)


def test_lists_of_codes_follow_the_table() -> None:
    assert tuple(code for code, language in LANGUAGES.items() if language.norwegian) == NORWEGIAN
    assert SITE_LANGUAGES[0] == STAND_IN
    assert SOURCE in SITE_LANGUAGES
    assert catalogue(SOURCE).gettext("Search") == "Search"
    assert set(WRITTEN) <= set(SITE_LANGUAGES)
    skeleton = REPO / "veiviser" / "editing" / "skeleton"
    for code in WRITTEN:
        for sample in ("offers/eksempel-pusterommet", "events/eksempel-kveld", "pages/eksempel-om-oss"):
            assert (skeleton / "content" / f"{sample}.{code}.md").is_file()


@pytest.mark.parametrize("site", [("nb", "nn", "en", "se"), ("nn", "nb"), ("en", "pl", "nb")])
def test_a_link_in_a_text_stays_in_the_language_it_names(site: tuple[str, ...]) -> None:
    """Whatever the first language of the site is, and on whichever page the text is shown."""
    for shown in site:
        home = "" if shown == site[0] else f"{shown}/"
        for named in site[1:]:
            for rest in ("", "/", "/tilbud/x/", "/#a", "/?q=a"):
                assert _rewritten(f"/{named}{rest}", "../", home, site) == f"../{named}{rest}"
        for own in ("assets/a.svg", "data/offers.json", "pagefind/a.js", "sitemap.xml"):
            assert _rewritten(f"/{own}", "../", home, site) == f"../{own}"
        for page in (
            "tilbud/x/",
            "nynorsk/",
            "nb-x/",
            "english/",
            "",
            "datatilsynet/",
            "kalender.ics",
            "kommune/a/kalender.ics",
        ):
            assert _rewritten(f"/{page}", "../", home, site) == f"../{home}{page}"
        for elsewhere in ("https://x.no/nn/", "//x.no/nn/", "#a", "mailto:a@x.no"):
            assert _rewritten(elsewhere, "../", home, site) == elsewhere


def test_each_alphabet_has_its_letters_once_and_those_of_norwegian() -> None:
    for language in LANGUAGES.values():
        assert len(set(language.alphabet)) == len(language.alphabet)
        assert language.alphabet == language.alphabet.lower()
        assert set("abcdefghijklmnoprstuvyz") <= set(language.alphabet)


def test_a_language_sorts_by_its_own_alphabet(monkeypatch: pytest.MonkeyPatch) -> None:
    polish = languages.Language(name="Polski", locale="pl_PL", alphabet="aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")
    german = languages.Language(name="Deutsch", locale="de_DE", alphabet="abcdefghijklmnopqrstuvwxyzäöüß")
    monkeypatch.setattr("veiviser.language.collation.LANGUAGES", {**LANGUAGES, "pl": polish, "de": german})
    names = ["Łódź", "Lublin", "Mazury", "Ćma", "Cud", "Dom"]
    assert sorted(names, key=lambda name: sort_key(name, "pl")) == ["Cud", "Ćma", "Dom", "Lublin", "Łódź", "Mazury"]
    assert [letter(name, "pl") for name in ("Łódź", "ćma")] == ["Ł", "Ć"]
    assert [letter(name, "nb") for name in ("Łódź", "ćma", "Ängsö", "Über")] == ["L", "C", "Æ", "Y"]
    assert letter("Ärzte", "de") == "Ä"
