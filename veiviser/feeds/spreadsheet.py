"""Tables as CSV that spreadsheets open without running anything.

RFC 4180: commas, CRLF, quotes where needed. UTF-8 with a byte order mark, without which Excel gets æøå wrong. A
Norwegian Excel expects semicolons when a file is double-clicked; “Data → From text” reads the file as it is.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What makes a spreadsheet take a cell for a formula (OWASP, “CSV Injection”), the full-width forms included. When a
# Norwegian Excel reads the file, a semicolon ends a cell and a line break may end a row: cells can begin after them.
_FORMULA = re.compile("(^|[;\n\r])([=+\\-@\t\r＝＋－＠])")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file with a line of column names; every cell is defused."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """The cell with an apostrophe before whatever would begin a formula; spreadsheets read it as “this is text”."""
    return _FORMULA.sub(r"\1'\2", cell)


def joined(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(values)
