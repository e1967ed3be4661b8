"""Damage to a text: conflict marks, lost letters, wrong encodings, hidden characters.

Also what should never have been in it: identity numbers of persons.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import zip_longest

from stdnum.exceptions import ValidationError
from stdnum.no import fodselsnummer, kontonr

from veiviser.content.characters import invisible, without
from veiviser.content.mojibake import between, damaged

# Most patterns are compiled on first use, which is seldom.
# Git writes a sign seven times at the beginning of a line, a space and where the lines come from. Editors put blanks or
# the dash of a list before that, and forms make one line of several.
_MARK = r"(?m)^[ \t]*(?:- )?(<{7}|\|{7}|={7}|>{7})(?=[ \t]|$)([^\n]*)$"
_IN_A_ROW = ("<<<<<<< ", "=======", ">>>>>>> ")
_ORNAMENT = r"[<>|=*~-]{3,}\s*$"
_WORD = r"[\w\ufffd-]*"
# HTML entities. Markdown decodes them, fields do not. Those of HTML's own brackets stay, since a text may be about
# HTML.
_ENTITY = r"&(?!(?:lt|gt);)(?:#[0-9]{2,6}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,8}[0-9]?);"
_READ_WRONGLY = "a program read the letters in another encoding than they were written in"
_SIGNS_OF_TEXT = "&\"'"
_FROM_HTML = "it was copied from the source of a web page"
# Eleven digits: a date of birth, perhaps with separators and the whole year, and five more.
_PERSON = (
    r"(?<![\w.,/-])(\d\d)([ ./\u00a0\u2009\u202f-]?)(\d\d)\2((?:19|20)?\d\d)"
    r"(?:[ .:/\u00a0\u2009\u202f–-]{0,3}|,?\s?(?:[Pp]erson|[Pp]|[Ff])(?:nummer|nr)\.?:?\s?)"
    r"(\d{3}[ \u00a0\u2009\u202f]?\d{2})(?![\w/]|[.,]\d)"
)
_ELEVEN = r"(?<!\d)\d{11}(?!\d)"
_FIVE_DIGITS = re.compile(r"\d{3}[ \u00a0\u2009\u202f]?\d{2}")
_PLAIN_PERSON = r"\d{6}[ \u00a0\u2009\u202f-]?\d{5}"
_LONGEST_WORD = 50
# Characters before a number that are searched for words that say what it is.
_NEAR = 100
# Words before eleven digits, or an address around them, that show another kind of number.
_OTHER_NUMBER = r"(?i)konto|\bkid\b|zoom|teams|møte-?id|\bid\b|https?:\S*$"


@dataclass(frozen=True, slots=True)
class Damage:
    """A problem of a text at `offset`. `values` has the damaged words under `value`, and `meant` replaces them.

    Identity numbers are never quoted.
    """

    offset: int
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    meant: str | None = None


def faults(text: str, fields: int) -> Iterator[Damage]:
    """All damage in a text: the first of several kinds on a line, and all identity numbers.

    The first `fields` characters of the text are YAML.
    """
    known = set[int]()
    marks = tuple(conflicts(text))
    for fault in (*marks, *_wrongly_read(text), *_lost(text), *_hidden(text), *entities(text[:fields])):
        line = text.count("\n", 0, fault.offset)
        if line not in known:
            known.add(line)
            yield fault
    yield from persons(text)


def conflicts(text: str) -> Iterator[Damage]:
    """Each conflict that git has left, where it begins."""
    if not any(sign * 7 in text for sign in "<|=>"):
        return
    if (flat := _in_a_row(text)) is not None:
        yield Damage(flat, "merge-conflict")
    marks = [found for found in re.finditer(_MARK, text) if not re.search(_ORNAMENT, found[2])]
    inside = False
    for found, following in zip_longest(marks, marks[1:]):
        if not inside and _begins(found, following):
            yield Damage(found.start(1), "merge-conflict")
            inside = True
        if found[1][0] == ">":
            inside = False


def _begins(found: re.Match[str], following: re.Match[str] | None) -> bool:
    """Whether a conflict begins at a mark.

    A mark with the name of its side is surely git's. Without one it may be an ornament, or underline a heading, if none
    of its partners follows.
    """
    sign, after = found[1][0], following[1][0] if following else ""
    if sign == "=":
        return after == ">" and bool(following and following[2].strip())
    return bool(found[2].strip()) or (sign == "<" and after in ("=", "|"))


def _in_a_row(text: str) -> int | None:
    """The offset where a line has all marks of a conflict, one after the other."""
    offset = 0
    for line in text.split("\n") if all(mark in text for mark in _IN_A_ROW) else ():
        begins = line.find(_IN_A_ROW[0])
        middle = line.find(_IN_A_ROW[1], begins)
        if begins >= 0 and middle >= 0 and line.find(_IN_A_ROW[2], middle) >= 0:
            return offset + begins
        offset += len(line) + 1
    return None


def _wrongly_read(text: str) -> Iterator[Damage]:
    for start, end, meant in damaged(text):
        yield Damage(start, "damaged-text", {"value": text[start:end], "reason": _READ_WRONGLY}, meant)


def _by_line(text: str) -> Iterator[tuple[int, str]]:
    """The offset of each line, and the line."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def entities(text: str) -> Iterator[Damage]:
    """HTML entities in fields, copied from the source of a web page."""
    for start, line in _by_line(text) if "&" in text else ():
        meant = re.sub(_ENTITY, _letter, line)
        if meant != line:
            first, last, end = between(line, meant)
            values = {"value": line[first:last], "reason": _FROM_HTML}
            is_sure = _is_read_alike(line, meant)
            yield Damage(start + first, "damaged-text", values, meant[first:end] if is_sure else None)


def _is_read_alike(line: str, meant: str) -> bool:
    """Whether decoded quotation marks do not begin or end a YAML value."""
    return meant.count('"') + meant.count("'") == line.count('"') + line.count("'") or not re.search(
        r"^[\w -]*:?\s*(?:[\"'\[]|&(?:quot|apos|#0*3[49]);)", line
    )


def _letter(entity: re.Match[str]) -> str:
    char = unescape(entity[0])
    if char in _SIGNS_OF_TEXT or (not char.isascii() and char.isprintable() | char.isspace()):
        return char if len(char) == 1 else entity[0]
    return entity[0]


def _lost(text: str) -> Iterator[Damage]:
    for start, line in _by_line(text) if "\ufffd" in text else ():
        at = line.find("\ufffd")
        if at >= 0:
            before = re.match(_WORD, line[max(0, at - _LONGEST_WORD) : at][::-1])
            after = re.match(_WORD, line[at : at + _LONGEST_WORD])
            assert before
            assert after
            values = {"value": before[0][::-1] + after[0], "reason": _READ_WRONGLY}
            yield Damage(start + at - before.end(), "damaged-text", values)


def _hidden(text: str) -> Iterator[Damage]:
    if next(invisible(text), None) is None:
        return
    for start, line in _by_line(text):
        found = [*invisible(line)]
        if found:
            shown = without(line, found)
            first, last, end = between(line, shown)
            values = {"character": f"U+{ord(found[0][1]):04X}", "value": line[first:last]}
            yield Damage(start + first, "control-character", values, shown[first:end].strip() or None)


def persons(text: str) -> Iterator[Damage]:
    """Identity numbers of persons, D-numbers and the like, in any notation."""
    if not _FIVE_DIGITS.search(text):
        return
    places = {found.start(): found for each in (_PERSON, _ELEVEN) for found in re.finditer(each, text)}
    for start, found in sorted(places.items()):
        if _is_person(found, text):
            yield Damage(start, "identity-number")


def _is_person(found: re.Match[str], text: str) -> bool:
    digits = re.sub(r"\D", "", found[0])
    if len(digits) == 13:
        digits = digits[:4] + digits[6:]
    near = max(found.start() - _NEAR, 0)
    before = text[max(text.rfind("\n", near, found.start()) + 1, near) : found.start()]
    account = kontonr.is_valid(digits)
    if _is_valid(digits):
        return not (account and re.search(_OTHER_NUMBER, before))
    # With a slip in the last digits it is still somebody's number; other numbers of eleven digits are known by the
    # words before them.
    day, month = int(digits[:2]), int(digits[2:4])
    plain = re.fullmatch(_PLAIN_PERSON, found[0]) and 1 <= day <= 31 and 1 <= month <= 12
    return bool(plain) and not account and not re.search(_OTHER_NUMBER, before)


def _is_valid(digits: str) -> bool:
    """Whether both check digits and the date of birth are valid; also for D-numbers and test numbers."""
    checks = fodselsnummer.calc_check_digit1(digits) + fodselsnummer.calc_check_digit2(digits)
    if checks != digits[-2:]:
        return False
    month = int(digits[2:4])
    plain = f"{digits[:2]}{month % 20:02}{digits[4:]}" if month > 60 else digits
    try:
        fodselsnummer.get_birth_date(plain)
    except ValidationError:
        return int(digits[:2]) >= 80  # a number given by a hospital, without a date of birth
    return True


def without_persons(text: str) -> str:
    """A text of the same length, with bullets for each line that has an identity number."""
    if next(persons(text), None) is None:
        return text
    return "\n".join("•" * len(line) if next(persons(line), None) else line for line in text.split("\n"))
