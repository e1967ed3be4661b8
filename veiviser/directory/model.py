"""The directory: frozen types of what the region offers, with references resolved.

Each thing is made once, so two are the same only when they are one object (`eq=False`): they can stand in sets.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from veiviser.content import models
from veiviser.content.fields import Moment
from veiviser.directory.calendar import Occurrence
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
from veiviser.directory.rules import Rule
from veiviser.history import History, Revision
from veiviser.languages import choose

Words: TypeAlias = Mapping[str, str]  # language → text; never empty where a text is required
OFFERED = ("pilot", "active")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Term:
    """A word of one of the closed lists; `kind` names the list. Flags that a list does not have are False."""

    kind: str
    id: str
    name: Words
    description: Words
    icon: str | None
    children: bool = False
    professional: bool = False
    online: bool = False
    wheelchair: bool = False
    broader: str | None = None
    focus_area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """`municipalities` are the ids of those served that it holds, directly or through other areas."""

    id: str
    name: Words
    kind: str
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Municipality:
    """`merged` is true from the day after `valid_until`; `neighbours` are ids, both ways, in display order.

    `apart` tells it from others of its name; empty where there are none.
    """

    id: str
    name: str
    facts: MunicipalityFacts
    county: Area
    neighbours: tuple[str, ...]
    merged: bool
    apart: Words = field(default_factory=dict)

    def named(self, language: str) -> str:
        """The name as it is said wherever it stands alone: with the county behind it where another has the same."""
        apart = choose(self.apart, language)[0]
        return f"{self.name} ({apart})" if apart else self.name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coverage:
    """Who may use something: municipalities named themselves, wider areas, or the whole nation.

    `municipalities` are the ids of all those served that are covered in any way, in display order.
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
    summary: Words
    parent: "Organisation | None"
    areas: Coverage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contact:
    """`areas` are its organisation's when it names none itself."""

    id: str
    facts: ContactFacts
    role: Words
    hours: Words
    organisation: Organisation
    areas: Coverage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place:
    id: str
    name: str
    facts: PlaceFacts
    directions: Words
    municipality: Municipality
    accessibility: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offer:
    """`facts` are the fields as the record has them, without those that stand beside them.

    `free` is True when it costs nothing, False when it has a price, and None when nobody knows.
    `language` is that of the record's own text, `translated` all languages it can be read in, both in site order.
    `path` is the file, relative to the root.
    """

    id: str
    path: str
    facts: OfferFacts
    language: str
    translated: tuple[str, ...]
    title: Words
    summary: Words
    schedule: Words
    cost: Words
    free: bool | None
    eligibility: Words
    notice: Words
    body: Words
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
    def offered(self) -> bool:
        """True when people can use it now: only what is active or a pilot counts."""
        return self.facts.status in OFFERED

    @property
    def listed(self) -> bool:
        """True when it belongs in lists, search and feeds: offered, and not overdue for so long that it is hidden."""
        return self.offered and not self.freshness.hidden

    @property
    def for_professionals(self) -> bool:
        """True when family and friends cannot use it: all that it is for are professionals."""
        return bool(self.audiences) and all(audience.professional for audience in self.audiences)

    @property
    def discreet(self) -> bool:
        """True when the mere name of it may tell what somebody is ill with, or what has happened to them."""
        return self.facts.sensitive or bool(self.conditions)

    @property
    def online(self) -> bool:
        return any(term.online for term in self.formats)

    @property
    def access(self) -> tuple[Term, ...]:
        """What lets more people come: what is said of the offer, then what is said of its places."""
        return tuple(
            dict.fromkeys((*self.accessibility, *(term for place in self.places for term in place.accessibility)))
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Event:
    """A dated happening; what it leaves out is taken from its offer, but for `free`, which is what it says itself.

    `occurrences` are in order of time. `rule` is None when it does not repeat; `dropped` are starts of the rule
    that are left out. `revisions` are the commits that touched its file, newest first.
    """

    id: str
    path: str
    facts: EventFacts
    language: str
    translated: tuple[str, ...]
    offer: Offer | None
    title: Words
    summary: Words
    cost: Words
    free: bool | None
    body: Words
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
        """True when the offer it belongs to has ended, so that nobody should be led to it."""
        return self.offer is not None and self.offer.facts.status == "ended"

    def coming(self, today: dt.date) -> tuple[Occurrence, ...]:
        """The occurrences that have not ended before `today`, cancelled ones among them."""
        return tuple(o for o in self.occurrences if o.last_day >= today)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    id: str
    path: str
    facts: PageFacts
    language: str
    translated: tuple[str, ...]
    title: Words
    summary: Words
    body: Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    facts: SurveyFacts
    note: Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CrisisLine:
    id: str
    facts: CrisisLineFacts
    name: Words
    when: Words
    hours: Words
    audiences: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Word:
    """A word of the dictionary: the one we use, those that people type, those that we avoid."""

    id: str
    preferred: Words
    explanation: Words
    also: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last change of a record that readers are told of: the fields as they were written before and after.

    Each field holds its values, and `body` the text below the fields. `before` is None for what was new.
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
    """What earlier versions of the offers tell: the last change of each by its id, and the figures, newest year first.

    An offer without a change is one that git does not know of, or not for long enough.
    """

    changes: Mapping[str, Change]
    figures: tuple[Figure, ...]


NO_MEMORY = Memory(changes=MappingProxyType({}), figures=())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Directory:
    """Everything the site tells, on one day. Tuples are in order of display, which is the order of the files.

    `municipalities` are those that exist today, `merged` those that did. `vocabulary` is keyed by the list's name.
    """

    today: dt.date
    history: History
    site: models.Site
    title: Words
    tagline: Words
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
        """The offers that belong in lists, in order of their titles' files."""
        return tuple(offer for offer in self.offers if offer.listed)
