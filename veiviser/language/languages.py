"""The languages of sites and messages: their formats and sort orders, fallbacks and message catalogues."""

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

# The codes of `LANGUAGES` below, as a type for the content.
SiteLanguage: TypeAlias = Literal["nb", "nn", "en", "se"]
# The language of message ids, which needs no catalogue.
SOURCE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The properties of a language, apart from its message catalogue.

    `name` is in the language itself. `locale` is the CLDR locale, for names of days and months. `day`, `date` and
    `month` are CLDR patterns, `clock` is a strftime pattern, and `at` is the word before a time. `index` is the
    language of the search index for its texts, `alphabet` its sort order. A `complete` catalogue translates every
    message; the others fall back to bokmål. Readers of a `norwegian` language can read the others.
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


# In fallback order.
LANGUAGES: Mapping[str, Language] = {
    "nb": Language(name="Bokmål", locale="nb_NO", complete=True, norwegian=True),
    "nn": Language(name="Nynorsk", locale="nn_NO", complete=True, norwegian=True),
    "en": Language(
        name="English", locale="en_GB", day="EEEE d MMMM y", date="d MMMM y", at="at", clock="%H:%M", index="en",
        complete=True,
    ),
    # CLDR has the Sámi names but only placeholder patterns, so Sámi dates are numeric. There is no stemmer for Sámi:
    # its texts are in the Norwegian index. Letters that Sámi does not have are sorted as in Norwegian.
    "se": Language(
        name="Davvisámegiella", locale="se_NO", day="EEEE d.M.y", date="d.M.y", at="dii.",
        alphabet="aábcčdđefghijklmnŋopqrsštŧuvwxyzžæøå",
    ),
}  # fmt: skip
SITE_LANGUAGES = tuple(LANGUAGES)
# Languages with a complete catalogue; only these are offered for messages to editors.
MESSAGE_LANGUAGES = tuple(code for code, language in LANGUAGES.items() if language.complete)
# The written forms of Norwegian.
NORWEGIAN = tuple(code for code, language in LANGUAGES.items() if language.norwegian)


STAND_IN = SITE_LANGUAGES[0]


@cache
def translations(language: str) -> Catalog:
    """The translated messages of a language's catalogue file; untranslated ones are left out."""
    text = files("veiviser").joinpath("translations", f"{language}.po").read_bytes()
    known = read_po(io.BytesIO(text), locale=None)
    for message in list(known):
        translation = message.string
        if not (any(translation) if isinstance(translation, list | tuple) else translation):
            known.delete(message.id)  # compiled, it would be shown in English instead of the fallback language
    return known


@cache
def catalogue(language: str) -> NullTranslations:
    """The messages in a language, with fallback to bokmål; for English the message ids themselves."""
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
    """The language in which readers of `language` get a message: their own, or the fallback when it is not translated.

    For a message with a plural form, `message` is the singular.
    """
    if LANGUAGES[language].complete or translations(language).get(message):
        return language
    return STAND_IN


@cache
def preferences(language: str) -> tuple[str, ...]:
    """The language itself, then its fallbacks in order."""
    return (language, *(code for code in SITE_LANGUAGES if code != language))


def choose(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text for a reader of `language`, and the language of that text; ("", language) when there is none."""
    for candidate in preferences(language):
        if candidate in words:
            return words[candidate], candidate
    return "", language
