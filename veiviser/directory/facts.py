"""Facts: the fields of each kind of record that the directory holds unchanged.

Fields that refer to other records, or hold words in several languages, are in the types of `directory/model.py`. A test
checks that the two have no field in common, and that together they match the content models. Ids that are never
resolved are facts.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from veiviser.content.fields import LooseDate, Moment, OpeningHours
from veiviser.content.models import Fields, Move
from veiviser.content.models.base import Registration
from veiviser.content.models.lists import LanguageForm, Level, SamiLanguage
from veiviser.content.models.offers import EventStatus, OfferStatus, Referral, Repeat
from veiviser.content.models.people import OnHolidays, OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFacts:
    number: str
    language_form: LanguageForm | None
    sami: tuple[SamiLanguage, ...]
    postcodes: tuple[tuple[str, str], ...]
    url: str | None
    valid_until: dt.date | None
    becomes: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFacts:
    kind: OrganisationKind
    number: str | None
    url: str | None
    phone: str | None
    email: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    name: str | None
    phone: str | None
    email: str | None
    url: str | None
    languages: tuple[str, ...]
    responsibilities: tuple[str, ...]
    verified_on: dt.date | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    address: str | None
    postcode: str | None
    city: str | None
    latitude: float | None
    longitude: float | None
    opening_hours: tuple[OpeningHours, ...]
    holidays: OnHolidays
    phone: str | None
    url: str | None
    secret: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    status: OfferStatus
    age_from: int | None
    age_to: int | None
    cared_for_age_from: int | None
    cared_for_age_to: int | None
    registration: Registration | None
    registration_url: str | None
    registration_by: dt.date | None
    referral: Referral | None
    languages: tuple[str, ...]
    interpreter: bool | None
    phone: str | None
    email: str | None
    url: str | None
    capacity: int | None
    notice_until: dt.date | None
    established: LooseDate | None
    verified_on: dt.date | None
    verified_by: str | None
    review_every_days: int | None
    starts_on: LooseDate | None
    ends_on: LooseDate | None
    ended_on: LooseDate | None
    replaced_by: tuple[str, ...]
    aliases: tuple[str, ...]
    distinct_from: tuple[str, ...]
    sensitive: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    starts: Moment
    ends: Moment | None
    duration_minutes: int | None
    dates: tuple[Moment, ...]
    repeat: Repeat | None
    repeat_every: int
    repeat_on: tuple[str, ...]
    repeat_until: dt.date | None
    repeat_count: int | None
    skip: tuple[Moment, ...]
    skip_holidays: bool
    cancelled: tuple[Moment, ...]
    moved: tuple[Move, ...]
    online_url: str | None
    phone: str | None
    email: str | None
    url: str | None
    capacity: int | None
    status: EventStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    order: int | None
    menu: bool
    updated_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFacts:
    municipality: str
    need: str
    audience: str | None
    checked_on: dt.date
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisLineFacts:
    number: str
    level: Level
    url: str | None
    source: str
    verified_on: dt.date | None


F = TypeVar(
    "F",
    MunicipalityFacts,
    OrganisationFacts,
    ContactFacts,
    PlaceFacts,
    OfferFacts,
    EventFacts,
    PageFacts,
    SurveyFacts,
    CrisisLineFacts,
)


def facts_of(kind: type[F], record: Fields) -> F:
    """The facts of a record. Precondition: `kind` belongs to the record's model."""
    return kind(**{field.name: getattr(record, field.name) for field in dataclasses.fields(kind)})
