"""Words of the program that stand in for those a language lacks get their own `lang`, to be read aloud right."""

import re

from veiviser.languages import FOREIGN, OWN, STAND_IN, unmarked

# Elements that hold text alone, tags with their attributes, and what stands between: only there an element can stand.
_PARTS = re.compile(r"<(title|script|textarea|option)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_IN_JSON = (r"\u0002", r"\u0003")


def with_languages(html: str) -> str:
    """The page with its marks made elements where HTML has room for them, and left out elsewhere."""
    if FOREIGN not in html and _IN_JSON[0] not in html:
        return html
    return _PARTS.sub(lambda part: _part(part[0]), html)


def _part(text: str) -> str:
    if not text.startswith("<"):
        return text.replace(FOREIGN, f'<span lang="{STAND_IN}">').replace(OWN, "</span>")
    for mark in _IN_JSON:
        text = text.replace(mark, "")
    return unmarked(text)
