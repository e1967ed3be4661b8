"""The content contract: one small typed model a kind, and the table of kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from veiviser.content.fields import (
    Boolean,
    Colour,
    Contract,
    Date,
    DateOrLess,
    Email,
    Hours,
    Identifier,
    Language,
    Latitude,
    Longitude,
    Many,
    MunicipalityNumber,
    OrganisationNumber,
    Phone,
    Positive,
    Postcode,
    Postcodes,
    Ref,
    RepeatDay,
    SecurityContact,
    Summary,
    Text,
    TimeZone,
    Title,
    Translated,
    Untyped,
    Url,
    UrlTemplate,
    When,
    Whole,
)

NATION = "norge"

MunicipalityId: TypeAlias = Annotated[Identifier, Ref(("municipalities",))]
AreaId: TypeAlias = Annotated[Identifier, Ref(("areas",))]
CoverageId: TypeAlias = Annotated[Identifier, Ref(("municipalities", "areas"), (NATION,))]
OrganisationId: TypeAlias = Annotated[Identifier, Ref(("organisations",))]
ContactId: TypeAlias = Annotated[Identifier, Ref(("contacts",))]
PlaceId: TypeAlias = Annotated[Identifier, Ref(("places",))]
OfferId: TypeAlias = Annotated[Identifier, Ref(("offers",))]
NeedId: TypeAlias = Annotated[Identifier, Ref(("needs",))]
AudienceId: TypeAlias = Annotated[Identifier, Ref(("audiences",))]
FormatId: TypeAlias = Annotated[Identifier, Ref(("formats",))]
ArenaId: TypeAlias = Annotated[Identifier, Ref(("arenas",))]
FocusAreaId: TypeAlias = Annotated[Identifier, Ref(("focus-areas",))]
ConditionId: TypeAlias = Annotated[Identifier, Ref(("conditions",))]
AccessibilityId: TypeAlias = Annotated[Identifier, Ref(("accessibility",))]

SiteLanguage: TypeAlias = Literal["nb", "nn", "en", "se"]
OfferStatus: TypeAlias = Literal["planned", "pilot", "active", "paused", "ended"]
EventStatus: TypeAlias = Literal["scheduled", "cancelled", "full"]
Registration: TypeAlias = Literal["none", "drop-in", "required"]
Referral: TypeAlias = Literal["none", "required"]
OrganisationKind: TypeAlias = Literal[
    "municipality", "county", "health-trust", "voluntary", "user-led", "competence-centre", "private", "state"
]


class Fields(BaseModel):
    """What all kinds share: unknown keys are errors, and a record never changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: object) -> object:
        """A field without a value counts as not written; an unknown one stays and is reported."""
        if not isinstance(data, dict):
            return data
        known = {info.alias or name for name, info in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}


class Listed(Fields):
    """A record that stands in a list file and so carries its own id."""

    id: Identifier


class Site(Fields):
    contract: Contract = 1
    title: Translated
    tagline: Translated | None = None
    base_url: Url
    languages: Annotated[Many[SiteLanguage], Field(min_length=1)]
    publisher: OrganisationId
    owner_type: Literal["public", "voluntary"] = "public"
    repository: Url | None = None
    branch: Text = "main"
    review_every_days: Positive = 180
    hide_after_days: Positive | None = None
    feedback_form: UrlTemplate | None = None
    feedback_email: Email | None = None
    exit_url: Url | None = None
    timezone: TimeZone = "Europe/Oslo"
    theme_colour: Colour | None = None
    security_contact: SecurityContact | None = None
    security_expires: Date | None = None
    cms: Untyped = None
    neighbour_directories: Untyped = None


class Municipality(Listed):
    number: MunicipalityNumber
    name: Text
    county: AreaId
    language_form: Literal["nb", "nn", "neutral"] | None = None
    sami: Many[Literal["se", "sma", "smj"]] = ()
    neighbours: Many[MunicipalityId] = ()
    postcodes: Many[Postcodes] = ()
    url: Url | None = None
    valid_until: Date | None = None
    becomes: Many[MunicipalityId] = ()


class Area(Listed):
    name: Translated
    kind: Literal["county", "health-trust", "region"]
    municipalities: Many[MunicipalityId] = ()
    areas: Many[AreaId] = ()


class CrisisLine(Listed):
    name: Translated
    number: Phone
    when: Translated
    level: Literal["emergency", "urgent", "helpline"]
    audiences: Many[AudienceId] = ()
    hours: Translated | None = None
    url: Url | None = None
    source: Text
    verified_on: Date | None = None


class Term(Listed):
    name: Translated
    description: Translated | None = None
    icon: Text | None = None


class Need(Term):
    focus_area: FocusAreaId | None = None


class Audience(Term):
    children: Boolean = False
    professional: Boolean = False


class Format(Term):
    online: Boolean = False


class FocusArea(Term):
    valid_until: DateOrLess | None = None


class Condition(Term):
    broader: ConditionId | None = None


class Accessibility(Term):
    wheelchair: Boolean = False


class Word(Listed):
    preferred: Translated
    also: Many[Text] = ()
    avoid: Many[Text] = ()
    explanation: Translated | None = None


class Organisation(Fields):
    name: Text
    kind: OrganisationKind
    number: OrganisationNumber | None = None
    url: Url | None = None
    phone: Phone | None = None
    email: Email | None = None
    areas: Many[CoverageId] = ()
    parent: OrganisationId | None = None
    summary: Translated | None = None


class Contact(Fields):
    name: Text | None = None
    role: Translated | None = None
    organisation: OrganisationId
    phone: Phone | None = None
    email: Email | None = None
    url: Url | None = None
    hours: Translated | None = None
    languages: Many[Language] = ()
    responsibilities: Many[Identifier] = ()
    areas: Many[CoverageId] = ()
    verified_on: Date | None = None


class Place(Fields):
    name: Text
    municipality: MunicipalityId
    address: Text | None = None
    postcode: Postcode | None = None
    city: Text | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    opening_hours: Many[Hours] = ()
    holidays: Literal["closed", "open"] = "closed"
    phone: Phone | None = None
    url: Url | None = None
    accessibility: Many[AccessibilityId] = ()
    directions: Translated | None = None
    secret: Boolean = False


class Offer(Fields):
    title: Title
    summary: Summary
    status: OfferStatus
    organisations: Annotated[Many[OrganisationId], Field(min_length=1)]
    partners: Many[OrganisationId] = ()
    coverage: Annotated[Many[CoverageId], Field(min_length=1)]
    audiences: Annotated[Many[AudienceId], Field(min_length=1)]
    needs: Annotated[Many[NeedId], Field(min_length=1)]
    formats: Annotated[Many[FormatId], Field(min_length=1)]
    arenas: Many[ArenaId] = ()
    focus_areas: Many[FocusAreaId] = ()
    conditions: Many[ConditionId] = ()
    age_from: Whole | None = None
    age_to: Whole | None = None
    cared_for_age_from: Whole | None = None
    cared_for_age_to: Whole | None = None
    cost: Text | None = None
    registration: Registration | None = None
    registration_url: Url | None = None
    registration_contact: ContactId | None = None
    registration_by: Date | None = None
    referral: Referral | None = None
    eligibility: Text | None = None
    languages: Many[Language] = ()
    interpreter: Boolean | None = None
    accessibility: Many[AccessibilityId] = ()
    contacts: Many[ContactId] = ()
    places: Many[PlaceId] = ()
    phone: Phone | None = None
    email: Email | None = None
    url: Url | None = None
    schedule: Text | None = None
    waiting_time: Text | None = None
    capacity: Positive | None = None
    notice: Text | None = None
    notice_until: Date | None = None
    established: DateOrLess | None = None
    evaluation: Text | None = None
    funding: Text | None = None
    verified_on: Date | None = None
    verified_by: Text | None = None
    review_every_days: Positive | None = None
    starts_on: DateOrLess | None = None
    ends_on: DateOrLess | None = None
    ended_on: DateOrLess | None = None
    replaced_by: Many[OfferId] = ()
    aliases: Many[Identifier] = ()
    distinct_from: Many[OfferId] = ()
    sensitive: Boolean = False
    sources: Many[Text] = ()
    written_in: SiteLanguage | None = None


class Move(Fields):
    """One occurrence that takes place at another time."""

    from_: When = Field(alias="from")
    to: When


class Event(Fields):
    title: Title
    summary: Summary | None = None
    offer: OfferId | None = None
    starts: When
    ends: When | None = None
    duration_minutes: Positive | None = None
    dates: Many[When] = ()
    repeat: Literal["daily", "weekly", "monthly", "yearly"] | None = None
    repeat_every: Positive = 1
    repeat_on: Many[RepeatDay] = ()
    repeat_until: Date | None = None
    repeat_count: Positive | None = None
    skip: Many[When] = ()
    skip_holidays: Boolean = False
    cancelled: Many[When] = ()
    moved: Many[Move] = ()
    places: Many[PlaceId] = ()
    online_url: Url | None = None
    organisations: Many[OrganisationId] = ()
    coverage: Many[CoverageId] = ()
    audiences: Many[AudienceId] = ()
    needs: Many[NeedId] = ()
    formats: Many[FormatId] = ()
    contacts: Many[ContactId] = ()
    phone: Phone | None = None
    email: Email | None = None
    url: Url | None = None
    registration: Registration | None = None
    registration_url: Url | None = None
    registration_contact: ContactId | None = None
    registration_by: Date | None = None
    cost: Text | None = None
    capacity: Positive | None = None
    status: EventStatus = "scheduled"
    written_in: SiteLanguage | None = None


class Page(Fields):
    title: Title
    summary: Summary | None = None
    order: Whole | None = None
    menu: Boolean = False
    updated_on: Date | None = None
    written_in: SiteLanguage | None = None


class Survey(Fields):
    municipality: MunicipalityId
    need: NeedId
    audience: AudienceId | None = None
    checked_on: Date
    checked_by: Text
    note: Translated | None = None


class PageTranslation(Fields):
    """The translatable fields of a page in another language; what is left out falls back."""

    title: Title | None = None
    summary: Summary | None = None


class EventTranslation(PageTranslation):
    cost: Text | None = None


class OfferTranslation(EventTranslation):
    schedule: Text | None = None
    eligibility: Text | None = None
    notice: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`shape`: one record in one file, a list of records in one, or a YAML or Markdown file each below a folder."""

    path: str
    model: type[Fields]
    shape: Literal["one", "list", "yaml", "md"]
    required: bool = False
    translation: type[Fields] | None = None


_LISTS: Mapping[str, type[Fields]] = {
    "municipalities": Municipality,
    "areas": Area,
    "crisis": CrisisLine,
    "dictionary": Word,
}
_VOCABULARY: Mapping[str, type[Fields]] = {
    "needs": Need,
    "audiences": Audience,
    "formats": Format,
    "arenas": Term,
    "focus-areas": FocusArea,
    "conditions": Condition,
    "accessibility": Accessibility,
}
_REQUIRED = {"municipalities", "areas", "crisis", "needs", "audiences", "formats"}

KINDS: Mapping[str, Kind] = {
    "site": Kind(path="content/site.yaml", model=Site, shape="one", required=True),
    **{
        name: Kind(path=f"content/{name}.yaml", model=model, shape="list", required=name in _REQUIRED)
        for name, model in _LISTS.items()
    },
    **{
        name: Kind(path=f"content/vocabulary/{name}.yaml", model=model, shape="list", required=name in _REQUIRED)
        for name, model in _VOCABULARY.items()
    },
    "organisations": Kind(path="content/organisations/", model=Organisation, shape="yaml"),
    "contacts": Kind(path="content/contacts/", model=Contact, shape="yaml"),
    "places": Kind(path="content/places/", model=Place, shape="yaml"),
    "offers": Kind(path="content/offers/", model=Offer, shape="md", translation=OfferTranslation),
    "events": Kind(path="content/events/", model=Event, shape="md", translation=EventTranslation),
    "pages": Kind(path="content/pages/", model=Page, shape="md", translation=PageTranslation),
    "surveys": Kind(path="content/surveys/", model=Survey, shape="yaml"),
}
