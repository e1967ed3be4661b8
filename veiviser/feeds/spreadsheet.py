"""Tables as CSV that spreadsheets open without running anything, Norwegian ones with a double click.

RFC 4180 with semicolons, which spreadsheets expect where the comma is the decimal sign; CRLF, quotes where needed.
UTF-8 with a byte order mark, without which Excel misreads æøå.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What makes a spreadsheet read a cell as a formula (OWASP, “CSV Injection”), the full-width forms included. In programs
# that ignore quotation marks or expect commas, such separators and line breaks end a cell: a new cell can begin after
# them, in quotation marks or not.
_FORMULA = re.compile('((?:^|[;,\n\r])"*)([=+\\-@\t\r＝＋－＠])')


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file with a row of column names; every cell is made safe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """The cell with an apostrophe before whatever would begin a formula; spreadsheets read it as “this is text”."""
    return _FORMULA.sub(r"\1'\2", cell)


def joined(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(values)
