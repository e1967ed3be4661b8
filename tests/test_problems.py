"""Problems are reported in order, each once, in four formats for people and code hosts."""

import json

import pytest

from veiviser.language.languages import catalogue
from veiviser.problems.problem import FORMATS, Format, Mark, Problem, format_problems, has_errors, in_order

ENGLISH = catalogue("en").gettext
UNKNOWN = Problem(
    mark=Mark("content/offers/tur.md", 8, 8),
    code="unknown-id",
    values={"kind": "need", "id": "avlasting"},
    suggestion="avlastning",
)
STALE = Problem(
    mark=Mark("content/offers/kafe.md", 10, 14), code="stale", values={"date": "2026-01-15", "due": "2026-07-14"}
)
PASSED = Problem(
    mark=Mark("content/offers/kafe.md", 10, 14),
    code="past-end",
    values={"field": "ends_on", "date": "2026-01-15", "status": "active"},
)
NASTY = Problem(
    mark=Mark("content/a:b,c%\n.md"), code="unknown-value", values={"value": "x\r\n::error::y%", "allowed": "a, b"}
)


def test_problems_come_in_order_of_path_and_place_and_each_once() -> None:
    later = Problem(mark=Mark("content/offers/tur.md", 10, 1), code="front-matter")
    assert in_order([later, UNKNOWN, STALE, UNKNOWN]) == (STALE, UNKNOWN, later)


def test_two_faults_of_one_code_at_one_place_are_two() -> None:
    faults = [Problem(mark=Mark("x"), code="missing-field", values={"field": field}) for field in ("role", "phone")]
    assert len(in_order(faults)) == 2


def test_as_text_a_problem_is_one_line() -> None:
    assert format_problems([UNKNOWN, STALE], "text", ENGLISH) == (
        "content/offers/kafe.md:10:14: warning[stale]: "
        "The offer was last confirmed on 2026-01-15; it was to be confirmed again by 2026-07-14.\n"
        "content/offers/tur.md:8:8: error[unknown-id]: There is no need “avlasting”. Did you mean “avlastning”?\n"
    )


def test_content_cannot_forge_a_line_of_text() -> None:
    said = format_problems([NASTY], "text", ENGLISH)
    assert said.count("\n") == 1
    assert said.startswith("content/a:b,c%\\n.md:1:1: error[unknown-value]: “x\\r\\n::error::y%” is not one of")


def test_words_of_the_program_are_translated_within_a_message() -> None:
    assert "Fant ikke behovet «avlasting». Mente du «avlastning»?" in format_problems(
        [UNKNOWN], "text", catalogue("nb").gettext
    )
    assert "Fann ikkje behovet" in format_problems([UNKNOWN], "text", catalogue("nn").gettext)


def test_json_gives_every_part_of_a_problem() -> None:
    assert json.loads(format_problems([UNKNOWN, STALE], "json", ENGLISH))[1] == {
        "path": "content/offers/tur.md",
        "line": 8,
        "column": 8,
        "severity": "error",
        "code": "unknown-id",
        "message": "There is no need “avlasting”.",
        "suggestion": "avlastning",
    }
    assert json.loads(format_problems([STALE], "json", ENGLISH))[0]["suggestion"] is None


def test_github_gets_a_workflow_command_that_content_cannot_leave() -> None:
    assert format_problems([NASTY], "github", ENGLISH) == (
        "::error file=content/a%3Ab%2Cc%25%0A.md,line=1,col=1,title=unknown-value::"
        "“x%0D%0A::error::y%25” is not one of the values allowed: a, b."
        "%0AUse one of the values allowed. (veiviser explain unknown-value)\n"
    )
    assert format_problems([PASSED], "github", ENGLISH).startswith(
        "::warning file=content/offers/kafe.md,line=10,col=14,"
    )


def test_gitlab_gets_a_code_quality_report() -> None:
    first, second = json.loads(format_problems([UNKNOWN, PASSED], "gitlab", ENGLISH))
    assert first["location"] == {"path": "content/offers/kafe.md", "lines": {"begin": 10}}
    assert (first["severity"], second["severity"]) == ("minor", "major")
    assert (second["check_name"], second["description"]) == (
        "unknown-id",
        "There is no need “avlasting”. Did you mean “avlastning”? "
        "Correct the spelling, or create the record first. (veiviser explain unknown-id)",
    )
    assert first["fingerprint"] != second["fingerprint"]
    again = json.loads(format_problems([UNKNOWN], "gitlab", catalogue("nb").gettext))
    assert again[0]["fingerprint"] == second["fingerprint"]  # in any language


@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_code_hosts_get_the_files_of_a_change_first_and_nothing_that_is_only_old(form: Format) -> None:
    other = Problem(mark=Mark("content/areas.yaml", 3, 1), code="unknown-key", values={"key": "x"})
    found = [other, UNKNOWN, STALE, PASSED]
    said = format_problems(found, form, ENGLISH, first={"content/offers/tur.md"})
    places = [said.index(path) for path in ("content/offers/tur.md", "content/areas.yaml", "content/offers/kafe.md")]
    assert places == sorted(places)
    assert said.count("kafe.md") == 1
    assert "last confirmed" not in said


@pytest.mark.parametrize("form", FORMATS)
def test_without_problems_a_report_is_empty(form: Format) -> None:
    assert format_problems([], form, ENGLISH).strip() in ("", "[]")


def test_only_errors_stop_a_build_unless_it_is_strict() -> None:
    assert not has_errors([STALE])
    assert has_errors([STALE], strict=True)
    assert has_errors([STALE, UNKNOWN])
    assert not has_errors([], strict=True)
