"""The base models, and the types that all kinds of records share: references and closed sets of values."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, model_validator

from veiviser.content.fields import NEWS_NEVER, NOT_PERSONAL, Identifier, Many, Ref, Text

NATION = "norge"
# The fields by which somebody can be reached; offers, events, contacts and organisations have all of them.
CONTACT_FIELDS = ("phone", "email", "url")

# Whether a reference leads anywhere is checked in `directory/references.py`, which knows what to suggest.
MunicipalityId: TypeAlias = Annotated[Text, Ref(("municipalities",))]
AreaId: TypeAlias = Annotated[Text, Ref(("areas",))]
CoverageId: TypeAlias = Annotated[Text, Ref(("municipalities", "areas"), (NATION,))]
OrganisationId: TypeAlias = Annotated[Text, Ref(("organisations",))]
ContactId: TypeAlias = Annotated[Text, Ref(("contacts",))]
PlaceId: TypeAlias = Annotated[Text, Ref(("places",))]
OfferId: TypeAlias = Annotated[Text, Ref(("offers",))]
NeedId: TypeAlias = Annotated[Text, Ref(("needs",))]
AudienceId: TypeAlias = Annotated[Text, Ref(("audiences",))]
FormatId: TypeAlias = Annotated[Text, Ref(("formats",))]
ArenaId: TypeAlias = Annotated[Text, Ref(("arenas",))]
FocusAreaId: TypeAlias = Annotated[Text, Ref(("focus-areas",))]
ConditionId: TypeAlias = Annotated[Text, Ref(("conditions",))]
AccessibilityId: TypeAlias = Annotated[Text, Ref(("accessibility",))]

Registration: TypeAlias = Literal["none", "drop-in", "required"]
Sources: TypeAlias = Many[Text]


class Fields(BaseModel):
    """Base of all models: unknown keys are errors, and a record never changes after it is read.

    The string below a field is its description, see `content/schema.py`. A model is built when the first record of its
    kind is read, which keeps the program's start short.

    Each kind has two models. The draft has all fields; a record with faults is one, with None or empty for what could
    not be read. The sound model, derived from it, declares which fields are required.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, use_attribute_docstrings=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: object) -> object:
        """A field without a value counts as not written; an unknown one stays and is reported."""
        if not isinstance(data, dict):
            return data
        known = {info.alias or name for name, info in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}


class ListedDraft(Fields):
    """A record in a list file, with an id of its own, as far as it could be read."""

    id: Annotated[Identifier | None, NEWS_NEVER, NOT_PERSONAL] = None
    """How other records name this one. It becomes part of addresses, so it should never change."""


class Listed(ListedDraft, use_attribute_docstrings=False):
    """A record in a list file, with an id of its own."""

    id: Identifier
