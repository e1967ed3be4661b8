"""`veiviser format` changes the form of files and nothing else, each in one step; files with errors are left alone."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.built import REGIONS
from tests.support.nobody import as_nobody
from veiviser.cli.main import main

MakeRoot = Callable[..., Path]
UNTIDY = "---\nsummary:  Vi går.\ntitle: 'Tur'  # fast\n---\nTekst\n\n"
TIDY = "---\ntitle: Tur # fast\nsummary: Vi går.\n---\nTekst\n"
FAULTY = "---\nsummary:  Vi går.\n---\n"


def run(command: str, root: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [command, "--root", str(root), "--lang", "en", *map(str, arguments)])


@pytest.fixture
def root(make_root: MakeRoot) -> Path:
    return make_root(files={"content/pages/om.md": UNTIDY, "content/pages/feil.md": FAULTY})


def test_files_get_their_form_and_check_is_content_with_them(root: Path) -> None:
    assert "content/pages/om.md:2:1: warning[not-canonical]" in run("check", root).output
    result = run("format", root)
    assert (root / "content/pages/om.md").read_text("utf-8") == TIDY
    assert "content/pages/om.md\n" in result.stdout
    assert "not-canonical" not in run("check", root).output
    assert run("format", root, root / "content/pages/om.md").stdout == ""


def test_a_file_with_errors_is_left_alone_and_reported(root: Path) -> None:
    result = run("format", root)
    assert result.exit_code == 1
    assert "content/pages/feil.md:2:1: error[missing-field]" in result.stderr
    assert "not-canonical" not in result.stderr
    assert (root / "content/pages/feil.md").read_text("utf-8") == FAULTY


def test_looking_changes_nothing(root: Path) -> None:
    result = run("format", root, "--check", root / "content/pages/om.md")
    assert (result.exit_code, result.stdout) == (1, "content/pages/om.md\n")
    assert (root / "content/pages/om.md").read_text("utf-8") == UNTIDY
    run("format", root)
    assert run("format", root, "--check", root / "content/pages/om.md").exit_code == 0


def test_only_what_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content")
    result = CliRunner().invoke(main, ["format", "--root", "..", "vocabulary", "pages/om.md"])
    assert (result.exit_code, result.stdout) == (0, "content/pages/om.md\n")


def test_a_path_outside_of_the_content_is_refused(root: Path, tmp_path: Path) -> None:
    result = run("format", root, tmp_path / "root" / "absent.md")
    assert result.exit_code == 2
    (tmp_path / "other.md").write_text(UNTIDY)
    result = run("format", root, tmp_path / "other.md")
    assert result.exit_code == 2
    assert "There is no content in" in result.output
    assert (tmp_path / "other.md").read_text() == UNTIDY


def test_line_ends_and_a_byte_order_mark_go(root: Path) -> None:
    path = root / "content/pages/om.md"
    path.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    run("format", root)
    assert path.read_bytes() == TIDY.encode()


def test_rights_stay_and_nothing_is_left_beside_the_file(root: Path) -> None:
    path = root / "content/pages/om.md"
    path.chmod(0o640)
    run("format", root)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(each.name for each in path.parent.iterdir()) == ["feil.md", "om.md"]


def test_a_link_is_left_as_it_is(root: Path) -> None:
    (root / "content/pages/om.md").rename(root / "content/pages/.om.md")
    (root / "content/pages/om.md").symlink_to(".om.md")
    result = run("format", root, root / "content/pages/om.md")
    assert "content/pages/om.md is a link" in result.stderr
    assert (root / "content/pages/.om.md").read_text("utf-8") == UNTIDY


def test_a_folder_that_may_not_be_written_is_said(root: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        there = shutil.copytree(root, Path(folder) / "root")
        Path(folder).chmod(0o755)
        (there / "content/pages").chmod(0o555)
        command = ["format", "--root", str(there), str(there / "content/pages/om.md")]
        result = as_nobody(command, [*command, "--check"])
        kept = (there / "content/pages/om.md").read_text("utf-8")
        (there / "content/pages").chmod(0o755)
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    assert kept == UNTIDY


def test_what_was_written_before_a_file_could_not_be_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (root / f"content/pages/{name}.md").write_text(UNTIDY, "utf-8")
    sound = os.replace

    def replacing(draft: Path, place: Path) -> None:
        if Path(place).name == "b.md":
            raise PermissionError(errno.EACCES, "Permission denied")
        sound(draft, place)

    monkeypatch.setattr(os, "replace", replacing)
    result = run("format", root, root / "content/pages")
    assert (result.exit_code, result.stdout) == (2, "content/pages/a.md\n")
    assert "1 file is written in its form." in result.stderr
    assert "b.md could not be written (Permission denied), and is as it was" in result.stderr
    assert "nothing is changed" not in result.stderr
    held = [(root / f"content/pages/{name}.md").read_text("utf-8") for name in ("a", "b", "c")]
    assert held == [TIDY, UNTIDY, UNTIDY]


@pytest.mark.parametrize("region", REGIONS)
def test_our_own_content_is_in_its_form(region: str, tmp_path: Path) -> None:
    shutil.copytree(REGIONS[region] / "content", tmp_path / "content")
    assert (result := run("format", tmp_path, "--check")).exit_code == 0, result.output
