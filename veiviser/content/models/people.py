"""Organisations, contacts and places, and surveys of what is not offered."""

from typing import Annotated, Literal, TypeAlias

from veiviser.content.fields import (
    NEWS_NEVER,
    NOT_PERSONAL,
    PERSON,
    WHEREABOUTS,
    Boolean,
    Date,
    Email,
    Hours,
    Identifier,
    LanguageCode,
    Latitude,
    Longitude,
    Many,
    OrganisationNumber,
    Phone,
    Postcode,
    Text,
    Translated,
    Url,
)
from veiviser.content.models.base import (
    AccessibilityId,
    AudienceId,
    CoverageId,
    Fields,
    MunicipalityId,
    NeedId,
    OrganisationId,
    Sources,
)

OrganisationKind: TypeAlias = Literal[
    "municipality", "county", "health-trust", "voluntary", "user-led", "competence-centre", "private", "state"
]
OnHolidays: TypeAlias = Literal["closed", "open"]


class OrganisationDraft(Fields):
    """An organisation as far as it could be read."""

    name: Annotated[Text | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its name."""
    kind: Annotated[OrganisationKind | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What it is."""
    number: Annotated[OrganisationNumber | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its number in the register of entities."""
    url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its web site."""
    phone: Annotated[Phone | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where anybody can call."""
    email: Annotated[Email | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where anybody can write."""
    areas: Annotated[Many[CoverageId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Where it works."""
    parent: Annotated[OrganisationId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The organisation that it is part of."""
    summary: Annotated[Translated | None, NEWS_NEVER, PERSON] = None
    """What it does, in a sentence or two."""
    sources: Annotated[Sources, NEWS_NEVER, PERSON] = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Organisation(OrganisationDraft, use_attribute_docstrings=False):
    """Who runs offers."""

    name: Text
    kind: OrganisationKind


class ContactDraft(Fields):
    """A contact as far as it could be read."""

    name: Annotated[Text | None, NEWS_NEVER, PERSON] = None
    """The person's name. Prefer a role: named people leave."""
    role: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What the person does, or the desk that answers."""
    organisation: Annotated[OrganisationId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where the person works."""
    phone: Annotated[Phone | None, NEWS_NEVER, PERSON] = None
    """The number to call."""
    email: Annotated[Email | None, NEWS_NEVER, PERSON] = None
    """Where to write."""
    url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """A page or a form to write through."""
    hours: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When somebody answers, in words."""
    languages: Annotated[Many[LanguageCode], NEWS_NEVER, NOT_PERSONAL] = ()
    """The languages that are spoken."""
    responsibilities: Annotated[Many[Identifier], NEWS_NEVER, NOT_PERSONAL] = ()
    """What the person is responsible for, such as `children-as-next-of-kin`. Pages say what they have words for."""
    areas: Annotated[Many[CoverageId], NEWS_NEVER, NOT_PERSONAL] = ()
    """For whom: municipalities or areas."""
    verified_on: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When this was last confirmed."""
    sources: Annotated[Sources, NEWS_NEVER, PERSON] = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Contact(ContactDraft, use_attribute_docstrings=False):
    """A role or a person to reach. Needs `name` or `role`, and one of `phone`, `email` and `url`."""

    organisation: OrganisationId


class PlaceDraft(Fields):
    """A place as far as it could be read."""

    name: Annotated[Text | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What people call it."""
    municipality: Annotated[MunicipalityId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The municipality it is in."""
    address: Annotated[Text | None, NEWS_NEVER, WHEREABOUTS] = None
    """Street and number."""
    postcode: Annotated[Postcode | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its postcode."""
    city: Annotated[Text | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The town of the postcode."""
    latitude: Annotated[Latitude | None, NEWS_NEVER, WHEREABOUTS] = None
    """North of the equator. Goes with `longitude`."""
    longitude: Annotated[Longitude | None, NEWS_NEVER, WHEREABOUTS] = None
    """East of Greenwich. Goes with `latitude`."""
    opening_hours: Annotated[Many[Hours], NEWS_NEVER, NOT_PERSONAL] = ()
    """When it is open, one line for each span."""
    holidays: Annotated[OnHolidays, NEWS_NEVER, NOT_PERSONAL] = "closed"
    """Whether it is open on public holidays."""
    phone: Annotated[Phone | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The number of the place itself."""
    url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its web page."""
    accessibility: Annotated[Many[AccessibilityId], NEWS_NEVER, NOT_PERSONAL] = ()
    """What makes it usable for more people."""
    directions: Annotated[Translated | None, NEWS_NEVER, WHEREABOUTS] = None
    """How to find the door."""
    secret: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True for a place whose address nobody may know: then none may be written, as the repository may be public."""
    sources: Annotated[Sources, NEWS_NEVER, PERSON] = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Place(PlaceDraft, use_attribute_docstrings=False):
    """Where offers are given."""

    name: Text
    municipality: MunicipalityId


class SurveyDraft(Fields):
    """A survey as far as it could be read."""

    municipality: Annotated[MunicipalityId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where."""
    need: Annotated[NeedId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What was looked for."""
    audience: Annotated[AudienceId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """For whom. Left out: for anybody."""
    checked_on: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When."""
    checked_by: Annotated[Text | None, NEWS_NEVER, PERSON] = None
    """Who looked: a role or an organisation."""
    note: Annotated[Translated | None, NEWS_NEVER, PERSON] = None
    """What was found instead, or who was asked."""


class Survey(SurveyDraft, use_attribute_docstrings=False):
    """Somebody looked, and nobody offers this here, as of a date."""

    municipality: MunicipalityId
    need: NeedId
    checked_on: Date
    checked_by: Text
