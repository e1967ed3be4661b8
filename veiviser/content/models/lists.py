"""The site's settings and the records in list files: municipalities, areas, crisis lines, terms, words."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from veiviser.content.fields import (
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

    contract: Contract = CONTRACT
    """The version of this contract that the content follows."""
    title: Translated | None = None
    """What the directory is called."""
    tagline: Translated | None = None
    """One sentence below the title: whom the directory is for."""
    base_url: BaseUrl | None = None
    """Where the site is published; it may carry a path."""
    languages: Many[SiteLanguage] = ()
    """The languages of the site. The first is the default, and the one that plain text is written in."""
    publisher: OrganisationId | None = None
    """Who is responsible for the directory."""
    owner_type: Literal["public", "voluntary"] = "public"
    """Whether the publisher is a public body or a voluntary one: their accessibility statements differ."""
    repository: Url | None = None
    """Where the content is kept, so that pages can link to their file."""
    branch: Text = "main"
    """The branch of the repository that is published."""
    review_every_days: Positive = 180
    """After how many days an offer is to be confirmed again with its owner."""
    hide_after_days: Positive | None = None
    """After how many days without confirmation an offer is left out of lists, search and feeds. Left out: never."""
    feedback_form: UrlTemplate | None = None
    """A form for reporting faults; `{id}` and `{title}` in the address become those of the offer."""
    feedback_email: Email | None = None
    """Where people can write when something in the directory is wrong."""
    exit_url: Url | None = None
    """Where the quick exit on sensitive pages leads."""
    timezone: TimeZone = "Europe/Oslo"
    """The time zone that all times of the content are in."""
    theme_colour: Colour | None = None
    """The region's colour, for links, buttons and the header's line."""
    security_contact: SecurityContact | None = None
    """Whom to tell about a security fault. Goes with `security_expires`: without both there is no security.txt."""
    security_expires: Date | None = None
    """The last day on which `security_contact` holds."""
    cms: Untyped = None
    """Reserved."""
    neighbour_directories: Untyped = None
    """Reserved."""


class Site(SiteDraft, use_attribute_docstrings=False):
    """The region's settings."""

    title: Translated
    base_url: BaseUrl
    languages: Annotated[Many[SiteLanguage], Field(min_length=1)]
    publisher: OrganisationId


class MunicipalityDraft(ListedDraft):
    """A municipality as far as it could be read."""

    number: MunicipalityNumber | None = None
    """Its official number."""
    name: Text | None = None
    """Its name. Where others have the same, the site shows the county behind it."""
    county: AreaId | None = None
    """The county it is in: an area of that kind. A county's own list of municipalities must agree."""
    language_form: LanguageForm | None = None
    """The written Norwegian that it has chosen."""
    sami: Many[SamiLanguage] = ()
    """The Sámi languages that are official in it."""
    neighbours: Many[MunicipalityId] = ()
    """Municipalities that border on it. Naming a neighbour in one of the two is enough."""
    postcodes: Many[Postcodes] = ()
    """Its postcodes. One that is in several municipalities is listed in each: visitors choose."""
    url: Url | None = None
    """Its web site."""
    valid_until: Date | None = None
    """The last day it existed, when it has merged or been split."""
    becomes: Many[MunicipalityId] = ()
    """What it became. References to it then count as references to those."""
    sources: Sources = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Municipality(Listed, MunicipalityDraft, use_attribute_docstrings=False):
    """A municipality that the directory serves."""

    number: MunicipalityNumber
    name: Text
    county: AreaId


class AreaDraft(ListedDraft):
    """An area as far as it could be read."""

    name: Translated | None = None
    """What people call it."""
    kind: Literal["county", "health-trust", "region"] | None = None
    """What it is."""
    municipalities: Many[MunicipalityId] = ()
    """The municipalities served that are in it. A county holds those that name it anyway."""
    areas: Many[AreaId] = ()
    """Other areas that are part of it."""
    sources: Sources = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Area(Listed, AreaDraft, use_attribute_docstrings=False):
    """A named group of municipalities. `norge` is built in and covers all. An area may hold none of those served."""

    name: Translated
    kind: Literal["county", "health-trust", "region"]


class CrisisLineDraft(ListedDraft):
    """A help line as far as it could be read."""

    name: Translated | None = None
    """What it is called."""
    number: Phone | None = None
    """The number to call."""
    when: Translated | None = None
    """When to call it. Begins with a verb."""
    level: Level | None = None
    """How grave it is; decides the order and the colour."""
    audiences: Many[AudienceId] = ()
    """Whom it is for. Left out: everybody."""
    hours: Translated | None = None
    """When somebody answers, in words."""
    url: Url | None = None
    """Its web site."""
    source: Text | None = None
    """Where the facts come from."""
    verified_on: Date | None = None
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

    name: Translated | None = None
    """What visitors read."""
    description: Translated | None = None
    """A sentence that says what belongs here."""
    icon: Text | None = None
    """The name of the drawing beside it: one of those in `templates/parts/icons.html`, else none."""


class Term(Listed, TermDraft, use_attribute_docstrings=False):
    """A word of a closed list that offers are sorted by."""

    name: Translated


class NeedDraft(TermDraft):
    """A need as far as it could be read."""

    focus_area: FocusAreaId | None = None
    """The focus area it belongs to."""


class Need(Term, NeedDraft, use_attribute_docstrings=False):
    """What people need help with."""


class AudienceDraft(TermDraft):
    """An audience as far as it could be read."""

    children: Boolean = False
    """True for children and young people: their offers have an entrance of their own."""
    professional: Boolean = False
    """True for those who meet carers in their work."""


class Audience(Term, AudienceDraft, use_attribute_docstrings=False):
    """Whom offers are for."""


class FormatDraft(TermDraft):
    """A format as far as it could be read."""

    online: Boolean = False
    """True when it can be used from anywhere."""


class Format(Term, FormatDraft, use_attribute_docstrings=False):
    """How offers are given."""


class FocusAreaDraft(TermDraft):
    """A focus area as far as it could be read."""

    valid_until: DateOrLess | None = None
    """When the plan that it comes from ends."""


class FocusArea(Term, FocusAreaDraft, use_attribute_docstrings=False):
    """What the region has decided to work on."""


class ConditionDraft(TermDraft):
    """A condition as far as it could be read."""

    broader: ConditionId | None = None
    """The wider condition that it is a case of."""


class Condition(Term, ConditionDraft, use_attribute_docstrings=False):
    """A diagnosis that some offers are limited to."""


class AccessibilityDraft(TermDraft):
    """An accessibility term as far as it could be read."""

    wheelchair: Boolean = False
    """True when it says that the place can be used with a wheelchair."""


class Accessibility(Term, AccessibilityDraft, use_attribute_docstrings=False):
    """What makes a place usable for more people."""


class WordDraft(ListedDraft):
    """A word as far as it could be read."""

    preferred: Translated | None = None
    """The word we use."""
    also: Many[Text] = ()
    """Words that people type when they look for it, in any language."""
    avoid: Many[Text] = ()
    """Jargon for it: a warning where it is in a Norwegian title, summary or text."""
    explanation: Translated | None = None
    """What it means. With one, the word is in the glossary."""


class Word(Listed, WordDraft, use_attribute_docstrings=False):
    """A word people use and the one we use: for search, for plain language and for the glossary."""

    preferred: Translated
