"""What all kinds of records share: ids that refer to others, closed sets of values, and the base models."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, model_validator

from veiviser.content.fields import Identifier, Many, Ref, Text

NATION = "norge"

# What a reference may be is decided where it is proved: there it is known what may have been meant.
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
    """Unknown keys are errors, and a record never changes once it is read.

    The string below a field is its description: see `veiviser/content/schema.py`. A model is built when the first
    record of its kind is read, which keeps the start of the program short.

    Each kind has two models. The draft has all fields, and is what a record with faults becomes: what could not be read
    is None or empty in it. The sound one, below it, says which fields are required.
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
    """A record that stands in a list file and so carries its own id, as far as it could be read."""

    id: Identifier | None = None
    """How other records name this one. It becomes part of addresses, so it should never change."""


class Listed(ListedDraft, use_attribute_docstrings=False):
    """A record that stands in a list file and so carries its own id."""

    id: Identifier
