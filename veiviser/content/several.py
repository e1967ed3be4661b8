"""Splits a text that holds several values, with commas or words between them, into a list."""

import re
from collections.abc import Callable, Iterable

_BETWEEN = re.compile(
    r"(\s*[,;/&+|]\s*(?:(?:og|and|samt)\s)?\s*|\s+(?:og|and|samt|eller|or)\s+|\s*\n\s*)", re.IGNORECASE
)
_MOST = 30


def parts(text: str, meant: Callable[[str], str | None]) -> tuple[str, ...]:
    """The values of a text that consists of several known ones; empty for any other text.

    `meant` gives the value for a part, or None. A value may contain a separator itself: “Rus og avhengighet, Sorg” are
    two.
    """
    text = text.strip(" []\t,;")
    return _read(_BETWEEN.split(text), meant) or _read(re.split(r"(\s+)", text), meant)


def _read(pieces: list[str], meant: Callable[[str], str | None]) -> tuple[str, ...]:
    if not 3 <= len(pieces) <= 2 * _MOST:
        return ()
    read: dict[int, tuple[str, ...]] = {0: ()}  # start of a part → the parts before it, each as long as can be
    for end in range(1, len(pieces) + 1, 2):
        for start in (at for at in range(0, end, 2) if at in read):
            if found := meant("".join(pieces[start:end])):
                read[end + 1] = (*read[start], found)
                break
    everything = read.get(len(pieces) + 1, ())
    return tuple(dict.fromkeys(everything)) if len(everything) > 1 else ()


def as_list(values: Iterable[str]) -> str:
    """Values as a YAML list in brackets."""
    return f"[{', '.join(values)}]"


def rewritten(value: object, split: Callable[[str], tuple[str, ...]]) -> str | None:
    """A field's whole value as a list, with each text that holds several values split.

    None when nothing is to be split, or an item is not text.
    """
    items = value if isinstance(value, list) else [value]
    found = [(item, split(item)) for item in items if isinstance(item, str)]
    if len(found) < len(items) or not any(several for _, several in found):
        return None
    return as_list(dict.fromkeys(value for item, several in found for value in several or (item,)))
