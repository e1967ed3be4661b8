"""What carers are offered: offers, dated events and editorial pages, each a Markdown file."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from veiviser.content.fields import (
    Boolean,
    Date,
    DateOrLess,
    Email,
    Identifier,
    Language,
    Many,
    Phone,
    Positive,
    RepeatDay,
    Summary,
    Text,
    Title,
    Url,
    When,
    Whole,
)
from veiviser.content.models.base import (
    AccessibilityId,
    ArenaId,
    AudienceId,
    ConditionId,
    ContactId,
    CoverageId,
    Fields,
    FocusAreaId,
    FormatId,
    NeedId,
    OfferId,
    OrganisationId,
    PlaceId,
    Registration,
    Sources,
)
from veiviser.languages import SiteLanguage

OfferStatus: TypeAlias = Literal["planned", "pilot", "active", "paused", "ended"]
EventStatus: TypeAlias = Literal["scheduled", "cancelled", "full"]
Referral: TypeAlias = Literal["none", "required"]


class Offer(Fields):
    """Something that carers can use. The text below the fields says what happens there."""

    title: Title
    """What it is called."""
    summary: Summary
    """What it gives, in a sentence or two: it stands on cards and in lists."""
    status: OfferStatus
    """How far it has come. Only `pilot` and `active` count as offered; `ended` needs `ended_on`."""
    organisations: Annotated[Many[OrganisationId], Field(min_length=1)]
    """Who offers it. The first owns the record."""
    partners: Many[OrganisationId] = ()
    """Who contributes."""
    coverage: Annotated[Many[CoverageId], Field(min_length=1)]
    """Who may use it, not where the house stands: municipalities, areas, or `norge`."""
    audiences: Annotated[Many[AudienceId], Field(min_length=1)]
    """Whom it is for."""
    needs: Annotated[Many[NeedId], Field(min_length=1)]
    """What it helps with."""
    formats: Annotated[Many[FormatId], Field(min_length=1)]
    """How it is given."""
    arenas: Many[ArenaId] = ()
    """Where in people's lives it takes place."""
    focus_areas: Many[FocusAreaId] = ()
    """The region's focus areas that it belongs to."""
    conditions: Many[ConditionId] = ()
    """The diagnoses it is limited to. Left out or empty: open whatever the diagnosis."""
    age_from: Whole | None = None
    """The visitor's own age, in years."""
    age_to: Whole | None = None
    """The visitor's own age, in years."""
    cared_for_age_from: Whole | None = None
    """The age of the one who is ill."""
    cared_for_age_to: Whole | None = None
    """The age of the one who is ill."""
    cost: Text | None = None
    """`free`, or the price in words. Left out: not known."""
    registration: Registration | None = None
    """Whether people must register."""
    registration_url: Url | None = None
    """Where they register."""
    registration_contact: ContactId | None = None
    """With whom they register."""
    registration_by: Date | None = None
    """The last day to register."""
    referral: Referral | None = None
    """Whether a referral is needed."""
    eligibility: Text | None = None
    """What else it takes, in words."""
    languages: Many[Language] = ()
    """The languages it is given in."""
    interpreter: Boolean | None = None
    """Whether an interpreter can come."""
    accessibility: Many[AccessibilityId] = ()
    """What makes it usable for more people."""
    contacts: Many[ContactId] = ()
    """Whom to ask."""
    places: Many[PlaceId] = ()
    """Where it is."""
    phone: Phone | None = None
    """A number of its own, when there is no contact to name."""
    email: Email | None = None
    """A mail address of its own, when there is no contact to name."""
    url: Url | None = None
    """Its own web page."""
    schedule: Text | None = None
    """When, in words. Dated happenings are events."""
    waiting_time: Text | None = None
    """How long people wait, in words."""
    capacity: Positive | None = None
    """How many can take part."""
    notice: Text | None = None
    """A short message that stands first on the page, such as “stengt uke 28”."""
    notice_until: Date | None = None
    """The last day the notice is shown."""
    established: DateOrLess | None = None
    """Since when it has been there."""
    evaluation: Text | None = None
    """What is known of its effect: words or a link."""
    funding: Text | None = None
    """Who pays for it."""
    verified_on: Date | None = None
    """When it was last confirmed with the owner: not when it was last edited, and not the date of a document."""
    verified_by: Text | None = None
    """Who confirmed it: a role or an organisation."""
    review_every_days: Positive | None = None
    """Overrides the site's."""
    starts_on: DateOrLess | None = None
    """When it begins."""
    ends_on: DateOrLess | None = None
    """When it is planned to end."""
    ended_on: DateOrLess | None = None
    """When it ended. Only with the status `ended`."""
    replaced_by: Many[OfferId] = ()
    """What people can use instead."""
    aliases: Many[Identifier] = ()
    """Earlier ids: their addresses lead here."""
    distinct_from: Many[OfferId] = ()
    """Offers it resembles but is not."""
    sensitive: Boolean = False
    """True: the page gets a quick exit."""
    sources: Sources = ()
    """Where the facts come from: addresses or words, with the date of the source."""
    written_in: SiteLanguage | None = None
    """The language of this file's own text. Left out: the site's first."""


class Move(Fields):
    """One occurrence that takes place at another time."""

    from_: When = Field(alias="from")
    """When it was to be."""
    to: When
    """When it is instead."""


class Event(Fields):
    """Something that happens on given dates. What it leaves out is taken from its offer."""

    title: Title
    """What it is called."""
    summary: Summary | None = None
    """What happens, in a sentence or two."""
    offer: OfferId | None = None
    """The offer it belongs to, which gives everything left out here."""
    starts: When
    """When it begins; a date alone is a whole day."""
    ends: When | None = None
    """When it ends, or the last day."""
    duration_minutes: Positive | None = None
    """How long it lasts, instead of `ends`."""
    dates: Many[When] = ()
    """Further starts. A date alone means the time of day of `starts`."""
    repeat: Literal["daily", "weekly", "monthly", "yearly"] | None = None
    """How it repeats."""
    repeat_every: Positive = 1
    """Every how many days, weeks, months or years."""
    repeat_on: Many[RepeatDay] = ()
    """The days it repeats on; `starts` must fit them."""
    repeat_until: Date | None = None
    """The last day it may fall on."""
    repeat_count: Positive | None = None
    """How many times, counting the start and skipped dates, instead of `repeat_until`."""
    skip: Many[When] = ()
    """Dates on which it does not take place, and is not shown."""
    skip_holidays: Boolean = False
    """True: it does not take place on public holidays, 24 and 31 December, but for those that are cancelled or
    moved."""
    cancelled: Many[When] = ()
    """Dates that are shown as cancelled."""
    moved: Many[Move] = ()
    """Dates that take place at another time."""
    places: Many[PlaceId] = ()
    """Where it is."""
    online_url: Url | None = None
    """Where to follow it from home."""
    organisations: Many[OrganisationId] = ()
    """Who holds it. Required without an offer."""
    coverage: Many[CoverageId] = ()
    """Who may come: municipalities, areas, or `norge`. Required without an offer."""
    audiences: Many[AudienceId] = ()
    """Whom it is for."""
    needs: Many[NeedId] = ()
    """What it helps with."""
    formats: Many[FormatId] = ()
    """How it is given."""
    contacts: Many[ContactId] = ()
    """Whom to ask."""
    phone: Phone | None = None
    """The number to call."""
    email: Email | None = None
    """Where to write."""
    url: Url | None = None
    """Its own web page."""
    registration: Registration | None = None
    """Whether people must register."""
    registration_url: Url | None = None
    """Where they register."""
    registration_contact: ContactId | None = None
    """With whom they register."""
    registration_by: Date | None = None
    """The last day to register."""
    cost: Text | None = None
    """`free`, or the price in words. Left out: that of the offer."""
    capacity: Positive | None = None
    """How many can take part."""
    status: EventStatus = "scheduled"
    """Whether it takes place, and whether there is room."""
    written_in: SiteLanguage | None = None
    """The language of this file's own text. Left out: the site's first."""


class Page(Fields):
    """An editorial page. With the id `personvern` or `tilgjengelighet` it stands on top of the page made there."""

    title: Title
    """Its heading."""
    summary: Summary | None = None
    """What it says, in a sentence or two."""
    order: Whole | None = None
    """Its place in the menu: low numbers first."""
    menu: Boolean = False
    """True: it stands in the menu."""
    updated_on: Date | None = None
    """When its text was last gone through."""
    written_in: SiteLanguage | None = None
    """The language of this file's own text. Left out: the site's first."""


class PageTranslation(Fields):
    """The translatable fields in another language; what is left out falls back."""

    title: Title | None = None
    """The title in this language."""
    summary: Summary | None = None
    """The summary in this language."""


class EventTranslation(PageTranslation):
    """The translatable fields in another language; what is left out falls back."""

    cost: Text | None = None
    """The price in this language."""


class OfferTranslation(EventTranslation):
    """The translatable fields in another language; what is left out falls back."""

    schedule: Text | None = None
    """When, in this language."""
    eligibility: Text | None = None
    """What else it takes, in this language."""
    notice: Text | None = None
    """The notice in this language."""
