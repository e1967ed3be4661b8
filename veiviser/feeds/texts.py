"""Words of the content and of the program in a language, as plain text that any format can hold."""

import re
from collections.abc import Mapping

from veiviser.languages import catalogue, choose

_UNFIT = re.compile("[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text without what XML 1.0 (section 2.2) or iCalendar (RFC 5545, section 3.1) cannot hold; lines end in LF."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_in(words: Mapping[str, str], language: str) -> str:
    """The text for a reader of `language`, in the language it is written in; empty when there is none."""
    return choose(words, language)[0]


def say(language: str, message: str, **values: str) -> str:
    """A message of the program in a language, with `{…}` filled in."""
    return catalogue(language).gettext(message).format(**values)
