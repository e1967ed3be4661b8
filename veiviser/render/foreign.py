"""Marks in the words of a page become elements: words of another language get their `lang`, dates their `<time>`."""

import re

from veiviser.languages import AS_WORDS, DATE, DATED, FOREIGN, OWN, STAND_IN, unmarked

_MARKS = (FOREIGN, OWN, DATE, AS_WORDS, DATED)
_IN_JSON = {f"\\u{ord(mark):04x}": mark for mark in _MARKS}
# Where no element can stand: elements that hold text alone, and the attributes of a tag.
_TEXT_ALONE = re.compile(r"<(title|script|textarea|option)\b.*?</\1>", re.DOTALL)
_MARKED_TAG = re.compile(rf"<[^<>]*(?:[{''.join(_MARKS)}]|\\u000[2-6])[^<>]*>")
_ELEMENTS = {
    FOREIGN: f'<span lang="{STAND_IN}">', OWN: "</span>", DATE: '<time datetime="', AS_WORDS: '">', DATED: "</time>",
}  # fmt: skip


def with_elements(html: str) -> str:
    """A page, or a part of one, with its marks made elements where HTML has room for them, and left out elsewhere."""
    if FOREIGN not in html and DATE not in html and not any(mark in html for mark in _IN_JSON):
        return html
    html = _TEXT_ALONE.sub(lambda part: _plain(part[0]), html)
    html = _MARKED_TAG.sub(lambda part: _plain(part[0]), html)
    for mark, element in _ELEMENTS.items():
        html = html.replace(mark, element)
    return html


def _plain(text: str) -> str:
    for written, mark in _IN_JSON.items():
        text = text.replace(written, mark)
    return unmarked(text)
