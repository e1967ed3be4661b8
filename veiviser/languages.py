"""The languages of sites and messages: what is particular to each, and the catalogues of their words."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from typing import Literal, TypeAlias

from babel.messages.catalog import Catalog
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


STAND_IN = SITE_LANGUAGES[0]


@cache
def translations(language: str) -> Catalog:
    """What the file of a language translates, as babel reads it."""
    text = files("veiviser").joinpath("translations", f"{language}.po").read_bytes()
    known = read_po(io.BytesIO(text), locale=None)
    for message in list(known):
        said = message.string
        if not (any(said) if isinstance(said, list | tuple) else said):
            known.delete(message.id)  # compiled as it is, it would be said in English instead of falling back
    return known


@cache
def catalogue(language: str) -> NullTranslations:
    """The program's words in a language, in bokmål where it lacks them; the code itself holds the English ones."""
    if language == SOURCE:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, translations(language))
    compiled.seek(0)
    words = Translations(compiled)
    if not LANGUAGES[language].complete:
        words.add_fallback(catalogue(STAND_IN))
    return words


@cache
def spoken(message: str, language: str) -> str:
    """The language in which readers of `language` get a message of the program: their own, or the one that stands in.

    Of a message with two forms, `message` is the one for one.
    """
    if LANGUAGES[language].complete or translations(language).get(message):
        return language
    return STAND_IN


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
