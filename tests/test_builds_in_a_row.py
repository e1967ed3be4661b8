"""Builds are independent: builds in one process give the same bytes as a build in a process of its own."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.built import REPO, TINY
from tests.support.files import contents, copied_region, differing
from tests.support.tiers import exhaustive
from tools.day import TODAY
from tools.program import PROGRAM
from tools.reference import lay_out
from veiviser.cli.main import main

# What a process keeps between builds, and what the kept values depend on: never on a file of the region, nor on the
# day. Everything else is kept by objects that end with their build.
KEPT = {
    "checks/events.py _has_a_change": "a day and the name of a time zone",
    "checks/signs.py signs_shown": "a text",
    "cli/spoken.py _catalogue": "files of the program",
    "cli/spoken.py _patterns": "files of the program",
    "content/ages.py _in_words": "CLDR",
    "content/ages.py _months": "CLDR",
    "content/canonical.py _order": "a model",
    "content/base_dictionary.py base_words": "files of the program",
    "content/base_dictionary.py words_to_avoid": "files of the program",
    "content/html.py _known": "a text",
    "content/html.py _dialect": "nothing; it is reset before each text",
    "content/html.py plain_text": "a text",
    "content/labels.py _labels": "files of the program",
    "content/labels.py _typed": "a name of a field",
    "content/labels.py words_for": "files of the program",
    "content/likeness.py _days": "CLDR",
    "content/likeness.py _first_words": "ids of places",
    "content/markup.py at_sight": "a text",
    "content/markup.py dialect": "nothing; it is reset before each text",
    "content/markup.py elements": "a text",
    "content/markup.py heading_ids": "a text",
    "content/markup.py slips": "a text",
    "content/suggestions.py _tongues": "CLDR",
    "content/mojibake.py _pattern": "encodings",
    "content/mojibake.py _rows": "encodings",
    "content/mojibake.py _shown": "encodings",
    "content/mojibake.py _shown_in_rows": "encodings",
    "content/names.py _fields": "a model",
    "content/names.py _required": "a model",
    "content/names.py _translatable": "the models",
    "content/names_of_days.py months": "CLDR",
    "content/names_of_days.py weekdays": "CLDR",
    "content/nodes.py parse": "a path and a text; nobody changes the tree",
    "content/parse.py language_codes": "CLDR",
    "content/pasted.py _all_names": "the models",
    "content/phones.py read": "a number",
    "content/register.py by_name": "files of the program",
    "content/register.py counties": "files of the program",
    "content/register.py register": "files of the program",
    "content/pasted.py _closed": "a kind",
    "content/recurrences.py _units": "CLDR",
    "content/recurrences.py _units_of_a_month": "CLDR",
    "content/schema.py by_name": "a model",
    "content/slug_index.py _probes": "a word",
    "content/schema.py every_name": "the models",
    "content/schema.py fields": "a model",
    "content/schema.py models": "the models",
    "content/schema.py names": "models",
    "content/typed.py _draft": "a model and names of its fields",
    "directory/holidays.py public_holidays": "a year",
    "editing/program.py _built": "files of the program",
    "editing/program.py _installed_from": "how the program was installed",
    "feeds/vtimezone.py vtimezone": "the name of a time zone and years",
    "language/languages.py catalogue": "files of the program",
    "language/languages.py preferences": "the table of languages",
    "language/languages.py spoken": "files of the program",
    "language/languages.py translations": "files of the program; nobody changes the catalogue",
    "origin.py installed_from": "how the program was installed",
    "render/pdf.py _fonts": "the fonts that typst brings along",
    "render/pdf.py _shows": "a character",
    "render/qr.py qr": "an address",
    "search/dictionary.py base_groups": "files of the program",
    "search/vocabulary.py _keyed": "a text",
    "search/words.py key": "a word",
}


def test_all_that_a_process_keeps_is_known() -> None:
    found = set()
    for path in sorted((REPO / "veiviser").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                re.match(r"(functools\.)?(lru_)?cache\b", ast.unparse(decorator)) for decorator in node.decorator_list
            ):
                found.add(f"{path.relative_to(REPO / 'veiviser').as_posix()} {node.name}")
    assert found == set(KEPT)


def built(root: Path, out: Path, *options: str, today: str = TODAY.isoformat()) -> dict[str, bytes]:
    """The site as this process builds it."""
    arguments = ["build", "--root", str(root), "--out", str(out), "--today", today, "--jobs", "1", *options]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return contents(out)


def built_alone(root: Path, out: Path, *options: str, today: str = TODAY.isoformat()) -> dict[str, bytes]:
    """The site as a process that has built nothing before builds it."""
    arguments = ["build", "--root", str(root), "--out", str(out), "--today", today, "--jobs", "1", *options]
    subprocess.run([*PROGRAM, *arguments], check=True, capture_output=True)
    return contents(out)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied_region(TINY, tmp_path_factory.mktemp("builds") / "root")


def replaced(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text, f"{path} has no {old}"
    (root / path).write_text(text.replace(old, new), "utf-8")


def change_everything(root: Path) -> None:
    """Something of each kind: texts, names, terms, numbers, times, words of the dictionary, links and a template."""
    replaced(root, "content/site.yaml", "Den lille veiviseren", "Den nye veiviseren")
    replaced(root, "content/site.yaml", 'theme_colour: "#1f4f5f"', 'theme_colour: "#5f1f4f"\ntimezone: Europe/Helsinki')
    replaced(root, "content/municipalities.yaml", "name: Åsvik", "name: Nye Åsvik\n  sami: [se]")
    for path in (root / "content").rglob("*.md"):
        text = path.read_text("utf-8")
        path.write_text(text.rstrip("\n") + "\n\nNy tekst, [nye ord](/tilbud/) og *mer*.\n", "utf-8")
    for path in (root / "content" / "vocabulary").glob("*.yaml"):
        path.write_text(re.sub(r"(?m)^(  name: )(?=\w)", r"\1Ny ", path.read_text("utf-8")), "utf-8")
    for path in (*(root / "content" / "organisations").glob("*.yaml"), root / "content" / "crisis.yaml"):
        path.write_text(re.sub(r"(?m)^((?:- | *)name: )(?=\w)", r"\1Nye ", path.read_text("utf-8")), "utf-8")
    (root / "templates" / "parts").mkdir(parents=True)
    foot = (REPO / "templates" / "parts" / "foot.html").read_text("utf-8")
    (root / "templates" / "parts" / "foot.html").write_text(foot + "<!-- vår egen -->\n", "utf-8")


@exhaustive("tests/test_builds_in_a_row.py::test_a_build_after_every_kind_of_change_gives_what_a_new_process_gives")
def test_without_a_cache_a_build_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    first = built(root, tmp_path / "a")
    assert differing(first, built(root, tmp_path / "b", "--no-cache")) == []
    assert differing(first, built(root, tmp_path / "a")) == []  # over the existing site
    assert differing(first, built_alone(root, tmp_path / "c", "--no-cache")) == []


def test_a_build_after_every_kind_of_change_gives_what_a_new_process_gives(root: Path, tmp_path: Path) -> None:
    before = built(root, tmp_path / "before")
    kept = shutil.copytree(root, tmp_path / "kept")
    change_everything(root)
    after = built(root, tmp_path / "after")
    assert len(differing(before, after)) > 100
    assert differing(after, built(root, tmp_path / "no-cache", "--no-cache")) == []
    assert differing(after, built_alone(root, tmp_path / "alone")) == []

    later = "2027-03-01"
    assert differing(built(root, tmp_path / "later", today=later), built_alone(root, tmp_path / "l", today=later)) == []
    shutil.rmtree(root)
    shutil.copytree(kept, root)
    assert differing(before, built(root, tmp_path / "back")) == []


def test_another_region_in_the_same_folder_inherits_nothing(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "root"
    shutil.copytree(root, place)
    built(place, tmp_path / "one")
    shutil.rmtree(place)
    lay_out(None, place)
    assert differing(built(place, tmp_path / "other"), built_alone(place, tmp_path / "alone")) == []


def test_no_cache_says_what_it_does() -> None:
    said = CliRunner().invoke(main, ["build", "--lang", "en", "--help"]).output
    assert re.search(r"--no-cache\s+Make everything again, and keep nothing for the next\s+build\.", said)
