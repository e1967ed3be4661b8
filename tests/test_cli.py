"""The commands: what they accept, their messages and language, their exit status, and the files they leave behind."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from tests.support.built import REPO, TINY
from tests.support.files import contents, copied_region
from tests.support.said import listed
from tools.day import TODAY
from veiviser.cli.main import main
from veiviser.problems.codes import CODES

MakeRoot = Callable[..., Path]
FAULTY = {
    # An unknown key with a suggestion, and a date too far back; a comma and a colon, which some formats must escape.
    "content/offers/tur.md": """---
title: "Turgruppe: vi går, 100 % sikkert"
summary: Vi går tur.
status: active
organisations: fjordby-kommune
coverage: fjordby
audiences: partner
needs: samtale
formats: gruppe
tittel: Turgruppe
verified_on: 2020-01-01
---
""",
    "content/pages/om.md": "---\ntitle: Om oss\nmenu: kanskje\n---\n",
}
STALE = {"content/offers/tur.md": FAULTY["content/offers/tur.md"].replace("tittel: Turgruppe\n", "")}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def check(root: Path, *options: str) -> Result:
    return run("check", "--root", root, "--today", TODAY.isoformat(), *options)


def build(root: Path, *options: str | Path) -> Result:
    return run("build", "--root", root, "--today", TODAY.isoformat(), "--jobs", "1", *options)


@pytest.fixture
def tiny_root(tmp_path: Path) -> Path:
    return copied_region(TINY, tmp_path / "root")


# Exit status


def test_0_when_nothing_stops_it(make_root: MakeRoot) -> None:
    root = make_root(files=STALE)
    assert check(root).exit_code == 0
    assert build(root).exit_code == 0
    assert (root / "site" / "index.html").is_file()


def test_1_when_the_content_has_errors(make_root: MakeRoot) -> None:
    root = make_root(files=FAULTY)
    assert check(root).exit_code == 1
    assert build(root).exit_code == 1
    assert not (root / "site").exists()


def test_1_when_strict_and_there_are_warnings(make_root: MakeRoot) -> None:
    root = make_root(files=STALE)
    assert check(root, "--strict").exit_code == 1
    assert build(root, "--strict").exit_code == 1
    assert not (root / "site").exists()
    assert check(root, "--strict").output == check(root).output


WRONG_USAGE = [
    ("check", "--today", "2026-13-01"),
    ("check", "--today", "2026-1-1"),
    ("check", "--today", "20261121"),
    ("check", "--today", "i dag"),
    ("check", "--lang", "se"),
    ("check", "--lang", "no"),
    ("check", "--format", "xml"),
    ("check", "--root", "ingensteds"),
    ("check", "--root", "fil.txt"),
    ("check", "--jobs", "2"),
    ("build", "--today", "2026-02-30"),
    ("build", "--lang", "fr"),
    ("build", "--jobs", "0"),
    ("build", "--jobs", "-1"),
    ("build", "--jobs", "mange"),
    ("build", "--root", "ingensteds"),
    ("build", "--base-url", "veiviser.example"),
    ("build", "--base-url", "ftp://veiviser.example/"),
    ("build", "--base-url", "httpx://veiviser.example/"),
    ("build", "--base-url", "https://"),
    ("build", "--base-url", "https://veiviser.example/?side=1"),
    ("build", "--base-url", "https://veiviser.example/ og mer"),
    ("build", "--base-url", ""),
    ("build", "--out", "."),
    ("build", "--out", "content"),
    ("build", "--out", "content/offers"),
    ("build", "--out", "egne filer"),
    ("build", "--out", "fil.txt"),
    ("build", "--ukjent"),
    ("bygg",),
    (),
]


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_2_when_it_is_used_wrongly(
    arguments: tuple[str, ...], make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_root(files={"fil.txt": "", "egne filer/brev.txt": "Kjære deg"})
    monkeypatch.chdir(root)
    before = contents(root)

    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr != ""
    assert "Traceback" not in result.stderr
    assert contents(root) == before


def test_3_when_the_program_itself_fails(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A division by zero stands for any unexpected error."""
    monkeypatch.chdir(tiny_root.parent)
    assert build(tiny_root).exit_code == 0
    before = contents(tiny_root / "site")
    monkeypatch.setattr("veiviser.render.pages._renderer", lambda frame, root: 1 / 0)

    result = build(tiny_root, "--no-cache")

    assert result.exit_code == 3
    assert "Traceback" not in result.output
    assert contents(tiny_root / "site") == before
    assert [path.name for path in tiny_root.iterdir() if path.name.startswith(".")] == [".cache"]


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("--version",), ("build", "-h"), ("check", "--help")])
def test_help_is_no_fault(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")


# Files left behind


def test_a_build_that_finds_errors_leaves_the_published_site_as_it_is(tiny_root: Path) -> None:
    assert build(tiny_root).exit_code == 0
    before = contents(tiny_root / "site")
    offer = tiny_root / "content" / "offers" / "nattlinja.md"
    offer.write_text(offer.read_text(encoding="utf-8").replace("status: active", "status: aktiv"), encoding="utf-8")

    assert build(tiny_root).exit_code == 1
    assert contents(tiny_root / "site") == before
    assert {path.name for path in tiny_root.iterdir()} == {".cache", "content", "site"}

    offer.unlink()
    assert build(tiny_root).exit_code == 0
    assert "tilbud/nattlinja/index.html" in before
    assert "tilbud/nattlinja/index.html" not in contents(tiny_root / "site")


def test_a_check_writes_nothing(tiny_root: Path) -> None:
    before = contents(tiny_root)
    assert check(tiny_root).exit_code == 0
    assert contents(tiny_root) == before


def test_the_site_may_lie_elsewhere(tiny_root: Path, tmp_path: Path) -> None:
    out = tmp_path / "et annet sted" / "nettsted"
    assert build(tiny_root, "--out", out).exit_code == 0
    assert (out / "index.html").is_file()
    assert {path.name for path in tiny_root.iterdir()} == {".cache", "content"}
    assert [path.name for path in out.parent.iterdir()] == ["nettsted"]


def test_without_options_the_root_is_here(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_root)
    assert run("build").exit_code == 0
    assert (tiny_root / "site" / "index.html").is_file()


# Messages


def test_text_is_a_line_for_each_problem_in_order_of_place(make_root: MakeRoot) -> None:
    lines = listed(check(make_root(files=FAULTY)).stdout).splitlines()
    form = re.compile(r"(content/[\w./-]+):(\d+):(\d+): (error|warning)\[([a-z0-9-]+)\]: \S.*[.?”]")
    found = [form.fullmatch(line) for line in lines]

    assert all(found)
    assert [(match[5], match[4]) for match in found if match] == [
        ("unknown-key", "error"), ("stale", "warning"), ("bad-boolean", "error"),
    ]  # fmt: skip
    places = [(match[1], int(match[2]), int(match[3])) for match in found if match]
    assert places == sorted(places)


def test_json_is_a_list_of_problems(make_root: MakeRoot) -> None:
    problems = json.loads(check(make_root(files=FAULTY), "--format", "json", "--lang", "en").stdout)

    assert [problem["code"] for problem in problems] == ["unknown-key", "stale", "bad-boolean"]
    for problem in problems:
        assert list(problem) == ["path", "line", "column", "severity", "code", "message", "suggestion"]
        assert problem["severity"] == CODES[problem["code"]].severity
        assert problem["line"] >= 1
        assert problem["column"] >= 1
        assert problem["message"]
    assert problems[0]["path"] == "content/offers/tur.md"
    assert [problem["suggestion"] for problem in problems[:2]] == ["title", None]


def test_github_is_an_annotation_for_each_problem(make_root: MakeRoot) -> None:
    lines = check(make_root(files=FAULTY), "--format", "github").stdout.splitlines()
    form = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),col=(\d+),title=([a-z0-9-]+)::(\S.*)")
    found = [form.fullmatch(line) for line in lines]

    assert all(found)
    assert [match[5] for match in found if match] == ["unknown-key", "bad-boolean"]


def test_gitlab_is_a_code_quality_report(make_root: MakeRoot) -> None:
    issues = json.loads(check(make_root(files=FAULTY), "--format", "gitlab").stdout)

    assert [issue["check_name"] for issue in issues] == ["unknown-key", "bad-boolean"]
    assert len({issue["fingerprint"] for issue in issues}) == 2
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not Path(issue["location"]["path"]).is_absolute()


@pytest.mark.parametrize(("form", "nothing"), [("json", []), ("github", ""), ("gitlab", [])])
def test_every_format_can_say_that_nothing_is_wrong(form: str, nothing: object, make_root: MakeRoot) -> None:
    result = check(make_root(), "--format", form)
    assert result.exit_code == 0
    assert (json.loads(result.stdout) if result.stdout else "") == nothing


def test_messages_are_in_bokmaal_unless_another_language_is_asked_for(make_root: MakeRoot) -> None:
    root = make_root(files=FAULTY)
    default, *others = (
        check(root, *lang).stdout for lang in ((), ("--lang", "nb"), ("--lang", "nn"), ("--lang", "en"))
    )
    bokmaal, nynorsk, english = others

    assert default == bokmaal
    assert len({bokmaal, nynorsk, english}) == 3
    assert "Mente du «title»?" in bokmaal
    assert "Did you mean “title”?" in english
    for said in others:
        assert "{" not in said
        assert [line.partition("]: ")[0] for line in listed(said).splitlines()] == [
            line.partition("]: ")[0] for line in listed(english).splitlines()
        ]


@pytest.mark.parametrize(
    ("lang", "published", "stopped"),
    [
        ("nb", "tilbud er publisert", "Ingenting er publisert"),
        ("nn", "tilbod er publiser", "Ingenting er publisert"),
        ("en", "published", "Nothing is published"),
    ],
)
def test_a_build_ends_with_a_sentence_in_the_language(
    lang: str, published: str, stopped: str, make_root: MakeRoot
) -> None:
    root = make_root()
    done = build(root, "--lang", lang)
    assert published in done.stdout
    assert str(root / "site") in done.stdout

    (root / "content" / "offers" / "tur.md").write_text(FAULTY["content/offers/tur.md"], encoding="utf-8")
    failed = build(root, "--lang", lang)
    assert failed.stdout == ""
    assert stopped in failed.stderr
    assert "error[unknown-key]" in failed.stderr


def test_a_folder_that_is_refused_is_refused_in_the_language(make_root: MakeRoot) -> None:
    root = make_root()
    said = {lang: build(root, "--out", root, "--lang", lang).stderr for lang in ("nb", "nn", "en")}
    assert len(set(said.values())) == 3
    assert all("{" not in text for text in said.values())


# Doors and addresses


def test_both_doors_work_from_another_folder(tiny_root: Path, tmp_path: Path) -> None:
    def door(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=True)

    door(REPO / "build.py", "--root", "root", "--out", "one", "--today", TODAY.isoformat())
    checked = door(REPO / "cli.py", "check", "--root", tiny_root, "--today", TODAY.isoformat())

    assert build(tiny_root, "--out", tmp_path / "other").exit_code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
    assert checked.stdout == check(tiny_root).stdout
    assert {path.name for path in tmp_path.iterdir()} == {"root", "one", "other"}


OLD, NEW = "https://veiviser.example.org/naer/deg", "https://annen.example.net/et/helt/annet/sted"


@pytest.fixture(scope="module")
def two_addresses(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The tiny site at its own address, and at another one."""
    folder = tmp_path_factory.mktemp("addresses")
    assert build(TINY, "--out", folder / "old").exit_code == 0
    assert build(TINY, "--out", folder / "new", "--base-url", NEW).exit_code == 0
    return contents(folder / "old"), contents(folder / "new")


def test_another_base_url_changes_only_whole_addresses(
    two_addresses: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    old, new = two_addresses
    assert sorted(old) == sorted(new)
    differing = {path for path in old if old[path] != new[path]}
    assert "sitemap.xml" in differing
    assert not any(path.startswith(("assets/", "pagefind/")) for path in differing)
    assert [path for path in sorted(differing) if moved(path, old[path]) != moved(path, new[path])] == []


def moved(path: str, data: bytes) -> str:
    """A file without what depends on the site's address, and without line breaks in calendars, whose place depends on
    it.
    """
    text = data.decode()
    if path.endswith(".ics"):
        text = re.sub(r"\r\n[ \t]", "", text)
    if path.endswith(".html"):
        text = re.sub(r"<svg width=.*?</svg>", "", text)  # the QR codes on paper are whole addresses too
    for address in (OLD, NEW):
        path_there = "/" + address.split("/", 3)[3]
        text = text.replace(quote(address, safe=""), "")  # in mails and messages for sharing a page
        text = text.replace(address, "").replace(address.split("/")[2], "").replace(path_there, "")
    return text


def test_in_pages_another_base_url_changes_the_head_and_what_is_for_paper_alone(
    two_addresses: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    old, new = two_addresses
    allowed = re.compile(
        r'\s*<(link rel="canonical" |link rel="alternate" hreflang=|script type="application/ld\+json")'
        r'|.* class="(qr|spelled)"|.* href="(mailto|sms):\?'
    )
    for path in (path for path in old if path.endswith(".html") and path != "404.html"):
        lines = zip(old[path].decode().splitlines(), new[path].decode().splitlines(), strict=True)
        assert [before for before, after in lines if before != after and not allowed.match(before)] == []


def changed_lines(old: bytes, new: bytes) -> Iterator[str]:
    pairs = zip(old.decode().splitlines(), new.decode().splitlines(), strict=True)
    yield from (after for before, after in pairs if before != after)


def test_the_page_for_lost_visitors_counts_from_the_path_of_the_base_url(
    two_addresses: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    old, new = (site["404.html"] for site in two_addresses)
    changed = [line.strip() for line in changed_lines(old, new)]
    assert changed[0].startswith('<base href="/et/helt/annet/sted/">')
    assert all(line.startswith(("<base ", '<link rel="canonical"')) for line in changed)


def test_a_slash_at_the_end_of_the_base_url_changes_nothing(
    two_addresses: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    assert build(TINY, "--out", tmp_path / "site", "--base-url", NEW + "/").exit_code == 0
    assert contents(tmp_path / "site") == two_addresses[1]
