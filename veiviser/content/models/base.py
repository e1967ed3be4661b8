"""What all kinds of records share: ids that refer to others, closed sets of values, and the base models."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, model_validator

from veiviser.content.fields import Identifier, Ref

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
Registration: TypeAlias = Literal["none", "drop-in", "required"]


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


class Listed(Fields):
    """A record that stands in a list file and so carries its own id."""

    id: Identifier
    """How other records name this one. It becomes part of addresses, so it should never change."""
