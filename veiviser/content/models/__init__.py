"""The content contract: a small typed model for each kind, and the table of kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, Literal, TypeAlias, TypeVar

from veiviser.content.models.base import CONTACT_FIELDS, NATION, Fields, Listed, ListedDraft
from veiviser.content.models.lists import (
    Accessibility,
    AccessibilityDraft,
    Area,
    AreaDraft,
    Audience,
    AudienceDraft,
    Condition,
    ConditionDraft,
    CrisisLine,
    CrisisLineDraft,
    FocusArea,
    FocusAreaDraft,
    Format,
    FormatDraft,
    Municipality,
    MunicipalityDraft,
    Need,
    NeedDraft,
    Site,
    SiteDraft,
    Term,
    TermDraft,
    Word,
    WordDraft,
)
from veiviser.content.models.offers import (
    DatedEvent,
    Event,
    EventDraft,
    EventTranslation,
    Move,
    Offer,
    OfferDraft,
    OfferTranslation,
    Page,
    PageDraft,
    PageTranslation,
)
from veiviser.content.models.people import (
    Contact,
    ContactDraft,
    Organisation,
    OrganisationDraft,
    Place,
    PlaceDraft,
    Survey,
    SurveyDraft,
)
from veiviser.language.languages import SITE_LANGUAGES

__all__ = [
    "AREAS",
    "CONTACTS",
    "CONTACT_FIELDS",
    "CRISIS",
    "DICTIONARY",
    "EVENTS",
    "KINDS",
    "MUNICIPALITIES",
    "NATION",
    "OFFERS",
    "ONE_OF",
    "ORGANISATIONS",
    "PAGES",
    "PLACES",
    "SITE",
    "SURVEYS",
    "Accessibility",
    "AccessibilityDraft",
    "AnyKind",
    "Area",
    "AreaDraft",
    "Audience",
    "AudienceDraft",
    "Condition",
    "ConditionDraft",
    "Contact",
    "ContactDraft",
    "CrisisLine",
    "CrisisLineDraft",
    "DatedEvent",
    "Event",
    "EventDraft",
    "EventTranslation",
    "Fields",
    "FocusArea",
    "FocusAreaDraft",
    "Format",
    "FormatDraft",
    "Kind",
    "Listed",
    "ListedDraft",
    "Move",
    "Municipality",
    "MunicipalityDraft",
    "Need",
    "NeedDraft",
    "Offer",
    "OfferDraft",
    "OfferTranslation",
    "Organisation",
    "OrganisationDraft",
    "Page",
    "PageDraft",
    "PageTranslation",
    "Place",
    "PlaceDraft",
    "Site",
    "SiteDraft",
    "Survey",
    "SurveyDraft",
    "Term",
    "TermDraft",
    "Word",
    "WordDraft",
    "kind_of",
    "model_of",
]


D_co = TypeVar("D_co", bound=Fields, covariant=True)
M_co = TypeVar("M_co", bound=Fields, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[D_co, M_co]):
    """A kind of records, and the typed key to them in `Content`.

    `draft` is the model of records that may have faults, `model` that of records without. `shape`: one record in a
    file, a list of records in a file, or a folder with a YAML or Markdown file for each.
    """

    name: str
    path: str
    draft: type[D_co]
    model: type[M_co]
    shape: Literal["one", "list", "yaml", "md"]
    required: bool = False
    translation: type[Fields] | None = None


AnyKind: TypeAlias = Kind[Fields, Fields]

SITE = Kind(name="site", path="content/site.yaml", draft=SiteDraft, model=Site, shape="one", required=True)
MUNICIPALITIES = Kind(
    name="municipalities",
    path="content/municipalities.yaml",
    draft=MunicipalityDraft,
    model=Municipality,
    shape="list",
    required=True,
)
AREAS = Kind(name="areas", path="content/areas.yaml", draft=AreaDraft, model=Area, shape="list", required=True)
CRISIS = Kind(
    name="crisis", path="content/crisis.yaml", draft=CrisisLineDraft, model=CrisisLine, shape="list", required=True
)
DICTIONARY = Kind(name="dictionary", path="content/dictionary.yaml", draft=WordDraft, model=Word, shape="list")
ORGANISATIONS = Kind(
    name="organisations", path="content/organisations/", draft=OrganisationDraft, model=Organisation, shape="yaml"
)
CONTACTS = Kind(name="contacts", path="content/contacts/", draft=ContactDraft, model=Contact, shape="yaml")
PLACES = Kind(name="places", path="content/places/", draft=PlaceDraft, model=Place, shape="yaml")
OFFERS = Kind(
    name="offers", path="content/offers/", draft=OfferDraft, model=Offer, shape="md", translation=OfferTranslation
)
EVENTS = Kind(
    name="events", path="content/events/", draft=EventDraft, model=Event, shape="md", translation=EventTranslation
)
PAGES = Kind(name="pages", path="content/pages/", draft=PageDraft, model=Page, shape="md", translation=PageTranslation)
SURVEYS = Kind(name="surveys", path="content/surveys/", draft=SurveyDraft, model=Survey, shape="yaml")


def _vocabulary(
    name: str, draft: type[TermDraft], model: type[Term], *, required: bool = False
) -> Kind[TermDraft, Term]:
    return Kind(
        name=name, path=f"content/vocabulary/{name}.yaml", draft=draft, model=model, shape="list", required=required
    )


_ALL: tuple[AnyKind, ...] = (
    SITE,
    MUNICIPALITIES,
    AREAS,
    CRISIS,
    DICTIONARY,
    _vocabulary("needs", NeedDraft, Need, required=True),
    _vocabulary("audiences", AudienceDraft, Audience, required=True),
    _vocabulary("formats", FormatDraft, Format, required=True),
    _vocabulary("arenas", TermDraft, Term),
    _vocabulary("focus-areas", FocusAreaDraft, FocusArea),
    _vocabulary("conditions", ConditionDraft, Condition),
    _vocabulary("accessibility", AccessibilityDraft, Accessibility),
    ORGANISATIONS,
    CONTACTS,
    PLACES,
    OFFERS,
    EVENTS,
    PAGES,
    SURVEYS,
)
KINDS: Mapping[str, AnyKind] = {kind.name: kind for kind in _ALL}

# Kinds by the name of one record, as people type it on the command line.
ONE_OF: Mapping[str, str] = {
    "offer": "offers",
    "event": "events",
    "page": "pages",
    "organisation": "organisations",
    "contact": "contacts",
    "place": "places",
    "survey": "surveys",
    "municipality": "municipalities",
    "area": "areas",
    "need": "needs",
    "audience": "audiences",
    "format": "formats",
    "arena": "arenas",
    "focus-area": "focus-areas",
    "condition": "conditions",
    "accessibility": "accessibility",
    "crisis-line": "crisis",
    "word": "dictionary",
}


def kind_of(path: str) -> tuple[str, AnyKind] | None:
    """The kind that a path belongs to; editorial pages are directly in their folder, other records at any depth."""
    for name, kind in KINDS.items():
        if path == kind.path:
            return name, kind
        if path.startswith(kind.path) and kind.shape in ("yaml", "md") and path.endswith("." + kind.shape):
            return None if name == "pages" and "/" in path.removeprefix(kind.path) else (name, kind)
    return None


def model_of(path: str, kind: AnyKind) -> type[Fields]:
    """The model of the records in a file of this kind; the model of translations for a file with a language in its
    name.
    """
    language = PurePosixPath(path).stem.partition(".")[2]
    return kind.translation if kind.translation and language in SITE_LANGUAGES else kind.model
