"""Explains errors of the YAML parser: the editor's slip that caused one, and the line of the slip."""

import json
import re
from collections.abc import Callable

import yaml

from veiviser.content import schema, slips
from veiviser.content.slips import (
    COMMENT_SIGN,
    FIELD,
    LONGEST_LINE,
    SOUND,
    Slip,
    cut_short,
    line_above,
    quoting,
    stray,
    sure,
    swap,
    tabbed,
)

# An unclosed quotation mark or bracket is reported where it begins; the parser gives up far below.
_OPENED = (
    "while scanning a quoted scalar",
    "while parsing a quoted scalar",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
)
_SIMPLE_KEY = "while scanning a simple key"
_CURLY = r"[“”„‟«»‘’]"


def explained(lines: list[str], error: yaml.MarkedYAMLError) -> Slip:
    """The slip that caused an error of the parser."""
    long = {at for at, line in enumerate(lines) if len(line) > LONGEST_LINE}
    if long:  # no message quotes these
        slip = _explained([line[:LONGEST_LINE] for line in lines], error)
        return Slip(slip.line, slip.column, slip.reason) if slip.line in long else slip
    return _explained(lines, error)


def _explained(lines: list[str], error: yaml.MarkedYAMLError) -> Slip:
    problem = error.problem_mark or error.context_mark
    if problem is None:
        return Slip(0, 0, error.problem or "")
    at = min(problem.line, len(lines) - 1)
    column = problem.column if problem.line < len(lines) else len(lines[at])
    if (ended := _ended(lines, at)) is not None:
        return Slip(ended, 0, slips.STRAY_TEXT)
    if error.context in _OPENED and error.context_mark:
        return _opened(lines, error, min(error.context_mark.line, len(lines) - 1), error.context_mark.column)
    if error.context == _SIMPLE_KEY and error.context_mark:
        line = min(error.context_mark.line, len(lines) - 1)
        return sure(lines, line) or stray(lines, line)
    for found in (finder(lines, at, column, error) for finder in _FINDERS):
        if found:
            return found
    return Slip(at, column, _plain(error.problem))


def _ended(lines: list[str], at: int) -> int | None:
    """The line that ends the fields too early: a directive or end mark of YAML, or what another program puts above
    them.
    """
    if lines[0].startswith("%"):
        return 0
    above = line_above(lines, at)
    if above is not None and (lines[above].rstrip() == "..." or re.match(r"[\[{].*[\]}]\s*$", lines[above])):
        return above
    return None


def _plain(problem: str | None) -> str:
    # In a message to translate, a brace would begin or end the name of a value.
    return (problem or "").replace("'}'", "a closing brace")


def _opened(lines: list[str], error: yaml.MarkedYAMLError, at: int, column: int) -> Slip:
    """The slip of a quotation mark or bracket that is not closed on its line."""
    rest = lines[at][column:].rstrip()
    inner = rest[1:]
    if "escape" in (error.problem or "") or "hexdecimal" in (error.problem or ""):
        return Slip(at, column, slips.BACKSLASH, rest, rest[0] + re.sub(r"\\(?![\\\"])", r"\\\\", inner))
    if rest[0] in "'\"":
        if re.search(r"[”“»’]$", inner) and not re.search(r"[“”„«‘]", inner[:-1]):  # Word has closed it
            return Slip(at, column, slips.CURLY, rest, rest[:-1] + rest[0])
        if lines[at][:column].rstrip().endswith(("[", ",")) and rest.endswith("]"):  # the bracket of the list around it
            inner = inner[:-1].rstrip()
            rest = f"{rest[0]}{inner}"
        meant = rest + rest[0] if rest[0] not in inner and inner and not re.search(COMMENT_SIGN, inner) else None
        return Slip(at, column, slips.OPEN_QUOTE, rest, meant)
    if comment := re.search(COMMENT_SIGN, rest):
        item = next((part for part in re.split(r"[\[,]\s*", rest) if re.search(COMMENT_SIGN, part)), "").rstrip("] ")
        meant = rest.replace(item, json.dumps(item, ensure_ascii=False)) if item and rest.endswith("]") else None
        return Slip(at, column + comment.start() + 1, slips.COMMENT, rest, meant)
    below = lines[at + 1] if at + 1 < len(lines) else ""
    goes_on = rest.endswith(",") and below[:1] in (" ", "\t")
    items = re.fullmatch(r"([\w ,.-]*[\w.])[)\]};,]*", inner) if rest[0] == "[" and not goes_on else None
    return Slip(at, column, _plain(error.problem), rest, f"[{items[1].strip()}]" if items else None)


def _of_tab(lines: list[str], at: int, column: int, error: yaml.MarkedYAMLError) -> Slip | None:
    return tabbed(lines, at) if re.match(r" *\t", lines[at]) else None


def _of_beginning(lines: list[str], at: int, column: int, error: yaml.MarkedYAMLError) -> Slip | None:
    """A character at the beginning of a value that has a meaning in YAML."""
    if (
        error.context_mark
        and error.context
        and error.context.startswith(("while scanning a", "while parsing a block node"))
    ):
        at, column = min(error.context_mark.line, len(lines) - 1), error.context_mark.column
    if lines[at][column : column + 1] in tuple("*&@%`!|>,]}?-") and (found := sure(lines, at)):
        return found
    before = lines[at][:column].strip(" -")
    sign = lines[at][column : column + 1]
    if (sign in tuple("*&@%`!|>,]}?") and not before) or (sign in tuple("*&@%`!|>,]}?-") and before.endswith(":")):
        below = lines[at + 1].lstrip() if at + 1 < len(lines) else ""
        if lines[at][column] == "-" and below.startswith("- "):
            return Slip(at, column, slips.ITEM_BELOW)
        if alone := re.match(r"- +(\S.*?)\s*$", lines[at][column:]):
            return Slip(at, column, slips.HYPHEN, alone[0].rstrip(), alone[1])
        return quoting(lines, at, slips.BEGINNING)
    return None


def _of_colon(lines: list[str], at: int, column: int, error: yaml.MarkedYAMLError) -> Slip | None:
    """A colon where none can be: within a value, or after a key that the line above makes unreadable."""
    if not (error.problem or "").startswith("mapping values"):
        return None
    text = lines[at]
    if re.match(r"\s*(?:- +)?[\w-]+:", text[: column + 1]) is None or column > text.index(":"):
        return quoting(lines, at, slips.CURLY if _curly(text) else slips.COLON_WITHIN, column)
    above = line_above(lines, at)
    if above is None:
        return None
    if found := sure(lines, above) or (None if re.match(SOUND, lines[above]) else stray(lines, above)):
        return found
    return _indented(lines, at)


def _curly(text: str) -> bool:
    found = re.match(FIELD, text)
    return bool(found and re.match(_CURLY, found["value"]))


def _of_rest(lines: list[str], at: int, column: int, error: yaml.MarkedYAMLError) -> Slip | None:
    """Text after a value that is closed already."""
    field = re.match(FIELD, lines[at])
    if field is None or not field.start("value") < column <= len(lines[at]):
        return None
    value, above = field["value"], line_above(lines, at)
    if value[0] in "'\"" and above is not None and (open_above := re.match(FIELD, lines[above])):
        other = open_above["value"]
        if other[0] == value[0] and other.count(value[0]) == 1:
            return Slip(above, open_above.start("value"), slips.OPEN_QUOTE, other, other + other[0])
    if value[0] == "[":
        rest = lines[at][column:].strip()
        words = re.sub(r"[\[\]]", "", value).strip(",;. ")
        if re.fullmatch(r"[,;.]", rest):
            return Slip(at, column, slips.BEHIND_BRACKET, value, value[: -len(rest)].rstrip())
        if re.fullmatch(r"[a-z0-9-]+(?:\s*(?:[,;]\s*)+[a-z0-9-]+)*", words):
            reason = slips.TWO_COMMAS if re.search(r",\s*,", value) else slips.BEHIND_BRACKET
            return Slip(at, column, reason, value, f"[{', '.join(re.split(r'[ ]*(?:[,;][ ]*)+', words))}]")
        return quoting(lines, at, slips.BEHIND_BRACKET, column)
    if value[0] in "'\"":
        return quoting(lines, at, slips.BEHIND_QUOTE, column)
    return quoting(lines, at, slips.BEGINNING)


def _of_list(lines: list[str], at: int, column: int, error: yaml.MarkedYAMLError) -> Slip | None:
    text, above = lines[at], line_above(lines, at)
    for line in (at if above is None else above, at):
        if found := re.match(r"(\s*- +)(?:- +)+(?=[\w-]+:(?: |$))", lines[line]):
            return swap(line, lines[line], slips.TWO_HYPHENS, found[1] + lines[line][found.end() :])
    if text.lstrip().startswith("- ") and above is not None and re.match(FIELD, lines[above]):
        field = re.match(r"- +([a-z_]+):", text)
        known = field and field[1] in schema.every_name()
        return swap(at, text, slips.ITEM_BELOW, text[1:].strip()) if known else Slip(at, 0, slips.ITEM_BELOW)
    return None


def _of_line(lines: list[str], at: int, column: int, error: yaml.MarkedYAMLError) -> Slip | None:
    above = line_above(lines, at)
    if found := sure(lines, at):
        return found
    sound = re.match(SOUND, lines[at])
    if above is not None and (found := sure(lines, above) or (None if sound else cut_short(lines, above))):
        return found
    if not sound:
        return stray(lines, at)
    return _indented(lines, at)


def _indented(lines: list[str], at: int) -> Slip | None:
    """The slip of a line that is indented more or less than the line above allows."""
    text, above = lines[at], line_above(lines, at)
    if above is None or not text.strip():
        return None
    key = re.match(r"\s*(?:- +)?(?=[\w-]+:)", lines[above])
    here = len(text) - len(text.lstrip(" "))
    if text.lstrip().startswith("- "):
        beside = _item_beside(lines, above)
    else:
        if key and here < len(key[0]) and (first := _first_is_in(lines, at, here)) is not None:
            return Slip(first, 0, slips.INDENTED, lines[first].rstrip(), " " * here + lines[first].strip())
        beside = len(key[0]) if key else _field_of_list(lines, above)
    if beside is None or beside == here:
        return Slip(at, here, slips.INDENTED) if here else None
    if not set(re.findall(r"^\s*([\w-]+):", text)) <= schema.every_name():
        return Slip(at, 0, slips.INDENTED)  # a line below a value may have been meant as part of it
    return Slip(at, 0, slips.INDENTED, text.rstrip(), " " * beside + text.strip())


def _first_is_in(lines: list[str], at: int, here: int) -> int | None:
    """The first line, when it and all others above are indented more than line `at`, and as many lines go with that
    one.
    """
    above = [line for line in range(at) if lines[line].strip() and not lines[line].lstrip().startswith("#")]
    beside = [line for line in lines[at:] if re.match(r" *(?=[\w-]+:)", line) and line[:here].isspace() == bool(here)]
    if not above or len(beside) < len(above):
        return None
    return above[0] if all(len(lines[a]) - len(lines[a].lstrip(" ")) > here for a in above) else None


def _item_beside(lines: list[str], above: int) -> int | None:
    """The indentation of the items when the line above ends a list of texts."""
    item = re.match(r"( *)- +(?![\w-]+:(?: |$))\S", lines[above])
    return len(item[1]) if item else None


def _field_of_list(lines: list[str], above: int) -> int | None:
    """The indentation of the field whose list of texts ends on the line above."""
    for at in range(above, -1, -1):
        if found := re.match(r"( *(?:- +)?)[\w-]+:\s*$", lines[at]):
            return len(found[1])
        if not re.match(r" *- +\S", lines[at]):
            return None
    return None


_FINDERS: tuple[Callable[[list[str], int, int, yaml.MarkedYAMLError], Slip | None], ...] = (
    _of_tab, _of_beginning, _of_colon, _of_list, _of_rest, _of_line,
)  # fmt: skip
