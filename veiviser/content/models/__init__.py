"""The content contract: one small typed model a kind, and the table of kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, Literal, TypeAlias, TypeVar

from veiviser.content.models.base import NATION, Fields, Listed
from veiviser.content.models.lists import (
    Accessibility,
    Area,
    Audience,
    Condition,
    CrisisLine,
    FocusArea,
    Format,
    Municipality,
    Need,
    Site,
    Term,
    Word,
)
from veiviser.content.models.offers import (
    Event,
    EventTranslation,
    Move,
    Offer,
    OfferTranslation,
    Page,
    PageTranslation,
)
from veiviser.content.models.people import Contact, Organisation, Place, Survey
from veiviser.languages import SITE_LANGUAGES

__all__ = [
    "AREAS",
    "CONTACTS",
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
    "AnyKind",
    "Area",
    "Audience",
    "Condition",
    "Contact",
    "CrisisLine",
    "Event",
    "EventTranslation",
    "Fields",
    "FocusArea",
    "Format",
    "Kind",
    "Listed",
    "Move",
    "Municipality",
    "Need",
    "Offer",
    "OfferTranslation",
    "Organisation",
    "Page",
    "PageTranslation",
    "Place",
    "Site",
    "Survey",
    "Term",
    "Word",
    "kind_of",
    "model_of",
]


M_co = TypeVar("M_co", bound=Fields, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[M_co]):
    """A kind of records, and the key to them in `Content`, which then knows their model.

    `shape`: one record in one file, a list of records in one, or a YAML or Markdown file each below a folder.
    """

    name: str
    path: str
    model: type[M_co]
    shape: Literal["one", "list", "yaml", "md"]
    required: bool = False
    translation: type[Fields] | None = None


AnyKind: TypeAlias = Kind[Fields]

SITE = Kind(name="site", path="content/site.yaml", model=Site, shape="one", required=True)
MUNICIPALITIES = Kind(
    name="municipalities", path="content/municipalities.yaml", model=Municipality, shape="list", required=True
)
AREAS = Kind(name="areas", path="content/areas.yaml", model=Area, shape="list", required=True)
CRISIS = Kind(name="crisis", path="content/crisis.yaml", model=CrisisLine, shape="list", required=True)
DICTIONARY = Kind(name="dictionary", path="content/dictionary.yaml", model=Word, shape="list")
ORGANISATIONS = Kind(name="organisations", path="content/organisations/", model=Organisation, shape="yaml")
CONTACTS = Kind(name="contacts", path="content/contacts/", model=Contact, shape="yaml")
PLACES = Kind(name="places", path="content/places/", model=Place, shape="yaml")
OFFERS = Kind(name="offers", path="content/offers/", model=Offer, shape="md", translation=OfferTranslation)
EVENTS = Kind(name="events", path="content/events/", model=Event, shape="md", translation=EventTranslation)
PAGES = Kind(name="pages", path="content/pages/", model=Page, shape="md", translation=PageTranslation)
SURVEYS = Kind(name="surveys", path="content/surveys/", model=Survey, shape="yaml")


def _vocabulary(name: str, model: type[Term], *, required: bool = False) -> Kind[Term]:
    return Kind(name=name, path=f"content/vocabulary/{name}.yaml", model=model, shape="list", required=required)


_ALL: tuple[AnyKind, ...] = (
    SITE,
    MUNICIPALITIES,
    AREAS,
    CRISIS,
    DICTIONARY,
    _vocabulary("needs", Need, required=True),
    _vocabulary("audiences", Audience, required=True),
    _vocabulary("formats", Format, required=True),
    _vocabulary("arenas", Term),
    _vocabulary("focus-areas", FocusArea),
    _vocabulary("conditions", Condition),
    _vocabulary("accessibility", Accessibility),
    ORGANISATIONS,
    CONTACTS,
    PLACES,
    OFFERS,
    EVENTS,
    PAGES,
    SURVEYS,
)
KINDS: Mapping[str, AnyKind] = {kind.name: kind for kind in _ALL}

# By what one record is called where people name a kind: on the command line.
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
    """The kind whose place this is; editorial pages lie directly in their folder, other records at any depth."""
    for name, kind in KINDS.items():
        if path == kind.path:
            return name, kind
        if path.startswith(kind.path) and kind.shape in ("yaml", "md") and path.endswith("." + kind.shape):
            return None if name == "pages" and "/" in path.removeprefix(kind.path) else (name, kind)
    return None


def model_of(path: str, kind: AnyKind) -> type[Fields]:
    """The model of the records in a file of this kind: that of translations for one with a language in its name."""
    language = PurePosixPath(path).stem.partition(".")[2]
    return kind.translation if kind.translation and language in SITE_LANGUAGES else kind.model
