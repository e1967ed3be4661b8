"""Content lines: folded at 75 octets, never inside a character, and read back as they were."""

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from veiviser.feeds.contentlines import line, text
from veiviser.feeds.texts import plain

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANYTHING)
def test_any_text_comes_back(value: str) -> None:
    data = b"BEGIN:VEVENT\r\n" + text("SUMMARY", value) + b"END:VEVENT\r\n"
    assert str(Event.from_ical(data).get("SUMMARY", "")) == plain(value)


@given(ANYTHING)
def test_lines_are_short_and_whole_characters(value: str) -> None:
    for piece in line("X-TEST", plain(value).replace("\n", "")).removesuffix(b"\r\n").split(b"\r\n"):
        assert len(piece) <= 75
        piece.decode()


def test_a_line_of_75_octets_is_not_folded() -> None:
    assert line("X", "a" * 73) == b"X:" + b"a" * 73 + b"\r\n"
    assert line("X", "a" * 74) == b"X:" + b"a" * 73 + b"\r\n a\r\n"


def test_escapes() -> None:
    assert text("SUMMARY", "a;b,c\\d\ne\r\nf:g") == b"SUMMARY:a\\;b\\,c\\\\d\\ne\\nf:g\r\n"
    assert text("SUMMARY", "bell\x07 and nul\x00") == b"SUMMARY:bell and nul\r\n"
    assert text("SUMMARY", "") == b""
