"""The site's settings and the records that stand in list files: municipalities, areas, crisis lines, words."""

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
    MunicipalityId,
    OrganisationId,
    Sources,
)
from veiviser.content.parse import CONTRACT
from veiviser.languages import SiteLanguage

LanguageForm: TypeAlias = Literal["nb", "nn", "neutral"]
SamiLanguage: TypeAlias = Literal["se", "sma", "smj"]
Level: TypeAlias = Literal["emergency", "urgent", "helpline"]


class Site(Fields):
    """The region's settings."""

    contract: Contract = CONTRACT
    """The version of this contract that the content follows."""
    title: Translated
    """What the directory is called."""
    tagline: Translated | None = None
    """One sentence below the title: whom the directory is for."""
    base_url: BaseUrl
    """Where the site is published; it may carry a path."""
    languages: Annotated[Many[SiteLanguage], Field(min_length=1)]
    """The languages of the site. The first is the default, and the one that plain text is written in."""
    publisher: OrganisationId
    """Who is responsible for the directory."""
    owner_type: Literal["public", "voluntary"] = "public"
    """Whether the publisher is a public body or a voluntary one: their accessibility statements differ."""
    repository: Url | None = None
    """Where the content lies, so that pages can lead to their file."""
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


class Municipality(Listed):
    """A municipality that the directory serves."""

    number: MunicipalityNumber
    """Its official number."""
    name: Text
    """Its name. Where others have the same, the site shows the county behind it."""
    county: AreaId
    """The county it lies in: an area of that kind. A county's own list of municipalities must agree."""
    language_form: LanguageForm | None = None
    """The written Norwegian that it has chosen."""
    sami: Many[SamiLanguage] = ()
    """The Sámi languages that are official in it."""
    neighbours: Many[MunicipalityId] = ()
    """Municipalities that border on it. Naming a neighbour in one of the two is enough."""
    postcodes: Many[Postcodes] = ()
    """Its postcodes. One that lies in several municipalities stands in each: visitors choose."""
    url: Url | None = None
    """Its web site."""
    valid_until: Date | None = None
    """The last day it existed, when it has merged or been split."""
    becomes: Many[MunicipalityId] = ()
    """What it became. References to it then count as references to those."""
    sources: Sources = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class Area(Listed):
    """A named group of municipalities. `norge` is built in and covers all. An area may hold none of those served."""

    name: Translated
    """What people call it."""
    kind: Literal["county", "health-trust", "region"]
    """What it is."""
    municipalities: Many[MunicipalityId] = ()
    """The municipalities served that lie in it. A county holds those that name it anyway."""
    areas: Many[AreaId] = ()
    """Other areas that are part of it."""
    sources: Sources = ()
    """Where the facts come from: addresses or words, with the date of the source."""


class CrisisLine(Listed):
    """An emergency number or a help line."""

    name: Translated
    """What it is called."""
    number: Phone
    """The number to call."""
    when: Translated
    """When to call it. Begins with a verb."""
    level: Level
    """How grave it is; decides the order and the colour."""
    audiences: Many[AudienceId] = ()
    """Whom it is for. Left out: everybody."""
    hours: Translated | None = None
    """When somebody answers, in words."""
    url: Url | None = None
    """Its web site."""
    source: Text
    """Where the facts come from."""
    verified_on: Date | None = None
    """When somebody last called to check. Missing or older than 180 days is a warning."""


class Term(Listed):
    """A word of a closed list that offers are sorted by."""

    name: Translated
    """What visitors read."""
    description: Translated | None = None
    """A sentence that says what belongs here."""
    icon: Text | None = None
    """The name of the drawing that stands beside it: one of those in `templates/parts/icons.html`, else none."""


class Need(Term):
    """What people need help with."""

    focus_area: FocusAreaId | None = None
    """The focus area it belongs to."""


class Audience(Term):
    """Whom offers are for."""

    children: Boolean = False
    """True for children and young people: their offers have an entrance of their own."""
    professional: Boolean = False
    """True for those who meet carers in their work."""


class Format(Term):
    """How offers are given."""

    online: Boolean = False
    """True when it can be used from anywhere."""


class FocusArea(Term):
    """What the region has decided to work on."""

    valid_until: DateOrLess | None = None
    """When the plan that it comes from ends."""


class Condition(Term):
    """A diagnosis that some offers are limited to."""

    broader: ConditionId | None = None
    """The wider condition that it is a case of."""


class Accessibility(Term):
    """What makes a place usable for more people."""

    wheelchair: Boolean = False
    """True when it says that the place can be used with a wheelchair."""


class Word(Listed):
    """A word people use and the one we use: for search, for plain language and for the glossary."""

    preferred: Translated
    """The word we use."""
    also: Many[Text] = ()
    """Words that people type when they look for it, in any language."""
    avoid: Many[Text] = ()
    """Jargon for it: a warning where it stands in a Norwegian title, summary or text."""
    explanation: Translated | None = None
    """What it means. With one, the word stands in the glossary."""
