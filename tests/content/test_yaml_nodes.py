"""YAML becomes a tree of texts with places; what a form could not edit is refused, and no input raises."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from veiviser.content import nodes
from veiviser.content.characters import CONTROL
from veiviser.content.source import Source

PATH = "content/x.yaml"


def parsed(text: str, path: str = PATH) -> tuple[object, list[tuple[str, int, int]]]:
    checked = nodes.parse(Source(path, text))
    value = nodes.plain(checked.value) if checked.value is not None else None
    return value, [(p.code, p.mark.line, p.mark.column) for p in checked.problems]


@pytest.mark.parametrize("text", ["0301", "18:00", "no", "1e3", "nULL", "true", "+47 22 22 22 22", "0x10"])
def test_every_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert parsed(f"a: {text}\n") == ({"a": text}, [])


@pytest.mark.parametrize("nothing", ["null", "Null", "NULL", "~"])
def test_what_programs_write_for_nothing_is_left_out_and_in_quotation_marks_it_is_text(nothing: str) -> None:
    assert parsed(f"a: {nothing}\nb: [{nothing}, x, {nothing}]\nc: {{d: {nothing}}}\n{nothing}: 1\n") == (
        {"a": None, "b": ["x"], "c": {"d": None}, nothing: "1"},
        [],
    )
    assert parsed(f"a: \"{nothing}\"\nb: ['{nothing}']\nc: |\n  {nothing}\nd: {nothing} eller mer\n") == (
        {"a": nothing, "b": [nothing], "c": f"{nothing}\n", "d": f"{nothing} eller mer"},
        [],
    )


def test_what_has_no_value_is_none() -> None:
    assert parsed("a:\nb: ''\nc: [x, ]\n") == ({"a": None, "b": None, "c": ["x"]}, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\n a: 3", ("yaml-syntax", 3, 1)),
        ("a: 1\nb: 2\na: 3\n", ("duplicate-key", 3, 1)),
        ("- a: 1\n  b: {c: 1, c: 2}\n", ("duplicate-key", 2, 13)),
        ("a: &x 1\n", ("yaml-feature", 1, 4)),
        ("a: *x\n", ("yaml-feature", 1, 4)),
        ("a: !x 1\n", ("yaml-feature", 1, 4)),
        ("a: !!str 1\n", ("yaml-feature", 1, 4)),
        ("a: 1\n---\nb: 2\n", ("yaml-feature", 2, 1)),
        ("? [a]\n: 1\n", ("yaml-feature", 1, 3)),
        ("a: " + "[" * 30 + "]" * 30, ("yaml-feature", 1, 23)),
        ("a: 'x\nb: 1\n", ("yaml-syntax", 1, 4)),
        ("a: [x, y\nb: 1\n", ("yaml-syntax", 1, 4)),
        ("a: @x\n", ("yaml-syntax", 1, 4)),
        ("\ta: 1\n", ("yaml-syntax", 1, 1)),
    ],
)
def test_a_fault_is_found_at_its_place(text: str, problem: tuple[str, int, int]) -> None:
    assert problem in parsed(text)[1]


def test_a_fault_that_leaves_the_rest_readable_does_not_end_the_reading() -> None:
    value, problems = parsed("a: &x 1\nb: 2\nb: 3\nc: *x\nd: 4\n")
    assert value == {"a": "1", "b": "2", "d": "4"} or isinstance(value, dict)
    assert [code for code, _, _ in problems] == ["yaml-feature", "duplicate-key", "yaml-feature"]


def test_the_front_matter_of_a_page_is_read_with_its_lines() -> None:
    text = "---\na: 1\nb: &x 2\n---\n\nTekst\n---\nmer\n"
    assert parsed(text, "content/pages/x.md") == ({"a": "1", "b": "2"}, [("yaml-feature", 3, 4)])
    assert nodes.front_matter(Source("x.md", text)) == ("a: 1\nb: &x 2", 2, "\nTekst\n---\nmer\n", 5)


@pytest.mark.parametrize("text", ["", "a: 1\n", "---\n", " ---\na: 1\n---\n"])
def test_a_page_without_closed_front_matter_is_told_of(text: str) -> None:
    assert parsed(text, "content/pages/x.md") == (None, [("front-matter", 1, 1)])


@pytest.mark.parametrize(
    ("text", "line", "meant"),
    [
        ("—\ntitle: a\n—\n", 1, "---"),
        ("–––\ntitle: a\n---\n", 1, "---"),
        ("--\ntitle: a\n---\n", 1, "---"),
        ("---\ntitle: a\n----\nTekst\n", 3, "---"),
        ("---\ntitle: a\n— \nTekst\n", 3, "---"),
        ("---\ntitle: a\n***\nTekst\n", 3, "---"),
        ("title: a\nneeds:\n  - b\n---\nTekst\n", 1, "---\ntitle: a"),
        ("Tekst\n---\ntitle: a\n---\n", 1, None),
        ("---\ntitle: a\n", 2, "title: a\n---"),
        ("---\ntitle: a\nTekst\n", 1, None),
        ("---\ntitle: a\nneeds: [b]\n\nTekst\n", 3, "needs: [b]\n---"),
        ("---\ntitle: a\n\nneeds: [b]\n\nTekst\n", 1, None),
        ("\n---\ntitle: a\n---\n", 1, "---"),
        ("\n# husk\n \n---\ntitle: a\n---\n", 1, "---\n# husk"),
        ("\n---\ntitle: a\nTekst\n", 1, None),
        ("```yaml\n---\ntitle: a\n---\n```\n", 1, "---"),
    ],
)
def test_other_dashes_than_three_hyphens_are_told_where_they_stand(text: str, line: int, meant: str | None) -> None:
    checked = nodes.parse(Source("content/pages/x.md", text))
    assert [(p.code, p.mark.line, p.suggestion) for p in checked.problems] == [("front-matter", line, meant)]


def test_the_place_of_a_value_is_that_of_what_is_written() -> None:
    tree = nodes.parse(Source(PATH, "a: 1\nb:\n  - x\n  - {c: 2}\n")).value
    assert nodes.locate(tree, ("b", 1, "c")) == (4, 9)
    assert nodes.locate(tree, ("b", 1, "c"), key=True) == (4, 6)
    assert nodes.locate(tree, ("b", 1, "d")) == (4, 5)  # the map that lacks it
    assert nodes.first_key(tree, ()) == (1, 1)
    assert nodes.exists(tree, ("b", 0))
    assert not nodes.exists(tree, ("b", 2))


PIECES = st.sampled_from(
    [*"abc 01:-#&*!|>'\"%@`{}[],?~\n\t", ": ", "- ", "\n  ", "---\n", "...", "a: ", "<<", "!!", "æ", "\U0001f600"]
)
YAML = st.lists(PIECES, max_size=40).map("".join)


# Reading refuses a file with other characters before any YAML is looked for.
ANY = st.text(max_size=60).filter(lambda text: not CONTROL.search(text))


@given(YAML | ANY)
@example("a: \ufeffb")
@example("? ")
@example("{")
@example("%YAML 1.1\n---\na")
def test_any_text_gives_a_tree_or_problems_within_it(text: str) -> None:
    checked = nodes.parse(Source(PATH, text))
    lines = text.count("\n") + 1
    for problem in checked.problems:
        assert 1 <= problem.mark.line <= lines
        assert problem.mark.column >= 1


class _Texts(yaml.CSafeLoader):
    """PyYAML's own composer, without the types that it guesses."""


_Texts.yaml_implicit_resolvers = {}


@given(YAML)
def test_the_tree_is_the_one_that_yaml_gives(text: str) -> None:
    checked = nodes.parse(Source(PATH, text))
    if checked.problems:
        return
    composed = yaml.compose(text, _Texts)
    assert _as_data(composed) == (nodes.plain(checked.value) if checked.value else None)


def _as_data(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _as_data(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_as_data(item) for item in node.value]
    return node.value if node is not None and node.value.strip() else None
