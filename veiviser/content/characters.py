"""Invisible characters, and letters that have several forms: what a text may hold, and how it is normalised."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Characters that are never allowed: those that YAML refuses, the three that it counts as line ends though editors do
# not, and those that change the direction of what follows, so that a text reads differently from what it says, in a
# review as on a page.
CONTROL = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufeff\uff00-\ufffd\U00010000-\U0010ffff]"
)
# Hidden characters from Word, web pages and PDF files that split a word for the search: invisible hyphens and spaces,
# fillers, placeholders of lost pictures.
_HIDDEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc"
)
# Persian, Arabic, the scripts of India and compound emoji need joiners between their characters; lines with Hebrew or
# Arabic letters need direction marks.
_JOINED = "\u0590-\u1cff\u2190-\u2bff\u3000-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff"
_TO_THE_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_DIRECTION = "\u061c\u200e\u200f"
_INVISIBLE = (
    f"{CONTROL.pattern}|[{_HIDDEN}{_DIRECTION}]|(?<![{_JOINED}])[\u200c\u200d]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001-\U000e007f]"
)
_AT_SIGHT = re.compile(
    f"[{_HIDDEN}{_DIRECTION}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200c\u200d\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff\U000e0001-\U000e007f]"
)
# Forms that mean no more than the letter: ligatures of PDF files, full-width and ornamental letters, the presentation
# forms of Arabic in old files. Not the signs that mean something else: ², ½, ™, ª, ℹ.
_FORMS = re.compile(
    "[\u0132\u0133\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d"
    "\u212f-\u2131\u2133\u2134\u2160-\u217f\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufbb1\ufbd3-\ufd3d\ufe70-\ufefc"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
# Non-breaking spaces around Markdown's markers at the beginning of a line, and between words.
_HARD = (
    r"(?m)^(?=[^\w\n]*[\u00a0\u202f])[ \u00a0\u202f]*(?:(?:#+|[-*+>]|[0-9]+[.)])[ \u00a0\u202f]+)*"
    r"|(?<!\d)[\u00a0\u202f](?!\d)"
)
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "đ": "d", "ŋ": "n", "ŧ": "t"})


def normalised(text: str) -> str:
    """A text as the program reads it: NFC, with ordinary letters for ligatures and ornamental forms."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """The offset of each invisible character that is not needed, and the character."""
    if (text.isascii() and text.isprintable()) or not _AT_SIGHT.search(text):
        return
    known, needed = -1, False  # end of the line examined last; whether it needs direction marks
    for found in re.finditer(_INVISIBLE, text):
        if found[0] in _DIRECTION:
            if found.start() > known:
                start, known = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
                known = known if known >= 0 else len(text)
                needed = bool(re.search(_TO_THE_LEFT, text[start:known]))
            if needed:
                continue
        yield found.start(), found[0]


def without(text: str, hidden: Iterable[tuple[int, str]]) -> str:
    """A text without these characters; those that end lines in other programs leave a space."""
    parts, done = [], 0
    for offset, char in hidden:
        parts += [text[done:offset], " " if char in "\v\f\x85\u2028\u2029" else ""]
        done = offset + 1
    return "".join([*parts, text[done:]])


def slug(text: str) -> str:
    """A text as an id would write it: lower case, æøå as ae, oe, aa, no accents, hyphens between words."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).lower().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")


def plain_blanks(text: str) -> str:
    """A running text in which Word's non-breaking spaces are ordinary ones, between words and where Markdown expects a
    space.

    Beside a number they are good typography, and stay.
    """
    if "\u00a0" not in text and "\u202f" not in text:
        return text
    return re.sub(_HARD, lambda found: re.sub("[\u00a0\u202f]", " ", found[0]), text)
