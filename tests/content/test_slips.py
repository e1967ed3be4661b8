"""Slips that YAML cannot read are reported once, on their own line, with the true reason, and the rest is read."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.records import offer
from tools.day import TODAY
from veiviser.checks import check
from veiviser.content import nodes, slips
from veiviser.content.read import read
from veiviser.content.source import Source
from veiviser.directory.references import check_references
from veiviser.problems.message_words import WORDS
from veiviser.problems.problem import Problem, in_order

MakeRoot = Callable[..., Path]
FIELDS = "title: Tur\nsummary: Vi går i skogen.\ncost: free\nneeds: [samtale]\nformats: [gruppe]\n"


def with_line(number: int, *lines: str) -> str:
    """The fields with one of their lines replaced by others."""
    all_lines = FIELDS.split("\n")
    all_lines[number - 1 : number] = lines
    return "\n".join(all_lines)


def slips_of(text: str) -> list[Problem]:
    return [p for p in nodes.parse(Source("content/a.yaml", text)).problems if p.code == "yaml-syntax"]


# The number of the line to replace, its new text, the line of the slip, its reason, and the suggestion.
TABLE = [
    (3, ["cost:free"], 3, slips.NO_BLANK, "cost: free"),
    (1, ["title:Kveldstur"], 1, slips.NO_BLANK, "title: Kveldstur"),
    (5, ["formats:[gruppe]"], 5, slips.NO_BLANK, "formats: [gruppe]"),
    (3, ["phone:55 00 00 10"], 3, slips.NO_BLANK, "phone: 55 00 00 10"),
    (3, ["url:https://example.org/"], 3, slips.NO_BLANK, "url: https://example.org/"),
    (3, ["pris:50 kroner"], 3, slips.NO_BLANK, "pris: 50 kroner"),
    (3, ["cost :free"], 3, slips.NO_BLANK, "cost: free"),
    (3, ['"cost":free'], 3, slips.NO_BLANK, "cost: free"),
    (3, ["cost - free"], 3, slips.NOT_A_COLON, "cost: free"),
    (3, ["cost \u2013 free"], 3, slips.NOT_A_COLON, "cost: free"),
    (4, ["needs:", "- samtale", "-avlastning"], 6, slips.TIGHT_DASH, "- avlastning"),
    (4, ["needs:", "-samtale"], 5, slips.TIGHT_DASH, "- samtale"),
    (2, ["summary: Vi går i skogen og", "tur - sang - kaffe."], 3, slips.WRAPPED, None),
    (3, ["cost:\u00a0free"], 3, slips.HARD_BLANK, "cost: free"),
    (3, ["cost:\u2007free"], 3, slips.HARD_BLANK, "cost: free"),
    (4, ["needs:", "  -\u00a0samtale"], 5, slips.HARD_BLANK, "- samtale"),
    (4, ["needs:", "  - samtale", "\t- avlastning"], 6, slips.TAB, "  - avlastning"),
    (4, ["needs:", "\t- samtale", "\t- avlastning"], 5, slips.TAB, "  - samtale"),
    (3, ["\tcost: free"], 3, slips.TAB, "cost: free"),
    (3, ["cost：free"], 3, slips.WIDE_COLON, "cost: free"),
    (4, ["needs:", "  – samtale", "  – avlastning"], 5, slips.LIST_SIGN, "- samtale"),
    (4, ["needs:", "  • samtale"], 5, slips.LIST_SIGN, "- samtale"),
    (4, ["needs:", "  · samtale", "  · avlastning", "  · penger"], 5, slips.LIST_SIGN, "- samtale"),
    (4, ["needs:", "  * samtale", "  * avlastning"], 5, slips.LIST_SIGN, "- samtale"),
    (4, ["needs:", "  - samtale", "  — avlastning"], 6, slips.LIST_SIGN, "- avlastning"),
    (4, ["needs:", "  ✓ samtale", "  ✓ avlastning"], 5, slips.LIST_SIGN, "- samtale"),
    (4, ["needs:", "  1. samtale", "  2. avlastning"], 5, slips.LIST_SIGN, "- samtale"),
    (4, ["needs:", "\u00a0\u00a0- samtale"], 5, slips.HARD_BLANK, "  - samtale"),
    (1, ["title: 'Åse's tur"], 1, slips.BEHIND_QUOTE, '"Åse\'s tur"'),
    (4, ["needs:", "  -samtale"], 5, slips.TIGHT_DASH, "- samtale"),
    (4, ["needs:", "-samtale", "-penger"], 5, slips.TIGHT_DASH, "- samtale"),
    (4, ["needs: [samtale,, penger]"], 4, slips.TWO_COMMAS, "[samtale, penger]"),
    (4, ["needs: [penger, 'samtale]"], 4, slips.OPEN_QUOTE, "'samtale'"),
    (4, ["needs:", "  - samtale", "  -avlastning"], 6, slips.TIGHT_DASH, "- avlastning"),
    (3, ["cost = free"], 3, slips.NOT_A_COLON, "cost: free"),
    (3, ["cost; free"], 3, slips.NOT_A_COLON, "cost: free"),
    (3, ["cost => free"], 3, slips.NOT_A_COLON, "cost: free"),
    (3, ["cost free"], 3, slips.NOT_A_COLON, "cost: free"),
    (4, ["needs", "  - samtale"], 4, slips.NOT_A_COLON, "needs:"),
    (2, ["summary: Vi går i skogen hver uke og", "tar med mat."], 3, slips.WRAPPED, None),
    (2, ["summary: Vi går i skogen, også i", "–10 grader."], 3, slips.WRAPPED, None),
    (2, ["summary: Ring oss på nummeret", "+47 55 00 00 10."], 3, slips.WRAPPED, None),
    (2, ["summary: Vi går i skogen hver uke og", "tar med mat, og så", "går vi hjem."], 3, slips.WRAPPED, None),
    (3, ["cost: free", "Husk sekk"], 4, slips.STRAY_TEXT, None),
    (3, ["cost: free", "", "Husk sekk", ""], 5, slips.STRAY_TEXT, None),
    (3, ["cost: free", "// husk sekk"], 4, slips.NO_COMMENT, "# husk sekk"),
    (3, ["cost: free", "<!-- husk sekk -->"], 4, slips.NO_COMMENT, "# husk sekk"),
    (1, ["title: ”Tur: skog”"], 1, slips.CURLY, '"Tur: skog"'),
    (1, ["title: „Tur: skog“"], 1, slips.CURLY, '"Tur: skog"'),
    (1, ["title: «Tur: skog»"], 1, slips.CURLY, '"Tur: skog"'),
    (2, ["summary: Husk: sekk og sko."], 2, slips.COLON_WITHIN, '"Husk: sekk og sko."'),
    (3, ["  cost: free"], 3, slips.INDENTED, "cost: free"),
    (4, ["needs:", "  - samtale", "    - avlastning"], 6, slips.INDENTED, "  - avlastning"),
    (4, ["needs: samtale", "  - avlastning"], 5, slips.INDENTED, None),
    (4, ["needs:", "  - samtale", " - avlastning"], 6, slips.INDENTED, "  - avlastning"),
    (4, ["needs:", "  - samtale", "- avlastning"], 6, slips.INDENTED, "  - avlastning"),
    (5, ["formats:", "  - gruppe", "  capacity: 5"], 7, slips.INDENTED, "capacity: 5"),
    (1, ["   title: Tur"], 1, slips.INDENTED, "title: Tur"),
    (4, ["needs:", "  -\tsamtale"], 5, slips.TIGHT_DASH, "- samtale"),
    (2, ["summary: Vi går i skogen hver uke og", "\ttar med mat."], 3, slips.WRAPPED, None),
    (3, ["cost:\u00a0  free"], 3, slips.HARD_BLANK, "cost: free"),
    (3, ["cost: \u202ffree"], 3, slips.HARD_BLANK, "cost: free"),
    (5, ["formats:  \u00a0[gruppe]"], 5, slips.HARD_BLANK, "formats: [gruppe]"),
    (4, ["needs:", "  - \u00a0samtale"], 5, slips.HARD_BLANK, "- samtale"),
    (1, ['title: "Skog: tur”'], 1, slips.CURLY, '"Skog: tur"'),
    (4, ["needs: [ samtale"], 4, "did not find expected ',' or ']'", "[samtale]"),
    *[(1, [f"title: {sign}Tur"], 1, slips.BEGINNING, f'"{sign}Tur"') for sign in "@%`"],
    *[(1, [f"title: {sign} Tur"], 1, slips.BEGINNING, f'"{sign} Tur"') for sign in "*&>|?,]}"],
    (1, ["title: - Tur"], 1, slips.HYPHEN, "Tur"),
    (1, ["title: *Tur* i skogen"], 1, slips.BEGINNING, '"*Tur* i skogen"'),
    (4, ["needs: [samtale, avlastning],"], 4, slips.BEHIND_BRACKET, "[samtale, avlastning]"),
    (4, ["needs: [samtale], avlastning"], 4, slips.BEHIND_BRACKET, "[samtale, avlastning]"),
    (1, ["title: [Skogen] Tur for alle"], 1, slips.BEHIND_BRACKET, '"[Skogen] Tur for alle"'),
    (1, ['title: "Tur" for alle'], 1, slips.BEHIND_QUOTE, '"\\"Tur\\" for alle"'),
    (1, ["title: 'Åses' tur'"], 1, slips.BEHIND_QUOTE, '"Åses\' tur"'),
    (4, ["needs: [samtale, avlastning #2]"], 4, slips.COMMENT, '[samtale, "avlastning #2"]'),
    (2, ["summary: Tur #1 og", "  mer"], 2, slips.COMMENT, None),
    (4, ["needs: samtale", "- avlastning"], 5, slips.ITEM_BELOW, None),
    (4, ["needs: - samtale", "  - avlastning"], 4, slips.ITEM_BELOW, None),
    (3, ["- cost: free"], 3, slips.ITEM_BELOW, "cost: free"),
    (1, ['title: "Tur \\ skog"'], 1, slips.BACKSLASH, '"Tur \\\\ skog"'),
    (1, ['title: "C:\\qtur"'], 1, slips.BACKSLASH, '"C:\\\\qtur"'),
    (1, ['title: "Tur'], 1, slips.OPEN_QUOTE, '"Tur"'),
    (1, ['title: "Tur', 'summary: "Vi går"', "phone: 55 00 00 10"], 1, slips.OPEN_QUOTE, '"Tur"'),
    (4, ["needs: [samtale, avlastning"], 4, "did not find expected ',' or ']'", "[samtale, avlastning]"),
    (4, ["needs: [samtale, avlastning)"], 4, "did not find expected ',' or ']'", "[samtale, avlastning]"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "lines", "line", "reason", "meant"), TABLE)
def test_a_slip_has_its_line_its_reason_and_what_was_meant(
    number: int, lines: list[str], line: int, reason: str, meant: str | None
) -> None:
    text = with_line(number, *lines)
    if lines[1:2] == ['summary: "Vi går"']:
        text = text.replace("summary: Vi går i skogen.\n", "")
    found = slips_of(text)
    assert [(p.mark.line, p.values["reason"], p.suggestion) for p in found] == [(line, reason, meant)]
    here = text.split("\n")[line - 1]
    assert here.startswith(found[0].values.get("value", ""), found[0].mark.column - 1)
    assert "value" in found[0].values or not meant


@pytest.mark.parametrize(("number", "lines", "line", "reason", "meant"), [row for row in TABLE if row[-1]])
def test_what_was_meant_can_be_read(number: int, lines: list[str], line: int, reason: str, meant: str) -> None:
    """Line by line where several have the same slip."""
    text = with_line(number, *lines)
    for _ in lines:
        found = slips_of(text)
        if not found:
            break
        all_lines = text.split("\n")
        at = found[0].mark.line - 1
        all_lines[at] = all_lines[at].replace(found[0].values["value"], found[0].suggestion or "")
        text = "\n".join(all_lines)
    assert slips_of(text) == []


def test_the_other_lines_are_read() -> None:
    for number, lines, line, *_ in TABLE:
        value = nodes.parse(Source("content/a.yaml", with_line(number, *lines))).value
        assert isinstance(value, nodes.MappingNode)
        kept = {"title", "summary", "cost", "needs", "formats"} - {FIELDS.split("\n")[number - 1].partition(":")[0]}
        assert kept - value.entries.keys() <= {"title"}, (lines, line)


def test_every_reason_can_be_translated() -> None:
    assert slips.REASONS <= WORDS


@pytest.mark.parametrize(
    "text",
    [
        "title: Tur # fast\n", "title:\n  Tur i\n  skogen\n", "summary: >\n  Vi går\n  – og går\n", "cost: 10–20 kr\n",
        "title: Tur – i skogen\n", "title:   Tur\n", "title :  Tur\n", "a:\n- b\n- c\n", "a: [b,\n    c]\n", "a: -5\n",
        "url: https://a.no:8080/\n", 'title: "A \\"b\\" \\u00e5 \\\\ c"\n', "title: 'Åses ''tur'''\n", "a: kl. 10:30\n",
        "opening_hours:\n  - monday 10:00-12:00\n", "a: '-b'\n", "title: Tur (for alle)\n",
        "summary: Det er\n  -5 ute\n", "schedule:\n  1. mai\n", "phone:\n  +47 55 00 00 10\n",
        "schedule:\n  17. mai\n  og 1. juni\n", "summary: Vi går\n  – og ler\n", "summary: Vi går\n  - og ler\n",
        "sources:\n  - Rapport om\n    – mye\n", "# notat: ikke et felt\ntitle: Tur\n", "title: a\n\n\nsummary: b\n",
        "- id: a\n  name: A\n\n- id: b\n  name: B\n",
    ],
)  # fmt: skip
def test_what_yaml_reads_as_it_was_meant_is_no_slip(text: str) -> None:
    assert slips_of(text) == []


def test_in_a_list_the_other_records_are_read() -> None:
    text = "- id: a\n  name: A\n- id: b\n  name:B\n  number: 1\n- id: c\n  name: C\n"
    checked = nodes.parse(Source("content/a.yaml", text))
    assert [(p.mark.line, p.suggestion) for p in checked.problems] == [(4, "name: B")]
    assert checked.value
    assert nodes.plain(checked.value) == [
        {"id": "a", "name": "A"},
        {"id": "b", "number": "1"},
        {"id": "c", "name": "C"},
    ]


@pytest.mark.parametrize("hyphens", ["- - ", "-  - ", "- - - "])
def test_two_hyphens_before_a_record_are_one_slip(hyphens: str) -> None:
    text = f"- id: a\n  name: A\n{hyphens}id: b\n  name: B\n- id: c\n  name: C\n"
    checked = nodes.parse(Source("content/a.yaml", text))
    (problem,) = checked.problems
    meant = f"{hyphens[: hyphens.index('-', 1)]}id: b"
    assert (problem.mark.line, problem.values["reason"], problem.suggestion) == (3, slips.TWO_HYPHENS, meant)


@pytest.mark.parametrize(
    ("line", "at"),
    [("...", 4), ("... ", 1), ("%TAG ! a", 1), ('{"b": "c"}', 1), ("[a, b]", 1)],
)  # fmt: skip
def test_what_ends_a_list_before_its_time_is_told_at_its_line(line: str, at: int) -> None:
    """End marks of YAML itself, and lines that other programs write."""
    lines = ["- id: a", "  name: A", "", "- id: b", "  name: B"]
    lines.insert(at - 1, line)
    checked = nodes.parse(Source("content/a.yaml", "\n".join(lines)))
    assert [(p.mark.line, p.values["reason"]) for p in checked.problems] == [(at, slips.STRAY_TEXT)]
    assert checked.value
    assert [record["id"] for record in cast("list[dict[str, str]]", nodes.plain(checked.value))] == ["a", "b"]


def reported(make_root: MakeRoot, text: str) -> list[tuple[int, str]]:
    reading = read(make_root(files={"content/offers/tur.md": text}))
    found = (*reading.problems, *check_references(reading.value), *check(reading.value, TODAY))
    return [(p.mark.line, p.code) for p in in_order(found) if p.mark.path == "content/offers/tur.md"]


def test_one_run_tells_the_slip_and_what_else_is_wrong_in_the_file(make_root: MakeRoot) -> None:
    text = offer("[Kom](/borte/)\n", status="actve", verified_on="3.10.2026", needs="samtl")
    text = text.replace("coverage: fjordby", "coverage:fjordby")
    assert reported(make_root, text) == [
        (4, "unknown-value"), (6, "yaml-syntax"), (8, "unknown-id"), (10, "bad-date"), (12, "dead-link"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["organisations: fjordby-kommune", "status: active", "title: Tur", "needs: samtale"])
def test_a_line_that_cannot_be_read_is_not_missing_as_well(line: str, make_root: MakeRoot) -> None:
    text = offer("Kom.\n").replace(line, line.replace(": ", ":"))
    assert [code for _, code in reported(make_root, text)] == ["yaml-syntax"]


@pytest.mark.parametrize("value", ["&samtale", "!samtale", "*samtale"])
def test_what_yaml_takes_for_a_feature_is_not_missing_as_well(value: str, make_root: MakeRoot) -> None:
    text = offer("Kom.\n").replace("needs: samtale", f"needs: {value}")
    assert len(reported(make_root, text)) == 1


def test_a_slip_right_below_another_is_told_too(make_root: MakeRoot) -> None:
    text = offer("Kom.\n", title="Tur: for alle").replace("summary: ", "summary:").replace("status: ", "status:")
    assert [line for line, *_ in reported(make_root, text)] == [2, 3, 4]


def test_a_map_merged_by_its_alias_is_one_slip(make_root: MakeRoot) -> None:
    text = offer("Kom.\n").replace("needs: samtale", "needs: samtale\n<<: *felles")
    assert [code for _, code in reported(make_root, text)] == ["yaml-feature"]


SIGNS = st.text(st.sampled_from([*"ab: -–•=;,[]{}\"'#*&@%`!|>?\\\t\u00a0：”“"]), max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["", "  ", "- ", "title", "needs:", "cost: "]), SIGNS), max_size=6))
def test_any_lines_give_slips_within_them(parts: list[tuple[str, str]]) -> None:
    text = "\n".join(a + b for a, b in parts)
    checked = nodes.parse(Source("content/a.yaml", text))
    for problem in checked.problems:
        assert 1 <= problem.mark.line <= len(parts) or not parts
        assert problem.message(str)


AREAS = "- id: fjordland\n  name: Fjordland\n  kind: county\n- id: kysten\n  name: Kysten\n  kind: region\n"
ORGANISATION = "name: Kystlaget\nkind: voluntary\nphone: 55 00 00 13\nareas: [kysten]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: kysten", "\t- id: kysten"),
        ("  kind: county\n", "  kind: county\nhusk denne\n"),
        ("  name: Fjordland\n", "  name: Fjordland\n}\n"),
        ("  name: Fjordland\n", "  name: !land\n"),
        ("  name: Kysten\n", "...\n  name: Kysten\n"),
        ("- id: kysten", "---\n- id: kysten"),
        ("  name: Kysten\n", "  n\u00adame: Kysten\n"),
        ("  kind: region\n", "  kind: region KystlaÃ¸get\n"),
    ],
)
def test_a_slip_in_a_list_is_told_once_in_all_files(before: str, after: str, make_root: MakeRoot) -> None:
    assert before in AREAS
    files = {"content/areas.yaml": AREAS.replace(before, after), "content/organisations/kystlaget.yaml": ORGANISATION}
    reading = read(make_root(files=files))
    found = in_order((*reading.problems, *check_references(reading.value), *check(reading.value, TODAY)))
    errors = [problem for problem in found if problem.severity == "error"]
    assert [problem.mark.path for problem in errors] == ["content/areas.yaml"]


@pytest.mark.parametrize(
    "path", ["crisis.yaml", "vocabulary/formats.yaml", "site.yaml", "organisations/baatlaget.yaml"]
)
def test_a_file_that_was_emptied_is_one_error(path: str, make_root: MakeRoot) -> None:
    reading = read(make_root(files={f"content/{path}": "# tom\n"}))
    found = [p for p in (*reading.problems, *check_references(reading.value)) if p.severity == "error"]
    assert [(problem.mark.path, problem.code) for problem in found] == [(f"content/{path}", "wrong-type")]


def test_a_list_may_be_empty_on_purpose(make_root: MakeRoot) -> None:
    reading = read(make_root(files={"content/crisis.yaml": "[]\n", "content/dictionary.yaml": ""}))
    assert [problem for problem in reading.problems if problem.severity == "error"] == []


def test_a_translation_may_be_a_text_alone(make_root: MakeRoot) -> None:
    """Its title and summary are then those of the original."""
    text = {"content/offers/tur.md": offer(), "content/offers/tur.en.md": "---\n---\n\nWe walk on Wednesdays.\n"}
    assert [problem.code for problem in read(make_root(files=text)).problems if problem.severity == "error"] == []


@pytest.mark.parametrize(("opened", "closed"), [("+++", "+++"), ("```yaml", "```"), ("```", "```"), ("---", "+++")])
def test_other_signs_around_the_fields_lead_to_three_hyphens(opened: str, closed: str) -> None:
    """One line at a time, from the first."""
    lines = [opened, "title: Strikkekafé", "needs:", "- nettverk", closed, "", "Vi strikker.", "", "```", "kode", "```"]
    found = []
    for _ in range(3):
        problems = nodes.parse(Source("content/offers/strikk.md", "\n".join(lines))).problems
        if not problems:
            break
        (problem,) = problems
        assert (problem.code, problem.suggestion) == ("front-matter", "---")
        found.append(problem.mark.line)
        lines[problem.mark.line - 1] = "---"
    assert found == [at for at, line in ((1, opened), (5, closed)) if line != "---"]


def test_a_fence_in_a_text_is_no_end_of_the_fields() -> None:
    text = "---\ntitle: Strikkekafé\n\nVi strikker.\n\n```\nkode\n```\n"
    (problem,) = nodes.parse(Source("content/offers/strikk.md", text)).problems
    assert (problem.code, problem.mark.line, problem.suggestion) == ("front-matter", 2, "title: Strikkekafé\n---")
