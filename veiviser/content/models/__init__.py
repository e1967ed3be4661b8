"""The content contract: one small typed model a kind, and the table of kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from veiviser.content.models.base import NATION, Fields, Listed, takes_many
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
    "KINDS",
    "NATION",
    "ONE_OF",
    "Accessibility",
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
    "takes_many",
]


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


def kind_of(path: str) -> tuple[str, Kind] | None:
    """The kind whose place this is; editorial pages lie directly in their folder, other records at any depth."""
    for name, kind in KINDS.items():
        if path == kind.path:
            return name, kind
        if path.startswith(kind.path) and kind.shape in ("yaml", "md") and path.endswith("." + kind.shape):
            return None if name == "pages" and "/" in path.removeprefix(kind.path) else (name, kind)
    return None


def model_of(path: str, kind: Kind) -> type[Fields]:
    """The model of the records in a file of this kind: that of translations for one with a language in its name."""
    language = PurePosixPath(path).stem.partition(".")[2]
    return kind.translation if kind.translation and language in SITE_LANGUAGES else kind.model
