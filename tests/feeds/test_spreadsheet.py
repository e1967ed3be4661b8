"""Tables that any reader gets back unchanged, and that no spreadsheet runs."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiviser.feeds.spreadsheet import defused, joined, table

CELLS = st.text(st.characters(exclude_categories=["Cs"]))
DANGEROUS = "=+-@\t\r＝＋－＠"


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_any_text_comes_back_defused(cells: list[list[str]]) -> None:
    assert rows(table(["a", "b"], cells))[1:] == [[defused(cell) for cell in row] for row in cells]


@given(CELLS)
def test_only_apostrophes_are_added(cell: str) -> None:
    assert defused(cell).replace("'", "") == cell.replace("'", "")
    assert not defused(cell).startswith(tuple(DANGEROUS))


@given(CELLS)
def test_no_cell_of_any_excel_is_a_formula(cell: str) -> None:
    for piece in re.split("[\n,;]", defused(cell)):
        assert not piece.startswith(tuple(DANGEROUS))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+47 55 00 00 10", "'+47 55 00 00 10"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("a;=1", "a;'=1"),
        ("a,=1", "a,'=1"),
        ("a\n=1", "a\n'=1"),
        ("a = b, c-d", "a = b, c-d"),
        ("", ""),
    ],
)
def test_what_is_defused(cell: str, expected: str) -> None:
    assert defused(cell) == expected


def test_the_bytes() -> None:
    assert table(["a", "b"], [["å, æ", 'he said "no"']]) == (
        b"\xef\xbb\xbfa;b\r\n" + 'å, æ;"he said ""no"""\r\n'.encode()
    )
    assert joined(["a", "b"]) == "a; b"
