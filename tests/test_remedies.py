"""Every message has a place, a reason and a remedy, in three languages, wherever it is shown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.built import TINY
from tests.support.files import copied_region
from tests.support.repository import commit, git
from tools.reference import EXAMPLE_DAY
from veiviser.build.loading import Options, load
from veiviser.cli.main import main
from veiviser.language.languages import MESSAGE_LANGUAGES, catalogue
from veiviser.origin import address_at
from veiviser.problems.codes import CODES
from veiviser.problems.problem import Mark, Problem, in_order
from veiviser.problems.remedies import total

MakeRoot = Callable[..., Path]
ABOUT = "content/pages/om.md"
WRONG = "---\ntitle: Om oss\nmenu: kanskje\n---\n"


def run(command: str, *arguments: str | Path, lang: str = "en") -> Result:
    return CliRunner().invoke(main, [command, *map(str, arguments), "--lang", lang])


def check(root: Path, *arguments: str | Path, lang: str = "en") -> Result:
    return run("check", "--root", root, "--today", EXAMPLE_DAY.isoformat(), *arguments, lang=lang)


# Every code


def test_no_remedy_in_norwegian_names_a_folder_that_a_region_does_not_have() -> None:
    """The guides are in veiledning/, or where the program's source can be read; docs/ is the program's own."""
    for language in ("nb", "nn"):
        told = {code: catalogue(language).gettext(known.advice) for code, known in CODES.items()}
        assert {code for code, advice in told.items() if "docs/" in advice} == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_has_a_place_a_reason_and_a_remedy_in_each_language(code: str, make_root: MakeRoot) -> None:
    root = make_root(code)
    problems = [p for p in in_order(load(Options(root=root, today=EXAMPLE_DAY)).problems) if p.code == code]
    assert problems, "its example shows it"
    for problem in problems:
        mark, path = problem.mark, root / problem.mark.path
        assert mark.path == mark.path.strip("/") != ""
        assert mark.line >= 1
        assert mark.column >= 1
        if path.is_file() and (mark.line, mark.column) != (1, 1):
            lines = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
            assert mark.line <= len(lines)
            assert mark.column <= len(lines[mark.line - 1]) + 1
        *norwegian, english = (problem.message(catalogue(language).gettext) for language in MESSAGE_LANGUAGES)
        assert english not in norwegian
        assert not any("{" in reason for reason in (*norwegian, english))
    *norwegian, english = (catalogue(language).gettext(CODES[code].advice) for language in MESSAGE_LANGUAGES)
    assert english not in norwegian
    assert all(len(remedy) > 10 and remedy[-1] in ".:)`" for remedy in (*norwegian, english))
    for language in MESSAGE_LANGUAGES:
        remedy = catalogue(language).gettext(CODES[code].advice)
        assert check(root, lang=language).stdout.count(f"  {code}: {remedy}\n") == 1
        explained = run("explain", code, lang=language)
        assert explained.exit_code == 0
        assert remedy in explained.stdout
        assert explained.stdout.startswith(f"{code}\n")


def test_without_a_code_all_are_listed_and_a_near_one_is_suggested() -> None:
    listed = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(CODES)
    assert "Did you mean “unknown-id”?" in run("explain", "unkown-id").stderr
    assert run("explain", "error[unknown-id]").stdout == run("explain", "unknown-id").stdout
    assert run("explain", "noe").exit_code == 2


# The total


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (0, 0, "Ingen feil og ingen advarsler."),
        (1, 0, "1 feil i 1 fil."),
        (2, 1, "2 feil og 1 advarsel i 3 filer."),
        (0, 4, "Ingen feil og 4 advarsler i 4 filer."),
    ],
)
def test_a_list_ends_with_a_total(errors: int, warnings: int, said: str) -> None:
    codes = [*["bad-url"] * errors, *["stale"] * warnings]
    found = [Problem(mark=Mark(f"{number}.md"), code=code) for number, code in enumerate(codes)]
    assert total(found, catalogue("nb")) == said


def test_quiet_says_no_more_than_the_errors(make_root: MakeRoot) -> None:
    assert check(make_root(files={ABOUT: WRONG}), "--quiet").stdout.count("\n") == 1


def test_a_code_is_put_right_once_however_often_it_is_found(make_root: MakeRoot) -> None:
    root = make_root(files={ABOUT: WRONG, "content/pages/kontakt.md": WRONG})
    said = check(root).stdout
    assert said.count("error[bad-boolean]") == 2
    assert said.count(CODES["bad-boolean"].advice) == 1
    assert said.endswith("2 errors in 2 files. More on a code: veiviser explain CODE\n")


@pytest.mark.parametrize("command", [("build", "--jobs", "1"), ("stale",), ("format",)])
def test_whatever_is_stopped_by_errors_says_how_to_put_them_right(
    command: tuple[str, ...], make_root: MakeRoot
) -> None:
    said = run(command[0], "--root", make_root(files={ABOUT: WRONG}), *command[1:])
    assert said.exit_code == 1
    assert CODES["bad-boolean"].advice in said.stderr


# Paths


@pytest.fixture
def two(make_root: MakeRoot) -> Path:
    return make_root(
        files={ABOUT: WRONG, "content/offers/mappe/tur.md": WRONG, "content/pages/bra.md": "---\ntitle: A\n---\n"}
    )


@pytest.mark.parametrize("named", [ABOUT, "content/pages", "./content/../content/pages/", "pages", "WHOLE"])
def test_only_what_is_named_is_shown_though_all_is_read(named: str, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here, from the root, or as a whole path."""
    monkeypatch.chdir(two / "content" if named == "pages" else two.parent)
    result = check(two, two / ABOUT if named == "WHOLE" else named)
    assert f"{ABOUT}:3:7: error[bad-boolean]" in result.stdout
    assert "tur.md" not in result.stdout
    assert "1 error in 1 file." in result.stdout
    assert "more in other files." in result.stdout
    assert result.exit_code == 1


def test_the_exit_status_is_that_of_what_is_shown(two: Path) -> None:
    result = check(two, "content/pages/bra.md")
    assert result.exit_code == 0
    assert result.stdout.startswith("No errors, no warnings.\n")
    assert json.loads(check(two, "content/pages/bra.md", "--format", "json").stdout) == []
    assert check(two, ".").stdout == check(two).stdout


@pytest.mark.parametrize("named", ["content/pages/borte.md", "borte", "../utenfor"])
def test_a_path_that_is_not_there_is_told(named: str, two: Path) -> None:
    (two.parent / "utenfor").mkdir()
    (two / "content").joinpath("x").mkdir()
    result = check(two, two / named if named.startswith("..") else named)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert Path(named).name in result.stderr


# A wrong folder

READING = (
    ("build",), ("check",), ("check", "--fix"), ("confirm", "tur"), ("export", "pdf", "--municipality", "x"),
    ("format",), ("migrate",), ("new", "page", "--title", "A", "--yes"), ("rename", "offer", "a", "b"), ("serve",),
    ("stale",),
)  # fmt: skip


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_folder_without_content_is_one_sentence(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied_region(TINY, tmp_path / "min region")
    for here, meant in ((root / "content", "--root .."), (root / "content/offers", "--root ../..")):
        monkeypatch.chdir(here)
        result = CliRunner().invoke(main, [*command, "--lang", "nb"])
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Feil: Det er ingen content/site.yaml i ")
        assert result.stderr.count("\n") == 1
        assert result.stderr.endswith(f"Mente du «{meant}»?\n")
    monkeypatch.chdir(tmp_path)
    assert "Mente du «--root 'min region'»?" in CliRunner().invoke(main, [*command]).stderr
    (tmp_path / "tom").mkdir()
    monkeypatch.chdir(tmp_path / "tom")
    assert "Mente du" not in CliRunner().invoke(main, [*command]).stderr


def test_a_root_that_lacks_one_file_is_a_root(make_root: MakeRoot) -> None:
    root = make_root()
    (root / "content" / "site.yaml").unlink()
    assert "content/site.yaml:1:1: error[missing-file]" in check(root).stdout


def test_format_says_just_what_is_true_beside_a_broken_file(make_root: MakeRoot) -> None:
    said = run("format", "--root", make_root(files={ABOUT: WRONG})).stderr
    assert "All other files are in their form." in said
    assert "All files are in their form." not in said
    assert "Files with errors are left as they are" in said


# Code hosts


@pytest.fixture
def proposed(make_root: MakeRoot) -> tuple[Path, str]:
    """A branch that changes one file among others with faults, and the commit that it starts from."""
    root = make_root(files={ABOUT: WRONG, "content/pages/kontakt.md": WRONG})
    base = commit(root, "2026-11-01")
    git(root, "update-ref", "refs/remotes/origin/hoved", base)
    (root / "content/pages/zz.md").write_text(WRONG, "utf-8")
    commit(root, "2026-11-02")
    return root, base


def first_file(said: str) -> str:
    return min(("om.md", "kontakt.md", "zz.md"), key=said.index)


@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_the_files_of_a_change_come_first(
    form: str, proposed: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, base = proposed
    for name in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA"):
        monkeypatch.delenv(name, raising=False)
    assert first_file(check(root, "--format", form).stdout) == "kontakt.md"
    with monkeypatch.context() as github:
        github.setenv("GITHUB_BASE_REF", "hoved")
        assert first_file(check(root, "--format", form).stdout) == "zz.md"
        github.setenv("GITHUB_BASE_REF", "ukjent")
        assert first_file(check(root, "--format", form).stdout) == "kontakt.md"
    with monkeypatch.context() as gitlab:
        gitlab.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
        assert first_file(check(root, "--format", form).stdout) == "zz.md"
        gitlab.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", "--output=x")
        assert first_file(check(root, "--format", form).stdout) == "kontakt.md"


def test_the_address_of_a_page_is_that_of_the_version_that_was_installed() -> None:
    page = "docs/problems/stale.md"

    def address(url: str, commit: str | None = "abc") -> str | None:
        return address_at({"url": url, "vcs_info": {"vcs": "git", "commit_id": commit}}, page)

    assert address("https://github.com/o/v.git") == f"https://github.com/o/v/blob/abc/{page}"
    assert address("https://navn:token@gitlab.example.org:8443/o/v") == (
        f"https://gitlab.example.org:8443/o/v/-/blob/abc/{page}"
    )
    assert address("https://codeberg.org/o/v/") == f"https://codeberg.org/o/v/src/commit/abc/{page}"
    assert address("ssh://git@github.com/o/v.git") is None
    assert address("https://github.com/o/v.git", None) is None
    assert address_at({"url": "file:" + "//x", "dir_info": {}}, page) is None
    assert address_at({}, page) is None
