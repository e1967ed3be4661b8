"""The localized site: everything in one language that pages, feeds and search are created from."""

from dataclasses import dataclass
from functools import cached_property

from veiviser.directory.model import NO_MEMORY, Directory, LocalizedText, Memory
from veiviser.language.languages import choose
from veiviser.web.cards import Cards
from veiviser.web.contact_points import ContactPoints
from veiviser.web.facets import Facet, all_facets
from veiviser.web.indexes import Indexes
from veiviser.web.links import LinkTargets
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import Phrase
from veiviser.web.urls import Urls, urls_of
from veiviser.web.views import Body


@dataclass(frozen=True)
class LocalizedSite:
    """The site in one language; each part is created on first use and then kept."""

    indexes: Indexes
    localizer: Localizer
    urls: Urls

    @property
    def directory(self) -> Directory:
        return self.indexes.directory

    @property
    def memory(self) -> Memory:
        return self.indexes.memory

    @property
    def language(self) -> str:
        return self.localizer.language

    @cached_property
    def links(self) -> LinkTargets:
        return LinkTargets(self.directory, self.localizer, self.urls)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        return all_facets(self.directory, self.localizer)

    @cached_property
    def cards(self) -> Cards:
        return Cards(self.indexes, self.localizer, self.links, self.facets)

    @cached_property
    def contact_points(self) -> ContactPoints:
        return ContactPoints(self.indexes, self.localizer, self.links)

    def body(self, words: LocalizedText) -> Body | None:
        """Markdown text in this language, else in the first language that has it; None without any."""
        text, language = choose(words, self.language)
        return Body(markdown=text, lang=language if language != self.language else None) if text else None

    def tagline(self) -> Phrase:
        """One sentence that says whom the site is for."""
        own = self.localizer.say(self.directory.tagline)
        return own or self.localizer._("For anyone close to someone who is having a hard time.")


def localized_sites(directory: Directory, base_url: str, memory: Memory = NO_MEMORY) -> tuple[LocalizedSite, ...]:
    """The site in each of its languages, the default one first; `base_url` as in `urls_of`."""
    indexes, urls = Indexes(directory, memory), urls_of(directory, base_url)
    return tuple(LocalizedSite(indexes, Localizer(language), urls) for language in directory.languages)
