"""Upper limits of file size, text length and nesting, so that parsing time is bounded.

They are far above what anybody writes by hand. Markdown's time grows with the square of the number of unclosed brackets
and tags, and of headings; lists and quotations nested some hundred levels deep exhaust its stack. docs/quality.md has
the measurements.
"""

import re

# Bytes of a file; the dictionary of a whole country has some 300,000.
LARGEST = 1_000_000
# Characters of a running text, about 20 printed pages.
LONGEST_TEXT = 50_000
# Dates that an event lists, and dates that its recurrence rule gives; 5,000 are every day for 13 years.
MOST_LISTED, MOST_DATES = 500, 5_000
# Digits of a number; the message in `parse.py` has this figure in words.
MOST_DIGITS = 6
_DEEPEST, _MOST_OPEN, _MOST_HEADINGS = 20, 100, 500
_MARKER = re.compile(r"[ \t]*(?:>|(?:[-*+]|[0-9]{1,9}[.)])[ \t])")
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*\n")
_OPEN_TAG = re.compile(r"<(?=[A-Za-z/!?])(?![^<>]*>)")
_OPEN_LINK = re.compile(r"\]\((?![^()\n]*\))")
_HEADING = re.compile(r"^ {0,3}#|^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)


def excess(text: str) -> tuple[int, dict[str, str]] | None:
    """Where a running text exceeds a limit (offset), and the values of the problem `too-much`; else None."""
    if len(text) > LONGEST_TEXT:
        return LONGEST_TEXT, {"size": str(len(text)), "kind": "characters in the text", "limit": str(LONGEST_TEXT)}
    if (levels := _too_deep(text)) is not None:
        return levels, _values("lists and quotations within each other", _DEEPEST)
    if (open_bracket := _open_bracket(text)) is not None:
        return open_bracket, _values("brackets that are not closed", _MOST_OPEN)
    for pattern, most, kind in (
        (_OPEN_TAG, _MOST_OPEN, "tags that are not closed"),
        (_OPEN_LINK, _MOST_OPEN, "links that are not closed"),
        (_HEADING, _MOST_HEADINGS, "headings"),
    ):
        places = [match.start() for match in pattern.finditer(text)]
        if len(places) > most:
            return places[most], {**_values(kind, most), "size": str(len(places))}
    return None


def _values(kind: str, most: int) -> dict[str, str]:
    return {"size": str(most + 1), "kind": kind, "limit": str(most)}


def _too_deep(text: str) -> int | None:
    """The offset of the first line with an item or a quotation nested too deep: indented further than what is around
    it.
    """
    around: list[int] = []  # columns of the open items and quotations
    offset = 0
    for line in text.split("\n"):
        place = 0
        while marker := _MARKER.match(line, place):
            place = marker.end()
            column = len(line[:place].expandtabs(4))
            while around and around[-1] >= column:
                around.pop()
            around.append(column)
            if len(around) > _DEEPEST:
                return offset
        offset += len(line) + 1
    return None


def _open_bracket(text: str) -> int | None:
    """The offset of the first bracket that exceeds the limit of unclosed ones in a paragraph."""
    depth = 0
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            depth += 1
            if depth > _MOST_OPEN:
                return match.start()
        else:
            depth = max(0, depth - 1) if match[0] == "]" else 0
    return None
