"""`veiviser check --fix` writes what the messages suggest, and touches nothing else."""

import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.files import contents
from tools.reference import BROKEN, EXAMPLE_DAY
from veiviser.build.loading import Options, load
from veiviser.cli.main import main
from veiviser.content.source import Source
from veiviser.content.spans import spans
from veiviser.editing.fix import fix
from veiviser.editing.suggested import edits, new_path, suggests
from veiviser.problems.codes import CODES
from veiviser.problems.problem import Mark, Problem

MakeRoot = Callable[..., Path]
OFFER = "content/offers/tur.md"
RECORD = {
    "title": "Turgruppe",
    "summary": "Vi går tur.",
    "status": "active",
    "organisations": "fjordby-kommune",
    "coverage": "fjordby",
    "audiences": "partner",
    "needs": "avlastning",
    "formats": "gruppe",
    "phone": "55 00 00 12",
}


def offer(*, body: str = "Kom når du vil.\n", **changed: str) -> str:
    """The text of an offer, with values written as YAML; a field given as "" is left out."""
    fields = {name: value for name, value in (RECORD | changed).items() if value != ""}
    lines = [f"{name}:{value}" if value.startswith("\n") else f"{name}: {value}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", body])


def run(root: Path, *options: str | Path, lang: str = "en") -> Result:
    command = ["check", "--root", root, "--today", EXAMPLE_DAY, "--lang", lang, "--fix", *options]
    return CliRunner().invoke(main, [str(each) for each in command], catch_exceptions=False)


def test_the_record_of_these_tests_has_no_fault(make_root: MakeRoot) -> None:
    assert run(make_root(files={OFFER: offer()})).exit_code == 0


# By kind of place: the value of a field as written, and as fixed.
PLACES = {
    "plain": ("status", "activ", "active"),
    "in double quotation marks": ("status", '"activ"', "active"),
    "in single quotation marks": ("needs", "'avlasting'", "avlastning"),
    "with a comment behind it": ("status", "activ   # fra våren", "active   # fra våren"),
    "in quotation marks with a comment": ("status", '"activ" # «sic»', "active # «sic»"),
    "the only item in brackets": ("needs", "[avlasting]", "[avlastning]"),
    "the first in brackets": ("audiences", "[partnr,  kollega ]", "[partner,  kollega ]"),
    "the last in brackets, in quotation marks": ("audiences", '[kollega, "partnr"]', "[kollega, partner]"),
    "in brackets over two lines": ("audiences", "[kollega,\n  partnr]", "[kollega,\n  partner]"),
    "an item with a dash": ("needs", "\n  - avlasting", "\n  - avlastning"),
    "an item between comments": (
        "needs",
        "\n  # først\n  - avlasting # her\n  # sist",
        "\n  # først\n  - avlastning # her\n  # sist",
    ),
    "a day": ("verified_on", "'20.11.2026'", "2026-11-20"),
    "below a sign": ("needs", "|\n  avlasting", "|\n  avlastning"),
    "folded, with a comment at the sign": ("status", ">- # hvor langt\n   activ", ">- # hvor langt\n   active"),
    "twice in brackets": ("needs", "[avlasting, avlastning]", "[avlastning]"),
    "twice in brackets, last": ("needs", "[avlastning, avlasting]", "[avlastning]"),
    "twice with dashes": ("needs", "\n  - avlastning\n  - avlasting", "\n  - avlastning"),
    "two slips for one": ("needs", "[avlasting, avlastnig]", "[avlastning]"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_value_is_replaced_where_it_stands(place: str, make_root: MakeRoot) -> None:
    field, before, after = PLACES[place]
    more = {"content/vocabulary/audiences.yaml": "- id: partner\n  name: Partner\n- id: kollega\n  name: Kollega\n"}
    root = make_root(files={OFFER: offer(**{field: before}), **more})
    assert run(root).exit_code == 0
    assert (root / OFFER).read_text("utf-8") == offer(**{field: after})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sumary: Vi går tur.", "summary: Vi går tur."),
        ('"sumary": Vi går tur.', "summary: Vi går tur."),
        ("sumary:   Vi går tur. # kort", "summary:   Vi går tur. # kort"),
    ],
)
def test_the_name_of_a_field_is_replaced_and_its_value_stays(before: str, after: str, make_root: MakeRoot) -> None:
    root = make_root(files={OFFER: offer().replace("summary: Vi går tur.", before)})
    assert run(root).exit_code == 0
    assert (root / OFFER).read_text("utf-8") == offer().replace("summary: Vi går tur.", after)


def test_one_slip_may_hide_another(make_root: MakeRoot) -> None:
    root = make_root(files={OFFER: offer().replace("status: active", "staus: activ")})
    said = run(root).stdout
    assert f"{OFFER}:4: “staus” is now “status”. [unknown-key]" in said
    assert f"{OFFER}:4: “activ” is now “active”. [unknown-value]" in said
    assert (root / OFFER).read_text("utf-8") == offer()


@pytest.mark.parametrize(("opens", "closes"), [("---", "-----"), ("+++", "---"), ("---", "***"), ("—-", "---")])
def test_slips_within_fields_come_to_light_once_their_dashes_are_right(
    opens: str, closes: str, make_root: MakeRoot
) -> None:
    fields = offer().replace("status: active", "status:active").replace("needs: ", "needs:\n  – ")
    _, inner, body = fields.split("---\n", 2)
    root = make_root(files={OFFER: f"{opens}\n{inner}{closes}\n{body}"})
    run(root)
    assert (root / OFFER).read_text("utf-8") == offer(needs="\n  - avlastning")
    once = contents(root)
    run(root)
    assert contents(root) == once


def test_a_name_that_is_taken_is_not_given_again(make_root: MakeRoot) -> None:
    """Only the editor can say which of two fields with the same name counts. Other problems are fixed."""
    root = make_root(files={OFFER: offer(needs="avlasting", sumary="To ord.")})
    assert run(root).exit_code == 1
    assert (root / OFFER).read_text("utf-8") == offer(sumary="To ord.")


def test_an_address_in_a_text_is_replaced_alone(make_root: MakeRoot) -> None:
    body = (
        'Se [kaféen](/tilbud/kaffe/ "Åpen"), og *[den igjen]( /tilbud/kaffe/ )*.\n\n[a]: /tilbud/kaffe/\n\n[Den][a].\n'
    )
    root = make_root(files={OFFER: offer(body=body)})
    assert run(root).exit_code == 0
    assert (root / OFFER).read_text("utf-8") == offer(body=body.replace("/kaffe/", "/kafe/"))


def test_a_field_that_is_missing_is_put_above_the_one_that_needs_it(make_root: MakeRoot) -> None:
    event = (
        "---\ntitle: Tur\nstarts: 2026-12-01T18:00\nrepeat_on: tuesday # hver gang\nrepeat_count: 3\n"
        "organisations: fjordby-kommune\ncoverage: fjordby\n---\n"
    )
    root = make_root(files={"content/events/tur.md": event})
    assert "is added" in run(root).stdout
    expected = event.replace("repeat_on:", "repeat: weekly\nrepeat_on:")
    assert (root / "content/events/tur.md").read_text("utf-8") == expected


def test_what_a_text_should_say_and_whom_to_ask_is_left_to_people(make_root: MakeRoot) -> None:
    """A suggestion is applied only when it replaces the text there and nothing else can be meant."""
    root = make_root("plain-language")
    before = contents(root)
    said = run(root).stdout
    assert contents(root) == before
    assert "There was no suggestion to write." in said
    assert "Did you mean" in said


# Suggestions of single problems, for other codes than those above
NOTED = "---\ntitle: Tur #2 for alle # ja\nstatus: active\nneeds:\n  - a, b\n  - c\n# sist\n---\nKlï¿½r pÃ¥ tur\n"
SAID: list[tuple[Problem, str, str]] = [
    (
        Problem(
            mark=Mark(OFFER, 2, 8),
            code="value-cut",
            values={"value": "Tur #2 for alle"},
            suggestion='"Tur #2 for alle"',
        ),
        "Tur #2 for alle",
        '"Tur #2 for alle"',
    ),
    (Problem(mark=Mark(OFFER, 9, 8), code="damaged-text", values={"value": "pÃ¥"}, suggestion="på"), "pÃ¥", "på"),
    (
        Problem(mark=Mark(OFFER, 2, 1), code="lost-address", suggestion="aliases: [gammel]"),
        "# sist\n",
        "# sist\naliases: [gammel]\n",
    ),
    (
        Problem(mark=Mark(OFFER, 3, 1), code="missing-field", values={"field": "summary"}, suggestion="A: b"),
        "status:",
        'summary: "A: b"\nstatus:',
    ),
    (
        Problem(mark=Mark(OFFER, 5, 3), code="unknown-id", values={"id": "a, b"}, suggestion="[a, b, c]"),
        "- a, b\n  - c\n",
        "[a, b, c]\n",
    ),
]


@pytest.mark.parametrize(("problem", "before", "after"), SAID, ids=[problem.code for problem, _, _ in SAID])
def test_a_suggestion_goes_where_its_code_says(problem: Problem, before: str, after: str) -> None:
    source = Source(OFFER, NOTED)
    (one,) = edits(problem, source, spans(source))
    assert NOTED[: one.start] + one.text + NOTED[one.end :] == NOTED.replace(before, after)


NOT_THERE = [
    Problem(mark=Mark(OFFER, 3, 9), code="clock-change", suggestion="moved: {from: 2027-03-28, to: 2027-03-28T03:30}"),
    Problem(mark=Mark(OFFER, 3, 9), code="unknown-value", suggestion="status: ended, tittel: A"),
    Problem(mark=Mark(OFFER, 3, 1), code="unknown-value", suggestion="active"),
    Problem(mark=Mark(OFFER, 3, 9), code="unknown-key", suggestion="status"),
    Problem(mark=Mark(OFFER, 2, 1), code="missing-field", values={"field": "status"}, suggestion="active"),
    Problem(mark=Mark(OFFER, 2, 1), code="missing-field", values={"field": "finnes-ikke"}, suggestion="a"),
    Problem(mark=Mark(OFFER, 9, 1), code="damaged-text", values={"value": "pÃ¥"}, suggestion="på"),
    Problem(mark=Mark(OFFER, 99, 1), code="unknown-value", suggestion="a"),
    Problem(mark=Mark(OFFER, 3, 9), code="unknown-value", suggestion=""),
    Problem(mark=Mark(OFFER, 4, 1), code="plain-language", suggestion="behov"),
]


@pytest.mark.parametrize("problem", NOT_THERE, ids=lambda problem: f"{problem.code}-{problem.suggestion}")
def test_what_has_no_such_place_is_left(problem: Problem) -> None:
    source = Source(OFFER, NOTED)
    assert edits(problem, source, spans(source)) == ()


@pytest.mark.parametrize(
    ("path", "code", "values", "meant", "there"),
    [
        ("content/offers/På.md", "bad-id", {"id": "På"}, "paa", "content/offers/paa.md"),
        ("content/places/A B.yaml", "bad-id", {"id": "A B"}, "a-b", "content/places/a-b.yaml"),
        (
            "content/offers/x/tur.EN.md",
            "wrong-file-name",
            {"name": "tur.EN.md"},
            "tur.en.md",
            "content/offers/x/tur.en.md",
        ),
        (
            "content/pages/tur.md",
            "wrong-file-name",
            {"name": "tur.md"},
            "content/offers/tur.md",
            "content/offers/tur.md",
        ),
        ("content/offers/tur.md", "wrong-file-name", {"name": "tur.md"}, "../../ut.md", None),
        ("content/offers/aux/tur.md", "windows-name", {"name": "aux"}, "aux-2", None),
        ("content/areas.yaml", "bad-id", {"id": "Å"}, "aa", None),
    ],
)
def test_the_name_of_a_file_is_told_from_a_value(
    path: str, code: str, values: dict[str, str], meant: str, there: str | None
) -> None:
    assert new_path(Problem(mark=Mark(path), code=code, values=values, suggestion=meant)) == there


def test_a_suggestion_of_several_fields_is_written_as_a_whole() -> None:
    event = "---\ntitle: Tur\nstarts: 2026-12-01T18:00\nrepeat: biweekly # sakte\nrepeat_count: 3\n---\n"
    source = Source("content/events/tur.md", event)
    mark = Mark(source.path, 4, 9)
    meant = "repeat: weekly, repeat_every: 2"
    text = event
    for one in sorted(
        edits(Problem(mark=mark, code="x", suggestion=meant), source, spans(source)), key=lambda e: -e.start
    ):
        text = text[: one.start] + one.text + text[one.end :]
    assert text == event.replace("biweekly # sakte\n", "weekly # sakte\nrepeat_every: 2\n")


# Files


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_untouched_bytes_stay(end: str, begin: str, make_root: MakeRoot) -> None:
    before = begin + offer(status="activ  # «a»", body="To  blanke.  \n\n\tTabulator.\n\n\n").replace("\n", end)
    root = make_root(files={OFFER: before})
    run(root)
    assert (root / OFFER).read_bytes() == before.replace("activ  ", "active  ").encode()


def test_a_file_gets_the_name_that_is_suggested_and_its_translation_goes_with_it(make_root: MakeRoot) -> None:
    root = make_root(
        files={
            "content/site.yaml": (BROKEN / "_base/content/site.yaml").read_text("utf-8").replace("[nb]", "[nb, en]"),
            "content/offers/På tur.md": offer(),
            "content/offers/På tur.en.md": "---\ntitle: A walk\nsummary: We walk.\n---\n",
            "content/pages/om.md": "---\ntitle: Om\nsummary: Om oss.\n---\n\n[Tur](/tilbud/paa-tur/)\n",
        }
    )
    before = contents(root)
    said = run(root).stdout
    assert "content/offers/På tur.md is now called paa-tur.md. [bad-id]" in said
    after = contents(root)
    assert after["content/offers/paa-tur.md"] == before["content/offers/På tur.md"]
    assert not [path for path in after if "På" in path]


@pytest.mark.parametrize("other", ["content/offers/paa-tur.md", "content/offers/fjordby/paa-tur.md"])
def test_no_file_takes_the_place_of_another(other: str, make_root: MakeRoot) -> None:
    root = make_root(files={"content/offers/På tur.md": offer(), other: offer(title="En annen")})
    before = contents(root)
    assert run(root).exit_code == 1
    assert contents(root) == before


def test_a_link_is_left_as_it_is(make_root: MakeRoot, tmp_path: Path) -> None:
    root = make_root(files={"content/offers/annen.md": offer()})
    (tmp_path / "utenfor").mkdir()
    (root / "content/offers/mappe").mkdir()
    (root / "content/offers/mappe/tekst.txt").write_text(offer(status="activ"), "utf-8")
    (root / OFFER).symlink_to("mappe/tekst.txt")
    result = run(root)
    assert f"{OFFER} is a link" in result.stderr
    assert (root / OFFER).is_symlink()
    assert "activ\n" in (root / OFFER).read_text("utf-8")


def test_only_what_is_named_is_changed(make_root: MakeRoot) -> None:
    other = "content/offers/annen.md"
    root = make_root(files={OFFER: offer(status="activ"), other: offer(title="Annen", status="activ")})
    assert run(root, OFFER).exit_code == 0
    assert (root / OFFER).read_text("utf-8") == offer()
    assert "activ\n" in (root / other).read_text("utf-8")


# As a whole


def test_the_output_for_programs_stays_a_list(make_root: MakeRoot) -> None:
    root = make_root(files={OFFER: offer(status="activ", cost="free", url="ikke en adresse")})
    result = run(root, "--format", "json")
    assert [problem["code"] for problem in json.loads(result.stdout)] == ["bad-url"]
    assert "“activ” is now “active”." in result.stderr


def test_it_is_said_in_each_language_and_never_when_quiet(make_root: MakeRoot) -> None:
    root = make_root()
    said = []
    for options in (("--lang", "nb"), ("--lang", "nn"), ("--lang", "en"), ("--quiet",)):
        (root / OFFER).write_text(offer(status="activ"), "utf-8")
        said.append(run(root, *options).output)
        assert (root / OFFER).read_text("utf-8") == offer()
    assert len(set(said)) == 4
    assert said[-1] == ""


SLIPS = {
    "status": ["activ", "actve", '"ctive"', "paussed  # snart"],
    "needs": ["avlasting", "[avlastnig]", "\n  - avlastnin", "'avlastning-'"],
    "audiences": ["partnr", "[partnerr] # og andre", "\n  - parner"],
    "verified_on": ["20.11.2026", "'1. 9. 2026'", "03.02.2026 # på telefon"],
    "registration": ["requird", '"dropin"', "non"],
    "formats": ["grupe", "[gruppa]", "\n  - gruppee"],
}


def test_200_slips_with_one_suggestion_are_put_right_and_a_second_run_changes_nothing(make_root: MakeRoot) -> None:
    """Mistakes in every kind of place, spread over fifty files at random, with a fixed seed."""
    chance = random.Random(14)
    files: dict[str, str] = {}
    expected = 0
    for number in range(50):
        chosen = {field: chance.choice(ways) for field, ways in SLIPS.items() if chance.random() < 0.6}
        text = offer(title=f"Tur {number}", **chosen, body="Se [kaféen](/tilbud/kaffe/).\n")
        expected += len(chosen) + 1
        if chance.random() < 0.5:
            text, expected = text.replace("summary:", "sumary:"), expected + 1
        files[f"content/offers/tur-{number}.md"] = text
    assert expected >= 200
    root = make_root(files=files)
    options = Options(root=root, today=EXAMPLE_DAY)
    assert sum(problem.suggestion is not None for problem in load(options).problems) >= 200

    done = run(root)
    assert done.exit_code == 0, done.output
    assert f"{expected} suggestions are written." in done.stdout
    assert [problem for problem in load(options).problems if problem.severity == "error"] == []
    assert [problem for problem in load(options).problems if problem.suggestion] == []
    after = contents(root)
    assert "There was no suggestion to write." in run(root).stdout
    assert contents(root) == after
    comments = [line.partition("#")[2] for path in sorted(files) for line in files[path].splitlines() if " #" in line]
    kept = b"\n".join(after[path] for path in sorted(files)).decode()
    assert [line.partition("#")[2] for line in kept.splitlines() if " #" in line] == comments


@pytest.mark.parametrize("code", sorted(CODES))
def test_what_a_broken_root_suggests_is_applied_or_is_advice(code: str, make_root: MakeRoot) -> None:
    """SUGGESTS is right for each code: suggestions that are not applied are advice, or have no place."""
    root = make_root(code)
    options = Options(root=root, today=EXAMPLE_DAY)
    if not any(problem.suggestion for problem in load(options).problems):
        return
    first = fix(root, EXAMPLE_DAY)
    if suggests(code) == "advice":
        assert [change for change in first.changes if change.code == code] == []
    elif code not in CANNOT:
        assert [change.code for change in first.changes].count(code) >= 1
    assert fix(root, EXAMPLE_DAY).changes == ()


# The example of this code also has the field that the suggestion names.
CANNOT = {"unknown-key"}


def test_git_need_not_be_there(make_root: MakeRoot) -> None:
    root = make_root(files={OFFER: offer(status="activ")})
    program = ["git", "init", "--quiet", str(root)]
    subprocess.run(program, check=True)
    assert run(root).exit_code == 0
