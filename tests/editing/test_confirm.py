"""`veiviser confirm` writes the day of the owners' answers into many files at once, and changes nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.records import offer
from tools.day import TODAY
from veiviser.cli.main import main
from veiviser.content.read import read

MakeRoot = Callable[..., Path]
DAY = TODAY.isoformat()
ODD = """\
---
# Spør Bodil i resepsjonen.
summary: 'Vi går.'   # kort
title: "Tur: opp og ned"

status: active
organisations:
- fjordby-kommune
coverage: fjordby
audiences: [partner]
needs: [samtale] # flere senere
formats: [gruppe]
verified_on: "2026-01-02"  # per telefon
# Slutt.
---
Teksten   har sine blanke.\x20\x20
verified_on: ikke her
"""


def confirm(root: Path, *arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(main, ["confirm", "--root", str(root), "--today", DAY, *arguments], input=text)


def changed(before: str, after: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other in zip(before.split("\n"), after.split("\n"), strict=True) if one != other]


def test_the_day_takes_the_place_of_the_old_one_and_all_else_stays(make_root: MakeRoot) -> None:
    root = make_root()
    path = root / "content" / "offers" / "rar.md"
    path.write_text(ODD, "utf-8")
    done = confirm(root, "rar", "--on", "2026-11-19")
    assert done.exit_code == 0, done.output
    assert changed(ODD, path.read_text("utf-8")) == [
        ('verified_on: "2026-01-02"  # per telefon', "verified_on: 2026-11-19  # per telefon")
    ]
    assert "2026-11-19" in done.output
    assert "2026-01-02" in done.output


def test_a_day_that_is_not_there_yet_stands_where_the_form_of_files_has_it(make_root: MakeRoot) -> None:
    root = make_root()
    path = root / "content" / "offers" / "tur.md"
    path.write_text(offer("Kom.\n", sensitive="true"), "utf-8")
    assert confirm(root, "tur", "--by", "Leder: #1, vakt").exit_code == 0
    lines = path.read_text("utf-8").split("\n")
    assert lines[lines.index("formats: gruppe") + 1 :][:3] == [
        f"verified_on: {DAY}",
        'verified_by: "Leder: #1, vakt"',
        "sensitive: true",
    ]
    assert not [problem for problem in read(root).problems if problem.severity == "error"]


@pytest.mark.parametrize("written", ["verified_on:", "verified_on: ''", "verified_on: # spør", "verified_on: 2026-1-3"])
def test_whatever_stood_there_the_day_stands_there_then(written: str, make_root: MakeRoot) -> None:
    root = make_root()
    path = root / "content" / "offers" / "tur.md"
    path.write_text(offer("Kom.\n").replace("status: active", f"status: active\n{written}"), "utf-8")
    assert confirm(root, "tur").exit_code == 0
    offers = {record.id: record.fields for record in read(root).value.offers}
    assert offers["tur"].verified_on == TODAY


def test_many_at_once_from_arguments_paths_addresses_and_the_input(make_root: MakeRoot) -> None:
    root = make_root()
    folder = root / "content" / "offers"
    for name in ("a", "b", "c", "d"):
        (folder / f"{name}.md").write_text(offer(title=name), "utf-8")
    given = ["a", "content/offers/b.md", "https://example.org/tilbud/c/", "-"]
    done = confirm(root, *given, text="d\n\na\n")
    assert done.exit_code == 0, done.output
    assert {r.id for r in read(root).value.offers if r.fields.verified_on == TODAY} == {"a", "b", "c", "d"}


def test_contacts_and_help_lines_too(make_root: MakeRoot) -> None:
    root = make_root()
    contact = root / "content" / "contacts" / "vert.yaml"
    contact.parent.mkdir(exist_ok=True)
    contact.write_text("role: Vert\norganisation: fjordby-kommune\nphone: 55 00 00 10\n", "utf-8")
    line = "- id: {id}\n  name: Linja\n  number: '116117'\n  when: Ring når du vil.\n  level: urgent\n  source: Brev\n"
    crisis = root / "content" / "crisis.yaml"
    crisis.write_text("# Ringt i rekkefølge.\n" + line.format(id="en") + line.format(id="to"), "utf-8")
    assert confirm(root, "vert", "--kind", "contact").exit_code == 0
    assert confirm(root, "to", "--kind", "crisis-line").exit_code == 0
    content = read(root).value
    assert content.contacts[0].fields.verified_on == TODAY
    assert [line.fields.verified_on for line in content.crisis] == [None, TODAY]
    assert crisis.read_text("utf-8").startswith("# Ringt i rekkefølge.\n")
    assert confirm(root, "vert", "--kind", "contact", "--by", "Noen").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tur", "turr", "finnes-ikke"], ["turr (tur?)", "finnes-ikke"]),
        (["tur", "ny", "--on", "2026-11-19"], ["2026-11-19", "ny."]),
        (["tur", "--on", "2026-11-22"], ["2026-11-22"]),
        (["tur", "--on", "i går"], ["i går"]),
        (["tur", "--by", " "], ["--by"]),
        (["tur", "--on", "19. nov. 2026"], ["Mente du «2026-11-19»?"]),
        (["tur", "--by", "Vakta, 13097248022"], ["fødselsnummeret"]),
        (["tur", "--by", "StyrelederÃ¸"], ["ø"]),
        (["tur", "vert"], ["vert (--kind contact?)"]),
        (["tur", "--kind", "kontakt"], ["Mente du «contact»?"]),
        ([], ["ID…"]),
    ],
)
def test_with_one_that_cannot_be_nothing_is_written(arguments: list[str], said: list[str], make_root: MakeRoot) -> None:
    root = make_root()
    folder = root / "content" / "offers"
    (folder / "tur.md").write_text(offer(title="Tur"), "utf-8")
    (folder / "ny.md").write_text(offer(title="Ny", verified_on="2026-11-20"), "utf-8")
    (root / "content" / "contacts").mkdir()
    (root / "content" / "contacts" / "vert.yaml").write_text("role: Vert\nphone: 55 00 00 01\n", "utf-8")
    held = {path: path.read_bytes() for path in folder.iterdir()}
    done = confirm(root, *arguments)
    assert done.exit_code == 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == held
    for words in said:
        assert words in done.output


def test_who_confirmed_it_before_is_told_when_nobody_is_named(make_root: MakeRoot) -> None:
    root = make_root()
    path = root / "content" / "offers" / "tur.md"
    path.write_text(offer("Kom.\n", verified_on="2026-01-02", verified_by="Daglig leder"), "utf-8")
    done = confirm(root, "tur")
    assert "Daglig leder" in done.output
    assert "verified_by: Daglig leder" in path.read_text("utf-8")
    assert "Daglig leder" not in confirm(root, "tur", "--by", "Biblioteket").output
    assert "verified_by: Biblioteket" in path.read_text("utf-8")
