"""The style sheets: lines that can be read, and few declarations that override all others."""

from tests.support.built import REPO

SHEETS = {path.name: path.read_text("utf-8") for path in sorted((REPO / "templates" / "assets").glob("**/*.css"))}


def test_no_line_of_a_style_sheet_is_longer_than_160_characters() -> None:
    long = [(name, line) for name, text in SHEETS.items() for line in text.splitlines() if len(line) > 160]
    assert long == []


def test_only_what_is_hidden_or_kept_in_place_is_important() -> None:
    """docs/decisions.md says why: “Six declarations are `!important`”."""
    important = {name: text.count("!important") for name, text in SHEETS.items() if "!important" in text}
    assert important == {"base.css": 1, "cards.css": 2, "facts.css": 2, "print.css": 1}
    lines = [line for text in SHEETS.values() for line in text.splitlines() if "!important" in line]
    assert all("[hidden]" in line or "scripting: none" in line for line in lines)
