"""`veiviser init --update` updates the files around the content, and loses nothing that a region has written."""

import json
import os
import sys
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner, Result

from tools.day import TODAY
from tools.program import PROGRAM
from veiviser.cli.main import main
from veiviser.editing.init import MEMORY, digest

CHECK = ".github/workflows/check.yml"
COMMIT = "0123456789" * 4
DAY = TODAY.isoformat()


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def region(tmp_path: Path) -> Path:
    root = tmp_path / "region"
    made = run(
        "init", root, "--name", "Fjordregionen", "--languages", "nb,nn", "--municipality", "Ytre Holmen 9904",
        "--publisher", "Ytre Holmen kommune", "--base-url", "https://fjord.example/", "--host", "github",
        "--today", DAY,
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    return root


def held(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def left_by_an_older_version(root: Path, path: str, text: str) -> None:
    """Writes a file, and its digest, as an older version of the program would have done."""
    (root / path).write_text(text, "utf-8")
    recorded = json.loads((root / MEMORY).read_text("utf-8"))
    recorded["files"][path] = digest(text.encode())
    (root / MEMORY).write_text(json.dumps(recorded), "utf-8")


def test_what_is_current_stays_and_is_said_to_be(region: Path) -> None:
    before = held(region)
    result = run("init", "--update", region)
    assert (result.exit_code, held(region)) == (0, before)
    assert "oppdatert" in result.output


def test_what_is_older_is_shown_and_replaced_and_what_was_changed_is_left(region: Path) -> None:
    wanted = held(region)
    left_by_an_older_version(region, CHECK, "on: [push]\n")
    left_by_an_older_version(region, ".github/workflows/gone.yml", "on: [push]\n")
    (region / "REDIGER.md").write_text("# Slik gjør vi det hos oss\n", "utf-8")
    (region / "README.md").write_text("# Vår egen\n", "utf-8")
    (region / "content" / "site.yaml").write_text("mangler alt", "utf-8")
    assert run("init", "--update", region, "--yes").exit_code == 2  # such a region has no digests
    (region / "content" / "site.yaml").write_bytes(wanted["content/site.yaml"].replace(b"Fjordregionen", b"Fjord"))

    before = held(region)
    shown = run("init", "--update", region)
    assert held(region) == before
    assert "-on: [push]\n" in shown.output
    assert "+  merge_group:" in shown.output

    result = run("init", "--update", region, "--yes")
    after = held(region)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {CHECK, ".github/workflows/gone.yml", MEMORY}
    assert after[CHECK] == wanted[CHECK]
    assert "REDIGER.md" in result.output.splitlines()[-2]
    assert run("init", "--update", region, "--yes").exit_code == 0
    assert held(region) == after


def test_the_program_is_changed_to_another_commit_and_its_wheel_goes(region: Path) -> None:
    assert list(region.glob("*.whl"))
    result = run("init", "--update", region, "--yes", "--source", f"https://git.example.org/veiviser/commit/{COMMIT}")
    assert result.exit_code == 0, result.output
    assert list(region.glob("*.whl")) == []
    assert f"veiviser @ git+https://git.example.org/veiviser@{COMMIT}\n" in (region / "veiviser.txt").read_text("utf-8")
    assert f"/blob/{COMMIT}/docs/rediger.md" in (region / "REDIGER.md").read_text("utf-8")


def test_a_region_from_before_there_was_a_memory_gets_what_is_new_and_loses_the_bare_name(region: Path) -> None:
    wanted = held(region)
    (region / MEMORY).unlink()
    (region / "veiviser.txt").unlink()
    (region / ".github" / "dependabot.yml").unlink()
    (region / "requirements.txt").write_text("# Versjonen av programmet.\nveiviser==0.1.0\n", "utf-8")
    (region / CHECK).write_text("on: [push]\n", "utf-8")
    result = run("init", "--update", region, "--yes", "--today", DAY)
    assert result.exit_code == 0, result.output
    after = held(region)
    assert after[CHECK] == b"on: [push]\n"  # it may be the region's own
    assert CHECK in result.output.splitlines()[-2]
    for path in ("veiviser.txt", "requirements.txt", ".github/dependabot.yml"):
        assert after[path] == wanted[path]


def test_what_somebody_deleted_does_not_come_back_by_itself(region: Path) -> None:
    (region / ".github" / "workflows" / "stale.yml").unlink()
    result = run("init", "--update", region, "--yes")
    assert not (region / ".github" / "workflows" / "stale.yml").exists()
    assert "stale.yml er der ikke lenger: dere har slettet den selv." in result.output


def test_the_digests_of_requirements_are_not_shown_also_when_the_file_is_gone(region: Path) -> None:
    (region / "requirements.txt").unlink()
    result = run("init", "--update", region)
    assert "+jinja2==" in result.output
    assert "--hash=sha256:" not in result.output


@pytest.mark.parametrize(
    "path", ["../utenfor.txt", "content/site.yaml", "/etc/hostname", "content/../content/areas.yaml"]
)
def test_a_memory_that_names_other_files_deletes_none(region: Path, path: str) -> None:
    (region.parent / "utenfor.txt").write_text("viktig", "utf-8")
    told = json.loads((region / MEMORY).read_text("utf-8"))
    place = region / path
    told["files"][path] = digest(place.read_bytes()) if place.is_file() else "x"
    (region / MEMORY).write_text(json.dumps(told), "utf-8")
    before = held(region.parent)
    assert run("init", "--update", region, "--yes").exit_code == 0
    after = held(region.parent)
    assert {name: data for name, data in before.items() if name != f"region/{MEMORY}"}.items() <= after.items()


@pytest.mark.parametrize("text", ["", "[]", "null", '{"files": 1, "host": [], "begun_on": 7}', "{"])
def test_a_memory_that_cannot_be_read_counts_as_none(region: Path, text: str) -> None:
    (region / MEMORY).write_text(text, "utf-8")
    result = run("init", "--update", region, "--today", DAY)
    assert result.exit_code == 0, result.output


def test_where_there_is_no_region_nothing_is_done(tmp_path: Path) -> None:
    result = run("init", "--update", tmp_path)
    assert result.exit_code == 2
    assert "content/site.yaml" in result.output
    assert run("init", "--update", tmp_path, "--name", "Ny").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_in_a_folder_of_a_region_the_command_that_works_is_told(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(region / "content" / "places")
    refused = run("init", "--update")
    assert refused.exit_code == 2
    assert "«veiviser init --update ../..»" in refused.output
    assert run("init", "--update", "../..", "--yes").exit_code == 0


def test_a_region_is_not_begun_again_and_told_how_it_is_brought_up_to_date(region: Path) -> None:
    refused = run("init", region)
    assert (refused.exit_code, "veiviser init --update" in refused.output) == (2, True)


def test_each_file_is_asked_for_on_a_terminal(region: Path) -> None:
    left_by_an_older_version(region, CHECK, "on: [push]\n")
    (region / "REDIGER.md").write_text("# Slik gjør vi det hos oss\n", "utf-8")
    (region / "requirements.txt").write_text("egen==1.0\n", "utf-8")
    terminal = pexpect.spawn(
        sys.executable, [*PROGRAM[1:], "init", "--update"], cwd=str(region), encoding="utf-8", timeout=30,
        dimensions=(50, 200), env={**os.environ, "NO_COLOR": "1", "TERM": "dumb"},
    )  # fmt: skip
    for question, typed in (
        (r"Bytte ut .*check.yml\? \(ja\)", ""),
        (r"endret.*Bytte ut REDIGER.md\? \(nei\)", ""),
        (r"Bytte ut requirements.txt\? \(nei\)", "kanskje"),
        ("Svar ja eller nei", "ja"),
    ):
        terminal.expect(question)
        terminal.sendline(typed)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    assert b"merge_group" in (region / CHECK).read_bytes()
    assert (region / "REDIGER.md").read_text("utf-8") == "# Slik gjør vi det hos oss\n"
    assert b"--require-hashes" in (region / "requirements.txt").read_bytes()
