"""Marks in the words of a page become elements: words of another language get their `lang`, dates their `<time>`."""

import re

from veiviser.languages import AS_WORDS, DATE, DATED, FOREIGN, OWN, STAND_IN, unmarked

# Elements that hold text alone, tags with their attributes, and what stands between: only there an element can stand.
_PARTS = re.compile(r"<(title|script|textarea|option)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_MARKS = (FOREIGN, OWN, DATE, AS_WORDS, DATED)
_IN_JSON = {f"\\u{ord(mark):04x}": mark for mark in _MARKS}


def with_elements(html: str) -> str:
    """The page with its marks made elements where HTML has room for them, and left out elsewhere."""
    if FOREIGN not in html and DATE not in html and not any(mark in html for mark in _IN_JSON):
        return html
    return _PARTS.sub(lambda part: _part(part[0]), html)


def _part(text: str) -> str:
    if not text.startswith("<"):
        text = text.replace(FOREIGN, f'<span lang="{STAND_IN}">').replace(OWN, "</span>")
        text = text.replace(DATE, '<time datetime="').replace(AS_WORDS, '">')
        return text.replace(DATED, "</time>")
    for written, mark in _IN_JSON.items():
        text = text.replace(written, mark)
    return unmarked(text)
