"""Records in a list of records that do not begin as one: without their hyphen, with two, or further in than others."""

import re
from collections.abc import Sequence

from veiviser.content.slips import INDENTED, LONGEST, NO_HYPHEN, TWO_HYPHENS, Slip

_ID = re.compile(r"(?P<margin> *)(?P<hyphens>-*) *(?=id:(?: |$))")
_SAYS_NOTHING = re.compile(r"\s*(?:#|$)")
_TAKES_A_LIST = re.compile(r"\s*(?:- +)?[\w-]+:\s*$")


def first_slip(lines: Sequence[str]) -> Slip | None:
    """The first of these slips; what was meant is a whole line."""
    if not any("id:" in line for line in lines):
        return None
    said = [(at, line[:LONGEST]) for at, line in enumerate(lines) if not _SAYS_NOTHING.match(line)]
    margins = [found["margin"] for _, line in said if (found := _ID.match(line)) and found["hyphens"]]
    margin = min(margins, key=len, default="")
    known = ""  # the id of the record that a line belongs to
    for number, (at, text) in enumerate(said):
        if text.startswith(f"{margin}-"):
            known = ""
        found = _ID.match(text)
        if found is None or len(text) == LONGEST:
            continue
        above = said[number - 1][1] if number else None
        below = said[number + 1][1] if number + 1 < len(said) else " "
        id_ = text[found.end() + len("id:") :].strip()
        another = known not in ("", id_) and found["margin"] == f"{margin}  "
        if reason := _reason(found, margin, above, below, is_list=bool(margins), another=another):
            return Slip(at, 0, reason, text.rstrip(), f"{margin}- {text[found.end() :].rstrip()}")
        known = id_
    return None


def _reason(
    found: re.Match[str], margin: str, above: str | None, below: str, *, is_list: bool, another: bool
) -> str | None:
    """What is wrong with the line of an id; `another` is one in a record that has its own."""
    if len(found["hyphens"]) > 1:
        return TWO_HYPHENS
    if found["hyphens"]:
        further_in = found["margin"] != margin and not (above and _TAKES_A_LIST.match(above))
        return INDENTED if further_in else None
    if above is None:
        return NO_HYPHEN if below.startswith(" ") else None
    return NO_HYPHEN if another or (is_list and found["margin"] == margin) else None
