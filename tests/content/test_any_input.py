"""Any content of a file: the readers say what it is or where it is wrong, and the output is safe to publish."""

import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from veiviser.content import nodes, schema
from veiviser.content.characters import CONTROL
from veiviser.content.html import plain_text, to_html
from veiviser.content.limits import excess
from veiviser.content.markup import ALLOWED, at_sight, elements, heading_ids
from veiviser.content.models import KINDS
from veiviser.content.source import Source
from veiviser.content.typed import typed

BOUNDED = settings(
    max_examples=500, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
FIELDS = sorted(schema.every_name())
UNSAFE = re.compile(r"(?!https?:|mailto:|tel:)[\x00-\x20]*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
YAML = ("- ", "\n  ", ": ", "[", "]", "{", "}", ",", "&a ", "*a", "!!str ", "|\n", ">\n", '"', "'", "#", "---", "? ")
MARKS = ("\n", "\n\n", "# ", "- ", "1. ", "> ", "    ", "*", "**", "_", "`", "\n```\n", "[", "](", ")", "![", "[a]: ")
TAGS = ("<script>", "<img src=x onerror=y>", "</div>", "<a href=", "javascript:", "<!--", "-->", "&#xf8ff;0&#xf8ff;")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PIECES = st.lists(
    st.one_of(
        TEXT,
        st.sampled_from(FIELDS).map("\n{}: ".format),
        st.sampled_from(YAML),
        st.sampled_from(["2026-11-21", "nb", "true", "0301", "22 22 22 22", "a@b.no", "https://a.no", '"\\ud800"']),
    ),
    max_size=30,
).map("".join)
MARKDOWN = st.lists(
    st.one_of(
        TEXT,
        st.sampled_from(MARKS),
        st.sampled_from(TAGS),
        st.sampled_from(["|a|b|\n|-|-|\n", "\\", "{#a}", "\u0002", "klzzwxh:0", "//", "mailto:", '"', "'", "&#58;"]),
    ),
    max_size=40,
).map("".join)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@BOUNDED
@given(PIECES, st.sampled_from(sorted(KINDS)))
def test_fields_are_typed_or_refused_at_a_line_they_have(text: str, kind: str) -> None:
    text = CONTROL.sub("", text).replace("\r", "\n")
    source = Source("content/x.yaml", text)
    read = nodes.parse(source)
    data = nodes.plain(read.value) if read.value else None
    problems = read.problems
    if isinstance(data, dict):
        problems += typed(KINDS[kind].model, source.path, read.value, (), data, "nb").problems
    for problem in problems:
        assert problem.message(str)
        assert problem.mark.path == source.path
        assert 1 <= problem.mark.line <= text.count("\n") + 1


@BOUNDED
@given(PIECES, MARKDOWN)
def test_front_matter_and_body_are_told_apart(fields: str, body: str) -> None:
    text = f"---\n{fields}\n---\n{body}".replace("\r", "\n")
    found = nodes.front_matter(Source("content/x.md", text))
    assert found is not None
    yaml, first, rest, line = found
    lines = text.split("\n")
    assert lines[first - 1 : first - 1 + yaml.count("\n") + 1] == yaml.split("\n") or yaml == ""
    assert "\n".join(lines[line - 1 :]) == rest


@BOUNDED
@given(MARKDOWN)
def test_running_text_becomes_safe_html(text: str) -> None:
    if excess(text) is None:
        reader = Tags()
        reader.feed(to_html(text))
        for tag, attributes in reader.found:
            assert tag in ALLOWED or (tag, attributes) == ("div", {"class": "scroll", "tabindex": "0"})
            assert not [name for name in attributes if name.startswith("on")]
            for name in ("href", "src"):
                assert not UNSAFE.match(attributes.get(name) or "")


@BOUNDED
@given(MARKDOWN)
def test_what_a_running_text_holds_is_found_within_it(text: str) -> None:
    if excess(text) is None:
        for element in elements(text):
            assert 0 <= element.offset <= len(text)
        assert len(at_sight(text)) <= len(text)
        heading_ids(text)
        plain_text(text)
