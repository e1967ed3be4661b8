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

    The string below a field is its description: the reference in docs/ is made of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: object) -> object:
        """A field without a value counts as not written; an unknown one stays and is reported."""
        if not isinstance(data, dict):
            return data
        known = {info.alias or name for name, info in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}


def takes_many(model: type[Fields], field: str) -> bool:
    """Whether a field holds a list."""
    return str(model.model_fields[field].annotation).startswith("tuple")


class Listed(Fields):
    """A record that stands in a list file and so carries its own id."""

    id: Identifier
    """How other records name this one. It becomes part of addresses, so it should never change."""
