"""Finds broken items in a list of records: without a hyphen, with two, or indented further than the others."""

import re
from collections.abc import Sequence

from veiviser.content.slips import INDENTED, LONGEST_LINE, NO_HYPHEN, TWO_HYPHENS, Slip

_ID = re.compile(r"(?P<margin> *)(?P<hyphens>-*) *(?=id:(?: |$))")
_BLANK_OR_COMMENT = re.compile(r"\s*(?:#|$)")
_TAKES_A_LIST = re.compile(r"\s*(?:- +)?[\w-]+:\s*$")


def first_slip(lines: Sequence[str]) -> Slip | None:
    """The first such slip in the lines of a file; its `meant` is the corrected line. None when there is none."""
    if not any("id:" in line for line in lines):
        return None
    written = [(at, line[:LONGEST_LINE]) for at, line in enumerate(lines) if not _BLANK_OR_COMMENT.match(line)]
    margins = [found["margin"] for _, line in written if (found := _ID.match(line)) and found["hyphens"]]
    margin = min(margins, key=len, default="")
    known = ""  # the id of the record that a line belongs to
    for number, (at, text) in enumerate(written):
        if text.startswith(f"{margin}-"):
            known = ""
        found = _ID.match(text)
        if found is None or len(text) == LONGEST_LINE:
            continue
        above = written[number - 1][1] if number else None
        below = written[number + 1][1] if number + 1 < len(written) else " "
        id_ = text[found.end() + len("id:") :].strip()
        another = known not in ("", id_) and found["margin"] == f"{margin}  "
        if reason := _reason(found, margin, above, below, is_list=bool(margins), another=another):
            return Slip(at, 0, reason, text.rstrip(), f"{margin}- {text[found.end() :].rstrip()}")
        known = id_
    return None


def _reason(
    found: re.Match[str], margin: str, above: str | None, below: str, *, is_list: bool, another: bool
) -> str | None:
    """What is wrong with an `id:` line, or None. `another` is true in a record that already has an id."""
    if len(found["hyphens"]) > 1:
        return TWO_HYPHENS
    if found["hyphens"]:
        further_in = found["margin"] != margin and not (above and _TAKES_A_LIST.match(above))
        return INDENTED if further_in else None
    if above is None:
        return NO_HYPHEN if below.startswith(" ") else None
    return NO_HYPHEN if another or (is_list and found["margin"] == margin) else None
