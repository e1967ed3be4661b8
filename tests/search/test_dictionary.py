"""The base dictionary is valid and describes each group, and a region's own dictionary overrides it."""

from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from tests.support.built import REGIONS
from tests.support.searching import found
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.content.base_dictionary import DICTIONARY_FOLDER, BaseWord, base_words, read_base
from veiviser.content.canonical import canonical
from veiviser.content.characters import CONTROL
from veiviser.content.source import Source
from veiviser.directory.model import Directory
from veiviser.search.dictionary import WordGroup, base_groups, groups

MakeRoot = Callable[..., Path]
FILES = sorted(Path(str(files("veiviser").joinpath(DICTIONARY_FOLDER))).iterdir())


def of_region(make_root: MakeRoot, dictionary: str) -> dict[str, WordGroup]:
    directory = load(Options(root=make_root(files={"content/dictionary.yaml": dictionary}))).value
    assert isinstance(directory, Directory)
    return {group.id: group for group in groups(directory)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_in_the_form_that_files_are_kept_in(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert canonical(Source(path.name, text), BaseWord) == text
    assert not CONTROL.search(text)


def test_there_are_enough_groups_and_each_is_there_once() -> None:
    ids = Counter(word.id for word in base_words())
    assert len(ids) >= 250
    assert {id_: count for id_, count in ids.items() if count > 1} == {}


def test_every_group_says_what_it_is_for_and_has_its_word_in_three_languages() -> None:
    assert [word.id for word in base_words() if not word.purpose.endswith((".", "».")) or len(word.purpose) < 20] == []
    assert [word.id for word in base_words() if not {"nb", "nn", "en"} <= word.preferred.keys()] == []
    assert [word.id for word in base_words() if not word.also or not word.leads_to] == []


def test_a_word_belongs_to_two_groups_at_most() -> None:
    """A word in too many groups would find everything."""
    owners = Counter(
        text for word in base_words() for text in {also.casefold() for also in (*word.also, *word.other_languages)}
    )
    assert {text: count for text, count in owners.items() if count > 2} == {}


def test_no_group_says_a_word_twice() -> None:
    texts_of = {
        w.id: [*{t.casefold() for t in w.preferred.values()}, *map(str.casefold, (*w.also, *w.other_languages))]
        for w in base_words()
    }
    assert {
        id_: [t for t in texts if texts.count(t) > 1] for id_, texts in texts_of.items() if len(set(texts)) < len(texts)
    } == {}


def test_words_that_hurt_are_said_by_no_group_that_is_shown() -> None:
    hurting = {also.casefold() for word in base_words() if word.quiet for also in (*word.also, *word.other_languages)}
    shown = {text.casefold() for word in base_words() for text in (*word.preferred.values(), *word.leads_to)}
    assert hurting & shown == set()
    assert {"fyllik", "junkie", "gal", "evneveik"} <= hurting


@pytest.mark.parametrize(
    "word", ["selvmord", "sjølvmord", "ta livet mitt", "vil ikke leve", "vold", "slår meg", "overdose"]
)
def test_words_of_danger_are_of_a_group_that_calls_for_help(word: str) -> None:
    found = [g for g in base_groups() if word in {t.casefold() for t in g.means}]
    assert any(group.crisis for group in found)


def test_a_fault_in_a_file_is_not_read_past() -> None:
    for text in ("- id: x\n", "id: x\n", "- id: x\n  for: A.\n  preferred: {nb: x}\n  colour: red\n", "- [\n"):
        with pytest.raises(ValueError):  # noqa: PT011
            read_base(Source("x.yaml", text))


def test_a_region_replaces_a_group_and_adds_its_own(make_root: MakeRoot) -> None:
    made = of_region(make_root, "- {id: nabo, preferred: granne, also: [grannelaget]}\n- {id: stua, preferred: Stua}\n")
    assert (made["nabo"].preferred, made["nabo"].also) == ({"nb": "granne"}, ("grannelaget",))
    assert {"сусід", "sąsiad"} <= set(made["nabo"].means), "words in languages that no site has stay"
    assert "neighbour" not in made["nabo"].means
    assert made["nabo"].leads_to == next(group for group in base_groups() if group.id == "nabo").leads_to
    assert made["stua"].preferred == {"nb": "Stua"}
    assert len(made) == len(base_groups()) + 1


def test_no_region_loses_a_word_of_danger_by_having_its_own(make_root: MakeRoot) -> None:
    group = of_region(make_root, "- {id: selvmord, preferred: selvmord, also: [sjølmord, heimord]}\n")["selvmord"]
    assert group.crisis
    assert {"heimord", "ta livet mitt", "suicidal"} <= set(group.also)


def test_ordinary_words_of_other_languages_find_something_where_a_region_has_words_of_its_own() -> None:
    """The example region has its own words, among others for help, grief and dementia."""
    directory = load(Options(root=REGIONS["example"], today=TODAY)).value
    assert isinstance(directory, Directory)
    own = {word.id for word in directory.dictionary}
    assert {"demens", "hjelp", "sorg"} <= own
    asked = (
        "догляд", "пам'ять", "горе", "сестра", "втома", "переклад", "група", "курс", "розлучення", "тато", "інсульт",
        "رعاية", "أخي", "تعبان", "مجموعة", "طفل", "حداد", "مكتبة", "عائلة", "قلق", "نصيحة", "كحول",
        "opieka", "siostra", "rozwód", "udar", "wdowa", "smutna", "pamięć", "obóz", "lekarz", "samotność",
    )  # fmt: skip
    nothing = [text for text, hits in found(directory, asked).items() if not hits]
    assert nothing == []
