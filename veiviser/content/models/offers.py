"""Offers, dated events and editorial pages, each a Markdown file."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from veiviser.content.fields import (
    NEWS_NEVER,
    NEWS_OF_AUDIENCE,
    NEWS_OF_CONTACT,
    NEWS_OF_ORGANISER,
    NEWS_OF_REGISTRATION,
    NEWS_OF_TEXT,
    NEWS_VALUE,
    NOT_PERSONAL,
    PERSON,
    Boolean,
    Cost,
    Date,
    DateOrLess,
    Email,
    Identifier,
    LanguageCode,
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
from veiviser.language.languages import SiteLanguage

OfferStatus: TypeAlias = Literal["planned", "pilot", "active", "paused", "ended"]
EventStatus: TypeAlias = Literal["scheduled", "cancelled", "full"]
Referral: TypeAlias = Literal["none", "required"]
Repeat: TypeAlias = Literal["daily", "weekly", "monthly", "yearly"]


class OfferDraft(Fields):
    """An offer as far as it could be read."""

    title: Annotated[Title | None, NEWS_VALUE, NOT_PERSONAL] = None
    """What it is called."""
    summary: Annotated[Summary | None, NEWS_OF_TEXT, PERSON] = None
    """What it gives, in a sentence or two: cards and lists show it."""
    status: Annotated[OfferStatus | None, NEWS_VALUE, NOT_PERSONAL] = None
    """How far it has come. Only `pilot` and `active` count as offered; `ended` needs `ended_on`."""
    organisations: Annotated[Many[OrganisationId], NEWS_OF_ORGANISER, NOT_PERSONAL] = ()
    """Who offers it. The first owns the record."""
    partners: Annotated[Many[OrganisationId], NEWS_OF_ORGANISER, NOT_PERSONAL] = ()
    """Who contributes."""
    coverage: Annotated[Many[CoverageId], NEWS_OF_AUDIENCE, NOT_PERSONAL] = ()
    """Who may use it, not where the house is: municipalities, areas, or `norge`."""
    audiences: Annotated[Many[AudienceId], NEWS_OF_AUDIENCE, NOT_PERSONAL] = ()
    """Whom it is for."""
    needs: Annotated[Many[NeedId], NEWS_OF_TEXT, NOT_PERSONAL] = ()
    """What it helps with."""
    formats: Annotated[Many[FormatId], NEWS_OF_TEXT, NOT_PERSONAL] = ()
    """How it is given."""
    arenas: Annotated[Many[ArenaId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Where in people's lives it takes place."""
    focus_areas: Annotated[Many[FocusAreaId], NEWS_NEVER, NOT_PERSONAL] = ()
    """The region's focus areas that it belongs to."""
    conditions: Annotated[Many[ConditionId], NEWS_OF_AUDIENCE, NOT_PERSONAL] = ()
    """The diagnoses it is limited to. Left out or empty: open whatever the diagnosis."""
    age_from: Annotated[Whole | None, NEWS_OF_AUDIENCE, NOT_PERSONAL] = None
    """The visitor's own age, in years."""
    age_to: Annotated[Whole | None, NEWS_OF_AUDIENCE, NOT_PERSONAL] = None
    """The visitor's own age, in years."""
    cared_for_age_from: Annotated[Whole | None, NEWS_OF_AUDIENCE, NOT_PERSONAL] = None
    """The age of the one who is ill."""
    cared_for_age_to: Annotated[Whole | None, NEWS_OF_AUDIENCE, NOT_PERSONAL] = None
    """The age of the one who is ill."""
    cost: Annotated[Cost | None, NEWS_VALUE, NOT_PERSONAL] = None
    """`free`, or the price in words. Left out: not known."""
    registration: Annotated[Registration | None, NEWS_OF_REGISTRATION, NOT_PERSONAL] = None
    """Whether people must register."""
    registration_url: Annotated[Url | None, NEWS_OF_REGISTRATION, NOT_PERSONAL] = None
    """Where they register."""
    registration_contact: Annotated[ContactId | None, NEWS_OF_REGISTRATION, NOT_PERSONAL] = None
    """With whom they register."""
    registration_by: Annotated[Date | None, NEWS_VALUE, NOT_PERSONAL] = None
    """The last day to register."""
    referral: Annotated[Referral | None, NEWS_VALUE, NOT_PERSONAL] = None
    """Whether a referral is needed."""
    eligibility: Annotated[Text | None, NEWS_OF_AUDIENCE, NOT_PERSONAL] = None
    """What else it takes, in words."""
    languages: Annotated[Many[LanguageCode], NEWS_OF_TEXT, NOT_PERSONAL] = ()
    """The languages it is given in."""
    interpreter: Annotated[Boolean | None, NEWS_OF_TEXT, NOT_PERSONAL] = None
    """Whether an interpreter can come."""
    accessibility: Annotated[Many[AccessibilityId], NEWS_OF_TEXT, NOT_PERSONAL] = ()
    """What makes it usable for more people."""
    contacts: Annotated[Many[ContactId], NEWS_OF_CONTACT, NOT_PERSONAL] = ()
    """Whom to ask."""
    places: Annotated[Many[PlaceId], NEWS_VALUE, NOT_PERSONAL] = ()
    """Where it is."""
    phone: Annotated[Phone | None, NEWS_OF_CONTACT, PERSON] = None
    """A number of its own, when there is no contact to name."""
    email: Annotated[Email | None, NEWS_OF_CONTACT, PERSON] = None
    """A mail address of its own, when there is no contact to name."""
    url: Annotated[Url | None, NEWS_OF_CONTACT, NOT_PERSONAL] = None
    """Its own web page."""
    schedule: Annotated[Text | None, NEWS_VALUE, NOT_PERSONAL] = None
    """When, in words. Dated happenings are events."""
    waiting_time: Annotated[Text | None, NEWS_OF_TEXT, NOT_PERSONAL] = None
    """How long people wait, in words."""
    capacity: Annotated[Positive | None, NEWS_OF_TEXT, NOT_PERSONAL] = None
    """How many can take part."""
    notice: Annotated[Text | None, NEWS_VALUE, PERSON] = None
    """A short message at the top of the page, such as “stengt uke 28”."""
    notice_until: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The last day the notice is shown."""
    established: Annotated[DateOrLess | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Since when it has been there."""
    evaluation: Annotated[Text | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What is known of its effect: words or a link."""
    funding: Annotated[Text | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Who pays for it."""
    verified_on: Annotated[Date | None, NEWS_VALUE, NOT_PERSONAL] = None
    """When it was last confirmed with the owner: not when it was last edited, and not the date of a document."""
    verified_by: Annotated[Text | None, NEWS_NEVER, PERSON] = None
    """Who confirmed it: a role or an organisation."""
    review_every_days: Annotated[Positive | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Overrides the site's."""
    starts_on: Annotated[DateOrLess | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When it begins."""
    ends_on: Annotated[DateOrLess | None, NEWS_VALUE, NOT_PERSONAL] = None
    """When it is planned to end."""
    ended_on: Annotated[DateOrLess | None, NEWS_OF_TEXT, NOT_PERSONAL] = None
    """When it ended. Only with the status `ended`."""
    replaced_by: Annotated[Many[OfferId], NEWS_OF_TEXT, NOT_PERSONAL] = ()
    """What people can use instead."""
    aliases: Annotated[Many[Identifier], NEWS_NEVER, NOT_PERSONAL] = ()
    """Earlier ids: their addresses lead here."""
    distinct_from: Annotated[Many[OfferId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Offers it resembles but is not."""
    sensitive: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True: the page gets a quick exit."""
    sources: Annotated[Sources, NEWS_NEVER, PERSON] = ()
    """Where the facts come from: addresses or words, with the date of the source."""
    written_in: Annotated[SiteLanguage | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The language of this file's own text. Left out: the site's first."""


class Offer(OfferDraft, use_attribute_docstrings=False):
    """Something that carers can use. The text below the fields says what happens there."""

    title: Title
    summary: Summary
    status: OfferStatus
    organisations: Annotated[Many[OrganisationId], Field(min_length=1)]
    coverage: Annotated[Many[CoverageId], Field(min_length=1)]
    audiences: Annotated[Many[AudienceId], Field(min_length=1)]
    needs: Annotated[Many[NeedId], Field(min_length=1)]
    formats: Annotated[Many[FormatId], Field(min_length=1)]


class Move(Fields):
    """One occurrence that takes place at another time."""

    from_: Annotated[When, NEWS_NEVER, NOT_PERSONAL] = Field(alias="from")
    """When it was to be."""
    to: Annotated[When, NEWS_NEVER, NOT_PERSONAL]
    """When it is instead."""


class EventDraft(Fields):
    """An event as far as it could be read."""

    title: Annotated[Title | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What it is called."""
    summary: Annotated[Summary | None, NEWS_NEVER, PERSON] = None
    """What happens, in a sentence or two."""
    offer: Annotated[OfferId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The offer it belongs to, which gives everything left out here."""
    starts: Annotated[When | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When it begins; a date alone is a whole day."""
    ends: Annotated[When | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When it ends, or the last day."""
    duration_minutes: Annotated[Positive | None, NEWS_NEVER, NOT_PERSONAL] = None
    """How long it lasts, instead of `ends`."""
    dates: Annotated[Many[When], NEWS_NEVER, NOT_PERSONAL] = ()
    """Further starts. A date alone means the time of day of `starts`."""
    repeat: Annotated[Repeat | None, NEWS_NEVER, NOT_PERSONAL] = None
    """How it repeats."""
    repeat_every: Annotated[Positive, NEWS_NEVER, NOT_PERSONAL] = 1
    """Every how many days, weeks, months or years."""
    repeat_on: Annotated[Many[RepeatDay], NEWS_NEVER, NOT_PERSONAL] = ()
    """The days it repeats on; `starts` must fit them."""
    repeat_until: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The last day it may fall on."""
    repeat_count: Annotated[Positive | None, NEWS_NEVER, NOT_PERSONAL] = None
    """How many times, counting the start and skipped dates, instead of `repeat_until`."""
    skip: Annotated[Many[When], NEWS_NEVER, NOT_PERSONAL] = ()
    """Dates on which it does not take place, and is not shown."""
    skip_holidays: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True: it does not take place on public holidays, 24 and 31 December, but for those that are cancelled or
    moved."""
    cancelled: Annotated[Many[When], NEWS_NEVER, NOT_PERSONAL] = ()
    """Dates that are shown as cancelled."""
    moved: Annotated[Many[Move], NEWS_NEVER, NOT_PERSONAL] = ()
    """Dates that take place at another time."""
    places: Annotated[Many[PlaceId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Where it is."""
    online_url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where to follow it from home."""
    organisations: Annotated[Many[OrganisationId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Who holds it. Required without an offer."""
    coverage: Annotated[Many[CoverageId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Who may come: municipalities, areas, or `norge`. Required without an offer."""
    audiences: Annotated[Many[AudienceId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Whom it is for."""
    needs: Annotated[Many[NeedId], NEWS_NEVER, NOT_PERSONAL] = ()
    """What it helps with."""
    formats: Annotated[Many[FormatId], NEWS_NEVER, NOT_PERSONAL] = ()
    """How it is given."""
    contacts: Annotated[Many[ContactId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Whom to ask."""
    phone: Annotated[Phone | None, NEWS_NEVER, PERSON] = None
    """The number to call."""
    email: Annotated[Email | None, NEWS_NEVER, PERSON] = None
    """Where to write."""
    url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its own web page."""
    registration: Annotated[Registration | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Whether people must register."""
    registration_url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where they register."""
    registration_contact: Annotated[ContactId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """With whom they register."""
    registration_by: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The last day to register."""
    cost: Annotated[Cost | None, NEWS_NEVER, NOT_PERSONAL] = None
    """`free`, or the price in words. Left out: the offer's."""
    capacity: Annotated[Positive | None, NEWS_NEVER, NOT_PERSONAL] = None
    """How many can take part."""
    status: Annotated[EventStatus, NEWS_NEVER, NOT_PERSONAL] = "scheduled"
    """Whether it takes place, and whether there is room."""
    written_in: Annotated[SiteLanguage | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The language of this file's own text. Left out: the site's first."""


class DatedEvent(EventDraft, use_attribute_docstrings=False):
    """An event whose start could be read, whatever else could not: its dates can be worked out."""

    starts: When


class Event(DatedEvent, use_attribute_docstrings=False):
    """Something that happens on given dates. What it leaves out is taken from its offer."""

    title: Title


class PageDraft(Fields):
    """An editorial page as far as it could be read."""

    title: Annotated[Title | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its heading."""
    summary: Annotated[Summary | None, NEWS_NEVER, PERSON] = None
    """What it says, in a sentence or two."""
    order: Annotated[Whole | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its place in the menu: low numbers first."""
    menu: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True: it is in the menu."""
    updated_on: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When its text was last gone through."""
    written_in: Annotated[SiteLanguage | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The language of this file's own text. Left out: the site's first."""


class Page(PageDraft, use_attribute_docstrings=False):
    """An editorial page. With the id `personvern` or `tilgjengelighet` it is shown at the top of the page made there."""

    title: Title


class PageTranslation(Fields):
    """The translatable fields in another language; what is left out falls back."""

    title: Title | None = None
    """The title in this language."""
    summary: Summary | None = None
    """The summary in this language."""


class EventTranslation(PageTranslation):
    """The translatable fields in another language; what is left out falls back."""

    cost: Cost | None = None
    """The price in this language."""


class OfferTranslation(EventTranslation):
    """The translatable fields in another language; what is left out falls back."""

    schedule: Text | None = None
    """When, in this language."""
    eligibility: Text | None = None
    """What else it takes, in this language."""
    waiting_time: Text | None = None
    """How long people wait, in this language."""
    notice: Text | None = None
    """The notice in this language."""
    evaluation: Text | None = None
    """What was found out about it, in this language."""
    funding: Text | None = None
    """Who pays for it, in this language."""
