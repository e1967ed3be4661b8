"""`veiviser rename` changes an id in every place that has it, and nothing else."""

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.built import REGIONS
from tests.support.records import event, offer
from tests.support.tiers import exhaustive
from tools.day import TODAY
from veiviser.cli.main import main
from veiviser.content import schema
from veiviser.content.models import KINDS, ONE_OF
from veiviser.content.read import read
from veiviser.directory.references import references
from veiviser.editing.new import all_problems

MakeRoot = Callable[..., Path]
DAY = TODAY.isoformat()


def rename(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["rename", "--root", str(root), "--today", DAY, *arguments])


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def errors(root: Path) -> list[str]:
    return [str(problem) for problem in all_problems(root, TODAY, {}) if problem.severity == "error"]


def write(root: Path, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """A region that uses every field that refers to records."""
    return Path(shutil.copytree(REGIONS["example"], tmp_path / "region", ignore=shutil.ignore_patterns("site")))


def test_an_offer_takes_its_translations_references_and_links_along_and_leaves_an_alias(make_root: MakeRoot) -> None:
    root = make_root()
    link = "Se [tur](/tilbud/tur/), [kalender](/tilbud/tur/kalender.ics), https://example.org/tilbud/tur/ og "
    alike = "tur, /tilbud/turen/, [annet](https://andre.example/tilbud/tur/) og /kommune/tur/."
    write(root, {
        "content/offers/fjordby/tur.md": offer("Om [seg selv](/tilbud/tur/).\n"),
        "content/offers/fjordby/tur.en.md": "---\ntitle: Walk\n---\nSee [us](/en/tilbud/tur/).\n",
        "content/offers/kor.md": offer(link + alike + "\n", title="Kor", distinct_from='["tur"] # ligner'),
        "content/offers/bad.md": offer(status="ended", ended_on="2026", replaced_by="\n  - kor\n  - 'tur'"),
        "content/events/tur.md": event(offer="tur"),
    })  # fmt: skip
    site = root / "content" / "site.yaml"
    site.write_text(re.sub(r"(?m)^base_url: .*", "base_url: https://example.org/", site.read_text("utf-8")), "utf-8")
    held = files(root)
    done = rename(root, "offer", "tur", "fottur")
    assert done.exit_code == 0, done.output
    now = {path: text.decode() for path, text in files(root).items()}
    assert set(now) == {path.replace("offers/fjordby/tur.", "offers/fjordby/fottur.") for path in held}
    assert "aliases: [tur]" in now["content/offers/fjordby/fottur.md"]
    assert "/tilbud/fottur/" in now["content/offers/fjordby/fottur.md"]
    assert "/en/tilbud/fottur/" in now["content/offers/fjordby/fottur.en.md"]
    assert link.replace("d/tur/", "d/fottur/") + alike in now["content/offers/kor.md"]
    assert 'distinct_from: ["fottur"] # ligner' in now["content/offers/kor.md"]
    assert "  - kor\n  - 'fottur'\n" in now["content/offers/bad.md"]
    assert "offer: fottur\n" in now["content/events/tur.md"]
    assert errors(root) == []


@pytest.mark.parametrize(
    "aliases", ["[gammel]", "[]", "", "gammel", "\n  - gammel\n  - eldre", "[gammel,eldre] # fra 2019", "'gammel'"]
)
def test_the_alias_joins_those_that_are_there(aliases: str, make_root: MakeRoot) -> None:
    root = make_root()
    write(root, {"content/offers/tur.md": offer(title="Tur", aliases=aliases)})
    held = read(root).value.offers
    before = next(record.fields.aliases for record in held if record.id == "tur")
    assert rename(root, "offer", "tur", "fottur").exit_code == 0
    found = next(record for record in read(root).value.offers if record.id == "fottur")
    assert set(found.fields.aliases) == {"tur", *before}
    assert ("# fra 2019" in aliases) == ("# fra 2019" in found.source.text)


def test_back_again_leaves_what_was_there_and_one_alias(make_root: MakeRoot) -> None:
    root = make_root()
    write(root, {"content/offers/tur.md": offer(title="Tur"), "content/events/e.md": event(offer="tur")})
    assert rename(root, "offer", "tur", "fottur").exit_code == 0
    assert rename(root, "offer", "fottur", "tur").exit_code == 0
    found = next(record for record in read(root).value.offers if record.id == "tur")
    assert found.fields.aliases == ("fottur",)
    assert errors(root) == []


def test_a_municipality_takes_its_folders_its_owners_and_its_figures_along(region: Path) -> None:
    write(region, {
        "CODEOWNERS": "*  @alle\n/content/*/fjordby/  @fjordby # fjordby\n/content/offers/fjordby @a\n",
        "history/confirmed.csv": "year,municipality,confirmed,offers\n2024,fjordby,3,5\n2024,elvemo,1,2\n",
    })  # fmt: skip
    (region / "content" / "offers" / "fjordby" / "notat.txt").write_text("Blir liggende.", "utf-8")
    done = rename(region, "municipality", "fjordby", "nyby")
    assert done.exit_code == 0, done.output
    now = files(region)
    assert now["CODEOWNERS"].decode() == "*  @alle\n/content/*/nyby/  @fjordby # fjordby\n/content/offers/nyby @a\n"
    assert b"2024,nyby,3,5\n2024,elvemo,1,2\n" in now["history/confirmed.csv"]
    assert [path for path in now if "/fjordby/" in path] == ["content/offers/fjordby/notat.txt"]
    assert not (region / "content" / "places" / "fjordby").exists()
    assert b"/kommune/fjordby/" not in b"".join(data for path, data in now.items() if not path.startswith(".cache/"))
    assert "/kommune/fjordby/" in done.output
    assert errors(region) == []


def test_a_rehearsal_shows_each_line_and_changes_none(region: Path) -> None:
    held = files(region)
    done = rename(region, "contact", "ola-nordmann-mestringshuset", "husvert-mestringshuset", "--dry-run")
    assert done.exit_code == 0
    assert "ola-nordmann-mestringshuset.yaml → content/contacts/fjordby/husvert-mestringshuset.yaml" in done.output
    assert len(re.findall(r"(?m)^-.*ola-nordmann-mestringshuset", done.output)) >= 2
    assert files(region) == held


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["offer", "tirsdagskafen", "ny"], 2, "tirsdagskafeen"),
        (["offer", "tirsdagskafeen", "leseboksen-fjordby"], 2, "leseboksen-fjordby"),
        (["offer", "tirsdagskafeen", "Ny Kafé"], 2, "Ny Kafé"),
        (["municipality", "fjordby", "norge"], 2, "norge"),
        (["municipality", "fjordby", "innlandsfylket"], 2, "innlandsfylket"),
        (["page", "om", "tilbud"], 1, "tilbud"),
        (["tilbud", "a", "b"], 2, "tilbud"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    arguments: list[str], code: int, said: str, region: Path
) -> None:
    area = read(region).value.areas[0].id
    arguments = [area if text == "innlandsfylket" else text for text in arguments]
    held = files(region)
    done = rename(region, *arguments)
    assert done.exit_code == code, done.output
    assert said.replace("innlandsfylket", area) in done.output
    assert files(region) == held


def test_content_with_errors_is_left_alone(region: Path) -> None:
    (region / "content" / "offers" / "ny.md").write_text("---\ntitle: [\n---\n", "utf-8")
    held = files(region)
    done = rename(region, "offer", "tirsdagskafeen", "onsdagskafeen")
    assert done.exit_code == 1
    assert "content/offers/ny.md:2" in done.output
    assert files(region) == held


def test_no_small_map_within_a_record_refers_to_another_record() -> None:
    """`references` only looks at the fields of a record itself, not at fields within these."""
    within = {field.model for model in schema.models() for field in schema.fields(model) if field.model}
    assert within
    assert not any(field.refers_to for model in within for field in schema.fields(model))


# A kind with a file for each record, and one whose records share a file.
IN_SHORT = ("contact", "need")
OTHERS = exhaustive(
    "tests/editing/test_rename.py::test_every_field_that_refers_to_a_kind_follows[contact]",
    "tests/editing/test_rename.py::test_every_field_that_refers_to_a_kind_follows[need]",
    "tests/editing/test_rename.py::test_an_offer_takes_its_translations_references_and_links_along_and_leaves_an_alias",
    "tests/editing/test_rename.py::test_a_municipality_takes_its_folders_its_owners_and_its_figures_along",
)


@pytest.mark.parametrize("one", [one if one in IN_SHORT else pytest.param(one, marks=OTHERS) for one in ONE_OF])
def test_every_field_that_refers_to_a_kind_follows(one: str, region: Path) -> None:
    kind = ONE_OF[one]
    fields = {
        (name, field.name) for name, each in KINDS.items() for field in schema.fields(each.model)
        if kind in field.refers_to
    }  # fmt: skip
    by_id = defaultdict[str, set[tuple[str, str]]](set)
    content = read(region).value
    for reference in references(content):
        if kind in reference.field.refers_to:
            by_id[reference.id].add((reference.record.kind, reference.field.name))
    for record in content.records[kind]:
        by_id.setdefault(record.id, set())
    left, targets = set(fields), list[str]()
    ids = {record.id for record in content.records[kind]}
    while not targets or left:
        best = max(sorted(ids - set(targets)), key=lambda id_: len(by_id[id_] & left))
        targets.append(best)
        assert not left or by_id[best] & left, f"the example region has nothing for {left}"
        left -= by_id[best]
    for target in targets:
        done = rename(region, one, target, f"{target}-x")
        assert done.exit_code == 0, done.output
        assert target not in {r.id for r in references(read(region).value) if kind in r.field.refers_to}
    assert errors(region) == []
