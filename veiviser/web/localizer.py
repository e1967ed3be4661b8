"""The words of a language: messages of the program, texts of the content, dates, numbers and names of languages."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from veiviser.content import phones
from veiviser.content.fields import LooseDate
from veiviser.languages import LANGUAGES, STAND_IN, catalogue, choose, spoken
from veiviser.web.dates import dated, loose_date, short_date
from veiviser.web.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Localizer:
    """Says things to readers of one language; what it lacks words for is said in another, and the phrase knows it."""

    language: str

    def _(self, message: str, **values: object) -> Phrase:
        """A message of the program, with `{name}` filled in."""
        said = self._phrase(catalogue(self.language).gettext(message), spoken(message, self.language))
        return said.format(**values) if values else said

    def tell(self, message: str, **values: object) -> str:
        """The same as plain text, for feeds and mails."""
        return str(self._(message, **values))

    def many(self, one: str, several: str, count: int) -> Phrase:
        """A message that says how many."""
        text = catalogue(self.language).ngettext(one, several, count)
        return self._phrase(text, spoken(one, self.language)).format(count=count)

    def say(self, words: Mapping[str, str]) -> Phrase:
        """A text of the content, in this language or the first that has it; empty when there is none."""
        return self._phrase(*choose(words, self.language))

    def text(self, words: Mapping[str, str]) -> str:
        """The same as plain text, for titles and other places that cannot carry a language."""
        return choose(words, self.language)[0]

    def _phrase(self, text: str, language: str) -> Phrase:
        return Phrase.of(text, language if language != self.language else None)

    def number(self, text: str) -> Phrase:
        """The number of a phone field as people write it: 22 22 22 22, 800 30 300, 116 117; abroad with +."""
        known = phones.known(text)
        if not known.extension:
            return Phrase.of(known.written)
        return self._("{number}, extension {extension}", number=known.written, extension=known.extension)

    def number_as_written(self, text: str) -> Phrase:
        """The number of a phone field as the editor wrote it, but an extension in words."""
        return self.number(text) if phones.known(text).extension else Phrase.of(text)

    def language_name(self, code: str) -> Phrase:
        """What a language is called; the code itself when nobody has named it."""
        if code == "nsl":
            return self._("Norwegian Sign Language")
        locales = (Locale.parse(LANGUAGES[each].locale) for each in (self.language, STAND_IN))
        return Phrase.of(next((str(name) for locale in locales if (name := locale.languages.get(code))), code))

    def loose(self, date: LooseDate) -> Phrase:
        """A day, a month or a year in words, as exactly as it was given."""
        return dated(date.text, loose_date(date, self.language))

    def day(self, day: dt.date) -> Phrase:
        """A day in words."""
        return dated(day.isoformat(), short_date(day, self.language))

    def cost(self, words: Mapping[str, str]) -> Phrase:
        """A price; the contract's word `free` in this language."""
        said = self.say(words)
        return self._("Free") if str(said) == "free" else said
