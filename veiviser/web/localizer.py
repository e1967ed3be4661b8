"""Localization: messages, texts of the content, dates, numbers and language names in one language."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from babel import Locale

from veiviser.content import phones
from veiviser.content.fields import LooseDate
from veiviser.language.languages import LANGUAGES, STAND_IN, catalogue, choose, spoken
from veiviser.web.dates import dated, loose_date, short_date
from veiviser.web.phrase import Phrase


@dataclass(frozen=True)
class Localizer:
    """Localizes texts for readers of one language; where it lacks words, the phrase is marked as another language."""

    language: str

    @cached_property
    def _translated(self) -> dict[str, Phrase]:
        """The messages translated so far: the pages of a site use the same few hundred again and again."""
        return {}

    @cached_property
    def _language_names(self) -> dict[str, Phrase]:
        """The names of languages looked up so far, by their codes."""
        return {}

    def _(self, message: str, **values: object) -> Phrase:
        """The translation of a message, with `{name}` filled in."""
        phrase = self._translated.get(message)
        if phrase is None:
            phrase = self._phrase(catalogue(self.language).gettext(message), spoken(message, self.language))
            self._translated[message] = phrase
        return phrase.format(**values) if values else phrase

    def tell(self, message: str, **values: object) -> str:
        """The same as plain text, for feeds and emails."""
        return str(self._(message, **values))

    def many(self, one: str, several: str, count: int) -> Phrase:
        """The translation of a message with a `{count}`, in the singular or plural."""
        text = catalogue(self.language).ngettext(one, several, count)
        return self._phrase(text, spoken(one, self.language)).format(count=count)

    def say(self, words: Mapping[str, str]) -> Phrase:
        """A text of the content in this language, else in the first language that has it; empty without any."""
        return self._phrase(*choose(words, self.language))

    def text(self, words: Mapping[str, str]) -> str:
        """The same as plain text, for titles and other places that cannot mark a language."""
        return choose(words, self.language)[0]

    def _phrase(self, text: str, language: str) -> Phrase:
        return Phrase.of(text, language if language != self.language else None)

    def number(self, text: str) -> Phrase:
        """A phone number as people write it: 22 22 22 22, 800 30 300, 116 117; foreign ones with +."""
        known = phones.known(text)
        if not known.extension:
            return Phrase.of(known.written)
        return self._("{number}, extension {extension}", number=known.written, extension=known.extension)

    def number_as_written(self, text: str) -> Phrase:
        """A phone number as the editor wrote it; one with an extension as `number` writes it."""
        return self.number(text) if phones.known(text).extension else Phrase.of(text)

    def language_name(self, code: str) -> Phrase:
        """The name of a language; its code if no name is known."""
        if code not in self._language_names:
            self._language_names[code] = self._language_name(code)
        return self._language_names[code]

    def _language_name(self, code: str) -> Phrase:
        if code == "nsl":
            return self._("Norwegian Sign Language")
        locales = (Locale.parse(LANGUAGES[each].locale) for each in (self.language, STAND_IN))
        return Phrase.of(next((str(name) for locale in locales if (name := locale.languages.get(code))), code))

    def loose(self, date: LooseDate) -> Phrase:
        """A day, a month or a year in words, as precise as it was given."""
        return dated(date.text, loose_date(date, self.language))

    def day(self, day: dt.date) -> Phrase:
        """A day in words."""
        return dated(day.isoformat(), short_date(day, self.language))

    def cost(self, words: Mapping[str, str]) -> Phrase:
        """A price; the keyword `free` in the words of this language."""
        price = self.say(words)
        return self._("Free") if str(price) == "free" else price
