"""Slips in lines of YAML: the reasons in plain words, the slips that a line shows by itself, and suggestions."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from veiviser.content import schema
from veiviser.problems.message_words import _

SOUND = r"\s*(?:- +)*[\w-]+:(?:[ \t].*)?$|\s*-(?: .*)?$|\s*(?:#.*)?$"
FIELD = r"(?P<start>\s*(?:- +)?)(?P<name>[\w-]+):(?P<gap>[ \t]+)(?P<value>\S.*?)\s*$"
_BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_A_BLANK = re.compile(f"[{_BLANKS}]")
_HARD = rf"\s*(?:- *)?[\w-]+:[ \t]*(?=[{_BLANKS}])|\s*-[ \t]*(?=[{_BLANKS}])|[ ]*(?=[{_BLANKS}])"
_COLON = r"(\s*(?:- +)?)([a-z_]+)\s*([：﹕︓∶ː])\s*(.*)$"
_SIGN = r"(\s*)([–—−‐‑•·●○▪■◦‣⁃∙*✓✔☑→➤►▶]|\+(?=\s)|[0-9]+[.)](?=\s))([\s\u00a0]*)(\S.*?)\s*$"
_OTHER_DASHES = frozenset("–—−‐‑•·●○▪■◦‣⁃∙-✓✔☑→➤►▶+")
_NUMBERED = r"\s+[0-9]+[.)] +\S"
_NO_BLANK = r"(\s*(?:- +)?)([^\W\d]+):([^\s/].*?)\s*$"
_NO_BLANK_BEHIND = r"(\s*(?:- +)?)[\"']?([a-z_]+)[\"']?[ \t]*:([^\s/].*?)\s*$"
_OTHER_SIGN = r"(\s*(?:- +)?)([a-z_]+)\s*(:=|=>|->|=|;|(?<=\s)[-–—](?=\s))\s*(\S.*?)\s*$"
_NO_COLON = r"(\s*(?:- +)?)([a-z_]+)[ \t]+(\S.*?)\s*$"
_TIGHT_DASH = r"(\s*)-(?:\t[ \t]*|(?=[^\s-]))(\S.*?)\s*$"
COMMENT_SIGN = r"\s#"


NO_BLANK = _("there is no blank after the colon.")
HARD_BLANK = _("this is a hard blank, which often comes from Word. Write an ordinary one.")
TAB = _("the line begins with a tab. Use blanks.")
WIDE_COLON = _("this is not the colon of the keyboard.")
LIST_SIGN = _("an item of a list begins with a hyphen and a blank, not with this sign.")
TIGHT_DASH = _("there is no blank after the hyphen.")
NOT_A_COLON = _("a colon belongs between a field and its value.")
WRAPPED = _("the line belongs to the value above it. Write a value on one line.")
STRAY_TEXT = _("this is neither a field nor an item of a list. Take it out, or put it where it belongs.")
NO_COMMENT = _("a comment begins with # and a blank.")
CURLY = _('only straight quotation marks (") hold a value together.')
COLON_WITHIN = _("a value with a colon in it needs quotation marks around it.")
INDENTED = _("the line is indented otherwise than those beside it.")
BEGINNING = _("a value that begins with this sign needs quotation marks around it.")
BEHIND_BRACKET = _("something stands behind the closing bracket.")
TWO_COMMAS = _("two commas follow each other.")
BEHIND_QUOTE = _("something stands behind the closing quotation mark.")
COMMENT = _("what stands behind # is read as a comment.")
ITEM_BELOW = _("an item of a list stands below a value. A list begins on the line below the name of its field.")
HYPHEN = _("a hyphen stands before the value. It begins an item of a list, on a line of its own.")
NO_HYPHEN = _("an item of a list begins with a hyphen and a blank.")
TWO_HYPHENS = _("two hyphens stand before the item.")
BACKSLASH = _("a backslash between quotation marks is to be written twice.")
OPEN_QUOTE = _("a quotation mark is not closed.")
REASONS = frozenset({
    NO_BLANK, HARD_BLANK, TAB, WIDE_COLON, LIST_SIGN, TIGHT_DASH, NOT_A_COLON, WRAPPED, STRAY_TEXT, CURLY,
    COLON_WITHIN, INDENTED, BEGINNING, BEHIND_BRACKET, BEHIND_QUOTE, COMMENT, ITEM_BELOW, BACKSLASH, OPEN_QUOTE,
    NO_COMMENT, TWO_COMMAS, HYPHEN, TWO_HYPHENS, NO_HYPHEN,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """`line` and `column` count from 0 within the text. `meant` replaces `written`, which is on that line."""

    line: int
    column: int
    reason: str
    written: str = ""
    meant: str | None = None


# Characters. No editor overlooks a slip in a line longer than this, and searching it would take time.
LONGEST_LINE = 500


class SlipError(Exception):
    """A slip that YAML accepts, but reads as something other than was meant."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(slip.reason)
        self.slip = slip


def line_above(lines: list[str], at: int) -> int | None:
    """The nearest line above that is neither blank nor a comment."""
    return next(
        (line for line in range(at - 1, -1, -1) if lines[line].strip() and lines[line].lstrip()[0] != "#"), None
    )


def swap(line: int, text: str, reason: str, meant: str, column: int | None = None) -> Slip:
    """A slip that is fixed by writing the whole line in another way; if its indentation stays, that is not replaced."""
    start = len(text) - len(text.lstrip(" ")) if meant.startswith(" ") else 0
    at = start if column is None else column
    return Slip(line, at, reason, text[start:].rstrip(), meant[start:])


def sure(lines: list[str], at: int) -> Slip | None:
    """The slip that a line shows by itself; None without one."""
    text = lines[at]
    if len(text) > LONGEST_LINE:
        return None
    if hard := hard_blank(lines, at):
        return hard
    if re.match(r" *\t", text):
        return tabbed(lines, at)
    if (found := re.match(_COLON, text)) and found[2] in schema.every_name():
        return swap(at, text, WIDE_COLON, f"{found[1]}{found[2]}: {found[4]}", found.start(3))
    if (found := re.match(_SIGN, text)) and (found[1] or found[3]):
        return swap(at, text, LIST_SIGN, f"{found[1]}- {found[4]}", found.start(2))
    if (found := re.match(_NO_BLANK, text)) and (found[2].lower() in schema.every_name() or not _goes_on(lines, at)):
        return swap(at, text, NO_BLANK, f"{found[1]}{found[2]}: {found[3]}")
    if (found := re.match(_NO_BLANK_BEHIND, text)) and found[2] in schema.every_name():
        return swap(at, text, NO_BLANK, f"{found[1]}{found[2]}: {found[3]}")
    if (found := re.match(_OTHER_SIGN, text)) and found[2] in schema.every_name():
        return swap(at, text, NOT_A_COLON, f"{found[1]}{found[2]}: {found[4]}", found.start(3))
    if (found := re.match(_NO_COLON, text)) and found[2] in schema.every_name() and ":" not in found[3]:
        return swap(at, text, NOT_A_COLON, f"{found[1]}{found[2]}: {found[3]}", found.end(2))
    if (found := re.match(_TIGHT_DASH, text)) and (found[1] or ":" in found[2] or _is_item(lines, at - 1)):
        return swap(at, text, TIGHT_DASH, f"{found[1]}- {found[2]}")
    return None


def hard_blank(lines: list[str], at: int) -> Slip | None:
    """A non-breaking space at the beginning of a line or of its value."""
    text = lines[at]
    found = re.match(_HARD, text)
    if found is None:
        return None
    meant = re.sub(r"^( *(?:- +)?[\w-]+:|(?: *-)+) +", r"\1 ", _A_BLANK.sub(" ", text))
    return swap(at, text, HARD_BLANK, meant, found.end())


def _is_item(lines: list[str], at: int) -> bool:
    """Whether a line is a list item, or a key that only items can follow."""
    return at >= 0 and re.match(r"- |[\w-]+:\s*$", lines[at]) is not None


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether the line above is a text so long that this line may continue it."""
    above = line_above(lines, at)
    found = re.match(FIELD, lines[above]) if above == at - 1 and above is not None else None
    return bool(found and len(found["value"]) > 60)


def tabbed(lines: list[str], at: int) -> Slip:
    text, above = lines[at], line_above(lines, at)
    if not re.match(SOUND, text.strip()):
        return stray(lines, at)
    pad = re.match(" *", lines[above])[0] if above is not None else ""  # type: ignore[index]  # it matches always
    if above is not None and text.lstrip().startswith("- ") != lines[above].lstrip().startswith("- "):
        pad += "  "
    return Slip(at, text.index("\t"), TAB, text.rstrip(), pad + text.strip())


def stray(lines: list[str], at: int) -> Slip:
    """A line that is neither a field nor an item: the rest of the value above, or text among the fields."""
    text = lines[at]
    start = len(text) - len(text.lstrip())
    above = line_above(lines, at)
    field = re.match(FIELD, lines[above]) if above == at - 1 and above is not None else None
    item = re.match(r"\s*- +(\S.*)", lines[above]) if above == at - 1 and above is not None else None
    name = text.strip()
    if name.lower() in schema.every_name():
        return Slip(at, len(text.rstrip()), NOT_A_COLON, name, f"{name}:")
    if comment := re.match(r"(?://+|/\*+|<!--+|--+)\s*(.*?)\s*(?:\*/|--+>)?$", name):
        return Slip(at, start, NO_COMMENT, name, f"# {comment[1]}")
    if above is not None and above == at - 1 and re.search(COMMENT_SIGN, lines[above]):
        return cut_short(lines, above) or Slip(at, start, WRAPPED)
    sentence = " " in field["value"] if field else item is not None and " " in item[1]
    return Slip(at, start, WRAPPED if sentence else STRAY_TEXT)


def cut_short(lines: list[str], at: int) -> Slip | None:
    """A value that ends at a `#`, so that the line below is not part of it."""
    field = re.match(FIELD, lines[at])
    comment = re.search(COMMENT_SIGN, field["value"]) if field else None
    return Slip(at, field.start("value") + comment.start() + 1, COMMENT) if field and comment else None


def quoting(lines: list[str], at: int, reason: str, column: int | None = None) -> Slip | None:
    """The slip of a value that needs quotation marks, reported at `column` or where the value begins."""
    field = re.match(FIELD, lines[at]) or re.match(r"(?P<start>\s*- +)(?P<value>\S.*?)\s*$", lines[at])
    if not field:
        return None
    value = field["value"]
    meant = json.dumps(_without_quotes(value), ensure_ascii=False)
    return Slip(at, field.start("value") if column is None else column, reason, value, meant)


def _without_quotes(value: str) -> str:
    """The value without quotation marks around it, where these were meant to enclose it."""
    if re.fullmatch(r"'[^' ]+'\w[^']*", value):
        return value[1:]  # the other one is an apostrophe
    return re.sub(r"^['\"“”„«‘’](.*)['\"“”»‘’]$", r"\1", value)


def taken_for_text(lines: list[str], event: yaml.ScalarEvent) -> Slip | None:
    """A slip that YAML reads as text: items with other signs or no space after them, a value after a non-breaking
    space.
    """
    start, end = event.start_mark, event.end_mark
    if start and _A_BLANK.match(event.value) and start.line < len(lines):
        return hard_blank(lines, start.line)
    if not start or not end or (start.line == end.line and event.value[:1] not in _OTHER_DASHES):
        return None
    if start.line < end.line < len(lines):
        if all(re.match(_NUMBERED, line) for line in lines[start.line : end.line + 1]):
            return sure(lines, start.line)
        return _first_sign(lines, event) or _swallowed(lines, start.line, start.column, end.line)
    return _first_sign(lines, event)


def _swallowed(lines: list[str], first: int, column: int, last: int) -> Slip | None:
    """An item or field that YAML reads as the rest of the text above it."""
    before = re.match(r"\s*- +$", lines[first][:column])
    word = " " not in lines[first][column:LONGEST_LINE].strip()
    for at in range(first + 1, min(last + 1, len(lines))):
        text = lines[at][:LONGEST_LINE]
        found = re.match(r"\s+([–—•·-]) +(\S.*?)\s*$", text)
        # Text can continue with a dash, but not after an id; and no text in a list continues with a hyphen.
        if found and (word or (before and found[1] == "-")):
            return Slip(at, 0, INDENTED, text.rstrip(), f"{before[0]}{found[2]}" if before else None)
        if (field := re.match(_NO_BLANK, text)) and field[2] in schema.every_name():
            return sure(lines, at)
    return None


def _first_sign(lines: list[str], event: yaml.ScalarEvent) -> Slip | None:
    start, raw = event.start_mark, event.value
    if not start or raw[:1] not in _OTHER_DASHES or start.line >= len(lines):
        return None
    if lines[start.line][: start.column].strip(" ") or not raw[1:].strip(" -"):
        return None
    if raw[0] != "-" and not raw[1].isspace():
        return None
    return sure(lines, start.line)


def lost_backslash(lines: list[str], event: yaml.ScalarEvent) -> Slip | None:
    """A backslash that YAML removes together with the character after it."""
    start, end = event.start_mark, event.end_mark
    if event.style != '"' or not start or not end or start.line != end.line or end.line >= len(lines):
        return None
    raw = lines[start.line][start.column : end.column]
    if not re.search(r"(?<!\\)(?:\\\\)*\\[ _NLP]", raw):
        return None
    return Slip(start.line, start.column, BACKSLASH, raw, re.sub(r"(?<!\\)((?:\\\\)*)\\(?=[ _NLP])", r"\1\\\\", raw))


def dropped(lines: list[str], slip: Slip) -> list[str]:
    """The lines, with those blanked out that cannot be read because of the slip: its line, and what belongs to it."""
    rest = list(lines)
    for at in _belonging(lines, slip.line):
        rest[at] = ""
    return rest


def _is_tight_field(text: str) -> bool:
    """A field without the space after its colon, which is a slip of its own."""
    found = re.match(_NO_BLANK, text[:LONGEST_LINE])
    return found is not None and found[2] in schema.every_name()


def _belonging(lines: list[str], at: int) -> Iterator[int]:
    yield at
    depth = len(lines[at]) - len(lines[at].lstrip())
    following = next((line for line in lines[at + 1 :] if line.strip()), "")
    is_key = re.match(r"[\w\"']", lines[at].lstrip())
    listed = not is_key or not following.lstrip().startswith("- ")
    for below in range(at + 1, len(lines)):
        text = lines[below]
        inside = len(text) - len(text.lstrip())
        item = text.lstrip().startswith("- ")
        if text.startswith("\t") and lines[at].startswith("\t"):
            yield below
            continue
        beside = inside < depth or (inside == depth and (listed or not item))
        if text.strip() and beside and (re.match(SOUND, text) or _is_tight_field(text)):
            return
        yield below
