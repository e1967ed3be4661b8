"""Content of an older contract is migrated in place, with its comments, or not at all."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.day import TODAY
from veiviser.build.files import FileError
from veiviser.build.pipeline import Options, load
from veiviser.cli.main import main
from veiviser.content.parse import CONTRACT, contract_fault
from veiviser.editing.migrate import STEPS, FileTexts, MigrationStep, carry_out, plan

MakeRoot = Callable[..., Path]
PLACE = """\
# Der vi møtes.
title: Huset  # ikke navn, i den gamle kontrakten
municipality: fjordby
"""
SITE = """\
# Innstillinger
contract: 1 # versjonen
title: Fjordveiviseren
base_url: https://fjord.example.org/
languages: [nb, en]
publisher: fjordby-kommune
"""


def places_have_names(texts: FileTexts) -> FileTexts:
    """A made-up step: the `title` of a place is renamed to `name`."""
    return {
        path: re.sub("(?m)^title:", "name:", text) if path.startswith("content/places/") else text
        for path, text in texts.items()
    }


def lines_have_moved(texts: FileTexts) -> FileTexts:
    """Another made-up step, which moves a file."""
    return {path.replace("places/huset", "places/fjordby/huset"): text for path, text in texts.items()}


MADE_UP: Mapping[int, MigrationStep] = {1: places_have_names, 2: lines_have_moved}


@pytest.fixture
def old_root(make_root: MakeRoot) -> Path:
    return make_root(files={"content/places/huset.yaml": PLACE, "content/site.yaml": SITE})


def texts(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in root.rglob("*") if p.is_file()}


def bring_forward(root: Path, steps: Mapping[int, MigrationStep]) -> None:
    planned = plan(root, steps)
    assert planned.value is not None
    carry_out(planned.value, root)


def test_there_is_a_step_from_every_version_but_the_newest() -> None:
    assert set(STEPS) == set(range(1, CONTRACT))


def test_a_step_changes_what_it_must_and_keeps_comments(old_root: Path) -> None:
    before = texts(old_root)
    bring_forward(old_root, {1: places_have_names})

    changed = {path: text for path, text in texts(old_root).items() if before.get(path) != text}
    assert changed == {
        "content/places/huset.yaml": PLACE.replace("title: Huset", "name: Huset"),
        "content/site.yaml": SITE.replace("contract: 1", "contract: 2"),
    }


def test_steps_follow_each_other_up_to_the_newest_version(old_root: Path) -> None:
    bring_forward(old_root, MADE_UP)

    assert not (old_root / "content/places/huset.yaml").exists()
    assert (old_root / "content/places/fjordby/huset.yaml").read_text("utf-8") == PLACE.replace("title", "name", 1)
    assert "contract: 3 # versjonen" in (old_root / "content/site.yaml").read_text("utf-8")
    again = plan(old_root, MADE_UP).value
    assert again is not None
    assert (again.found, again.changed) == (3, {})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", "contract: 2\n"),
        ("contract: 1\n", "contract: 2\n"),
        ('contract: "1"  # se her\n', 'contract: "2"  # se her\n'),
        ("contract:\n", "contract: 2\n"),
        ("contract:   1\n", "contract:   2\n"),
    ],
)
def test_the_version_is_written_where_it_stood(old_root: Path, written: str, expected: str) -> None:
    rest = SITE.replace("contract: 1 # versjonen\n", "").replace("# Innstillinger\n", "")
    (old_root / "content/site.yaml").write_text(written + rest, "utf-8")
    bring_forward(old_root, {1: places_have_names})
    assert (old_root / "content/site.yaml").read_text("utf-8") == expected + rest


def test_a_migration_that_was_killed_half_way_goes_on_when_it_is_run_again(old_root: Path) -> None:
    whole = plan(old_root, MADE_UP).value
    assert whole is not None
    (old_root / "content/places/huset.yaml").write_text(PLACE.replace("title", "name", 1), "utf-8")
    (old_root / "content/places/.huset.yaml.migrate").write_text("halvt", "utf-8")
    bring_forward(old_root, MADE_UP)
    assert (old_root / "content/places/fjordby/huset.yaml").read_text("utf-8") == PLACE.replace("title", "name", 1)


def test_when_a_file_resists_all_are_as_they_were(old_root: Path) -> None:
    planned = plan(old_root, MADE_UP).value
    assert planned is not None
    (old_root / "content/places/fjordby").write_text("en fil der mappen skulle vært")
    before = texts(old_root)
    with pytest.raises(FileError):
        carry_out(planned, old_root)
    assert texts(old_root) == before


def test_a_fault_half_way_puts_back_what_was_changed(old_root: Path) -> None:
    planned = plan(old_root, {1: places_have_names}).value
    assert planned is not None
    before = texts(old_root)
    (old_root / "content/site.yaml").unlink()
    (old_root / "content/site.yaml").mkdir()  # the last file to be changed cannot be replaced
    with pytest.raises(FileError):
        carry_out(planned, old_root)
    (old_root / "content/site.yaml").rmdir()
    assert texts(old_root) == {path: text for path, text in before.items() if path != "content/site.yaml"}


def test_a_link_is_not_replaced_by_a_file(old_root: Path, tmp_path: Path) -> None:
    (tmp_path / "annet.yaml").write_text(PLACE, "utf-8")
    (old_root / "content/places/huset.yaml").unlink()
    (old_root / "content/places/huset.yaml").symlink_to(tmp_path / "annet.yaml")
    planned = plan(old_root, {1: places_have_names}).value
    assert planned is not None
    with pytest.raises(FileError, match="link"):
        carry_out(planned, old_root)
    assert (tmp_path / "annet.yaml").read_text("utf-8") == PLACE


def test_a_file_that_cannot_be_read_stops_it_with_its_path(old_root: Path) -> None:
    (old_root / "content/places/rar.yaml").write_bytes(b"name: \xff\n")
    planned = plan(old_root, MADE_UP)
    assert planned.value is None
    assert [(p.mark.path, p.mark.line, p.code) for p in planned.problems] == [
        ("content/places/rar.yaml", 1, "not-utf8")
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("1", "run “veiviser migrate”"),
        ("4", "a newer version of the program is needed"),
        ("0", "there is no such version"),
        ("-1", "there is no such version"),
        ("ny", "there is no such version"),
    ],
)
def test_another_version_is_told_with_what_to_do(said: str, reason: str) -> None:
    fault = contract_fault(said, newest=3)
    assert fault is not None
    assert (fault["value"], fault["reason"]) == (said, reason)


def test_nothing_else_is_said_of_content_that_follows_another_contract(make_root: MakeRoot) -> None:
    faulty = {"content/site.yaml": SITE.replace("contract: 1", "contract: 2"), "content/places/huset.yaml": PLACE}
    problems = load(Options(root=make_root(files=faulty), today=TODAY)).problems
    assert [problem.code for problem in problems] == ["unsupported-contract"]


def run(root: Path, *options: str) -> tuple[str, int]:
    result = CliRunner().invoke(main, ["migrate", "--root", str(root), "--lang", "en", *options])
    return result.output, result.exit_code


def test_the_command_says_that_there_is_nothing_to_do(make_root: MakeRoot) -> None:
    said, status = run(make_root())
    assert (said.startswith("Nothing to do"), status) == (True, 0)


def test_the_command_refuses_content_of_a_newer_contract(make_root: MakeRoot) -> None:
    said, status = run(make_root("unsupported-contract"))
    assert "error[unsupported-contract]" in said
    assert status == 1
