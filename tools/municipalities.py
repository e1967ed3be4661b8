"""Writes the program's table of Norway's municipalities, from a list of the administrative units.

The list is a CSV file with number, name, county_number, county and neighbours (numbers separated by blanks); other
columns are ignored. Run `python -m tools.municipalities LIST DAY`, where DAY is the date of the map behind the list.
"""

import argparse
import csv
import datetime as dt
import io
from pathlib import Path

from veiviser.content.register import TABLE

_COLUMNS = ("number", "name", "county_number", "county", "neighbours")
_HEAD = """\
# The municipalities of Norway since 2024. Source: Kartverket, administrative units, map of {day}, CC BY 4.0.
# Neighbours have a border in common on land. Written by tools/municipalities.py.
"""


def table(listed: str, day: dt.date) -> str:
    """The table as CSV, sorted by number. Exits when a number occurs twice or a neighbour is not in the list."""
    rows = sorted(csv.DictReader(listed.splitlines()), key=lambda row: row["number"])
    numbers = {row["number"] for row in rows}
    strangers = {number for row in rows for number in row["neighbours"].split()} - numbers
    if len(numbers) != len(rows) or strangers:
        raise SystemExit(f"Numbers stand twice, or neighbours have no line of their own: {sorted(strangers)}")
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return _HEAD.format(day=day) + out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("list", type=Path)
    parser.add_argument("day", type=dt.date.fromisoformat)
    given = parser.parse_args()
    assert isinstance(TABLE, Path)
    TABLE.write_text(table(given.list.read_text("utf-8"), given.day), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
