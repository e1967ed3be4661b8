"""The resolved directory: immutable types for offers, events, municipalities and the rest, with references as objects.

Each object is created once, so equality is identity (`eq=False`) and objects can be members of sets and keys of dicts.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from veiviser.content import models
from veiviser.content.fields import Moment
from veiviser.directory.facts import (
    ContactFacts,
    CrisisLineFacts,
    EventFacts,
    MunicipalityFacts,
    OfferFacts,
    OrganisationFacts,
    PageFacts,
    PlaceFacts,
    SurveyFacts,
)
from veiviser.directory.freshness import Freshness
from veiviser.directory.occurrences import Occurrence
from veiviser.directory.recurrence import Rule
from veiviser.history import History, Revision
from veiviser.language.languages import choose

LocalizedText: TypeAlias = Mapping[str, str]  # language → text; never empty where a text is required
OFFERED = ("pilot", "active")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Term:
    """A term of one of the vocabularies; `kind` is the vocabulary's name. Flags that a vocabulary lacks are False."""

    kind: str
    id: str
    name: LocalizedText
    description: LocalizedText
    icon: str | None
    children: bool = False
    professional: bool = False
    online: bool = False
    wheelchair: bool = False
    broader: str | None = None
    focus_area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """A county or other area; `municipalities` are the ids of the current ones in it, directly or through other areas."""

    id: str
    name: LocalizedText
    kind: str
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Municipality:
    """`merged` is True from the day after `valid_until`. `neighbours` are ids, both ways, in display order.

    `apart` distinguishes the municipality from others with the same name; empty if there are none.
    """

    id: str
    name: str
    facts: MunicipalityFacts
    county: Area
    neighbours: tuple[str, ...]
    merged: bool
    apart: LocalizedText = field(default_factory=dict)

    def named(self, language: str) -> str:
        """The name for use without context: with `apart` in parentheses if another municipality has the same name."""
        apart = choose(self.apart, language)[0]
        return f"{self.name} ({apart})" if apart else self.name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coverage:
    """A service area: municipalities that are named directly, wider areas, or the whole country.

    `municipalities` are the ids of all current municipalities that are covered in any way, in display order.
    """

    named: tuple[str, ...]
    areas: tuple[Area, ...]
    nation: bool
    municipalities: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """True when nothing is named."""
        return not (self.named or self.areas or self.nation)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Organisation:
    id: str
    name: str
    facts: OrganisationFacts
    summary: LocalizedText
    parent: "Organisation | None"
    areas: Coverage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contact:
    """`areas` default to the service area of the organisation."""

    id: str
    facts: ContactFacts
    role: LocalizedText
    hours: LocalizedText
    organisation: Organisation
    areas: Coverage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place:
    """`texts` are its translatable fields by name."""

    id: str
    name: str
    facts: PlaceFacts
    texts: Mapping[str, LocalizedText]
    municipality: Municipality
    accessibility: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offer:
    """`facts` are the fields of the record that need no resolving, `texts` the translatable ones by name.

    `free` is True if the offer costs nothing, False if it has a price, and None if that is unknown. `language` is the
    language of the record's own text, `translated` are all languages it can be read in, in site order. `path` is the
    file, relative to the region's root.
    """

    id: str
    path: str
    facts: OfferFacts
    language: str
    translated: tuple[str, ...]
    texts: Mapping[str, LocalizedText]
    free: bool | None
    body: LocalizedText
    organisations: tuple[Organisation, ...]
    partners: tuple[Organisation, ...]
    coverage: Coverage
    audiences: tuple[Term, ...]
    needs: tuple[Term, ...]
    formats: tuple[Term, ...]
    arenas: tuple[Term, ...]
    focus_areas: tuple[Term, ...]
    conditions: tuple[Term, ...]
    accessibility: tuple[Term, ...]
    contacts: tuple[Contact, ...]
    registration_contact: Contact | None
    places: tuple[Place, ...]
    freshness: Freshness

    @property
    def title(self) -> LocalizedText:
        return self.texts["title"]

    @property
    def summary(self) -> LocalizedText:
        return self.texts["summary"]

    @property
    def cost(self) -> LocalizedText:
        return self.texts["cost"]

    @property
    def schedule(self) -> LocalizedText:
        return self.texts["schedule"]

    @property
    def notice(self) -> LocalizedText:
        return self.texts["notice"]

    @property
    def offered(self) -> bool:
        """True if people can use it now: its status is `pilot` or `active`."""
        return self.facts.status in OFFERED

    @property
    def planned(self) -> bool:
        """True if it is decided, and not there yet."""
        return self.facts.status == "planned"

    @property
    def paused(self) -> bool:
        """True if it will come back."""
        return self.facts.status == "paused"

    @property
    def ended(self) -> bool:
        """True if it is no more: its page is only a signpost."""
        return self.facts.status == "ended"

    @property
    def listed(self) -> bool:
        """True if it belongs in lists, search and feeds: offered, and not hidden for lack of confirmation."""
        return self.offered and not self.freshness.hidden

    @property
    def for_professionals(self) -> bool:
        """True if all its audiences are professionals, so that family and friends cannot use it."""
        return bool(self.audiences) and all(audience.professional for audience in self.audiences)

    @property
    def discreet(self) -> bool:
        """True if its name alone may reveal what somebody is ill with, or what has happened to them."""
        return self.facts.sensitive or bool(self.conditions)

    @property
    def online(self) -> bool:
        return any(term.online for term in self.formats)

    @property
    def access(self) -> tuple[Term, ...]:
        """The accessibility terms of the offer, then of its places, each once."""
        return tuple(
            dict.fromkeys((*self.accessibility, *(term for place in self.places for term in place.accessibility)))
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Event:
    """An event. Fields that it leaves out come from its offer, except `free`, which follows the event's own `cost`.

    `occurrences` are in chronological order. `rule` is None if the event does not repeat; `dropped` are starts of the
    rule that are left out. `revisions` are the commits that changed its file, newest first.
    """

    id: str
    path: str
    facts: EventFacts
    language: str
    translated: tuple[str, ...]
    offer: Offer | None
    title: LocalizedText
    summary: LocalizedText
    cost: LocalizedText
    free: bool | None
    body: LocalizedText
    organisations: tuple[Organisation, ...]
    coverage: Coverage
    audiences: tuple[Term, ...]
    needs: tuple[Term, ...]
    formats: tuple[Term, ...]
    contacts: tuple[Contact, ...]
    registration: str | None
    registration_url: str | None
    registration_contact: Contact | None
    registration_by: dt.date | None
    places: tuple[Place, ...]
    rule: Rule | None
    occurrences: tuple[Occurrence, ...]
    dropped: tuple[Moment, ...]
    revisions: tuple[Revision, ...]

    @property
    def abandoned(self) -> bool:
        """True if its offer has ended, so that nobody should be sent to it."""
        return self.offer is not None and self.offer.ended

    def coming(self, today: dt.date) -> tuple[Occurrence, ...]:
        """The occurrences that end on `today` or later, cancelled ones included."""
        return tuple(o for o in self.occurrences if o.last_day >= today)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    id: str
    path: str
    facts: PageFacts
    language: str
    translated: tuple[str, ...]
    title: LocalizedText
    summary: LocalizedText
    body: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    facts: SurveyFacts
    note: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CrisisLine:
    id: str
    facts: CrisisLineFacts
    name: LocalizedText
    when: LocalizedText
    hours: LocalizedText
    audiences: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Word:
    """A word of the dictionary: the `preferred` one, the ones that people `also` type, and the ones that we `avoid`."""

    id: str
    preferred: LocalizedText
    explanation: LocalizedText
    also: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last change of an offer that news reports: its fields as written before and after.

    Each field has a tuple of values; `body` is the text below the fields. `before` is None for a new offer.
    """

    when: dt.datetime
    before: Mapping[str, tuple[object, ...]] | None
    after: Mapping[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many of a municipality's offers were confirmed within their interval, at the end of a year or today."""

    year: int
    municipality: str
    confirmed: int
    offers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the git history says about the offers: the last change of each, by id, and the figures, newest year first.

    An offer without a change is unknown to git, or its history does not go back far enough.
    """

    changes: Mapping[str, Change]
    figures: tuple[Figure, ...]


NO_MEMORY = Memory(changes=MappingProxyType({}), figures=())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Directory:
    """All resolved content, as of the day `today`. Tuples are in display order, which is the order of the files.

    `municipalities` exist today, `merged` did before. `vocabulary` maps the name of each list to its terms.
    """

    today: dt.date
    history: History
    site: models.Site
    title: LocalizedText
    tagline: LocalizedText
    publisher: Organisation
    municipalities: tuple[Municipality, ...]
    merged: tuple[Municipality, ...]
    areas: tuple[Area, ...]
    crisis: tuple[CrisisLine, ...]
    vocabulary: Mapping[str, tuple[Term, ...]]
    dictionary: tuple[Word, ...]
    organisations: tuple[Organisation, ...]
    contacts: tuple[Contact, ...]
    places: tuple[Place, ...]
    offers: tuple[Offer, ...]
    events: tuple[Event, ...]
    pages: tuple[Page, ...]
    surveys: tuple[Survey, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        return self.site.languages

    @property
    def listed(self) -> tuple[Offer, ...]:
        """The offers that belong in lists, in the order of their files."""
        return tuple(offer for offer in self.offers if offer.listed)
