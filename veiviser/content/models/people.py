"""Who runs offers, whom to reach and where to go, and what was looked for in vain."""

from typing import Literal, TypeAlias

from veiviser.content.fields import (
    Boolean,
    Date,
    Email,
    Hours,
    Identifier,
    Language,
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


class Organisation(Fields):
    """Who runs offers."""

    name: Text
    """Its name."""
    kind: OrganisationKind
    """What it is."""
    number: OrganisationNumber | None = None
    """Its number in the register of entities."""
    url: Url | None = None
    """Its web site."""
    phone: Phone | None = None
    """Where anybody can call."""
    email: Email | None = None
    """Where anybody can write."""
    areas: Many[CoverageId] = ()
    """Where it works."""
    parent: OrganisationId | None = None
    """The organisation that it is part of."""
    summary: Translated | None = None
    """What it does, in a sentence or two."""
    sources: Sources = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Contact(Fields):
    """A role or a person to reach. Needs `name` or `role`, and one of `phone`, `email` and `url`."""

    name: Text | None = None
    """The person's name. Prefer a role: named people leave."""
    role: Translated | None = None
    """What the person does, or the desk that answers."""
    organisation: OrganisationId
    """Where the person works."""
    phone: Phone | None = None
    """The number to call."""
    email: Email | None = None
    """Where to write."""
    url: Url | None = None
    """A page or a form to write through."""
    hours: Translated | None = None
    """When somebody answers, in words."""
    languages: Many[Language] = ()
    """The languages that are spoken."""
    responsibilities: Many[Identifier] = ()
    """What the person is responsible for, such as `children-as-next-of-kin`. Pages say what they have words for."""
    areas: Many[CoverageId] = ()
    """For whom: municipalities or areas."""
    verified_on: Date | None = None
    """When this was last confirmed."""
    sources: Sources = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Place(Fields):
    """Where offers are given."""

    name: Text
    """What people call it."""
    municipality: MunicipalityId
    """The municipality it lies in."""
    address: Text | None = None
    """Street and number."""
    postcode: Postcode | None = None
    """Its postcode."""
    city: Text | None = None
    """The town of the postcode."""
    latitude: Latitude | None = None
    """North of the equator. Goes with `longitude`."""
    longitude: Longitude | None = None
    """East of Greenwich. Goes with `latitude`."""
    opening_hours: Many[Hours] = ()
    """When it is open, one line for each span."""
    holidays: Literal["closed", "open"] = "closed"
    """Whether it is open on public holidays."""
    phone: Phone | None = None
    """The number of the place itself."""
    url: Url | None = None
    """Its web page."""
    accessibility: Many[AccessibilityId] = ()
    """What makes it usable for more people."""
    directions: Translated | None = None
    """How to find the door."""
    secret: Boolean = False
    """True for a place whose address nobody may know: then none may be written, as the repository may be public."""
    sources: Sources = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Survey(Fields):
    """Somebody looked, and nobody offers this here, as of a date."""

    municipality: MunicipalityId
    """Where."""
    need: NeedId
    """What was looked for."""
    audience: AudienceId | None = None
    """For whom. Left out: for anybody."""
    checked_on: Date
    """When."""
    checked_by: Text
    """Who looked: a role or an organisation."""
    note: Translated | None = None
    """What was found instead, or who was asked."""
