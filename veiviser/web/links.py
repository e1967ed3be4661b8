"""Links to the pages of the site in one language, with words that distinguish things of the same name."""

from dataclasses import dataclass
from functools import cached_property

from veiviser.content import urls as content_urls
from veiviser.directory.model import Coverage, Directory, Municipality, Offer, Organisation, Place, Term
from veiviser.directory.namesakes import Namesakes
from veiviser.language.collation import sort_key
from veiviser.language.languages import NORWEGIAN
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import AnyText, Phrase, phrase
from veiviser.web.routes import OF_A_RECORD
from veiviser.web.urls import Urls
from veiviser.web.views import Link


@dataclass(frozen=True)
class LinkTargets:
    """Creates links for the pages in one language."""

    directory: Directory
    localizer: Localizer
    urls: Urls

    @cached_property
    def namesakes(self) -> Namesakes:
        return Namesakes(self.directory, self.localizer.language)

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """The current municipalities in alphabetical order, as people look for their own."""
        language = self.localizer.language
        return tuple(
            sorted(self.directory.municipalities, key=lambda one: tuple(sort_key(one.named(language), language)))
        )

    def address(self, name: str, *ids: str, language: str | None = None) -> str:
        """The address of a route in this language or another, relative to the site's root."""
        return self.urls.to(name, *ids, language=language or self.localizer.language)

    def absolute(self, name: str, *ids: str) -> str:
        """The absolute URL of a route in this language."""
        return self.urls.absolute(name, *ids, language=self.localizer.language)

    def to(self, name: str, text: AnyText, count: int | None = None, *, ids: tuple[str, ...] = ()) -> Link:
        """A link to a route; `count` is the number of things there."""
        return Link(text=phrase(text), address=self.address(name, *ids), count=count)

    def home(self) -> Link:
        return self.to("front", self.localizer._("Home"))

    def offer(self, offer: Offer) -> Link:
        apart = self.namesakes.offers.get(offer, "")
        return Link(text=self.localizer.say(offer.title), apart=apart, address=self.address("offer", offer.id))

    def organisation(self, organisation: Organisation) -> Link:
        apart = self.namesakes.organisations.get(organisation, "")
        address = self.address("organisation", organisation.id)
        return Link(text=Phrase.of(organisation.name), apart=apart, address=address)

    def place(self, place: Place) -> Link:
        apart = self.namesakes.places.get(place, "")
        return Link(text=Phrase.of(place.name), apart=apart, address=self.address("place", place.id))

    def term(self, term: Term, *, count: int | None = None) -> Link:
        address = self.address(OF_A_RECORD[term.kind], term.id)
        return Link(text=self.localizer.say(term.name), address=address, count=count, icon=term.icon)

    def municipality(
        self, municipality: Municipality, count: int | None = None, name: str = "municipality", *ids: str
    ) -> Link:
        """A link to a municipality from pages of others; `name` is the route, `ids` are its further ids.

        The municipality's own pages link to each other with `to`, so that a visitor who has chosen the other form of
        Norwegian there keeps it.
        """
        address = self.address(name, municipality.id, *ids, language=self.language_of(municipality))
        return Link(text=Phrase.of(municipality.named(self.localizer.language)), address=address, count=count)

    def language_of(self, municipality: Municipality) -> str:
        """The language in which links lead to a municipality: between Norwegian pages, the form it has chosen.

        If the site lacks that form, and from other languages, it is the language of the page.
        """
        form, language = municipality.facts.language_form, self.localizer.language
        chosen = form in NORWEGIAN and form in self.urls.languages and language in NORWEGIAN
        return str(form) if chosen else language

    def where(self, coverage: Coverage) -> Phrase:
        """The service area in a few words."""
        text, language = self.namesakes.where(coverage)
        return Phrase.of(text, language if language != self.localizer.language else None)

    def local(self, address: str) -> str:
        """The address in a field; if it is on the site itself, without its host, relative to the root."""
        path = content_urls.within(address, self.directory.site.base_url)
        return path[1:] if path else address
