"""The site in one language: its words, its addresses, and the parts that many of its pages share."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from babel import Locale

from veiviser.content import phones, urls
from veiviser.content.fields import LooseDate
from veiviser.dates import dated, loose_date, short_date
from veiviser.directory.calendar import Occurrence
from veiviser.directory.model import Contact, Coverage, Event, Municipality, Offer, Organisation, Place, Term, Words
from veiviser.directory.namesakes import Namesakes, whole_name
from veiviser.languages import LANGUAGES, NORWEGIAN, STAND_IN, catalogue, choose
from veiviser.pages.facets import Facet, all_facets, marks
from veiviser.pages.model import Body, Card, Group, Link, NextDate, Page, Reach, Said
from veiviser.pages.plan import Plan
from veiviser.pages.responsibilities import named
from veiviser.pages.rhythm import rhythm
from veiviser.pages.sorting import sort_key
from veiviser.pages.unconfirmed import label

# Up to this many offers are one list.
_SHORT = 12
# Where only the next date is shown, how many more the page holds back for when that one is over.
_THEN = 2


class Direct(Protocol):
    """Whatever has ways of its own to be reached."""

    @property
    def phone(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...


@dataclass(frozen=True)
class Edition:
    """Cards and names are made once here and shown on many pages; `base_url` ends in `/`."""

    plan: Plan
    language: str
    base_url: str

    @cached_property
    def words(self) -> Any:
        return catalogue(self.language, marking=True)

    def _(self, message: str, **values: object) -> str:
        """A sentence of the program in this language."""
        text: str = self.words.gettext(message)
        return text.format(**values) if values else text

    def many(self, one: str, several: str, count: int) -> str:
        """A sentence that says how many."""
        text: str = self.words.ngettext(one, several, count)
        return text.format(count=count)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.plan.directory.languages

    def address(self, path: str, language: str | None = None) -> str:
        """The address of a page in this edition (or another), relative to the site's root."""
        language = language or self.language
        return path if language == self.languages[0] else f"{language}/{path}"

    def phone(self, number: str) -> str:
        """A number for a sentence: as it was written, but an extension in the words of this language."""
        return phones.in_words(number, self.words.gettext) if phones.known(number).extension else number

    def local(self, address: str) -> str:
        """An address of a field: one on the site itself without its host, relative to the root."""
        path = urls.within(address, self.plan.directory.site.base_url)
        return path[1:] if path else address

    def absolute(self, path: str) -> str:
        """The whole address of a page in this edition, for those who read it elsewhere."""
        return self.base_url + self.address(path)

    def say(self, words: Words) -> Said:
        text, language = choose(words, self.language)
        return Said(text, language if language != self.language else None)

    def text(self, words: Words) -> str:
        """The text alone, for titles and other places that cannot carry a language."""
        return choose(words, self.language)[0]

    def tagline(self) -> Said:
        """One sentence on whom the site is for."""
        own = self.say(self.plan.directory.tagline)
        return own or Said(self._("For anyone close to someone who is having a hard time."))

    def body(self, words: Words) -> Body | None:
        said = self.say(words)
        return Body(markdown=said.text, lang=said.lang) if said else None

    def language_name(self, code: str) -> str:
        """What a language is called in this one; the code itself when nobody has named it."""
        if code == "nsl":
            return self._("Norwegian Sign Language")
        locales = (Locale.parse(LANGUAGES[each].locale) for each in (self.language, STAND_IN))
        return next((str(name) for locale in locales if (name := locale.languages.get(code))), code)

    def loose(self, date: LooseDate) -> str:
        """A date that may be a month or a year, in words."""
        return dated(date.text, loose_date(date, self.language))

    def day(self, day: dt.date) -> str:
        """A day in words, for a sentence."""
        return dated(day.isoformat(), short_date(day, self.language))

    def cost(self, words: Words) -> Said:
        """The price; the word `free` of the contract in this language."""
        said = self.say(words)
        return Said(self._("Free")) if said.text == "free" else said

    # Links

    def to_offer(self, offer: Offer) -> Link:
        apart = self.namesakes.offers.get(offer, "")
        return Link(text=self.say(offer.title), apart=apart, address=self.address(f"tilbud/{offer.id}/"))

    def to_organisation(self, organisation: Organisation) -> Link:
        apart, address = self.namesakes.organisations.get(organisation, ""), f"organisasjon/{organisation.id}/"
        return Link(text=Said(organisation.name), apart=apart, address=self.address(address))

    def to_place(self, place: Place) -> Link:
        apart = self.namesakes.places.get(place, "")
        return Link(text=Said(place.name), apart=apart, address=self.address(f"sted/{place.id}/"))

    def form_of(self, municipality: Municipality) -> str:
        """The language that a municipality's pages are reached in from here: in Norwegian, the form it has chosen.

        Where the site lacks that form, and from other languages, it is the language one is in.
        """
        form = municipality.facts.language_form
        chosen = form in NORWEGIAN and form in self.languages and self.language in NORWEGIAN
        return str(form) if chosen else self.language

    def to_municipality(self, municipality: Municipality, count: int | None = None, below: str = "") -> Link:
        """To the pages of a municipality from all others; `below` is what its address goes on with, as in `ro/`.

        Its own pages link to each other with `to`, so that whoever has chosen the other form there keeps it.
        """
        address = self.address(f"kommune/{municipality.id}/{below}", self.form_of(municipality))
        return Link(text=Said(municipality.named(self.language)), address=address, count=count)

    def to_term(self, term: Term, *, count: int | None = None) -> Link:
        segment = {"needs": "behov", "audiences": "for", "formats": "form", "arenas": "arena"}[term.kind]
        return Link(
            text=self.say(term.name), address=self.address(f"{segment}/{term.id}/"), count=count, icon=term.icon
        )

    def to(self, path: str, text: str, count: int | None = None) -> Link:
        return Link(text=Said(text), address=self.address(path), count=count)

    def home(self) -> Link:
        return self.to("", self._("Home"))

    # Parts

    @cached_property
    def namesakes(self) -> Namesakes:
        return Namesakes(self.plan.directory, self.language)

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Those that exist, in the order in which one looks for one's own."""

        def place(municipality: Municipality) -> tuple[object, ...]:
            return sort_key(municipality.named(self.language), self.language)

        return tuple(sorted(self.plan.directory.municipalities, key=place))

    @cached_property
    def cards(self) -> dict[Offer, Card]:
        return {offer: self._card(offer) for offer in self.plan.directory.offers}

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        return all_facets(self)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {option.mark: option.number for facet in self.facets for option in facet.options}

    def group(self, id_: str, heading: str | Said, offers: Iterable[Offer], note: str = "") -> Group:
        said = heading if isinstance(heading, Said) else Said(heading)
        return Group(id=id_, heading=said, cards=tuple(self.cards[offer] for offer in offers), note=note)

    def by_need(self, offers: Iterable[Offer], part: tuple[str, str] | None = None) -> tuple[Group, ...]:
        """A long list under the need that each offer names first; a short one stays whole.

        `part` is the id and the heading of a list that is one of several on its page.
        """
        listed = tuple(offers)
        if len(listed) <= _SHORT:
            return (self.group(*(part or ("tilbud", self._("Offers"))), listed),) if listed else ()
        needs = self.plan.directory.vocabulary["needs"]
        groups = ((need, tuple(o for o in listed if o.needs[0] is need)) for need in needs)
        return tuple(
            self.group(f"{part[0]}-{need.id}", f"{part[1]}: {self.text(need.name)}", chosen)
            if part
            else self.group(f"om-{need.id}", self.say(need.name), chosen)
            for need, chosen in groups
            if chosen
        )

    def _card(self, offer: Offer) -> Card:
        return Card(
            id=offer.id,
            address=self.address(f"tilbud/{offer.id}/"),
            title=self.say(offer.title),
            apart=self.namesakes.offers.get(offer, ""),
            summary=self.say(offer.summary),
            audiences=tuple(self.say(term.name) for term in offer.audiences),
            where=self.where(offer.coverage),
            how=tuple(self.say(term.name) for term in offer.formats),
            next=self._next_of(offer),
            labels=tuple(self._labels(offer)),
            notice=self._notice(offer),
            until=offer.facts.notice_until,
            waiting=offer.facts.waiting_time if offer.offered else None,
            marks=tuple(self._numbers[mark] for mark in marks(offer)),
            freshness=None if offer.facts.status == "ended" else offer.freshness,
        )

    def _next_of(self, offer: Offer) -> NextDate | None:
        kept = [pair for pair in self.plan.next_of_offer.get(offer, ()) if pair[1].state != "cancelled"]
        return self.going_on(kept) if kept else None

    def going_on(self, kept: Sequence[tuple[Event, Occurrence]]) -> NextDate:
        """The first of some dates; of an event with a rule also how it goes on, and then its own dates follow."""
        event, first = kept[0]
        by_rule = [o for other, o in kept[1:] if other is event and o.by_rule]
        often = rhythm(event, self.language).text if by_rule else ""
        if not often:
            return self.next_date(event, first, then=[o for _event, o in kept[1:]])
        after = self._("and {often} after that", often=f"{often}," if "," in often else often)
        shown = self.next_date(event, first, then=[o for other, o in kept[1:] if other is event])
        return replace(shown, rhythm=after, often=often[:1].upper() + often[1:], last=by_rule[-1].start.day)

    def _notice(self, offer: Offer) -> Said:
        until = offer.facts.notice_until
        over = until is not None and until < self.plan.directory.today
        return Said("") if over else self.say(offer.notice)

    def _labels(self, offer: Offer) -> Iterable[str]:
        facts, old = offer.facts, label(offer, self._)
        status = {
            "planned": self._("Planned"),
            "pilot": self._("Being tried out"),
            "paused": self._("On pause"),
            "ended": self._("Ended"),
        }
        if facts.status in status:
            yield old or status[facts.status]
        if facts.status == "ended":  # a signpost: what it once cost helps nobody
            return
        if facts.cost == "free":
            yield self._("Free")
        if facts.referral == "none":
            yield self._("No referral needed")
        if facts.registration == "none":
            yield self._("No sign-up")
        if facts.registration == "drop-in":
            yield self._("Just come")
        if not offer.conditions:
            yield self._("Whatever the diagnosis")

    def where(self, coverage: Coverage) -> str:
        """Whom it is for by place, in a few words."""
        return self.namesakes.where(coverage, self.words)

    def next_date(self, event: Event, occurrence: Occurrence, then: Sequence[Occurrence] = ()) -> NextDate:
        return NextDate(
            event=event.id,
            title=self.say(event.title),
            apart=self.namesakes.events.get(event, ""),
            address=self.address(f"arrangement/{event.id}/"),
            occurrence=occurrence,
            place=self._named(event.places[0]) if event.places else None,
            online=event.facts.online_url is not None,
            then=tuple(then[:_THEN]),
        )

    def _named(self, place: Place) -> str:
        return whole_name(place.name, self.namesakes.places.get(place, ""))

    def next_dates(self, pairs: Iterable[tuple[Event, Occurrence]]) -> tuple[NextDate, ...]:
        return tuple(self.next_date(*pair) for pair in pairs)

    def reach_contact(self, contact: Contact) -> Reach:
        facts = contact.facts
        return Reach(
            heading=self.say(contact.role) or Said(facts.name or contact.organisation.name),
            name=facts.name if contact.role else None,
            organisation=self.to_organisation(contact.organisation),
            phone=facts.phone,
            email=facts.email,
            url=facts.url,
            hours=self.say(contact.hours),
            languages=", ".join(self.language_name(code) for code in facts.languages),
            responsibilities=", ".join(named(facts.responsibilities, self._)),
        )

    def reaches(self, owner: Organisation, *ways: tuple[tuple[Contact, ...], Direct]) -> tuple[Reach, ...]:
        """How to reach somebody: the first of `ways` that has a contact or a direct one, else the owner's own.

        An owner that has none itself is reached through the contacts that belong to it.
        """
        owners = self.plan.contacts_of.get(owner, ())
        for contacts, facts in (*ways, ((), owner.facts), (owners, owner.facts)):
            found = [self.reach_contact(contact) for contact in contacts]
            if facts.phone or facts.email or facts.url:
                to = self.to_organisation(owner)
                direct = Reach(heading=to.text, organisation=to, phone=facts.phone, email=facts.email, url=facts.url)
                found.insert(0, direct)
            if found:
                return tuple(found)
        return ()

    def ways(self, offer: Offer) -> tuple[Reach, ...]:
        """How to reach those who run an offer, and whoever one signs up with."""
        found = self.reaches(offer.organisations[0], (offer.contacts, offer.facts))
        return self.and_sign_up(found, offer.registration_contact)

    def and_sign_up(self, found: tuple[Reach, ...], contact: Contact | None) -> tuple[Reach, ...]:
        """Whoever one signs up with comes last, unless already there."""
        reach = self.reach_contact(contact) if contact else None
        return found if reach is None or reach in found else (*found, reach)

    # Pages

    def page(
        self,
        path: str,
        template: str,
        view: object,
        *,
        title: str,
        description: str = "",
        crumbs: tuple[Link, ...] = (),
        discreet: bool = False,
        **more: Any,
    ) -> Page:
        """A page that the program writes, and so is the same in every language that has all its words.

        Where a language lacks some, search engines are led to the first one that does not. It is discreet when it is
        asked to be, and when its title or description names a condition. Without a description of its own it has the
        site's.
        """
        description = description or self.tagline().text
        address = self.address(path)
        complete = tuple(code for code in self.languages if LANGUAGES[code].complete)
        real = self.language in complete or not complete
        return Page(
            address=address,
            language=self.language,
            template=template,
            title=title,
            description=description,
            crumbs=(self.home(), *crumbs) if path else (),
            canonical=address if real else self.address(path, complete[0]),
            alternates=self._alternates(path, complete) if real else (),
            switch=tuple((code, self.address(path, code)) for code in self.languages),
            view=view,
            discreet=discreet or self.plan.names_condition(f"{title} {description}"),
            **more,
        )

    def text_page(
        self, path: str, template: str, view: object, *, language: str, translated: tuple[str, ...], **more: Any
    ) -> Page:
        """The page of a record: where it is not translated, the original is the one to keep."""
        page = self.page(path, template, view, **more)
        real = self.language in translated
        return replace(
            page,
            canonical=page.address if real else self.address(path, language),
            alternates=self._alternates(path, translated) if real else (),
        )

    def _alternates(self, path: str, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Real translations alone, and the one for readers of any other language."""
        if len(languages) < 2:
            return ()
        others = ("x-default", self.address(path, languages[0]))
        return (*((code, self.address(path, code)) for code in languages), others)
