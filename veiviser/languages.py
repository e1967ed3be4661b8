"""The languages of sites and messages: their order, their fallbacks and the catalogues of words."""

import io
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from importlib.resources import files

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

SITE_LANGUAGES = ("nb", "nn", "en", "se")
MESSAGE_LANGUAGES = ("nb", "nn", "en")
_FALLBACKS = {"nb": ("nn", "en", "se"), "nn": ("nb", "en", "se"), "en": ("nb", "nn", "se"), "se": ("nb", "nn", "en")}


# What stands around words of a page that are in another language than it, until it is HTML; no content can hold them.
FOREIGN, OWN = "\x02", "\x03"
STAND_IN = "nb"


def unmarked(text: str) -> str:
    """The text for places that cannot carry a language."""
    return text.replace(FOREIGN, "").replace(OWN, "")


class _Marked(NullTranslations):
    """Words that say of themselves that they stand in for others."""

    def __init__(self, words: NullTranslations) -> None:
        super().__init__()
        self._words = words

    def gettext(self, message: str) -> str:
        return f"{FOREIGN}{self._words.gettext(message)}{OWN}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{FOREIGN}{self._words.ngettext(msgid1, msgid2, n)}{OWN}"


@cache
def catalogue(language: str, *, marking: bool = False) -> NullTranslations:
    """The program's words in a language; the code itself holds the English ones. Sámi falls back to bokmål.

    With `marking`, words that fall back stand between FOREIGN and OWN, so that a page can tell their language.
    """
    if language == "en":
        return NullTranslations()
    text = files("veiviser").joinpath("translations", f"{language}.po").read_bytes()
    known = read_po(io.BytesIO(text), locale=None)
    for message in list(known):
        if message.pluralizable and not any(message.string or ()):
            known.delete(message.id)  # compiled as it is, it would be said in English instead of falling back
    compiled = io.BytesIO()
    write_mo(compiled, known)
    compiled.seek(0)
    words = Translations(compiled)
    if language == "se":
        words.add_fallback(_Marked(catalogue(STAND_IN)) if marking else catalogue(STAND_IN))
    return words


def preferences(language: str) -> tuple[str, ...]:
    """The language itself, then those a reader of it understands best."""
    return (language, *_FALLBACKS[language])


def choose(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text for a reader of `language`, and the language that text is in; empty when there is none."""
    for candidate in preferences(language):
        if candidate in words:
            return words[candidate], candidate
    return "", language
