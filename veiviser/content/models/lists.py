"""The site's settings and the records in list files: municipalities, areas, crisis lines, terms, words."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from veiviser.content.fields import (
    NEWS_NEVER,
    NOT_PERSONAL,
    PERSON,
    BaseUrl,
    Boolean,
    Colour,
    Contract,
    Date,
    DateOrLess,
    Email,
    Many,
    MunicipalityNumber,
    Phone,
    Positive,
    Postcodes,
    SecurityContact,
    Text,
    TimeZone,
    Translated,
    Untyped,
    Url,
    UrlTemplate,
)
from veiviser.content.models.base import (
    AreaId,
    AudienceId,
    ConditionId,
    Fields,
    FocusAreaId,
    Listed,
    ListedDraft,
    MunicipalityId,
    OrganisationId,
    Sources,
)
from veiviser.content.parse import CONTRACT
from veiviser.language.languages import SiteLanguage

LanguageForm: TypeAlias = Literal["nb", "nn", "neutral"]
SamiLanguage: TypeAlias = Literal["se", "sma", "smj"]
Level: TypeAlias = Literal["emergency", "urgent", "helpline"]


class SiteDraft(Fields):
    """The region's settings as far as they could be read."""

    contract: Annotated[Contract, NEWS_NEVER, NOT_PERSONAL] = CONTRACT
    """The version of this contract that the content follows."""
    title: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What the directory is called."""
    tagline: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """One sentence below the title: whom the directory is for."""
    base_url: Annotated[BaseUrl | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where the site is published; it may carry a path."""
    languages: Annotated[Many[SiteLanguage], NEWS_NEVER, NOT_PERSONAL] = ()
    """The languages of the site. The first is the default, and the one that plain text is written in."""
    publisher: Annotated[OrganisationId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Who is responsible for the directory."""
    owner_type: Annotated[Literal["public", "voluntary"], NEWS_NEVER, NOT_PERSONAL] = "public"
    """Whether the publisher is a public body or a voluntary one: their accessibility statements differ."""
    repository: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where the content is kept, so that pages can link to their file."""
    branch: Annotated[Text, NEWS_NEVER, NOT_PERSONAL] = "main"
    """The branch of the repository that is published."""
    review_every_days: Annotated[Positive, NEWS_NEVER, NOT_PERSONAL] = 180
    """After how many days an offer is to be confirmed again with its owner."""
    hide_after_days: Annotated[Positive | None, NEWS_NEVER, NOT_PERSONAL] = None
    """After how many days without confirmation an offer is left out of lists, search and feeds. Left out: never."""
    feedback_form: Annotated[UrlTemplate | None, NEWS_NEVER, NOT_PERSONAL] = None
    """A form for reporting faults; `{id}` and `{title}` in the address become those of the offer."""
    feedback_email: Annotated[Email | None, NEWS_NEVER, PERSON] = None
    """Where people can write when something in the directory is wrong."""
    exit_url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Where the quick exit on sensitive pages leads."""
    timezone: Annotated[TimeZone, NEWS_NEVER, NOT_PERSONAL] = "Europe/Oslo"
    """The time zone that all times of the content are in."""
    theme_colour: Annotated[Colour | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The region's colour, for links, buttons and the header's line."""
    security_contact: Annotated[SecurityContact | None, NEWS_NEVER, PERSON] = None
    """Whom to tell about a security fault. Goes with `security_expires`: without both there is no security.txt."""
    security_expires: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The last day on which `security_contact` holds."""
    cms: Annotated[Untyped, NEWS_NEVER, NOT_PERSONAL] = None
    """Reserved."""
    neighbour_directories: Annotated[Untyped, NEWS_NEVER, NOT_PERSONAL] = None
    """Reserved."""


class Site(SiteDraft, use_attribute_docstrings=False):
    """The region's settings."""

    title: Translated
    base_url: BaseUrl
    languages: Annotated[Many[SiteLanguage], Field(min_length=1)]
    publisher: OrganisationId


class MunicipalityDraft(ListedDraft):
    """A municipality as far as it could be read."""

    number: Annotated[MunicipalityNumber | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its official number."""
    name: Annotated[Text | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its name. Where others have the same, the site shows the county behind it."""
    county: Annotated[AreaId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The county it is in: an area of that kind. A county's own list of municipalities must agree."""
    language_form: Annotated[LanguageForm | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The written Norwegian that it has chosen."""
    sami: Annotated[Many[SamiLanguage], NEWS_NEVER, NOT_PERSONAL] = ()
    """The Sámi languages that are official in it."""
    neighbours: Annotated[Many[MunicipalityId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Municipalities that border on it. Naming a neighbour in one of the two is enough."""
    postcodes: Annotated[Many[Postcodes], NEWS_NEVER, NOT_PERSONAL] = ()
    """Its postcodes. One that is in several municipalities is listed in each: visitors choose."""
    url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its web site."""
    valid_until: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The last day it existed, when it has merged or been split."""
    becomes: Annotated[Many[MunicipalityId], NEWS_NEVER, NOT_PERSONAL] = ()
    """What it became. References to it then count as references to those."""
    sources: Annotated[Sources, NEWS_NEVER, PERSON] = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Municipality(Listed, MunicipalityDraft, use_attribute_docstrings=False):
    """A municipality that the directory serves."""

    number: MunicipalityNumber
    name: Text
    county: AreaId


class AreaDraft(ListedDraft):
    """An area as far as it could be read."""

    name: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What people call it."""
    kind: Annotated[Literal["county", "health-trust", "region"] | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What it is."""
    municipalities: Annotated[Many[MunicipalityId], NEWS_NEVER, NOT_PERSONAL] = ()
    """The municipalities served that are in it. A county holds those that name it anyway."""
    areas: Annotated[Many[AreaId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Other areas that are part of it."""
    sources: Annotated[Sources, NEWS_NEVER, PERSON] = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Area(Listed, AreaDraft, use_attribute_docstrings=False):
    """A named group of municipalities. `norge` is built in and covers all. An area may hold none of those served."""

    name: Translated
    kind: Literal["county", "health-trust", "region"]


class CrisisLineDraft(ListedDraft):
    """A help line as far as it could be read."""

    name: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What it is called."""
    number: Annotated[Phone | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The number to call."""
    when: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When to call it. Begins with a verb."""
    level: Annotated[Level | None, NEWS_NEVER, NOT_PERSONAL] = None
    """How grave it is; decides the order and the colour."""
    audiences: Annotated[Many[AudienceId], NEWS_NEVER, NOT_PERSONAL] = ()
    """Whom it is for. Left out: everybody."""
    hours: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When somebody answers, in words."""
    url: Annotated[Url | None, NEWS_NEVER, NOT_PERSONAL] = None
    """Its web site."""
    source: Annotated[Text | None, NEWS_NEVER, PERSON] = None
    """Where the facts come from."""
    verified_on: Annotated[Date | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When somebody last called to check. Missing or older than 180 days is a warning."""


class CrisisLine(Listed, CrisisLineDraft, use_attribute_docstrings=False):
    """An emergency number or a help line."""

    name: Translated
    number: Phone
    when: Translated
    level: Level
    source: Text


class TermDraft(ListedDraft):
    """A term as far as it could be read."""

    name: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What visitors read."""
    description: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """A sentence that says what belongs here."""
    icon: Annotated[Text | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The name of the drawing beside it: one of those in `templates/parts/icons.html`, else none."""


class Term(Listed, TermDraft, use_attribute_docstrings=False):
    """A word of a closed list that offers are sorted by."""

    name: Translated


class NeedDraft(TermDraft):
    """A need as far as it could be read."""

    focus_area: Annotated[FocusAreaId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The focus area it belongs to."""


class Need(Term, NeedDraft, use_attribute_docstrings=False):
    """What people need help with."""


class AudienceDraft(TermDraft):
    """An audience as far as it could be read."""

    children: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True for children and young people: their offers have an entrance of their own."""
    professional: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True for those who meet carers in their work."""


class Audience(Term, AudienceDraft, use_attribute_docstrings=False):
    """Whom offers are for."""


class FormatDraft(TermDraft):
    """A format as far as it could be read."""

    online: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True when it can be used from anywhere."""


class Format(Term, FormatDraft, use_attribute_docstrings=False):
    """How offers are given."""


class FocusAreaDraft(TermDraft):
    """A focus area as far as it could be read."""

    valid_until: Annotated[DateOrLess | None, NEWS_NEVER, NOT_PERSONAL] = None
    """When the plan that it comes from ends."""


class FocusArea(Term, FocusAreaDraft, use_attribute_docstrings=False):
    """What the region has decided to work on."""


class ConditionDraft(TermDraft):
    """A condition as far as it could be read."""

    broader: Annotated[ConditionId | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The wider condition that it is a case of."""


class Condition(Term, ConditionDraft, use_attribute_docstrings=False):
    """A diagnosis that some offers are limited to."""


class AccessibilityDraft(TermDraft):
    """An accessibility term as far as it could be read."""

    wheelchair: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True when it says that the place can be used with a wheelchair."""


class Accessibility(Term, AccessibilityDraft, use_attribute_docstrings=False):
    """What makes a place usable for more people."""


class WordDraft(ListedDraft):
    """A word as far as it could be read."""

    preferred: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """The word we use."""
    also: Annotated[Many[Text], NEWS_NEVER, NOT_PERSONAL] = ()
    """Words that people type when they look for it, in any language."""
    avoid: Annotated[Many[Text], NEWS_NEVER, NOT_PERSONAL] = ()
    """Jargon for it: a warning where it is in a Norwegian title, summary or text."""
    explanation: Annotated[Translated | None, NEWS_NEVER, NOT_PERSONAL] = None
    """What it means. With one, the word is in the glossary."""


class Word(Listed, WordDraft, use_attribute_docstrings=False):
    """A word people use and the one we use: for search, for plain language and for the glossary."""

    preferred: Translated
