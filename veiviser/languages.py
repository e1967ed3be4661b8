"""The languages of sites and messages: what is particular to each, and the catalogues of their words."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from typing import Literal, TypeAlias
from urllib.parse import quote

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

# Those of the table below, for the types of the content.
SiteLanguage: TypeAlias = Literal["nb", "nn", "en", "se"]
# The language of the code itself, which needs no catalogue.
SOURCE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the program knows of a language besides its words.

    `name` is in the language itself, so that its readers find it. `locale` is CLDR's, which has the names of days and
    months; `day`, `date` and `month` are patterns of CLDR, `clock` is one of strftime, and `at` stands before it.
    `index` is the language of the search index that holds its texts, and `alphabet` the order of its letters. The
    catalogue of a language that is `complete` has every word; what others lack is said in bokmål. Readers of one that
    is `norwegian` read the others that are.
    """

    name: str
    locale: str
    day: str = "EEEE d. MMMM y"
    date: str = "d. MMMM y"
    month: str = "MMMM y"
    at: str = "kl."
    clock: str = "%H.%M"
    index: str = "nb"
    alphabet: str = "abcdefghijklmnopqrstuvwxyzæøå"
    complete: bool = False
    norwegian: bool = False


# In the order in which they stand in for each other.
LANGUAGES: Mapping[str, Language] = {
    "nb": Language(name="Bokmål", locale="nb_NO", complete=True, norwegian=True),
    "nn": Language(name="Nynorsk", locale="nn_NO", complete=True, norwegian=True),
    "en": Language(
        name="English", locale="en_GB", day="EEEE d MMMM y", date="d MMMM y", at="at", clock="%H:%M", index="en",
        complete=True,
    ),
    # CLDR has the Sámi names but only placeholder patterns, so that a Sámi date is written with figures. There is no
    # stemmer for Sámi: its texts are found beside the Norwegian ones. What its alphabet lacks
    # stands where Norwegian has it.
    "se": Language(
        name="Davvisámegiella", locale="se_NO", day="EEEE d.M.y", date="d.M.y", at="dii.",
        alphabet="aábcčdđefghijklmnŋopqrsštŧuvwxyzžæøå",
    ),
}  # fmt: skip
SITE_LANGUAGES = tuple(LANGUAGES)
# Those that the program speaks to editors: it does not do so in half sentences.
MESSAGE_LANGUAGES = tuple(code for code, language in LANGUAGES.items() if language.complete)
# The written forms of Norwegian.
NORWEGIAN = tuple(code for code, language in LANGUAGES.items() if language.norwegian)


# What stands around words of a page that are in another language than it, until it is HTML; no content can hold them.
FOREIGN, OWN = "\x02", "\x03"
STAND_IN = SITE_LANGUAGES[0]
# What stands before a date as machines read it, between that and its words, and after them, until the page is HTML.
DATE, AS_WORDS, DATED = "\x04", "\x05", "\x06"


def unmarked(text: str) -> str:
    """The text for places that can carry neither a language nor a date that machines read."""
    return re.sub(f"{DATE}[^{AS_WORDS}]*{AS_WORDS}|[{FOREIGN}{OWN}{DATED}]", "", text)


def quoted(text: str) -> str:
    """The text as part of an address, percent-encoded; its marks go first, since nobody finds them there afterwards."""
    return quote(unmarked(text), safe="")


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
    """The program's words in a language; the code itself holds the English ones.

    With `marking`, words that fall back stand between FOREIGN and OWN, so that a page can tell their language.
    """
    if language == SOURCE:
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
    if not LANGUAGES[language].complete:
        words.add_fallback(_Marked(catalogue(STAND_IN)) if marking else catalogue(STAND_IN))
    return words


@cache
def preferences(language: str) -> tuple[str, ...]:
    """The language itself, then those that stand in for it."""
    return (language, *(code for code in SITE_LANGUAGES if code != language))


def choose(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text for a reader of `language`, and the language that text is in; empty when there is none."""
    for candidate in preferences(language):
        if candidate in words:
            return words[candidate], candidate
    return "", language
